package merge

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/duizheng/duizheng/timeline"
)

// A line of a test chat: "09:20:05 小王: 好" with second, "09:20 小王: 好" with
// minute precision; "id=7" at its end gives a platform id.
func export(n int, lines ...string) []Item {
	var out []Item
	for i, line := range lines {
		when, rest, _ := strings.Cut(line, " ")
		who, text, _ := strings.Cut(rest, ": ")
		text, id, _ := strings.Cut(text, " id=")
		var h, m, s int64
		width := int64(1)
		if k, _ := fmt.Sscanf(when, "%d:%d:%d", &h, &m, &s); k == 2 {
			width = 60
		}
		kind := timeline.KindMessage
		if who == "*" {
			kind, who = timeline.KindNotice, ""
		}
		out = append(out, Item{Ref: int64(n*1000 + i), Rank: int64(n*1000 + i), Export: n, Order: int64(i), Kind: kind,
			Sender: int64(n*100) + int64(len(who)), SenderName: who, Start: 1772000000/86400*86400 + h*3600 + m*60 + s, Width: width,
			Zone: timeline.ZoneAssumed, Key: Key(text), Text: text, ID: id})
	}
	return out
}

func show(u Union) (out []string) {
	for _, e := range u.Events {
		var refs []string
		for _, it := range e.Items {
			refs = append(refs, fmt.Sprint(it.Ref))
		}
		out = append(out, strings.Join(refs, "="))
	}
	return out
}

func differ(u Union) (out []string) {
	for _, d := range u.Differences {
		var texts []string
		for _, e := range d.Events {
			texts = append(texts, e.Shown().Text)
		}
		out = append(out, fmt.Sprintf("%s in %d: %s", d.Kind, d.Export, strings.Join(texts, " / ")))
	}
	return out
}

func TestGroup(t *testing.T) {
	for _, c := range []struct {
		name    string
		exports [][]Item
		events  []string
		differ  []string
	}{
		{"overlap", [][]Item{
			export(1, "09:20 小王: 明天下午三点前送到", "09:21 李女士: 好", "09:21 李女士: 好"),
			export(2, "09:21 李女士: 好", "09:21 李女士: 好", "09:30 小王: 已经在路上了"),
		}, []string{"1000", "1001=2000", "1002=2001", "2002"}, nil},
		{"equal messages of one export stay", [][]Item{
			export(1, "09:21 李女士: 好", "09:21 李女士: 好", "09:21 李女士: 好"),
			export(2, "09:21 李女士: 好"),
		}, []string{"1000=2000", "1001", "1002"}, nil},
		{"seconds against minutes, the finer is shown", [][]Item{
			export(1, "09:20 小王: 明天下午三点前送到", "09:21 李女士: 收到"),
			export(2, "09:20:45 小王: 明天下午三點前送到", "09:21:02 李女士: 收到 "),
		}, []string{"2000=1000", "2001=1001"}, nil},
		{"both parties call themselves 我", [][]Item{
			export(1, "09:20 我: 请放前台", "09:21 小王: 好的没问题", "09:22 我: 谢谢"),
			export(2, "09:20 李女士家: 请放前台", "09:21 我: 好的没问题", "09:22 李女士家: 谢谢"),
		}, []string{"1000=2000", "1001=2001", "1002=2002"}, nil},
		{"same words, another sender", [][]Item{
			export(1, "09:20 甲: 请放前台", "09:21 乙乙: 好的没问题", "09:22 甲: 谢谢"),
			export(2, "09:20 甲: 请放前台", "09:21 乙乙: 好的没问题", "09:22 乙乙: 谢谢"),
		}, []string{"1000=2000", "1001=2001", "1002", "2002"}, nil},
		{"edited since: one id, two texts", [][]Item{
			export(1, "09:20 小王: 明天送 id=7", "09:21 李女士: 好 id=8"),
			export(2, "09:20 小王: 后天送 id=7", "09:21 李女士: 好 id=8"),
		}, []string{"1000=2000", "1001=2001"}, []string{"differing in 2: 明天送"}},
		{"edited since, no ids", [][]Item{
			export(1, "09:20 李女士: 什么时候送", "09:21 小王: 明天送", "09:22 李女士: 谢谢你"),
			export(2, "09:20 李女士: 什么时候送", "09:21 小王: 后天送", "09:22 李女士: 谢谢你"),
		}, []string{"1000=2000", "1001", "2001", "1002=2002"}, []string{"differing in 2: 明天送 / 后天送"}},
		{"recalled since", [][]Item{
			export(1, "09:20 李女士: 什么时候送", "09:21 小王: 今天肯定送不了", "09:22 李女士: 谢谢你"),
			export(2, "09:20 李女士: 什么时候送", "09:21 *: 小王撤回了一条消息", "09:22 李女士: 谢谢你"),
		}, []string{"1000=2000", "1001", "2001", "1002=2002"}, []string{"differing in 2: 今天肯定送不了 / 小王撤回了一条消息"}},
		{"one lacks a message", [][]Item{
			export(1, "09:20 李女士: 什么时候送", "09:21 小王: 今天肯定送不了", "09:22 李女士: 谢谢你"),
			export(2, "09:20 李女士: 什么时候送", "09:22 李女士: 谢谢你", "09:23 小王: 不客气"),
		}, []string{"1000=2000", "1001", "1002=2001", "2002"}, []string{"missing in 2: 今天肯定送不了"}},
		{"placeholders of two formats", [][]Item{
			export(1, "09:20 李女士: 什么时候送", "09:21 小王: [图片]", "09:22 李女士: 谢谢你"),
			export(2, "09:20 李女士: 什么时候送", "09:21 小王: <Media omitted>", "09:22 李女士: 谢谢你"),
		}, []string{"1000=2000", "1001=2001", "1002=2002"}, nil},
		{"quotation of one format", [][]Item{
			export(1, "09:20 李女士: 什么时候送", "09:21 小王: 明天送", "09:22 李女士: 谢谢你"),
			export(2, "09:20 李女士: 什么时候送", "09:21 小王: [引用 李女士: 什么时候送] 明天送", "09:22 李女士: 谢谢你"),
		}, []string{"1000=2000", "1001", "2001", "1002=2002"}, nil},
		{"rounded to the next minute", [][]Item{
			export(1, "09:20 李女士: 什么时候送", "09:21:40 小王: 明天上午送", "09:23 李女士: 谢谢你"),
			export(2, "09:20 李女士: 什么时候送", "09:22 小王: 明天上午送", "09:23 李女士: 谢谢你"),
		}, []string{"1000=2000", "1001", "2001", "1002=2002"}, nil},
		{"two zones", [][]Item{
			export(1, "09:20 李女士: 什么时候送", "09:21 小王: 明天上午送", "09:22 李女士: 谢谢你了", "09:25 李女士: 几点"),
			export(2, "01:20 李女士: 什么时候送", "01:21 小王: 明天上午送", "01:22 李女士: 谢谢你了"),
		}, []string{"1000=2000", "1001=2001", "1002=2002", "1003"}, nil},
		{"ids of one app tell equal messages apart", [][]Item{
			export(1, "09:20 李女士: 在吗 id=1", "09:20 李女士: 在吗 id=2"),
			export(2, "09:20 李女士: 在吗 id=1", "09:20 李女士: 在吗 id=3"),
		}, []string{"1000=2000", "1001", "2001"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			u := Group(slices.Concat(c.exports...))
			if diff := cmp.Diff(c.events, show(u)); diff != "" {
				t.Errorf("events (-want +got):\n%s", diff)
			}
			var got []string
			for _, d := range differ(u) {
				if !strings.HasPrefix(d, string(timeline.GapSkew)) {
					got = append(got, d)
				}
			}
			if diff := cmp.Diff(c.differ, got); diff != "" {
				t.Errorf("differences (-want +got):\n%s", diff)
			}
		})
	}
}

func TestGroup_twoZonesAreReported(t *testing.T) {
	u := Group(slices.Concat(
		export(1, "09:20 李女士: 什么时候送", "09:21 小王: 明天上午送", "09:22 李女士: 谢谢你了"),
		export(2, "01:20 李女士: 什么时候送", "01:21 小王: 明天上午送", "01:22 李女士: 谢谢你了")))
	if len(u.Differences) != 1 || u.Differences[0].Kind != timeline.GapSkew || u.Differences[0].Seconds != 8*3600 {
		t.Errorf("got %+v", u.Differences)
	}
}

func TestGroup_oneNameTwoPeople(t *testing.T) {
	u := Group(slices.Concat(
		export(1, "09:20 我: 请放前台", "09:21 小王: 好的没问题"),
		export(2, "09:20 李女士: 请放前台", "09:21 我: 好的没问题")))
	// 我 is sender 103 in one and 203 in the other.
	want := []Pair{{103, 203, false}, {103, 209, true}, {106, 203, true}}
	if diff := cmp.Diff(want, u.Senders); diff != "" {
		t.Errorf("senders (-want +got):\n%s", diff)
	}
}

func TestKey(t *testing.T) {
	for _, c := range []struct{ a, b string }{
		{"明天下午３点前", "明天下午3點前"},
		{"OK  好的", "ok好的"},
		{"[图片]", "<Media omitted>"},
		{"\u200eimage omitted", "[圖片]"},
		{"[语音 12\"]", "[语音]"},
	} {
		if Key(c.a) != Key(c.b) {
			t.Errorf("%q and %q differ: %q, %q", c.a, c.b, Key(c.a), Key(c.b))
		}
	}
	for _, c := range []struct{ a, b string }{{"明天", "后天"}, {"图片", "[图片]"}, {"[已签收]", "[图片]"}, {"3点", "3"}} {
		if Key(c.a) == Key(c.b) {
			t.Errorf("%q and %q are the same", c.a, c.b)
		}
	}
}

// A chat as it was, and exports of it: each has a part of it, its own
// precision, clock, names and ways to write pictures and quotations, perhaps
// platform ids; it may lack messages, or have been made after one was recalled.
type world struct{ chat []Item }

var mediaWords = []string{"[图片]", "<Media omitted>", "[圖片]", "image omitted"}

func drawWorld(t *rapid.T) world {
	var w world
	at := int64(1772000000)
	pause := rapid.SampledFrom([]int64{15, 90, 4000}).Draw(t, "longest pause")
	for i := range rapid.IntRange(1, 40).Draw(t, "messages") {
		at += rapid.Int64Range(0, pause).Draw(t, "pause")
		sender := rapid.Int64Range(0, 2).Draw(t, "sender")
		text := rapid.SampledFrom([]string{"好的", "好的", "好的", "好", "嗯", "明天下午送到", "到了吗到了吗", "单号发我", "在路上了", mediaWords[0]}).Draw(t, "text")
		w.chat = append(w.chat, Item{Order: int64(i), Kind: timeline.KindMessage, Sender: sender, SenderName: fmt.Sprint("n", sender),
			Start: at, Width: 1, Zone: timeline.ZoneExplicit, Key: Key(text), Text: text})
	}
	return w
}

// A manner is how an export writes what was said.
type manner struct {
	width, shift            int64
	ids, own, quotes, plain bool
	lacks, recalled, media  int
}

func drawManner(t *rapid.T) manner {
	m := manner{
		width: rapid.SampledFrom([]int64{1, 60}).Draw(t, "width"), ids: rapid.Bool().Draw(t, "ids"), own: rapid.Bool().Draw(t, "own names"),
		lacks: rapid.IntRange(0, 9).Draw(t, "lacks one in"), media: rapid.IntRange(0, len(mediaWords)-1).Draw(t, "placeholder"),
		shift:  rapid.SampledFrom([]int64{0, 0, 0, 8 * 3600, -5 * 3600, 19800}).Draw(t, "clock"),
		quotes: rapid.Bool().Draw(t, "quotes"), recalled: rapid.IntRange(-1, 39).Draw(t, "recalled"),
	}
	m.plain = m.shift == 0 && !m.own && !m.quotes && m.recalled < 0
	return m
}

func (w world) export(t *rapid.T, n int) []Item { return w.exportAs(t, n, drawManner(t)) }

func (w world) exportAs(t *rapid.T, n int, m manner) []Item {
	from := rapid.IntRange(0, len(w.chat)-1).Draw(t, "from")
	to := rapid.IntRange(from+1, len(w.chat)).Draw(t, "to")
	var out []Item
	for i, it := range w.chat[from:to] {
		if m.lacks > 0 && (i+from)%10 == m.lacks && m.lacks != i+from {
			continue
		}
		it.Export, it.Ref, it.Rank = n, int64(n*1000)+it.Order, int64(n*1000)+it.Order
		it.Start, it.Width = (it.Start+m.shift)/m.width*m.width, m.width
		if m.ids {
			it.ID = fmt.Sprint("m", it.Order)
		}
		if m.own {
			it.SenderName = fmt.Sprint(n, it.SenderName)
		}
		it.Sender += int64(n * 100)
		switch {
		case i+from == m.recalled:
			it.Kind, it.Text, it.Sender, it.SenderName = timeline.KindNotice, it.SenderName+"撤回了一条消息", int64(n*100+50), ""
		case it.Key == media:
			it.Text = mediaWords[m.media]
		case m.quotes && i%3 == 1:
			it.Text = "[引用 n1：到了吗到了吗] " + it.Text
		}
		it.Key = Key(it.Text)
		out = append(out, it)
	}
	return out
}

func sizes(items []Item) (n, largest int) {
	of := map[int]int{}
	for _, it := range items {
		of[it.Export]++
	}
	for _, k := range of {
		largest = max(largest, k)
	}
	return len(items), largest
}

func TestGroup_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		var items []Item
		plain, said := true, map[int64]bool{}
		for n := range rapid.IntRange(1, 4).Draw(t, "exports") {
			m := drawManner(t)
			plain = plain && m.plain
			for _, it := range w.exportAs(t, n, m) {
				items = append(items, it)
				said[it.Order] = true
			}
		}
		u := Group(slices.Clone(items))
		total, largest := sizes(items)
		// What was said once is on the timeline once, where nothing but precision
		// and placeholders differs.
		if plain && len(u.Events) > len(said) {
			t.Fatalf("%d events, %d things were said", len(u.Events), len(said))
		}
		if len(u.Events) < largest || len(u.Events) > total {
			t.Fatalf("%d events of %d records, the largest export has %d", len(u.Events), total, largest)
		}
		seen := map[int64]bool{}
		for _, e := range u.Events {
			from := map[int]bool{}
			for _, it := range e.Items {
				if from[it.Export] {
					t.Fatalf("two records of export %d are one event", it.Export)
				}
				from[it.Export] = true
				if seen[it.Ref] {
					t.Fatalf("record %d is in two events", it.Ref)
				}
				seen[it.Ref] = true
			}
		}
		if len(seen) != total {
			t.Fatalf("%d of %d records are in events", len(seen), total)
		}
		// The order in which records come in does not matter.
		shuffled := slices.Clone(items)
		rand.New(rand.NewPCG(1, 2)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if diff := cmp.Diff(show(u), show(Group(shuffled))); diff != "" {
			t.Fatalf("depends on the order of import:\n%s", diff)
		}
	})
}

// An export merged with a copy of itself is itself, and nothing differs.
func TestGroup_withItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawWorld(t).export(t, 0)
		b := slices.Clone(a)
		for i := range b {
			b[i].Export, b[i].Ref, b[i].Rank, b[i].Sender = 1, b[i].Ref+5000, b[i].Rank+5000, b[i].Sender+5000
		}
		u := Group(slices.Concat(a, b))
		if len(u.Events) != len(a) || len(u.Differences) != 0 {
			t.Fatalf("%d events of %d; %v", len(u.Events), len(a), differ(u))
		}
	})
}

// A file cut in two where the minute changes holds what it held.
func TestGroup_split(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawWorld(t).export(t, 0)
		cut := rapid.IntRange(0, len(a)).Draw(t, "cut")
		for cut > 0 && cut < len(a) && a[cut].Start/60 == a[cut-1].Start/60 {
			cut++
		}
		b := slices.Clone(a)
		for i := range b[cut:] {
			b[cut+i].Export, b[cut+i].Sender = 1, b[cut+i].Sender+5000
		}
		whole, parts := Group(a), Group(b)
		if diff := cmp.Diff(show(whole), show(parts)); diff != "" {
			t.Fatalf("a split changes the chat:\n%s", diff)
		}
	})
}

func BenchmarkGroup(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	texts := []string{"好", "好的", "明天下午送到", "到了吗", "单号发我", "在路上了"}
	var items []Item
	for n := range 2 {
		at := int64(1772000000)
		for i := range 50_000 {
			at += r.Int64N(120)
			text := texts[r.IntN(len(texts))]
			items = append(items, Item{Ref: int64(n*100_000 + i), Rank: int64(n*100_000 + i), Export: n, Order: int64(i), Kind: timeline.KindMessage,
				Sender: int64(n*10 + i%2), SenderName: fmt.Sprint(i % 2), Start: at, Width: 1, Key: Key(text), Text: text})
		}
		r = rand.New(rand.NewPCG(1, 2))
	}
	b.ReportAllocs()
	for b.Loop() {
		Group(slices.Clone(items))
	}
	b.ReportMetric(float64(len(items)*b.N)/b.Elapsed().Seconds(), "records/s")
}
