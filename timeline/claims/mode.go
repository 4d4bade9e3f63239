package claims

import (
	"strings"
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// mode decides how the verb at token j is meant. It is false where nothing
// supports a statement: a bare verb, a noun, a prediction of the buyer's.
func (s *sentence) mode(r *reading, j int, h help, m mark, e timeline.TimeExpression, dated bool) bool {
	c := &s.clauses[s.tokens[j].clause]
	side := 0
	if dated {
		side = direction(e, s.at)
	}
	quoted := r.By != timeline.BySpeaker
	asking := c.asked || c.wondering && !r.Negated && r.By != timeline.ByRecord
	if c.wondering && r.By == timeline.ByRecord && !s.has(c, asks) {
		asking = false // 怎么显示签收了？ takes for granted that it is shown
	}
	switch r.Kind {
	case timeline.KindLost, timeline.KindDamaged, timeline.KindMissingItems, timeline.KindRefused:
		h.coming = h.coming && !h.done && m&past == 0 // 肯定是丢了
	}
	h.coming = h.coming && !(h.surely && side <= 0)
	r.fact = !h.coming && !h.vowed && side <= 0 && (h.done || m&past != 0 && !(h.wanted && latinWord(s.folded[s.tokens[j].from])) || h.cleft || side < 0)
	if m&timed != 0 && (!dated || asking) || s.urging(j) && s.role != timeline.RoleBuyer {
		return false
	}
	if s.role == timeline.RoleBuyer && side < 0 && !quoted && s.ought(c) {
		return false // 应该昨天到的
	}
	switch {
	case c.hypothetical:
		r.Mode = timeline.ModeHypothetical
	case asking && !s.protests(c, r, j):
		r.Mode = timeline.ModeAsked
	case r.Negated && h.negated():
		return s.denies(r, j, h, c, side, quoted)
	case r.Negated:
		r.Mode = timeline.ModeAsserted
	case c.policy && s.always(c):
		r.Mode = timeline.ModePolicy
	case c.policy && !(h.surely || h.done && !h.coming || h.cleft && side < 0):
		r.Mode = timeline.ModePolicy
	case (h.strong || c.goesOn || h.wanted && s.role != timeline.RoleSeller && s.role != timeline.RoleCourier && s.role != timeline.RolePlatform) && !r.fact && !quoted:
		if s.provides() && !s.asksOfBuyer(r) {
			return false
		}
		r.Mode = timeline.ModeRequested
	case quoted && side < 0 && e.Relation == timeline.RelationBefore && !h.done && m&past == 0:
		r.Mode = timeline.ModePromised // 昨天说八点前回复
	case h.vowed && m&state == 0:
		r.Mode = timeline.ModePromised
	case h.now && side <= 0 && (r.Kind == timeline.KindOutForDelivery || r.Kind == timeline.KindInTransit || r.Kind == timeline.KindReturned):
		r.Mode = timeline.ModeAsserted
	case side > 0 && m&past != 0 && latinWord(s.folded[s.tokens[j].from]) && !h.coming && !c.hedged:
		r.Mode = timeline.ModeAsserted
	case h.coming && !(h.done && side < 0) && m&state == 0 && !(m&past != 0 && h.done && side <= 0 && !latinWord(s.folded[s.tokens[j].from])), side > 0:
		return s.plans(r, j, h, c, m, e, dated, quoted)
	case dated && (e.Anchor != "" || !e.Within.IsZero()) && !h.surely:
		return s.plans(r, j, h, c, m, e, dated, quoted)
	case m&base != 0:
		return s.bases(r, j, h, c, side, quoted)
	case m&completed != 0 && !h.done:
		return false
	case side < 0 && !h.done && m&past == 0 && !h.cleft && h.benefit && r.Place == "" && dateless(e.Text) && s.provides() && !quoted:
		return false // 上午给您派, said in the afternoon: of which day?
	case h.done || m&past != 0 || side < 0 || h.cleft && s.cleftFact(r, j, m, e, dated, side):
		r.Mode = timeline.ModeAsserted
	case m&state != 0:
		r.Mode = timeline.ModeAsserted
	case dated || h.benefit:
		return s.plans(r, j, h, c, m, e, dated, quoted)
	case m&drops != 0 && r.Place != "" && !s.placeEnds(r, c):
		return false
	case m&drops != 0 && r.Place != "":
		return s.places0(r, h, quoted)
	case r.By == timeline.ByRecord && m&bare == 0 && m&nominal == 0:
		r.Mode = timeline.ModeAsserted
	case quoted && m&(bare|nominal) == 0 && r.Kind != timeline.KindShipped && r.Kind != timeline.KindOutForDelivery:
		r.Mode = timeline.ModeAsserted
	case h.wanted && r.Kind != timeline.KindReceived:
		r.Mode = timeline.ModeRequested
	default:
		return s.bald(r, j, c, m)
	}
	return true
}

// asksOfBuyer reports whether it is something that a buyer can do.
func (s *sentence) asksOfBuyer(r *reading) bool {
	return r.Kind != timeline.KindReceived && (r.Kind != timeline.KindDelivered || r.Place != "") && r.Kind != timeline.KindOrdered && r.Kind != timeline.KindPaid
}

// always reports whether the clause's rule is of habit: 平常已经送到了.
func (s *sentence) always(c *clause) bool {
	for _, t := range s.words(c) {
		if t.class == rule && contains([]string{"平常", "平时", "通常", "usually", "normally"}, string(s.folded[t.from:t.to])) {
			return true
		}
	}
	return false
}

// cleftFact reports whether …的 makes the verb a fact: 昨天送的, 您家人签收的,
// but not 今天发货的 or 是原路退回的.
func (s *sentence) cleftFact(r *reading, j int, m mark, e timeline.TimeExpression, dated bool, side int) bool {
	if s.clauses[r.origin].hedged && side >= 0 && dated {
		return false
	}
	if dated {
		w := string(s.folded[s.tokens[j].from:s.tokens[j].to])
		today := !e.Latest.After(time.Date(s.at.Year(), s.at.Month(), s.at.Day()+1, 0, 0, 0, 0, s.at.Location()))
		return side < 0 || today && !(s.provides() && contains([]string{"发货", "派送", "派件", "配送", "派"}, w))
	}
	switch r.Kind {
	case timeline.KindDelivered, timeline.KindAtPickupPoint, timeline.KindReceived, timeline.KindPickedUp, timeline.KindRefused, timeline.KindDamaged:
		if s.is(s.tokens[j], "签的") {
			return true
		}
		return m&bare == 0 && !(r.Kind == timeline.KindRefused && s.provides() && s.role != timeline.RoleCourier)
	}
	return false
}

// ought reports whether the clause says what should have been: 应该, 本来.
func (s *sentence) ought(c *clause) bool {
	text := string(s.folded[c.from:c.to])
	return strings.Contains(text, "应该") || strings.Contains(text, "本来") || strings.Contains(text, "原本") || strings.Contains(text, "should")
}

// protests reports whether a mere question mark is only a tone: 我没收到啊？
func (s *sentence) protests(c *clause, r *reading, j int) bool {
	return r.Negated && !c.wondering && c.marked && !s.has(c, asks) && !s.aNotA(c) && s.hasBefore(c, j, me) && s.role == timeline.RoleBuyer
}

// denies is the mode of a verb with a negator.
func (s *sentence) denies(r *reading, j int, h help, c *clause, side int, quoted bool) bool {
	switch h.neg.class {
	case notYet, isNot:
		if r.Kind == timeline.KindRefund && s.tokens[j].marks&nominal != 0 && h.coming {
			return false
		}
		r.Mode = timeline.ModeAsserted
		if h.wanted && s.imperative(h.neg) {
			r.Mode = timeline.ModeRequested
		}
		if h.coming && latinWord(s.folded[s.tokens[j].from]) && !h.done {
			return false // will not have, could not
		}
	case dont:
		if quoted && r.By != timeline.BySpeaker {
			r.Mode = timeline.ModeRequested
			return true
		}
		r.Mode = timeline.ModeRequested
		if s.tokens[j].marks&nominal != 0 || c.dependent {
			return false
		}
	case wont:
		// 不放丰巢 is a promise of who delivers, a wish of who receives. That
		// something will not come to pass today (今天不送) is no statement of ours.
		if r.Kind != timeline.KindAtPickupPoint && !(r.Kind == timeline.KindDelivered && r.Place != "") {
			return false
		}
		r.Mode = timeline.ModePromised
		if s.role == timeline.RoleBuyer {
			r.Mode = timeline.ModeRequested
			if c.hedged {
				r.Mode = timeline.ModeAsked // 不会放驿站了吧
			}
		}
	}
	return true
}

func (s *sentence) imperative(t *token) bool {
	return contains([]string{"not"}, string(s.folded[t.from:t.to]))
}

// plans is the mode of what is to come: the promise of who acts, the wish of
// who waits.
func (s *sentence) plans(r *reading, j int, h help, c *clause, m mark, e timeline.TimeExpression, dated, quoted bool) bool {
	if c.dependent && !dated || c.dependent && e.Anchor == "" && e.Within.IsZero() && s.dependsOn(j) {
		r.Mode = timeline.ModeHypothetical
		return true
	}
	if c.wondering {
		r.Mode = timeline.ModeAsked
		return true
	}
	if s.general(r, e, dated) {
		r.Mode = timeline.ModePolicy
		return true
	}
	if s.role == timeline.RoleBuyer && !quoted {
		return s.wishes(r, j, h, c, dated)
	}
	if r.By == timeline.ByBuyer {
		r.Mode = timeline.ModeRequested
		return true
	}
	switch r.Kind {
	case timeline.KindReturned:
		if !dated && !h.benefit && s.role != timeline.RoleCourier {
			return false
		}
	case timeline.KindReceived:
		if m&bare != 0 {
			return false
		}
		if s.role != timeline.RoleUnknown && !dated {
			return false
		}
		if s.hasBefore(c, j, they) || h.self {
			return false
		}
		r.Kind = timeline.KindDelivered
	case timeline.KindLost, timeline.KindDamaged, timeline.KindMissingItems, timeline.KindRefused, timeline.KindOrdered, timeline.KindPaid, timeline.KindAttempted:
		return false
	case timeline.KindInTransit:
		r.Mode = timeline.ModeAsserted
		return true
	}
	if !dated && !quoted && !h.benefit && !h.self && r.Place == "" && !s.personal && s.provides() && s.role != timeline.RoleCourier {
		return false // 能购买就能送达
	}
	r.Mode = timeline.ModePromised
	return true
}

// dependsOn reports whether another verb before token j in its sentence is
// what it hangs on.
func (s *sentence) dependsOn(j int) bool {
	n := s.clauses[s.tokens[j].clause].sentence
	for k := range j {
		if s.tokens[k].class == verb && s.clauses[s.tokens[k].clause].sentence == n && s.subordinate(k) {
			return true
		}
	}
	return false
}

// general reports whether a term in hours or days is the rule of every order:
// nothing in the message speaks of this customer's parcel.
func (s *sentence) general(r *reading, e timeline.TimeExpression, dated bool) bool {
	if !dated || s.role == timeline.RoleBuyer || s.personal {
		return false
	}
	if e.Anchor == timeline.KindOrdered || e.Anchor == timeline.KindPaid {
		return true
	}
	if r.Kind != timeline.KindShipped && r.Kind != timeline.KindRefund && r.Kind != timeline.KindReply && r.Kind != timeline.KindReturned {
		return false
	}
	if r.Kind != timeline.KindShipped && s.has(&s.clauses[r.origin], coming) {
		return false // 退款会在三个工作日内到账
	}
	return e.Anchor == "" && term(e.Text)
}

// term reports whether the words of a time are a length ("48小时内", "3-5天")
// and no date.
func term(text string) bool {
	text = strings.ToLower(text)
	for _, w := range []string{"今", "明", "后天", "号", "日前", "周", "星期", "点", "月", "年", ":", "today", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"} {
		if strings.Contains(text, w) {
			return false
		}
	}
	for _, w := range []string{"小时", "小時", "天", "工作日", "hour", "day"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// urging reports whether the speaker only asks others to do it: 帮您催促站点派送.
func (s *sentence) urging(j int) bool {
	c := &s.clauses[s.tokens[j].clause]
	for _, t := range s.tokens[c.first:j] {
		if t.class == urges {
			return true
		}
	}
	return false
}

// wishes is the mode of a buyer's plan or wish. What he predicts or will do
// himself is neither.
func (s *sentence) wishes(r *reading, j int, h help, c *clause, dated bool) bool {
	switch r.Kind {
	case timeline.KindDelivered, timeline.KindShipped, timeline.KindOutForDelivery, timeline.KindPickedUp, timeline.KindRefund, timeline.KindCompensation, timeline.KindReply, timeline.KindAtPickupPoint:
	case timeline.KindReceived:
		if !h.wanted && !c.requested {
			return false
		}
	case timeline.KindReturned:
		if !h.wanted && !c.requested {
			r.Mode = timeline.ModePromised
			return h.self
		}
	default:
		return false
	}
	if s.tokens[j].marks&arrives != 0 && !h.wanted && !c.requested {
		return false
	}
	if h.self && !h.wanted && !c.requested && r.Kind != timeline.KindRefund {
		return false
	}
	if c.hedged && !h.wanted && !c.requested && !dated {
		return false
	}
	if c.hedged && !h.wanted && !c.requested && !s.suggests(c) {
		return false
	}
	r.Mode = timeline.ModeRequested
	return true
}

// suggests reports whether the clause's only doubt is 吧: 那就放驿站吧 is a wish.
func (s *sentence) suggests(c *clause) bool {
	for _, t := range s.words(c) {
		if t.class == hedges && !s.is(t, "吧") {
			return false
		}
	}
	return true
}

// bases is the mode of an English base form without a time to come: an
// imperative.
func (s *sentence) bases(r *reading, j int, h help, c *clause, side int, quoted bool) bool {
	switch {
	case h.wanted || c.requested || s.role == timeline.RoleBuyer && s.heads(c, j) && !quoted:
		r.Mode = timeline.ModeRequested
	case c.hedged && s.role != timeline.RoleBuyer:
		r.Mode = timeline.ModePromised
	default:
		return false
	}
	if r.Mode == timeline.ModePromised && r.Kind == timeline.KindReceived {
		return false
	}
	return true
}

// heads reports whether the verb begins its clause.
func (s *sentence) heads(c *clause, j int) bool {
	return strings.TrimSpace(string(s.folded[c.from:s.tokens[j].from])) == ""
}

// places0 is the mode of 放 with a place and nothing else: the recipient asks
// for it; of whoever carries the parcel it is a fact.
func (s *sentence) places0(r *reading, h help, quoted bool) bool {
	switch {
	case quoted:
		r.Mode = timeline.ModeAsserted
	case s.role == timeline.RoleBuyer:
		if h.self {
			return false
		}
		r.Mode = timeline.ModeRequested
		if s.complains(r) {
			r.Mode = timeline.ModeAsserted
		}
	default:
		r.Mode = timeline.ModeAsserted
	}
	return true
}

// complaints make 放驿站 in a buyer's mouth a reproach, not a wish.
var complaints = strings.Fields("没打电话 没有打电话 没通知 没经过 没问 没征 不打 不通知 居然 竟然 擅自 私自 又给 又放 还放 还给我放 也不 都不")

func (s *sentence) complains(r *reading) bool {
	c := &s.clauses[r.origin]
	text := string(s.folded[c.from:c.to])
	for _, w := range complaints {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// placeEnds reports whether the clause ends with the place: 放物业不发短信的
// says what is usual.
func (s *sentence) placeEnds(r *reading, c *clause) bool {
	i := r.Span[1]
	for i < c.to && strings.ContainsRune("里上那边处旁内下面门口一楼就行可以即那儿这头给您你号格口了", s.folded[i]) {
		i++
	}
	return s.last(c, i)
}

// bald is the mode of a full verb with nothing beside it: a buyer's 拒收 may
// be a plan, a courier's 签收 a title; only some say enough.
func (s *sentence) bald(r *reading, j int, c *clause, m mark) bool {
	if m&(bare|nominal|base|drops) != 0 {
		return false
	}
	switch r.Kind {
	case timeline.KindDamaged, timeline.KindMissingItems:
		if s.role != timeline.RoleBuyer && s.role != timeline.RoleUnknown {
			return false
		}
		r.Mode = timeline.ModeAsserted
	case timeline.KindLost:
		if !c.hedged {
			return false
		}
		r.Mode = timeline.ModeAsserted
	case timeline.KindReceived:
		if s.provides() {
			return false
		}
		// 收到 alone is "understood"; 收到 完好 is receipt.
		if !s.praised(j) {
			return false
		}
		r.Mode = timeline.ModeAsserted
	case timeline.KindRefused:
		if s.role != timeline.RoleCourier {
			return false
		}
		r.Mode = timeline.ModeAsserted
	case timeline.KindDelivered:
		if s.role == timeline.RoleBuyer || !s.signedBySomebody(c) {
			return false
		}
		r.Mode = timeline.ModeAsserted
	default:
		return false
	}
	return true
}

var praises = []string{"完好", "不错", "很好", "挺好", "好看", "没问题", "尺码", "质量", "品相", "喜欢", "满意", "漂亮", "无损", "合适", "正好", "刚好", "还行", "可以的", "good condition", "looks great", "love it", "thank", "perfect"}

// praised reports whether the rest of the message speaks of the thing itself.
func (s *sentence) praised(j int) bool {
	t := s.tokens[j]
	if latinWord(s.folded[t.from]) {
		return true
	}
	if t.to-t.from > 2 {
		return true // 收到货, 收到东西
	}
	rest := string(s.folded[t.to:])
	for _, p := range praises {
		if strings.Contains(rest, p) {
			return true
		}
	}
	return false
}

func (s *sentence) signedBySomebody(c *clause) bool {
	var r reading
	s.sign(&r, c)
	return r.SignerKind != ""
}

// bound fills the instants of a statement (CONTRACT section 3).
func (s *sentence) bound(r *reading, e timeline.TimeExpression, dated bool) {
	if dated {
		r.Grain, r.Relation = e.Grain, e.Relation
	}
	switch {
	case r.Mode == timeline.ModePromised && r.By != timeline.BySpeaker && direction(e, s.at) < 0 && dateless(e.Text):
		// 昨天说8点前回复: of which day the clock is, the words do not say.
	case r.Mode != timeline.ModeAsserted:
		if dated && !e.Fuzzy {
			r.Timed = !e.Earliest.IsZero() || !e.Latest.IsZero() || !e.Within.IsZero()
			r.Earliest, r.Latest, r.AltLatest = e.Earliest, e.Latest, e.AltLatest
			r.Anchor, r.Within, r.Workdays = e.Anchor, e.Within, e.Workdays
		}
	case r.Negated:
		r.Earliest = s.at
		if dated && direction(e, s.at) < 0 && !e.Fuzzy && !s.lasting(r) && !sameInstant(e.Latest, s.at) {
			r.Timed = true
			r.Earliest, r.Latest = e.Earliest, e.Latest
		}
	default:
		r.Latest = s.at
		if dated && !e.Fuzzy && e.Anchor == "" && (!e.Latest.IsZero() || !e.Earliest.IsZero()) && (e.Earliest.IsZero() || !e.Earliest.After(s.at)) {
			r.Timed = true
			r.Earliest = e.Earliest
			if !e.Latest.IsZero() && e.Latest.Before(s.at) {
				r.Latest = e.Latest
			}
		}
	}
	if !r.Latest.IsZero() && r.Latest.Before(r.Earliest) {
		r.Earliest = time.Time{}
	}
}

func sameInstant(a, b time.Time) bool { return a.Sub(b).Abs() < time.Minute }

// lasting reports whether a denial holds until now: 还没, 到现在.
func (s *sentence) lasting(r *reading) bool { return s.lastingIn(&s.clauses[r.origin]) }

func (s *sentence) lastingIn(c *clause) bool {
	text := string(s.folded[c.from:c.to])
	for _, w := range []string{"还没", "还未", "尚未", "到现在", "至今", "一直", "仍", "still", "yet", "还不"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
