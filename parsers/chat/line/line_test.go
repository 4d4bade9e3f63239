package line

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/parsertest"
	"github.com/duizheng/duizheng/parsers/timestamp"
)

func TestHistory(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"a day without weekday is text", "2026/3/6(金)\n10:00\tA\tx\n2026/3/7\n10:01\tA\ty\n",
			[]string{"message|2026-03-06 10:00:00|A|x\n2026/3/7", "message|2026-03-06 10:01:00|A|y"}},
		{"no day, no date", "[LINE] Aとのトーク履歴\n保存日時：2026/3/6 10:00\n\n10:00\tA\tx\n", []string{"message|-|A|x"}},
		{"an open mark is text", "2026/3/6(金)\n10:00\tA\t\"x\n10:01\tB\ty\n",
			[]string{"message|2026-03-06 10:00:00|A|\"x", "message|2026-03-06 10:01:00|B|y"}},
		{"quoted behind a bare line feed", "2026/3/6(金)\r\n9:20\tA\tx\n9:21\tB\tquoted\r\n9:22\tB\ty\r\n9:23\tB\ty\r\n9:24\tB\ty\r\n",
			[]string{"message|2026-03-06 09:20:00|A|x\n9:21\tB\tquoted", "message|2026-03-06 09:22:00|B|y", "message|2026-03-06 09:23:00|B|y", "message|2026-03-06 09:24:00|B|y"}},
		{"weekdays of a language not known", "[LINE] Riwayat chat dengan Budi\nDisimpan pada: 2026/03/07 10:00\n\n2026/03/06(Jum)\n10:00\tBudi\tx\n10:01\tBudi\t\"y\n2026/03/04(月)\"\n2026/03/07(Th 7)\n00:01\tAna\tz\nSen, 09/03/2026\n00:02\tAna\t[x]\n",
			[]string{"message|2026-03-06 10:00:00|Budi|x", "message|2026-03-06 10:01:00|Budi|y\n2026/03/04(月)", "message|2026-03-07 00:01:00|Ana|z", "message|2026-03-09 00:02:00|Ana|[x]"}},
		{"midnight of the day", "2026/3/6(金)\n24:53\tA\tx\n", []string{"message|2026-03-06 00:53:00|A|x"}},
	} {
		_, rs := parsertest.Read(t, Text, "x.txt", []byte(c.in))
		var got []string
		for _, b := range parsertest.Brief(rs) {
			if !strings.HasPrefix(b, "frame") {
				got = append(got, b)
			}
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
}

// The pieces of an over-long line end with no line feed; what comes behind the
// line is a message all the same.
func TestHistory_overlong(t *testing.T) {
	long := strings.Repeat("x", parsers.MaxLine)
	_, rs := parsertest.Read(t, Text, "x.txt", []byte("2026/3/6(金)\r\n9:20\tA\ta\nb\r\n9:21\tB\t"+long+"\r\n9:22\tA\tc\r\n9:23\tB\td\r\n"))
	if len(rs) != 5 || rs[2].Text != long || rs[3].Text != "c" {
		t.Errorf("%d records, want 5", len(rs))
	}
}

func FuzzText(f *testing.F) { parsertest.Fuzz(f, Text) }

func BenchmarkText(b *testing.B) {
	parsertest.Bench(b, Text, "x.txt", "[LINE] Aとのトーク履歴\n保存日時：2026/3/6 10:00\n\n2026/3/6(金)\n", func(i int) string {
		return fmt.Sprintf("%d:%02d\t宅配の田中\t置き配しました。ご確認ください。番号は 4012 3344 5566 です\n", i/60%24, i%60)
	}, "")
}

// A line that begins with a time is no day, so that the one need not be tried
// before the other.
func FuzzRow(f *testing.F) {
	for _, s := range []string{"9:20\tA\tx", "午後9:20 A x", "2026/3/6(金)", "Sel, 05/03/2026", "9時5分 金", "9.5.2026 Mon"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		_, row := readRow(b, &timestamp.Reader{})
		_, day := readDay(b, false)
		_, any := readDay(b, true)
		if row && (day || any) {
			t.Fatalf("%q is both", b)
		}
	})
}
