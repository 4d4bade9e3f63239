package casefile

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/original"
)

var ctx = context.Background()

var noon = time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC)

func newStore(t *testing.T) *Store {
	t.Helper()
	s, err := Create(ctx, filepath.Join(t.TempDir(), "案件 1%20?#"), Options{Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// put imports lines "09:20 小王: text" of one chat, or "#number text" scans, from
// a file of that name.
func put(s *Store, dir, name string, lines ...string) (timeline.Import, error) {
	text := strings.Join(lines, "\n") + "\n"
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		return timeline.Import{}, err
	}
	files, _, err := original.Walk(ctx, path, original.DefaultLimits)
	if err != nil {
		return timeline.Import{}, err
	}
	tx, err := s.Begin(ctx, timeline.Import{Paths: []string{name}, Zone: "Asia/Shanghai"})
	if err != nil {
		return timeline.Import{}, err
	}
	defer tx.Rollback()
	if err := tx.Keep(ctx, files[0]); err != nil {
		return timeline.Import{}, err
	}
	src := files[0].Source()
	src.Format = "lines-test-txt"
	export, err := tx.Export(ctx, "test", []timeline.Source{src})
	if err != nil {
		return timeline.Import{}, err
	}
	n, known, err := tx.Source(ctx, export, src)
	if err != nil {
		return timeline.Import{}, err
	}
	ledger := timeline.SourceLedger{Source: src, Records: map[timeline.RecordKind]int{}}
	offset := int64(0)
	for i, line := range lines {
		rec := timeline.Record{Source: src, Ordinal: i + 1, Kind: timeline.KindMessage, Conversation: strings.TrimSuffix(name, ".txt"),
			Locator: timeline.Locator{Offset: offset, Length: int64(len(line) + 1), Line: i + 1}}
		offset += int64(len(line) + 1)
		when, rest, _ := strings.Cut(line, " ")
		at, err := time.ParseInLocation("2006-01-02 15:04", "2026-03-02 "+when, time.FixedZone("", 8*3600))
		rec.Time = timeline.At(at, timeline.PrecisionMinute, timeline.ZoneAssumed, when)
		if err != nil {
			rec.Time = timeline.Undated(when)
		}
		who, said, _ := strings.Cut(rest, ": ")
		if number, ok := strings.CutPrefix(who, "#"); ok {
			rec.Kind, rec.Conversation, rec.Text = timeline.KindScan, "", said
			rec.Scan = &timeline.Scan{Waybill: number, Carrier: "sf", Status: timeline.StatusDelivered}
		} else {
			rec.Sender.Name, rec.Text = who, said
			rec.Sender.Self = who == "李女士"
		}
		ledger.Records[rec.Kind]++
		if known {
			ledger.Duplicates++
			continue
		}
		var th *Thread
		if rec.Kind == timeline.KindMessage {
			if th, err = tx.Thread(ctx, export, "test", rec.Conversation, "", false); err != nil {
				return timeline.Import{}, err
			}
			if err := tx.TouchChat(ctx, th.Chat); err != nil {
				return timeline.Import{}, err
			}
		}
		cut := sha256.Sum256([]byte(line + "\n"))
		if _, err := tx.Add(ctx, n, th, &rec, cut[:]); err != nil {
			return timeline.Import{}, err
		}
	}
	if err := tx.Hold(ctx, n, ledger); err != nil {
		return timeline.Import{}, err
	}
	return tx.Commit(ctx, []timeline.SourceLedger{ledger}, len(lines)-ledger.Duplicates)
}

func mustPut(t *testing.T, s *Store, name string, lines ...string) timeline.Import {
	t.Helper()
	done, err := put(s, t.TempDir(), name, lines...)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func events(t *testing.T, s *Store, q EventQuery) []timeline.Event {
	t.Helper()
	var out []timeline.Event
	for e, err := range s.Events(ctx, q) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, e)
	}
	return out
}

func texts(events []timeline.Event) (out []string) {
	for _, e := range events {
		out = append(out, e.Text)
	}
	return out
}

// noMerge is for cases whose exports have nothing in common.
func noMerge(*Tx, Lost) error { return nil }

var talk = []string{"09:20 小王: 明天送到", "09:21 李女士: 好", "09:21 李女士: 在吗", "? 小王: 没写时间", "10:31 #SF1390000000017: 已签收", "16:02 李女士: 还没收到", "16:05 小王: 放门口了"}

func TestEvents(t *testing.T) {
	s := newStore(t)
	mustPut(t, s, "小王.txt", talk...)
	all := events(t, s, EventQuery{})
	want := []string{"明天送到", "好", "在吗", "已签收", "还没收到", "放门口了", "没写时间"}
	if diff := cmp.Diff(want, texts(all)); diff != "" {
		t.Fatalf("all (-want +got):\n%s", diff)
	}
	if all[6].Time.Dated() || all[6].Time.Raw != "?" {
		t.Errorf("the undated event has time %+v", all[6].Time)
	}
	if got := all[0].Time.Start.Format(time.RFC3339); got != "2026-03-02T09:20:00+08:00" || all[0].Time.Precision != timeline.PrecisionMinute {
		t.Errorf("time %s, %s", got, all[0].Time.Precision)
	}
	chat := all[0].Chat
	for _, c := range []struct {
		name string
		q    EventQuery
		want []string
	}{
		{"chat", EventQuery{Chat: chat}, []string{"明天送到", "好", "在吗", "还没收到", "放门口了", "没写时间"}},
		{"waybill", EventQuery{Waybill: "SF1390000000017"}, []string{"已签收"}},
		{"from and to", EventQuery{From: all[1].Time.Start, To: all[4].Time.Start}, []string{"好", "在吗", "已签收"}},
		{"kind", EventQuery{Kinds: []timeline.RecordKind{timeline.KindScan}}, []string{"已签收"}},
		{"after, among equals", EventQuery{After: all[1].ID, Limit: 2}, []string{"在吗", "已签收"}},
		{"ids", EventQuery{IDs: []string{all[5].ID, all[0].ID}}, []string{"明天送到", "放门口了"}},
		{"statements", EventQuery{Statements: true}, []string{"已签收"}},
		{"limit", EventQuery{Limit: 1}, []string{"明天送到"}},
	} {
		if diff := cmp.Diff(c.want, texts(events(t, s, c.q))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	// Page by page is the whole.
	var paged []string
	for after := ""; ; {
		page := events(t, s, EventQuery{After: after, Limit: 2})
		if len(page) == 0 {
			break
		}
		paged, after = append(paged, texts(page)...), page[len(page)-1].ID
	}
	if diff := cmp.Diff(want, paged); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
}

// Many readers at once, each asking for more while it reads.
func TestEvents_nested(t *testing.T) {
	s := newStore(t)
	mustPut(t, s, "小王.txt", talk...)
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			for e, err := range s.Events(ctx, EventQuery{}) {
				if err != nil {
					t.Error(err)
					return
				}
				for range s.Events(ctx, EventQuery{Chat: e.Chat}) {
					if _, err := s.Event(ctx, e.ID); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Wait()
}

func TestNeighbours(t *testing.T) {
	s := newStore(t)
	mustPut(t, s, "小王.txt", talk...)
	mustPut(t, s, "别人.txt", "09:22 甲: 不相干")
	mustPut(t, s, "轨迹.txt", "08:00 #SF1390000000017: 派件中")
	all := events(t, s, EventQuery{})
	find := func(text string) string {
		i := slices.IndexFunc(all, func(e timeline.Event) bool { return e.Text == text })
		return all[i].ID
	}
	for _, c := range []struct {
		of            string
		before, after int
		want          []string
	}{
		{"在吗", 2, 1, []string{"明天送到", "好", "在吗", "还没收到"}},
		{"好", 5, 1, []string{"明天送到", "好", "在吗"}},
		{"放门口了", 1, 5, []string{"还没收到", "放门口了", "没写时间"}},
		{"已签收", 5, 5, []string{"派件中", "已签收"}},
		{"好", 0, 0, []string{"好"}},
	} {
		got, err := s.Neighbours(ctx, find(c.of), c.before, c.after)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, texts(got)); diff != "" {
			t.Errorf("of %s (-want +got):\n%s", c.of, diff)
		}
	}
}

func TestEvent_notFound(t *testing.T) {
	s := newStore(t)
	for _, id := range []string{"", "e_", "e_zzzz", "f_0123", timeline.ID("e_", "nothing"), "'; DROP TABLE records"} {
		if _, err := s.Event(ctx, id); !errors.Is(err, ErrNotFound) {
			t.Errorf("%q: %v", id, err)
		}
	}
}

func TestMarks_surviveUndoAndReimport(t *testing.T) {
	s := newStore(t)
	done := mustPut(t, s, "小王.txt", talk...)
	id := events(t, s, EventQuery{})[0].ID
	if err := s.Label(ctx, id, "关键"); err != nil {
		t.Fatal(err)
	}
	if err := s.Note(ctx, id, "他说的"); err != nil {
		t.Fatal(err)
	}
	k, err := s.Correct(ctx, id, timeline.Correction{Field: "time", From: "09:20", To: "09:25"})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetRole(ctx, "小王", timeline.RoleCourier); err != nil {
		t.Fatal(err)
	}
	if err := s.Undo(ctx, done.ID, noMerge); err != nil {
		t.Fatal(err)
	}
	if got := events(t, s, EventQuery{}); len(got) != 0 {
		t.Fatalf("after undo: %v", texts(got))
	}
	if v, err := s.Verify(ctx); err != nil || !v.OK() {
		t.Errorf("after undo: %+v, %v", v, err)
	}
	if again := mustPut(t, s, "小王.txt", talk...); again.ID == done.ID {
		t.Errorf("import number %s was given out twice", again.ID)
	}
	e, err := s.Event(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(e.Labels, []string{"关键"}) || e.Note != "他说的" || len(e.Corrections) != 1 || e.Corrections[0].ID != k.ID || e.Sender.Role != timeline.RoleCourier {
		t.Errorf("got labels %v, note %q, corrections %v, role %s", e.Labels, e.Note, e.Corrections, e.Sender.Role)
	}
	if err := errors.Join(s.Unlabel(ctx, id, "关键"), s.Note(ctx, id, ""), s.Uncorrect(ctx, k.ID)); err != nil {
		t.Fatal(err)
	}
	if e, err = s.Event(ctx, id); err != nil || len(e.Labels)+len(e.Corrections) != 0 || e.Note != "" {
		t.Errorf("marks stay: %+v, %v", e, err)
	}
}

func TestParties(t *testing.T) {
	s := newStore(t)
	mustPut(t, s, "小王.txt", talk...)
	mustPut(t, s, "驿站.txt", "11:00 李女士: 有我的件吗", "11:05 老板: 没有", "11:06 老板: 真的没有")
	who := func() (out []string) {
		parties, err := s.Parties(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range parties {
			out = append(out, fmt.Sprintf("%s %s %d %v %d", p.Name, p.Role, p.Messages, p.Self, len(p.Conversations)))
		}
		slices.Sort(out)
		return out
	}
	want := []string{"小王 unknown 3 false 1", "李女士 unknown 4 true 2", "老板 unknown 2 false 1"}
	if diff := cmp.Diff(want, who()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if err := s.SetRole(ctx, "老板", "boss"); err == nil {
		t.Error("an unknown role is taken")
	}
	if err := s.SetRole(ctx, "nobody", timeline.RoleBuyer); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v", err)
	}
	if err := s.MergeParties(ctx, "小王", "老板"); err != nil {
		t.Fatal(err)
	}
	if err := s.SetRole(ctx, "老板", timeline.RoleCourier); err != nil {
		t.Fatal(err)
	}
	want = []string{"小王 courier 5 false 2", "李女士 unknown 4 true 2"}
	if diff := cmp.Diff(want, who()); diff != "" {
		t.Errorf("merged (-want +got):\n%s", diff)
	}
	// The user's word on who complains stands above the owner of the exports.
	if err := s.SetFact(ctx, timeline.Fact{Key: "complainant", Value: "小王"}); err != nil {
		t.Fatal(err)
	}
	want = []string{"小王 courier 5 true 2", "李女士 unknown 1 false 1", "李女士 unknown 3 false 1"}
	if diff := cmp.Diff(want, who()); diff != "" {
		t.Errorf("complainant (-want +got):\n%s", diff)
	}
}

func TestDerive(t *testing.T) {
	s := newStore(t)
	mustPut(t, s, "小王.txt", talk...)
	all := events(t, s, EventQuery{})
	touched, err := s.TakeUp(ctx)
	if err != nil || !touched.Any() || len(touched.Chats) != 1 {
		t.Fatalf("touched %+v, %v", touched, err)
	}
	number := "SF1390000000017"
	p := timeline.Parcel{ID: "g_1", Numbers: []string{number, "SF2"}, Complainant: true}
	f := timeline.Finding{ID: "f_1", Type: timeline.SignedNotReceived, Firmness: timeline.Firm, Severity: timeline.SeverityHigh, Parcel: p.ID,
		Evidence: []timeline.Evidence{{Event: all[4].ID}, {Event: all[3].ID}}, Also: []string{all[5].ID}}
	possible := timeline.Finding{ID: "f_0", Type: timeline.PlaceMismatch, Firmness: timeline.Possible, Severity: timeline.SeverityLow, Parcel: p.ID}
	derive := func() error {
		return s.Derive(ctx, func(d *Derivation) error {
			return errors.Join(
				d.SetReading(all[4].ID, []timeline.Waybill{{Number: number}}, []timeline.Statement{{Kind: timeline.KindReceived, Negated: true}}),
				d.SetReading(all[1].ID, nil, nil),
				d.SetScan(all[3].ID, timeline.Scan{Waybill: number, Status: timeline.StatusAtPickupPoint}),
				d.ReplaceParcels([]string{p.ID}, []timeline.Parcel{p}, []timeline.ParcelLink{{Event: all[4].ID, Parcel: p.ID, Link: timeline.LinkMention}, {Event: all[3].ID, Statement: -1, Parcel: p.ID, Link: timeline.LinkMention}}),
				d.ReplaceFindings([]string{p.ID}, []timeline.Finding{possible, f}),
				d.SetGuesses([]timeline.Party{{ID: all[0].Sender.Party, Role: timeline.RoleCourier, RoleWhy: []timeline.Sentence{timeline.Say("x")}}}),
				d.Done(touched))
		})
	}
	for range 2 { // again gives the same
		if err := derive(); err != nil {
			t.Fatal(err)
		}
		if got := texts(events(t, s, EventQuery{Parcel: p.ID})); !slices.Equal(got, []string{"已签收", "还没收到"}) {
			t.Errorf("parcel: %v", got)
		}
		if got := texts(events(t, s, EventQuery{Waybill: number})); !slices.Equal(got, []string{"已签收", "还没收到"}) {
			t.Errorf("waybill: %v", got)
		}
		if e, err := s.Event(ctx, all[3].ID); err != nil || e.Scan.Status != timeline.StatusAtPickupPoint {
			t.Errorf("scan: %+v, %v", e.Scan, err)
		}
		found, err := s.Findings(ctx, FindingQuery{})
		if err != nil || len(found) != 2 || found[0].ID != "f_1" {
			t.Errorf("findings: %+v, %v", found, err)
		}
		for _, q := range []FindingQuery{{Waybill: "SF2", Type: f.Type}, {Event: all[5].ID}, {Parcel: p.ID, Event: all[3].ID}} {
			if found, err := s.Findings(ctx, q); err != nil || len(found) != 1 || found[0].ID != "f_1" {
				t.Errorf("%+v: %+v, %v", q, found, err)
			}
		}
		if got, err := s.Parcel(ctx, "SF2"); err != nil || got.ID != p.ID {
			t.Errorf("parcel: %+v, %v", got, err)
		}
		links, err := s.ParcelLinks(ctx, p.ID)
		if err != nil || len(links) != 2 {
			t.Errorf("links: %+v, %v", links, err)
		}
		if e, err := s.Event(ctx, all[0].ID); err != nil || e.Sender.Role != timeline.RoleCourier {
			t.Errorf("guessed role: %+v, %v", e.Sender, err)
		}
		if left, err := s.Touched(ctx); err != nil || left.Any() {
			t.Errorf("touched: %+v, %v", left, err)
		}
	}
	// An error takes everything back.
	boom := errors.New("boom")
	if err := s.Derive(ctx, func(d *Derivation) error { return errors.Join(d.ReplaceFindings([]string{p.ID, ""}, nil), boom) }); !errors.Is(err, boom) {
		t.Errorf("got %v", err)
	}
	if found, err := s.Findings(ctx, FindingQuery{}); err != nil || len(found) != 2 {
		t.Errorf("findings after an error: %v, %v", found, err)
	}
}

func TestChanges(t *testing.T) {
	s := newStore(t)
	mustPut(t, s, "小王.txt", talk...)
	ids := map[string]bool{}
	for _, limit := range []int{1, 2, 3, 100} {
		clear(ids)
		for mark := int64(0); ; {
			changes, err := s.Changes(ctx, mark, limit)
			if err != nil {
				t.Fatal(err)
			}
			if len(changes) == 0 {
				break
			}
			if len(changes) > limit {
				t.Fatalf("%d changes, limit %d", len(changes), limit)
			}
			for _, c := range changes {
				if c.Seq <= mark {
					t.Fatalf("Seq %d after %d", c.Seq, mark)
				}
				mark = c.Seq
				ids[c.Event] = true
			}
		}
		for _, e := range events(t, s, EventQuery{}) {
			if !ids[e.ID] {
				t.Errorf("limit %d: %s is not among the changes", limit, e.ID)
			}
		}
	}
	last, err := s.LastChange(ctx)
	if err != nil {
		t.Fatal(err)
	}
	id := events(t, s, EventQuery{})[2].ID
	if err := s.Label(ctx, id, "x"); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Changes(ctx, last, 10); err != nil || len(got) != 1 || got[0].Event != id {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestAttach(t *testing.T) {
	s := newStore(t)
	p := filepath.Join(t.TempDir(), "红章.jpg")
	if err := os.WriteFile(p, []byte("jpeg"), 0o600); err != nil {
		t.Fatal(err)
	}
	x, err := s.Attach(ctx, p, "stamp_proof", "SF1")
	if err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(s.OriginalPath(x.SHA256)); err != nil || string(b) != "jpeg" {
		t.Errorf("kept %q, %v", b, err)
	}
	if got, err := s.Exhibits(ctx); err != nil || len(got) != 1 || got[0].Name != "红章.jpg" {
		t.Errorf("got %+v, %v", got, err)
	}
	if _, err := s.Attach(ctx, p, "selfie", ""); err == nil {
		t.Error("an unknown kind is taken")
	}
	if _, err := s.Attach(ctx, t.TempDir(), "other", ""); err == nil {
		t.Error("a folder is taken")
	}
	if err := s.Detach(ctx, x.ID); err != nil {
		t.Fatal(err)
	}
	if v, err := s.Verify(ctx); err != nil || !v.OK() {
		t.Errorf("%+v, %v", v, err)
	}
}

// What is changed behind the program's back is named, with its place.
func TestVerify(t *testing.T) {
	sql := func(query string) func(*testing.T, *Store, string) {
		return func(t *testing.T, s *Store, _ string) {
			if _, err := s.w.ExecContext(ctx, query); err != nil {
				t.Fatal(err)
			}
		}
	}
	edit := func(from, to string) func(*testing.T, *Store, string) {
		return func(t *testing.T, s *Store, original string) {
			text, err := os.ReadFile(original)
			if err := errors.Join(err, os.Chmod(original, 0o600), os.WriteFile(original, []byte(strings.Replace(string(text), from, to, 1)), 0o600)); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, c := range []struct {
		name   string
		tamper func(t *testing.T, s *Store, original string)
		want   []string // kind, line (0: none) and how many more
	}{
		{"nothing", func(*testing.T, *Store, string) {}, nil},
		{"the original says another day", edit("明天送到", "后天送到"), []string{"changed 0+0", "cut 1+0"}},
		{"a line of the original is gone", edit("09:21 李女士: 好\n", ""), []string{"changed 0+0", "cut 2+0", "cut 3+0", "cut 4+0", "cut 5+0", "cut 6+0", "cut 7+0"}},
		{"the original is gone", func(t *testing.T, s *Store, original string) {
			if err := os.Remove(original); err != nil {
				t.Fatal(err)
			}
		}, []string{"missing 0+0"}},
		{"a stray file", func(t *testing.T, s *Store, original string) {
			if err := os.WriteFile(original+"x", nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}, []string{"extra 0+0"}},
		{"a text in the database", sql(`UPDATE records SET text = '后天送到' WHERE line = 1 AND text = '明天送到'`), []string{"record 1+0"}},
		{"a time in the database", sql(`UPDATE records SET start = start + 3600 WHERE text = '还没收到'`), []string{"record 6+0"}},
		{"a scan in the database", sql(`UPDATE scans SET parsed = replace(parsed, 'delivered', 'refused')`), []string{"record 5+0"}},
		{"a scan's number is gone", sql(`DELETE FROM scans`), []string{"record 5+0"}},
		{"a name in the database", sql(`UPDATE voices SET name = '小张' WHERE name = '小王'`), []string{"record 1+0", "record 4+0", "record 7+0"}},
		{"another sender", sql(`UPDATE records SET voice = (SELECT n FROM voices WHERE name = '李女士') WHERE text = '放门口了'`), []string{"record 7+0"}},
		{"another place", sql(`UPDATE records SET offset = offset + 1 WHERE text = '在吗'`), []string{"record 3+0"}},
		{"a place beyond the end", sql(`UPDATE records SET length = 10000 WHERE text = '放门口了'`), []string{"record 7+0"}},
		{"no seal", sql(`UPDATE records SET text = '后天送到', seal = NULL WHERE text = '好'`), []string{"record 2+0"}},
		{"records are gone", sql(`DELETE FROM records WHERE text IN ('好', '在吗', '放门口了')`), []string{"lost 4+1", "lost 0+0"}},
		{"all records are gone", sql(`DELETE FROM records`), []string{"lost 0+6", "lost 0+0"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStore(t)
			done := mustPut(t, s, "小王.txt", talk...)
			mustPut(t, s, "别人.txt", "09:22 甲: 不相干")
			src := done.Ledger[0].Source
			c.tamper(t, s, s.OriginalPath(src.SHA256))
			v, err := s.Verify(ctx)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range v.Problems {
				line := 0
				if p.Locator != nil {
					line = p.Locator.Line
				}
				got = append(got, fmt.Sprintf("%s %d+%d", p.Kind, line, p.More))
				if p.Kind != "extra" && p.Name != "小王.txt" && p.Name != "别人.txt" {
					t.Errorf("the name of the source is missing: %+v", p)
				}
				if line > 0 && p.Kind != "lost" {
					if _, err := keyOf(p.Event); err != nil || p.Import != "i_1" {
						t.Errorf("event or import is missing: %+v", p)
					}
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if c.want == nil && (v.Originals != 2 || v.Records != len(talk)+1 || v.Unsealed != 0) {
				t.Errorf("got %+v", v)
			}
		})
	}
}

// A long list ends with a count.
func TestVerify_many(t *testing.T) {
	s := newStore(t)
	mustPut(t, s, "小王.txt", slices.Repeat([]string{"09:20 小王: 明天送到"}, 100)...)
	if _, err := s.w.ExecContext(ctx, `UPDATE records SET text = '后天送到' WHERE line > 10`); err != nil {
		t.Fatal(err)
	}
	v, err := s.Verify(ctx)
	if err != nil || len(v.Problems) != listed || v.Problems[listed-1].More != 90-listed || v.Records != 10 {
		t.Errorf("%+v, %v", v, err)
	}
}

func TestOpen_noCase(t *testing.T) {
	if _, err := Open(ctx, t.TempDir(), Options{}); !errors.Is(err, ErrNoCase) {
		t.Errorf("got %v", err)
	}
}

func TestOpen_damaged(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "case.db"), []byte(strings.Repeat("no database at all ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, o := range []Options{{}, {ReadOnly: true}} {
		if _, err := Open(ctx, dir, o); err == nil || !strings.Contains(err.Error(), "restore it from a copy") {
			t.Errorf("got %v", err)
		}
	}
}

func TestOpen_readOnly(t *testing.T) {
	s := newStore(t)
	mustPut(t, s, "小王.txt", talk...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	// As on a CD, or another user's folder.
	if err := errors.Join(os.Chmod(filepath.Join(s.Dir(), "case.db"), 0o400), os.Chmod(s.Dir(), 0o500)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(s.Dir(), 0o700) })
	r, err := Open(ctx, s.Dir(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if got := events(t, r, EventQuery{}); len(got) != len(talk) {
		t.Errorf("got %v", texts(got))
	}
	if err := r.SetSetting(ctx, "a", "b"); !errors.Is(err, ErrReadOnly) {
		t.Errorf("writing gives %v", err)
	}
	if v, err := r.Verify(ctx); err != nil || !v.OK() {
		t.Errorf("%+v, %v", v, err)
	}
}

// A case is its folder: copied elsewhere, from another system, it is the same.
func TestOpen_copied(t *testing.T) {
	s := newStore(t)
	mustPut(t, s, "小王.txt", talk...)
	// What the user named is kept as his system writes it, and never opened.
	if _, err := s.w.ExecContext(ctx, `UPDATE imports SET value = json_set(value, '$.paths[0]', 'C:\Users\沈\Desktop\小王.txt')`); err != nil {
		t.Fatal(err)
	}
	want := events(t, s, EventQuery{})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "elsewhere")
	if err := os.CopyFS(dir, os.DirFS(s.Dir())); err != nil {
		t.Fatal(err)
	}
	// Windows tools drop the read-only mark and leave this behind.
	if err := os.WriteFile(filepath.Join(dir, "desktop.ini"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Open(ctx, dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if diff := cmp.Diff(want, events(t, c, EventQuery{})); diff != "" {
		t.Errorf("(-original +copy):\n%s", diff)
	}
	if v, err := c.Verify(ctx); err != nil || !v.OK() {
		t.Errorf("%+v, %v", v, err)
	}
	// It goes on there: what is imported again is known, and can be undone.
	if done := mustPut(t, c, "小王.txt", talk...); done.New != 0 {
		t.Errorf("%d new events", done.New)
	}
	for _, id := range []string{"i_2", "i_1"} {
		if err := c.Undo(ctx, id, noMerge); err != nil {
			t.Fatal(err)
		}
	}
	if left, err := os.ReadDir(filepath.Join(dir, originals)); err != nil || len(left) > 0 || len(events(t, c, EventQuery{})) > 0 {
		t.Errorf("an undo leaves %v, %v", left, err)
	}
}

func TestBegin_second(t *testing.T) {
	s := newStore(t)
	tx, err := s.Begin(ctx, timeline.Import{})
	if err != nil {
		t.Fatal(err)
	}
	other, err := Open(ctx, s.Dir(), Options{Wait: -1})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	_, err = other.Begin(ctx, timeline.Import{})
	if !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), fmt.Sprintf("process %d", os.Getpid())) {
		t.Errorf("got %v", err)
	}
	// The same within one process.
	s.wait = 0
	if err := s.SetSetting(ctx, "a", "c"); !errors.Is(err, ErrLocked) {
		t.Errorf("got %v", err)
	}
	// Readers are not held up, and see nothing of it.
	if got := events(t, other, EventQuery{}); len(got) != 0 {
		t.Errorf("got %v", texts(got))
	}
	patient, err := Open(ctx, s.Dir(), Options{Wait: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	defer patient.Close()
	done := make(chan error)
	go func() { done <- patient.SetSetting(ctx, "a", "b") }()
	tx.Rollback()
	if err := <-done; err != nil {
		t.Errorf("a writer that waits gets %v", err)
	}
	if v, err := other.Setting(ctx, "a"); err != nil || v != "b" {
		t.Errorf("got %q, %v", v, err)
	}
}

// Every operation on files fails once in turn. Each time the case has whole
// imports only, and the next import goes through.
func TestImport_everyFailure(t *testing.T) {
	boom := errors.New("no space left, or the like")
	for n := 0; ; n++ {
		s := newStore(t)
		first := mustPut(t, s, "小王.txt", talk...)
		count, failed := 0, ""
		s.before = func(op string) error {
			count++
			if count-1 == n {
				failed = op
				return boom
			}
			return nil
		}
		_, err := put(s, t.TempDir(), "别人.txt", "09:22 甲: 不相干")
		undo := error(nil)
		if failed == "" {
			undo = s.Undo(ctx, first.ID, noMerge)
		}
		s.before = nil
		if failed == "" {
			if err != nil || undo != nil {
				t.Fatal(err, undo)
			}
			if n < 6 {
				t.Fatalf("only %d operations were seen", n)
			}
			return
		}
		if !errors.Is(errors.Join(err, undo), boom) {
			t.Errorf("%s fails, and the import says %v, %v", failed, err, undo)
		}
		want := len(talk)
		if err == nil {
			want++
		}
		if got := events(t, s, EventQuery{}); len(got) != want {
			t.Errorf("after %s: %v", failed, texts(got))
		}
		v, err := s.Verify(ctx)
		for _, p := range v.Problems {
			if err != nil || p.Kind != "extra" {
				t.Errorf("after %s: %+v, %v", failed, p, err)
			}
		}
		mustPut(t, s, "别人.txt", "09:22 甲: 不相干")
		if got := events(t, s, EventQuery{}); len(got) != len(talk)+1 {
			t.Errorf("the next import after %s: %v", failed, texts(got))
		}
	}
}

func TestKeep_changedMeanwhile(t *testing.T) {
	s := newStore(t)
	p := filepath.Join(t.TempDir(), "chat.txt")
	if err := os.WriteFile(p, []byte("one"), 0o600); err != nil {
		t.Fatal(err)
	}
	files, _, err := original.Walk(ctx, p, original.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte("two"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.keep(ctx, files[0]); err == nil || !strings.Contains(err.Error(), "changed while it was read") {
		t.Errorf("got %v", err)
	}
	if v, err := s.Verify(ctx); err != nil || !v.OK() {
		t.Errorf("%+v, %v", v, err)
	}
}

func TestMigrate(t *testing.T) {
	s := newStore(t)
	mustPut(t, s, "小王.txt", talk...)
	conn, err := s.w.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	files := fstest.MapFS{}
	names, err := fs.Glob(schema, "schema/*.sql")
	for _, name := range names {
		text, readErr := schema.ReadFile(name)
		err = errors.Join(err, readErr)
		files[name] = &fstest.MapFile{Data: text}
	}
	if err != nil {
		t.Fatal(err)
	}
	files["schema/9999-more.sql"] = &fstest.MapFile{Data: []byte(`CREATE TABLE more (a); INSERT INTO no_such_table VALUES (1);`)}
	if err := migrate(ctx, conn, files); err == nil || !strings.Contains(err.Error(), "9999-more.sql") {
		t.Errorf("a migration that fails gives %v", err)
	}
	files["schema/9999-more.sql"] = &fstest.MapFile{Data: []byte(`CREATE TABLE more (a); ALTER TABLE records ADD COLUMN extra TEXT;`)}
	for range 2 {
		if err := migrate(ctx, conn, files); err != nil {
			t.Fatal(err)
		}
	}
	if err := migrate(ctx, conn, schema); err == nil || !strings.Contains(err.Error(), "newer version") {
		t.Errorf("a case of a newer version gives %v", err)
	}
}
