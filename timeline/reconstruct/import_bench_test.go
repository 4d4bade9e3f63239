package reconstruct

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/formats"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
)

// size is how many messages the benchmarks import; DUIZHENG_BENCH_MESSAGES
// sets it (1000000 is the measure of the project), a tenth as many scans are
// added.
func size() int {
	if n, err := strconv.Atoi(os.Getenv("DUIZHENG_BENCH_MESSAGES")); err == nil {
		return n
	}
	return 20_000
}

var sentences = []string{"好的", "嗯", "在吗", "明天下午3点前一定送到", "我还没收到呢", "已经放在您家门口了", "单号发我一下", "这两天件太多了 不好意思",
	"请不要放驿站 谢谢", "什么时候能到啊 急用", "您的快递到了 麻烦下来取一下", "老板说今天一定发货", "哈哈哈哈", "晚饭吃什么", "周末去哪儿玩"}

// A world makes exports: the same for the same seed.
type world struct {
	testing.TB
	*rand.Rand
	dir   string
	seed  uint64
	given []time.Time // when each parcel's number was current, by its index
	lot   lot
	paths []string
}

// A lot is the parcels that one chat, or a shop's and a courier's, speak of,
// one after the other.
type lot struct {
	first, parcels int
	said, messages int
}

func newWorld(tb testing.TB, seed uint64) *world {
	return &world{TB: tb, Rand: rand.New(rand.NewPCG(seed, 7)), dir: tb.TempDir(), seed: seed}
}

func (w *world) number(parcel int) string {
	return fmt.Sprintf("YT73%04d%07d", w.seed, parcel)
}

// words are those of the next message; one in fifty names one of the last
// numbers.
func (w *world) words(at time.Time) string {
	text := sentences[w.IntN(len(sentences))] + strings.Repeat("呀", w.IntN(4))
	now := w.lot.first + w.lot.parcels*w.lot.said/w.lot.messages
	w.lot.said++
	for len(w.given) <= now {
		w.given = append(w.given, at)
	}
	if w.IntN(50) == 0 {
		text += " " + w.number(max(w.lot.first, now-w.IntN(3)))
	}
	return text
}

// pause is the time to the next message: some 250 in a day.
func (w *world) pause() time.Duration { return time.Duration(w.Int64N(700)) * time.Second }

// file writes a file of the world.
func (w *world) file(name string, write func(io.Writer)) {
	p := filepath.Join(w.dir, name)
	w.paths = append(w.paths, p)
	f, err := os.Create(p)
	if err != nil {
		w.Fatal(err)
	}
	defer f.Close()
	b := bufio.NewWriterSize(f, 1<<20)
	write(b)
	if err := b.Flush(); err != nil {
		w.Fatal(err)
	}
}

// chats are the ways to write n messages of one chat, from start on.
var chats = []struct {
	name  string
	write func(w *world, out io.Writer, who string, n int, at time.Time)
}{
	{"share-%s.txt", func(w *world, out io.Writer, who string, n int, at time.Time) {
		fmt.Fprintf(out, "沈女士 和 %s 在微信上的聊天记录如下，请查收。\n", who)
		day := ""
		for range n {
			at = at.Add(w.pause())
			if d := at.Format(time.DateOnly); d != day {
				day = d
				fmt.Fprintf(out, "\n—————  %s  —————\n\n", day)
			}
			fmt.Fprintf(out, "\n%s  %s\n\n%s\n", w.one("沈女士", who), at.Format("15:04"), w.words(at))
		}
	}},
	{"weflow-%s.json", func(w *world, out io.Writer, who string, n int, at time.Time) {
		fmt.Fprintf(out, `{"weflow":{"version":"1.0.3","exportedAt":1775500000,"generator":"WeFlow"},
"session":{"wxid":"wxid_%[1]s","nickname":%[2]q,"remark":%[2]q,"displayName":%[2]q,"type":"私聊","messageCount":%[3]d},"messages":[`, w.id(who), who, n)
		for i := range n {
			at = at.Add(w.pause())
			id, name, self := "wxid_me", "沈女士", 1
			if w.IntN(2) == 0 {
				id, name, self = "wxid_"+w.id(who), who, 0
			}
			fmt.Fprintf(out, `%s{"localId":%d,"createTime":%d,"formattedTime":%q,"type":"文本消息","localType":1,"content":%q,"isSend":%d,"senderUsername":%q,"senderDisplayName":%q,"platformMessageId":"%d%06d"}`,
				[]string{"\n", ",\n"}[min(i, 1)], i+1, at.Unix(), at.Format(time.DateTime), w.words(at), self, id, name, at.Unix(), i)
		}
		fmt.Fprintln(out, "]}")
	}},
	{"qq-%s.txt", func(w *world, out io.Writer, who string, n int, at time.Time) {
		const bar = "================================================================"
		fmt.Fprintf(out, "消息记录（此消息记录为文本格式，不支持重新导入）\n\n%[1]s\n消息分组:我的好友\n%[1]s\n消息对象:%[2]s\n%[1]s\n\n", bar, who)
		for range n {
			at = at.Add(w.pause())
			fmt.Fprintf(out, "%s %s\n%s\n\n", at.Format("2006-01-02 15:04:05"), w.one("沈女士", who), w.words(at))
		}
	}},
	{"WhatsApp Chat - %s.txt", func(w *world, out io.Writer, who string, n int, at time.Time) {
		for range n {
			at = at.Add(w.pause())
			fmt.Fprintf(out, "[%s] %s: %s\n", at.Format("2006/1/2 15:04:05"), w.one("沈女士", who), w.words(at))
		}
	}},
}

func (w *world) one(a, b string) string {
	if w.IntN(2) == 0 {
		return a
	}
	return b
}

func (w *world) id(name string) string { return fmt.Sprintf("%x", name) }

// couriers are the tracking files: n scans in answers of eight rows.
var couriers = []struct {
	name, open, answer, row, end string
}{
	{"kuaidi100-%d.json", "[", `{"message":"ok","nu":%q,"ischeck":"0","com":"yuantong","status":"200","state":"0","data":[`,
		`{"time":%[1]q,"ftime":%[1]q,"context":"快件到达【杭州转运中心%[2]d】","statusCode":"1002"}`, "]}"},
	{"kdniao-%d.json", `{"EBusinessID":"1000000","Count":"0","Data":[`, `{"EBusinessID":"1000000","ShipperCode":"YTO","LogisticCode":%q,"Success":true,"State":"2","Traces":[`,
		`{"AcceptTime":%q,"AcceptStation":"【杭州市】 快件离开 杭州中转部%d 已发往下一站","Location":"杭州市","Action":"1"}`, "]}"},
}

// generate writes n messages and n/10 scans as five real formats and one more
// of scans: chats of many sizes, the largest a tenth of all, two and two about
// the same parcels.
func (w *world) generate(n int) []string {
	var start time.Time
	for left, k := n, 0; left > 0; k++ {
		c := chats[k%len(chats)]
		size := min(left, max(200, n/(10+5*k/len(chats))/(1+k%len(chats))))
		left -= size
		who := fmt.Sprintf("圆通老赵%d-%d", w.IntN(1_000_000), k)
		if k%2 == 0 {
			start = time.Date(2023+w.IntN(3), time.Month(1+w.IntN(12)), 1+w.IntN(28), w.IntN(24), 0, 0, 0, time.UTC)
			w.lot = lot{first: len(w.given), parcels: 1 + size/80}
		}
		w.lot.said, w.lot.messages = 0, size
		w.file(fmt.Sprintf(c.name, who), func(out io.Writer) { c.write(w, out, who, size, start) })
	}
	answers := min(500, 1+n/400) // in one file
	for left, k := n/10, 0; left > 0; k++ {
		c := couriers[k%len(couriers)]
		w.file(fmt.Sprintf(c.name, w.IntN(1_000_000)*100+k), func(out io.Writer) {
			io.WriteString(out, c.open)
			for a := 0; a < answers && left > 0; a++ {
				parcel := w.IntN(len(w.given))
				fmt.Fprintf(out, []string{"\n", ",\n"}[min(a, 1)]+c.answer, w.number(parcel))
				at := w.given[parcel].Add(time.Duration(w.Int64N(2*86400)) * time.Second)
				for r := 0; r < 8 && left > 0; r++ {
					at = at.Add(time.Duration(w.Int64N(40_000)) * time.Second)
					fmt.Fprintf(out, []string{"\n", ",\n"}[min(r, 1)]+c.row, at.Format(time.DateTime), w.IntN(100))
					left--
				}
				io.WriteString(out, c.end)
			}
			io.WriteString(out, "]"+strings.Repeat("}", strings.Count(c.open, "{")))
		})
	}
	return w.paths
}

// real writes a world of n messages.
func real(tb testing.TB, n int, seed uint64) []string { return newWorld(tb, seed).generate(n) }

// The generator writes what the formats read: nothing of it is lost.
func TestGenerator(t *testing.T) {
	const n = 4000
	store := benchCase(t)
	done := mustImport(t, store, real(t, n, 1))
	if done.Incomplete() || done.New != n+n/10 {
		t.Errorf("%d new events of %d", done.New, n+n/10)
	}
	used := map[string]bool{}
	for _, l := range done.Ledger {
		used[l.Source.Format] = true
		if l.Total() == 0 {
			t.Errorf("nothing read: %+v", l)
		}
	}
	if len(used) != len(chats)+len(couriers) {
		t.Errorf("formats used: %v", used)
	}
}

func benchCase(tb testing.TB) *casefile.Store {
	tb.Helper()
	store, err := casefile.Create(context.Background(), filepath.Join(tb.TempDir(), "case"), casefile.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { store.Close() })
	return store
}

// mustImport reads the exports as the program does, and imports them.
func mustImport(tb testing.TB, store *casefile.Store, paths []string) timeline.Import {
	tb.Helper()
	shanghai := time.FixedZone("Asia/Shanghai", 8*3600)
	reading, err := parsers.Read(context.Background(), formats.All, paths, parsers.Options{Zone: shanghai, ZoneFrom: timeline.ZoneAssumed})
	if err != nil || len(reading.Refusals) > 0 {
		tb.Fatal(err, reading.Refusals)
	}
	done, err := Import(context.Background(), store, reading.Exports, Options{Paths: paths, Zone: "Asia/Shanghai"})
	if err != nil {
		tb.Fatal(err)
	}
	return done
}

// BenchmarkImport imports into an empty case.
func BenchmarkImport(b *testing.B) {
	paths := real(b, size(), 1)
	m, events := measure(b), 0
	for b.Loop() {
		var store *casefile.Store
		m.without(func() { store = benchCase(b) })
		events += mustImport(b, store, paths).New
	}
	m.report(events, "events")
}

// BenchmarkImport_again imports what the case holds.
func BenchmarkImport_again(b *testing.B) {
	paths := real(b, size(), 1)
	store := benchCase(b)
	n := mustImport(b, store, paths).New
	m := measure(b)
	for b.Loop() {
		if done := mustImport(b, store, paths); done.New != 0 {
			b.Fatalf("%d new events", done.New)
		}
	}
	m.report(n*b.N, "events")
}

// BenchmarkImport_anew imports the same messages from other files: every record
// is read, and found to be there. What a byte more at the end does.
func BenchmarkImport_anew(b *testing.B) {
	paths := real(b, size(), 1)
	var copies []string
	dir := b.TempDir()
	for _, p := range paths {
		text, err := os.ReadFile(p)
		if err != nil {
			b.Fatal(err)
		}
		copies = append(copies, filepath.Join(dir, filepath.Base(p)))
		if err := os.WriteFile(copies[len(copies)-1], append(text, '\n'), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	m, n := measure(b), 0
	for b.Loop() {
		var store *casefile.Store
		m.without(func() {
			store = benchCase(b)
			n += mustImport(b, store, paths).New
		})
		if done := mustImport(b, store, copies); done.New != 0 {
			b.Fatalf("%d new events", done.New)
		}
	}
	m.report(n, "records")
}

// BenchmarkImport_more adds 1,000 messages and 100 scans to a large case.
func BenchmarkImport_more(b *testing.B) {
	store := benchCase(b)
	mustImport(b, store, real(b, size(), 1))
	m, seed := measure(b), uint64(100)
	for b.Loop() {
		var paths []string
		m.without(func() {
			seed++
			paths = real(b, 1000, seed)
		})
		mustImport(b, store, paths)
	}
	m.report(1100*b.N, "events")
}

// A meter measures what a benchmark costs: time by the clock, processor time
// (on a busy machine the truer one) and memory.
type meter struct {
	b     *testing.B
	begun time.Duration
	used  time.Duration
}

// measure begins to measure, where the system can.
func measure(b *testing.B) *meter {
	runtime.GC()
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // forgets the peak
	return &meter{b: b, begun: cpu()}
}

// without leaves out what do costs.
func (m *meter) without(do func()) {
	m.b.StopTimer()
	m.used += cpu() - m.begun
	do()
	m.begun = cpu()
	m.b.StartTimer()
}

// report tells how many things were done a second.
func (m *meter) report(done int, things string) {
	m.used += cpu() - m.begun
	m.b.ReportMetric(float64(done)/m.b.Elapsed().Seconds(), things+"/s")
	if m.used > 0 {
		m.b.ReportMetric(m.used.Seconds()/float64(m.b.N), "cpu-s/op")
	}
	reportPeak(m.b)
}

func reportPeak(b *testing.B) {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return // not on this system
	}
	for line := range strings.Lines(string(text)) {
		var kb float64
		if n, _ := fmt.Sscanf(line, "VmHWM: %f kB", &kb); n == 1 {
			b.ReportMetric(kb/1024, "peak-MB")
		}
	}
}

// BenchmarkFinish concludes from what an import brought.
func BenchmarkFinish(b *testing.B) {
	paths := real(b, size(), 1)
	m, events := measure(b), 0
	for b.Loop() {
		var store *casefile.Store
		m.without(func() {
			store = benchCase(b)
			events += mustImport(b, store, paths).New
		})
		if err := Finish(context.Background(), store); err != nil {
			b.Fatal(err)
		}
	}
	m.report(events, "events")
}

// BenchmarkVerify holds every record against its original.
func BenchmarkVerify(b *testing.B) {
	store := benchCase(b)
	mustImport(b, store, real(b, size(), 1))
	m, records := measure(b), 0
	for b.Loop() {
		v, err := store.Verify(context.Background())
		if err != nil || !v.OK() {
			b.Fatal(v, err)
		}
		records += v.Records
	}
	m.report(records, "records")
}

// BenchmarkEvents reads the whole timeline.
func BenchmarkEvents(b *testing.B) {
	store := benchCase(b)
	n := mustImport(b, store, real(b, size(), 1)).New
	m := measure(b)
	for b.Loop() {
		for _, err := range store.Events(context.Background(), casefile.EventQuery{}) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	m.report(n*b.N, "events")
}
