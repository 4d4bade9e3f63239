package claims

import (
	"testing"
	"unicode/utf8"

	"github.com/duizheng/duizheng/timeline"
)

// FuzzExtract holds for any text in any role, after any other: no panic, spans
// within the text, no end before its start.
func FuzzExtract(f *testing.F) {
	for i, v := range verbs {
		for _, e := range v.examples {
			u, _ := parseExample(e)
			f.Add(u.Text, "明天下午三点前能送到吗", byte(i))
		}
	}
	f.Add("打错了，是后天", "明天给您送", byte(3))
	f.Add("改成周四 ？。", "五点前吧", byte(2))
	f.Add("您的申诉已收悉。7日内，谢谢", "在吗", byte(3))
	f.Add("\xff放\x00门口[", "", byte(9))
	roles := []timeline.Role{timeline.RoleBuyer, timeline.RoleSeller, timeline.RoleCourier, timeline.RolePlatform, timeline.RoleUnknown}
	f.Fuzz(func(t *testing.T, text, before string, n byte) {
		u := timeline.Utterance{Sender: "a", Role: roles[int(n)%len(roles)], Text: text, Time: exampleTime,
			Context: []timeline.Utterance{{Sender: "a", Role: roles[int(n)%len(roles)], Text: text, Time: exampleTime}, {Sender: "b", Role: roles[int(n/8)%len(roles)], Text: before, Time: exampleTime}}}
		size := utf8.RuneCountInString(text)
		x := Extract(u, Options{All: true, Explain: true})
		for _, s := range x.Statements {
			if s.Span[0] < 0 || s.Span[0] >= s.Span[1] || s.Span[1] > size {
				t.Errorf("%q: span %v of %d code points", text, s.Span, size)
			}
			if !s.Earliest.IsZero() && !s.Latest.IsZero() && s.Latest.Before(s.Earliest) {
				t.Errorf("%q: %s from %v to %v", text, s.Kind, s.Earliest, s.Latest)
			}
			if s.Kind == "" || s.Mode == "" || s.By == "" || s.Link == "" {
				t.Errorf("%q: incomplete %+v", text, s)
			}
		}
	})
}

// TestExtract_smallTalk holds that a message without a trigger costs no memory.
func TestExtract_smallTalk(t *testing.T) {
	if raceDetector {
		t.Skip("the pools are not kept under the race detector")
	}
	for _, text := range []string{"这款有红色的吗", "好的", "谢谢", "天气真热啊"} {
		u := timeline.Utterance{Sender: "b", Role: timeline.RoleBuyer, Text: text, Time: exampleTime, Context: make([]timeline.Utterance, 3)}
		if n := testing.AllocsPerRun(100, func() {
			if len(Extract(u, Options{}).Statements) > 0 {
				t.Error("small talk states something")
			}
		}); n > 0 {
			t.Errorf("%s: %v allocations", text, n)
		}
	}
}
