package memotrace

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/parsertest"
)

func TestLiteral(t *testing.T) {
	for _, c := range []struct {
		name, raw string
		lax       bool
		want      map[string]string
	}{
		{"plain", `{ type:1, text: 'a',is_send:0}`, false, map[string]string{"type": "1", "text": "a", "is_send": "0"}},
		{"escapes before entities", `{text:'it\'s \\ &amp;lt; \n\u4f60 \x41'}`, false, map[string]string{"text": "it's \\ &lt; \n你 A"}},
		{"trailing comma", `{type:0,}`, false, map[string]string{"type": "0"}},
		{"brackets in a text", `{text:'];},{ type:1'}`, false, map[string]string{"text": "];},{ type:1"}},
		{"unescaped quote, strict", `{title:'it's',type:1}`, false, nil},
		{"unescaped quote, lax", `{title:'it's',type:1}`, true, map[string]string{"title": "it's", "type": "1"}},
		{"not closed", `{title:'it`, true, nil},
		{"empty", `{}`, false, nil},
	} {
		got, ok := literal([]byte(c.raw), c.lax)
		if !ok {
			got = nil
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
}

// A title with an odd quote swallows what follows; the messages behind it must
// come out all the same.
func TestBrokenCards(t *testing.T) {
	one := func(text string) string {
		return "{ type:1, text: '" + text + "',is_send:0,avatar_path:'',timestamp:1709342431,is_chatroom:0,displayname:'小周'}"
	}
	card := func(title string) string {
		return "{ type:49, sub_type:5, title:'" + title + "',url:'https://example.com',is_send:0,timestamp:1709342432,displayname:'小周'}"
	}
	for _, title := range []string{"it's", "'", "a', b", `a\`, "it's 'so'", "} ,{"} {
		page := "<!DOCTYPE html><html><body><script>\nconst chatMessages = [\n" + strings.Join([]string{one("一"), card(title), one("二"), card(title), one("三")}, ",") + "];\n</script></body></html>"
		_, got := parsertest.Read(t, Page, "x.html", []byte(page))
		said := ""
		for _, r := range got {
			if r.Kind == "message" && len(r.Attachments) == 0 {
				said += r.Text
			}
		}
		if said != "一二三" || len(got) != 5 {
			t.Errorf("title %q: %d records, plain messages %q", title, len(got), said)
		}
	}
}

func FuzzPage(f *testing.F) {
	for _, pattern := range []string{"testdata/wechat-memotrace-html/*.html"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, p := range paths {
			b, err := os.ReadFile(p)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(b)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		fuzz(t, Page, "x.html", b)
	})
}

// fuzz reads any bytes; records must lie within them and not overlap.
func fuzz(t *testing.T, format *parsers.Format, name string, b []byte) {
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := parsers.Read(context.Background(), []*parsers.Format{format}, []string{path}, parsers.Options{Format: format.ID, Zone: parsertest.Shanghai})
	if err != nil || len(r.Exports) != 1 {
		return
	}
	end := int64(0)
	for rec, err := range r.Exports[0].Records(context.Background()) {
		if err != nil {
			return
		}
		if rec.Locator.Offset < end || rec.Locator.Length <= 0 || rec.Locator.End() > int64(len(b)) {
			t.Fatalf("record %d at %+v after %d of %d bytes", rec.Ordinal, rec.Locator, end, len(b))
		}
		end = rec.Locator.End()
	}
}

func BenchmarkPage(b *testing.B) {
	var s strings.Builder
	s.WriteString("<!DOCTYPE html><html><body><script>\nconst chatMessages = [\n")
	for range 100_000 {
		s.WriteString(`{ type:1, text: '明天下午3点前送到\n放心, it\'s ok',is_send:0,avatar_path:'./avatar/a.png',timestamp:1709342431,is_chatroom:0,displayname:'圆通小周'},`)
	}
	s.WriteString("];\n</script></body></html>")
	path := filepath.Join(b.TempDir(), "x.html")
	if err := os.WriteFile(path, []byte(s.String()), 0o644); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(s.Len()))
	b.ReportAllocs()
	for b.Loop() {
		r, err := parsers.Read(context.Background(), []*parsers.Format{Page}, []string{path}, parsers.Options{Format: Page.ID, Zone: parsertest.Shanghai})
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for _, err := range r.Exports[0].Records(context.Background()) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != 100_000 {
			b.Fatal(n)
		}
	}
}
