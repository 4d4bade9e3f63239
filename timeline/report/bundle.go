package report

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/locale"
)

// Names of a bundle, BagIt 1.0 (RFC 8493).
const (
	bagFile     = "bagit.txt"
	bagInfo     = "bag-info.txt"
	bagManifest = "manifest-sha256.txt"
	bagTags     = "tagmanifest-sha256.txt"
	originalDir = "data/original/"
	exhibitDir  = "data/exhibit/"
	reportDir   = "data/report/"
)

const bagVersion = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

// Bundle writes the evidence bundle of a case as a zip: the originals byte for
// byte, the timeline, the findings, the report, and their hashes, in the layout
// of BagIt, so that `sha256sum -c` can check it without this program. The
// whole case goes in; Options choose what the report in it shows. The same case
// and options give the same bytes.
func Bundle(ctx context.Context, w io.Writer, store *casefile.Store, o Options) error {
	if o.Redact {
		return errors.New("a bundle holds the originals, which are never altered; make a redacted report instead")
	}
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	c, err := gather(ctx, store, o)
	if err != nil {
		return err
	}
	d, err := compose(c, o)
	if err != nil {
		return err
	}
	b := &bag{zip: zip.NewWriter(w), top: d.Number + "/", at: d.Date.UTC().Truncate(2 * time.Second)}
	if err := b.fill(ctx, store, d); err != nil {
		return fmt.Errorf("bundle: %w", err)
	}
	return b.zip.Close()
}

// A bag is a bundle being written.
type bag struct {
	zip      *zip.Writer
	top      string
	at       time.Time
	payload  []line
	tags     []line
	bytes    int64
	original map[string]string // path in the bag by hash
}

// line is one of a manifest.
type line struct{ sha, path string }

func (b *bag) fill(ctx context.Context, store *casefile.Store, d document) error {
	if err := b.originals(ctx, store, d.Sources); err != nil {
		return err
	}
	if err := b.exhibits(ctx, store); err != nil {
		return err
	}
	if err := b.lists(ctx, store, d); err != nil {
		return err
	}
	for _, f := range []Format{HTML, Text, JSON} {
		if err := b.add(reportDir+"report."+string(f), func(w io.Writer) error { return d.write(w, f) }); err != nil {
			return err
		}
	}
	return b.finish(d)
}

// originals copies every original once, under its own name.
func (b *bag) originals(ctx context.Context, store *casefile.Store, sources []timeline.SourceLedger) error {
	b.original = map[string]string{}
	var names []string
	for _, l := range sources {
		sha := l.Source.SHA256
		if _, done := b.original[sha]; done {
			continue
		}
		name := originalDir + bagName(l.Source.Name)
		if slices.Contains(names, strings.ToLower(name)) {
			name = originalDir + sha[:12] + "/" + bagName(l.Source.Name)
		}
		names = append(names, strings.ToLower(name))
		b.original[sha] = name
		if err := b.copy(ctx, name, store.OriginalPath(sha), sha); err != nil {
			return err
		}
	}
	return nil
}

func (b *bag) exhibits(ctx context.Context, store *casefile.Store) error {
	list, err := store.Exhibits(ctx)
	if err != nil || len(list) == 0 {
		return err
	}
	for _, x := range list {
		if err := b.copy(ctx, exhibitDir+x.ID+"/"+bagName(x.Name), store.OriginalPath(x.SHA256), x.SHA256); err != nil {
			return err
		}
	}
	return b.addJSON("data/exhibits.json", list)
}

// copy takes a file of the case, which must still be what its hash says.
func (b *bag) copy(ctx context.Context, name, from, sha string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := b.add(name, func(w io.Writer) error { _, err := io.Copy(w, in); return err }); err != nil {
		return err
	}
	if got := b.payload[len(b.payload)-1].sha; got != sha {
		return fmt.Errorf("%s has changed since it was imported: its SHA-256 is %s, not %s", name, got, sha)
	}
	return nil
}

// sourceEntry is a line of sources.json: what was done with a source, and where
// its original stands in the bundle.
type sourceEntry struct {
	Path   string                `json:"path"`
	Ledger timeline.SourceLedger `json:"ledger"`
}

// lists writes sources, the whole timeline and all findings.
func (b *bag) lists(ctx context.Context, store *casefile.Store, d document) error {
	var sources []sourceEntry
	for _, l := range d.Sources {
		sources = append(sources, sourceEntry{b.original[l.Source.SHA256], l})
	}
	if err := b.addJSON("data/sources.json", sources); err != nil {
		return err
	}
	if err := b.add("data/timeline.jsonl", func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		for event, err := range store.Events(ctx, casefile.EventQuery{}) {
			if err != nil {
				return err
			}
			if err := e.Encode(event); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	findings, err := store.Findings(ctx, casefile.FindingQuery{})
	if err != nil {
		return err
	}
	for i := range findings {
		findings[i] = locale.Finding(d.Lang, d.Zone, findings[i])
	}
	return b.addJSON("data/findings.json", findings)
}

func (b *bag) addJSON(name string, v any) error {
	return b.add(name, func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		e.SetIndent("", " ")
		return e.Encode(v)
	})
}

// finish writes the tag files: what the bag is, how to check it, and the
// manifests, last that of the tag files themselves.
func (b *bag) finish(d document) error {
	info := fmt.Sprintf("Bag-Software-Agent: duizheng\nBagging-Date: %s\nExternal-Identifier: %s\nPayload-Oxum: %d.%d\nRedacted: no\n",
		d.Date.UTC().Format(time.DateOnly), d.Number, b.bytes, len(b.payload))
	howto := strings.Join([]string{locale.Text(d.Lang, "report.verify.1"), locale.Text(d.Lang, "report.verify.2"),
		locale.Text(d.Lang, "report.method.1"), locale.Text(d.Lang, "report.method.3")}, "\n\n") + "\n"
	for _, tag := range []struct{ name, text string }{
		{bagFile, bagVersion}, {bagInfo, info}, {locale.Text(d.Lang, "report.verify.file"), howto}, {bagManifest, manifest(b.payload)},
	} {
		if err := b.add(tag.name, func(w io.Writer) error { _, err := io.WriteString(w, tag.text); return err }); err != nil {
			return err
		}
	}
	return b.add(bagTags, func(w io.Writer) error { _, err := io.WriteString(w, manifest(b.tags)); return err })
}

// manifest lists hashes as sha256sum does, in the order of the paths.
func manifest(lines []line) string {
	slices.SortFunc(lines, func(a, b line) int { return strings.Compare(a.path, b.path) })
	var out strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&out, "%s  %s\n", l.sha, l.path)
	}
	return out.String()
}

// add writes one file of the bag and remembers its hash.
func (b *bag) add(name string, fill func(io.Writer) error) error {
	w, err := b.zip.CreateHeader(&zip.FileHeader{Name: b.top + name, Method: zip.Deflate, Modified: b.at})
	if err != nil {
		return err
	}
	sum := &summed{Hash: sha256.New()}
	if err := fill(io.MultiWriter(w, sum)); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	l := line{hex.EncodeToString(sum.Sum(nil)), name}
	if strings.HasPrefix(name, "data/") {
		b.payload = append(b.payload, l)
		b.bytes += sum.n
	} else {
		b.tags = append(b.tags, l)
	}
	return nil
}

// summed hashes and counts.
type summed struct {
	hash.Hash
	n int64
}

func (s *summed) Write(p []byte) (int, error) {
	s.n += int64(len(p))
	return s.Hash.Write(p)
}

// bagName makes a source's name fit for every file system and for a manifest:
// no way up, no sign that Windows forbids, no line end or per cent. The name as
// it was stands in sources.json.
func bagName(name string) string {
	clean := func(r rune) rune {
		if r < ' ' || r == 0x7f || strings.ContainsRune(`<>:"\|?*%`, r) {
			return '_'
		}
		return r
	}
	var parts []string
	for _, part := range strings.Split(path.Clean("/"+strings.Map(clean, name)), "/") {
		if part = strings.TrimRight(part, ". "); part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return "_"
	}
	return string(bytes.ToValidUTF8([]byte(path.Join(parts...)), []byte("_")))
}
