package matrix

import (
	"testing"

	"github.com/duizheng/duizheng/parsers/parsertest"
)

func FuzzJSON(f *testing.F) { parsertest.Fuzz(f, JSON) }
func FuzzText(f *testing.F) { parsertest.Fuzz(f, Text) }
func FuzzHTML(f *testing.F) { parsertest.Fuzz(f, HTML) }
