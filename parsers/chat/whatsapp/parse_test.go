package whatsapp

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/parsertest"
	"github.com/duizheng/duizheng/timeline"
)

var shanghai = time.FixedZone("CST", 8*3600)

// read parses text as a file of the given name.
func read(t testing.TB, name string, text []byte) (*parsers.Export, []timeline.Record) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := parsers.Read(context.Background(), Formats, []string{path}, parsers.Options{Format: Text.ID, Zone: shanghai})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Exports) != 1 {
		t.Fatalf("%d exports", len(r.Exports))
	}
	var out []timeline.Record
	for rec, err := range r.Exports[0].Records(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, rec)
	}
	return r.Exports[0], out
}

func brief(rs []timeline.Record) []string {
	var out []string
	for _, r := range rs {
		out = append(out, fmt.Sprintf("%s|%s|%s|%s", r.Kind, r.Time.Start.Format("01-02 15:04:05"), r.Sender.Name, r.Text))
	}
	return out
}

func TestHeaders(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"quoted export behind a bare line feed",
			"[2026/3/5 09:00:00] A: see\n[2026/3/4 08:00:00] B: quoted\r\n[2026/3/5 09:01:00] B: no\r\n[2026/3/5 09:02:00] B: x\r\n[2026/3/5 09:03:00] B: y\r\n",
			"message|03-05 09:00:00|A|see\n[2026/3/4 08:00:00] B: quoted;message|03-05 09:01:00|B|no;message|03-05 09:02:00|B|x;message|03-05 09:03:00|B|y"},
		{"another shape is text",
			"2026/3/5 09:00 - A: see\n[2026/3/4 08:00:00] B: quoted\n2026/3/5 09:01 - B: no\n",
			"message|03-05 09:00:00|A|see\n[2026/3/4 08:00:00] B: quoted;message|03-05 09:01:00|B|no"},
		{"name without a space", "[2026/3/5 09:00:00] Bob:Hi\n", "message|03-05 09:00:00|Bob|Hi"},
		{"address is no name", "2026/3/5 09:00 - https://a.example/x:y\n", "notice|03-05 09:00:00||https://a.example/x:y"},
		{"empty message", "2026/3/5 09:00 - A:\n2026/3/5 09:00 - A: \n", "message|03-05 09:00:00|A|;message|03-05 09:00:00|A|"},
		{"sentence with a colon", "2026/3/5 09:00 - Rina added Dan: the courier\n2026/3/5 09:01 - Dan: hi\n",
			"notice|03-05 09:00:00||Rina added Dan: the courier;message|03-05 09:01:00|Dan|hi"},
		{"group name with a colon", "2026/3/5 09:00 - Dan created group \"Post: us\"\n", "notice|03-05 09:00:00||Dan created group \"Post: us\""},
		{"code words in a message stay a message", "[2026/3/5 09:00:00] 驿站: 您的安全码 1234，端到端加密\n", "message|03-05 09:00:00|驿站|您的安全码 1234，端到端加密"},
		{"deleted by mistake?", "2026/3/5 09:00 - A: I think this message was deleted\n", "message|03-05 09:00:00|A|I think this message was deleted"},
		{"noon and midnight", "[2026/3/5 上午12:05:00] A: x\n[2026/3/5 下午12:05:00] A: y\n", "message|03-05 00:05:00|A|x;message|03-05 12:05:00|A|y"},
	} {
		_, got := read(t, "x.txt", []byte(c.in))
		if d := cmp.Diff(strings.ReplaceAll(c.want, ";", "\n;"), strings.Join(brief(got), "\n;")); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
}

// The pieces of an over-long line end with no line feed; what comes behind the
// line is a message all the same.
func TestHeaders_overlong(t *testing.T) {
	long := strings.Repeat("x", parsers.MaxLine)
	_, got := read(t, "x.txt", []byte("[2026/3/5 09:00:00] A: a\nb\r\n[2026/3/5 09:01:00] B: "+long+"\r\n[2026/3/5 09:02:00] A: c\r\n[2026/3/5 09:03:00] B: d\r\n"))
	if len(got) != 4 || got[1].Text != long || got[2].Text != "c" {
		t.Errorf("%d records, want 4", len(got))
	}
}

func TestSays(t *testing.T) {
	e, _ := read(t, "WhatsApp Chat with Dan.txt", []byte("05/06/24, 09:00 - Ana: a\n06/05/24, 09:30 - Ben: b\n06/07/24, 10:00 - Cy: c\n"))
	if s := e.Says; s.Title != "Dan" || !s.Group || s.DateOrder != "MDY" || s.DateOpen || s.DateWhy == "" {
		t.Errorf("%+v", s)
	}
	if e, _ := read(t, "x.txt", []byte("03/04/2026, 09:00 - Ana: a\n")); !e.Says.DateOpen || e.Says.DateOrder != "DMY" {
		t.Errorf("an ambiguous date is not said to be one: %+v", e.Says)
	}
}

func TestAttachments(t *testing.T) {
	for _, c := range []struct {
		body       string
		app        bool
		name, kind string
	}{
		{"IMG-20260306-WA0000.jpg (file attached)", false, "IMG-20260306-WA0000.jpg", "image"},
		{"VID-20260306-WA0000.mp4 (какие-то слова)", false, "VID-20260306-WA0000.mp4", "video"},
		{"note.txt (see below)", false, "", ""},
		{"<attached: 00000017-AUDIO-2026-03-06-16-40-09.opus>", true, "00000017-AUDIO-2026-03-06-16-40-09.opus", "voice"},
		{"2026-03-06-PHOTO-00000017.jpg <\u200eattached>", false, "2026-03-06-PHOTO-00000017.jpg", "image"},
		{"<已附加：面单.pdf>", true, "面单.pdf", "file"},
		{"a.pdf • \u200e1 page \u200edocument omitted", false, "", "file"},
		{"<Media omitted>", false, "", "other"},
		{"图片已省略", false, "", "image"},
		{"GIF omitted", false, "", "image"},
		{"the picture was omitted by him", false, "", ""},
		{"x < y > z", false, "", ""},
		{"null", false, "", "other"},
		{"Dock (1 St): https://foursquare.com/v/abc", false, "https://foursquare.com/v/abc", "location"},
		{"hello", false, "", ""},
	} {
		var want []timeline.Attachment
		if c.kind != "" {
			want = []timeline.Attachment{{Name: c.name, Type: c.kind}}
		}
		if d := cmp.Diff(want, attachments(c.body, c.app)); d != "" {
			t.Errorf("%q (-want +got):\n%s", c.body, d)
		}
	}
}

func FuzzText(f *testing.F) {
	samples, _ := filepath.Glob("testdata/whatsapp-chat-txt/*.txt")
	for _, s := range samples {
		b, err := os.ReadFile(s)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		_, rs := read(t, "x.txt", b)
		end := int64(0)
		for _, r := range rs {
			if r.Locator.Offset < end || r.Locator.Length <= 0 || r.Locator.End() > int64(len(b)) {
				t.Fatalf("record %d: %+v", r.Ordinal, r.Locator)
			}
			end = r.Locator.End()
		}
	})
}

func FuzzExporterJSON(f *testing.F) { parsertest.Fuzz(f, ExporterJSON) }
func FuzzExporterHTML(f *testing.F) { parsertest.Fuzz(f, ExporterHTML) }

func BenchmarkText(b *testing.B) {
	for _, c := range []struct{ name, format string }{
		{"android", "%02d/03/2026, %02d:%02d - "},
		{"ios-zh-12h", "[2026/3/%d 下午%d:%02d:09] "},
	} {
		b.Run(c.name, func(b *testing.B) {
			parsertest.Bench(b, Text, "WhatsApp Chat with X.txt", "", func(n int) string {
				header := fmt.Sprintf(c.format, 1+n/40000%28, 1+n/60%12, n%60)
				if n%8 == 0 {
					return header + "王师傅: 您好，SF1402233445566 明天下午3点前送到\n放门口可以吗\n"
				}
				return header + "Alice: I did not receive the parcel, please check with the station again\n"
			}, "")
		})
	}
}
