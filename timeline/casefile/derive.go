package casefile

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/duizheng/duizheng/timeline"
)

// Touched is what derived data no longer agrees with.
type Touched struct {
	All      bool     // everything is to be made again
	Chats    []string // conversation ids
	Waybills []string // numbers whose scans or exhibits changed

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
	}, `SELECT chat, waybill FROM touched ORDER BY chat, waybill`)
	return t, err
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
	// read are the keys of all records of events that have a reading.
	read map[int64]bool
}

// Derive runs do in one transaction that writes derived data. Either all of
// it is seen afterwards or nothing.
func (s *Store) Derive(ctx context.Context, do func(*Derivation) error) error {
	c, err := s.castNow(ctx)
	if err != nil {
		return err
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		d := &Derivation{tx: newSession(tx), ctx: ctx, cast: c}
		if err := do(d); err != nil {
			return err
		}
		return appendChanges(ctx, tx, d.changed)
	})
}

func (d *Derivation) exec(query string, args ...any) error {
	return d.tx.run(d.ctx, query, args...)
}

// shown is the number of the shown record of an event.
func (d *Derivation) shown(event string) (int64, error) {
	key, err := keyOf(event)
	if err != nil {
		return 0, err
	}
	var found int64
	err = each(d.ctx, d.tx, func(row *sql.Rows) error {
		var n, source, offset int64
		if err := row.Scan(&n, &source, &offset); err != nil {
			return err
		}
		if d.cast.recordID(source, offset) == event {
			found = n
		}
		return nil
	}, `SELECT coalesce(event, n), source, offset FROM records WHERE key = ?`, key)
	if err == nil && found == 0 {
		err = fmt.Errorf("event %s: %w", event, ErrNotFound)
	}
	return found, err
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
	nothing := len(waybills)+len(statements) == 0
	if had, err := d.hasReading(event); err != nil || nothing && !had {
		return err
	}
	n, err := d.shown(event)
	if err != nil {
		return err
	}
	d.change(n)
	if err := d.exec(`DELETE FROM mentions WHERE event = ?`, n); err != nil {
		return err
	}
	if nothing {
		return d.exec(`DELETE FROM readings WHERE event = ?`, n)
	}
	if waybills == nil {
		waybills = []timeline.Waybill{}
	}
	if statements == nil {
		statements = []timeline.Statement{}
	}
	d.read[mustKey(event)] = true
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

// hasReading reports whether an event may have a reading. Most messages have
// none and get none, so this is asked of memory.
func (d *Derivation) hasReading(event string) (bool, error) {
	key, err := keyOf(event)
	if err != nil {
		return false, err
	}
	if d.read == nil {
		keys, err := numbers(d.ctx, d.tx, `SELECT key FROM readings JOIN records ON n = readings.event
			UNION ALL SELECT r.key FROM readings JOIN records r ON r.event = readings.event`)
		if err != nil {
			return false, err
		}
		d.read = make(map[int64]bool, len(keys))
		for _, k := range keys {
			d.read[k] = true
		}
	}
	return d.read[key], nil
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

// ReplaceParcels replaces all parcels of the case and what ties events to them.
func (d *Derivation) ReplaceParcels(parcels []timeline.Parcel, links []timeline.ParcelLink) error {
	for _, table := range []string{"parcels", "parcel_numbers", "links"} {
		if err := d.exec(`DELETE FROM ` + table); err != nil {
			return err
		}
	}
	for _, p := range parcels {
		if err := d.exec(`INSERT INTO parcels VALUES (?, ?)`, p.ID, toJSON(p)); err != nil {
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

// ReplaceFindings replaces the findings of the given parcels ("" for findings
// about exports); nil replaces all.
func (d *Derivation) ReplaceFindings(parcels []string, findings []timeline.Finding) error {
	const events = `DELETE FROM finding_events WHERE finding IN (SELECT id FROM findings WHERE ?1 OR parcel = ?2)`
	const all = `DELETE FROM findings WHERE ?1 OR parcel = ?2`
	everything := parcels == nil
	if everything {
		parcels = []string{""}
	}
	for _, p := range parcels {
		for _, query := range []string{events, all} {
			if err := d.exec(query, everything, p); err != nil {
				return err
			}
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

// ReplaceGaps replaces the derived gaps; those counted on import stay.
func (d *Derivation) ReplaceGaps(gaps []timeline.Gap) error {
	if err := d.exec(`DELETE FROM gaps WHERE origin = 'derived'`); err != nil {
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

// SetGuesses replaces the guessed roles, by party id; Role and RoleWhy of each
// party count. A role that the user set stands above.
func (d *Derivation) SetGuesses(parties []timeline.Party) error {
	if err := d.exec(`DELETE FROM guesses`); err != nil {
		return err
	}
	for _, p := range parties {
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

// Done clears the marks that t showed; newer marks stay.
func (d *Derivation) Done(t Touched) error {
	for _, r := range t.rows {
		if err := d.exec(`DELETE FROM touched WHERE chat = ? AND waybill = ?`, r.chat, r.waybill); err != nil {
			return err
		}
	}
	return nil
}
