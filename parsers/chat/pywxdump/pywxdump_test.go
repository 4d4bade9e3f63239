package pywxdump

import (
	"testing"

	"github.com/duizheng/duizheng/parsers/parsertest"
)

func FuzzJSON(f *testing.F) { parsertest.Fuzz(f, JSON) }
func FuzzCSV(f *testing.F)  { parsertest.Fuzz(f, CSV) }
func FuzzPage(f *testing.F) { parsertest.Fuzz(f, Page) }
