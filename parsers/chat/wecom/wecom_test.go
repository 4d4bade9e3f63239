package wecom

import (
	"testing"

	"github.com/duizheng/duizheng/parsers/parsertest"
)

func FuzzArchive(f *testing.F) { parsertest.Fuzz(f, Archive) }

func BenchmarkArchive(b *testing.B) {
	parsertest.Bench(b, Archive, "x.jsonl", "", func(int) string {
		return `{"msgid":"DEMO0101_1772414047","action":"send","from":"FangFang","tolist":["wm_courier"],"roomid":"","msgtime":1772414047000,"msgtype":"text","text":{"content":"DPK300000000011 今天能到吗？"}}` + "\n"
	}, "")
}
