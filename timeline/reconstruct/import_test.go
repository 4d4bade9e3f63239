package reconstruct

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
)

// plain is a format for tests: one record a line,
// "2026-03-02 09:20:05|chat|sender|text|id" for messages,
// "2026-03-02 09:20|#SF139…|text" for scans, anything else is not understood.
var plain = &parsers.Format{
	ID: "plain-test-txt", App: "plain", Ext: "txt",
	Detect: func(h *parsers.Head) parsers.Evidence {
		if strings.HasSuffix(h.Name, ".txt") {
			return parsers.Evidence{Score: 100}
		}
		return parsers.Evidence{}
	},
	Parse: func(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
		return func(yield func(timeline.Record, error) bool) {
			for line, err := range e.Main.Lines(ctx) {
				if err != nil {
					yield(timeline.Record{}, err)
					return
				}
				if !yield(parsePlain(e, line), nil) {
					return
				}
			}
		}
	},
}

func parsePlain(e *parsers.Export, line parsers.Line) timeline.Record {
	l := timeline.Locator{Offset: line.Offset, Length: line.Length, Line: line.Number}
	text := string(line.Text)
	part := strings.Split(text, "|")
	precision, layout := timeline.PrecisionMinute, "2006-01-02 15:04"
	if len(part[0]) > len(layout) {
		precision, layout = timeline.PrecisionSecond, "2006-01-02 15:04:05"
	}
	at, err := time.ParseInLocation(layout, part[0], e.Zone())
	if err != nil || len(part) < 3 {
		if n, ok := strings.CutPrefix(text, "count="); ok {
			_, _ = fmt.Sscan(n, &e.Says.Announced)
			return e.New(e.Main, timeline.KindFrame, l)
		}
		return e.Unparsed(e.Main, l, text)
	}
	r := e.New(e.Main, timeline.KindMessage, l)
	r.Time = timeline.At(at, precision, timeline.ZoneAssumed, part[0])
	if number, ok := strings.CutPrefix(part[1], "#"); ok {
		r.Kind, r.Text = timeline.KindScan, part[2]
		r.Scan = &timeline.Scan{Waybill: number, Carrier: "sf", Status: timeline.StatusInTransit}
		return r
	}
	r.Conversation, r.Sender.Name, r.Text = part[1], part[2], part[3]
	if len(part) > 4 {
		r.ID = part[4]
	}
	if len(part) > 5 {
		r.Seq = part[5]
	}
	return r
}

type testCase struct {
	*testing.T
	store *casefile.Store
	dir   string
}

var noon = time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC)

func newCase(t *testing.T) *testCase {
	t.Helper()
	store, err := casefile.Create(context.Background(), filepath.Join(t.TempDir(), "case"), casefile.Options{Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return &testCase{t, store, t.TempDir()}
}

func (c *testCase) write(name string, lines ...string) string {
	c.Helper()
	p := filepath.Join(c.dir, name)
	if err := os.WriteFile(p, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		c.Fatal(err)
	}
	return p
}

func (c *testCase) read(paths ...string) []*parsers.Export {
	c.Helper()
	shanghai := time.FixedZone("Asia/Shanghai", 8*3600)
	reading, err := parsers.Read(context.Background(), []*parsers.Format{plain}, paths, parsers.Options{Zone: shanghai, ZoneFrom: timeline.ZoneAssumed})
	if err != nil {
		c.Fatal(err)
	}
	return reading.Exports
}

func (c *testCase) imp(paths ...string) timeline.Import {
	c.Helper()
	done, err := Import(context.Background(), c.store, c.read(paths...), Options{Paths: paths, Zone: "Asia/Shanghai"})
	if err != nil {
		c.Fatal(err)
	}
	return done
}

// show lists the timeline: time, sender, text, and how many sources hold it.
func (c *testCase) show() []string {
	c.Helper()
	var out []string
	for e, err := range c.store.Events(context.Background(), casefile.EventQuery{}) {
		if err != nil {
			c.Fatal(err)
		}
		when := "undated"
		if e.Time.Dated() {
			when = e.Time.Start.Format("02 15:04:05")
		}
		who := e.Sender.Name
		if e.Scan != nil {
			who = e.Scan.Waybill
		}
		out = append(out, fmt.Sprintf("%s %s: %s ×%d", when, who, e.Text, len(e.Sources)))
	}
	return out
}

func (c *testCase) ids() (ids []string) {
	c.Helper()
	for e, err := range c.store.Events(context.Background(), casefile.EventQuery{}) {
		if err != nil {
			c.Fatal(err)
		}
		ids = append(ids, e.ID)
	}
	return ids
}

var talk = []string{
	"2026-03-02 09:20|小王|小王|明天下午3点前一定送到",
	"2026-03-02 09:21|小王|李女士|好的 单号 SF1390000000017 吗",
	"2026-03-02 09:21|小王|李女士|在吗",
	"2026-03-02 09:21|小王|李女士|在吗",
	"2026-03-03 16:02|小王|李女士|还没收到呢",
	"2026-03-03 16:05|小王|小王|已经放在您家门口了",
}

func TestImport(t *testing.T) {
	c := newCase(t)
	done := c.imp(c.write("a.txt", append([]string{"聊天记录"}, talk...)...), c.write("track.txt", "2026-03-03 10:31:05|#SF1390000000017|快件已签收"))
	want := []string{
		"02 09:20:00 小王: 明天下午3点前一定送到 ×1",
		"02 09:21:00 李女士: 好的 单号 SF1390000000017 吗 ×1",
		"02 09:21:00 李女士: 在吗 ×1",
		"02 09:21:00 李女士: 在吗 ×1",
		"03 10:31:05 SF1390000000017: 快件已签收 ×1",
		"03 16:02:00 李女士: 还没收到呢 ×1",
		"03 16:05:00 小王: 已经放在您家门口了 ×1",
	}
	if diff := cmp.Diff(want, c.show()); diff != "" {
		t.Errorf("timeline (-want +got):\n%s", diff)
	}
	if done.New != 7 || len(done.Ledger) != 2 || done.Ledger[0].Records[timeline.KindMessage] != 6 || len(done.Ledger[0].Unparsed) != 1 {
		t.Errorf("got %+v", done)
	}
	if !done.Incomplete() {
		t.Error("an unread line does not make the import incomplete")
	}
	touched, err := c.store.Touched(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(touched.Chats) != 1 || !slices.Equal(touched.Waybills, []string{"SF1390000000017"}) {
		t.Errorf("touched %+v", touched)
	}
}

func TestImport_again(t *testing.T) {
	c := newCase(t)
	a := c.write("a.txt", talk...)
	c.imp(a)
	before, ids := c.show(), c.ids()
	done := c.imp(a)
	if done.New != 0 || done.Ledger[0].Duplicates != len(talk) {
		t.Errorf("got %+v", done)
	}
	// The same messages in another file are further sources of the same events.
	done = c.imp(c.write("b.txt", append(slices.Clone(talk), "")...))
	if done.New != 0 || done.Ledger[0].Duplicates != len(talk) {
		t.Errorf("got %+v", done)
	}
	if diff := cmp.Diff(strings.ReplaceAll(strings.Join(before, "\n"), "×1", "×2"), strings.Join(c.show(), "\n")); diff != "" {
		t.Errorf("timeline (-want +got):\n%s", diff)
	}
	for _, id := range ids {
		if _, err := c.store.Event(context.Background(), id); err != nil {
			t.Errorf("an event's earlier id is not found: %v", err)
		}
	}
}

func TestImport_dryRun(t *testing.T) {
	c := newCase(t)
	done, err := Import(context.Background(), c.store, c.read(c.write("a.txt", talk...)), Options{DryRun: true})
	if err != nil {
		t.Fatal(err)
	}
	if done.New != len(talk) || len(c.show()) != 0 {
		t.Errorf("new %d, stored %v", done.New, c.show())
	}
	files, err := os.ReadDir(filepath.Join(c.store.Dir(), "originals"))
	if err != nil || len(files) > 0 {
		t.Errorf("a dry run keeps %v, %v", files, err)
	}
}

func TestImport_orderDoesNotMatter(t *testing.T) {
	files := map[string][]string{
		"a.txt": talk[:4],
		"b.txt": append([]string{"2026-03-02 09:20:40|小王|小王|明天下午3点前一定送到", "2026-03-02 09:21:10|小王|李女士|在吗"}, talk[4:]...),
		"c.txt": {talk[0], talk[1], talk[2], talk[3], talk[4], "2026-03-03 16:05|小王|小王|放在您家门口了哦"},
		"d.txt": {"2026-03-02 09:20|客户|我|明天下午3点前一定送到", "2026-03-02 09:21|客户|客户|好的 单号 SF1390000000017 吗", "2026-03-03 16:02|客户|客户|还没收到呢", "2026-03-03 16:05|客户|我|已经放在您家门口了"},
	}
	var first []string
	for _, order := range [][]string{{"a.txt", "b.txt", "c.txt", "d.txt"}, {"d.txt", "c.txt", "b.txt", "a.txt"}, {"b.txt", "d.txt", "a.txt", "c.txt"}} {
		c := newCase(t)
		for _, name := range order {
			c.imp(c.write(name, files[name]...))
		}
		got := append(c.show(), c.ids()...)
		gaps, err := c.store.Gaps(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range gaps {
			got = append(got, fmt.Sprint(g.Kind, g.After, g.Before))
		}
		if first == nil {
			first = got
			continue
		}
		if diff := cmp.Diff(first, got); diff != "" {
			t.Errorf("%v gives another case:\n%s", order, diff)
		}
	}
	t.Log(strings.Join(first, "\n"))
}

func TestRuns(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"单号SF1390000000017 到了", []string{"SF1390000000017"}},
		{"sf 1390-0000 000017", []string{"SF13900000000017"}},
		{"ＹＴ７６００００３９０１１７５", []string{"YT7600003901175"}},
		{"电话 13800000000，单号 773600006610245", []string{"13800000000", "773600006610245"}},
		{"明天下午3点前 12号楼", nil},
		{"取件码 5-2-1234", nil},
	} {
		got := runs(c.text)
		for _, w := range c.want {
			if !slices.ContainsFunc(got, func(run string) bool { return holds(run, map[string]bool{w: true}) }) {
				t.Errorf("%q: %q is not in %q", c.text, w, got)
			}
		}
		if c.want == nil && got != nil {
			t.Errorf("%q: %q", c.text, got)
		}
	}
	if holds("SF1390000000017", map[string]bool{"SF1390000000018": true, "1390": true}) {
		t.Error("a run holds a number that it does not have")
	}
}

// An import marks the chats of earlier ones that hold a number it brought.
func TestImport_touchesHolders(t *testing.T) {
	c := newCase(t)
	c.imp(c.write("a.txt", talk...), c.write("other.txt", "2026-03-02 09:20|别的|甲|不相干的话"))
	clear := func() {
		touched, err := c.store.TakeUp(c.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := c.store.Derive(c.Context(), func(d *casefile.Derivation) error { return d.Done(touched) }); err != nil {
			t.Fatal(err)
		}
	}
	clear()
	c.imp(c.write("track.txt", "2026-03-03 10:31:05|#SF1390000000017|快件已签收"))
	touched, err := c.store.Touched(c.Context())
	if err != nil || len(touched.Chats) != 1 || len(touched.Waybills) != 1 || touched.All {
		t.Errorf("touched %+v, %v", touched, err)
	}
	clear()
	c.imp(c.write("track2.txt", "2026-03-03 10:31:05|#SF9999999999999|快件已签收"))
	if touched, err = c.store.Touched(c.Context()); err != nil || len(touched.Chats) != 0 {
		t.Errorf("touched %+v, %v", touched, err)
	}
}

func TestAnnounces(t *testing.T) {
	for _, c := range []struct {
		text string
		n    int
		want bool
	}{
		{"消息总数: 37", 37, true}, {"消息总数:37", 37, true}, {"Exported 1,037 message(s).", 1037, true}, {"共12条", 12, true},
		{"导出时间: 2026-04-12 12:21:05", 12, false}, {"消息总数: 370", 37, false}, {"", 0, false}, {"消息总数: 0", 0, false},
	} {
		if got := announces(c.text, c.n); got != c.want {
			t.Errorf("announces(%q, %d) = %v", c.text, c.n, got)
		}
	}
}
