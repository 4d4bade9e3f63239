package index

import (
	"context"
	"errors"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/fold"
	"pgregory.net/rapid"
)

// newDisk is an index of its own in a temporary folder, holding documents.
func newDisk(t interface {
	Fatal(...any)
	Cleanup(func())
}, dir string, documents ...*document) *disk {
	d, err := openDisk(dir, false, patience)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(d.close(), os.RemoveAll(dir)); err != nil {
			t.Fatal(err)
		}
	})
	if err := d.put(context.Background(), nil, documents); err != nil {
		t.Fatal(err)
	}
	return d
}

// search is what the disk finds, with the texts deciding where it is not exact.
func (d *disk) search(t interface{ Fatal(...any) }, q Query, documents map[string]*document) []string {
	s, err := d.snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	var hits []string
	exact, err := s.find(context.Background(), q, nil, ByTime, func(f found, _ bool) { hits = append(hits, f.key.event()) })
	if err != nil {
		t.Fatal(err)
	}
	if !exact {
		hits = slices.DeleteFunc(hits, func(id string) bool { return !q.match(documents[id]) })
	}
	slices.Sort(hits)
	return hits
}

// alphabets are small, so that texts share pairs and words by chance.
var alphabets = []string{"放驿站", "放驿3s", "驛站后後", "放，驿 。", "a1s3点", "３3点👍，", "あい한국กั", "sS é，e",
	"天下午点驿站3sSF1a，。 ！?👍$あいกั한국é"}

// anyText is a text over one of the alphabets.
var anyText = rapid.Custom(func(t *rapid.T) string {
	alphabet := []rune(rapid.SampledFrom(alphabets).Draw(t, "alphabet"))
	return string(rapid.SliceOfN(rapid.SampledFrom(alphabet), 0, 14).Draw(t, "text"))
})

// anyTerm is a part of one of the texts, or a text of its own.
func anyTerm(texts []string) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		text := anyText.Draw(t, "other")
		if len(texts) > 0 && rapid.IntRange(0, 9).Draw(t, "part") > 0 {
			text = rapid.SampledFrom(texts).Draw(t, "text")
		}
		runes := []rune(text)
		if len(runes) == 0 {
			return "驿"
		}
		from := rapid.IntRange(0, len(runes)-1).Draw(t, "from")
		return string(runes[from:rapid.IntRange(from+1, min(len(runes), from+6)).Draw(t, "to")])
	})
}

func TestIndexFindsWhatMatchDoes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		texts := rapid.SliceOfN(anyText, 1, 30).Draw(rt, "texts")
		documents := map[string]*document{}
		var all []*document
		for i, text := range texts {
			e := timeline.Event{ID: timeline.ID("e_", strconv.Itoa(i))}
			e.Text = text
			e.Time = timeline.At(time.Unix(int64(i)*7000, 0), timeline.PrecisionSecond, timeline.ZoneExplicit, "")
			d := newDocument(e, nil)
			documents[d.ID] = d
			all = append(all, d)
		}
		dir, err := os.MkdirTemp(t.TempDir(), "case")
		if err != nil {
			rt.Fatal(err)
		}
		disk := newDisk(rt, dir, all...)
		for range 20 {
			q := Query(Text{fold.String(anyTerm(texts).Draw(rt, "term"))})
			var want []string
			for id, d := range documents {
				if q.match(d) {
					want = append(want, id)
				}
			}
			slices.Sort(want)
			if got := disk.search(rt, q, documents); !slices.Equal(got, want) {
				rt.Fatalf("%s: index finds %v, texts say %v", q, got, want)
			}
		}
	})
}

// A long text that repeats itself must not cost more than its length.
func TestIndexFindsInLongRepeats(t *testing.T) {
	documents := map[string]*document{}
	var all []*document
	for i, unit := range []string{"哈", "哈嘿", "a", "ab ", "👍"} {
		e := timeline.Event{ID: timeline.ID("e_", strconv.Itoa(i))}
		e.Text = strings.Repeat(unit, 20_000)
		d := newDocument(e, nil)
		documents[d.ID] = d
		all = append(all, d)
	}
	disk := newDisk(t, t.TempDir(), all...)
	for term, want := range map[string]int{
		"哈": 2, "哈哈哈哈哈": 1, "哈嘿哈嘿哈": 1, "嘿嘿": 0, "aaa": 1, "b a": 1, "👍👍👍": 1,
		strings.Repeat("哈", 300): 1, strings.Repeat("嘿哈", 300): 1, strings.Repeat("a", 3000): 1,
	} {
		if got := disk.search(t, Text{term}, documents); len(got) != want {
			t.Errorf("%.30s found in %d, want %d", term, len(got), want)
		}
	}
}
