package formats

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
)

var update = flag.Bool("update", false, "write the golden files")

var shanghai = func() *time.Location {
	z, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		panic(err)
	}
	return z
}()

func options() parsers.Options {
	return parsers.Options{Zone: shanghai, ZoneFrom: timeline.ZoneAssumed}
}

// samples lists the sample exports of one format: files, or folders for
// exports of several files.
func samples(t testing.TB, id string) []string {
	t.Helper()
	var out []string
	for _, pattern := range []string{"../chat/*/testdata/", "../tracking/*/testdata/"} {
		found, err := filepath.Glob(pattern + id + "/*")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			if !strings.HasSuffix(f, ".golden.jsonl") {
				out = append(out, f)
			}
		}
	}
	return out
}

// read reads one export under path; fail tells when there is not exactly one.
func read(t testing.TB, path string, o parsers.Options) *parsers.Export {
	t.Helper()
	r, err := parsers.Read(context.Background(), All, []string{path}, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Exports) != 1 {
		for _, x := range r.Refusals {
			t.Logf("refused %s: %s %v", x.File, x.Reason.Key, x.Reason.Values)
			for _, c := range x.Candidates {
				t.Logf("  %s %d found %q missing %q", c.Format.ID, c.Evidence.Score, c.Evidence.Found, c.Evidence.Missing)
			}
		}
		t.Fatalf("%s: %d exports, want 1", path, len(r.Exports))
	}
	return r.Exports[0]
}

func records(t testing.TB, e *parsers.Export) ([]timeline.Record, error) {
	t.Helper()
	var out []timeline.Record
	for r, err := range e.Records(context.Background()) {
		if err != nil {
			return out, err
		}
		out = append(out, r)
	}
	return out, nil
}

func TestGolden(t *testing.T) {
	for _, f := range All {
		t.Run(f.ID, func(t *testing.T) {
			all := samples(t, f.ID)
			if len(all) == 0 {
				t.Fatal("the format has no sample")
			}
			for _, path := range all {
				t.Run(filepath.Base(path), func(t *testing.T) {
					if f.Refuse != "" {
						refused(t, f, path)
						return
					}
					e := read(t, path, options())
					if e.Format.ID != f.ID {
						t.Fatalf("recognised as %s (%v)", e.Format.ID, e.Evidence)
					}
					got, err := records(t, e)
					if err != nil {
						t.Fatal(err)
					}
					pieces(t, e, got)
					golden(t, goldenPath(path), got)
				})
			}
		})
	}
}

func goldenPath(sample string) string {
	if fi, err := os.Stat(sample); err == nil && fi.IsDir() {
		return sample + ".golden.jsonl"
	}
	return strings.TrimSuffix(sample, filepath.Ext(sample)) + ".golden.jsonl"
}

// refused checks that a format that is no evidence is recognised as such.
func refused(t *testing.T, f *parsers.Format, path string) {
	r, err := parsers.Read(context.Background(), All, []string{path}, options())
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Exports) != 0 || len(r.Refusals) == 0 || r.Refusals[0].Reason.Key != f.Refuse {
		t.Fatalf("%d exports, refusals %+v; want a refusal %s", len(r.Exports), r.Refusals, f.Refuse)
	}
}

func golden(t *testing.T, path string, got []timeline.Record) {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for i := range got {
		// A sample checked out with other line endings would have another hash.
		got[i].Source.SHA256 = ""
		if err := enc.Encode(&got[i]); err != nil {
			t.Fatal(err)
		}
	}
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (write it with -update)", err)
	}
	if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")); d != "" {
		t.Errorf("records differ from %s (-want +got):\n%s", path, d)
	}
}

// isText tells the formats whose every byte must belong to a record.
func isText(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".txt", ".md", ".csv", ".tsv", ".log":
		return true
	}
	return false
}

// isMIME tells mails and web archives: their structure is in ASCII by
// definition.
func isMIME(path string) bool {
	ext := strings.ToLower(filepath.Ext(path))
	return ext == ".eml" || ext == ".mht"
}

// pieces checks that the records' bytes exist and do not overlap, and in text
// files cover every non-blank byte.
func pieces(t testing.TB, e *parsers.Export, got []timeline.Record) {
	t.Helper()
	bySource := map[string][]timeline.Record{}
	for _, r := range got {
		key := r.Source.Name + "!" + r.Source.Member
		bySource[key] = append(bySource[key], r)
	}
	for _, f := range e.Files() {
		rs := bySource[f.Name+"!"+f.Member]
		b := content(t, f)
		sort.SliceStable(rs, func(i, j int) bool { return rs[i].Locator.Offset < rs[j].Locator.Offset })
		end := int64(0)
		text := isText("x." + e.Format.Ext) // a JSON export may be called .txt
		for _, r := range rs {
			l := r.Locator
			if l.Length <= 0 || l.Offset < 0 || l.End() > int64(len(b)) {
				t.Fatalf("%s record %d: locator %+v lies outside %d bytes", f, r.Ordinal, l, len(b))
			}
			if l.Offset < end {
				t.Fatalf("%s record %d at %d overlaps the one that ends at %d", f, r.Ordinal, l.Offset, end)
			}
			if text && !blank(f, b[end:l.Offset]) {
				t.Fatalf("%s: bytes %d–%d belong to no record: %q", f, end, l.Offset, b[end:l.Offset])
			}
			end = l.End()
		}
		if text && !blank(f, b[end:]) && (f == e.Main || len(rs) > 0) {
			t.Fatalf("%s: bytes from %d belong to no record: %.80q", f, end, b[end:])
		}
	}
}

func content(t testing.TB, f *parsers.File) []byte {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var b bytes.Buffer
	if _, err := b.ReadFrom(r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func blank(f *parsers.File, b []byte) bool {
	return strings.TrimFunc(f.Encoding.Decode(b), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.In(r, unicode.Cf) || r == 0
	}) == ""
}

// A resave is what people and mail programs do to a file.
type resave struct {
	name string
	do   func(b []byte) ([]byte, bool)
	text bool // for text formats only
}

var resaves = []resave{
	{"crlf", func(b []byte) ([]byte, bool) {
		return bytes.ReplaceAll(bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r\n")), true
	}, false},
	{"lf", func(b []byte) ([]byte, bool) { return bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")), true }, false},
	{"cr", func(b []byte) ([]byte, bool) {
		return bytes.ReplaceAll(bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r")), true
	}, true},
	{"bom", func(b []byte) ([]byte, bool) {
		return append([]byte("\ufeff"), bytes.TrimPrefix(b, []byte("\ufeff"))...), true
	}, false},
	{"gb18030", func(b []byte) ([]byte, bool) { return encode("gb18030", b) }, false},
	{"utf-16le", func(b []byte) ([]byte, bool) { return encode("utf-16le", b) }, false},
}

func encode(name parsers.Encoding, b []byte) ([]byte, bool) {
	s := strings.TrimPrefix(string(b), "\ufeff")
	if !utf8.ValidString(s) {
		return nil, false
	}
	out, err := name.Encode(s)
	if err != nil {
		return nil, false
	}
	if name == "gb18030" && bytes.Equal(out, []byte(s)) {
		return nil, false // pure ASCII: nothing to see
	}
	return out, true
}

// TestResaved checks that a re-saved sample is still recognised and says the
// same.
func TestResaved(t *testing.T) {
	each(t, func(t *testing.T, f *parsers.Format, path string, b []byte) {
		want := words(t, f, path, b, "", false)
		for _, r := range resaves {
			if r.text && !isText(path) || r.name == "utf-16le" && isMIME(path) {
				continue
			}
			c, ok := r.do(b)
			if !ok {
				continue
			}
			t.Run(r.name, func(t *testing.T) {
				got := words(t, f, path, c, "", true)
				if d := cmp.Diff(want, got); d != "" {
					t.Errorf("(-plain +%s):\n%s", r.name, d)
				}
			})
		}
	})
}

// words reads b as a file named like path and returns what its messages,
// notices and scans say, line endings evened.
func words(t *testing.T, f *parsers.Format, path string, b []byte, format string, check bool) []string {
	t.Helper()
	file := filepath.Join(t.TempDir(), filepath.Base(path))
	if err := os.WriteFile(file, b, 0o644); err != nil {
		t.Fatal(err)
	}
	o := options()
	o.Format = format
	e := read(t, file, o)
	if e.Format.ID != f.ID {
		t.Fatalf("recognised as %s (%v)", e.Format.ID, e.Evidence)
	}
	got, err := records(t, e)
	if err != nil {
		t.Fatal(err)
	}
	if check {
		pieces(t, e, got)
	}
	var out []string
	for _, r := range got {
		if r.Kind != timeline.KindFrame && r.Kind != timeline.KindUnparsed {
			out = append(out, string(r.Kind)+"|"+r.Time.Raw+"|"+r.Sender.Name+"|"+strings.ReplaceAll(strings.ReplaceAll(r.Text, "\r\n", "\n"), "\r", "\n"))
		}
	}
	return out
}

// each runs do for every sample that is a single plain file.
func each(t *testing.T, do func(t *testing.T, f *parsers.Format, path string, b []byte)) {
	for _, f := range All {
		if f.Refuse != "" {
			continue
		}
		for _, path := range samples(t, f.ID) {
			if fi, err := os.Stat(path); err != nil || fi.IsDir() || filepath.Ext(path) == ".zip" {
				continue
			}
			t.Run(f.ID+"/"+filepath.Base(path), func(t *testing.T) {
				b, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				do(t, f, path, b)
			})
		}
	}
}

// TestCutOff reads every beginning of a small sample (of a larger one, a few
// hundred): whatever a half file holds is read or listed, and nothing panics.
func TestCutOff(t *testing.T) {
	each(t, func(t *testing.T, f *parsers.Format, path string, b []byte) {
		dir := t.TempDir()
		file := filepath.Join(dir, filepath.Base(path))
		tries := 60
		if testing.Short() {
			tries = 15
		}
		step := max(len(b)/tries, 1)
		for n := 1; n < len(b); n += step {
			broken(t, f, file, b[:n])
		}
	})
}

// broken reads a damaged file with the format forced; an error is as good as
// records, a panic or a lost byte of text is not.
func broken(t testing.TB, f *parsers.Format, file string, b []byte) {
	t.Helper()
	if err := os.WriteFile(file, b, 0o644); err != nil {
		t.Fatal(err)
	}
	o := options()
	o.Format = f.ID
	r, err := parsers.Read(context.Background(), All, []string{file}, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range r.Exports {
		got, err := records(t, e)
		if err == nil || !isText(file) {
			if err != nil || isText(file) {
				bounded(t, e, got)
			}
			if err == nil && isText(file) {
				pieces(t, e, got)
			}
		}
	}
}

func bounded(t testing.TB, e *parsers.Export, got []timeline.Record) {
	t.Helper()
	for _, r := range got {
		if r.Locator.Offset < 0 || r.Locator.End() > e.Main.Size && r.Source.Name == e.Main.Name {
			t.Fatalf("record %d: locator %+v lies outside %d bytes", r.Ordinal, r.Locator, e.Main.Size)
		}
	}
}

// TestHugeLine adds a line of 5 MB.
func TestHugeLine(t *testing.T) {
	if testing.Short() {
		t.Skip("not in short mode: writes 5 MB for each sample")
	}
	seen := map[string]bool{}
	each(t, func(t *testing.T, f *parsers.Format, path string, b []byte) {
		if !isText(path) || seen[f.ID] {
			return
		}
		seen[f.ID] = true
		file := filepath.Join(t.TempDir(), filepath.Base(path))
		broken(t, f, file, append(append(b[:len(b):len(b)], '\n'), bytes.Repeat([]byte("长"), 5<<20/3)...))
	})
}

// TestCancel stops reading at once.
func TestCancel(t *testing.T) {
	each(t, func(t *testing.T, f *parsers.Format, path string, _ []byte) {
		e := read(t, path, options())
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		n := 0
		for _, err := range e.Records(ctx) {
			if err != nil {
				if !errors.Is(err, context.Canceled) {
					t.Errorf("stopped with %v", err)
				}
				return
			}
			if n++; n > 2000 {
				t.Fatal("goes on after cancel")
			}
		}
	})
}

// TestIDs holds the registry to its rules.
func TestIDs(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range All {
		if seen[f.ID] {
			t.Errorf("%s is registered twice", f.ID)
		}
		seen[f.ID] = true
		if f.App == "" || f.How == "" || f.Detect == nil || f.Parse == nil && f.Refuse == "" || f.ID != strings.ToLower(f.ID) {
			t.Errorf("%s is not described whole", f.ID)
		}
	}
}

// FuzzDetect holds every detector, and the winner's parser, to any bytes.
func FuzzDetect(f *testing.F) {
	for _, format := range All {
		for _, path := range samples(f, format.ID) {
			if b, err := os.ReadFile(path); err == nil && len(b) < 64<<10 {
				f.Add(b, filepath.Base(path))
			}
		}
	}
	f.Fuzz(func(t *testing.T, b []byte, name string) {
		name = filepath.Base(filepath.Clean("/" + strings.Map(func(r rune) rune {
			if r == 0 || r == '/' || r == '\\' || !unicode.IsPrint(r) {
				return -1
			}
			return r
		}, name)))
		if name == "" || name == "." || name == "/" || len(name) > 100 {
			name = "x.txt"
		}
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, b, 0o644); err != nil {
			t.Skip("no such name here")
		}
		r, err := parsers.Read(context.Background(), All, []string{file}, options())
		if err != nil {
			return
		}
		for _, e := range r.Exports {
			got, err := records(t, e)
			if err == nil && e.Main.Member == "" {
				pieces(t, e, got)
			}
		}
	})
}
