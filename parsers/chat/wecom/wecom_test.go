package wecom

import (
	"testing"

	"github.com/duizheng/duizheng/parsers/parsertest"
)

func FuzzArchive(f *testing.F) { parsertest.Fuzz(f, Archive) }
