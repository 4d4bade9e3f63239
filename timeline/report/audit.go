package report

import (
	"archive/zip"
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/original"
)

// ErrNoBundle is wrapped by VerifyBundle where there is no bundle.
var ErrNoBundle = errors.New("no evidence bundle")

// VerifyBundle checks an evidence bundle, a zip or the folder it was unpacked
// to: every file against the manifests, files that no manifest names, and every
// quoted piece against its original. Of the result, Originals counts files that
// match and Records quoted pieces that match. An error means that there is no
// bundle to check.
func VerifyBundle(ctx context.Context, name string) (casefile.Verification, error) {
	files, done, err := openBundle(name)
	if err != nil {
		return casefile.Verification{}, err
	}
	defer done()
	a := &audit{ctx: ctx, files: files, named: map[string]string{}}
	if err := a.manifests(); err != nil {
		return a.v, fmt.Errorf("%s: %w", name, err)
	}
	if err := a.hashes(); err != nil {
		return a.v, fmt.Errorf("%s: %w", name, err)
	}
	return a.v, a.quotes()
}

// openBundle finds the folder that holds bagit.txt: the one given, or the only
// one in it.
func openBundle(name string) (files fs.FS, done func(), err error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, nil, err
	}
	done = func() {}
	if info.IsDir() {
		files = os.DirFS(name)
	} else {
		z, err := zip.OpenReader(name)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w: %w", name, ErrNoBundle, err)
		}
		files, done = z, func() { z.Close() }
	}
	if _, err := fs.Stat(files, bagFile); err == nil {
		return files, done, nil
	}
	if tops, _ := fs.Glob(files, "*/"+bagFile); len(tops) == 1 {
		files, err = fs.Sub(files, path.Dir(tops[0]))
		return files, done, err
	}
	done()
	return nil, nil, fmt.Errorf("%s: %w: %s is missing", name, ErrNoBundle, bagFile)
}

type audit struct {
	ctx   context.Context
	files fs.FS
	named map[string]string // hash by path
	v     casefile.Verification
}

func (a *audit) problem(kind, name, sha, why string) {
	a.v.Problems = append(a.v.Problems, casefile.Problem{Kind: kind, Name: name, SHA256: sha, Why: why})
}

func (a *audit) manifests() error {
	for _, name := range []string{bagManifest, bagTags} {
		f, err := a.files.Open(name)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrNoBundle, err)
		}
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<20)
		for n := 1; lines.Scan(); n++ {
			sha, at, ok := strings.Cut(lines.Text(), "  ")
			if !ok || len(sha) != 2*sha256.Size || !fs.ValidPath(at) {
				f.Close()
				return fmt.Errorf("%s, line %d: no hash and path", name, n)
			}
			a.named[at] = strings.ToLower(sha)
		}
		if err := errors.Join(lines.Err(), f.Close()); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// stamps may be added to a bundle later, and are named by no manifest.
var stamps = []string{bagTags, bagTags + ".tsq", bagTags + ".tsr", "tsa-ca.pem"}

func (a *audit) hashes() error {
	for _, at := range sortedKeys(a.named) {
		f, err := a.files.Open(at)
		if errors.Is(err, fs.ErrNotExist) {
			a.problem("missing", at, a.named[at], "")
			continue
		}
		if err != nil {
			return err
		}
		sum := sha256.New()
		_, err = io.Copy(sum, reading{a.ctx, f})
		f.Close()
		if a.ctx.Err() != nil {
			return a.ctx.Err()
		}
		got := hex.EncodeToString(sum.Sum(nil))
		switch {
		case err != nil:
			a.problem("changed", at, a.named[at], err.Error())
		case got != a.named[at]:
			a.problem("changed", at, a.named[at], "its SHA-256 is "+got)
		default:
			a.v.Originals++
		}
	}
	return fs.WalkDir(a.files, ".", func(at string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if _, ok := a.named[at]; !ok && !slices.Contains(stamps, at) {
			a.problem("extra", at, "", "")
		}
		return nil
	})
}

// maxReport bounds what of a report.json is read.
const maxReport = 256 << 20

// quotes cuts every quoted piece out of its original again.
func (a *audit) quotes() error {
	f, err := a.files.Open(reportDir + "report.json")
	if err != nil {
		return nil // its absence is a problem already
	}
	content, err := io.ReadAll(io.LimitReader(f, maxReport))
	if err := errors.Join(err, f.Close()); err != nil {
		return nil // so is this
	}
	var r struct {
		Cuts []cutJSON `json:"cuts"`
	}
	if err := json.Unmarshal(content, &r); err != nil {
		a.problem("changed", reportDir+"report.json", "", err.Error())
		return nil
	}
	dir, err := os.MkdirTemp("", "duizheng-verify-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	for _, c := range r.Cuts {
		why, err := a.quote(dir, c)
		switch {
		case err != nil:
			return err
		case why != "":
			a.problem("cut", c.Source.Name, c.SHA256, c.Finding+": "+why)
		default:
			a.v.Records++
		}
	}
	return nil
}

// quote says why a piece does not match; empty if it does.
func (a *audit) quote(dir string, c cutJSON) (why string, err error) {
	file := filepath.Join(dir, c.Source.SHA256)
	if _, err := hex.DecodeString(c.Source.SHA256); err != nil || len(c.Source.SHA256) != 2*sha256.Size {
		return "no hash of a file: " + c.Source.SHA256, nil
	}
	if _, err := os.Stat(file); err != nil {
		at := a.originalOf(c.Source)
		if at == "" {
			return "its original is not in the bundle", nil
		}
		if err := a.extract(at, file); err != nil {
			return "", err
		}
	}
	_, piece, _, err := original.Cut(original.Stored(file, c.Source), c.Locator, 0)
	switch {
	case err != nil:
		return err.Error(), nil
	case hash256(piece) != c.SHA256:
		return "the bytes at this place have another SHA-256", nil
	}
	return "", nil
}

func (a *audit) originalOf(src timeline.Source) string {
	for _, at := range sortedKeys(a.named) {
		if a.named[at] == src.SHA256 && strings.HasPrefix(at, originalDir) {
			return at
		}
	}
	return ""
}

func (a *audit) extract(at, to string) error {
	in, err := a.files.Open(at)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	n, err := io.Copy(out, io.LimitReader(reading{a.ctx, in}, original.DefaultLimits.File))
	if n == original.DefaultLimits.File {
		err = fmt.Errorf("%s: %w", at, original.ErrLimit)
	}
	return errors.Join(err, out.Close())
}

// reading ends with its context.
type reading struct {
	ctx context.Context
	r   io.Reader
}

func (r reading) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
