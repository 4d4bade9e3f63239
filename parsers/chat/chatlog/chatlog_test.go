package chatlog

import (
	"testing"

	"github.com/duizheng/duizheng/parsers/parsertest"
)

func FuzzJSON(f *testing.F) { parsertest.Fuzz(f, JSON) }
func FuzzCSV(f *testing.F)  { parsertest.Fuzz(f, CSV) }
func FuzzText(f *testing.F) { parsertest.Fuzz(f, Text) }

func BenchmarkText(b *testing.B) {
	parsertest.Bench(b, Text, "x.txt", "", func(int) string {
		return "韵达小刘(wxid_liu) 2026-03-02 09:20:31\n> 何女士(我) 03-02 09:14:07\n> 4300000000011 今天能到吗？\n明天下午3点前一定送到\n\n"
	}, "")
}
