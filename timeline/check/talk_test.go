package check

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/duizheng/duizheng/timeline"
)

// The part of a talk is what a look at every message finds.
func TestTalk_between(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var events []*timeline.Event
		at := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
		for range rapid.IntRange(0, 12).Draw(t, "dated") {
			at = at.Add(time.Duration(rapid.IntRange(0, 30).Draw(t, "hours")) * time.Hour)
			precision := rapid.SampledFrom([]timeline.Precision{timeline.PrecisionSecond, timeline.PrecisionMinute, timeline.PrecisionDay}).Draw(t, "precision")
			events = append(events, &timeline.Event{Record: timeline.Record{Kind: timeline.KindMessage, Time: timeline.At(at, precision, timeline.ZoneExplicit, "")}})
		}
		slices.SortFunc(events, compareEvents)
		for range rapid.IntRange(0, 3).Draw(t, "undated") {
			events = append(events, &timeline.Event{Record: timeline.Record{Kind: timeline.KindMessage}})
		}
		from := at.Add(-time.Duration(rapid.IntRange(0, 300).Draw(t, "before")) * time.Hour)
		to := from.Add(time.Duration(rapid.IntRange(0, 300).Draw(t, "length")) * time.Hour)
		got := map[*timeline.Event]bool{}
		for _, e := range NewTalk("c", events).Between(from, to).Events {
			got[e] = true
		}
		for i, e := range events {
			if want := !e.Time.Dated() || e.Time.End.After(from) && e.Time.Start.Before(to); want && !got[e] {
				t.Errorf("message %d is missing", i)
			}
		}
	})
}
