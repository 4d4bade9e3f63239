package index

import (
	"context"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/fold"
	"pgregory.net/rapid"
)

// newDisk is an index of its own in a temporary folder, holding documents.
func newDisk(t testing.TB, documents ...*document) *disk {
	t.Helper()
	d, err := openDisk(t.TempDir(), false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.close(); err != nil {
			t.Error(err)
		}
	})
	if err := d.put(t.Context(), nil, documents); err != nil {
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
	exact, err := s.find(context.Background(), q, nil, func(f found, _ bool) { hits = append(hits, f.key.event()) })
	if err != nil {
		t.Fatal(err)
	}
	if !exact {
		hits = slices.DeleteFunc(hits, func(id string) bool { return !q.match(documents[id]) })
	}
	slices.Sort(hits)
	return hits
}

var anyText = rapid.StringMatching(`[天下午点驿站後后３3sSF1a，。 ！?👍$あいกั한국é]{0,14}`)

// A substring of a text, or anything.
func anyTerm(texts []string) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		if len(texts) > 0 && rapid.IntRange(0, 9).Draw(t, "substring") > 0 {
			runes := []rune(rapid.SampledFrom(texts).Draw(t, "text"))
			if len(runes) > 0 {
				from := rapid.IntRange(0, len(runes)-1).Draw(t, "from")
				to := rapid.IntRange(from+1, len(runes)).Draw(t, "to")
				return string(runes[from:to])
			}
		}
		return rapid.StringMatching(`[天下午点驿站後后３3sSF1a，。 ！?👍$あいกั한국é]{1,6}`).Draw(t, "term")
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
		disk := newDisk(t, all...)
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
