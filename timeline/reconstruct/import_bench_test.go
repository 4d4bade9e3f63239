package reconstruct

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
)

// size is how many messages the benchmarks import; DUIZHENG_BENCH_MESSAGES
// sets it, a tenth as many scans are added.
func size() int {
	if n, err := strconv.Atoi(os.Getenv("DUIZHENG_BENCH_MESSAGES")); err == nil {
		return n
	}
	return 20_000
}

var sentences = []string{"好的", "嗯", "在吗", "明天下午3点前一定送到", "我还没收到呢", "已经放在您家门口了", "单号发我一下", "这两天件太多了 不好意思",
	"请不要放驿站 谢谢", "什么时候能到啊 急用", "您的快递到了 麻烦下来取一下", "老板说今天一定发货", "哈哈哈哈", "晚饭吃什么", "周末去哪儿玩"}

// generate writes n messages and n/10 scans into five chat files and one
// tracking file of dir, the same for the same seed.
func generate(tb testing.TB, dir string, n int, seed uint64) []string {
	tb.Helper()
	r := rand.New(rand.NewPCG(seed, 7))
	at := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	var paths []string
	file := func(name string, lines int, line func() string) {
		p := filepath.Join(dir, name)
		paths = append(paths, p)
		f, err := os.Create(p)
		if err != nil {
			tb.Fatal(err)
		}
		defer f.Close()
		w := bufio.NewWriter(f)
		for range lines {
			fmt.Fprintln(w, line())
		}
		if err := w.Flush(); err != nil {
			tb.Fatal(err)
		}
	}
	number := func() string { return fmt.Sprintf("SF%013d", 1390000000000+r.Int64N(int64(max(10, n/20)))) }
	for k := range 5 {
		file(fmt.Sprintf("chat%d-%d.txt", seed, k), n/5, func() string {
			at = at.Add(time.Duration(r.Int64N(60)) * time.Second)
			chat := r.IntN(40)
			text := sentences[r.IntN(len(sentences))] + strings.Repeat("呀", r.IntN(4))
			if r.IntN(50) == 0 {
				text += " " + number()
			}
			return fmt.Sprintf("%s|群%d-%d|人%d|%s", at.Format("2006-01-02 15:04:05"), k, chat, r.IntN(3), text)
		})
	}
	file(fmt.Sprintf("track%d.txt", seed), n/10, func() string {
		at := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(r.Int64N(365*86400)) * time.Second)
		return fmt.Sprintf("%s|#%s|快件到达【杭州转运中心】", at.Format("2006-01-02 15:04:05"), number())
	})
	return paths
}

func exportsOf(tb testing.TB, paths []string) []*parsers.Export {
	tb.Helper()
	reading, err := parsers.Read(context.Background(), []*parsers.Format{plain}, paths, parsers.Options{Zone: time.UTC, ZoneFrom: timeline.ZoneAssumed})
	if err != nil {
		tb.Fatal(err)
	}
	return reading.Exports
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

func mustImport(tb testing.TB, store *casefile.Store, paths []string) timeline.Import {
	tb.Helper()
	done, err := Import(context.Background(), store, exportsOf(tb, paths), Options{Paths: paths})
	if err != nil {
		tb.Fatal(err)
	}
	return done
}

// BenchmarkImport imports into an empty case.
func BenchmarkImport(b *testing.B) {
	n := size()
	paths := generate(b, b.TempDir(), n, 1)
	b.ReportAllocs()
	events := 0
	for b.Loop() {
		b.StopTimer()
		store := benchCase(b)
		b.StartTimer()
		events += mustImport(b, store, paths).New
	}
	b.ReportMetric(float64(events)/b.Elapsed().Seconds(), "events/s")
	reportPeak(b)
}

// BenchmarkImport_again imports what the case holds.
func BenchmarkImport_again(b *testing.B) {
	paths := generate(b, b.TempDir(), size(), 1)
	store := benchCase(b)
	mustImport(b, store, paths)
	for b.Loop() {
		if done := mustImport(b, store, paths); done.New != 0 {
			b.Fatalf("%d new events", done.New)
		}
	}
}

// BenchmarkImport_more adds 1,000 messages and 100 scans to a large case.
func BenchmarkImport_more(b *testing.B) {
	store := benchCase(b)
	mustImport(b, store, generate(b, b.TempDir(), size(), 1))
	seed := uint64(100)
	for b.Loop() {
		b.StopTimer()
		seed++
		paths := generate(b, b.TempDir(), 1000, seed)
		b.StartTimer()
		mustImport(b, store, paths)
	}
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
	runtime.KeepAlive(text)
}

// BenchmarkFinish concludes from what an import brought.
func BenchmarkFinish(b *testing.B) {
	paths := generate(b, b.TempDir(), size(), 1)
	for b.Loop() {
		b.StopTimer()
		store := benchCase(b)
		n := mustImport(b, store, paths).New
		b.StartTimer()
		if err := Finish(context.Background(), store); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "events/s")
	}
	reportPeak(b)
}

// BenchmarkEvents reads the whole timeline.
func BenchmarkEvents(b *testing.B) {
	store := benchCase(b)
	n := mustImport(b, store, generate(b, b.TempDir(), size(), 1)).New
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range store.Events(context.Background(), casefile.EventQuery{}) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "events/s")
}

// BenchmarkImport_overlap imports a second export of chats that the case holds,
// with seconds cut off: every record has to be found again.
func BenchmarkImport_overlap(b *testing.B) {
	paths := generate(b, b.TempDir(), size(), 1)[:5]
	dir := b.TempDir()
	var second []string
	for _, p := range paths {
		text, err := os.ReadFile(p)
		if err != nil {
			b.Fatal(err)
		}
		var out strings.Builder
		for line := range strings.Lines(string(text)) {
			when, rest, _ := strings.Cut(line, "|")
			out.WriteString(when[:16] + "|" + rest)
		}
		second = append(second, filepath.Join(dir, filepath.Base(p)))
		if err := os.WriteFile(second[len(second)-1], []byte(out.String()), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		b.StopTimer()
		store := benchCase(b)
		n := mustImport(b, store, paths).New
		b.StartTimer()
		if done := mustImport(b, store, second); done.New != 0 {
			b.Fatalf("%d new events", done.New)
		}
		b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "records/s")
	}
	reportPeak(b)
}
