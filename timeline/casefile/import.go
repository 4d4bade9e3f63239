package casefile

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/original"
)

// A Tx is an import on its way into the case. Nothing of it is seen by anybody
// before Commit. It is used by one goroutine.
type Tx struct {
	s   *Store
	tx  *session
	end func()
	imp timeline.Import
	n   int64 // of the import

	first, next int64 // records(n) of this import: first ≤ n < next
	pending     []any // columns of rows not yet written
	rows        int
	insert      *sql.Stmt // of batch rows
	threads     map[string]*Thread
	voices      map[voiceKey]int64
	counts      map[int64]int             // messages of voices, not yet written
	sources     map[int64]timeline.Source // hash and member of those that were asked for
	changed     []change
	err         error
}

// A Thread is one chat as one export tells it.
type Thread struct {
	N      int64
	ID     string
	Export int64
	App    string
	Name   string
	AppID  string
	Group  bool
	// Chat is the number of the conversation it belongs to.
	Chat int64
	// First and Last are seconds; both 0 while nothing is dated.
	First, Last int64
	Count       int
	// New is true when this import brought it.
	New bool

	pos int64
}

type voiceKey struct {
	thread   int64
	name, id string
}

// batch is how many records one statement inserts.
const batch = 50

const insertRows = `INSERT INTO records (` + columns + `) VALUES `

var insertBatch = insertRows + manyRows(batch)

func manyRows(n int) string {
	one := "(?" + strings.Repeat(",?", columnCount-1) + ")"
	return one + strings.Repeat(","+one, n-1)
}

// Begin starts an import. It waits for another writer, see Options.Wait.
func (s *Store) Begin(ctx context.Context, imp timeline.Import) (*Tx, error) {
	tx, end, err := s.begin(ctx)
	if err != nil {
		return nil, err
	}
	t := &Tx{s: s, tx: newSession(tx), end: end, imp: imp, threads: map[string]*Thread{}, voices: map[voiceKey]int64{}, counts: map[int64]int{}}
	if err := t.start(ctx); err != nil {
		end()
		return nil, err
	}
	return t, nil
}

func (t *Tx) start(ctx context.Context) (err error) {
	if t.imp.At.IsZero() {
		t.imp.At = t.s.now().UTC()
	}
	// Numbers are given out once: after an undo, old ones do not come back.
	if t.n, err = t.number(ctx, "next_import", `SELECT coalesce(max(n), 0) + 1 FROM imports`); err != nil {
		return err
	}
	t.imp.ID = fmt.Sprintf("i_%d", t.n)
	if t.first, err = t.number(ctx, "next_record", `SELECT coalesce(max(n), 0) + 1 FROM records`); err != nil {
		return err
	}
	t.next = t.first
	if _, err = t.tx.ExecContext(ctx, `INSERT INTO imports VALUES (?, ?, ?)`, t.n, t.imp.ID, toJSON(t.imp)); err != nil {
		return err
	}
	t.insert, err = t.tx.PrepareContext(ctx, insertBatch)
	return err
}

// number is the next one to give out: the setting, or what the table shows.
func (t *Tx) number(ctx context.Context, setting, query string) (n int64, err error) {
	err = t.tx.QueryRowContext(ctx, `SELECT max(coalesce((SELECT CAST(value AS INTEGER) FROM settings WHERE key = ?), 1), (`+query+`))`, setting).Scan(&n)
	return n, err
}

// Keep copies a file's original into the case, if it is not there.
func (t *Tx) Keep(ctx context.Context, f *original.File) error { return t.s.keep(ctx, f) }

// Export enters an export by its main file and gives its number. An export of
// which some file is already in the case is the same one.
func (t *Tx) Export(ctx context.Context, app string, files []timeline.Source) (int64, error) {
	var n int64
	for _, f := range files {
		err := t.tx.QueryRowContext(ctx, `SELECT export FROM sources WHERE sha256 = ? AND member = ?`, f.SHA256, f.Member).Scan(&n)
		if !errors.Is(err, sql.ErrNoRows) {
			return n, err
		}
	}
	id := timeline.ID("x_", files[0].SHA256, files[0].Member)
	_, err := t.tx.ExecContext(ctx, `INSERT INTO exports (id, app) VALUES (?, ?) ON CONFLICT DO NOTHING`, id, app)
	if err != nil {
		return 0, err
	}
	err = t.tx.QueryRowContext(ctx, `SELECT n FROM exports WHERE id = ?`, id).Scan(&n)
	return n, err
}

// Source enters a file of an export. Known means that the case holds its
// records already; they must not be added again.
func (t *Tx) Source(ctx context.Context, export int64, src timeline.Source) (n int64, known bool, err error) {
	err = t.tx.QueryRowContext(ctx, `SELECT n FROM sources WHERE sha256 = ? AND member = ?`, src.SHA256, src.Member).Scan(&n)
	if !errors.Is(err, sql.ErrNoRows) {
		return n, err == nil, err
	}
	res, err := t.tx.ExecContext(ctx, `INSERT INTO sources (name, member, sha256, format, export) VALUES (?, ?, ?, ?, ?)`,
		src.Name, src.Member, src.SHA256, src.Format, export)
	if err != nil {
		return 0, false, err
	}
	n, err = res.LastInsertId()
	return n, false, err
}

// Ledger returns what an earlier import did with a source of the case.
func (t *Tx) Ledger(ctx context.Context, source int64) (timeline.SourceLedger, error) {
	ls, err := values[timeline.SourceLedger](ctx, t.tx, `SELECT ledger FROM holdings WHERE source = ? ORDER BY import LIMIT 1`, source)
	if err != nil || len(ls) == 0 {
		return timeline.SourceLedger{}, err
	}
	return ls[0], nil
}

// Hold notes that this import held the source, and what it did with it.
func (t *Tx) Hold(ctx context.Context, source int64, l timeline.SourceLedger) error {
	_, err := t.tx.ExecContext(ctx, `INSERT INTO holdings VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET ledger = ?3`, t.n, source, toJSON(l))
	return err
}

// Attachment notes a file that came along.
func (t *Tx) Attachment(ctx context.Context, f *original.File) error {
	_, err := t.tx.ExecContext(ctx, `INSERT INTO attachments VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`, f.SHA256, f.Member, f.Name, f.Size, t.n)
	return err
}

// Thread enters a chat as export tells it, or finds it. A new thread is a
// conversation of its own until Stitch joins it to others.
func (t *Tx) Thread(ctx context.Context, export int64, app, name, appID string, group bool) (*Thread, error) {
	var exportID string
	key := fmt.Sprint(export, "\x00", name, "\x00", appID)
	if th := t.threads[key]; th != nil {
		return th, nil
	}
	if err := t.tx.QueryRowContext(ctx, `SELECT id FROM exports WHERE n = ?`, export).Scan(&exportID); err != nil {
		return nil, err
	}
	th := &Thread{ID: timeline.ID("c_", exportID, name, appID), Export: export, App: app, Name: name, AppID: appID, Group: group}
	err := t.tx.QueryRowContext(ctx, `SELECT n, chat, coalesce(first, 0), coalesce(last, 0), count FROM threads WHERE id = ?`, th.ID).
		Scan(&th.N, &th.Chat, &th.First, &th.Last, &th.Count)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		th.New = true
		if th.N, err = t.number(ctx, "next_thread", `SELECT coalesce(max(n), 0) + 1 FROM threads`); err != nil {
			return nil, err
		}
		th.Chat = th.N
		if _, err := t.tx.ExecContext(ctx, `INSERT INTO threads (n, id, export, name, app_id, grouped, chat) VALUES (?1, ?, ?, ?, ?, ?, ?1)`,
			th.N, th.ID, export, name, appID, group); err != nil {
			return nil, err
		}
	case err != nil:
		return nil, err
	default:
		if err := t.tx.QueryRowContext(ctx, `SELECT coalesce(max(pos), 0) FROM records WHERE chat = ? AND event IS NULL AND kind <= 2 AND chat <> 0`, th.Chat).Scan(&th.pos); err != nil {
			return nil, err
		}
	}
	t.threads[key] = th
	return th, nil
}

// voice enters a sender of a thread, or finds it.
func (t *Tx) voice(ctx context.Context, th *Thread, s timeline.Sender) (int64, error) {
	key := voiceKey{th.N, s.Name, s.ID}
	if n, ok := t.voices[key]; ok {
		return n, nil
	}
	id := timeline.ID("p_", th.ID, s.Name, s.ID)
	if _, err := t.tx.ExecContext(ctx, `INSERT INTO voices (id, thread, name, app_id, self) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		id, th.N, s.Name, s.ID, s.Self); err != nil {
		return 0, err
	}
	var n int64
	if err := t.tx.QueryRowContext(ctx, `SELECT n FROM voices WHERE id = ?`, id).Scan(&n); err != nil {
		return 0, err
	}
	t.voices[key] = n
	return n, nil
}

// Add enters a record: th is its chat, nil for scans and for what belongs to
// no chat; cut is the SHA-256 of its bytes in the original, nil if these could
// not be cut. Its number in the case is returned.
func (t *Tx) Add(ctx context.Context, source int64, th *Thread, rec *timeline.Record, cut []byte) (int64, error) {
	if t.err != nil {
		return 0, t.err
	}
	key, err := keyOf(rec.RecordID())
	if err != nil {
		return 0, err
	}
	r := row{
		n: t.next, key: key, source: source, ordinal: rec.Ordinal, kind: kinds.code[rec.Kind],
		text: rec.Text, appID: optional(rec.ID), seq: optional(rec.Seq), replyTo: optional(rec.ReplyTo),
		offset: rec.Locator.Offset, length: rec.Locator.Length, line: rec.Locator.Line, path: optional(rec.Locator.Path),
	}
	r.setMoment(rec.Time)
	if len(rec.Attachments) > 0 {
		r.attachments = optional(toJSON(rec.Attachments))
	}
	if rec.Recalled {
		r.flags |= flagRecalled
	}
	if rec.Edited {
		r.flags |= flagEdited
	}
	var c caption
	if rec.Scan != nil {
		c.scan = toJSON(rec.Scan)
	}
	if th != nil {
		c.chat, c.chatID, c.sender = th.Name, th.AppID, rec.Sender
		voice, err := t.voice(ctx, th, rec.Sender)
		if err != nil {
			return 0, err
		}
		r.chat, r.voice = th.Chat, sql.NullInt64{Int64: voice, Valid: true}
		if rec.Kind == timeline.KindMessage {
			t.counts[voice]++
		}
		th.note(&r)
	}
	r.seal = r.sealed(cut, c)
	t.pending = r.appendValues(t.pending)
	t.rows++
	t.next++
	if t.rows == batch {
		if err := t.flush(ctx); err != nil {
			return 0, err
		}
	}
	if rec.Scan != nil {
		if err := t.tx.run(ctx, `INSERT INTO scans (record, waybill, parsed) VALUES (?, ?, ?)`, r.n, rec.Scan.Waybill, c.scan); err != nil {
			return 0, err
		}
	}
	return r.n, nil
}

// note counts a record into its thread and gives it its place there.
func (th *Thread) note(r *row) {
	th.pos++
	r.pos = th.pos
	if r.kind > kinds.code[timeline.KindNotice] {
		return
	}
	th.Count++
	if r.start == undated {
		return
	}
	if th.First == 0 || r.start < th.First {
		th.First = r.start
	}
	th.Last = max(th.Last, r.start+r.width)
}

// Run notes that a message holds a run of letters and digits that may be a
// waybill number.
func (t *Tx) Run(ctx context.Context, record int64, run string) error {
	return t.tx.run(ctx, `INSERT INTO runs VALUES (?, ?)`, record, run)
}

func (t *Tx) flush(ctx context.Context) error {
	if t.rows == 0 {
		return nil
	}
	var err error
	if t.rows == batch {
		_, err = t.insert.ExecContext(ctx, t.pending...)
	} else {
		_, err = t.tx.ExecContext(ctx, insertRows+manyRows(t.rows), t.pending...)
	}
	t.pending, t.rows, t.err = t.pending[:0], 0, err
	return err
}

// Flush writes what Add still holds back, so that queries see it.
func (t *Tx) Flush(ctx context.Context) error {
	if err := t.flush(ctx); err != nil {
		return err
	}
	for _, th := range t.threads {
		if _, err := t.tx.ExecContext(ctx, `UPDATE threads SET first = nullif(?, 0), last = nullif(?, 0), count = ?, grouped = grouped OR ? WHERE n = ?`, th.First, th.Last, th.Count, th.Group, th.N); err != nil {
			return err
		}
	}
	for voice, n := range t.counts {
		if _, err := t.tx.ExecContext(ctx, `UPDATE voices SET count = count + ? WHERE n = ?`, n, voice); err != nil {
			return err
		}
	}
	clear(t.counts)
	return nil
}

// Commit ends the import: everything it brought is seen from now on, or, on
// an error, nothing.
func (t *Tx) Commit(ctx context.Context, ledger []timeline.SourceLedger, fresh int) (timeline.Import, error) {
	defer t.end()
	if err := t.Flush(ctx); err != nil {
		return timeline.Import{}, err
	}
	t.imp.Ledger, t.imp.New = ledger, fresh
	if t.next > t.first {
		t.changed = append(t.changed, change{first: t.first, last: t.next - 1})
	}
	if err := t.finish(ctx); err != nil {
		return timeline.Import{}, err
	}
	if err := t.tx.Commit(); err != nil {
		return timeline.Import{}, fmt.Errorf("cannot finish the import: %w", err)
	}
	return t.imp, nil
}

func (t *Tx) finish(ctx context.Context) error {
	if _, err := t.tx.ExecContext(ctx, `UPDATE imports SET value = ? WHERE n = ?`, toJSON(t.imp), t.n); err != nil {
		return err
	}
	var threads int64
	if err := t.tx.QueryRowContext(ctx, `SELECT coalesce(max(n), 0) FROM threads`).Scan(&threads); err != nil {
		return err
	}
	for key, n := range map[string]int64{"next_import": t.n + 1, "next_record": t.next, "next_thread": threads + 1} {
		if _, err := t.tx.ExecContext(ctx, `INSERT INTO settings VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2`, key, fmt.Sprint(n)); err != nil {
			return err
		}
	}
	return appendChanges(ctx, t.tx.Tx, t.changed)
}

// Rollback takes the import back: the case is as before.
func (t *Tx) Rollback() { t.end() }

// Imports lists the imports of the case, oldest first.
func (s *Store) Imports(ctx context.Context) ([]timeline.Import, error) {
	return values[timeline.Import](ctx, s.db, `SELECT value FROM imports ORDER BY n`)
}

// Sources lists the sources of the case with what the first import that held
// each did with it, in order of import.
func (s *Store) Sources(ctx context.Context) ([]timeline.SourceLedger, error) {
	var out []timeline.SourceLedger
	err := each(ctx, s.db, func(row *sql.Rows) error {
		var text []byte
		if err := row.Scan(&text); err != nil {
			return err
		}
		var l timeline.SourceLedger
		if err := json.Unmarshal(text, &l); err != nil {
			return err
		}
		out = append(out, l)
		return nil
	}, `SELECT ledger FROM holdings h WHERE import = (SELECT min(import) FROM holdings WHERE source = h.source) ORDER BY source`)
	return out, err
}
