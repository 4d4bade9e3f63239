package chatlog

import (
	"strings"
	"testing"
	"unicode/utf8"

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

// The short way reads what the regular expression reads.
func FuzzHeader(f *testing.F) {
	for _, line := range []string{"a(b) 2026-03-02 09:14:07", "驿站(老陈)(x) 2026-03-02 09:14:07", "a() 2026-03-02 09:14:07", "(b) 2026-03-02 09:14:07", "a(b)) 2026-03-02 09:14:07", "a(b) [g(1@chatroom)] 03-02 09:14:07", "我 09:14:07", "a(b) 2026-03-02 0a:14:07"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		if strings.ContainsAny(line, "\r\n") || !utf8.ValidString(line) {
			return
		}
		m := headerForm.FindStringSubmatch(line)
		h, ok := readHeader(line)
		if ok != (m != nil) || ok && (h.name != m[1] || h.id != first(m[2], m[3]) || h.time != m[7]) {
			t.Fatalf("%q: %+v %v, by the form %q", line, h, ok, m)
		}
	})
}
