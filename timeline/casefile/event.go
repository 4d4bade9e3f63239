package casefile

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// An EventQuery chooses events; its zero value means all messages, notices and
// scans.
type EventQuery struct {
	Chat    string   // conversation id
	Parcel  string   // parcel id: events linked to it
	Waybill string   // events that name the number, and its scans
	Scans   []string // waybill numbers: their scans only; nil: not asked for
	// From ≤ start < To; the zero time does not bound. Undated events are left
	// out where either is set.
	From, To time.Time
	Kinds    []timeline.RecordKind
	After    string // event id: only what comes after it in the order
	Limit    int    // 0: no limit
	// Statements leaves out events that say nothing about a parcel.
	Statements bool
	IDs        []string // record ids; each resolves to its event
}

// Events yields events in the order of the timeline: by start; within a chat
// in the order of its merged exports; else by chat and event id. Undated
// events come last.
func (s *Store) Events(ctx context.Context, q EventQuery) iter.Seq2[timeline.Event, error] {
	return func(yield func(timeline.Event, error) bool) {
		for e, err := range s.Own(ctx, q) {
			if err != nil {
				yield(timeline.Event{}, err)
				return
			}
			if !yield(*e, nil) {
				return
			}
		}
	}
}

// Own yields what Events does to who keeps and changes it: each event is the
// caller's own.
func (s *Store) Own(ctx context.Context, q EventQuery) iter.Seq2[*timeline.Event, error] {
	return func(yield func(*timeline.Event, error) bool) {
		if err := s.events(ctx, q, func(e *timeline.Event) bool { return yield(e, nil) }); err != nil {
			yield(nil, err)
		}
	}
}

// errEnough ends a query whose reader wants no more.
var errEnough = errors.New("enough")

func (s *Store) events(ctx context.Context, q EventQuery, yield func(*timeline.Event) bool) error {
	where, args, err := s.where(ctx, q)
	if err != nil {
		return err
	}
	var after *timeline.Event
	if q.After != "" {
		e, err := s.Event(ctx, q.After)
		if err != nil {
			return err
		}
		after = &e
		where, args = where+` AND start >= ?`, append(args, startOf(after))
	}
	var same []*timeline.Event // events of one start
	count := 0
	emit := func() error {
		slices.SortStableFunc(same, order)
		for _, e := range same {
			if after != nil && order(e, after) <= 0 && startOf(e) == startOf(after) {
				continue
			}
			if count++; !yield(e) || count == q.Limit {
				return errEnough
			}
		}
		same = same[:0]
		return nil
	}
	err = s.shown(ctx, func(_ int64, e *timeline.Event) error {
		if len(same) > 0 && startOf(same[0]) != startOf(e) {
			if err := emit(); err != nil {
				return err
			}
		}
		same = append(same, e)
		return nil
	}, where+` ORDER BY start, chat, pos`, args...)
	if err == nil {
		err = emit()
	}
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

func startOf(e *timeline.Event) int64 {
	if !e.Time.Dated() {
		return undated
	}
	return e.Time.Start.Unix()
}

// InOrder compares events by the order of the timeline.
func InOrder(a, b *timeline.Event) int {
	if c := cmp.Compare(startOf(a), startOf(b)); c != 0 {
		return c
	}
	return order(a, b)
}

// order compares events of one start.
func order(a, b *timeline.Event) int {
	if a.Chat == "" || b.Chat == "" || a.Chat != b.Chat {
		if c := strings.Compare(a.Chat, b.Chat); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	}
	if a.Order != b.Order {
		return int(min(1, max(-1, a.Order-b.Order)))
	}
	return strings.Compare(a.ID, b.ID)
}

func (s *Store) where(ctx context.Context, q EventQuery) (string, []any, error) {
	where, args := []string{"event IS NULL"}, []any(nil)
	add := func(cond string, vs ...any) { where, args = append(where, cond), append(args, vs...) }
	if len(q.Kinds) == 0 {
		add("kind <= 2")
	} else {
		var codes []string
		for _, k := range q.Kinds {
			codes = append(codes, fmt.Sprint(kinds.code[k]))
		}
		add("kind IN (" + strings.Join(codes, ",") + ")")
	}
	if q.Chat != "" {
		c, err := s.castNow(ctx)
		if err != nil {
			return "", nil, err
		}
		n, ok := c.chatN(q.Chat)
		if !ok {
			return "", nil, fmt.Errorf("conversation %s: %w", q.Chat, ErrNotFound)
		}
		add("chat = ? AND chat <> 0", n) // the second is what the index of chats is made for
	}
	if q.Parcel != "" {
		add("n IN (SELECT event FROM links WHERE parcel = ?)", q.Parcel)
	}
	if q.Waybill != "" {
		add("n IN (SELECT event FROM mentions WHERE waybill = ? UNION ALL SELECT record FROM scans WHERE waybill = ? AND waybill <> '')", q.Waybill, q.Waybill)
	}
	if q.Scans != nil {
		add("n IN (SELECT record FROM scans WHERE waybill <> '' AND waybill IN (SELECT value FROM json_each(?)))", toJSON(q.Scans))
	}
	if q.Statements {
		add("n IN (SELECT event FROM readings UNION ALL SELECT record FROM scans)")
	}
	if !q.From.IsZero() {
		add("start >= ?", q.From.Unix())
	}
	if !q.To.IsZero() {
		add("start < ?", q.To.Unix())
	}
	if !q.From.IsZero() || !q.To.IsZero() {
		add("start < ?", int64(undated))
	}
	if q.IDs != nil {
		ns, err := s.resolve(ctx, q.IDs)
		if err != nil {
			return "", nil, err
		}
		add("n IN (SELECT value FROM json_each(?))", toJSON(ns))
	}
	return strings.Join(where, " AND "), args, nil
}

// resolve finds the shown records of record ids; ids that name nothing are
// left out.
func (s *Store) resolve(ctx context.Context, ids []string) ([]int64, error) {
	c, err := s.castNow(ctx)
	if err != nil {
		return nil, err
	}
	out := []int64{}
	for _, id := range ids {
		key, err := keyOf(id)
		if err != nil {
			return nil, err
		}
		err = each(ctx, s.db, func(row *sql.Rows) error {
			var n, source, offset int64
			if err := row.Scan(&n, &source, &offset); err != nil {
				return err
			}
			if c.recordID(source, offset) == id {
				out = append(out, n)
			}
			return nil
		}, `SELECT coalesce(event, n), source, offset FROM records WHERE key = ?`, key)
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Event finds an event by the id of any of its records.
func (s *Store) Event(ctx context.Context, id string) (timeline.Event, error) {
	ns, err := s.resolve(ctx, []string{id})
	if err != nil {
		return timeline.Event{}, err
	}
	if len(ns) == 0 {
		return timeline.Event{}, fmt.Errorf("event %s: %w", id, ErrNotFound)
	}
	var found timeline.Event
	err = s.shown(ctx, func(_ int64, e *timeline.Event) error {
		found = *e
		return nil
	}, `n = ?`, ns[0])
	return found, err
}

// Neighbours lists the events around one: of its chat, or for a scan of its
// number's record. The event itself is included.
func (s *Store) Neighbours(ctx context.Context, id string, before, after int) ([]timeline.Event, error) {
	e, err := s.Event(ctx, id)
	if err != nil {
		return nil, err
	}
	c, err := s.castNow(ctx)
	if err != nil {
		return nil, err
	}
	where, args := "n = -1", []any(nil)
	switch chat, ok := c.chatN(e.Chat); {
	case ok:
		where, args = "chat = ? AND event IS NULL AND kind <= 2 AND chat <> 0", []any{chat}
	case e.Scan != nil && e.Scan.Waybill != "":
		where, args = "event IS NULL AND kind <= 2 AND n IN (SELECT record FROM scans WHERE waybill = ? AND waybill <> '')", []any{e.Scan.Waybill}
	}
	var earlier, later []timeline.Event
	collect := func(to *[]timeline.Event) func(int64, *timeline.Event) error {
		return func(_ int64, o *timeline.Event) error {
			if o.ID != e.ID {
				*to = append(*to, *o)
			}
			return nil
		}
	}
	at := []any{startOf(&e), e.Order, startOf(&e)}
	if before > 0 {
		if err := s.shown(ctx, collect(&earlier), where+` AND start <= ? AND (pos < ? OR start < ?) ORDER BY start DESC, pos DESC LIMIT ?`,
			append(append(slices.Clone(args), at...), before)...); err != nil {
			return nil, err
		}
	}
	if after > 0 {
		if err := s.shown(ctx, collect(&later), where+` AND start >= ? AND (pos >= ? OR start > ?) ORDER BY start, pos LIMIT ?`,
			append(append(slices.Clone(args), at...), after+1)...); err != nil {
			return nil, err
		}
	}
	slices.Reverse(earlier)
	return append(append(earlier, e), later[:min(len(later), after)]...), nil
}

// shown reads shown records with all that belongs to their events.
func (s *Store) shown(ctx context.Context, do func(n int64, e *timeline.Event) error, where string, args ...any) error {
	c, err := s.castNow(ctx)
	if err != nil {
		return err
	}
	rows, err := s.db.QueryContext(ctx, `SELECT `+selected+`, waybills, statements, coalesce(reading, parsed) FROM records
		LEFT JOIN readings ON readings.event = n LEFT JOIN scans ON record = n WHERE `+qualify(where), args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	var r row
	var waybills, statements, scan sql.RawBytes
	into := append(r.fields(), &waybills, &statements, &scan)
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		e, err := s.assemble(ctx, c, &r, waybills, statements, scan)
		if err != nil {
			return err
		}
		if err := do(r.n, e); err != nil {
			return err
		}
	}
	return rows.Err()
}

// qualify says of which table the column event is, which readings has too.
func qualify(where string) string {
	return strings.ReplaceAll(where, "event IS NULL", "records.event IS NULL")
}

func (s *Store) assemble(ctx context.Context, c *cast, r *row, waybills, statements, scan []byte) (*timeline.Event, error) {
	e := &timeline.Event{Chat: c.chatID(r.chat), Order: r.pos, Waybills: []timeline.Waybill{}, Statements: []timeline.Statement{},
		Labels: []string{}, Corrections: []timeline.Correction{}}
	rec := &e.Record
	if err := r.record(rec); err != nil {
		return nil, err
	}
	c.name(rec, r)
	if len(scan) > 0 {
		rec.Scan = new(timeline.Scan)
		if err := json.Unmarshal(scan, rec.Scan); err != nil {
			return nil, fmt.Errorf("scan of record %d: %w", r.n, err)
		}
	}
	if len(waybills) > 0 {
		if err := json.Unmarshal(waybills, &e.Waybills); err != nil {
			return nil, fmt.Errorf("waybills of record %d: %w", r.n, err)
		}
		if err := json.Unmarshal(statements, &e.Statements); err != nil {
			return nil, fmt.Errorf("statements of record %d: %w", r.n, err)
		}
	}
	e.ID = rec.RecordID()
	e.Sources = []timeline.Holding{{Record: e.ID, Source: rec.Source, Locator: rec.Locator, Time: rec.Time, Import: c.importOf[r.source]}}
	if r.copies > 0 {
		if err := s.copies(ctx, c, r.n, e); err != nil {
			return nil, err
		}
	}
	c.mark(e)
	return e, nil
}

// copies attaches the other records of an event. Its id is the smallest.
func (s *Store) copies(ctx context.Context, c *cast, n int64, e *timeline.Event) error {
	var r row
	var parsed []byte
	into := append(r.fields(), &parsed)
	err := each(ctx, s.db, func(rows *sql.Rows) error {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		var rec timeline.Record
		if err := r.record(&rec); err != nil {
			return err
		}
		c.name(&rec, &r)
		h := timeline.Holding{Record: rec.RecordID(), Source: rec.Source, Locator: rec.Locator, Time: rec.Time, Import: c.importOf[r.source]}
		if rec.Text != e.Text {
			h.Text = rec.Text
		}
		if len(parsed) > 0 {
			h.Scan = new(timeline.Scan)
			if err := json.Unmarshal(parsed, h.Scan); err != nil {
				return fmt.Errorf("scan of record %d: %w", r.n, err)
			}
		}
		e.Sources = append(e.Sources, h)
		e.ID = min(e.ID, h.Record)
		return nil
	}, `SELECT `+selected+`, parsed FROM records LEFT JOIN scans ON record = n WHERE records.event = ?`, n)
	slices.SortFunc(e.Sources[1:], func(a, b timeline.Holding) int { return strings.Compare(a.Record, b.Record) })
	return err
}
