package casefile

import (
	"database/sql"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the files in testdata anew")

// TestOpen_older opens a case as the first schema wrote it. The dump is never
// written anew once that schema is released: it is what users have on disk.
func TestOpen_older(t *testing.T) {
	dump := filepath.Join("testdata", "case-0001.sql")
	if *update {
		writeDump(t, dump)
	}
	text, err := os.ReadFile(dump)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "case")
	if err := os.MkdirAll(filepath.Join(dir, originals), 0o700); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", filepath.Join(dir, database))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(ctx, string(text)); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := Open(ctx, dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	all := events(t, s, EventQuery{})
	want := []string{"明天送到", "好", "在吗", "已签收", "还没收到", "放门口了", "没写时间"}
	if diff := cmp.Diff(want, texts(all)); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
	if len(all) > 0 && (len(all[0].Labels) != 1 || all[0].Sender.Role != "courier") {
		t.Errorf("marks are lost: %+v", all[0])
	}
	mustPut(t, s, "别人.txt", "09:22 甲: 不相干")
}

func writeDump(t *testing.T, path string) {
	t.Helper()
	s := newStore(t)
	mustPut(t, s, "小王.txt", talk...)
	if err := s.Label(ctx, events(t, s, EventQuery{})[0].ID, "关键"); err != nil {
		t.Fatal(err)
	}
	if err := s.SetRole(ctx, "小王", "courier"); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	dump := func(query string) {
		if err := each(ctx, s.db, func(row *sql.Rows) error {
			var line string
			err := row.Scan(&line)
			out.WriteString(line + ";\n")
			return err
		}, query); err != nil {
			t.Fatal(err)
		}
	}
	dump(`SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, name`)
	tables, err := stringsOf(s, `SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		columns, err := stringsOf(s, `SELECT 'quote(' || name || ')' FROM pragma_table_info('`+table+`') ORDER BY cid`)
		if err != nil {
			t.Fatal(err)
		}
		dump(`SELECT 'INSERT INTO ` + table + ` VALUES (' || ` + strings.Join(columns, ` || ',' || `) + ` || ')' FROM ` + table)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(out.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func stringsOf(s *Store, query string) (out []string, err error) {
	err = each(ctx, s.db, func(row *sql.Rows) error {
		var name string
		err := row.Scan(&name)
		out = append(out, name)
		return err
	}, query)
	return out, err
}
