package reconstruct_test

import (
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/formats"
	"github.com/duizheng/duizheng/testdata"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/reconstruct"
)

var shanghai = time.FixedZone("CST", 8*3600)

// demoFiles writes the sample dispute into a folder and lists its files.
func demoFiles(t *testing.T) []string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "exports")
	if err := os.CopyFS(dir, testdata.Demo()); err != nil {
		t.Fatal(err)
	}
	var out []string
	if err := fs.WalkDir(testdata.Demo(), ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			out = append(out, filepath.Join(dir, p))
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

func newCase(t *testing.T) *casefile.Store {
	t.Helper()
	s, err := casefile.Create(t.Context(), filepath.Join(t.TempDir(), "case"), casefile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// read imports files, one import, and concludes.
func read(t *testing.T, s *casefile.Store, files ...string) timeline.Import {
	t.Helper()
	asOf, err := time.Parse(time.RFC3339, testdata.AsOf)
	if err != nil {
		t.Fatal(err)
	}
	o := parsers.Options{Zone: shanghai, ZoneFrom: timeline.ZoneAssumed, Me: testdata.Me, AsOf: asOf}
	r, err := parsers.Read(t.Context(), formats.All, files, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Refusals) > 0 {
		t.Fatalf("refused: %v", r.Refusals)
	}
	done, err := reconstruct.Import(t.Context(), s, r.Exports, reconstruct.Options{Zone: "Asia/Shanghai", Me: testdata.Me, AsOf: asOf})
	if err != nil {
		t.Fatal(err)
	}
	finish(t, s)
	return done
}

func finish(t *testing.T, s *casefile.Store) {
	t.Helper()
	if err := reconstruct.Finish(t.Context(), s); err != nil {
		t.Fatal(err)
	}
}

// findings are those of the case, as their JSON, which leaves nothing out.
func findings(t *testing.T, s *casefile.Store) []string {
	t.Helper()
	all, err := s.Findings(context.Background(), casefile.FindingQuery{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range all {
		b, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(b))
	}
	return out
}

func TestFinish_orderOfImportDoesNotMatter(t *testing.T) {
	files := demoFiles(t)
	whole := newCase(t)
	read(t, whole, files...)
	want := findings(t, whole)
	if len(want) < 3 {
		t.Fatalf("%d findings in the sample, want at least 3", len(want))
	}
	backwards := newCase(t)
	for i := range files {
		read(t, backwards, files[len(files)-1-i])
	}
	if d := cmp.Diff(want, findings(t, backwards)); d != "" {
		t.Errorf("findings depend on the order of import (-at once +one by one, last first):\n%s", d)
	}
}

func TestFinish_twice(t *testing.T) {
	s := newCase(t)
	files := demoFiles(t)
	read(t, s, files...)
	want := findings(t, s)
	if err := s.TouchAll(t.Context()); err != nil {
		t.Fatal(err)
	}
	finish(t, s)
	if d := cmp.Diff(want, findings(t, s)); d != "" {
		t.Errorf("a second run concludes otherwise:\n%s", d)
	}
	if done := read(t, s, files...); done.New != 0 {
		t.Errorf("importing again brought %d new events", done.New)
	}
	if d := cmp.Diff(want, findings(t, s)); d != "" {
		t.Errorf("importing again changed the findings:\n%s", d)
	}
}

func TestFinish_undo(t *testing.T) {
	s := newCase(t)
	files := demoFiles(t)
	read(t, s, files[:2]...)
	want := findings(t, s)
	done := read(t, s, files[2:]...)
	if err := reconstruct.Undo(t.Context(), s, done.ID); err != nil {
		t.Fatal(err)
	}
	finish(t, s)
	if d := cmp.Diff(want, findings(t, s)); d != "" {
		t.Errorf("undo leaves something behind (-before +after):\n%s", d)
	}
}

func TestFinish_rejected(t *testing.T) {
	s := newCase(t)
	read(t, s, demoFiles(t)...)
	all, err := s.Findings(t.Context(), casefile.FindingQuery{})
	if err != nil {
		t.Fatal(err)
	}
	var promise timeline.Evidence
	for _, f := range all {
		if f.Type == timeline.PromiseBroken {
			promise = f.Evidence[0]
		}
	}
	if promise.Event == "" {
		t.Fatal("the sample has no broken promise")
	}
	if _, err := s.Correct(t.Context(), promise.Event, timeline.Correction{Field: "statement", Reason: "a joke"}); err != nil {
		t.Fatal(err)
	}
	finish(t, s)
	all, err = s.Findings(t.Context(), casefile.FindingQuery{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		if f.Type == timeline.PromiseBroken {
			t.Errorf("a rejected promise still counts: %s", f.ID)
		}
	}
	e, err := s.Event(t.Context(), promise.Event)
	if err != nil {
		t.Fatal(err)
	}
	if e.Text != promise.Text || len(e.Statements) == 0 || e.Statements[0].Standing != timeline.Rejected {
		t.Errorf("the rejected statement is gone or unmarked: %+v", e)
	}
}

func TestFinish_ruleTuned(t *testing.T) {
	s := newCase(t)
	read(t, s, demoFiles(t)...)
	if err := reconstruct.TuneRule(t.Context(), s, "R01", 0, 0, true); err != nil {
		t.Fatal(err)
	}
	finish(t, s)
	all, err := s.Findings(t.Context(), casefile.FindingQuery{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		if f.Type == timeline.PromiseBroken {
			t.Errorf("a rule that is off still finds: %s", f.ID)
		}
	}
}
