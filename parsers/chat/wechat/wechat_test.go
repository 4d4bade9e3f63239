package wechat

import (
	"testing"

	"github.com/duizheng/duizheng/parsers/parsertest"
)

func FuzzPage(f *testing.F) { parsertest.Fuzz(f, Page) }
func FuzzMail(f *testing.F) { parsertest.Fuzz(f, Mail) }
