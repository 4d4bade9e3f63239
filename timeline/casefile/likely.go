package casefile

import (
	"context"
	"database/sql"
	"strings"

	"github.com/duizheng/duizheng/timeline"
)

// A Likely is two people of the case who may be one.
type Likely struct {
	A, B  string // party ids
	Why   string // "said" or "goes_on", as in table likely
	Count int
}

// Likely enters that two senders may be one person.
func (t *Tx) Likely(ctx context.Context, a, b int64, why string, count int) error {
	_, err := t.tx.ExecContext(ctx, `INSERT INTO likely VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET count = max(count, ?4)`, min(a, b), max(a, b), why, count)
	return err
}

// Voice is the number of a sender of a thread to whom this import has added a
// record.
func (t *Tx) Voice(th *Thread, s timeline.Sender) int64 {
	return t.voices[voiceKey{th.N, s.Name, s.ID}]
}

// VoiceNames lists by thread how its people are called.
func (t *Tx) VoiceNames(ctx context.Context) (map[int64]map[string]int64, error) {
	out := map[int64]map[string]int64{}
	err := each(ctx, t.tx, func(row *sql.Rows) error {
		var n, thread int64
		var name string
		if err := row.Scan(&n, &thread, &name); err != nil {
			return err
		}
		if out[thread] == nil {
			out[thread] = map[string]int64{}
		}
		out[thread][name] = n
		return nil
	}, `SELECT n, thread, name FROM voices WHERE name <> '' AND count > 0`)
	return out, err
}

// Likely lists who may be one person, as importing showed.
func (s *Store) Likely(ctx context.Context) ([]Likely, error) {
	c, err := s.castNow(ctx)
	if err != nil {
		return nil, err
	}
	var out []Likely
	err = each(ctx, s.db, func(row *sql.Rows) error {
		var a, b int64
		var l Likely
		if err := row.Scan(&a, &b, &l.Why, &l.Count); err != nil {
			return err
		}
		va, vb := c.voices[a], c.voices[b]
		if va == nil || vb == nil {
			return nil
		}
		l.A, l.B = c.partyOf[va.id], c.partyOf[vb.id]
		if l.A != "" && l.B != "" && l.A != l.B {
			out = append(out, l)
		}
		return nil
	}, `SELECT a, b, why, count FROM likely ORDER BY a, b, why`)
	return out, err
}

// A Saying is words of a person.
type Saying struct{ Party, Text string }

// WithNumber lists the messages that hold a run of digits of the given length,
// and who wrote them.
func (s *Store) WithNumber(ctx context.Context, digits int) ([]Saying, error) {
	c, err := s.castNow(ctx)
	if err != nil {
		return nil, err
	}
	var out []Saying
	err = each(ctx, s.db, func(row *sql.Rows) error {
		var voice int64
		var x Saying
		if err := row.Scan(&voice, &x.Text); err != nil {
			return err
		}
		if v := c.voices[voice]; v != nil && c.partyOf[v.id] != "" {
			x.Party = c.partyOf[v.id]
			out = append(out, x)
		}
		return nil
	}, `SELECT voice, text FROM runs JOIN records ON n = record WHERE run GLOB ? AND kind = 0 AND voice IS NOT NULL`, strings.Repeat("[0-9]", digits))
	return out, err
}

// SplitParties takes back every MergeParties that joined the two: they are two
// people again, unless something else makes them one.
func (s *Store) SplitParties(ctx context.Context, who string) (int, error) {
	c, err := s.castNow(ctx)
	if err != nil {
		return 0, err
	}
	voices, err := c.find(who)
	if err != nil {
		return 0, err
	}
	gone := 0
	return gone, s.write(ctx, func(tx *sql.Tx) error {
		for _, v := range c.voices {
			if v.root() != voices[0].root() {
				continue
			}
			res, err := tx.ExecContext(ctx, `DELETE FROM merges WHERE a = ?1 OR b = ?1`, v.id)
			if err != nil {
				return err
			}
			n, err := res.RowsAffected()
			if err != nil {
				return err
			}
			gone += int(n)
		}
		return c.touchPeople(ctx, tx, voices)
	})
}
