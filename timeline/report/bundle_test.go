package report

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/formats"
	"github.com/duizheng/duizheng/testdata"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/locale"
	"github.com/duizheng/duizheng/timeline/reconstruct"
)

// demo imports the sample dispute.
func demo(t testing.TB) *casefile.Store {
	t.Helper()
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "demo")
	if err := os.CopyFS(dir, testdata.Demo()); err != nil {
		t.Fatal(err)
	}
	asOf, err := time.Parse(time.RFC3339, testdata.AsOf)
	if err != nil {
		t.Fatal(err)
	}
	store, err := casefile.Create(ctx, filepath.Join(t.TempDir(), "case"), casefile.Options{Now: func() time.Time { return clock("2026-03-18 21:40:05") }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	read, err := parsers.Read(ctx, formats.All, []string{dir}, parsers.Options{Zone: shanghai, ZoneFrom: timeline.ZoneAssumed, Me: testdata.Me, AsOf: asOf})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := reconstruct.Import(ctx, store, read.Exports, reconstruct.Options{Zone: "Asia/Shanghai", Me: testdata.Me, AsOf: asOf}); err != nil {
		t.Fatal(err)
	}
	for name, role := range testdata.Roles {
		if err := store.SetRole(ctx, name, timeline.Role(role)); err != nil {
			t.Fatal(err)
		}
	}
	if err := reconstruct.Finish(ctx, store); err != nil {
		t.Fatal(err)
	}
	return store
}

func bundle(t testing.TB, store *casefile.Store) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Bundle(context.Background(), &b, store, Options{Lang: locale.Chinese, Zone: shanghai}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// unpack writes a bundle to a folder and returns its top.
func unpack(t testing.TB, b []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, z); err != nil {
		t.Fatal(err)
	}
	top, _, _ := strings.Cut(z.File[0].Name, "/")
	return filepath.Join(dir, top)
}

func TestBundle(t *testing.T) {
	store := demo(t)
	b := bundle(t, store)
	if !bytes.Equal(b, bundle(t, store)) {
		t.Error("the same case gives another bundle")
	}
	file := filepath.Join(t.TempDir(), "b.zip")
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
	top := unpack(t, b)
	for _, path := range []string{file, top, filepath.Dir(top)} {
		v, err := VerifyBundle(t.Context(), path)
		if err != nil || !v.OK() || v.Originals < 12 || v.Records < 4 {
			t.Errorf("%s: %+v, %v", filepath.Base(path), v, err)
		}
	}
	original := filepath.Join(top, "data", "original", "demo", "微信-圆通小陈.txt")
	if got, err := os.ReadFile(original); err != nil || !bytes.Contains(got, []byte("明天下午3点前给你送到")) {
		t.Errorf("%v", err)
	}
	if sum, err := exec.LookPath("sha256sum"); err == nil {
		for _, manifest := range []string{bagTags, bagManifest} {
			c := exec.Command(sum, "-c", "--quiet", "--strict", manifest)
			c.Dir = top
			if out, err := c.CombinedOutput(); err != nil {
				t.Errorf("sha256sum -c %s: %v\n%s", manifest, err, out)
			}
		}
	}
}

func TestVerifyBundleFindsEveryChange(t *testing.T) {
	b := bundle(t, demo(t))
	change := func(path string, f func([]byte) []byte) func(top string) {
		return func(top string) {
			path := filepath.Join(top, filepath.FromSlash(path))
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, f(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	const chat = "data/original/demo/微信-圆通小陈.txt"
	flip := func(b []byte) []byte { b[len(b)/2] ^= 1; return b }
	for _, c := range []struct {
		name string
		do   func(top string)
		want string
	}{
		{"an original", change(chat, func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("3点"), []byte("5点")) }), "changed " + chat},
		{"one bit of the timeline", change("data/timeline.jsonl", flip), "changed data/timeline.jsonl"},
		{"the report", change("data/report/report.html", flip), "changed data/report/report.html"},
		{"the manifest", change(bagManifest, func(b []byte) []byte {
			return bytes.Replace(b, []byte("data/report/report.txt"), []byte("data/report/report.doc"), 1)
		}), "changed " + bagManifest},
		{"one file less", func(top string) { _ = os.Remove(filepath.Join(top, "data", "findings.json")) }, "missing data/findings.json"},
		{"one file more", func(top string) {
			_ = os.WriteFile(filepath.Join(top, "data", "original", "new.txt"), []byte("x"), 0o600)
		}, "extra data/original/new.txt"},
	} {
		t.Run(c.name, func(t *testing.T) {
			top := unpack(t, b)
			c.do(top)
			v, err := VerifyBundle(t.Context(), top)
			if err != nil {
				t.Fatal(err)
			}
			found := false
			for _, p := range v.Problems {
				found = found || p.Kind+" "+p.Name == c.want
			}
			if !found || v.OK() {
				t.Errorf("problems %+v, want %s", v.Problems, c.want)
			}
		})
	}
	top := unpack(t, b)
	change(chat, func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("3点"), []byte("5点")) })(top)
	v, err := VerifyBundle(t.Context(), top)
	if err != nil {
		t.Fatal(err)
	}
	cuts := 0
	for _, p := range v.Problems {
		if p.Kind == "cut" {
			cuts++
		}
	}
	if cuts == 0 {
		t.Errorf("a quoted piece was changed, and no cut says so: %+v", v.Problems)
	}
}

func TestVerifyBundleWithoutOne(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte("a"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{dir, filepath.Join(dir, "a.txt")} {
		if _, err := VerifyBundle(t.Context(), path); !errors.Is(err, ErrNoBundle) {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
	}
	if _, err := VerifyBundle(t.Context(), filepath.Join(dir, "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%v", err)
	}
}

func TestBundleRefusesAChangedOriginal(t *testing.T) {
	store := demo(t)
	sources, err := store.Sources(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	path := store.OriginalPath(sources[len(sources)-1].Source.SHA256)
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(content, ' '), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Bundle(t.Context(), io.Discard, store, Options{Lang: locale.English}); err == nil || !strings.Contains(err.Error(), "changed") {
		t.Errorf("%v", err)
	}
}

func TestBagName(t *testing.T) {
	for name, want := range map[string]string{
		"chat.txt": "chat.txt", "a/b.txt": "a/b.txt", "../../etc/passwd": "etc/passwd", "/abs": "abs", "": "_", "..": "_",
		`C:\x*?.txt`: "C__x__.txt", "a\nb%0A": "a_b_0A", "dot./x. ": "dot/x", "微信.txt": "微信.txt", "\xff": "\ufffd",
	} {
		if got := bagName(name); got != want {
			t.Errorf("%q became %q, want %q", name, got, want)
		}
	}
}

func FuzzBagName(f *testing.F) {
	f.Add("../a")
	f.Add("a/./b\\..")
	f.Fuzz(func(t *testing.T, name string) {
		got := bagName(name)
		if got == "" || strings.HasPrefix(got, "/") || strings.Contains("/"+got+"/", "/../") || strings.ContainsAny(got, "\\\r\n%:") {
			t.Errorf("%q became %q", name, got)
		}
	})
}
