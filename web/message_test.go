package web

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/duizheng/duizheng/timeline"
)

func TestLinesAround(t *testing.T) {
	for _, c := range []struct{ text, last, first string }{
		{"", "", ""},
		{"a", "a", "a"},
		{"1\n2\n3\n", "1\n2\n3\n", "1\n2\n3\n"},
		{"1\n2\n3\n4\n5\n6\n7\n", "4\n5\n6\n7\n", "1\n2\n3\n4\n5\n"},
	} {
		if got := lastLines(c.text); got != c.last {
			t.Errorf("last lines of %q: %q", c.text, got)
		}
		if got := firstLines(c.text); got != c.first {
			t.Errorf("first lines of %q: %q", c.text, got)
		}
	}
}

func FuzzCutText(f *testing.F) {
	f.Add("聊天\n记录", 1, 4)
	f.Add("\xb4\xf2\xcd\xeb", 0, 3)
	f.Add("\n\n\n\n\n\n\n\n", 2, 5)
	f.Fuzz(func(t *testing.T, s string, from, to int) {
		if from < 0 || to > len(s) || from > to {
			return
		}
		piece := s[from:to]
		start, end := string(trimStart([]byte(piece))), string(trimEnd([]byte(piece)))
		if !strings.HasSuffix(piece, start) || !strings.HasPrefix(piece, end) {
			t.Fatalf("%q became %q and %q", piece, start, end)
		}
		if utf8.ValidString(s) && from == 0 && !utf8.ValidString(end) || utf8.ValidString(s) && to == len(s) && !utf8.ValidString(start) {
			t.Fatalf("a code point of %q is cut through", piece)
		}
		if !strings.HasSuffix(piece, lastLines(piece)) || !strings.HasPrefix(piece, firstLines(piece)) {
			t.Fatalf("lines of %q", piece)
		}
	})
}

// A source in GB18030 is shown as text, one that is no text as numbers, and a
// missing original says so.
func TestRaw(t *testing.T) {
	v := newViewer(t)
	s := newServer(t.Context(), Config{Store: v.store})
	if got := decoder("gb18030")([]byte("\xd2\xd1\xc7\xa9\xca\xd5")); got != "已签收" {
		t.Errorf("decoded %q", got)
	}
	e, err := v.store.Event(context.Background(), v.event("我没收到"))
	if err != nil {
		t.Fatal(err)
	}
	h := e.Sources[0]
	h.Locator.Offset, h.Locator.Length = h.Locator.Offset+1, 22
	h.Locator.Offset += int64(len("2026-03-16 19:05 "))
	if got := s.raw(t.Context(), h, "utf-8"); !got.Hex {
		t.Errorf("bytes that are no text are shown as %q", got.Text)
	}
	h.Source = timeline.Source{Name: "x", SHA256: strings.Repeat("0", 64)}
	if got := s.raw(t.Context(), h, ""); got.Error == "" {
		t.Error("a missing original is not said")
	}
}

func BenchmarkPages(b *testing.B) {
	v := newViewer(b)
	for name, path := range map[string]string{"overview": "/", "parcel": "/p/" + number, "search": "/s?q=%E7%AD%BE%E6%94%B6"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if w := v.get(path); w.Code != 200 {
					b.Fatal(w.Code)
				}
			}
		})
	}
}
