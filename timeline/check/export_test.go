package check_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/check"
)

func TestExports(t *testing.T) {
	s := &story{}
	for _, o := range []option{say("1 09:00", buyer, "在吗"), say("1 09:01", courier, "在"), say("1 14:02", courier, "明天送到", promise(deliveredK, "3 00:00")), say("1 14:02", courier, "后天送到", promise(deliveredK, "4 00:00"))} {
		o(s)
	}
	id := func(i int) string { return s.events[i].ID }
	a, b := timeline.Source{Name: "a.txt", SHA256: "a"}, timeline.Source{Name: "b.txt", SHA256: "b"}
	for _, c := range []struct {
		name string
		gaps []timeline.Gap
		want string
	}{
		{"a hole in the numbers", []timeline.Gap{{ID: "1", Kind: timeline.GapSequence, Source: a, Chat: "c", After: id(0), Before: id(1), Missing: 3}}, "export_gap"},
		{"numbers and count of one export are one finding", []timeline.Gap{
			{ID: "1", Kind: timeline.GapCount, Source: a, Chat: "c", Announced: 200, Found: 188},
			{ID: "2", Kind: timeline.GapSequence, Source: a, Chat: "c", After: id(0), Before: id(1)}}, "export_gap"},
		{"two exports with holes", []timeline.Gap{
			{ID: "1", Kind: timeline.GapCount, Source: a, Chat: "c"}, {ID: "2", Kind: timeline.GapCount, Source: b, Chat: "d"}}, "export_gap export_gap"},
		{"a reply to what is not there", []timeline.Gap{{ID: "1", Kind: timeline.GapReply, Source: a, Chat: "c", Before: id(1)}}, "export_gap?"},
		{"two texts of one message", []timeline.Gap{{ID: "1", Kind: timeline.GapConflict, Source: a, Chat: "c", After: id(2), Before: id(3)}}, "export_conflict"},
		{"two exports differ, and one has a hole", []timeline.Gap{
			{ID: "1", Kind: timeline.GapConflict, Source: a, Chat: "c", After: id(2), Before: id(3)},
			{ID: "2", Kind: timeline.GapMissing, Source: b, Chat: "c", After: id(0)},
			{ID: "3", Kind: timeline.GapCount, Source: b, Chat: "c"}}, "export_conflict"},
		{"silence, head, tail, clocks", []timeline.Gap{{ID: "1", Kind: timeline.GapSilence, Source: a}, {ID: "2", Kind: timeline.GapHead, Source: a},
			{ID: "3", Kind: timeline.GapTail, Source: a}, {ID: "4", Kind: timeline.GapSkew, Source: a}, {ID: "5", Kind: timeline.GapCapped, Source: a}}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := check.Exports(c.gaps, pointers(s.events), nil)
			if got := strings.Join(briefs(found), " "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			slices.Reverse(c.gaps)
			for i, f := range check.Exports(c.gaps, pointers(s.events), nil) {
				if f.ID != found[i].ID || len(f.Evidence) == 0 || f.Verdict != timeline.VerdictIntegrity || f.Severity != timeline.SeverityLow {
					t.Errorf("%+v", f)
				}
			}
		})
	}
}

// What the export says of itself is the evidence that it says more than it holds.
func TestAnnouncedCountIsEvidence(t *testing.T) {
	src := timeline.Source{Name: "a.txt", SHA256: "a"}
	found := check.Exports([]timeline.Gap{{ID: "1", Kind: timeline.GapCount, Source: src, Words: "消息总数: 37", Locator: timeline.Locator{Offset: 412, Length: 16, Line: 11}, Announced: 37, Found: 34}}, nil, nil)
	if len(found) != 1 || len(found[0].Evidence) != 1 {
		t.Fatalf("%+v", found)
	}
	if e := found[0].Evidence[0]; e.Text != "消息总数: 37" || e.Locator.Offset != 412 || e.Source != src || e.Event != "" || e.Role != timeline.EvidenceGap {
		t.Errorf("%+v", e)
	}
}

func TestDisputedWordsArePossibleAtMost(t *testing.T) {
	dispute := func(s *story) {
		s.gaps = []timeline.Gap{{Kind: timeline.GapConflict, After: s.events[1].ID, Before: s.events[1].ID}}
	}
	got := briefs(findings(append(tale(say("2 10:00", courier, "明天下午3点前送到", promise(deliveredK, "3 15:00")), pick, out, signed), dispute)...))
	if len(got) != 1 || got[0] != "promise_broken(delivered)?" {
		t.Errorf("%v", got)
	}
}
