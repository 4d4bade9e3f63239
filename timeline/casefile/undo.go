package casefile

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// Lost says what an undo took records from.
type Lost struct {
	Chats    []int64  // conversations that are left
	Waybills []string // numbers that lost scans
}

// Undo takes an import back: its records, and the originals that no other
// import holds. What the user attached to records stays, and comes back with
// them when they are imported again. What was concluded from them is marked to
// be made again. In the same transaction again is asked to merge anew what is
// left (reconstruct.Undo does that).
func (s *Store) Undo(ctx context.Context, importID string, again func(*Tx, Lost) error) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		u := &undo{tx: tx, s: s, chats: map[int64]bool{}, again: again}
		err := tx.QueryRowContext(ctx, `SELECT n FROM imports WHERE id = ?`, importID).Scan(&u.n)
		if errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("import %s: %w; `duizheng undo` lists the imports", importID, ErrNotFound)
		}
		if err != nil {
			return err
		}
		return u.run(ctx)
	})
}

type undo struct {
	s        *Store
	tx       *sql.Tx
	n        int64
	chats    map[int64]bool // conversations that lose records
	waybills []string
	again    func(*Tx, Lost) error
	changed  []change
}

func (u *undo) run(ctx context.Context) error {
	for _, step := range []func(context.Context) error{u.choose, u.touch, u.release, u.remove, u.split, u.merge, u.recount} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	if err := appendChanges(ctx, u.tx, append(u.changed, change{})); err != nil {
		return err
	}
	return u.s.sweep(ctx, u.tx)
}

// merge has what is left merged anew.
func (u *undo) merge(ctx context.Context) error {
	lost := Lost{Waybills: u.waybills}
	for chat := range u.chats {
		lost.Chats = append(lost.Chats, chat)
	}
	slices.Sort(lost.Chats)
	t := u.session()
	err := u.again(t, lost)
	u.changed = append(u.changed, t.changed...)
	return err
}

// session lets the steps of an import work on the case: every record was there
// before.
func (u *undo) session() *Tx { return &Tx{s: u.s, tx: newSession(u.tx), first: 1 << 62} }

func (u *undo) exec(ctx context.Context, queries ...string) error {
	for _, q := range queries {
		if _, err := u.tx.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	return nil
}

// choose lists the sources that only this import holds, and their records.
func (u *undo) choose(ctx context.Context) error {
	if err := u.exec(ctx, `CREATE TEMP TABLE IF NOT EXISTS lost_sources (n INTEGER PRIMARY KEY)`, `DELETE FROM lost_sources`,
		`CREATE TEMP TABLE IF NOT EXISTS lost (n INTEGER PRIMARY KEY)`, `DELETE FROM lost`); err != nil {
		return err
	}
	if _, err := u.tx.ExecContext(ctx, `INSERT INTO lost_sources SELECT source FROM holdings h WHERE import = ?
		AND NOT EXISTS (SELECT 1 FROM holdings o WHERE o.source = h.source AND o.import <> h.import)`, u.n); err != nil {
		return err
	}
	if err := u.exec(ctx, `INSERT INTO lost SELECT n FROM records WHERE source IN (SELECT n FROM lost_sources)`); err != nil {
		return err
	}
	return each(ctx, u.tx, func(row *sql.Rows) error {
		var chat int64
		err := row.Scan(&chat)
		u.chats[chat] = true
		return err
	}, `SELECT DISTINCT chat FROM records WHERE n IN (SELECT n FROM lost) AND chat <> 0`)
}

// touch marks what rested on these records: their chats, their numbers, the
// chats that name these numbers, and whatever was about the same parcels.
func (u *undo) touch(ctx context.Context) error {
	if err := u.touchPeople(ctx); err != nil {
		return err
	}
	if err := each(ctx, u.tx, func(row *sql.Rows) error {
		var number string
		err := row.Scan(&number)
		u.waybills = append(u.waybills, number)
		return err
	}, `SELECT DISTINCT waybill FROM scans WHERE record IN (SELECT n FROM lost) AND waybill <> '' ORDER BY waybill`); err != nil {
		return err
	}
	return u.exec(ctx,
		`INSERT OR IGNORE INTO touched SELECT 0, waybill FROM scans WHERE record IN (SELECT n FROM lost) AND waybill <> ''`,
		`INSERT OR IGNORE INTO touched SELECT DISTINCT chat, '' FROM mentions JOIN records ON n = mentions.event
			WHERE waybill IN (SELECT waybill FROM scans WHERE record IN (SELECT n FROM lost)) AND chat <> 0`,
		`INSERT OR IGNORE INTO touched SELECT 0, waybill FROM mentions WHERE event IN (SELECT n FROM lost)`,
		`INSERT OR IGNORE INTO touched SELECT 0, number FROM parcel_numbers WHERE parcel IN (SELECT parcel FROM links WHERE event IN (SELECT n FROM lost))`,
		`INSERT OR IGNORE INTO touched SELECT DISTINCT chat, '' FROM links JOIN records ON n = links.event
			WHERE parcel IN (SELECT parcel FROM links WHERE event IN (SELECT n FROM lost)) AND chat <> 0`)
}

// touchPeople marks the chats that lose records, and all in which their people
// write: who is taken for what rests on what he wrote anywhere.
func (u *undo) touchPeople(ctx context.Context) error {
	c, err := loadCast(ctx, u.tx)
	if err != nil {
		return err
	}
	var voices []*voice
	for _, v := range c.voices {
		if u.chats[v.thread.Chat] {
			voices = append(voices, v)
		}
	}
	for chat := range u.chats {
		if err := touchChat(ctx, u.tx, chat); err != nil {
			return err
		}
	}
	return c.touchPeople(ctx, u.tx, voices)
}

// release dissolves the events of which some record is lost.
func (u *undo) release(ctx context.Context) error {
	t := u.session()
	groups := map[int64][]Member{}
	members, err := t.members(ctx, `SELECT `+memberColumns+` FROM records r JOIN sources s ON s.n = r.source LEFT JOIN voices v ON v.n = r.voice LEFT JOIN threads h ON h.n = v.thread
		WHERE coalesce(r.event, r.n) IN (SELECT coalesce(event, n) FROM records WHERE n IN (SELECT n FROM lost))`)
	if err != nil {
		return err
	}
	for _, m := range members {
		shown := m.N
		if m.Event != 0 {
			shown = m.Event
		}
		groups[shown] = append(groups[shown], m)
	}
	lost := map[int64]bool{}
	if err := each(ctx, u.tx, func(row *sql.Rows) error {
		var n int64
		err := row.Scan(&n)
		lost[n] = true
		return err
	}, `SELECT n FROM lost`); err != nil {
		return err
	}
	for _, group := range groups {
		if err := u.dissolve(ctx, t, group, lost); err != nil {
			return err
		}
	}
	u.changed = append(u.changed, t.changed...)
	return nil
}

// dissolve makes every record of an event that is left an event of its own:
// what held them together may be lost.
func (u *undo) dissolve(ctx context.Context, t *Tx, group []Member, lost map[int64]bool) error {
	leader := slices.MinFunc(group, func(a, b Member) int { return cmp.Compare(a.Key, b.Key) })
	for i := range group {
		if lost[group[i].N] {
			continue
		}
		if err := t.SetEvent(ctx, []*Member{&group[i]}, group[i].Pos); err != nil {
			return err
		}
	}
	if !lost[leader.N] {
		return nil
	}
	return t.Gone(ctx, &leader)
}

// remove deletes the records and all that hangs on their numbers.
func (u *undo) remove(ctx context.Context) error {
	if _, err := u.tx.ExecContext(ctx, `DELETE FROM holdings WHERE import = ?`, u.n); err != nil {
		return err
	}
	if _, err := u.tx.ExecContext(ctx, `DELETE FROM attachments WHERE import = ?`, u.n); err != nil {
		return err
	}
	if _, err := u.tx.ExecContext(ctx, `DELETE FROM imports WHERE n = ?`, u.n); err != nil {
		return err
	}
	return u.exec(ctx,
		`DELETE FROM readings WHERE event IN (SELECT n FROM lost)`,
		`DELETE FROM mentions WHERE event IN (SELECT n FROM lost)`,
		`DELETE FROM links WHERE event IN (SELECT n FROM lost)`,
		`DELETE FROM runs WHERE record IN (SELECT n FROM lost)`,
		`DELETE FROM scans WHERE record IN (SELECT n FROM lost)`,
		`DELETE FROM gaps WHERE source IN (SELECT n FROM lost_sources) OR other IN (SELECT n FROM lost_sources)`,
		`DELETE FROM records WHERE n IN (SELECT n FROM lost)`,
		`DELETE FROM sources WHERE n IN (SELECT n FROM lost_sources)`,
		`CREATE TEMP TABLE IF NOT EXISTS lost_threads (n INTEGER PRIMARY KEY)`, `DELETE FROM lost_threads`,
		`INSERT INTO lost_threads SELECT n FROM threads WHERE export NOT IN (SELECT export FROM sources)`,
		`DELETE FROM same_voices WHERE a IN (SELECT n FROM voices WHERE thread IN (SELECT n FROM lost_threads)) OR b IN (SELECT n FROM voices WHERE thread IN (SELECT n FROM lost_threads))`,
		`DELETE FROM likely WHERE a IN (SELECT n FROM voices WHERE thread IN (SELECT n FROM lost_threads)) OR b IN (SELECT n FROM voices WHERE thread IN (SELECT n FROM lost_threads))`,
		`DELETE FROM voices WHERE thread IN (SELECT n FROM lost_threads)`,
		`DELETE FROM stitches WHERE a IN (SELECT n FROM lost_threads) OR b IN (SELECT n FROM lost_threads)`,
		`DELETE FROM threads WHERE n IN (SELECT n FROM lost_threads)`,
		`DELETE FROM gaps WHERE origin = 'derived' AND chat NOT IN (SELECT chat FROM threads)`,
		`DELETE FROM leaning WHERE chat NOT IN (SELECT chat FROM threads)`,
		`DELETE FROM exports WHERE n NOT IN (SELECT export FROM sources)`)
}

// split parts conversations whose threads nothing connects any more.
func (u *undo) split(ctx context.Context) error {
	for _, chat := range slices.Collect(maps.Keys(u.chats)) {
		threads, err := numbers(ctx, u.tx, `SELECT n FROM threads WHERE chat = ? ORDER BY n`, chat)
		if err != nil {
			return err
		}
		part := map[int64]int64{}
		for _, n := range threads {
			part[n] = n
		}
		root := func(n int64) int64 {
			for part[n] != n {
				n = part[n]
			}
			return n
		}
		if err := each(ctx, u.tx, func(row *sql.Rows) error {
			var a, b int64
			if err := row.Scan(&a, &b); err != nil {
				return err
			}
			a, b = root(a), root(b)
			part[max(a, b)] = min(a, b)
			return nil
		}, `SELECT a, b FROM stitches WHERE a IN (SELECT n FROM threads WHERE chat = ?1) AND b IN (SELECT n FROM threads WHERE chat = ?1)`, chat); err != nil {
			return err
		}
		if err := u.part(ctx, chat, threads, root); err != nil {
			return err
		}
	}
	return nil
}

// part gives every part of a conversation but one a number of its own.
func (u *undo) part(ctx context.Context, chat int64, threads []int64, root func(int64) int64) error {
	if len(threads) == 0 {
		delete(u.chats, chat)
		return nil
	}
	stays := root(threads[0])
	if slices.Contains(threads, chat) {
		stays = root(chat)
	}
	for _, th := range threads {
		to := root(th)
		if to == stays {
			continue
		}
		for _, query := range []string{
			`UPDATE records SET chat = ?3 WHERE chat = ?1 AND voice IN (SELECT n FROM voices WHERE thread = ?2)`,
			`UPDATE threads SET chat = ?3 WHERE n = ?2 AND chat = ?1`,
			`INSERT OR IGNORE INTO touched VALUES (?3, '')`,
			`INSERT OR IGNORE INTO leaning SELECT ?3 FROM leaning WHERE chat = ?1`,
		} {
			if _, err := u.tx.ExecContext(ctx, query, chat, th, to); err != nil {
				return err
			}
		}
		u.chats[to] = true
	}
	return nil
}

// recount counts the messages of people anew.
func (u *undo) recount(ctx context.Context) error {
	for chat := range u.chats {
		for _, query := range []string{
			`UPDATE voices SET count = 0 WHERE thread IN (SELECT n FROM threads WHERE chat = ?)`,
			`UPDATE voices SET count = c.count FROM (SELECT voice, count(*) AS count FROM records WHERE chat = ? AND event IS NULL AND kind <= 2 AND chat <> 0 AND kind = 0 GROUP BY voice) c WHERE voices.n = c.voice`,
		} {
			if _, err := u.tx.ExecContext(ctx, query, chat); err != nil {
				return err
			}
		}
		ns, err := numbers(ctx, u.tx, `SELECT n FROM records WHERE chat = ? AND event IS NULL AND kind <= 2 AND chat <> 0 ORDER BY n`, chat)
		if err != nil {
			return err
		}
		for _, n := range ns {
			if k := len(u.changed); k > 0 && u.changed[k-1].last == n-1 && u.changed[k-1].first > 0 {
				u.changed[k-1].last = n
			} else {
				u.changed = append(u.changed, change{first: n, last: n})
			}
		}
	}
	return nil
}

func numbers(ctx context.Context, db querier, query string, args ...any) (out []int64, err error) {
	err = each(ctx, db, func(row *sql.Rows) error {
		var n int64
		err := row.Scan(&n)
		out = append(out, n)
		return err
	}, query, args...)
	return out, err
}
