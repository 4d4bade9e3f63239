package index

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/fold"
	_ "modernc.org/sqlite"
)

const benchmarkMessages = 100_000

// phrases are what couriers and their customers write, in both scripts.
var phrases = []string{"放驿站了", "明天下午3点前送到", "签收", "已签收", "取件码", "放门口了", "快遞員", "後天到", "丰巢柜", "还没收到",
	"派送中", "到了网点", "改地址", "電話打不通", "给您放物业了", "退货", "什么时候到", "催一下", "单号发我", "已经发货"}

// chatter makes seeded messages of about 21 characters: words by a falling
// frequency, phrases, numbers and punctuation.
type chatter struct {
	random *rand.Rand
	words  []string
	zipf   *rand.Zipf
}

func newChatter() *chatter {
	random := rand.New(rand.NewPCG(42, 7))
	c := &chatter{random: random, zipf: rand.NewZipf(random, 1.07, 8, 29_999)}
	for range 30_000 {
		word := make([]rune, 1+random.IntN(3))
		for i := range word {
			word[i] = rune(0x4e00 + int(float64(5000)*random.Float64()*random.Float64()))
		}
		c.words = append(c.words, string(word))
	}
	return c
}

func (c *chatter) number() string { return fmt.Sprintf("SF1%012d", c.random.IntN(50_000)*7919) }

func (c *chatter) text() string {
	var b strings.Builder
	for size := 15 + c.random.IntN(85); b.Len() < size; {
		switch n := c.random.IntN(100); {
		case n < 70:
			b.WriteString(c.words[c.zipf.Uint64()])
		case n < 85:
			b.WriteString("，")
		case n < 92:
			b.WriteString(phrases[min(c.random.IntN(20), c.random.IntN(20))])
		case n < 96:
			fmt.Fprint(&b, c.random.IntN(1000))
		case n < 98:
			b.WriteString([]string{"OK", "vip", "ＡＰＰ", "https://t.cn/a"}[c.random.IntN(4)])
		default:
			b.WriteString(c.number())
		}
	}
	return b.String()
}

// documents are messages of 400 chats over three years.
func (c *chatter) documents(n int) []*document {
	all := make([]*document, n)
	for i := range all {
		e := timeline.Event{ID: timeline.ID("e_", fmt.Sprint(i)), Order: int64(i)}
		chat := c.random.IntN(400)
		e.Kind = timeline.KindMessage
		e.Conversation = fmt.Sprint("聊天 ", chat)
		e.Sender.Name = fmt.Sprint("人 ", chat*3+c.random.IntN(3))
		e.Source = timeline.Source{Name: fmt.Sprint("chat ", chat, ".txt"), Format: "wechat-share-txt", SHA256: fmt.Sprintf("%064d", chat)}
		e.Text = c.text()
		e.Time = timeline.At(time.Unix(1_700_000_000+int64(i)*94_000_000/int64(n), 0), timeline.PrecisionSecond, timeline.ZoneExplicit, "")
		if i%50 == 0 {
			e.Waybills = []timeline.Waybill{{Number: c.number(), Carriers: []string{"sf"}}}
		}
		all[i] = newDocument(e, nil)
	}
	return all
}

func textBytes(all []*document) (n int64) {
	for _, d := range all {
		n += int64(len(d.Text))
	}
	return n
}

func folderBytes(b *testing.B, dir string) (n int64) {
	err := filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			info, err := e.Info()
			if err != nil {
				return err
			}
			n += info.Size()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// write puts all documents into a new index.
func write(b *testing.B, all []*document) *disk {
	b.Helper()
	d, err := openDisk(b.TempDir(), false, patience)
	if err != nil {
		b.Fatal(err)
	}
	err = inBatches(context.Background(), slices.Values(all), func(ctx context.Context, batch []*document) error {
		return d.put(ctx, nil, batch)
	})
	if err == nil {
		err = d.setMark(1)
	}
	if err != nil {
		b.Fatal(err)
	}
	return d
}

// BenchmarkWrite compares the time to index 100,000 messages with that of other
// ways; the figures to watch are their ratios.
func BenchmarkWrite(b *testing.B) {
	all := newChatter().documents(benchmarkMessages)
	size := textBytes(all)
	rate := func(b *testing.B) {
		b.ReportMetric(float64(len(all))*float64(b.N)/b.Elapsed().Seconds(), "docs/s")
	}
	b.Run("zh5", func(b *testing.B) {
		b.SetBytes(size)
		for b.Loop() {
			d := write(b, all)
			if err := d.close(); err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(folderBytes(b, d.folder))/float64(size), "index/text")
		}
		rate(b)
	})
	b.Run("naive", func(b *testing.B) {
		b.SetBytes(size)
		for b.Loop() {
			writeNaive(b, all, true)
		}
		rate(b)
	})
	b.Run("naive-lean", func(b *testing.B) {
		b.SetBytes(size)
		for b.Loop() {
			writeNaive(b, all, false)
		}
		rate(b)
	})
	b.Run("fts5", func(b *testing.B) {
		b.SetBytes(size)
		for b.Loop() {
			writeFTS5(b, all)
		}
		rate(b)
	})
}

// writeNaive is bleve as its manual has it: the built-in analyzer, maps, a
// numeric time; full also keeps _all, stored fields and columns.
func writeNaive(b *testing.B, all []*document, full bool) {
	m := bleve.NewIndexMapping()
	m.DefaultAnalyzer = cjk.AnalyzerName
	if !full {
		m.DefaultMapping.AddSubDocumentMapping("_all", bleve.NewDocumentDisabledMapping())
		m.StoreDynamic, m.DocValuesDynamic = false, false
	}
	index, err := bleve.New(filepath.Join(b.TempDir(), "naive"), m)
	if err != nil {
		b.Fatal(err)
	}
	for part := range slices.Chunk(all, 1000) {
		batch := index.NewBatch()
		for _, d := range part {
			err := batch.Index(d.ID, map[string]any{"text": d.Text, "sender": d.Sender.Name, "chat": d.Conversation,
				"kind": string(d.Kind), "ts": float64(d.Time.Start.UnixMilli())})
			if err != nil {
				b.Fatal(err)
			}
		}
		if err := index.Batch(batch); err != nil {
			b.Fatal(err)
		}
	}
	if err := index.Close(); err != nil {
		b.Fatal(err)
	}
}

func writeFTS5(b *testing.B, all []*document) {
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(filepath.Join(b.TempDir(), "fts.db"))+"?_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)")
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(`CREATE TABLE m (id INTEGER PRIMARY KEY, text TEXT, sender TEXT, chat TEXT, ts INTEGER);
		CREATE INDEX m_ts ON m(ts); CREATE INDEX m_chat ON m(chat, ts);
		CREATE VIRTUAL TABLE f USING fts5(text, content='m', content_rowid='id', tokenize='trigram')`); err != nil {
		b.Fatal(err)
	}
	for part := range slices.Chunk(all, 5000) {
		tx, err := db.Begin()
		if err != nil {
			b.Fatal(err)
		}
		for _, d := range part {
			r, err := tx.Exec(`INSERT INTO m (text, sender, chat, ts) VALUES (?, ?, ?, ?)`, d.Text, d.Sender.Name, d.Conversation, d.Time.Start.Unix())
			if err != nil {
				b.Fatal(err)
			}
			id, _ := r.LastInsertId()
			if _, err := tx.Exec(`INSERT INTO f (rowid, text) VALUES (?, ?)`, id, d.Text); err != nil {
				b.Fatal(err)
			}
		}
		if err := tx.Commit(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFind asks an index of 100,000 messages for all hits with their
// facets; scan is one pass over all folded texts in memory, the floor that the
// index has to beat.
func BenchmarkFind(b *testing.B) {
	all := newChatter().documents(benchmarkMessages)
	d := write(b, all)
	defer d.close()
	var arena bytes.Buffer
	for _, doc := range all {
		arena.WriteString(doc.folded + "\n")
	}
	rare := string([]rune(fold.String(all[777].Text))[:4])
	for _, query := range []string{"取件码", "网点", rare[:6], rare, "签收", "放驿站了", "驿", "明天下午3点前", "39", "a", "waybill:sf1000000007919",
		"waybill:sf1000*", "from:\"人 5\"", "on:2024-05", "on:2024-05 签收", "签收 -驿站", "签收，"} {
		q, err := Parse(query, zone)
		if err != nil {
			b.Fatal(err)
		}
		b.Run("index/"+query, func(b *testing.B) {
			b.ReportAllocs()
			hits := 0
			for b.Loop() {
				s, err := d.snapshot()
				if err != nil {
					b.Fatal(err)
				}
				c, err := newCollector(SearchOptions{Limit: 20}, nil)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := s.find(context.Background(), q, nil, ByTime, func(f found, _ bool) { c.add(f) }); err != nil {
					b.Fatal(err)
				}
				c.result(zone)
				hits = c.total
				s.close()
			}
			b.ReportMetric(float64(hits), "hits")
		})
		if text, ok := q.(Text); ok {
			b.Run("scan/"+query, func(b *testing.B) {
				b.SetBytes(int64(arena.Len()))
				for b.Loop() {
					rest, term := arena.Bytes(), []byte(text.Term)
					for i := 0; i >= 0; i = bytes.Index(rest, term) {
						if i > 0 {
							rest = rest[i:]
						}
						rest = rest[min(len(rest), 1):]
					}
				}
			})
		}
	}
}

// benchmarkCase is a case of 100,000 messages in 400 chats.
func benchmarkCase(b *testing.B) *casefile.Store {
	b.Helper()
	store := newCase(b)
	chats := map[string][]line{}
	for _, d := range newChatter().documents(benchmarkMessages) {
		chats[d.Conversation] = append(chats[d.Conversation], line{from: d.Sender.Name, text: d.Text, at: d.Time.Start})
	}
	for _, chat := range slices.Sorted(maps.Keys(chats)) {
		put(b, store, chat, "wechat-share-txt", chats[chat]...)
	}
	return store
}

// BenchmarkFollow builds the index of a case of 100,000 messages.
func BenchmarkFollow(b *testing.B) {
	x := newIndex(b, benchmarkCase(b))
	for b.Loop() {
		if err := x.Rebuild(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(benchmarkMessages*float64(b.N)/b.Elapsed().Seconds(), "docs/s")
}

// BenchmarkSearch asks a case of 100,000 messages for a page with everything
// around it: from the index, with a change beyond its mark, and from the store.
func BenchmarkSearch(b *testing.B) {
	store := benchmarkCase(b)
	x := newIndex(b, store)
	follow(b, x)
	run := func(name string, x *Index, query string, o SearchOptions) {
		b.Run(name+"/"+query, func(b *testing.B) {
			var r Result
			for b.Loop() {
				r = ask(b, x, query, o)
			}
			b.ReportMetric(float64(r.Total), "hits")
		})
	}
	queries := []string{"网点", "放驿站了", "签收", "签收，", "3点前", "vip", "驿", "from:\"人 5\"", "on:2024-05", ""}
	for _, query := range queries {
		run("index", x, query, SearchOptions{Limit: 20})
	}
	first := ask(b, x, "签收", SearchOptions{Limit: 20})
	run("second page", x, "签收", SearchOptions{Limit: 20, Cursor: first.Cursor})
	run("relevance", x, "签收", SearchOptions{Limit: 20, Sort: ByRelevance})
	put(b, store, "new", "qq-txt", line{from: "小王", text: "签收了", at: day(2026, 3, 4)})
	run("behind", x, "网点", SearchOptions{Limit: 20})
	run("store", &Index{store: store, why: errOwned}, "网点", SearchOptions{Limit: 20})
}

// BenchmarkOpen opens an index of 100,000 messages.
func BenchmarkOpen(b *testing.B) {
	d := write(b, newChatter().documents(benchmarkMessages))
	if err := d.close(); err != nil {
		b.Fatal(err)
	}
	dir := filepath.Dir(d.folder)
	for b.Loop() {
		d, err := openDisk(dir, false, patience)
		if err == nil {
			err = d.close()
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}
