package casefile

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/duizheng/duizheng/timeline"
)

// What package merge decides about records is carried out here.

// A SourceGap is a gap that reading or merging one source showed.
type SourceGap struct {
	Source int64 // sources(n); 0: it is about no single source
	Other  int64 // sources(n) that it was compared with; 0: none
	Chat   int64 // conversation; 0: none
	Gap    timeline.Gap
}

// AddGap enters a gap, or replaces the one with its id.
func (t *Tx) AddGap(ctx context.Context, g SourceGap) error {
	_, err := t.tx.ExecContext(ctx, `INSERT OR REPLACE INTO gaps VALUES (?, 'import', nullif(?, 0), nullif(?, 0), nullif(?, 0), ?)`, g.Gap.ID, g.Source, g.Other, g.Chat, toJSON(g.Gap))
	return err
}

// DropGaps removes what merging a conversation has shown between two starts:
// it is found again.
func (t *Tx) DropGaps(ctx context.Context, chat, from, to int64, kinds ...timeline.GapKind) error {
	for _, k := range kinds {
		if _, err := t.tx.ExecContext(ctx, `DELETE FROM gaps WHERE chat = ?1 AND origin = 'import' AND json_extract(value, '$.kind') = ?2
			AND coalesce(unixepoch(json_extract(value, '$.time.start')), ?3) BETWEEN ?3 AND ?4`, chat, string(k), from, to); err != nil {
			return err
		}
	}
	return nil
}

// TouchChat marks a conversation for Finish.
func (t *Tx) TouchChat(ctx context.Context, chat int64) error { return touchChat(ctx, t.tx.Tx, chat) }

// TouchWaybill marks a number for Finish.
func (t *Tx) TouchWaybill(ctx context.Context, number string) error {
	return touchWaybill(ctx, t.tx.Tx, number)
}

// TouchHolders marks the conversations of earlier imports that hold a run of
// letters and digits for which concerns answers true.
func (t *Tx) TouchHolders(ctx context.Context, concerns func(run string) bool) error {
	chats := map[int64]bool{}
	err := each(ctx, t.tx, func(row *sql.Rows) error {
		var chat int64
		var run string
		if err := row.Scan(&chat, &run); err != nil {
			return err
		}
		if !chats[chat] && concerns(run) {
			chats[chat] = true
		}
		return nil
	}, `SELECT chat, run FROM runs JOIN records ON n = record WHERE record < ? AND chat <> 0`, t.first)
	if err != nil {
		return err
	}
	for chat := range chats {
		if err := touchChat(ctx, t.tx.Tx, chat); err != nil {
			return err
		}
	}
	return nil
}

// First is the number of the first record of this import: smaller ones were
// there before.
func (t *Tx) First() int64 { return t.first }

// Threads lists all threads of the case, with this import's, in order of id.
func (t *Tx) Threads(ctx context.Context) ([]*Thread, error) { return loadThreads(ctx, t.tx) }

// VoiceIDs lists the app ids of a thread's people.
func (t *Tx) VoiceIDs(ctx context.Context, thread int64) (ids []string, err error) {
	err = each(ctx, t.tx, func(row *sql.Rows) error {
		var id string
		err := row.Scan(&id)
		ids = append(ids, id)
		return err
	}, `SELECT app_id FROM voices WHERE thread = ? AND app_id <> '' ORDER BY app_id`, thread)
	return ids, err
}

// A Member is a record as merging needs it.
type Member struct {
	N       int64
	Key     int64 // orders records as their ids do
	Export  int64
	Ordinal int64 // orders the records of one export, the oldest first
	Kind    timeline.RecordKind
	Voice   int64
	Start   int64 // seconds
	Width   int64 // seconds; 0: undated
	Zone    timeline.ZoneOrigin
	Text    string
	AppID   string
	Name    string // of the voice
	VoiceID string // app id of the voice
	// Recalled is true for a message that was taken back.
	Recalled    bool
	Attachments bool
	Event       int64 // n of the shown record; 0: this one
	Copies      int   // of a shown record
	Source      int64
	Offset      int64 // bytes, in the source
	Pos         int64
	Thread      int64
}

const memberColumns = `r.n, r.key, s.export, iif(h.newest_first, -1, 1) * ((s.n << 32) + r.ordinal), r.kind, coalesce(r.voice, 0), r.start, r.width, r.zone, r.text, coalesce(r.app_id, ''),
	coalesce(v.name, ''), coalesce(v.app_id, ''), r.flags & 1, r.attachments IS NOT NULL, coalesce(r.event, 0), r.copies, r.source, r.offset, r.pos, coalesce(v.thread, 0)`

func (t *Tx) members(ctx context.Context, query string, args ...any) (out []Member, err error) {
	err = each(ctx, t.tx, func(row *sql.Rows) error {
		var m Member
		var kind, zone int
		if err := row.Scan(&m.N, &m.Key, &m.Export, &m.Ordinal, &kind, &m.Voice, &m.Start, &m.Width, &zone, &m.Text, &m.AppID,
			&m.Name, &m.VoiceID, &m.Recalled, &m.Attachments, &m.Event, &m.Copies, &m.Source, &m.Offset, &m.Pos, &m.Thread); err != nil {
			return err
		}
		m.Kind, m.Zone = kinds.word(kind), zones.word(zone)
		if m.Width == 0 {
			m.Start = 0
		}
		out = append(out, m)
		return nil
	}, query, args...)
	return out, err
}

// ChatMembers lists the records of a conversation whose events start from from
// to to, the undated ones included, whichever export holds them.
func (t *Tx) ChatMembers(ctx context.Context, chat, from, to int64) ([]Member, error) {
	const of = ` FROM records e JOIN records r ON r.n = e.n OR e.copies > 0 AND r.event = e.n JOIN sources s ON s.n = r.source LEFT JOIN voices v ON v.n = r.voice LEFT JOIN threads h ON h.n = v.thread
		WHERE e.chat = ?1 AND e.event IS NULL AND e.kind <= 2 AND e.chat <> 0 AND (e.start BETWEEN ?2 AND ?3 OR e.start = 1099511627776)`
	return t.members(ctx, `SELECT `+memberColumns+of, chat, from, to)
}

// ThreadMembers lists the records of one thread that start from from to to.
func (t *Tx) ThreadMembers(ctx context.Context, thread, from, to int64) ([]Member, error) {
	return t.members(ctx, `SELECT `+memberColumns+` FROM threads h JOIN records e ON e.chat = h.chat AND e.event IS NULL AND e.kind <= 2 AND e.chat <> 0
		JOIN records r ON r.n = e.n OR e.copies > 0 AND r.event = e.n JOIN sources s ON s.n = r.source JOIN voices v ON v.n = r.voice
		WHERE h.n = ?1 AND v.thread = h.n AND r.start BETWEEN ?2 AND ?3`, thread, from, to)
}

// ScanMembers lists the scans of a number.
func (t *Tx) ScanMembers(ctx context.Context, waybill string) ([]Member, error) {
	return t.members(ctx, `SELECT `+memberColumns+` FROM scans c JOIN records r ON r.n = c.record JOIN sources s ON s.n = r.source
		LEFT JOIN voices v ON v.n = r.voice LEFT JOIN threads h ON h.n = v.thread WHERE c.waybill = ? AND c.waybill <> ''`, waybill)
}

// MembersAt lists the earlier messages that start within the minute of start,
// in any conversation, whatever the time of their events.
func (t *Tx) MembersAt(ctx context.Context, start int64) ([]Member, error) {
	const of = ` FROM records r JOIN sources s ON s.n = r.source LEFT JOIN voices v ON v.n = r.voice LEFT JOIN threads h ON h.n = v.thread
		WHERE r.kind <= 2 AND r.start BETWEEN ?1 AND ?2 AND r.chat <> 0 AND r.n < ?3 AND r.event IS `
	minute := start / 60 * 60
	return t.members(ctx, `SELECT `+memberColumns+of+`NULL UNION ALL SELECT `+memberColumns+of+`NOT NULL`, minute, minute+59, t.first)
}

// Join makes two threads one conversation and keeps why. The conversation's
// number is returned.
func (t *Tx) Join(ctx context.Context, a, b *Thread, why string) (int64, error) {
	first, second := min(a.N, b.N), max(a.N, b.N)
	if _, err := t.tx.ExecContext(ctx, `INSERT OR IGNORE INTO stitches VALUES (?, ?, ?)`, first, second, why); err != nil {
		return 0, err
	}
	var chatA, chatB int64
	if err := t.tx.QueryRowContext(ctx, `SELECT (SELECT chat FROM threads WHERE n = ?), (SELECT chat FROM threads WHERE n = ?)`, a.N, b.N).Scan(&chatA, &chatB); err != nil {
		return 0, err
	}
	to, from := min(chatA, chatB), max(chatA, chatB)
	if to != from {
		if err := t.moveChat(ctx, from, to); err != nil {
			return 0, err
		}
	}
	return to, nil
}

// SameChat reports whether two threads are one conversation by now.
func (t *Tx) SameChat(ctx context.Context, a, b *Thread) (same bool, err error) {
	err = t.tx.QueryRowContext(ctx, `SELECT (SELECT chat FROM threads WHERE n = ?) = (SELECT chat FROM threads WHERE n = ?)`, a.N, b.N).Scan(&same)
	return same, err
}

func (t *Tx) moveChat(ctx context.Context, from, to int64) error {
	for _, query := range []string{
		`UPDATE records SET chat = ?2 WHERE event IN (SELECT n FROM records WHERE chat = ?1 AND event IS NULL AND kind <= 2 AND chat <> 0)`,
		`UPDATE records SET chat = ?2 WHERE chat = ?1 AND event IS NULL AND kind <= 2 AND chat <> 0`,
		`UPDATE threads SET chat = ?2 WHERE chat = ?1`,
		`UPDATE gaps SET chat = ?2 WHERE chat = ?1`,
		`INSERT OR IGNORE INTO touched SELECT ?2, waybill FROM touched WHERE chat = ?1`,
		`INSERT OR IGNORE INTO leaning SELECT ?2 FROM leaning WHERE chat = ?1`,
		`DELETE FROM leaning WHERE chat = ?1`,
		`DELETE FROM touched WHERE chat = ?1`,
	} {
		if _, err := t.tx.ExecContext(ctx, query, from, to); err != nil {
			return err
		}
	}
	for _, th := range t.threads {
		if th.Chat == from {
			th.Chat = to
		}
	}
	// Their events now show another conversation.
	return each(ctx, t.tx, func(row *sql.Rows) error {
		var n int64
		if err := row.Scan(&n); err != nil {
			return err
		}
		t.change(n)
		return nil
	}, `SELECT n FROM records WHERE chat = ? AND event IS NULL AND kind <= 2 AND chat <> 0 AND n < ?`, to, t.first)
}

func (t *Tx) change(n int64) {
	if n >= t.first {
		return // Commit reports the new ones as a whole
	}
	if k := len(t.changed); k > 0 && t.changed[k-1].last == n-1 && t.changed[k-1].first > 0 {
		t.changed[k-1].last = n
		return
	}
	t.changed = append(t.changed, change{first: n, last: n})
}

// SetEvent makes the members one event, the first of which is shown, at place
// pos among the events of its chat and start. What is so already is not
// written.
func (t *Tx) SetEvent(ctx context.Context, members []*Member, pos int64) error {
	shown := members[0]
	wasShown, copies := shown.Event == 0, len(members)-1
	same := wasShown && shown.Pos == pos && shown.Copies == copies
	for _, m := range members[1:] {
		same = same && m.Event == shown.N
	}
	if same {
		return nil
	}
	for _, m := range members[1:] {
		if m.Event == shown.N {
			continue
		}
		if err := t.hide(ctx, m, shown.N); err != nil {
			return err
		}
	}
	if err := t.tx.run(ctx, `UPDATE records SET event = NULL, copies = ?, pos = ? WHERE n = ?`, copies, pos, shown.N); err != nil {
		return err
	}
	if !wasShown {
		if err := t.countVoice(ctx, shown, 1); err != nil {
			return err
		}
	}
	t.change(shown.N)
	return nil
}

// Gone notes that the event which bore the id of this record bears another now.
func (t *Tx) Gone(ctx context.Context, m *Member) error {
	id, err := t.ID(ctx, m)
	t.changed = append(t.changed, change{gone: id})
	return err
}

// ID is the id of a record.
func (t *Tx) ID(ctx context.Context, m *Member) (string, error) {
	src, known := t.sources[m.Source]
	if !known {
		err := t.tx.QueryRowContext(ctx, `SELECT sha256, member FROM sources WHERE n = ?`, m.Source).Scan(&src.SHA256, &src.Member)
		if err != nil {
			return "", fmt.Errorf("record %d: %w", m.N, err)
		}
		if t.sources == nil {
			t.sources = map[int64]timeline.Source{}
		}
		t.sources[m.Source] = src
	}
	rec := timeline.Record{Source: src, Locator: timeline.Locator{Offset: m.Offset}}
	return rec.RecordID(), nil
}

// hide makes a record a further one of another event.
func (t *Tx) hide(ctx context.Context, m *Member, shown int64) error {
	if m.Event == 0 {
		if err := t.countVoice(ctx, m, -1); err != nil {
			return err
		}
		for _, query := range []string{
			`INSERT OR IGNORE INTO touched SELECT 0, number FROM parcel_numbers WHERE parcel IN (SELECT parcel FROM links WHERE event = ?)`,
			`DELETE FROM readings WHERE event = ?`, `DELETE FROM mentions WHERE event = ?`, `DELETE FROM links WHERE event = ?`} {
			if err := t.tx.run(ctx, query, m.N); err != nil {
				return err
			}
		}
		if m.N < t.first {
			t.changed = append(t.changed, change{first: m.N, last: m.N})
		}
	}
	return t.tx.run(ctx, `UPDATE records SET event = ?, copies = 0 WHERE n = ?`, shown, m.N)
}

func (t *Tx) countVoice(ctx context.Context, m *Member, by int) error {
	if m.Kind != timeline.KindMessage || m.Voice == 0 {
		return nil
	}
	return t.tx.run(ctx, `UPDATE voices SET count = count + ? WHERE n = ?`, by, m.Voice)
}

// SetSameVoices enters what merging showed of two senders: one person, or one
// name for two.
func (t *Tx) SetSameVoices(ctx context.Context, a, b int64, same bool) error {
	_, err := t.tx.ExecContext(ctx, `INSERT INTO same_voices VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET same = ?3`, min(a, b), max(a, b), same)
	return err
}

// DropSameVoices forgets what merging a conversation showed of its senders: it
// is found again.
func (t *Tx) DropSameVoices(ctx context.Context, chat int64) error {
	_, err := t.tx.ExecContext(ctx, `DELETE FROM same_voices WHERE a IN (SELECT v.n FROM voices v JOIN threads h ON h.n = v.thread WHERE h.chat = ?)`, chat)
	return err
}

// NewestFirst notes that the export lists the newest message of a thread first,
// and turns the order of its messages about.
func (t *Tx) NewestFirst(ctx context.Context, th *Thread) error {
	if err := t.flush(ctx); err != nil {
		return err
	}
	if _, err := t.tx.ExecContext(ctx, `UPDATE threads SET newest_first = 1 WHERE n = ?`, th.N); err != nil {
		return err
	}
	_, err := t.tx.ExecContext(ctx, `UPDATE records SET pos = -pos WHERE chat = ? AND event IS NULL AND kind <= 2 AND chat <> 0 AND n >= ?
		AND voice IN (SELECT n FROM voices WHERE thread = ?)`, th.Chat, t.first, th.N)
	return err
}

// AppIDs lists the platform's ids of a conversation's messages.
func (t *Tx) AppIDs(ctx context.Context, chat int64) (map[string]bool, error) {
	out := map[string]bool{}
	err := each(ctx, t.tx, func(row *sql.Rows) error {
		var id string
		err := row.Scan(&id)
		out[id] = true
		return err
	}, `SELECT r.app_id FROM records e JOIN records r ON r.n = e.n OR r.event = e.n
		WHERE e.chat = ? AND e.event IS NULL AND e.kind <= 2 AND e.chat <> 0 AND r.app_id IS NOT NULL`, chat)
	return out, err
}

// ChatID is the id of a conversation.
func (t *Tx) ChatID(ctx context.Context, chat int64) (id string, err error) {
	err = t.tx.QueryRowContext(ctx, `SELECT min(id) FROM threads WHERE chat = ?`, chat).Scan(&id)
	return id, err
}

// SourceOf is the main source of an export.
func (t *Tx) SourceOf(ctx context.Context, export int64) (n int64, src timeline.Source, err error) {
	err = t.tx.QueryRowContext(ctx, `SELECT n, name, member, sha256, format FROM sources WHERE export = ? ORDER BY n LIMIT 1`, export).
		Scan(&n, &src.Name, &src.Member, &src.SHA256, &src.Format)
	return n, src, err
}

// Rank orders exports independently of the order of import.
func (t *Tx) Rank(ctx context.Context) (map[int64]int, error) {
	out := map[int64]int{}
	err := each(ctx, t.tx, func(row *sql.Rows) error {
		var n int64
		err := row.Scan(&n)
		out[n] = len(out) + 1
		return err
	}, `SELECT n FROM exports ORDER BY id`)
	return out, err
}
