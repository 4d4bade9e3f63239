package casefile

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"modernc.org/sqlite"
)

// ErrNoCase is wrapped by Open where the folder holds no case.
var ErrNoCase = errors.New("no case here")

// ErrLocked is wrapped where another process holds the case for writing.
var ErrLocked = errors.New("the case is being written")

// ErrNotFound is wrapped where an id names nothing in the case.
var ErrNotFound = errors.New("not found")

// ErrReadOnly is wrapped where a case that was opened read-only is written.
var ErrReadOnly = errors.New("the case is open for reading only")

// DefaultWait is how long a second writer waits for the first.
const DefaultWait = 10 * time.Second

// Options say how to open a case.
type Options struct {
	// ReadOnly opens a case that must not, or cannot, be written.
	ReadOnly bool
	// Wait is how long to wait for another writer: 0 means DefaultWait, less
	// than 0 not at all.
	Wait time.Duration
	// Now is the wall clock for what the user enters; nil means time.Now.
	Now func() time.Time
}

// A Store is an open case. Its methods may be called from many goroutines.
type Store struct {
	dir      string
	readOnly bool
	now      func() time.Time

	db *sql.DB // reads
	w  *sql.DB // writes, one connection; nil when read-only

	wait time.Duration
	turn chan struct{} // held by who writes

	// before, if set, is asked before each operation on files: tests let each
	// of them fail once.
	before func(op string) error

	mu     sync.Mutex
	cast   *cast // who is who, as of change castAt
	castAt int64
}

const database = "case.db"

// Open opens the case in dir. A case of an older version is brought to the
// form of this one first.
func Open(ctx context.Context, dir string, o Options) (*Store, error) {
	if _, err := os.Stat(filepath.Join(dir, database)); err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("%s: %w; `duizheng import` makes one, -C names another folder", dir, ErrNoCase)
		}
		return nil, fmt.Errorf("cannot open the case in %s: %w", dir, err)
	}
	return open(ctx, dir, o)
}

// Create opens the case in dir, making it if there is none.
func Create(ctx context.Context, dir string, o Options) (*Store, error) {
	if o.ReadOnly {
		return Open(ctx, dir, o)
	}
	if err := os.MkdirAll(filepath.Join(dir, originals), 0o700); err != nil {
		return nil, fmt.Errorf("cannot make a case in %s: %w", dir, err)
	}
	return open(ctx, dir, o)
}

func open(ctx context.Context, dir string, o Options) (*Store, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	s := &Store{dir: abs, readOnly: o.ReadOnly, now: o.Now, wait: max(0, o.Wait), turn: make(chan struct{}, 1)}
	if s.now == nil {
		s.now = time.Now
	}
	if o.Wait == 0 {
		s.wait = DefaultWait
	}
	if o.ReadOnly {
		err = s.openReadOnly(ctx)
	} else {
		err = s.openPatiently(ctx)
	}
	if err != nil {
		s.Close()
		if busy(err) {
			err = s.locked()
		}
		return nil, fmt.Errorf("cannot open the case in %s: %w%s", dir, err, advice(err))
	}
	return s, nil
}

// advice says what the user can do about an error of SQLite.
func advice(err error) string {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return ""
	}
	switch e.Code() & 0xff {
	case 8, 14: // SQLITE_READONLY, SQLITE_CANTOPEN
		return "; the folder cannot be written: change its rights, or copy it to where it can be written"
	case 11, 26: // SQLITE_CORRUPT, SQLITE_NOTADB
		return "; case.db is damaged: restore it from a copy, or import what is in originals/ into a new case"
	case 13: // SQLITE_FULL
		return "; the disk is full"
	}
	return ""
}

// openPatiently tries again while another process is making the case: SQLite
// itself does not wait for a change of the journal.
func (s *Store) openPatiently(ctx context.Context) error {
	const pause = 20 * time.Millisecond
	for waited := time.Duration(0); ; waited += pause {
		err := s.openWritable(ctx)
		if !busy(err) || waited >= s.wait {
			return err
		}
		s.Close()
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (s *Store) openWritable(ctx context.Context) (err error) {
	timeout := strconv.FormatInt(s.wait.Milliseconds(), 10)
	s.w, err = sql.Open("sqlite", s.dsn("mode", "rwc", "_txlock", "immediate", "_busy_timeout", timeout,
		"_pragma", "journal_mode(WAL)", "_pragma", "synchronous(FULL)", "_pragma", "cache_size(-32000)",
		"_pragma", "temp_store(MEMORY)", "_pragma", "journal_size_limit(67108864)"))
	if err != nil {
		return err
	}
	s.w.SetMaxOpenConns(1)
	conn, err := s.w.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := migrate(ctx, conn, schema); err != nil {
		return err
	}
	s.db, err = sql.Open("sqlite", s.dsn("mode", "rw", "_busy_timeout", timeout, "_query_only", "1",
		"_pragma", "cache_size(-16000)", "_pragma", "temp_store(MEMORY)"))
	if err != nil {
		return err
	}
	// Not SetMaxOpenConns: who reads events asks for their copies meanwhile, and
	// readers that wait for each other's connections would wait for ever.
	s.db.SetMaxIdleConns(4)
	return s.db.PingContext(ctx)
}

// openReadOnly tries a plain read-only connection, which needs the folder to
// be writable for SQLite's shared memory, and then one that takes the file for
// unchangeable.
func (s *Store) openReadOnly(ctx context.Context) (err error) {
	for _, immutable := range []string{"0", "1"} {
		if immutable == "1" {
			if info, e := os.Stat(filepath.Join(s.dir, database+"-wal")); e == nil && info.Size() > 0 {
				return fmt.Errorf("it was not closed properly, and cannot be put right in a read-only place; copy the whole folder to where it can be written: %w", err)
			}
		}
		if s.db != nil {
			s.db.Close()
		}
		s.db, err = sql.Open("sqlite", s.dsn("mode", "ro", "immutable", immutable, "_busy_timeout", "10000", "_pragma", "cache_size(-16000)"))
		if err != nil {
			return err
		}
		var n int
		if err = s.db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_master`).Scan(&n); err == nil {
			break
		}
	}
	if err != nil {
		return err
	}
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if behind, err := pending(ctx, conn); err != nil || behind {
		return errors.Join(err, errors.New("it was written by another version of duizheng; open it once where it can be written"))
	}
	return nil
}

// dsn names the database as a URI, which holds for every path.
func (s *Store) dsn(pairs ...string) string {
	p := filepath.ToSlash(filepath.Join(s.dir, database))
	if !strings.HasPrefix(p, "/") {
		p = "/" + p // C:/…
	}
	var q []string
	for i := 0; i < len(pairs); i += 2 {
		q = append(q, pairs[i]+"="+url.QueryEscape(pairs[i+1]))
	}
	return (&url.URL{Scheme: "file", Path: p, RawQuery: strings.Join(q, "&")}).String()
}

// Close ends the use of the case.
func (s *Store) Close() error {
	var errs []error
	for _, db := range []*sql.DB{s.db, s.w} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// Dir is the case's folder.
func (s *Store) Dir() string { return s.dir }

// ReadOnly reports whether the case was opened for reading only.
func (s *Store) ReadOnly() bool { return s.readOnly }

func (s *Store) step(op string) error {
	if s.before == nil {
		return nil
	}
	return s.before(op)
}

// write runs do in one transaction that no other writer shares.
func (s *Store) write(ctx context.Context, do func(tx *sql.Tx) error) error {
	tx, end, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer end()
	if err := do(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// begin waits for its turn, among the goroutines of this process and then
// among processes. Calling end, which may be done again, takes back what was
// not committed and lets others in.
func (s *Store) begin(ctx context.Context) (tx *sql.Tx, end func(), err error) {
	if s.readOnly {
		return nil, nil, ErrReadOnly
	}
	timeout := time.NewTimer(s.wait)
	defer timeout.Stop()
	select {
	case s.turn <- struct{}{}:
	default:
		select {
		case s.turn <- struct{}{}:
		case <-timeout.C:
			return nil, nil, s.locked()
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		}
	}
	tx, err = s.w.BeginTx(ctx, nil)
	if err != nil {
		<-s.turn
		if busy(err) {
			return nil, nil, s.locked()
		}
		return nil, nil, fmt.Errorf("cannot write the case in %s: %w", s.dir, err)
	}
	s.sign()
	return tx, sync.OnceFunc(func() {
		s.unsign()
		_ = tx.Rollback() // after Commit it does nothing
		<-s.turn
	}), nil
}

func busy(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == 5 // SQLITE_BUSY
}

// A holder is who writes the case, for the message to a second writer. The
// lock itself is SQLite's; a stale file misleads nobody.
type holder struct {
	PID     int       `json:"pid"`
	Command string    `json:"command"`
	Since   time.Time `json:"since"`
}

func (s *Store) lockFile() string { return filepath.Join(s.dir, "case.lock") }

func (s *Store) sign() {
	b, err := json.Marshal(holder{os.Getpid(), strings.Join(append([]string{filepath.Base(os.Args[0])}, os.Args[1:]...), " "), s.now().UTC().Truncate(time.Second)})
	if err == nil {
		_ = os.WriteFile(s.lockFile(), b, 0o600) // only a courtesy to the next writer
	}
}

func (s *Store) unsign() { _ = os.Remove(s.lockFile()) }

func (s *Store) locked() error {
	var h holder
	b, err := os.ReadFile(s.lockFile())
	if err != nil || json.Unmarshal(b, &h) != nil {
		return fmt.Errorf("%w by another process; try again when it has finished", ErrLocked)
	}
	return fmt.Errorf("%w by process %d (%s) since %s; try again when it has finished",
		ErrLocked, h.PID, h.Command, h.Since.Local().Format("15:04:05"))
}

// Setting returns what SetSetting stored, or "".
func (s *Store) Setting(ctx context.Context, key string) (string, error) {
	var v string
	err := s.db.QueryRowContext(ctx, `SELECT value FROM settings WHERE key = ?`, key).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return v, err
}

// SetSetting stores a setting of the case, such as a rule's tolerance. Settings
// decide findings, so everything derived is marked to be made again.
func (s *Store) SetSetting(ctx context.Context, key, value string) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO settings VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2`, key, value); err != nil {
			return err
		}
		return touchAll(ctx, tx)
	})
}

func touchAll(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO touched VALUES (0, '')`)
	return err
}

// each scans every row of a query.
func each(ctx context.Context, db querier, do func(row *sql.Rows) error, query string, args ...any) error {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := do(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// values decodes the JSON column of every row of a query.
func values[T any](ctx context.Context, db querier, query string, args ...any) ([]T, error) {
	var out []T
	err := each(ctx, db, func(row *sql.Rows) error {
		var text []byte
		if err := row.Scan(&text); err != nil {
			return err
		}
		var v T
		if err := json.Unmarshal(text, &v); err != nil {
			return err
		}
		out = append(out, v)
		return nil
	}, query, args...)
	return out, err
}

// A querier is a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// A session is a transaction that prepares each of its statements once.
type session struct {
	*sql.Tx
	prepared map[string]*sql.Stmt
}

func newSession(tx *sql.Tx) *session { return &session{tx, map[string]*sql.Stmt{}} }

func (s *session) statement(ctx context.Context, query string) (*sql.Stmt, error) {
	if stmt := s.prepared[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := s.PrepareContext(ctx, query)
	if err == nil {
		s.prepared[query] = stmt
	}
	return stmt, err
}

// run executes a statement that comes again and again.
func (s *session) run(ctx context.Context, query string, args ...any) error {
	stmt, err := s.statement(ctx, query)
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(ctx, args...)
	return err
}

// QueryContext is that of the transaction, prepared once.
func (s *session) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	stmt, err := s.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(ctx, args...)
}

func toJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic("casefile: a noun of package timeline cannot be encoded: " + err.Error())
	}
	return string(b)
}
