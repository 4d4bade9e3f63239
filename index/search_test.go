package index

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/fold"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// newCase is an empty case.
func newCase(t testing.TB) *casefile.Store {
	t.Helper()
	store, err := casefile.Create(t.Context(), t.TempDir(), casefile.Options{Now: func() time.Time { return day(2026, 3, 5) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return store
}

// newIndex opens the index of a case.
func newIndex(t testing.TB, store *casefile.Store) *Index {
	t.Helper()
	x, err := Open(t.Context(), store)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	return x
}

// A line is a record in short: what a test says of it, the rest is filled in.
type line struct {
	from, text string
	at         time.Time // zero: undated
	scan       *timeline.Scan
}

// put imports the lines as an export of their own.
func put(t testing.TB, store *casefile.Store, chat, format string, lines ...line) {
	t.Helper()
	if err := tryPut(t, store, chat, format, lines...); err != nil {
		t.Fatal(err)
	}
}

func tryPut(t testing.TB, store *casefile.Store, chat, format string, lines ...line) error {
	return tryPutAnd(t, store, chat, format, func(*casefile.Tx, *casefile.Thread) error { return nil }, lines...)
}

// tryPutAnd does something more before the import is committed.
func tryPutAnd(t testing.TB, store *casefile.Store, chat, format string, more func(*casefile.Tx, *casefile.Thread) error, lines ...line) error {
	ctx := t.Context()
	hash := sha256.Sum256([]byte(fmt.Sprint(chat, lines)))
	src := timeline.Source{Name: chat + ".txt", SHA256: hex.EncodeToString(hash[:]), Format: format}
	tx, err := store.Begin(ctx, timeline.Import{Paths: []string{src.Name}, Zone: "Asia/Shanghai"})
	if err != nil {
		return err
	}
	app, _, _ := strings.Cut(format, "-")
	export, err := tx.Export(ctx, app, []timeline.Source{src})
	if err != nil {
		return err
	}
	source, _, err := tx.Source(ctx, export, src)
	if err != nil {
		return err
	}
	thread, err := tx.Thread(ctx, export, app, chat, "", false)
	if err != nil {
		return err
	}
	for i, l := range lines {
		rec := &timeline.Record{Source: src, Ordinal: i + 1, Kind: timeline.KindMessage, Conversation: chat,
			Sender: timeline.Sender{Name: l.from}, Time: timeline.Undated(""), Text: l.text,
			Locator: timeline.Locator{Offset: int64(i) * 10, Length: 10, Line: i + 1}}
		if !l.at.IsZero() {
			rec.Time = timeline.At(l.at, timeline.PrecisionSecond, timeline.ZoneExplicit, "")
		}
		in := thread
		if l.scan != nil {
			rec.Kind, rec.Scan, in = timeline.KindScan, l.scan, nil
		}
		if _, err := tx.Add(ctx, source, in, rec, nil); err != nil {
			return err
		}
	}
	if err := tx.Hold(ctx, source, timeline.SourceLedger{Source: src}); err != nil {
		return err
	}
	if err := more(tx, thread); err != nil {
		return err
	}
	_, err = tx.Commit(ctx, nil, len(lines))
	return err
}

// putAgain imports another export that holds the message l too, as one event
// with one that is there; which of both is shown is up to newer.
func putAgain(t testing.TB, store *casefile.Store, chat string, l line, newer bool) error {
	return tryPutAnd(t, store, chat, "telegram-json", func(tx *casefile.Tx, thread *casefile.Thread) error {
		ctx, at := t.Context(), l.at.Unix()
		if err := tx.Flush(ctx); err != nil {
			return err
		}
		old, err := tx.MembersAt(ctx, at)
		if err != nil {
			return err
		}
		fresh, err := tx.ChatMembers(ctx, thread.Chat, at, at)
		if err != nil || len(fresh) != 1 {
			return err
		}
		for _, m := range old {
			if m.Start != at || m.Text != l.text || m.Event != 0 || m.Copies != 0 {
				continue
			}
			both := []*casefile.Member{&m, &fresh[0]}
			if newer {
				slices.Reverse(both)
			}
			return tx.SetEvent(ctx, both, m.Pos)
		}
		return nil
	}, l)
}

func follow(t testing.TB, x *Index) {
	t.Helper()
	if err := x.Follow(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func ask(t testing.TB, x *Index, query string, o SearchOptions) Result {
	t.Helper()
	r, err := x.Search(t.Context(), query, o)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return r
}

// texts are those of the events found.
func (r Result) texts() []string {
	return each(r.Events, func(h Hit) string { return h.Text })
}

// dispute is a small case with everything that fields ask for.
func dispute(t testing.TB) *casefile.Store {
	t.Helper()
	store := newCase(t)
	put(t, store, "李女士 和 小王", "wechat-share-txt",
		line{from: "小王", text: "明天下午3点前一定送到，单号SF1390000000017", at: day(2026, 3, 2).Add(9 * time.Hour)},
		line{from: "李女士", text: "好的", at: day(2026, 3, 2).Add(9*time.Hour + time.Minute)},
		line{from: "小王", text: "到了，放驿站了", at: day(2026, 3, 3).Add(11 * time.Hour)},
		line{from: "李女士", text: "我没收到啊！驿站也没有"},
	)
	put(t, store, "查询", "tracking-kuaidi100-json",
		line{text: "【杭州】您的快件已签收", at: day(2026, 3, 3).Add(10 * time.Hour),
			scan: &timeline.Scan{Waybill: "SF1390000000017", Carrier: "sf", Status: timeline.StatusDelivered}})
	var ids []string
	for e, err := range store.Events(t.Context(), casefile.EventQuery{}) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, e.ID)
	}
	err := store.Derive(t.Context(), func(d *casefile.Derivation) error {
		number := []timeline.Waybill{{Number: "SF1390000000017", Span: timeline.Span{13, 28}, Carriers: []string{"sf"}}}
		err := d.SetReading(ids[0], number, []timeline.Statement{{Kind: timeline.KindDelivered, Mode: timeline.ModePromised, Waybill: "SF1390000000017"}})
		if err != nil {
			return err
		}
		if err := d.SetReading(ids[4], nil, []timeline.Statement{{Kind: timeline.KindReceived, Mode: timeline.ModeAsserted, Negated: true, Waybill: "SF1390000000017"}}); err != nil {
			return err
		}
		if err := d.ReplaceFindings([]string{""}, []timeline.Finding{{ID: "f_one", Type: timeline.SignedNotReceived,
			Evidence: []timeline.Evidence{{Event: ids[2]}, {Event: ids[4]}}}}); err != nil {
			return err
		}
		return d.SetGuesses(nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Label(t.Context(), ids[3], "重要"); err != nil {
		t.Fatal(err)
	}
	return store
}

// Every query gives the same from the index, from an index that is behind, and
// from the store alone.
func TestIndex_Search(t *testing.T) {
	const promise, fine, scan, left, denied = "明天下午3点前一定送到，单号SF1390000000017", "好的", "【杭州】您的快件已签收", "到了，放驿站了", "我没收到啊！驿站也没有"
	store := dispute(t)
	ways := map[string]*Index{"store alone": {store: store, why: errOwned}, "index behind": newIndex(t, store)}
	for way, x := range ways {
		if way != "store alone" {
			follow(t, x)
			defer func() { follow(t, x) }()
		}
		for query, want := range map[string][]string{
			"":                                {promise, fine, scan, left, denied},
			"驿":                               {left, denied},
			"驛站":                              {left, denied},
			"驿站 没有":                           {denied},
			`"了，放"`:                           {left},
			"了放":                              nil,
			"３點前":                             {promise},
			"39000":                           {promise},
			"到 -驿站":                           {promise},
			"到":                               {promise, left, denied},
			"好的 OR 签收":                        {fine, scan},
			"，":                               {promise, left},
			"from:小王":                         {promise, left},
			"from:小*":                         {promise, left},
			"from:小":                          nil,
			`in:"李女士 和 小王" 站`:                 {left, denied},
			"kind:scan":                       {scan},
			"says:received":                   {denied},
			"mode:promised":                   {promise},
			"status:delivered":                {scan},
			"waybill:SF139*":                  {promise, scan, denied},
			"waybill:sf-1390000000017 签收":     {scan},
			"carrier:sf":                      {promise, scan},
			"app:wechat 站":                    {left, denied},
			"app:tracking":                    {scan},
			"app:kuaidi100":                   {scan},
			"source:查询.txt":                   {scan},
			"has:waybill":                     {promise, scan},
			"has:promise":                     {promise},
			"has:claim":                       {denied},
			"has:attachment":                  nil,
			"has:finding":                     {scan, denied},
			"-has:finding":                    {promise, fine, left},
			"finding:signed_not_received":     {scan, denied},
			"finding:f_one 站":                 {denied},
			"label:重要":                        {left},
			"on:2026-03-02":                   {promise, fine},
			"after:2026-03-03":                {scan, left},
			"before:2026-03-03":               {promise, fine},
			"after:2026-03-02T09:01 -on:2026": nil,
			"-after:2026":                     {denied},
			"after:2026-03-02T09:01 before:2026-03-03T10:00:01": {fine, scan},
		} {
			t.Run(way+"/"+query, func(t *testing.T) {
				r := ask(t, x, query, SearchOptions{})
				if diff := cmp.Diff(want, slices.Clip(r.texts()), cmp.Transformer("", func(s []string) string { return strings.Join(s, "|") })); diff != "" {
					t.Error(diff)
				}
				if r.Total != len(want) {
					t.Errorf("total %d, want %d", r.Total, len(want))
				}
			})
		}
	}
}

// What a query is asked of a case must not depend on how far the index is.
func TestSearchIsExactAtEveryMoment(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		store, x := fresh(t, rt)
		var written []string
		number := 0
		lineOf := rapid.Custom(func(t *rapid.T) line {
			l := line{from: rapid.SampledFrom([]string{"小王", "李女士", "ａ b"}).Draw(t, "from"), text: anyText.Draw(t, "text")}
			if s := rapid.IntRange(-1, 400_000).Draw(t, "second"); s >= 0 {
				l.at = day(1970, 1, 1).Add(time.Duration(s) * time.Second)
			}
			if rapid.IntRange(0, 5).Draw(t, "scan") == 0 {
				l.scan = &timeline.Scan{Waybill: "SF1", Status: timeline.StatusDelivered}
			}
			return l
		})
		steps := map[string]func(*rapid.T){
			"import": func(rt *rapid.T) {
				lines := rapid.SliceOfN(lineOf, 1, 12).Draw(rt, "lines")
				number++
				for _, l := range lines {
					written = append(written, l.text)
				}
				put(t, store, fmt.Sprint("chat ", number), rapid.SampledFrom([]string{"qq-txt", "wechat-share-txt"}).Draw(rt, "format"), lines...)
			},
			"follow": func(*rapid.T) { follow(t, x) },
			"again": func(rt *rapid.T) {
				var lines []line
				for e, err := range store.Events(t.Context(), casefile.EventQuery{Kinds: []timeline.RecordKind{timeline.KindMessage}}) {
					if err != nil {
						rt.Fatal(err)
					}
					if e.Time.Dated() {
						lines = append(lines, line{from: e.Sender.Name, text: e.Text, at: e.Time.Start})
					}
				}
				if len(lines) == 0 {
					return
				}
				l := rapid.SampledFrom(lines).Draw(rt, "line")
				number++
				if err := putAgain(t, store, fmt.Sprint("again ", number), l, rapid.Bool().Draw(rt, "newer")); err != nil {
					rt.Fatal(err)
				}
			},
			"undo": func(rt *rapid.T) {
				imports, err := store.Imports(t.Context())
				if err != nil {
					rt.Fatal(err)
				}
				if len(imports) == 0 {
					return
				}
				id := rapid.SampledFrom(imports).Draw(rt, "import").ID
				if err := store.Undo(t.Context(), id, func(*casefile.Tx, casefile.Lost) error { return nil }); err != nil {
					rt.Fatal(err)
				}
			},
			"mark": func(rt *rapid.T) {
				ids := eventIDs(t, store)
				if len(ids) == 0 {
					return
				}
				id := rapid.SampledFrom(ids).Draw(rt, "event")
				if err := store.Label(t.Context(), id, `A*"`); err != nil {
					rt.Fatal(err)
				}
				err := store.Derive(t.Context(), func(d *casefile.Derivation) error {
					err := d.SetReading(id, nil, []timeline.Statement{{Kind: timeline.KindAttempted, Mode: timeline.ModePromised, Waybill: "SF12"}})
					if err != nil {
						return err
					}
					if err := d.ReplaceFindings([]string{""}, []timeline.Finding{{ID: "f_a", Type: timeline.Stalled, Also: []string{id}}}); err != nil {
						return err
					}
					return d.SetGuesses(nil)
				})
				if err != nil {
					rt.Fatal(err)
				}
			},
		}
		term := rapid.Custom(func(t *rapid.T) string { return fold.String(anyTerm(written).Draw(t, "term")) })
		for range rapid.IntRange(1, 7).Draw(rt, "steps") {
			steps[rapid.SampledFrom([]string{"import", "import", "follow", "follow", "again", "mark", "undo"}).Draw(rt, "step")](rt)
			for range 4 {
				checkAgainstStore(t, rt, store, x, anyQuery(term).Draw(rt, "query"))
			}
		}
	})
}

// fresh is a case with its index, both gone with the check.
func fresh(t *testing.T, rt *rapid.T) (*casefile.Store, *Index) {
	dir, err := os.MkdirTemp(t.TempDir(), "case")
	if err != nil {
		rt.Fatal(err)
	}
	store, err := casefile.Create(t.Context(), dir, casefile.Options{})
	if err != nil {
		rt.Fatal(err)
	}
	x, err := Open(t.Context(), store)
	if err != nil {
		rt.Fatal(err)
	}
	rt.Cleanup(func() {
		if err := errors.Join(x.Close(), store.Close(), os.RemoveAll(dir)); err != nil {
			t.Error(err)
		}
	})
	return store, x
}

func eventIDs(t testing.TB, store *casefile.Store) (ids []string) {
	for e, err := range store.Events(t.Context(), casefile.EventQuery{}) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, e.ID)
	}
	return ids
}

// checkAgainstStore asks the index and, event by event, the query itself.
func checkAgainstStore(t *testing.T, rt *rapid.T, store *casefile.Store, x *Index, q Query) {
	all, err := store.Findings(t.Context(), casefile.FindingQuery{})
	if err != nil {
		rt.Fatal(err)
	}
	live := byEvent(all)
	want, found := Result{}, 0
	for e, err := range store.Events(t.Context(), casefile.EventQuery{}) {
		if err != nil {
			rt.Fatal(err)
		}
		if !Match(q, e, live[e.ID]) {
			continue
		}
		want.Total++
		if !e.Time.Dated() {
			want.Undated++
		}
		found += len(live[e.ID])
		want.Events = append(want.Events, Hit{e, Marks(q, e.Text)})
	}
	var got Result
	for o := (SearchOptions{Limit: rapid.IntRange(1, 9).Draw(rt, "limit"), Zone: zone}); ; o.Cursor = got.Cursor {
		page, err := x.Search(t.Context(), q.String(), o)
		if err != nil {
			rt.Fatalf("%s: %v", q, err)
		}
		got.Events = append(got.Events, page.Events...)
		got.Total, got.Undated, got.Facets, got.Histogram, got.Cursor = page.Total, page.Undated, page.Facets, page.Histogram, page.Cursor
		if page.Cursor == "" {
			break
		}
	}
	byTime := func(a, b Hit) int { return strings.Compare(a.ID, b.ID) }
	slices.SortFunc(got.Events, byTime)
	slices.SortFunc(want.Events, byTime)
	if diff := cmp.Diff(want.Events, got.Events); diff != "" {
		rt.Fatalf("%s: (-store +index)\n%s", q, diff)
	}
	buckets, kinds, named := 0, 0, 0
	for _, b := range got.Histogram {
		buckets += b.Count
	}
	for _, c := range got.Facets["kind"] {
		kinds += c.Count
	}
	for _, c := range got.Facets["finding"] {
		named += c.Count
	}
	if got.Total != want.Total || got.Undated != want.Undated || buckets != want.Total-want.Undated || kinds != want.Total || named != found || len(got.Histogram) > MaxBuckets {
		rt.Fatalf("%s: counts differ: %+v, want total %d undated %d findings %d", q, got, want.Total, want.Undated, found)
	}
}

// Searches, imports, following and building again go on at the same time; what
// was there before is always found.
func TestIndex_concurrent(t *testing.T) {
	store := dispute(t)
	x := newIndex(t, store)
	done := make(chan struct{})
	var wait sync.WaitGroup
	for range 3 {
		wait.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				r, err := x.Search(t.Context(), "站", SearchOptions{})
				if err != nil || r.Total < 2 || len(r.Events) != r.Total {
					t.Errorf("found %d, on the page %d, %v", r.Total, len(r.Events), err)
					return
				}
			}
		})
	}
	for n := range 12 {
		if err := tryPut(t, store, fmt.Sprint("chat ", n), "qq-txt", line{text: "到站 " + fmt.Sprint(n), at: day(2026, 3, 4)}); err != nil {
			t.Error(err)
		}
		err := x.Follow(t.Context())
		if n%4 == 3 {
			err = x.Rebuild(t.Context())
		}
		if err != nil {
			t.Error(err)
		}
	}
	close(done)
	wait.Wait()
	if r := ask(t, x, "站", SearchOptions{}); r.Total != 14 {
		t.Errorf("found %d in the end", r.Total)
	}
}

// An event takes the smaller id when another export holds it too. It is found
// once, before the index follows and afterwards.
func TestFollow_otherID(t *testing.T) {
	for n := range 8 {
		store := newCase(t)
		x := newIndex(t, store)
		l := line{from: "小王", text: "到站", at: day(2026, 3, 1)}
		put(t, store, fmt.Sprint("chat ", n), "qq-txt", l)
		follow(t, x)
		if err := putAgain(t, store, "again", l, n%2 == 0); err != nil {
			t.Fatal(err)
		}
		for _, when := range []string{"behind", "up to date"} {
			r := ask(t, x, "站", SearchOptions{})
			if ids := each(r.Events, func(h Hit) string { return h.ID }); r.Total != 1 || !slices.Equal(ids, eventIDs(t, store)) {
				t.Errorf("%s: total %d, events %v of %v", when, r.Total, ids, eventIDs(t, store))
			}
			follow(t, x)
		}
	}
}

// The JSON of a result is public.
func TestResult_json(t *testing.T) {
	x := newIndex(t, dispute(t))
	r := ask(t, x, "站", SearchOptions{Limit: 1, Zone: zone})
	r.TookMS = 1.5
	got, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	want := `{
 "total": 2,
 "undated": 1,
 "took_ms": 1.5,
 "facets": {
  "app": [{"value": "wechat", "count": 2}],
  "carrier": [],
  "chat": [{"value": "李女士 和 小王", "count": 2}],
  "finding": [{"value": "signed_not_received", "count": 1}],
  "kind": [{"value": "message", "count": 2}],
  "mode": [{"value": "asserted", "count": 1}],
  "says": [{"value": "received", "count": 1}],
  "sender": [{"value": "小王", "count": 1}, {"value": "李女士", "count": 1}],
  "source": [{"value": "李女士 和 小王.txt", "count": 2}],
  "status": []
 },
 "histogram": [{"from": "2026-03-03T11:00:00+08:00", "to": "2026-03-03T11:01:00+08:00", "count": 1}],
 "cursor": "` + r.Cursor + `"
}`
	var a, b any
	if err := errors.Join(json.Unmarshal(got, &a), json.Unmarshal([]byte(want), &b)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(b, a); diff != "" || r.Cursor == "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	hit, err := json.Marshal(r.Events[0])
	if err != nil || !strings.Contains(string(hit), `"hits":[[5,6]]`) || !strings.Contains(string(hit), `"event":"e_`) {
		t.Errorf("%s, %v", hit, err)
	}
}

func TestSearch_order(t *testing.T) {
	x := newIndex(t, dispute(t))
	follow(t, x)
	byRelevance := ask(t, x, "", SearchOptions{Sort: ByRelevance})
	want := []string{"【杭州】您的快件已签收", "我没收到啊！驿站也没有", "明天下午3点前一定送到，单号SF1390000000017", "好的", "到了，放驿站了"}
	if diff := cmp.Diff(want, byRelevance.texts()); diff != "" {
		t.Errorf("by relevance: (-want +got)\n%s", diff)
	}
	for _, sort := range []Sort{ByTime, ByRelevance} {
		var paged []string
		o := SearchOptions{Limit: 2, Sort: sort}
		for {
			r := ask(t, x, "", o)
			paged = append(paged, r.texts()...)
			if o.Cursor = r.Cursor; o.Cursor == "" {
				break
			}
		}
		if diff := cmp.Diff(ask(t, x, "", SearchOptions{Sort: sort}).texts(), paged); diff != "" {
			t.Errorf("pages by %s: (-want +got)\n%s", sort, diff)
		}
	}
	for _, o := range []SearchOptions{{Sort: "best"}, {Cursor: "x"}, {Cursor: byRelevance.Cursor + "relevance.1", Sort: ByTime}} {
		if _, err := x.Search(t.Context(), "", o); err == nil {
			t.Errorf("%+v: no error", o)
		}
	}
}
