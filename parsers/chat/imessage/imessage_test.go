package imessage

import (
	"testing"

	"github.com/duizheng/duizheng/parsers/parsertest"
)

func FuzzText(f *testing.F) { parsertest.Fuzz(f, Text) }
func FuzzHTML(f *testing.F) { parsertest.Fuzz(f, HTML) }
