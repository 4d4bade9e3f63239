package googlechat

import (
	"testing"

	"github.com/duizheng/duizheng/parsers/parsertest"
)

func FuzzChat(f *testing.F)     { parsertest.Fuzz(f, Chat) }
func FuzzHangouts(f *testing.F) { parsertest.Fuzz(f, Hangouts) }
