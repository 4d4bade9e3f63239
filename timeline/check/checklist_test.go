package check_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/check"
	"github.com/duizheng/duizheng/timeline/link"
	"github.com/duizheng/duizheng/timeline/locale"
	"github.com/duizheng/duizheng/timeline/statute"
)

func checklist(dispute check.Dispute, facts []timeline.Fact, exhibits []timeline.Exhibit, options ...option) check.Checklist {
	s := &story{}
	for _, o := range options {
		o(s)
	}
	r := link.Make(link.Input{Events: pointers(s.events)})
	in := check.Input{Parcel: r.Parcels[0], Events: pointers(s.events), Links: r.Links, Facts: facts}
	return check.ChecklistFor(in, exhibits, check.Check(in), dispute)
}

func needOf(l check.Checklist, id string) check.Need {
	i := slices.IndexFunc(l.Needs, func(n check.Need) bool { return n.ID == id })
	if i < 0 {
		return check.Need{}
	}
	return l.Needs[i]
}

func TestChecklist(t *testing.T) {
	story := tale(pick, out, signed, say("3 18:30", buyer, "没收到啊", not(receivedK)))
	l := checklist("", []timeline.Fact{{Key: "first_complaint", Value: "2026-03-04"}}, []timeline.Exhibit{{ID: "x1", As: "stamp_proof"}}, story...)
	if l.Dispute != check.NotReceived {
		t.Errorf("suggested %s", l.Dispute)
	}
	for id, want := range map[string]bool{"denial": false, "signature": false, "stamp_proof": false, "first_complaint": false, "ticket": true, "order": true, "delivery_promise": true} {
		if got := needOf(l, id).Missing(); got != want {
			t.Errorf("%s missing: %v", id, got)
		}
	}
	if len(l.Clocks) != 5 || l.Clocks[0].Due.Format("2006-01-02") != "2026-03-11" {
		t.Errorf("clocks: %+v", l.Clocks)
	}
	if l := checklist("", nil, nil, story...); len(l.Clocks) != 0 {
		t.Errorf("clocks without a first complaint: %+v", l.Clocks)
	}
}

func TestSuggestedDispute(t *testing.T) {
	for want, story := range map[check.Dispute][]option{
		check.FalseShipment:     {gives("1 16:00", seller, "已发出 "+number, number, claim(shippedK)), scan("5 11:00:00", timeline.StatusPickedUp, "已揽收")},
		check.Delayed:           tale(pick, out, say("2 10:00", courier, "明天三点前", promise(deliveredK, "3 15:00")), signed),
		check.RefundNotReceived: tale(say("1 08:10", seller, "今天退款", promise(refundK, "2 00:00")), say("2 09:30", buyer, "退款还没到", not(refundK))),
		check.StationDropoff:    tale(say("3 07:00", courier, "今天到"), say("3 08:00", buyer, "不要投柜", request(pointK, negated, at(timeline.PlaceLocker))), boxed),
	} {
		if got := checklist("", nil, nil, story...).Dispute; got != want {
			t.Errorf("suggested %s, want %s", got, want)
		}
	}
}

func TestChecklistWords(t *testing.T) {
	facts := []timeline.Fact{{Key: "first_complaint", Value: "2026-03-04"}}
	for _, d := range check.Disputes {
		l := checklist(d, facts, nil, tale(pick)...)
		if len(l.Needs) < 8 {
			t.Errorf("%s needs only %d things", d, len(l.Needs))
		}
		for _, lang := range locale.Langs {
			for _, n := range l.Needs {
				for _, s := range []timeline.Sentence{n.Say, n.How} {
					if strings.Contains(locale.Say(lang, china, s), s.Key) {
						t.Errorf("%s has no words in %s", s.Key, lang)
					}
				}
			}
		}
		if locale.Word(locale.Chinese, "dispute", d) == string(d) {
			t.Errorf("dispute %s has no word", d)
		}
		for _, c := range l.Clocks {
			if _, ok := statute.Get(c.Statute); !ok && c.Statute != "" {
				t.Errorf("clock %s cites %s, which is not known", c.ID, c.Statute)
			}
		}
	}
	for _, p := range check.Phases {
		if locale.Word(locale.Chinese, "phase", p) == string(p) {
			t.Errorf("phase %s has no word", p)
		}
	}
}
