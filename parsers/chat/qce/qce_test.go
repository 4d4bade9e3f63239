package qce

import (
	"testing"

	"github.com/duizheng/duizheng/parsers/parsertest"
)

func FuzzJSON(f *testing.F)  { parsertest.Fuzz(f, JSON) }
func FuzzLines(f *testing.F) { parsertest.Fuzz(f, Lines) }
func FuzzText(f *testing.F)  { parsertest.Fuzz(f, Text) }
func FuzzPage(f *testing.F)  { parsertest.Fuzz(f, Page) }
