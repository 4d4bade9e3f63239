package casefile

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/original"
)

// Label puts a label on an event.
func (s *Store) Label(ctx context.Context, event, label string) error {
	return s.onEvent(ctx, event, func(tx *sql.Tx, e timeline.Event) error {
		_, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO labels VALUES (?, ?, ?)`, e.ID, label, s.now().Unix())
		return err
	})
}

// Unlabel takes a label off an event.
func (s *Store) Unlabel(ctx context.Context, event, label string) error {
	return s.onEvent(ctx, event, func(tx *sql.Tx, e timeline.Event) error {
		for _, h := range e.Sources {
			if _, err := tx.ExecContext(ctx, `DELETE FROM labels WHERE record = ? AND label = ?`, h.Record, label); err != nil {
				return err
			}
		}
		return nil
	})
}

// Note sets the user's note on an event; "" removes it.
func (s *Store) Note(ctx context.Context, event, note string) error {
	return s.onEvent(ctx, event, func(tx *sql.Tx, e timeline.Event) error {
		for _, h := range e.Sources {
			if _, err := tx.ExecContext(ctx, `DELETE FROM notes WHERE record = ?`, h.Record); err != nil {
				return err
			}
		}
		if note == "" {
			return nil
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO notes VALUES (?, ?, ?)`, e.ID, note, s.now().Unix())
		return err
	})
}

// Correct enters a correction; the original stays. Field is time, sender,
// waybill or statement ("reject" of a statement has an empty To). What it
// concerns is marked for new findings.
func (s *Store) Correct(ctx context.Context, event string, c timeline.Correction) (timeline.Correction, error) {
	if !slices.Contains([]string{"time", "sender", "waybill", "statement"}, c.Field) {
		return c, fmt.Errorf("%q cannot be corrected; time, sender, waybill and statement can", c.Field)
	}
	err := s.onEvent(ctx, event, func(tx *sql.Tx, e timeline.Event) error {
		c.Record, c.At = e.ID, s.now().UTC().Truncate(time.Second)
		c.ID = timeline.ID("k_", c.Record, c.Field, c.From, c.To)
		if _, err := tx.ExecContext(ctx, `INSERT INTO corrections VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET value = ?3`, c.ID, c.Record, toJSON(c)); err != nil {
			return err
		}
		return touchEvent(ctx, tx, e)
	})
	return c, err
}

// Uncorrect takes a correction back.
func (s *Store) Uncorrect(ctx context.Context, id string) error {
	c, err := one[timeline.Correction](ctx, s, "correction "+id, `SELECT value FROM corrections WHERE id = ?`, id)
	if err != nil {
		return err
	}
	return s.onEvent(ctx, c.Record, func(tx *sql.Tx, e timeline.Event) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM corrections WHERE id = ?`, id); err != nil {
			return err
		}
		return touchEvent(ctx, tx, e)
	})
}

// onEvent changes what hangs on an event.
func (s *Store) onEvent(ctx context.Context, event string, do func(*sql.Tx, timeline.Event) error) error {
	e, err := s.Event(ctx, event)
	if err != nil {
		return err
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		if err := do(tx, e); err != nil {
			return err
		}
		n, err := shownN(ctx, tx, e)
		if err != nil {
			return err
		}
		return appendChanges(ctx, tx, []change{{first: n, last: n}})
	})
}

// shownN is the number of an event's shown record.
func shownN(ctx context.Context, tx *sql.Tx, e timeline.Event) (n int64, err error) {
	rec := e.Record
	err = tx.QueryRowContext(ctx, `SELECT records.n FROM records JOIN sources ON sources.n = source WHERE key = ? AND sha256 = ? AND member = ? AND offset = ?`,
		mustKey(rec.RecordID()), rec.Source.SHA256, rec.Source.Member, rec.Locator.Offset).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("event %s: %w", e.ID, ErrNotFound)
	}
	return n, err
}

func mustKey(id string) int64 {
	key, err := keyOf(id)
	if err != nil {
		panic(err)
	}
	return key
}

func touchEvent(ctx context.Context, tx *sql.Tx, e timeline.Event) error {
	if e.Chat != "" {
		_, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO touched SELECT chat, '' FROM threads WHERE id = ?`, e.Chat)
		return err
	}
	if e.Scan != nil {
		return touchWaybill(ctx, tx, e.Scan.Waybill)
	}
	return nil
}

func touchWaybill(ctx context.Context, tx *sql.Tx, waybill string) error {
	if waybill == "" {
		return nil
	}
	_, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO touched VALUES (0, ?)`, waybill)
	return err
}

// FactKeys are what a user may state of a case.
var FactKeys = []string{"complainant", "respondent", "platform", "order", "paid", "request", "first_complaint", "ticket"}

// SetFact enters what no export holds, as the user's own statement; an empty
// value removes it. Findings may rest on it, so all are marked.
func (s *Store) SetFact(ctx context.Context, f timeline.Fact) error {
	if !slices.Contains(FactKeys, f.Key) {
		return fmt.Errorf("%q is no fact of a case; facts are %s", f.Key, strings.Join(FactKeys, ", "))
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM facts WHERE key = ? AND waybill = ?`, f.Key, f.Waybill); err != nil {
			return err
		}
		if f.Value != "" {
			if _, err := tx.ExecContext(ctx, `INSERT INTO facts VALUES (?, ?, ?, ?)`, f.Key, f.Waybill, f.Value, s.now().Unix()); err != nil {
				return err
			}
		}
		if err := touchAll(ctx, tx); err != nil {
			return err
		}
		return appendChanges(ctx, tx, []change{{}})
	})
}

// Facts lists what the user stated.
func (s *Store) Facts(ctx context.Context) ([]timeline.Fact, error) {
	var out []timeline.Fact
	err := each(ctx, s.db, func(row *sql.Rows) error {
		var f timeline.Fact
		var at int64
		err := row.Scan(&f.Key, &f.Waybill, &f.Value, &at)
		f.At = time.Unix(at, 0).UTC()
		out = append(out, f)
		return err
	}, `SELECT key, waybill, value, at FROM facts ORDER BY key, waybill`)
	return out, err
}

// ExhibitKinds are what an attached document may be.
var ExhibitKinds = []string{"stamp_proof", "weighing", "order", "payment", "photo", "other"}

// Attach adds a document or picture as the user's own exhibit; the file is
// copied into the case.
func (s *Store) Attach(ctx context.Context, path, as, waybill string) (timeline.Exhibit, error) {
	if !slices.Contains(ExhibitKinds, as) {
		return timeline.Exhibit{}, fmt.Errorf("%q is no kind of exhibit; kinds are %s", as, strings.Join(ExhibitKinds, ", "))
	}
	file, err := os.Open(path)
	if err != nil {
		return timeline.Exhibit{}, fmt.Errorf("cannot attach %s: %w", path, err)
	}
	defer file.Close()
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		return timeline.Exhibit{}, errors.Join(err, fmt.Errorf("cannot attach %s: it is no file", path))
	}
	sha, _, err := original.Hash(cancellable{ctx, file})
	if err != nil {
		return timeline.Exhibit{}, fmt.Errorf("cannot attach %s: %w", path, err)
	}
	x := timeline.Exhibit{ID: timeline.ID("b_", sha, as, waybill), Name: filepath.Base(path), SHA256: sha, As: as, Waybill: waybill,
		At: s.now().UTC().Truncate(time.Second)}
	f := original.Stored(path, timeline.Source{Name: x.Name, SHA256: sha})
	return x, s.write(ctx, func(tx *sql.Tx) error {
		if err := s.keep(ctx, f); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO exhibits VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET value = ?3`, x.ID, sha, toJSON(x)); err != nil {
			return err
		}
		if err := touchWaybill(ctx, tx, waybill); err != nil {
			return err
		}
		return appendChanges(ctx, tx, []change{{}})
	})
}

// Detach removes an exhibit.
func (s *Store) Detach(ctx context.Context, id string) error {
	x, err := one[timeline.Exhibit](ctx, s, "exhibit "+id, `SELECT value FROM exhibits WHERE id = ?`, id)
	if err != nil {
		return err
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM exhibits WHERE id = ?`, id); err != nil {
			return err
		}
		if err := touchWaybill(ctx, tx, x.Waybill); err != nil {
			return err
		}
		if err := s.sweep(ctx, tx); err != nil {
			return err
		}
		return appendChanges(ctx, tx, []change{{}})
	})
}

// Exhibits lists the user's exhibits.
func (s *Store) Exhibits(ctx context.Context) ([]timeline.Exhibit, error) {
	return values[timeline.Exhibit](ctx, s.db, `SELECT value FROM exhibits ORDER BY json_extract(value, '$.at'), id`)
}
