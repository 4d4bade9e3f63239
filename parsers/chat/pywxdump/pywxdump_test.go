package pywxdump

import (
	"testing"

	"github.com/duizheng/duizheng/parsers/parsertest"
)

func FuzzJSON(f *testing.F) { parsertest.Fuzz(f, JSON) }
func FuzzCSV(f *testing.F)  { parsertest.Fuzz(f, CSV) }
func FuzzPage(f *testing.F) { parsertest.Fuzz(f, Page) }

func BenchmarkJSON(b *testing.B) {
	parsertest.Bench(b, JSON, "x.json", "[", func(i int) string {
		comma := ","
		if i == 0 {
			comma = ""
		}
		return comma + `{"id":12,"MsgSvrID":"7423423423423423202","type_name":"文本","is_sender":0,"talker":"wxid_zhao","room_name":"wxid_zhao","msg":"明天下午3点前送到，放心","src":"","extra":{},"CreateTime":"2024-03-02 09:20:31"}`
	}, "]")
}
