package merge

import (
	"slices"
	"testing"
	"time"

	"github.com/duizheng/duizheng/timeline"
)

func TestEnds(t *testing.T) {
	span := func(from, to int) timeline.Moment {
		if from == 0 {
			return timeline.Undated("")
		}
		return timeline.Moment{Start: time.Date(2026, 3, from, 12, 0, 0, 0, time.UTC), End: time.Date(2026, 3, to, 12, 0, 0, 0, time.UTC)}
	}
	for _, c := range []struct {
		name          string
		chat, dispute timeline.Moment
		want          []timeline.GapKind
	}{
		{"covers it", span(1, 9), span(2, 8), nil},
		{"a day short", span(2, 8), span(1, 9), nil},
		{"begins late", span(4, 9), span(2, 9), []timeline.GapKind{timeline.GapHead}},
		{"ends early", span(1, 5), span(2, 9), []timeline.GapKind{timeline.GapTail}},
		{"both", span(4, 5), span(2, 9), []timeline.GapKind{timeline.GapHead, timeline.GapTail}},
		{"undated chat", span(0, 0), span(2, 9), nil},
		{"undated dispute", span(1, 2), span(0, 0), nil},
	} {
		var got []timeline.GapKind
		for _, g := range Ends(timeline.Conversation{ID: "c_1", Time: c.chat}, c.dispute) {
			got = append(got, g.Kind)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}
