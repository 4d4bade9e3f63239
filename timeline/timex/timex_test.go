package timex

import (
	"strings"
	"testing"
	"time"

	"github.com/duizheng/duizheng/timeline"
)

var beijing = time.FixedZone("UTC+8", 8*60*60)

// said is when the examples of the tables are said: a Wednesday.
var said = time.Date(2026, 11, 18, 14, 30, 0, 0, beijing)

// show writes what was found, one expression after the other: its words, the
// interval (an instant has no dots), the stricter reading, and what is not the
// rule (relation in, grain day).
func show(found []timeline.TimeExpression, year int) string {
	var all []string
	for _, x := range found {
		f := []string{x.Text}
		switch {
		case x.Earliest.IsZero() && x.Latest.IsZero():
		case x.Earliest.Equal(x.Latest):
			f = append(f, clock(x.Earliest, year))
		default:
			f = append(f, clock(x.Earliest, year)+".."+clock(x.Latest, year))
		}
		if !x.AltLatest.IsZero() {
			f = append(f, "alt", clock(x.AltLatest, year))
		}
		if x.Anchor != "" {
			f = append(f, string(x.Anchor))
		}
		if !x.Within.IsZero() {
			f = append(f, x.Within.String())
			if x.Workdays {
				f = append(f, "workdays")
			}
		}
		if x.Relation != timeline.RelationIn {
			f = append(f, string(x.Relation))
		}
		if x.Grain != "" && x.Grain != timeline.GrainDay && x.Within.IsZero() {
			f = append(f, string(x.Grain))
		}
		if x.Fuzzy {
			f = append(f, "fuzzy")
		}
		all = append(all, strings.Join(f, " "))
	}
	return strings.Join(all, " + ")
}

func clock(t time.Time, year int) string {
	if t.IsZero() {
		return ""
	}
	layout := "01-02 15:04:05"
	if t.Second() == 0 {
		layout = "01-02 15:04"
	}
	if t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 {
		layout = "01-02"
	}
	if t.Year() != year {
		layout = "2006-" + layout
	}
	return t.Format(layout)
}

// TestTables runs the examples that stand beside the words.
func TestTables(t *testing.T) {
	check := func(example string) {
		t.Helper()
		if example == "" {
			return
		}
		text, want, ok := strings.Cut(example, " = ")
		if !ok {
			t.Fatalf("example %q has no =", example)
		}
		if got := show(Find(text, said), 2026); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
	for _, e := range lexicon {
		check(e.example)
	}
	for _, a := range anchors {
		check(a.example)
	}
}
