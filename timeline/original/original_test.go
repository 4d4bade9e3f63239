package original

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"pgregory.net/rapid"

	"github.com/duizheng/duizheng/timeline"
)

type entry struct {
	name, text string
	store      bool
}

func pack(tb testing.TB, entries ...entry) string {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		if e.store {
			h.Method = zip.Store
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := io.WriteString(w, e.text); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

// write lays files out in a new folder "in" and returns its path.
func write(tb testing.TB, files map[string]string) string {
	tb.Helper()
	dir := filepath.Join(tb.TempDir(), "in")
	if err := os.Mkdir(dir, 0o755); err != nil {
		tb.Fatal(err)
	}
	for name, text := range files {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	return dir
}

func read(tb testing.TB, f *File) string {
	tb.Helper()
	r, err := f.Open()
	if err != nil {
		tb.Fatal(err)
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		tb.Fatal(err)
	}
	return string(b)
}

func walk(tb testing.TB, path string, l Limits) ([]*File, []Skipped) {
	tb.Helper()
	files, skipped, err := Walk(context.Background(), path, l)
	if err != nil {
		tb.Fatal(err)
	}
	return files, skipped
}

func names(files []*File) (out []string) {
	for _, f := range files {
		out = append(out, f.String())
	}
	return out
}

func TestWalk(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("聊天记录.txt")
	if err != nil {
		t.Fatal(err)
	}
	inner := pack(t, entry{name: "deep.txt", text: "in the inner one"})
	dir := write(t, map[string]string{
		"b.txt":           "second",
		"a/chat.txt":      "first",
		"a/.DS_Store":     "x",
		"a/._chat.txt":    "x",
		".secret":         "x",
		".git/config":     "x",
		"report.docx":     pack(t, entry{name: "word/document.xml", text: "<w/>"}),
		"empty.zip":       pack(t),
		"broken.zip":      "PK\x03\x04 and no more",
		"c/export.zip":    pack(t, entry{name: "z.txt", text: "z"}, entry{name: "m/inner.zip", text: inner}, entry{name: "stored.zip", text: inner, store: true}, entry{name: "__MACOSX/z.txt", text: "x"}, entry{name: `win\dows.txt`, text: "w"}),
		"c/gbk.zip":       pack(t, entry{name: gbk, text: "g"}),
		"c/hostile.zip":   pack(t, entry{name: "../../out.txt", text: "x"}, entry{name: "/etc/passwd", text: "x"}, entry{name: "C:/x.txt", text: "x"}, entry{name: "fine..txt", text: "ok"}, entry{name: "twice", text: "1"}, entry{name: "twice", text: "2"}, entry{name: "a!/b", text: "x"}),
		"c/not-a-zip.zip": "just text",
	})
	files, skipped := walk(t, dir, DefaultLimits)
	want := []string{
		"in/a/chat.txt",
		"in/b.txt",
		"in/c/export.zip!/m/inner.zip!/deep.txt",
		"in/c/export.zip!/stored.zip!/deep.txt",
		"in/c/export.zip!/win/dows.txt",
		"in/c/export.zip!/z.txt",
		"in/c/gbk.zip!/聊天记录.txt",
		"in/c/hostile.zip!/fine..txt",
		"in/c/hostile.zip!/twice",
		"in/c/not-a-zip.zip",
		"in/report.docx",
	}
	if diff := cmp.Diff(want, names(files)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	var left []string
	for _, s := range skipped {
		left = append(left, s.Name+" "+s.Member)
		if s.Reason == "" {
			t.Errorf("%v has no reason", s)
		}
	}
	wantSkipped := []string{
		"in/.git ", "in/.secret ", "in/broken.zip ",
		"in/c/hostile.zip ../../out.txt", "in/c/hostile.zip /etc/passwd", "in/c/hostile.zip C:/x.txt",
		"in/c/hostile.zip a!/b", "in/c/hostile.zip twice",
	}
	if diff := cmp.Diff(wantSkipped, left); diff != "" {
		t.Errorf("skipped (-want +got):\n%s", diff)
	}
	for _, f := range files {
		stored := Stored(f.Path(), f.Source())
		if got, want := read(t, stored), read(t, f); got != want {
			t.Errorf("%s: as stored %q, as walked %q", f, got, want)
		}
	}
	if got := read(t, files[8]); got != "1" {
		t.Errorf("of a name that stands twice, got %q, want the first", got)
	}
}

func TestWalk_oneFile(t *testing.T) {
	dir := write(t, map[string]string{"chat.txt": "hello"})
	files, _ := walk(t, filepath.Join(dir, "chat.txt"), DefaultLimits)
	if len(files) != 1 {
		t.Fatalf("got %d files", len(files))
	}
	f := files[0]
	const hello = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
	if f.Name != "chat.txt" || f.Member != "" || f.Size != 5 || f.SHA256 != hello {
		t.Errorf("got %+v", f)
	}
}

func TestWalk_missing(t *testing.T) {
	_, _, err := Walk(context.Background(), filepath.Join(t.TempDir(), "nothing"), DefaultLimits)
	if !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestWalk_cancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	dir := write(t, map[string]string{"chat.txt": "hello"})
	for _, p := range []string{dir, filepath.Join(dir, "chat.txt")} {
		if _, _, err := Walk(ctx, p, DefaultLimits); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v", p, err)
		}
	}
}

func TestLimits(t *testing.T) {
	noise := func(n int) string {
		b := make([]byte, n)
		r := rand.New(rand.NewPCG(1, 2))
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		return string(b)
	}
	for _, c := range []struct {
		name   string
		limits func(*Limits)
		zip    []entry
		fails  string // what the error says
	}{
		{"all within", func(*Limits) {}, []entry{{name: "a", text: noise(1000)}}, ""},
		{"one member", func(l *Limits) { l.File = 999 }, []entry{{name: "a", text: noise(1000)}}, "more than 999 bytes"},
		{"all members", func(l *Limits) { l.Total = 1500 }, []entry{{name: "a", text: noise(1000)}, {name: "b", text: noise(1000)}}, "more than 1500 bytes"},
		{"bomb", func(l *Limits) { l.RatioAt = 1 << 20 }, []entry{{name: "a", text: strings.Repeat("0", 4<<20)}}, "100 times"},
		{"small and regular", func(*Limits) {}, []entry{{name: "a", text: strings.Repeat("0", 4<<20)}}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := DefaultLimits
			c.limits(&l)
			dir := write(t, map[string]string{"x.zip": pack(t, c.zip...)})
			files, _ := walk(t, dir, l)
			var failed error
			for _, f := range files {
				r, err := f.Open()
				if err != nil {
					t.Fatal(err)
				}
				if _, err := io.Copy(io.Discard, r); err != nil {
					failed = err
				}
				r.Close()
			}
			switch {
			case c.fails == "" && failed != nil:
				t.Errorf("refused: %v", failed)
			case c.fails != "" && (!errors.Is(failed, ErrLimit) || !strings.Contains(failed.Error(), c.fails)):
				t.Errorf("got %v, want a refusal with %q", failed, c.fails)
			}
		})
	}
}

func TestLimits_readingTwiceCountsOnce(t *testing.T) {
	l := DefaultLimits
	l.Total = 1500
	dir := write(t, map[string]string{"x.zip": pack(t, entry{name: "a", text: strings.Repeat("ab", 500)})})
	files, _ := walk(t, dir, l)
	for range 5 {
		read(t, files[0])
	}
}

func TestLimits_ofArchives(t *testing.T) {
	inner := pack(t, entry{name: "a", text: "x"})
	for range 3 {
		inner = pack(t, entry{name: "in.zip", text: inner})
	}
	l := DefaultLimits
	_, skipped := walk(t, write(t, map[string]string{"x.zip": inner}), l)
	if len(skipped) != 1 || !strings.Contains(skipped[0].Reason, "more than 3 archives") {
		t.Errorf("depth: got %v", skipped)
	}
	l.Entries = 1
	_, skipped = walk(t, write(t, map[string]string{"x.zip": pack(t, entry{name: "a"}, entry{name: "b"})}), l)
	if len(skipped) != 1 || !strings.Contains(skipped[0].Reason, "2 members") {
		t.Errorf("entries: got %v", skipped)
	}
	l = DefaultLimits
	l.Nested = 10
	_, skipped = walk(t, write(t, map[string]string{"x.zip": pack(t, entry{name: "i.zip", text: inner})}), l)
	if len(skipped) != 1 || !strings.Contains(skipped[0].Reason, "inner archive") {
		t.Errorf("nested: got %v", skipped)
	}
}

func TestOpen_manyAtOnce(t *testing.T) {
	dir := write(t, map[string]string{"x.zip": pack(t, entry{name: "a", text: "aaaa"}, entry{name: "b", text: "bbbb"})})
	files, _ := walk(t, dir, DefaultLimits)
	var wg sync.WaitGroup
	for range 8 {
		for _, f := range files {
			wg.Go(func() {
				r, err := f.Open()
				if err != nil {
					t.Error(err)
					return
				}
				defer r.Close()
				if b, err := io.ReadAll(r); err != nil || string(b) != strings.Repeat(f.Member, 4) {
					t.Errorf("%s: %q, %v", f, b, err)
				}
			})
		}
	}
	wg.Wait()
	if files[0].outer.file != nil {
		t.Error("the archive is still open after its last reader closed")
	}
}

func TestCut(t *testing.T) {
	const text = "0123456789"
	dir := write(t, map[string]string{"chat.txt": text, "x.zip": pack(t, entry{name: "chat.txt", text: text})})
	files, _ := walk(t, dir, DefaultLimits)
	for _, f := range files {
		for _, c := range []struct {
			offset, length, around int64
			want                   [3]string
		}{
			{3, 4, 2, [3]string{"12", "3456", "78"}},
			{0, 2, 5, [3]string{"", "01", "23456"}},
			{8, 2, 5, [3]string{"34567", "89", ""}},
			{10, 0, 1, [3]string{"9", "", ""}},
			{0, 10, 0, [3]string{"", text, ""}},
		} {
			before, cut, after, err := Cut(f, timeline.Locator{Offset: c.offset, Length: c.length}, c.around)
			if err != nil {
				t.Fatal(err)
			}
			if got := [3]string{string(before), string(cut), string(after)}; got != c.want {
				t.Errorf("%s at %d+%d±%d: got %q, want %q", f, c.offset, c.length, c.around, got, c.want)
			}
		}
		for _, l := range []timeline.Locator{{Offset: 8, Length: 3}, {Offset: 11, Length: 1}, {Offset: -1}, {Length: -1}} {
			if _, _, _, err := Cut(f, l, 0); err == nil {
				t.Errorf("%s: cut of %+v succeeds", f, l)
			}
		}
	}
}

// Any cut is the same bytes as slicing the whole content.
func TestCut_isASlice(t *testing.T) {
	dir := t.TempDir()
	p := filepath.Join(dir, "f")
	rapid.Check(t, func(rt *rapid.T) {
		data := rapid.SliceOfN(rapid.Byte(), 0, 200).Draw(rt, "data")
		if err := os.WriteFile(p, data, 0o600); err != nil {
			rt.Fatal(err)
		}
		from := rapid.IntRange(0, len(data)).Draw(rt, "from")
		n := rapid.IntRange(0, len(data)-from).Draw(rt, "n")
		around := rapid.IntRange(0, 50).Draw(rt, "around")
		f := Stored(p, timeline.Source{Name: "f"})
		before, cut, after, err := Cut(f, timeline.Locator{Offset: int64(from), Length: int64(n)}, int64(around))
		if err != nil {
			rt.Fatal(err)
		}
		whole := string(before) + string(cut) + string(after)
		if whole != string(data[max(0, from-around):min(len(data), from+n+around)]) || string(cut) != string(data[from:from+n]) {
			rt.Fatalf("got %q %q %q", before, cut, after)
		}
	})
}

// Whatever an archive holds, walking and reading it ends without a panic, and
// every member can be found again by its name.
func FuzzWalk(f *testing.F) {
	f.Add([]byte(pack(f, entry{name: "a/b.txt", text: "x"}, entry{name: "../c", text: "y", store: true})))
	f.Add([]byte(pack(f, entry{name: "i.zip", text: pack(f, entry{name: "x", text: "deep"})})))
	f.Add([]byte("PK\x03\x04"))
	limits := Limits{Total: 1 << 20, File: 1 << 20, Ratio: 100, RatioAt: 1 << 16, Entries: 1000, Depth: 3, Nested: 1 << 20}
	f.Fuzz(func(t *testing.T, data []byte) {
		p := filepath.Join(t.TempDir(), "x.zip")
		if err := os.WriteFile(p, data, 0o600); err != nil {
			t.Fatal(err)
		}
		files, _, err := Walk(context.Background(), p, limits)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			r, err := file.Open()
			if err != nil {
				continue
			}
			first, err := io.ReadAll(r)
			r.Close()
			if err != nil {
				continue
			}
			if again := read(t, Stored(p, file.Source())); again != string(first) {
				t.Fatalf("%s reads %q by name, %q as walked", file, again, first)
			}
		}
	})
}

const mail = "From: somebody\r\nContent-Type: multipart/mixed; boundary=\"outer\"\r\n\r\npreamble\r\n" +
	"--outer\r\nContent-Type: multipart/alternative;\r\n\tboundary=inner\r\n\r\n" +
	"--inner\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n5b+r6YCS\r\n5ZGY\r\n" +
	"--inner\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E5=BF=AB=\r\n</p>\r\n--inner--\r\n" +
	"--outer\r\nContent-Type: text/plain; name=\"chat.txt\"\r\n\r\nas it stands\r\n\r\n--outer--\r\nepilogue\r\n"

// As QQ writes it: no semicolon behind the charset, one huge line, LF inside.
var archived = "From: <Save by Tencent MsgMgr>\r\nMIME-Version: 1.0\r\nContent-Type:multipart/related;\r\n\tcharset=\"utf-8\"\r\n\ttype=\"text/html\";\r\n\tboundary=\"----=_NextPart_1\"\r\n\r\n" +
	"------=_NextPart_1\r\nContent-Type: text/html\r\nContent-Transfer-Encoding:7bit\r\n\r\n<html>" + strings.Repeat("好", 100_000) + "</html>\r\n" +
	"------=_NextPart_1\r\nContent-Type:image/gif\r\nContent-Transfer-Encoding:base64\r\nContent-Location:{A}.dat\r\n\r\nR0lG\r\n------=_NextPart_1--"

func TestParts(t *testing.T) {
	type part struct{ Member, Type, Location, Text string }
	for _, c := range []struct {
		name, text string
		want       []part
	}{
		{"mail", mail, []part{{"1.1", "text/plain", "", "快递员"}, {"1.2", "text/html", "", "<p>快</p>"}, {"2", "text/plain", "chat.txt", "as it stands\r\n"}}},
		{"archive", archived, []part{{"1", "text/html", "", "<html>" + strings.Repeat("好", 100_000) + "</html>"}, {"2", "image/gif", "{A}.dat", "GIF"}}},
		{"one body", "Subject: x\n\nhello\n", []part{{"1", "", "", "hello\n"}}},
		{"no header", "hello", nil},
		{"cut off", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhel", []part{{"1", "", "", "hel"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := write(t, map[string]string{"a.eml": c.text, "x.zip": pack(t, entry{name: "a.eml", text: c.text})})
			files, _ := walk(t, dir, DefaultLimits)
			for _, f := range files {
				parts, err := f.Parts()
				if err != nil {
					t.Fatal(err)
				}
				var got []part
				for _, p := range parts {
					text := read(t, p.File)
					if again := read(t, Stored(p.Path(), p.Source())); again != text {
						t.Errorf("%s: by name %q, as listed %q", p, again, text)
					}
					got = append(got, part{strings.TrimPrefix(p.Member, "a.eml!/"), p.Type, p.Location, text})
				}
				if diff := cmp.Diff(c.want, got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", f, diff)
				}
			}
		})
	}
}

func FuzzParts(f *testing.F) {
	f.Add(mail)
	f.Add(archived[:400])
	f.Add("Content-Type: multipart/mixed; boundary=\n\n--\n\n----\n")
	f.Fuzz(func(t *testing.T, text string) {
		p := filepath.Join(t.TempDir(), "a.eml")
		if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		parts, err := Stored(p, timeline.Source{Name: "a.eml"}).Parts()
		if err != nil {
			return
		}
		for _, part := range parts {
			if part.body.from > part.body.to || part.body.to > int64(len(text)) {
				t.Fatalf("part %s is at %d to %d of %d", part.Member, part.body.from, part.body.to, len(text))
			}
		}
	})
}
