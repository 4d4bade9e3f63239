package casefile

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
)

//go:embed schema/*.sql
var schema embed.FS

// migrate brings the database to the newest schema: each file of schema/ that
// is not yet in the ledger, in order of name, in a transaction of its own.
func migrate(ctx context.Context, db *sql.Conn, files fs.FS) error {
	if _, err := db.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS migrations (
		name TEXT PRIMARY KEY, -- file name in schema/
		at   INTEGER NOT NULL  -- wall clock
	) WITHOUT ROWID`); err != nil {
		return err
	}
	done, err := applied(ctx, db)
	if err != nil {
		return err
	}
	names, err := fs.Glob(files, "schema/*.sql")
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, name := range names {
		known[name] = true
		if done[name] {
			continue
		}
		if err := apply(ctx, db, files, name); err != nil {
			return fmt.Errorf("bringing the case to the form of this version (%s): %w", name, err)
		}
	}
	for name := range done {
		if !known[name] {
			return fmt.Errorf("this case was written by a newer version of duizheng (it has %s); update duizheng to open it", name)
		}
	}
	return nil
}

// pending reports whether migrate has work to do.
func pending(ctx context.Context, db *sql.Conn) (bool, error) {
	var n int
	err := db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_master WHERE name = 'migrations'`).Scan(&n)
	if err != nil || n == 0 {
		return err == nil, err
	}
	done, err := applied(ctx, db)
	if err != nil {
		return false, err
	}
	names, err := fs.Glob(schema, "schema/*.sql")
	if err != nil {
		return false, err
	}
	for _, name := range names {
		if !done[name] {
			return true, nil
		}
	}
	return len(done) > len(names), nil
}

func applied(ctx context.Context, db *sql.Conn) (map[string]bool, error) {
	rows, err := db.QueryContext(ctx, `SELECT name FROM migrations`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	done := map[string]bool{}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		done[name] = true
	}
	return done, rows.Err()
}

func apply(ctx context.Context, db *sql.Conn, files fs.FS, name string) error {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	// Another process may have done it since applied looked.
	var n int
	if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM migrations WHERE name = ?`, name).Scan(&n); err != nil || n > 0 {
		return err
	}
	if _, err := tx.ExecContext(ctx, string(text)); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO migrations (name, at) VALUES (?, unixepoch())`, name); err != nil {
		return err
	}
	return tx.Commit()
}
