package qianniu

import (
	"testing"

	"github.com/duizheng/duizheng/parsers/parsertest"
)

func FuzzClipboard(f *testing.F) { parsertest.Fuzz(f, Clipboard) }
func FuzzWeb(f *testing.F)       { parsertest.Fuzz(f, Web) }
