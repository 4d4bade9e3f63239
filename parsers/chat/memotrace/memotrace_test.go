package memotrace

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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
		got := map[string]string{"left": "over"}
		if !literal(got, c.raw, c.lax) {
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

func FuzzText(f *testing.F)     { parsertest.Fuzz(f, Text) }
func FuzzCSV(f *testing.F)      { parsertest.Fuzz(f, CSV) }
func FuzzPage(f *testing.F)     { parsertest.Fuzz(f, Page) }
func FuzzSidecar(f *testing.F)  { parsertest.Fuzz(f, Sidecar) }
func FuzzMarkdown(f *testing.F) { parsertest.Fuzz(f, Markdown) }

func BenchmarkPage(b *testing.B) {
	parsertest.Bench(b, Page, "x.html", "<!DOCTYPE html><html><body><script>\nconst chatMessages = [\n", func(int) string {
		return `{ type:1, text: '明天下午3点前送到\n放心, it\'s ok',is_send:0,avatar_path:'./avatar/a.png',timestamp:1709342431,is_chatroom:0,displayname:'圆通小周'},`
	}, "];\n</script></body></html>")
}
