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
	"sort"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/original"
)

// A Verification is what Verify found.
type Verification struct {
	Originals int // whose bytes match their hash
	Records   int // whose bytes can be cut from their original
	// Problems lists what does not match; empty when all is well.
	Problems []Problem
}

// A Problem is one thing that does not match.
type Problem struct {
	// Kind is "changed", "missing", "extra" (a file in originals/ that the case
	// does not know) or "cut" (bytes of a record that cannot be cut out).
	Kind   string `json:"kind"`
	Name   string `json:"name"`             // of the source as the user knows it, or the file's own
	SHA256 string `json:"sha256,omitempty"` // as the case knows it
	Why    string `json:"why"`
}

// OK reports whether everything matches.
func (v Verification) OK() bool { return len(v.Problems) == 0 }

// Verify hashes every original anew, and cuts the bytes of every record out of
// its original.
func (s *Store) Verify(ctx context.Context) (Verification, error) {
	var v Verification
	names := map[string]string{} // sha256 → a name
	if err := each(ctx, s.db, func(row *sql.Rows) error {
		var sha, name string
		err := row.Scan(&sha, &name)
		names[sha] = name
		return err
	}, `SELECT sha256, name FROM sources UNION SELECT sha256, json_extract(value, '$.name') FROM exhibits UNION SELECT sha256, name FROM attachments`); err != nil {
		return v, err
	}
	for _, sha := range sortedKeys(names) {
		if err := s.verifyOriginal(ctx, &v, sha, names[sha]); err != nil {
			return v, err
		}
	}
	entries, err := os.ReadDir(filepath.Join(s.dir, originals))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return v, err
	}
	for _, e := range entries {
		if _, known := names[e.Name()]; !known {
			v.Problems = append(v.Problems, Problem{Kind: "extra", Name: e.Name(), Why: "nothing in the case refers to it; it may be left from an import that was cut off, and the next import removes it"})
		}
	}
	return v, s.verifyRecords(ctx, &v)
}

func sortedKeys(m map[string]string) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

func (s *Store) verifyOriginal(ctx context.Context, v *Verification, sha, name string) error {
	f, err := os.Open(s.OriginalPath(sha))
	if errors.Is(err, fs.ErrNotExist) {
		v.Problems = append(v.Problems, Problem{"missing", name, sha, "its original is not in originals/"})
		return nil
	}
	if err != nil {
		v.Problems = append(v.Problems, Problem{"changed", name, sha, err.Error()})
		return nil
	}
	defer f.Close()
	got, _, err := original.Hash(cancellable{ctx, f})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		v.Problems = append(v.Problems, Problem{"changed", name, sha, err.Error()})
	case got != sha:
		v.Problems = append(v.Problems, Problem{"changed", name, sha, "its bytes now have the hash " + got})
	default:
		v.Originals++
	}
	return nil
}

// verifyRecords holds the place of every record against the length of its
// source, read to its end. Since the original's hash is tested for itself, a
// place within it gives the bytes that were imported.
func (s *Store) verifyRecords(ctx context.Context, v *Verification) error {
	c, err := s.castNow(ctx)
	if err != nil {
		return err
	}
	sizes := map[int64]int64{}
	for n, src := range c.sources {
		size, err := s.length(ctx, src)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			v.Problems = append(v.Problems, Problem{"cut", s.Original(src).String(), src.SHA256, err.Error()})
			size = -1
		}
		sizes[n] = size
	}
	return each(ctx, s.db, func(row *sql.Rows) error {
		var source, offset, length int64
		var line int
		if err := row.Scan(&source, &offset, &length, &line); err != nil {
			return err
		}
		size, known := sizes[source]
		switch {
		case known && size < 0: // reported for the whole source
		case !known || offset < 0 || length <= 0 || offset+length > size:
			src := c.sources[source]
			v.Problems = append(v.Problems, Problem{"cut", s.Original(src).String(), src.SHA256,
				fmt.Sprintf("the record at byte %d, length %d (line %d) does not lie within its %d bytes", offset, length, line, size)})
		default:
			v.Records++
		}
		return nil
	}, `SELECT source, offset, length, line FROM records`)
}

func (s *Store) length(ctx context.Context, src timeline.Source) (int64, error) {
	r, err := s.Original(src).Open()
	if err != nil {
		return 0, err
	}
	defer r.Close()
	return io.Copy(io.Discard, cancellable{ctx, r})
}
