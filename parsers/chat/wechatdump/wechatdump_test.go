package wechatdump

import (
	"testing"

	"github.com/duizheng/duizheng/parsers/parsertest"
)

func FuzzText(f *testing.F) { parsertest.Fuzz(f, Text) }
func FuzzPage(f *testing.F) { parsertest.Fuzz(f, Page) }
