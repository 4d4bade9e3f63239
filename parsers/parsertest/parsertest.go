// Package parsertest reads invented exports in the tests of format packages.
package parsertest

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
)

// Shanghai is the zone that the tests read in, assumed.
var Shanghai = time.FixedZone("CST", 8*3600)

// Read parses content as a file of the given name in format f, whatever it
// looks like, and fails the test on an error.
func Read(t testing.TB, f *parsers.Format, name string, content []byte) (*parsers.Export, []timeline.Record) {
	t.Helper()
	e, out, err := try(t, f, name, content)
	if err != nil {
		t.Fatal(err)
	}
	return e, out
}

func try(t testing.TB, f *parsers.Format, name string, content []byte) (e *parsers.Export, out []timeline.Record, err error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := parsers.Read(context.Background(), []*parsers.Format{f}, []string{path}, parsers.Options{Format: f.ID, Zone: Shanghai})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Exports) != 1 {
		return nil, nil, fmt.Errorf("%s is no export", name)
	}
	out, err = records(r.Exports[0])
	return r.Exports[0], out, err
}

func records(e *parsers.Export) (out []timeline.Record, err error) {
	for rec, err := range e.Records(context.Background()) {
		if err != nil {
			return out, err
		}
		out = append(out, rec)
	}
	return out, nil
}

// Brief writes a record in one line, for comparing: kind, time in Shanghai,
// sender, text.
func Brief(rs []timeline.Record) []string {
	out := []string{}
	for _, r := range rs {
		at := "-"
		if r.Time.Dated() {
			at = r.Time.Start.In(Shanghai).Format("2006-01-02 15:04:05")
		}
		out = append(out, fmt.Sprintf("%s|%s|%s|%s", r.Kind, at, r.Sender.Name, r.Text))
	}
	return out
}

// Fuzz feeds the parser of f with mutations of its samples: it must not panic,
// and its records must cut pieces of the input that do not overlap.
func Fuzz(fz *testing.F, f *parsers.Format) {
	samples, _ := filepath.Glob(filepath.Join("testdata", f.ID, "*"))
	for _, s := range samples {
		if b, err := os.ReadFile(s); err == nil && !strings.HasSuffix(s, ".golden.jsonl") {
			fz.Add(b)
		}
	}
	fz.Fuzz(func(t *testing.T, b []byte) {
		if e, rs, _ := try(t, f, "x."+f.Ext, b); e != nil {
			apart(t, e, rs)
		}
	})
}

// FuzzFolder is Fuzz for exports of several files: it replaces one file of a
// sample folder.
func FuzzFolder(fz *testing.F, f *parsers.Format) {
	root := os.DirFS(filepath.Join("testdata", f.ID))
	files, err := fs.Glob(root, "*/*")
	deeper, err2 := fs.Glob(root, "*/*/*")
	if err := errors.Join(err, err2); err != nil {
		fz.Fatal(err)
	}
	content := map[string][]byte{}
	var names []string
	for _, name := range append(files, deeper...) {
		if b, err := fs.ReadFile(root, name); err == nil { // no folder
			fz.Add(len(names), b)
			names, content[name] = append(names, name), b
		}
	}
	fz.Fuzz(func(t *testing.T, which int, b []byte) {
		dir, replaced := t.TempDir(), names[uint(which)%uint(len(names))]
		sample, _, _ := strings.Cut(replaced, "/")
		for name, old := range content {
			if !strings.HasPrefix(name, sample+"/") {
				continue
			}
			if name == replaced {
				old = b
			}
			path := filepath.Join(dir, filepath.FromSlash(name))
			if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, old, 0o644)); err != nil {
				t.Fatal(err)
			}
		}
		r, err := parsers.Read(context.Background(), []*parsers.Format{f}, []string{filepath.Join(dir, sample)}, parsers.Options{Zone: Shanghai})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range r.Exports {
			rs, _ := records(e)
			apart(t, e, rs)
		}
	})
}

// apart checks that the records' bytes lie in their files and do not overlap.
func apart(t *testing.T, e *parsers.Export, rs []timeline.Record) {
	size := map[timeline.Source]int64{}
	for _, f := range e.Files() {
		size[f.Source()] = f.Size
	}
	end := map[timeline.Source]int64{} // of the record before, per file and MIME part
	for _, r := range rs {
		n, whole := size[r.Source]
		if r.Locator.Offset < end[r.Source] || r.Locator.Length <= 0 || whole && r.Locator.End() > n {
			t.Fatalf("record %d of %s lies at %+v, the one before ends at %d of %d", r.Ordinal, r.Source.Name, r.Locator, end[r.Source], n)
		}
		end[r.Source] = r.Locator.End()
	}
}

// Bench measures the format on 100 MB of generated content: head, then body(i)
// as often as fits, then tail. Beside the speed it reports what a message
// allocates and how many times as long reading takes as reading the bytes and
// hashing them, which import does anyway.
func Bench(b *testing.B, f *parsers.Format, name, head string, body func(i int) string, tail string) {
	path := filepath.Join(b.TempDir(), name)
	n, size := write(b, path, 100<<20, head, body, tail)
	b.SetBytes(size)
	b.ReportAllocs()
	start, before := time.Now(), mallocs()
	for b.Loop() {
		r, err := parsers.Read(context.Background(), []*parsers.Format{f}, []string{path}, parsers.Options{Zone: Shanghai})
		if err != nil || len(r.Exports) != 1 {
			b.Fatal("not recognised: ", err)
		}
		got := 0
		for rec, err := range r.Exports[0].Records(context.Background()) {
			if err != nil {
				b.Fatal(err)
			}
			if rec.Kind == timeline.KindMessage {
				got++
			}
		}
		if got != n {
			b.Fatalf("%d messages, want %d", got, n)
		}
	}
	took, messages := time.Since(start), float64(n)*float64(b.N)
	b.ReportMetric(float64(mallocs()-before)/messages, "allocs/msg")
	b.ReportMetric(messages/took.Seconds(), "msgs/s")
	start = time.Now()
	for range b.N {
		hash(b, path)
	}
	b.ReportMetric(took.Seconds()/time.Since(start).Seconds(), "×hashing")
}

// write generates a file of at least the given size; n is how often body came.
func write(t testing.TB, path string, size int64, head string, body func(i int) string, tail string) (n int, written int64) {
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	put := func(s string) {
		_, _ = w.WriteString(s) // an error shows in Flush
		written += int64(len(s))
	}
	put(head)
	for ; written < size; n++ {
		put(body(n))
	}
	put(tail)
	if err := errors.Join(w.Flush(), f.Close()); err != nil {
		t.Fatal(err)
	}
	return n, written
}

func hash(t testing.TB, path string) {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := io.Copy(sha256.New(), f); err != nil {
		t.Fatal(err)
	}
}

func mallocs() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.Mallocs
}
