package wechat

import (
	"fmt"
	"testing"

	"github.com/duizheng/duizheng/parsers/parsertest"
)

func FuzzShare(f *testing.F)     { parsertest.Fuzz(f, Share) }
func FuzzClipboard(f *testing.F) { parsertest.Fuzz(f, Clipboard) }

func TestShareHeader(t *testing.T) {
	for _, tt := range []struct {
		line, name, clock string
		ok                bool
	}{
		{"沈女士  09:14", "沈女士", "09:14", true},
		{"沈女士  9:14", "沈女士", "9:14", true},
		{"瀛姬喵喵11:00-20:00  17:34", "瀛姬喵喵11:00-20:00", "17:34", true},
		{"A B  23:59 ", "A B", "23:59", true},
		{"沈女士 09:14", "", "", false}, // one blank is text
		{"  09:14", "", "", false},
		{"沈女士  24:14", "", "", false},
		{"沈女士  09:74", "", "", false},
		{"明天 10:00-11:00", "", "", false},
		{"09:14", "", "", false},
		{"", "", "", false},
	} {
		name, clock, ok := shareHeader([]byte(tt.line))
		if ok != tt.ok || string(name) != tt.name || string(clock) != tt.clock {
			t.Errorf("%q: %q, %q, %v; want %q, %q, %v", tt.line, name, clock, ok, tt.name, tt.clock, tt.ok)
		}
	}
}

func TestShareDay(t *testing.T) {
	for line, want := range map[string]string{
		"—————  2026-04-06  —————": "2026-04-06",
		"———— 2026年4月6日 ————":      "2026-04-06",
		"----- 2026/4/6 -----":     "2026-04-06",
		"— 2026-04-06 —":           "",
		"—————  2026-13-06  —————": "",
		"——————————":               "",
		"2026-04-06":               "",
	} {
		day, ok := shareDay([]byte(line))
		got := ""
		if ok {
			got = day.Format("2006-01-02")
		}
		if got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

func BenchmarkShare(b *testing.B) {
	parsertest.Bench(b, Share, "x.txt", "沈女士 和 老赵 在微信上的聊天记录如下，请查收。\n\n—————  2026-04-06  —————\n\n\n", func(i int) string {
		return fmt.Sprintf("沈女士  %02d:%02d\n\nSF139000000%04d 今天能送到吗，我下午都在家\n\n", i/60%24, i%60, i%10000)
	}, "")
}
