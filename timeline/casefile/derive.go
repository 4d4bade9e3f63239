package casefile

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/duizheng/duizheng/timeline"
)

// Touched is what derived data no longer agrees with.
type Touched struct {
	All      bool     // everything is to be made again
	Chats    []string // conversation ids
	Waybills []string // numbers whose scans or exhibits changed
	CutOff   bool     // an earlier run did not come to its end: anything may be half made

	rows []touchedRow
}

type touchedRow struct {
	chat    int64
	waybill string
}

// Any reports whether there is work to do.
func (t Touched) Any() bool { return len(t.rows) > 0 }

// Touched says what is marked to be made again.
func (s *Store) Touched(ctx context.Context) (Touched, error) {
	c, err := s.castNow(ctx)
	if err != nil {
		return Touched{}, err
	}
	var t Touched
	err = each(ctx, s.db, func(row *sql.Rows) error {
		var r touchedRow
		if err := row.Scan(&r.chat, &r.waybill); err != nil {
			return err
		}
		t.rows = append(t.rows, r)
		switch {
		case r.chat == 0 && r.waybill == "":
			t.All = true
		case r.waybill != "":
			t.Waybills = append(t.Waybills, r.waybill)
		default:
			if id := c.chatID(r.chat); id != "" {
				t.Chats = append(t.Chats, id)
			}
		}
		return nil
	}, `SELECT chat, waybill FROM touched UNION SELECT chat, waybill FROM working ORDER BY chat, waybill`)
	return t, err
}

// TakeUp is Touched for who is going to make it again: whatever is marked from
// now on is work for the next run, see Done.
func (s *Store) TakeUp(ctx context.Context) (Touched, error) {
	left := 0
	if err := s.write(ctx, func(tx *sql.Tx) error {
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM working`).Scan(&left); err != nil {
			return err
		}
		for _, query := range []string{`INSERT OR IGNORE INTO working SELECT chat, waybill FROM touched`, `DELETE FROM touched`} {
			if _, err := tx.ExecContext(ctx, query); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return Touched{}, err
	}
	t, err := s.Touched(ctx)
	t.CutOff = left > 0
	return t, err
}

// A Tie is a reason to conclude on two things of a case together: a number with
// a chat, a parcel or another number, or a chat with a parcel.
type Tie struct {
	Chat   string // conversation id
	Number string // waybill number, or a run of letters and digits in a text that may hold one
	Parcel string // parcel id
	Former string // waybill number that was forwarded under the other
}

// Ties yields what holds chats, numbers and parcels together: as concluded so
// far, and as the texts of all chats let expect. A chat that is about a parcel
// which it does not name leans on the rest of the case.
func (s *Store) Ties(ctx context.Context) iter.Seq2[Tie, error] {
	return func(yield func(Tie, error) bool) {
		c, err := s.castNow(ctx)
		if err != nil {
			yield(Tie{}, err)
			return
		}
		err = each(ctx, s.db, func(row *sql.Rows) error {
			var t Tie
			var chat int64
			if err := row.Scan(&chat, &t.Number, &t.Parcel, &t.Former); err != nil {
				return err
			}
			if t.Chat = c.chatID(chat); !yield(t, nil) {
				return errEnough
			}
			return nil
		}, `SELECT 0, number, parcel, '' FROM parcel_numbers
			UNION ALL SELECT DISTINCT chat, waybill, '', '' FROM mentions JOIN records ON n = mentions.event
			UNION ALL SELECT DISTINCT chat, run, '', '' FROM runs JOIN records ON n = record WHERE chat <> 0
			UNION ALL SELECT DISTINCT 0, run, '', waybill FROM runs JOIN scans ON scans.record = runs.record
			UNION ALL SELECT DISTINCT leaning.chat, '', parcel, '' FROM leaning
				CROSS JOIN records ON records.chat = leaning.chat AND records.event IS NULL AND kind <= 2 AND records.chat <> 0
				CROSS JOIN links ON links.event = n`)
		if err != nil && !errors.Is(err, errEnough) {
			yield(Tie{}, err)
		}
	}
}

// Leaning lists the chats that were read by what the rest of the case holds.
func (s *Store) Leaning(ctx context.Context) (chats []string, err error) {
	c, err := s.castNow(ctx)
	if err != nil {
		return nil, err
	}
	return chats, each(ctx, s.db, func(row *sql.Rows) error {
		var n int64
		err := row.Scan(&n)
		if id := c.chatID(n); id != "" {
			chats = append(chats, id)
		}
		return err
	}, `SELECT chat FROM leaning ORDER BY chat`)
}

// Recorded counts the scans of every number.
func (s *Store) Recorded(ctx context.Context) (map[string]int, error) {
	scans := map[string]int{}
	return scans, each(ctx, s.db, func(row *sql.Rows) error {
		var number string
		var n int
		err := row.Scan(&number, &n)
		scans[number] = n
		return err
	}, `SELECT waybill, count(*) FROM scans WHERE waybill <> '' GROUP BY waybill`)
}

// Carrier is the carrier that the records of a number name, "" if none does.
func (s *Store) Carrier(ctx context.Context, number string) (carrier string, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT coalesce(json_extract(coalesce(reading, parsed), '$.carrier'), '') FROM scans WHERE waybill = ? AND waybill <> '' ORDER BY record LIMIT 1`, number).Scan(&carrier)
	return carrier, err
}

// TouchAll marks everything derived to be made again: for a new version of
// the rules.
func (s *Store) TouchAll(ctx context.Context) error {
	return s.write(ctx, func(tx *sql.Tx) error { return touchAll(ctx, tx) })
}

// A Derivation writes derived data. It belongs to one call of Derive.
type Derivation struct {
	tx      *session
	ctx     context.Context
	cast    *cast
	changed []change
	rows    map[string]int64 // numbers of shown records, by event
}

// Derive runs do in one transaction that writes derived data. Either all of
// it is seen afterwards or nothing.
func (s *Store) Derive(ctx context.Context, do func(*Derivation) error) error {
	c, err := s.castNow(ctx)
	if err != nil {
		return err
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		d := &Derivation{tx: newSession(tx), ctx: ctx, cast: c, rows: map[string]int64{}}
		if err := do(d); err != nil {
			return err
		}
		return appendChanges(ctx, tx, d.changed)
	})
}

func (d *Derivation) exec(query string, args ...any) error {
	return d.tx.run(d.ctx, query, args...)
}

// Find looks up events that are going to be written, all at once; what is not
// found here is looked for when it is written.
func (d *Derivation) Find(events []string) error {
	keys := make([]int64, 0, len(events))
	for _, id := range events {
		key, err := keyOf(id)
		if err != nil {
			return err
		}
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return each(d.ctx, d.tx, func(row *sql.Rows) error {
		var n, source, offset int64
		err := row.Scan(&n, &source, &offset)
		d.rows[d.cast.recordID(source, offset)] = n
		return err
	}, `SELECT coalesce(event, n), source, offset FROM records WHERE key IN (SELECT value FROM json_each(?))`, toJSON(keys))
}

// shown is the number of the shown record of an event.
func (d *Derivation) shown(event string) (int64, error) {
	if d.rows[event] == 0 {
		if err := d.Find([]string{event}); err != nil {
			return 0, err
		}
	}
	if d.rows[event] == 0 {
		return 0, fmt.Errorf("event %s: %w", event, ErrNotFound)
	}
	return d.rows[event], nil
}

func (d *Derivation) change(n int64) {
	if k := len(d.changed); k > 0 && d.changed[k-1].last == n-1 && d.changed[k-1].first > 0 {
		d.changed[k-1].last = n
		return
	}
	d.changed = append(d.changed, change{first: n, last: n})
}

// SetReading replaces what the text of an event says; without waybills and
// statements the event says nothing about a parcel.
func (d *Derivation) SetReading(event string, waybills []timeline.Waybill, statements []timeline.Statement) error {
	n, err := d.shown(event)
	if err != nil {
		return err
	}
	d.change(n)
	if err := d.exec(`DELETE FROM mentions WHERE event = ?`, n); err != nil {
		return err
	}
	if len(waybills)+len(statements) == 0 {
		return d.exec(`DELETE FROM readings WHERE event = ?`, n)
	}
	if waybills == nil {
		waybills = []timeline.Waybill{}
	}
	if statements == nil {
		statements = []timeline.Statement{}
	}
	if err := d.exec(`INSERT INTO readings VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET waybills = ?2, statements = ?3`,
		n, toJSON(waybills), toJSON(statements)); err != nil {
		return err
	}
	for _, w := range waybills {
		if err := d.exec(`INSERT OR IGNORE INTO mentions VALUES (?, ?)`, w.Number, n); err != nil {
			return err
		}
	}
	return nil
}

// SetScan replaces the reading of a tracking record; what was parsed stays.
func (d *Derivation) SetScan(event string, scan timeline.Scan) error {
	n, err := d.shown(event)
	if err != nil {
		return err
	}
	d.change(n)
	return d.exec(`UPDATE scans SET reading = ? WHERE record = ?`, toJSON(scan), n)
}

// ReplaceParcels puts parcels, and what ties events to them, in place of those
// with the ids old.
func (d *Derivation) ReplaceParcels(old []string, parcels []timeline.Parcel, links []timeline.ParcelLink) error {
	for _, table := range []string{"parcels WHERE id", "parcel_numbers WHERE parcel", "links WHERE parcel"} {
		if err := d.exec(`DELETE FROM `+table+` IN (SELECT value FROM json_each(?))`, toJSON(old)); err != nil {
			return err
		}
	}
	for _, p := range parcels {
		if err := d.exec(`INSERT OR REPLACE INTO parcels VALUES (?, ?)`, p.ID, toJSON(p)); err != nil {
			return err
		}
		for _, number := range p.Numbers {
			if err := d.exec(`INSERT OR IGNORE INTO parcel_numbers VALUES (?, ?)`, number, p.ID); err != nil {
				return err
			}
		}
	}
	for _, l := range links {
		n, err := d.shown(l.Event)
		if err != nil {
			return err
		}
		if err := d.exec(`INSERT OR REPLACE INTO links VALUES (?, ?, ?, ?, ?)`, l.Parcel, n, l.Statement, string(l.Link), l.Ambiguous); err != nil {
			return err
		}
	}
	return nil
}

// DropOrphans removes the parcels that no record and no message names any
// more, with their findings, and lists their ids.
func (d *Derivation) DropOrphans() (ids []string, err error) {
	err = each(d.ctx, d.tx, func(row *sql.Rows) error {
		var id string
		err := row.Scan(&id)
		ids = append(ids, id)
		return err
	}, `SELECT id FROM parcels WHERE id NOT IN (SELECT parcel FROM links)
		AND id NOT IN (SELECT parcel FROM parcel_numbers WHERE number IN (SELECT waybill FROM mentions))`)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	if err := d.ReplaceParcels(ids, nil, nil); err != nil {
		return nil, err
	}
	return ids, d.ReplaceFindings(ids, nil)
}

// SetLeaning notes which of the chats were read by what the rest of the case
// holds: a new parcel elsewhere may change what they are about.
func (d *Derivation) SetLeaning(chats, leaning []string) error {
	for _, chat := range chats {
		n, ok := d.cast.chatN(chat)
		if !ok {
			continue
		}
		query := `DELETE FROM leaning WHERE chat = ?`
		if slices.Contains(leaning, chat) {
			query = `INSERT OR IGNORE INTO leaning VALUES (?)`
		}
		if err := d.exec(query, n); err != nil {
			return err
		}
	}
	return nil
}

// ReplaceFindings replaces the findings of the given parcels ("" for findings
// about exports).
func (d *Derivation) ReplaceFindings(parcels []string, findings []timeline.Finding) error {
	const all = `DELETE FROM findings WHERE parcel IN (SELECT value FROM json_each(?))`
	const events = `DELETE FROM finding_events WHERE finding IN (SELECT id FROM findings WHERE parcel IN (SELECT value FROM json_each(?)))`
	for _, query := range []string{events, all} {
		if err := d.exec(query, toJSON(parcels)); err != nil {
			return err
		}
	}
	d.changed = append(d.changed, change{}) // whoever keeps findings in mind must ask again
	severity := map[timeline.Severity]int{timeline.SeverityHigh: 2, timeline.SeverityMedium: 1, timeline.SeverityLow: 0}
	for _, f := range findings {
		if err := d.exec(`INSERT OR REPLACE INTO findings VALUES (?, ?, ?, ?, ?, ?, ?)`,
			f.ID, f.Parcel, string(f.Type), f.Firmness == timeline.Firm, severity[f.Severity], f.GapSeconds, toJSON(f)); err != nil {
			return err
		}
		for _, event := range append(evidence(f), f.Also...) {
			if err := d.exec(`INSERT OR IGNORE INTO finding_events VALUES (?, ?)`, event, f.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

func evidence(f timeline.Finding) (events []string) {
	for _, e := range f.Evidence {
		if e.Event != "" {
			events = append(events, e.Event)
		}
	}
	return events
}

// ReplaceGaps replaces the derived gaps of the given chats. Those counted on
// import stay.
func (d *Derivation) ReplaceGaps(chats []string, gaps []timeline.Gap) error {
	ns := []int64{}
	for _, chat := range chats {
		if n, ok := d.cast.chatN(chat); ok {
			ns = append(ns, n)
		}
	}
	if err := d.exec(`DELETE FROM gaps WHERE origin = 'derived' AND chat IN (SELECT value FROM json_each(?))`, toJSON(ns)); err != nil {
		return err
	}
	for _, g := range gaps {
		chat, _ := d.cast.chatN(g.Chat)
		if err := d.exec(`INSERT OR REPLACE INTO gaps VALUES (?, 'derived', NULL, NULL, nullif(?, 0), ?)`, g.ID, chat, toJSON(g)); err != nil {
			return err
		}
	}
	return nil
}

// SetGuesses replaces the guessed roles of the people considered: each has the
// Role and RoleWhy given, or no guess where the role is unknown. A role that
// the user set stands above. The chats of whoever now has another role are
// marked to be made again.
func (d *Derivation) SetGuesses(considered []timeline.Party) error {
	guess := map[string]timeline.Party{}
	for _, p := range considered {
		guess[p.ID] = p
	}
	had := map[string]timeline.Role{}
	var old []string
	if err := each(d.ctx, d.tx, func(row *sql.Rows) error {
		var voice string
		var role timeline.Role
		err := row.Scan(&voice, &role)
		party := d.cast.partyOf[voice]
		if _, ok := guess[party]; ok || party == "" {
			old, had[party] = append(old, voice), role
		}
		return err
	}, `SELECT party, role FROM guesses`); err != nil {
		return err
	}
	for _, voice := range old {
		if err := d.exec(`DELETE FROM guesses WHERE party = ?`, voice); err != nil {
			return err
		}
	}
	for _, p := range considered {
		if cmp.Or(had[p.ID], timeline.RoleUnknown) != p.Role {
			for _, chat := range p.Conversations {
				if n, ok := d.cast.chatN(chat); ok {
					if err := d.exec(`INSERT OR IGNORE INTO touched VALUES (?, '')`, n); err != nil {
						return err
					}
				}
			}
		}
		if p.Role == timeline.RoleUnknown {
			continue
		}
		why := p.RoleWhy
		if why == nil {
			why = []timeline.Sentence{}
		}
		if err := d.exec(`INSERT OR REPLACE INTO guesses VALUES (?, ?, ?)`, p.ID, string(p.Role), toJSON(why)); err != nil {
			return err
		}
	}
	d.changed = append(d.changed, change{})
	return nil
}

// Remember stores a setting that decides no finding by itself.
func (d *Derivation) Remember(key, value string) error {
	return d.exec(`INSERT INTO settings VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2`, key, value)
}

// Done clears the marks that t took up; newer marks stay.
func (d *Derivation) Done(t Touched) error {
	for _, r := range t.rows {
		if err := d.exec(`DELETE FROM working WHERE chat = ? AND waybill = ?`, r.chat, r.waybill); err != nil {
			return err
		}
	}
	return nil
}
