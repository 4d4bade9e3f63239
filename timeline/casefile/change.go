package casefile

import (
	"context"
	"database/sql"
	"errors"

	"github.com/duizheng/duizheng/timeline"
)

// A Change says that an event is new, different or gone.
type Change struct {
	Seq   int64
	Event string // the event's id at the time of asking, or of the event that is gone
	// Gone is true when no event has this id any more.
	Gone bool
}

// A change is a range of records, or an event that is gone. All zero means
// that something beside the events changed (a role, a fact).
type change struct {
	first, last int64
	gone        string
}

func appendChanges(ctx context.Context, tx *sql.Tx, changes []change) error {
	var seq int64
	if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(seq), 0) FROM changes`).Scan(&seq); err != nil {
		return err
	}
	many := newSession(tx)
	for _, c := range changes {
		seq += c.last - c.first + 1
		if err := many.run(ctx, `INSERT INTO changes VALUES (?, ?, ?, ?)`, seq, c.first, c.last, optional(c.gone)); err != nil {
			return err
		}
	}
	return nil
}

// LastChange is the Seq of the newest change, 0 for an empty case.
func (s *Store) LastChange(ctx context.Context) (int64, error) { return lastChange(ctx, s.db) }

func lastChange(ctx context.Context, db querier) (seq int64, err error) {
	err = db.QueryRowContext(ctx, `SELECT coalesce(max(seq), 0) FROM changes`).Scan(&seq)
	return seq, err
}

// Changes lists what changed after the given Seq, at most limit changes, in
// order. One event may come more than once. The last change of the list may
// have an empty Event; its Seq is where to go on. An empty list means that
// nothing more changed.
func (s *Store) Changes(ctx context.Context, after int64, limit int) ([]Change, error) {
	var ranges []struct {
		seq int64
		change
	}
	total := int64(0)
	rows, err := s.db.QueryContext(ctx, `SELECT seq, first, last, gone FROM changes WHERE seq > ? ORDER BY seq`, after)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for total < int64(limit) && rows.Next() {
		var r struct {
			seq int64
			change
		}
		var gone sql.NullString
		if err := rows.Scan(&r.seq, &r.first, &r.last, &gone); err != nil {
			return nil, err
		}
		r.gone = gone.String
		// A range that was begun goes on behind after; one that is too long is cut.
		r.first = max(r.first, r.last-(r.seq-after)+1)
		if over := total + r.last - r.first + 1 - int64(limit); over > 0 {
			r.last -= over
			r.seq -= over
		}
		total += r.last - r.first + 1
		ranges = append(ranges, r)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	rows.Close()
	var out []Change
	for _, r := range ranges {
		if r.gone != "" {
			e, err := s.Event(ctx, r.gone)
			if err != nil && !errors.Is(err, ErrNotFound) {
				return nil, err
			}
			out = append(out, Change{Seq: r.seq, Event: r.gone, Gone: e.ID != r.gone})
			continue
		}
		ids, err := s.eventIDs(ctx, r.first, r.last)
		if err != nil {
			return nil, err
		}
		for n := r.first; n <= r.last; n++ {
			if id := ids[n]; id != "" || n == r.last {
				out = append(out, Change{Seq: r.seq - (r.last - n), Event: id})
			}
		}
	}
	return out, nil
}

// eventIDs are the ids of the events shown by records first … last.
func (s *Store) eventIDs(ctx context.Context, first, last int64) (map[int64]string, error) {
	out := map[int64]string{}
	if first == 0 {
		return out, nil
	}
	err := s.shown(ctx, func(n int64, e *timeline.Event) error {
		out[n] = e.ID
		return nil
	}, `n BETWEEN ? AND ?`, first, last)
	return out, err
}
