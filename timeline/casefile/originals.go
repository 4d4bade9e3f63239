package casefile

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/original"
)

const originals = "originals"

// OriginalPath is where the case keeps the original with the given hash.
func (s *Store) OriginalPath(sha256 string) string {
	return filepath.Join(s.dir, originals, sha256)
}

// Original opens a source of the case, as the case keeps it.
func (s *Store) Original(src timeline.Source) *original.File {
	return original.Stored(s.OriginalPath(src.SHA256), src)
}

// Cut returns the bytes of the original that a record stands for, with up to
// around bytes before and after them.
func (s *Store) Cut(ctx context.Context, src timeline.Source, l timeline.Locator, around int64) (before, cut, after []byte, err error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, nil, err
	}
	return original.Cut(s.Original(src), l, around)
}

// keep copies a file (of an archive's member, the outermost archive) into
// originals/ under its hash. The copy appears whole or not at all.
func (s *Store) keep(ctx context.Context, f *original.File) error {
	to := s.OriginalPath(f.SHA256)
	if _, err := os.Stat(to); err == nil {
		return nil
	}
	in, err := f.Plain().Open()
	if err != nil {
		return err
	}
	defer in.Close()
	sha, err := s.place(ctx, in, to)
	if err != nil {
		return fmt.Errorf("cannot keep a copy of %s in the case: %w", f.Name, err)
	}
	if sha != f.SHA256 {
		return errors.Join(fmt.Errorf("%s changed while it was read; import it again", f.Name), remove(to))
	}
	return nil
}

// place writes what in holds to a read-only file at path to, by way of a
// temporary one, and returns its hash.
func (s *Store) place(ctx context.Context, in io.Reader, to string) (sha string, err error) {
	if err := s.step("create"); err != nil {
		return "", err
	}
	tmp, err := os.CreateTemp(filepath.Dir(to), "new-*")
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			_ = tmp.Close()
			_ = remove(tmp.Name())
		}
	}()
	if err := s.step("write"); err != nil {
		return "", err
	}
	if sha, _, err = original.Hash(io.TeeReader(cancellable{ctx, in}, tmp)); err != nil {
		return "", err
	}
	for _, do := range []struct {
		op string
		f  func() error
	}{
		{"sync", tmp.Sync},
		{"close", tmp.Close},
		{"chmod", func() error { return os.Chmod(tmp.Name(), 0o400) }},
		{"rename", func() error { return os.Rename(tmp.Name(), to) }},
		{"sync folder", func() error { return syncFolder(filepath.Dir(to)) }},
	} {
		if err := s.step(do.op); err != nil {
			return "", err
		}
		if err := do.f(); err != nil {
			return "", err
		}
	}
	return sha, nil
}

// syncFolder makes a rename durable, where the system can.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	_ = d.Sync() // Windows and some network file systems refuse; they have no need of it
	return nil
}

// remove deletes a file that may be read-only.
func remove(path string) error {
	_ = os.Chmod(path, 0o600)
	err := os.Remove(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// sweep removes originals that nothing in the case refers to: left behind by a
// crash, or by an undo. The caller holds the write lock, so nobody is about to
// refer to them.
func (s *Store) sweep(ctx context.Context, tx *sql.Tx) error {
	used := map[string]bool{}
	err := each(ctx, tx, func(row *sql.Rows) error {
		var sha string
		err := row.Scan(&sha)
		used[sha] = true
		return err
	}, `SELECT sha256 FROM sources UNION SELECT sha256 FROM exhibits UNION SELECT sha256 FROM attachments`)
	if err != nil {
		return err
	}
	entries, err := os.ReadDir(filepath.Join(s.dir, originals))
	if err != nil {
		return err
	}
	for _, e := range entries {
		if used[e.Name()] {
			continue
		}
		if err := s.step("remove"); err != nil {
			return err
		}
		if err := remove(filepath.Join(s.dir, originals, e.Name())); err != nil {
			return err
		}
	}
	return nil
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
