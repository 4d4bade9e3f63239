package original

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// A disk file is opened while somebody reads it and closed with its last
// reader, so that an import of thousands of members opens the archive once
// and keeps no file busy afterwards (Windows would not let it be moved).
type disk struct {
	path string

	mu    sync.Mutex
	users int
	file  *os.File
}

func (d *disk) acquire() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.users == 0 {
		f, err := os.Open(d.path)
		if err != nil {
			return err
		}
		d.file = f
	}
	d.users++
	return nil
}

func (d *disk) release() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.users--
	if d.users > 0 {
		return nil
	}
	f := d.file
	d.file = nil
	return f.Close()
}

// ReadAt is valid between acquire and release.
func (d *disk) ReadAt(p []byte, off int64) (int, error) { return d.file.ReadAt(p, off) }

// An archive is a zip file, on disk or inside another.
type archive struct {
	disk   *disk
	zip    *zip.Reader
	names  []string // of the entries, decoded, slash-separated
	budget *budget
}

func openArchive(d *disk, b *budget) (*archive, error) {
	if err := d.acquire(); err != nil {
		return nil, err
	}
	defer d.release()
	info, err := d.file.Stat()
	if err != nil {
		return nil, err
	}
	return newArchive(d, d, info.Size(), b)
}

func newArchive(d *disk, r io.ReaderAt, size int64, b *budget) (*archive, error) {
	z, err := zip.NewReader(r, size)
	// Names that lead out of the archive are refused one by one, see unsafe.
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, err
	}
	if len(z.File) > b.limits.Entries {
		return nil, fmt.Errorf("it has %d members, more than %d: %w; unpack it yourself and import the folder", len(z.File), b.limits.Entries, ErrLimit)
	}
	a := &archive{disk: d, zip: z, budget: b, names: make([]string, len(z.File))}
	for i, f := range z.File {
		a.names[i] = entryName(f)
	}
	return a, nil
}

// entryName is the entry's name, slash-separated. Archives made by Chinese
// Windows tools write names in GBK without saying so.
func entryName(f *zip.File) string {
	name := f.Name
	if f.NonUTF8 && !utf8.ValidString(name) {
		if s, err := simplifiedchinese.GB18030.NewDecoder().String(name); err == nil {
			name = s
		}
	}
	return strings.ReplaceAll(name, `\`, "/")
}

// refusal says why an entry cannot be taken, or "".
func refusal(f *zip.File, name string) string {
	switch {
	case unsafe(name):
		return "its name leads out of the archive; archives made by honest tools have no such names"
	case strings.Contains(name, Separator):
		return `its name holds "!/", which separates archive levels here; rename it`
	case f.Flags&1 != 0:
		return "it is encrypted; unpack the archive with its password and import the folder"
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return fmt.Sprintf("it is packed with method %d, which is not supported; unpack the archive and import the folder", f.Method)
	}
	return ""
}

func unsafe(name string) bool {
	if name == "" || strings.HasPrefix(name, "/") || len(name) > 2 && name[1:3] == ":/" {
		return true
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == ".." {
			return true
		}
	}
	return strings.ContainsRune(name, 0)
}

// member finds the entry of the given name: the first, where a name stands twice.
func (a *archive) member(name string) (*File, error) {
	for i, n := range a.names {
		if n == name {
			if why := refusal(a.zip.File[i], n); why != "" {
				return nil, errors.New(why)
			}
			return a.file(i), nil
		}
	}
	return nil, fmt.Errorf("the archive has no member %q", name)
}

func (a *archive) file(entry int) *File {
	return &File{outer: a.disk, in: a, entry: entry, Size: int64(a.zip.File[entry].UncompressedSize64)}
}

// open reads one member.
func (a *archive) open(f *File) (io.ReadCloser, error) {
	if err := a.disk.acquire(); err != nil {
		return nil, fmt.Errorf("cannot open %s: %w", f, err)
	}
	e := a.zip.File[f.entry]
	r, err := e.Open()
	if err != nil {
		a.disk.release()
		return nil, fmt.Errorf("cannot open %s: %w", f, err)
	}
	return &counted{ReadCloser: releasing{r, a.disk}, file: f, budget: a.budget, packed: int64(e.CompressedSize64)}, nil
}

type releasing struct {
	io.ReadCloser
	disk *disk
}

func (r releasing) Close() error { return errors.Join(r.ReadCloser.Close(), r.disk.release()) }

// nested opens the archive that stands inside a as member f. One that is
// merely stored is read in place, a compressed one is held in memory.
func (a *archive) nested(f *File) (*archive, error) {
	e := a.zip.File[f.entry]
	if err := a.disk.acquire(); err != nil {
		return nil, err
	}
	defer a.disk.release()
	if e.Method == zip.Store && e.CompressedSize64 == e.UncompressedSize64 {
		raw, err := e.OpenRaw()
		if at, ok := raw.(io.ReaderAt); ok && err == nil {
			return newArchive(a.disk, at, int64(e.CompressedSize64), a.budget)
		}
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, a.budget.limits.Nested+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > a.budget.limits.Nested {
		return nil, fmt.Errorf("this inner archive is larger than %d bytes: %w; unpack the outer one and import the folder", a.budget.limits.Nested, ErrLimit)
	}
	return newArchive(a.disk, bytes.NewReader(data), int64(len(data)), a.budget)
}

// documents are zip files by content but one document to their user.
var documents = map[string]bool{".docx": true, ".xlsx": true, ".pptx": true, ".odt": true, ".ods": true, ".odp": true,
	".epub": true, ".jar": true, ".apk": true, ".xapk": true}

func isArchive(name string, head []byte) bool {
	return isZip(head) && !documents[strings.ToLower(path.Ext(name))]
}

func isZip(head []byte) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06"))
}
