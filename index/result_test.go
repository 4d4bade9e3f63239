package index

import (
	"testing"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestMarks(t *testing.T) {
	for _, test := range []struct {
		query, text string
		want        []timeline.Span
	}{
		{"驿站", "放驿站了，驛站", []timeline.Span{{1, 3}, {5, 7}}},
		{"哈哈", "哈哈哈", []timeline.Span{{0, 3}}},
		{"天下 下午", "明天下午", []timeline.Span{{1, 4}}},
		{"到 明天", "明天到", []timeline.Span{{0, 2}, {2, 3}}},
		{"ok -no", "OK no", []timeline.Span{{0, 2}}},
		{"a OR b", "xb", []timeline.Span{{1, 2}}},
		{"👍 from:x", "好👍", []timeline.Span{{1, 2}}},
		{"x", "y", []timeline.Span{}},
	} {
		q, err := Parse(test.query, zone)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, Marks(q, test.text)); diff != "" {
			t.Errorf("%s in %s: (-want +got)\n%s", test.query, test.text, diff)
		}
	}
}

// Keys sort as the timeline does.
func TestKey(t *testing.T) {
	event := func(at time.Time, order int64, id string) key {
		e := timeline.Event{ID: "e_" + id, Order: order}
		if !at.IsZero() {
			e.Time = timeline.At(at, timeline.PrecisionSecond, timeline.ZoneExplicit, "")
		}
		return newDocument(e, nil).key()
	}
	keys := []key{
		event(time.Date(1, 1, 1, 0, 0, 1, 0, time.UTC), 0, "z"),
		event(time.Unix(-1, 0), 0, "y"),
		event(time.Unix(0, 0), 0, "x"),
		event(time.Unix(1_772_000_000, 0), 2, "w"),
		event(time.Unix(1_772_000_000, 0), 10, "u"),
		event(time.Unix(1_772_000_000, 0), 10, "v"),
		event(time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC), 1<<40, "t"),
		event(time.Time{}, 1, "s"),
		event(time.Time{}, 2, "r"),
	}
	for i, k := range keys {
		if i > 0 && keys[i-1] >= k {
			t.Errorf("key %d %s is not before %s", i-1, keys[i-1], k)
		}
		if want := i < 7; k.dated() != want {
			t.Errorf("%s: dated %v", k, k.dated())
		}
	}
	if k := keys[3]; k.event() != "e_w" || k.time() != 1_772_000_000 {
		t.Errorf("%s: event %s, time %d", k, k.event(), k.time())
	}
}

func TestHistogram(t *testing.T) {
	at := func(s string) int64 {
		v, err := time.ParseInLocation("2006-01-02 15:04:05", s, zone)
		if err != nil {
			t.Fatal(err)
		}
		return v.Unix()
	}
	for _, test := range []struct {
		name  string
		times []int64
		want  []string // from, and count
	}{
		{"none", nil, nil},
		{"one", []int64{at("2026-03-02 09:20:30")}, []string{"2026-03-02 09:20 1"}},
		{"minutes", []int64{at("2026-03-02 09:22:00"), at("2026-03-02 09:20:59"), at("2026-03-02 09:20:00")},
			[]string{"2026-03-02 09:20 2", "2026-03-02 09:21 0", "2026-03-02 09:22 1"}},
		{"over midnight", []int64{at("2026-03-01 23:59:59"), at("2026-03-02 00:00:00")},
			[]string{"2026-03-01 23:59 1", "2026-03-02 00:00 1"}},
	} {
		var got []string
		for _, b := range histogram(test.times, zone) {
			got = append(got, b.From.Format("2006-01-02 15:04 ")+string(rune('0'+b.Count)))
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", test.name, diff)
		}
	}
	for span, first := range map[time.Duration]string{
		14 * time.Hour:            "2026-03-04 05:05", // 5 minutes
		20 * 24 * time.Hour:       "2026-03-04 03:00", // 3 hours
		150 * 24 * time.Hour:      "2026-03-04 00:00", // a day
		3 * 365 * 24 * time.Hour:  "2026-03-02 00:00", // a week, from Monday
		10 * 365 * 24 * time.Hour: "2026-03-01 00:00", // a month
		30 * 365 * 24 * time.Hour: "2026-01-01 00:00", // a quarter
	} {
		start := at("2026-03-04 05:06:07")
		got := histogram([]int64{start, start + int64(span.Seconds())}, zone)
		if s := got[0].From.Format("2006-01-02 15:04"); s != first || len(got) > MaxBuckets || len(got) < 3 {
			t.Errorf("%v: %d buckets from %s, want from %s", span, len(got), s, first)
		}
	}
}

// Buckets are few, without holes, whole, and hold every time.
func TestHistogram_buckets(t *testing.T) {
	zones := []*time.Location{time.UTC, zone}
	if berlin, err := time.LoadLocation("Europe/Berlin"); err == nil {
		zones = append(zones, berlin)
	}
	rapid.Check(t, func(t *rapid.T) {
		origin := rapid.Int64Range(-1<<35, 1<<37).Draw(t, "origin")
		width := rapid.SampledFrom([]int64{1, 100, 10_000, 1e6, 1e8, 1e10, 1e11}).Draw(t, "width")
		times := rapid.SliceOfN(rapid.Map(rapid.Int64Range(0, width), func(d int64) int64 { return origin + d }), 1, 30).Draw(t, "times")
		in := rapid.SampledFrom(zones).Draw(t, "zone")
		buckets := histogram(times, in)
		sum := 0
		for i, b := range buckets {
			want := 0
			for _, at := range times {
				if v := time.Unix(at, 0); !v.Before(b.From) && v.Before(b.To) {
					want++
				}
			}
			if b.Count != want || !b.From.Before(b.To) || i > 0 && !buckets[i-1].To.Equal(b.From) {
				t.Fatalf("bucket %d is %v, want count %d", i, b, want)
			}
			sum += b.Count
		}
		if sum != len(times) || len(buckets) > MaxBuckets || buckets[0].Count == 0 || buckets[len(buckets)-1].Count == 0 {
			t.Fatalf("%d buckets hold %d of %d times", len(buckets), sum, len(times))
		}
	})
}
