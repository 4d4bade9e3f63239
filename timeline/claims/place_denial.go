package claims

import (
	"strings"

	"github.com/duizheng/duizheng/timeline"
)

// missingThere reads "门口没有啊", "鞋柜上没有", "楼下也没有": the parcel is not
// where it is said to be. It is the recipient's denial, and he looked.
func (s *sentence) missingThere(i int) (reading, bool) {
	c := &s.clauses[i]
	if c.asked || c.hypothetical || c.elsewhere || s.role != timeline.RoleBuyer && s.role != timeline.RoleUnknown {
		return reading{}, false
	}
	toks := s.words(c)
	var neg *token
	for k := range toks {
		switch toks[k].class {
		case notYet:
			if contains([]string{"没有", "没", "也没", "都没", "根本没"}, string(s.folded[toks[k].from:toks[k].to])) {
				neg = &toks[k]
			}
		case verb:
			return reading{}, false
		}
	}
	if neg == nil || !s.last(c, neg.to) && !s.thisOne(c, neg.to) {
		return reading{}, false
	}
	spot := false
	for _, p := range s.spots() {
		if p.Span[1] <= neg.from && (p.Span[0] >= c.from || i > 0 && p.Span[0] >= s.clauses[i-1].from && s.looked) {
			spot = true
		}
	}
	if !spot {
		return reading{}, false
	}
	r := reading{verb: -1, origin: i}
	r.Kind, r.Mode, r.Negated, r.Looked = timeline.KindReceived, timeline.ModeAsserted, true, true
	r.By = c.by
	if r.By == timeline.ByRecord || r.By == timeline.ByCourier || !s.has(c, says) {
		r.By = timeline.BySpeaker
	}
	r.Hedged, r.Disclaimed = c.hedged, s.disclaimed
	r.Earliest = s.at
	r.Span = timeline.Span{c.from, neg.to}
	return r, true
}

// thisOne reports whether only the thing missed follows: 没有这件, 没有快递.
func (s *sentence) thisOne(c *clause, i int) bool {
	rest := strings.TrimRight(string(s.folded[i:c.to]), "啊呀哈呢哦喔噢的了耶诶 ")
	return contains([]string{"这件", "这个件", "我的件", "我的快递", "快递", "包裹", "我的包裹", "东西", "我的东西", "这个快递", "件"}, rest)
}

// giving reads "今天下午两点前肯定给你": a courier's promise to deliver, with no
// verb but 给.
func (s *sentence) giving(i int) (reading, bool) {
	c := &s.clauses[i]
	if s.role != timeline.RoleCourier || c.asked || c.hypothetical || c.elsewhere || c.policy || s.has(c, verb) {
		return reading{}, false
	}
	toks := s.words(c)
	if len(toks) == 0 || toks[len(toks)-1].class != benefit || !s.last(c, toks[len(toks)-1].to) {
		return reading{}, false
	}
	e, ok := s.nearest(c.from, c.to, toks[len(toks)-1])
	if !ok || e.Fuzzy || direction(e, s.at) < 0 {
		return reading{}, false
	}
	r := reading{verb: -1, origin: i}
	r.Kind, r.Mode, r.By = timeline.KindDelivered, timeline.ModePromised, timeline.BySpeaker
	r.Hedged, r.Disclaimed = c.hedged, s.disclaimed
	r.Span = timeline.Span{e.Span[0], toks[len(toks)-1].to}
	s.bound(&r, e, true)
	return r, true
}
