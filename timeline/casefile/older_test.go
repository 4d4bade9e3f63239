package casefile

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestOpen_older opens a case as the first schema wrote it. The dump is never
// written anew: it is what users have on disk.
func TestOpen_older(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "case-0001.sql"))
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
	// Its records have no seal: their place is verified, and that is said.
	if err := os.WriteFile(s.OriginalPath(all[0].Source.SHA256), []byte(strings.Join(talk, "\n")+"\n"), 0o400); err != nil {
		t.Fatal(err)
	}
	if v, err := s.Verify(ctx); err != nil || !v.OK() || v.Records != len(talk) || v.Unsealed != len(talk) {
		t.Errorf("%+v, %v", v, err)
	}
	mustPut(t, s, "别人.txt", "09:22 甲: 不相干")
}
