package signal

import (
	"testing"

	"github.com/duizheng/duizheng/parsers/parsertest"
)

func FuzzMarkdown(f *testing.F)   { parsertest.Fuzz(f, Markdown) }
func FuzzData(f *testing.F)       { parsertest.Fuzz(f, Data) }
func FuzzSigtopText(f *testing.F) { parsertest.Fuzz(f, SigtopText) }
func FuzzSigtopJSON(f *testing.F) { parsertest.Fuzz(f, SigtopJSON) }
func FuzzDesktop(f *testing.F)    { parsertest.Fuzz(f, Desktop) }
