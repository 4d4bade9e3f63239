// Package original opens the files that people hand in, and cuts out of them
// the exact bytes that a record stands for.
//
// An original is never altered and never unpacked to disk. A File is a plain
// file, or a member of an archive that is read in place; its Member names the
// way into nested archives with "!/" between the levels. Everything that
// comes out of an archive is counted while it is read, because what an archive
// says about its own size is not to be believed.
package original

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync/atomic"

	"github.com/duizheng/duizheng/timeline"
)

// Separator stands between the levels of a Member.
const Separator = "!/"

// A File is one original file, or one member of it.
type File struct {
	// Name is as the user gave it, slash-separated, relative to the parent of
	// the imported path: for a single file its base name.
	Name string
	// Member is the path inside the archive, empty for a plain file.
	Member string
	// SHA256 is the lower-case hex hash of the whole original file (of the
	// archive, where Member is set).
	SHA256 string
	// Size is in bytes; that of a member is what its archive claims.
	Size int64

	outer *disk
	in    *archive // nil for a plain file
	entry int      // index in the archive
	body  *body    // of a MIME part
	seen  atomic.Int64
}

// Stored is the File that src names, its original standing at path: how a
// case opens what it keeps. The member is looked for when it is opened.
func Stored(path string, src timeline.Source) *File {
	return &File{Name: src.Name, Member: src.Member, SHA256: src.SHA256, outer: &disk{path: path}}
}

// Path is where the original stands on disk (the outermost archive, where
// Member is set).
func (f *File) Path() string { return f.outer.path }

// Plain is the File as it stands on disk: the outermost archive of a member,
// f itself for a plain file.
func (f *File) Plain() *File {
	if f.Member == "" {
		return f
	}
	return &File{Name: f.Name, SHA256: f.SHA256, outer: f.outer}
}

// Source is how records of f name it; the format is for the parser to add.
func (f *File) Source() timeline.Source {
	return timeline.Source{Name: f.Name, Member: f.Member, SHA256: f.SHA256}
}

// String names the file for messages, "x.zip!/chat.txt".
func (f *File) String() string {
	if f.Member == "" {
		return f.Name
	}
	return f.Name + Separator + f.Member
}

// Open reads the file from its beginning. It may be called many times, also
// at the same time. Reading a member fails with ErrLimit where it unpacks to
// more than its Limits allow.
func (f *File) Open() (io.ReadCloser, error) {
	if f.Member == "" {
		r, err := os.Open(f.outer.path)
		if err != nil {
			return nil, fmt.Errorf("cannot open %s: %w", f.Name, err)
		}
		return r, nil
	}
	if f.body != nil {
		return f.body.decoded()
	}
	if f.in == nil {
		found, err := find(f)
		if err != nil {
			return nil, err
		}
		return found.Open()
	}
	return f.in.open(f)
}

// find looks up the member of a Stored file, level by level: in an archive by
// name, in a MIME file by number.
func find(f *File) (*File, error) {
	at := &File{Name: f.Name, SHA256: f.SHA256, outer: f.outer}
	budget := &budget{limits: DefaultLimits}
	for level := range strings.SplitSeq(f.Member, Separator) {
		head, err := peek(at)
		if err != nil {
			return nil, err
		}
		next, err := at.inside(level, isZip(head), budget)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		next.Name, next.SHA256 = f.Name, f.SHA256
		next.Member = strings.TrimPrefix(at.Member+Separator+level, Separator)
		at = next
	}
	return at, nil
}

// inside is the member of f of the given name.
func (f *File) inside(name string, archived bool, b *budget) (*File, error) {
	if !archived {
		return f.part(name)
	}
	var a *archive
	var err error
	if f.in == nil {
		a, err = openArchive(f.outer, b)
	} else {
		a, err = f.in.nested(f)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read %s as an archive: %w", f, err)
	}
	return a.member(name)
}

// Hash reads r to its end.
func Hash(r io.Reader) (sha string, size int64, err error) {
	h := sha256.New()
	size, err = io.Copy(h, r)
	if err != nil {
		return "", size, err
	}
	return hex.EncodeToString(h.Sum(nil)), size, nil
}

// Cut returns the bytes that l locates in f, with up to around bytes before
// and after them. A file that ends before the located bytes do is an error:
// it is not the file that was read.
func Cut(f *File, l timeline.Locator, around int64) (before, cut, after []byte, err error) {
	if l.Offset < 0 || l.Length < 0 || around < 0 {
		return nil, nil, nil, fmt.Errorf("%s: no place in a file has offset %d, length %d", f, l.Offset, l.Length)
	}
	r, err := f.Open()
	if err != nil {
		return nil, nil, nil, err
	}
	defer r.Close()
	from := max(0, l.Offset-around)
	if err := skip(r, from); err != nil {
		return nil, nil, nil, fmt.Errorf("%s: cannot reach byte %d: %w", f, from, err)
	}
	window, err := io.ReadAll(io.LimitReader(r, l.End()-from+around))
	if err != nil {
		return nil, nil, nil, fmt.Errorf("%s: cannot read from byte %d: %w", f, from, err)
	}
	head := l.Offset - from
	if int64(len(window)) < head+l.Length {
		return nil, nil, nil, fmt.Errorf("%s ends at byte %d, before byte %d: the file has changed",
			f, from+int64(len(window)), l.End())
	}
	return window[:head], window[head : head+l.Length], window[head+l.Length:], nil
}

func skip(r io.Reader, n int64) error {
	if s, ok := r.(io.Seeker); ok {
		_, err := s.Seek(n, io.SeekStart)
		return err
	}
	_, err := io.CopyN(io.Discard, r, n)
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// cancellable stops reading when its context ends.
type cancellable struct {
	ctx context.Context
	r   io.Reader
}

func (c cancellable) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}
