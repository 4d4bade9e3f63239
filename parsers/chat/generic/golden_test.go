package generic

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/parsertest"
	"github.com/duizheng/duizheng/timeline"
)

var update = flag.Bool("update", false, "write the golden files")

// samples are the files of testdata by name, each with the profile beside it.
var samples = []string{"shop.csv", "talk.txt", "api.json", "page.html"}

func sample(t testing.TB, name string) (Profile, []byte) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	y, err := os.ReadFile(filepath.Join("testdata", strings.TrimSuffix(name, filepath.Ext(name))+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return profile(t, string(y)), content
}

func TestGolden(t *testing.T) {
	for _, name := range samples {
		p, content := sample(t, name)
		_, rs := parsertest.Read(t, p.Format(), name, content)
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		for _, r := range rs {
			r.Source.Name, r.Source.SHA256 = name, ""
			if err := enc.Encode(&r); err != nil {
				t.Fatal(err)
			}
		}
		path := filepath.Join("testdata", strings.TrimSuffix(name, filepath.Ext(name))+".golden.jsonl")
		if *update {
			if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")); d != "" {
			t.Errorf("%s (-want +got):\n%s", path, d)
		}
	}
}

// readAll reads content by p; the error is the one that ended it.
func readAll(t testing.TB, p Profile, path string, content []byte) (out []timeline.Record, err error) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := parsers.Read(context.Background(), []*parsers.Format{p.Format()}, []string{path}, parsers.Options{Format: ID, Zone: parsertest.Shanghai})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range r.Exports {
		for rec, err := range e.Records(context.Background()) {
			if err != nil {
				return out, err
			}
			out = append(out, rec)
		}
	}
	return out, nil
}

// accounted fails the test when records overlap, lie outside, or, in text, leave a
// byte to nobody.
func accounted(t testing.TB, kind Kind, content []byte, rs []timeline.Record) {
	t.Helper()
	end := int64(0)
	blank := func(b []byte) bool {
		return strings.TrimFunc(string(b), func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' || r == 0 || unicode.In(r, unicode.Cf) }) == ""
	}
	for _, r := range rs {
		if r.Locator.Offset < end || r.Locator.Length <= 0 || r.Locator.End() > int64(len(content)) {
			t.Fatalf("record %d lies at %+v, the one before ends at %d of %d", r.Ordinal, r.Locator, end, len(content))
		}
		if (kind == TXT || kind == CSV) && !blank(content[end:r.Locator.Offset]) {
			t.Fatalf("bytes %d–%d belong to no record", end, r.Locator.Offset)
		}
		end = r.Locator.End()
	}
	if (kind == TXT || kind == CSV) && !blank(content[end:]) {
		t.Fatalf("bytes from %d belong to no record", end)
	}
}

func TestCutOff(t *testing.T) {
	for _, name := range samples {
		p, content := sample(t, name)
		path := filepath.Join(t.TempDir(), name)
		for n := range content {
			rs, _ := readAll(t, p, path, content[:n])
			accounted(t, p.Kind, content[:n], rs)
		}
	}
}

func TestResaved(t *testing.T) {
	for _, name := range samples {
		p, content := sample(t, name)
		want := spoken(t, p, name, content)
		if len(want) == 0 {
			t.Fatal(name)
		}
		lf := bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n"))
		gb, err := parsers.GB18030.Encode(string(content))
		if err != nil {
			t.Fatal(err)
		}
		for kind, c := range map[string][]byte{"lf": lf, "crlf": bytes.ReplaceAll(lf, []byte("\n"), []byte("\r\n")), "bom": append([]byte("\ufeff"), content...), "gb18030": gb} {
			if d := cmp.Diff(want, spoken(t, p, name, c)); d != "" {
				t.Errorf("%s %s: %s", name, kind, d)
			}
		}
	}
}

// spoken is what the messages of the file say.
func spoken(t *testing.T, p Profile, name string, content []byte) []string {
	t.Helper()
	_, rs := parsertest.Read(t, p.Format(), name, content)
	var out []string
	for i, line := range parsertest.Brief(rs) {
		if rs[i].Kind == timeline.KindMessage {
			out = append(out, line)
		}
	}
	return out
}

// FuzzFormat reads anything by each of the samples' profiles.
func FuzzFormat(f *testing.F) {
	var profiles []Profile
	for _, name := range samples {
		p, content := sample(f, name)
		profiles = append(profiles, p)
		f.Add(content)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		for _, p := range profiles {
			if rs, err := readAll(t, p, filepath.Join(t.TempDir(), "x"), content); err == nil {
				accounted(t, JSON, content, rs) // encodings vary: offsets only
			}
		}
	})
}

func BenchmarkTXT(b *testing.B) {
	bench(b, "kind: txt\nheader: '(?P<time>\\S+ \\S+) (?P<sender>[^:]+): (?P<text>.*)'\n", "x.txt", "", "2026-03-02 09:20:31 小颖: 亲，明天下午三点前给您送到哦\n", "")
}

func BenchmarkCSV(b *testing.B) {
	bench(b, "kind: csv\ntime: time\nsender: sender\ntext: content\n", "x.csv", "time,sender,content\n", "2026-03-02 09:20:31,小颖,亲，明天下午三点前给您送到哦\n", "")
}

func BenchmarkJSON(b *testing.B) {
	bench(b, "kind: json\nmessages: /*\ntime: /t\nsender: /s\ntext: /c\n", "x.json", "[{}", `,{"t":"2026-03-02 09:20:31","s":"小颖","c":"亲，明天下午三点前给您送到哦"}`, "]")
}

func BenchmarkHTML(b *testing.B) {
	bench(b, "kind: html\nmessages: //li\ntime: ./b\nsender: ./i\ntext: ./p\n", "x.html", "<ul>", `<li><b>2026-03-02 09:20:31</b><i>小颖</i><p>亲，明天下午三点前给您送到哦</p></li>`, "</ul>")
}

func bench(b *testing.B, yaml, name, head, body, tail string) {
	f := profile(b, yaml).Format()
	f.Detect = func(*parsers.Head) parsers.Evidence { return parsers.Evidence{Score: 100} }
	parsertest.Bench(b, f, name, head, func(int) string { return body }, tail)
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, name := range samples {
		p, _ := sample(t, name)
		r, err := parsers.Read(t.Context(), []*parsers.Format{p.Format()}, []string{filepath.Join("testdata", name)}, parsers.Options{Format: ID})
		if err != nil || len(r.Exports) != 1 {
			t.Fatal(err)
		}
		for rec, err := range r.Exports[0].Records(ctx) {
			if err == nil {
				continue // what was in the buffer
			}
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%s: %v %v", name, rec, err)
			}
		}
	}
}

// A profile's fault that only a file brings to light is an error with its
// words.
func TestFaultInUse(t *testing.T) {
	for _, c := range []struct{ profile, file, content, want string }{
		{"kind: html\nmessages: //nothing\ntime: ./b\ntext: ./p\n", "x.html", "<p>2026-03-02 09:20</p>", "the profile finds no message: {kind: html, messages: //nothing"},
		{"kind: csv\ntime: a\ntext: b\n", "x.csv", "c,d\n1,2\n", `no row has all the columns that the profile names: {kind: csv, time: a, text: b}; the first row is "c,d"`},
		{"kind: json\nmessages: /a/*\ntime: /t\ntext: /x\n", "x.json", `{"b":[]}`, "the profile finds no message: {kind: json, messages: /a/*"},
		{"kind: txt\nheader: '(?P<time>x)'\n", "x.txt", "y\n", "the profile finds no message: {kind: txt, header: "},
	} {
		_, err := readAll(t, profile(t, c.profile), filepath.Join(t.TempDir(), c.file), []byte(c.content))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
}
