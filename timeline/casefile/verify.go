package casefile

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/original"
)

// A Verification is what Verify found.
type Verification struct {
	Originals int // whose bytes match their hash
	Records   int // that are what they were when they were imported
	// Unsealed counts those of Records that were imported by a version without
	// seals: only their place in the original was verified.
	Unsealed int `json:",omitempty"`
	// Indexed counts the documents of the full-text index that match an event;
	// NotIndexed says why they were not verified.
	Indexed    int    `json:",omitempty"`
	NotIndexed string `json:",omitempty"`
	// Problems lists what does not match; empty when all is well.
	Problems []Problem
}

// A Problem is one thing that does not match.
type Problem struct {
	// Kind is "changed" (an original, or a file of a bundle), "missing",
	// "extra" (a file that nothing names), "cut" (the original holds other bytes
	// than were imported, or none), "record" (the database holds another record
	// than was imported), "lost" (records that were imported are not in the
	// database), "database" (case.db is damaged), or, of the full-text index,
	// "index_missing", "index_extra", "index_stale" and "index_damaged".
	Kind   string `json:"kind"`
	Name   string `json:"name"`             // of the source as the user knows it, or the file's own
	SHA256 string `json:"sha256,omitempty"` // as the case knows it
	// Locator is the place in the source, of a record.
	Locator *timeline.Locator `json:"locator,omitempty"`
	Event   string            `json:"event,omitempty"`  // the record's id
	Import  string            `json:"import,omitempty"` // that brought it
	// More counts further problems of this kind in this source, behind this one,
	// that are not listed.
	More int    `json:"more,omitempty"`
	Why  string `json:"why"`
}

// OK reports whether everything matches.
func (v Verification) OK() bool { return len(v.Problems) == 0 }

// Verify hashes every original anew, cuts the bytes of every record out of its
// original, and compares bytes and record with the seal of the import. So it
// finds what was changed on disk or in the database since. Who changes a record
// and knows how to seal it anew is not found: against forgery stands the
// original, whose hash a bundle's time stamp can bind.
//
// All is verified as of one moment, whatever is written meanwhile.
func (s *Store) Verify(ctx context.Context) (Verification, error) {
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return Verification{}, err
	}
	defer tx.Rollback()
	c, err := loadCast(ctx, tx)
	if err != nil {
		return Verification{}, err
	}
	v := &verifying{s: s, tx: tx, cast: c, cutter: original.NewCutter(), files: map[int64]*original.File{}, inside: map[string][]*original.File{},
		changed: map[string]bool{}, missing: map[string]bool{}, sealed: map[int64]bool{}, listed: map[string]*tally{}}
	defer v.cutter.Close()
	for _, step := range []func(context.Context) error{v.database, v.originals, v.records} {
		if err := step(ctx); err != nil {
			return Verification{}, cmp.Or(ctx.Err(), err)
		}
	}
	return v.Verification, nil
}

// listed is how many problems of one kind are listed for one source; further
// ones are counted. One byte too many at the head of a chat moves all of it.
const listed = 20

type verifying struct {
	Verification
	s       *Store
	tx      *sql.Tx
	cast    *cast
	cutter  *original.Cutter
	files   map[int64]*original.File    // by source
	inside  map[string][]*original.File // members of the original with a hash
	changed map[string]bool             // hashes of originals that do not match
	missing map[string]bool             // hashes of originals that are not there
	sealed  map[int64]bool              // sources whose first record has a seal
	listed  map[string]*tally           // by kind and source
}

// A tally is how many problems there are of one kind in one source.
type tally struct{ count, last int }

func (v *verifying) problem(p Problem) { v.Problems = append(v.Problems, p) }

// ofSource enters a problem of one source, to a limit.
func (v *verifying) ofSource(source int64, p Problem) {
	src := v.cast.sources[source]
	p.Name, p.SHA256, p.Import = v.s.Original(src).String(), src.SHA256, v.cast.importOf[source]
	key := p.Kind + " " + p.SHA256 + " " + src.Member
	t := v.listed[key]
	if t == nil {
		t = &tally{}
		v.listed[key] = t
	}
	if t.count++; t.count > listed {
		v.Problems[t.last].More += 1 + p.More
		return
	}
	t.last = len(v.Problems)
	v.problem(p)
}

// database asks SQLite whether its file is whole.
func (v *verifying) database(ctx context.Context) error {
	return each(ctx, v.tx, func(row *sql.Rows) error {
		var what string
		err := row.Scan(&what)
		if what != "ok" {
			v.problem(Problem{Kind: "database", Name: database, Why: what})
		}
		return err
	}, `PRAGMA quick_check(10)`)
}

func (v *verifying) originals(ctx context.Context) error {
	names := map[string]string{} // sha256 → a name
	if err := each(ctx, v.tx, func(row *sql.Rows) error {
		var sha, name string
		err := row.Scan(&sha, &name)
		names[sha] = name
		return err
	}, `SELECT sha256, name FROM sources UNION SELECT sha256, json_extract(value, '$.name') FROM exhibits UNION SELECT sha256, name FROM attachments`); err != nil {
		return err
	}
	for _, sha := range sortedKeys(names) {
		if err := v.original(ctx, sha, names[sha]); err != nil {
			return err
		}
	}
	entries, err := os.ReadDir(filepath.Join(v.s.dir, originals))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		if _, known := names[e.Name()]; !known {
			v.problem(Problem{Kind: "extra", Name: filepath.Join(originals, e.Name())})
		}
	}
	return nil
}

func sortedKeys(m map[string]string) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

func (v *verifying) original(ctx context.Context, sha, name string) error {
	changed := func(why string) error {
		v.changed[sha] = true
		v.problem(Problem{Kind: "changed", Name: name, SHA256: sha, Why: why})
		return nil
	}
	f, err := os.Open(v.s.OriginalPath(sha))
	if errors.Is(err, fs.ErrNotExist) {
		v.missing[sha] = true
		v.problem(Problem{Kind: "missing", Name: name, SHA256: sha})
		return nil
	}
	if err != nil {
		return changed(err.Error())
	}
	defer f.Close()
	got, _, err := original.Hash(cancellable{ctx, f})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return changed(err.Error())
	case got != sha:
		return changed("SHA-256 " + got)
	}
	v.Originals++
	return nil
}

// records cuts and compares every record, in the order in which they were
// imported: source by source, from the beginning of each to its end.
func (v *verifying) records(ctx context.Context) error {
	found := map[int64]int{} // source → the ordinal of its last record
	var r row
	var scan sql.RawBytes
	into := append(r.fields(), &scan)
	if err := each(ctx, v.tx, func(row *sql.Rows) error {
		if err := row.Scan(into...); err != nil {
			return err
		}
		if lost := r.ordinal - found[r.source] - 1; lost > 0 {
			v.ofSource(r.source, Problem{Kind: "lost", Locator: &timeline.Locator{Offset: r.offset, Line: r.line}, More: lost - 1})
		}
		found[r.source] = max(r.ordinal, found[r.source])
		return v.record(ctx, &r, string(scan))
	}, `SELECT `+columns+`, parsed FROM records LEFT JOIN scans ON record = n ORDER BY n`); err != nil {
		return err
	}
	return v.ends(ctx, found)
}

// record holds one record against its bytes and its seal.
func (v *verifying) record(ctx context.Context, r *row, scan string) error {
	src := v.cast.sources[r.source]
	if v.missing[src.SHA256] {
		return nil // said of the whole original
	}
	f, err := v.file(ctx, r.source)
	if err != nil {
		return err
	}
	l := timeline.Locator{Offset: r.offset, Length: r.length, Line: r.line, Path: r.path.String}
	sum, err := v.cutter.Sum(f, l)
	if _, begun := v.sealed[r.source]; !begun {
		v.sealed[r.source] = r.seal.Valid
	}
	if err == nil && r.length > 0 && r.seal.Valid == v.sealed[r.source] && (!r.seal.Valid || r.seal == r.sealed(sum[:], v.caption(r, scan))) {
		v.Records++
		if !r.seal.Valid {
			v.Unsealed++
		}
		return nil
	}
	p := Problem{Kind: "record", Locator: &l, Event: v.cast.recordID(r.source, r.offset)}
	if v.changed[src.SHA256] {
		p.Kind = "cut"
	}
	if err != nil {
		p.Why = err.Error()
	}
	v.ofSource(r.source, p)
	return nil
}

// caption is what other tables say of a record.
func (v *verifying) caption(r *row, scan string) caption {
	c := caption{scan: scan}
	if w := v.cast.voices[r.voice.Int64]; r.voice.Valid && w != nil && w.thread != nil {
		c.chat, c.chatID, c.sender = w.thread.Name, w.thread.AppID, timeline.Sender{Name: w.name, ID: w.appID}
	}
	return c
}

// file is the original of a source, or its member: an archive is looked through
// once for all of them.
func (v *verifying) file(ctx context.Context, source int64) (*original.File, error) {
	if f := v.files[source]; f != nil {
		return f, nil
	}
	src := v.cast.sources[source]
	f := v.s.Original(src)
	if src.Member != "" {
		members, err := v.members(ctx, src.SHA256)
		if err != nil {
			return nil, err
		}
		for _, m := range members {
			if m.Member == src.Member {
				f, m.Name = m, src.Name
			}
		}
	}
	v.files[source] = f
	return f, nil
}

func (v *verifying) members(ctx context.Context, sha string) ([]*original.File, error) {
	if all, known := v.inside[sha]; known {
		return all, nil
	}
	all, _, err := original.Walk(ctx, v.s.OriginalPath(sha), original.DefaultLimits)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		all = nil // the members are looked for one by one, and each says why it cannot be read
	}
	v.inside[sha] = all
	return all, nil
}

// ends finds what is missing behind the last record of a source: less than its
// import has counted.
func (v *verifying) ends(ctx context.Context, found map[int64]int) error {
	return each(ctx, v.tx, func(row *sql.Rows) error {
		var source int64
		var text []byte
		if err := row.Scan(&source, &text); err != nil {
			return err
		}
		var l timeline.SourceLedger
		if err := json.Unmarshal(text, &l); err != nil {
			return err
		}
		want := 0
		for _, n := range l.Records {
			want += n
		}
		if lost := want - found[source]; lost > 0 {
			v.ofSource(source, Problem{Kind: "lost", More: lost - 1})
		}
		return nil
	}, `SELECT source, ledger FROM holdings h WHERE import = (SELECT min(import) FROM holdings WHERE source = h.source) ORDER BY source`)
}
