package claims

import (
	"slices"
	"strings"
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// A modeRule decides how a verb is meant. decide is false where the sentence
// states nothing after all.
type modeRule struct {
	name    string
	applies func(*use) bool
	decide  func(*use) bool
}

func as(m timeline.Mode) func(*use) bool {
	return func(u *use) bool { u.r.Mode = m; return true }
}

func nothing(*use) bool { return false }

// modeRules are tried in order; the first that applies decides.
var modeRules = []modeRule{
	{"ordered or paid, without a time", func(u *use) bool { return u.m&timed != 0 && (!u.dated || u.asking) }, nothing},
	{"asks others to do it", func(u *use) bool { return u.urging(u.j) && u.role != timeline.RoleBuyer }, nothing},
	{"should have been", func(u *use) bool { return u.role == timeline.RoleBuyer && u.side < 0 && !u.quoted && u.ought(u.c) }, nothing},
	{"condition", func(u *use) bool { return u.c.hypothetical }, as(timeline.ModeHypothetical)},
	{"question", func(u *use) bool { return u.asking && !u.protests() }, as(timeline.ModeAsked)},
	{"denial", func(u *use) bool { return u.r.Negated && u.h.negated() }, (*use).denies},
	{"a wish whose word denies", func(u *use) bool { return u.r.Negated && u.m&base != 0 && u.m&denied != 0 }, (*use).wishesNot},
	{"denial in the word itself", func(u *use) bool { return u.r.Negated }, as(timeline.ModeAsserted)},
	{"habit", func(u *use) bool { return u.c.policy && u.always(u.c) }, as(timeline.ModePolicy)},
	{"rule of the shop", func(u *use) bool {
		return u.c.policy && !u.onCalendar() && !(u.h.surely || u.h.done && !u.h.coming || u.h.cleft && u.side < 0)
	}, as(timeline.ModePolicy)},
	{"not completed", func(u *use) bool { return u.m&completed != 0 && !u.h.done }, nothing},
	{"a wish that a record quotes", func(u *use) bool { return u.r.By == timeline.ByRecord && u.h.wanted && u.side >= 0 }, nothing},
	{"every so often", func(u *use) bool { // 两天送一次
		return u.side >= 0 && u.dated && term(u.e.Text) && slices.ContainsFunc([]string{"一次", "一趟", "一回"}, func(w string) bool { return strings.HasPrefix(string(u.folded[u.t.to:u.c.to]), w) })
	}, as(timeline.ModePolicy)},
	{"the buyer's last resort", func(u *use) bool { // 那我只能拒收了
		before := string(u.folded[u.c.from:u.t.from])
		return u.role == timeline.RoleBuyer && !u.quoted && (u.r.Kind == timeline.KindRefused || u.r.Kind == timeline.KindReturned) && (strings.HasSuffix(before, "只能") || strings.HasSuffix(before, "只好") || strings.HasSuffix(before, "要") || strings.HasSuffix(before, "想"))
	}, nothing},
	{"only set going", (*use).setGoing, nothing},
	{"request", func(u *use) bool {
		return (u.h.strong || u.c.goesOn || u.h.wanted && !u.provides()) && !u.r.fact && !u.quoted && !(u.role == timeline.RoleBuyer && u.m&drops != 0 && !u.r.Negated && u.complains())
	}, (*use).asks},
	{"quoted deadline", func(u *use) bool {
		return u.quoted && u.side < 0 && u.e.Relation == timeline.RelationBefore && !u.h.done && u.m&past == 0
	}, as(timeline.ModePromised)}, // 昨天说八点前回复
	{"said to have promised", func(u *use) bool { return u.h.vowed && u.m&state == 0 }, as(timeline.ModePromised)},
	{"happening now", func(u *use) bool {
		return u.h.now && u.side <= 0 && (u.r.Kind == timeline.KindOutForDelivery || u.r.Kind == timeline.KindInTransit || u.r.Kind == timeline.KindReturned)
	}, as(timeline.ModeAsserted)},
	{"past form", func(u *use) bool {
		return u.side > 0 && u.m&past != 0 && u.latin() && !u.h.coming && !u.c.hedged && u.e.Relation != timeline.RelationBefore
	}, as(timeline.ModeAsserted)},
	{"to come", func(u *use) bool {
		return u.side > 0 || u.h.coming && u.m&state == 0 && !(u.h.done && u.side < 0) && !(u.m&past != 0 && u.h.done && u.side <= 0 && !u.latin())
	}, (*use).plans},
	{"counted from another event", func(u *use) bool {
		return u.dated && (u.e.Anchor != "" || !u.e.Within.IsZero()) && !u.h.surely
	}, (*use).plans},
	{"base form", func(u *use) bool { return u.m&base != 0 }, (*use).bases},
	{"of which day?", func(u *use) bool { // 上午给您派, said in the afternoon
		return u.side < 0 && !u.h.done && u.m&past == 0 && !u.h.cleft && u.h.benefit && u.r.Place == "" && dateless(u.e.Text) && u.provides() && !u.quoted
	}, nothing},
	{"who arrives?", func(u *use) bool { // 到您楼下了: the courier himself
		return u.m&arrives != 0 && u.provides() && !u.dated && !u.quoted && !u.has(u.c, thing) && !u.r.Negated
	}, nothing},
	{"what the recipient asked for", func(u *use) bool { // 您自己说放驿站的
		return u.r.By == timeline.ByBuyer && u.m&drops != 0 && !u.h.done && !u.r.Negated
	}, as(timeline.ModeRequested)},
	{"past", func(u *use) bool {
		return u.h.done || u.m&past != 0 || u.side < 0 || u.h.cleft && u.cleftFact() || u.spent()
	}, as(timeline.ModeAsserted)},
	{"state", func(u *use) bool { return u.m&state != 0 }, as(timeline.ModeAsserted)},
	{"plan", func(u *use) bool { return u.dated || u.h.benefit }, (*use).plans},
	{"place in passing", func(u *use) bool { return u.m&drops != 0 && u.r.Place != "" && !u.placeEnds(u.r, u.c) }, nothing},
	{"drop", func(u *use) bool { return u.m&drops != 0 && u.r.Place != "" }, (*use).dropped},
	{"record", func(u *use) bool { return u.r.By == timeline.ByRecord && u.m&(bare|nominal) == 0 }, as(timeline.ModeAsserted)},
	{"quotation", func(u *use) bool {
		return u.quoted && u.m&(bare|nominal) == 0 && u.r.Kind != timeline.KindShipped && u.r.Kind != timeline.KindOutForDelivery
	}, as(timeline.ModeAsserted)},
	{"wish", func(u *use) bool { return u.h.wanted && u.r.Kind != timeline.KindReceived }, as(timeline.ModeRequested)},
	{"verb alone", func(*use) bool { return true }, (*use).bald},
}

// mode decides how the verb is meant. It is false where nothing supports a
// statement: a bare verb, a noun, a prediction of the buyer's.
func (u *use) mode() bool {
	u.quoted = u.r.By != timeline.BySpeaker
	u.asking = u.c.asked || u.c.wondering && !u.r.Negated && u.r.By != timeline.ByRecord
	if u.c.wondering && u.r.By == timeline.ByRecord && !u.has(u.c, asks) {
		u.asking = false // 怎么显示签收了？ takes for granted that it is shown
	}
	switch u.r.Kind {
	case timeline.KindLost, timeline.KindDamaged, timeline.KindMissingItems, timeline.KindRefused:
		u.h.coming = u.h.coming && !u.h.done && u.m&past == 0 // 肯定是丢了
	}
	u.h.coming = u.h.coming && !(u.h.surely && u.side <= 0)
	u.h.coming = u.h.coming && !(u.h.done && !u.h.planned && u.side <= 0 && !u.latin() && !u.dated) // 肯定放门口了
	u.r.fact = !u.h.coming && !u.h.vowed && u.side <= 0 && (u.h.done || u.m&past != 0 && !(u.h.wanted && u.latin()) || u.h.cleft || u.side < 0)
	u.r.fact = u.r.fact || u.c.asked && !u.h.coming && !u.h.vowed && u.side <= 0 && u.yetOrNot(u.c)
	for _, rule := range modeRules {
		if rule.applies(u) {
			u.r.rule = rule.name
			return rule.decide(u)
		}
	}
	return false
}

// asks is a request, if it is of something that the other can do.
func (u *use) asks() bool {
	u.r.Mode = timeline.ModeRequested
	return !u.provides() || u.asksOfBuyer()
}

// wishesNot is the mode of a word that denies what a buyer does not want done;
// of another it says that none is left.
func (u *use) wishesNot() bool {
	u.r.Mode = timeline.ModeRequested
	return u.role == timeline.RoleBuyer
}

// asksOfBuyer reports whether it is something that a buyer can do.
func (u *use) asksOfBuyer() bool {
	return u.r.Kind != timeline.KindReceived && (u.r.Kind != timeline.KindDelivered || u.r.Place != "") && u.r.Kind != timeline.KindOrdered && u.r.Kind != timeline.KindPaid
}

// setGoing reports whether what is done is not the event itself but that others
// were told or asked: 已经催快递派送了, 已经通知快递退回了, 已经给您申请赔付了.
func (u *use) setGoing() bool {
	if !u.provides() || u.quoted || u.dated && u.side > 0 {
		return false
	}
	switch u.r.Kind {
	case timeline.KindDamaged, timeline.KindLost, timeline.KindMissingItems, timeline.KindRefused, timeline.KindReceived, timeline.KindReply:
		return false
	}
	before := string(u.folded[max(u.c.from, u.t.from-10):u.t.from])
	for _, w := range []string{"通知", "催", "申请", "提交", "让快递", "叫快递", "让小哥", "让师傅", "让站点", "叫师傅", "联系快递", "联系站点", "要求"} {
		if strings.Contains(before, w) {
			return u.h.done
		}
	}
	return false
}

// onCalendar reports whether a clause that only sounds like a rule names a day:
// 统一12月3号发 is a promise, 统一48小时内发 none.
func (u *use) onCalendar() bool {
	if !u.dated || u.e.Fuzzy || u.side <= 0 && !strings.Contains(u.e.Text, "今") || dateless(u.e.Text) || u.e.Anchor != "" || term(u.e.Text) {
		return false
	}
	for _, t := range u.words(u.c) {
		if t.class == rule && !u.any(t, "统一", "预售", "现货", "活动期间", "顺延", "包邮") {
			return false
		}
	}
	return true
}

// always reports whether the clause's rule is of habit: 平常已经送到了.
func (s *sentence) always(c *clause) bool {
	for _, t := range s.words(c) {
		if t.class == rule && slices.Contains([]string{"平常", "平时", "通常", "usually", "normally"}, string(s.folded[t.from:t.to])) {
			return true
		}
	}
	return false
}

// cleftFact reports whether …的 makes the verb a fact: 昨天送的, 您家人签收的,
// but not 今天发货的 or 是原路退回的.
func (u *use) cleftFact() bool {
	if u.clauses[u.r.origin].hedged && u.side >= 0 && u.dated {
		return false
	}
	if u.dated {
		w := string(u.folded[u.t.from:u.t.to])
		today := !u.e.Latest.After(time.Date(u.at.Year(), u.at.Month(), u.at.Day()+1, 0, 0, 0, 0, u.at.Location()))
		return u.side < 0 || today && !(u.provides() && slices.Contains([]string{"发货", "派送", "派件", "配送", "派"}, w))
	}
	switch u.r.Kind {
	case timeline.KindDelivered, timeline.KindAtPickupPoint, timeline.KindReceived, timeline.KindPickedUp, timeline.KindRefused, timeline.KindDamaged:
		if u.is(u.t, "签的") {
			return true
		}
		return u.m&bare == 0 && !(u.r.Kind == timeline.KindRefused && u.provides() && u.role != timeline.RoleCourier)
	}
	return false
}

// ought reports whether the clause says what should have been: 应该, 本来.
func (s *sentence) ought(c *clause) bool {
	text := string(s.folded[c.from:c.to])
	return strings.Contains(text, "应该") || strings.Contains(text, "本来") || strings.Contains(text, "原本") || strings.Contains(text, "should")
}

// protests reports whether a mere question mark is only a tone: 我没收到啊？
func (u *use) protests() bool {
	return u.r.Negated && !u.c.wondering && u.c.marked && !u.has(u.c, asks) && !u.aNotA(u.c) && u.hasBefore(u.c, u.j, me) && u.role == timeline.RoleBuyer
}

// denies is the mode of a verb with a negator.
func (u *use) denies() bool {
	switch u.h.neg.class {
	case notYet, isNot:
		if u.h.neg.class == isNot && u.h.neg.to == u.t.from && !u.h.cleft && !u.h.done && u.m&past == 0 && u.provides() && !u.latin() {
			return false // 是补差价，不是补寄
		}
		if u.r.Kind == timeline.KindRefund && u.t.marks&nominal != 0 && u.h.coming {
			return false
		}
		u.r.Mode = timeline.ModeAsserted
		if (u.h.wanted || u.c.goesOn) && u.imperative(u.h.neg) {
			u.r.Mode = timeline.ModeRequested
		}
		if u.h.coming && latinWord(u.folded[u.t.from]) && !u.h.done {
			return false // will not have, could not
		}
	case dont:
		if u.quoted && u.r.By != timeline.BySpeaker {
			u.r.Mode = timeline.ModeRequested
			return true
		}
		u.r.Mode = timeline.ModeRequested
		switch u.r.Kind {
		case timeline.KindLost, timeline.KindDamaged, timeline.KindMissingItems:
			return false // 千万别弄丢了
		}
		if u.t.marks&nominal != 0 || u.c.dependent {
			return false
		}
	case wont:
		// 不放丰巢 is a promise of who delivers, a wish of who receives. That
		// something will not come to pass today (今天不送) is no statement of ours.
		if u.r.Kind != timeline.KindAtPickupPoint && !(u.r.Kind == timeline.KindDelivered && u.r.Place != "") {
			return false
		}
		u.r.Mode = timeline.ModePromised
		if u.role == timeline.RoleBuyer {
			u.r.Mode = timeline.ModeRequested
			if u.c.hedged {
				u.r.Mode = timeline.ModeAsked // 不会放驿站了吧
			}
		}
	}
	return true
}

func (s *sentence) imperative(t *token) bool {
	return slices.Contains([]string{"not"}, string(s.folded[t.from:t.to]))
}

// plans is the mode of what is to come: the promise of who acts, the wish of
// who waits.
func (u *use) plans() bool {
	if u.c.dependent && !u.dated || u.c.dependent && u.e.Anchor == "" && u.e.Within.IsZero() && u.dependsOn(u.j) {
		u.r.Mode = timeline.ModeHypothetical
		return true
	}
	if u.c.wondering {
		u.r.Mode = timeline.ModeAsked
		return true
	}
	if u.general() {
		u.r.Mode = timeline.ModePolicy
		return true
	}
	if u.role == timeline.RoleBuyer && !u.quoted {
		return u.wishes()
	}
	if u.r.By == timeline.ByBuyer {
		u.r.Mode = timeline.ModeRequested
		return true
	}
	switch u.r.Kind {
	case timeline.KindReturned:
		if !u.dated && !u.h.benefit && u.role != timeline.RoleCourier {
			return false
		}
	case timeline.KindReceived:
		if u.m&bare != 0 {
			return false
		}
		if u.role != timeline.RoleUnknown && !u.dated {
			return false
		}
		if u.hasBefore(u.c, u.j, they) || u.h.self {
			return false
		}
		u.r.Kind = timeline.KindDelivered
	case timeline.KindLost, timeline.KindDamaged, timeline.KindMissingItems, timeline.KindRefused, timeline.KindOrdered, timeline.KindPaid, timeline.KindAttempted:
		return false
	case timeline.KindInTransit:
		u.r.Mode = timeline.ModeAsserted
		return true
	}
	if !u.dated && !u.quoted && !u.h.benefit && !u.h.self && u.r.Place == "" && !u.personal && u.provides() && u.role != timeline.RoleCourier {
		return false // 能购买就能送达
	}
	u.r.Mode = timeline.ModePromised
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
func (u *use) general() bool {
	if !u.dated || u.role == timeline.RoleBuyer || u.personal {
		return false
	}
	if u.e.Anchor == timeline.KindOrdered || u.e.Anchor == timeline.KindPaid {
		return true
	}
	if u.e.Anchor != "" && (vague(u.e) || strings.Contains(u.e.Text, "左右") || u.c.hedged) {
		return true // 发货后三天左右到
	}
	if u.r.Kind != timeline.KindShipped && u.r.Kind != timeline.KindRefund && u.r.Kind != timeline.KindReply && u.r.Kind != timeline.KindReturned {
		return false
	}
	if u.r.Kind != timeline.KindShipped && u.has(&u.clauses[u.r.origin], coming) {
		return false // 退款会在三个工作日内到账
	}
	return u.e.Anchor == "" && term(u.e.Text)
}

// term reports whether the words of a time are a length ("48小时内", "3-5天")
// and no date.
func term(text string) bool {
	text = strings.ToLower(text)
	for _, w := range []string{"今", "明", "昨", "前天", "后天", "号", "日前", "周", "星期", "点", "月", "年", ":", "today", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"} {
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
func (u *use) wishes() bool {
	switch u.r.Kind {
	case timeline.KindDelivered, timeline.KindShipped, timeline.KindOutForDelivery, timeline.KindPickedUp, timeline.KindRefund, timeline.KindCompensation, timeline.KindReply, timeline.KindAtPickupPoint:
	case timeline.KindReceived:
		if !u.h.wanted && !u.c.requested {
			return false
		}
	case timeline.KindReturned:
		if !u.h.wanted && !u.c.requested {
			u.r.Mode = timeline.ModePromised
			return u.h.self
		}
	default:
		return false
	}
	if u.t.marks&arrives != 0 && !u.h.wanted && !u.c.requested {
		return false
	}
	if u.h.self && !u.h.wanted && !u.c.requested && u.r.Kind != timeline.KindRefund {
		return false
	}
	if u.c.hedged && !u.h.wanted && !u.c.requested && !u.dated {
		return false
	}
	if u.c.hedged && !u.h.wanted && !u.c.requested && !u.suggests(u.c) {
		return false
	}
	u.r.Mode = timeline.ModeRequested
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
func (u *use) bases() bool {
	switch {
	case u.h.wanted || u.c.requested || u.role == timeline.RoleBuyer && u.heads(u.c, u.j) && !u.quoted:
		u.r.Mode = timeline.ModeRequested
	case (u.c.hedged || strings.HasPrefix(u.word(), "should ")) && u.role != timeline.RoleBuyer && !u.c.dependent,
		u.dated && u.provides() && strings.Contains(u.word(), "ing "): // I'm posting it this afternoon
		u.r.Mode = timeline.ModePromised
	default:
		return false
	}
	if u.r.Mode == timeline.ModePromised && u.r.Kind == timeline.KindReceived {
		return false
	}
	return true
}

// heads reports whether the verb begins its clause.
func (s *sentence) heads(c *clause, j int) bool {
	return strings.TrimSpace(string(s.folded[c.from:s.tokens[j].from])) == ""
}

// dropped is the mode of 放 with a place and nothing else: the recipient asks
// for it; of whoever carries the parcel it is a fact.
func (u *use) dropped() bool {
	switch {
	case u.quoted:
		u.r.Mode = timeline.ModeAsserted
	case u.role == timeline.RoleBuyer:
		if u.h.self {
			return false
		}
		u.r.Mode = timeline.ModeRequested
		if u.complains() {
			u.r.Mode = timeline.ModeAsserted
		}
	default:
		u.r.Mode = timeline.ModeAsserted
	}
	return true
}

// complaints make 放驿站 in a buyer's mouth a reproach, not a wish.
var complaints = strings.Fields("没打电话 没有打电话 没通知 没经过 没问 没征 不打 不通知 居然 竟然 擅自 私自 又给 又放 又扔 又丢 又塞 又存 偏给 偏要 非要 非得 就给我放 就给我扔 就给放 就给扔 还放 还给我放 也不 都不")

func (u *use) complains() bool {
	text := string(u.folded[u.c.from:u.c.to])
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
	if s.role != timeline.RoleBuyer && slices.Contains(endings, strings.TrimSpace(string(s.folded[i:c.to]))) {
		return true
	}
	for i < c.to && strings.ContainsRune("度咗里上那边处旁内下面门口一楼就行可以即那儿这头给您你号格口了", s.folded[i]) {
		i++
	}
	return s.last(c, i) || s.role == timeline.RoleBuyer && s.folded[i] == '我'
}

// endings may follow the place in English, and say nothing more.
var endings = strings.Split("sir|madam|ma'am|mam|mate|love|dear|bro|boss|already|alr|ah|lah|liao|already ah|already lah|ok|okay|now|today|just now|for you|thanks|sir already", "|")

// bald is the mode of a full verb with nothing beside it: a buyer's 拒收 may
// be a plan, a courier's 签收 a title; only some say enough.
func (u *use) bald() bool {
	if u.m&(bare|nominal|base|drops) != 0 {
		return false
	}
	switch u.r.Kind {
	case timeline.KindDamaged, timeline.KindMissingItems:
		if u.role != timeline.RoleBuyer && u.role != timeline.RoleUnknown {
			return false
		}
		u.r.Mode = timeline.ModeAsserted
	case timeline.KindLost:
		if !u.c.hedged {
			return false
		}
		u.r.Mode = timeline.ModeAsserted
	case timeline.KindReceived:
		if u.provides() {
			return false
		}
		// 收到 alone is "understood"; 收到 完好 is receipt.
		if !u.praised(u.j) {
			return false
		}
		u.r.Mode = timeline.ModeAsserted
	case timeline.KindRefused:
		if u.role != timeline.RoleCourier {
			return false
		}
		u.r.Mode = timeline.ModeAsserted
	case timeline.KindDelivered:
		if u.role == timeline.RoleBuyer || !u.signedBySomebody(u.c) {
			return false
		}
		u.r.Mode = timeline.ModeAsserted
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
