package claims

import (
	"slices"
	"strings"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/place"
)

// A veto says that a verb is no statement about a parcel here.
type veto struct {
	reason string
	holds  func(*use) bool
}

// A recast gives a verb another kind for what stands around it.
type recast struct {
	name  string
	tried func(*use) bool // changes u and returns true where it applies
}

// vetoes are tried before anything else about a verb.
var vetoes = []veto{
	{"another thing than a parcel", (*use).ofAnotherThing},
	{"only says for whom", func(u *use) bool { return u.gives(u.j) }}, // 给宝子发
	{"only a noun", func(u *use) bool { return u.m&nominal != 0 && u.isNoun(u.j) }},
	{"a person, no parcel", func(u *use) bool { // 我在路上
		return (u.r.Kind == timeline.KindInTransit || u.r.Kind == timeline.KindAtPickupPoint && u.m&denied == 0) && u.hasJustBefore(u.j, me)
	}},
	{"the buyer's own house", func(u *use) bool { // 我家里没人 is no attempt
		return u.r.Kind == timeline.KindAttempted && u.role == timeline.RoleBuyer && u.m&denied == 0 && u.c.by == timeline.BySpeaker && strings.ContainsAny(u.word(), "没无不")
	}},
	{"the next verb says it", func(u *use) bool { // arrived at our depot
		n := u.next()
		return u.r.Kind == timeline.KindDelivered && n != nil && n.verb.kind == timeline.KindArrived && n.from-u.t.to <= 1
	}},
	{"the verb before says it", func(u *use) bool { // 配送的途中, leave it at the pickup point
		return u.one("途中", "路途中", "in transit") && u.j > u.c.first && u.tokens[u.j-1].class == verb || u.r.Kind == timeline.KindAtPickupPoint && u.repeatsDrop(u.j)
	}},
	{"a shop's own restocking", func(u *use) bool {
		return u.one("到货") && u.provides() && !slices.ContainsFunc(u.words(u.c), func(t token) bool { return t.class == you && !u.is(t, "亲") }) && !u.hasBefore(u.c, u.j, benefit)
	}},
	{"a shop's own supplies", func(u *use) bool { // 五金没到
		if u.m&arrives == 0 || u.role != timeline.RoleSeller {
			return false
		}
		neg := u.helpers(u.j).neg
		return neg != nil && !u.has(u.c, you) && u.hasNoThing(neg.from) && u.strangeSubject(u.c, neg.from)
	}},
	{"a shop's new wares", func(u *use) bool { // 新品上架哦
		return u.one("上架") && strings.ContainsAny(string(u.folded[u.c.from:u.c.to]), "新品款")
	}},
	{"a note for the courier", func(u *use) bool { // 已备注送货上门
		before := strings.TrimRight(string(u.folded[u.c.from:u.t.from]), "了过要请:，, ")
		return strings.HasSuffix(before, "备注") || strings.HasSuffix(before, "注明") || u.t.clause > 0 && u.provides() && (u.r.Kind == timeline.KindDelivered || u.r.Kind == timeline.KindAtPickupPoint) && u.helpers(u.j).neg == nil && u.noted(&u.clauses[u.t.clause-1])
	}},
	{"the buyer's own thing", func(u *use) bool { // 保修卡都丢了
		return u.r.Kind == timeline.KindLost && u.role == timeline.RoleBuyer && u.c.by == timeline.BySpeaker && (u.strangeSubject(u.c, u.t.from) || u.j > u.c.first && u.tokens[u.j-1].class == thing && u.tokens[u.j-1].to == u.t.from && !u.any(u.tokens[u.j-1], anyParcel...) && !u.any(u.tokens[u.j-1], containers...))
	}},
	{"only quotes", func(u *use) bool { return u.answersFor(u.c, u.j) }}, // 快递回复今天送
	{"the buyer's own call", func(u *use) bool { return u.r.Kind == timeline.KindReply && !u.fitsReply(u.t) }},
	{"not denied", func(u *use) bool { return u.m&unseen != 0 && u.helpers(u.j).neg == nil }},
	{"nothing named as found", func(u *use) bool {
		if u.one("找到", "找着") && u.helpers(u.j).neg != nil {
			return u.provides() || !u.last(u.c, u.t.to) && !strings.ContainsAny(string(u.folded[u.t.to:u.c.to]), "件递裹货")
		}
		return u.one("找到") && !u.foundThing(u.c, u.j) || u.one("看到了", "看见了", "瞧见了", "瞅见了", "翻到了", "翻出来了") && !u.seenThere()
	}},
	{"only the first of two verbs", func(u *use) bool { // 没来揽收
		return u.m&denied != 0 && strings.HasSuffix(u.word(), "来") && !u.last(u.c, u.t.to)
	}},
	{"perhaps only a number", func(u *use) bool { // 稍后发您
		e, dated := u.when(u.j)
		return u.one("发您", "发你", "发给您", "发给你", "发给我") && (!dated || e.Fuzzy) && !u.has(u.c, thing)
	}},
	{"only completes the verb before", func(u *use) bool { return u.m&arrives != 0 && u.complement(u.c, u.j) }},
	{"no goods", func(u *use) bool { return u.m&goods != 0 && !u.hasGoods(u.c, u.j) }},
	{"who tries again?", func(u *use) bool { // Please try again later
		return (strings.Contains(u.word(), "again") || strings.HasPrefix(u.word(), "再")) && u.r.Kind == timeline.KindOutForDelivery && u.role != timeline.RoleCourier
	}},
	{"no answer is awaited", func(u *use) bool { // 快递那边暂时没有消息
		return u.r.Kind == timeline.KindReply && u.m&denied != 0 && u.provides()
	}},
	{"broken by the speaker himself", func(u *use) bool { // 我自己不小心摔碎的
		return u.r.Kind == timeline.KindDamaged && ownFault(string(u.folded[u.c.from:u.c.to]))
	}},
	{"only agreed to", func(u *use) bool { // 商家已同意退款
		return u.m&nominal != 0 && strings.Contains(string(u.folded[u.c.from:u.c.to]), "同意")
	}},
	{"no money named", func(u *use) bool { return u.m&cash != 0 && !u.namesMoney() }},
	{"a place of the carrier's where nothing lies", func(u *use) bool { return u.m&site != 0 && !u.liesThere() }},
	{"nothing that was in a parcel", func(u *use) bool { return u.m&few != 0 && !u.unpacked() }},
	{"somebody leaves", func(u *use) bool { // 我昨天走的, I left here
		if u.latin() && u.r.Kind == timeline.KindShipped && (strings.HasPrefix(u.word(), "lea") || strings.HasPrefix(u.word(), "left ")) {
			return u.role == timeline.RoleBuyer || u.role == timeline.RoleCourier || u.hasJustBefore(u.j, me)
		}
		return u.t.marks&follows != 0 && (u.role != timeline.RoleSeller || u.hasJustBefore(u.j, me))
	}},
	{"a thing that was not seen", func(u *use) bool { // 没见着您这件
		return u.one("没见着您", "没见到您") && !u.last(u.c, u.t.to) && !strings.HasPrefix(string(u.folded[u.t.to:u.c.to]), "人")
	}},
	{"a van on the way", func(u *use) bool { // 车坏路上了
		return u.r.Kind == timeline.KindInTransit && strings.Contains(string(u.folded[u.c.from:u.t.from]), "车")
	}},
	{"whose wife?", func(u *use) bool { // my wife took it, of another than the recipient
		return u.r.Kind == timeline.KindReceived && u.m&past != 0 && strings.HasPrefix(u.word(), "my ") && u.role != timeline.RoleBuyer && u.role != timeline.RoleUnknown
	}},
	{"who went there?", func(u *use) bool { // I haven't been to your street, said by the courier
		return u.r.Kind == timeline.KindDelivered && u.m&denied != 0 && strings.HasSuffix(u.word(), " your") && u.role != timeline.RoleCourier
	}},
	{"another of several", func(u *use) bool { // 收到一个 螺丝的还没到
		return u.t.clause > 0 && (u.r.Kind == timeline.KindDelivered || u.r.Kind == timeline.KindReceived) && u.role == timeline.RoleBuyer && u.helpers(u.j).neg != nil && u.gotOne(&u.clauses[u.t.clause-1])
	}},
	{"what the buyer keeps", func(u *use) bool { // 坏的那件还在我这
		return u.r.Kind == timeline.KindShipped && u.m&denied != 0 && strings.Contains(u.word(), "还在") && !u.provides()
	}},
	{"who gives?", func(u *use) bool { // 我给你同事了, said by the buyer
		return u.r.Kind == timeline.KindDelivered && u.role == timeline.RoleBuyer && u.m&past != 0 && strings.HasPrefix(u.word(), "给") && u.c.by == timeline.BySpeaker
	}},
	{"money, and not said which", func(u *use) bool { // 钱收到了
		return u.r.Kind == timeline.KindReceived && slices.ContainsFunc(u.words(u.c), func(t token) bool {
			return t.class == moneyWord && (t.to <= u.t.from && u.t.from-t.to <= 1 || t.from >= u.t.to && t.from-u.t.to <= 3)
		})
	}},
	{"which thing?", func(u *use) bool { // I did no such thing, of another than a refusal
		return u.one("did no such thing") && !strings.Contains(string(u.folded[:u.t.from]), "refus")
	}},
	{"nobody who takes it", func(u *use) bool { _, ok := u.taker(); return u.m&taken != 0 && (!ok || u.helpers(u.j).neg != nil) }},
	{"who runs?", func(u *use) bool { return u.one("没跑") && (u.role != timeline.RoleCourier || !u.last(u.c, u.t.to)) }},
	{"the buyer's own errand", func(u *use) bool { // 我自己跑了两趟驿站
		return u.r.Kind == timeline.KindAttempted && u.m&denied == 0 && u.role == timeline.RoleBuyer && u.c.by == timeline.BySpeaker && (u.hasBefore(u.c, u.j, me) || !u.sourceBefore(u.c, u.j, timeline.ByCourier))
	}},
	{"only dates another thing", func(u *use) bool { // when it left our warehouse
		return u.latin() && u.m&past != 0 && u.hasBefore(u.c, u.j, whenever)
	}},
	{"something published", func(u *use) bool { // posted a review
		first, _, _ := strings.Cut(strings.TrimSpace(string(u.folded[u.t.to:u.c.to])), " ")
		return u.one("posted") && (u.role != timeline.RoleSeller || slices.Contains([]string{"a", "an", "my", "some", "the", "about", "your", "another", "that", "review", "photos"}, first))
	}},
}

// recasts are tried in order, up to the first that applies.
var recasts = []recast{
	{"picked up by the buyer", func(u *use) bool {
		if u.r.Kind == timeline.KindPickedUp && u.role == timeline.RoleBuyer && u.latin() && !u.sourceBefore(u.c, u.j, timeline.ByCourier) {
			u.r.Kind = timeline.KindReceived
		}
		return false
	}},
	{"taken for the recipient", func(u *use) bool { // 您老婆拿走的; of his own people it is receipt
		if u.m&(taken|completed) == 0 || u.r.Kind != timeline.KindReceived && u.m&taken == 0 || u.helpers(u.j).neg != nil {
			return false
		}
		h, ok := u.taker()
		switch {
		case !ok:
			return false
		case u.role == timeline.RoleBuyer && (h.Kind == timeline.SignerFamily || h.Kind == timeline.SignerColleague):
			u.r.Signer, u.r.SignerKind = h.Text, h.Kind
			return u.becomes(timeline.KindReceived, past)
		}
		return u.becomes(timeline.KindDelivered, past)
	}},
	{"the carrier did not come to the shop", func(u *use) bool { // 昨晚货车没来
		return u.r.Kind == timeline.KindDelivered && u.m&denied != 0 && u.role == timeline.RoleSeller && u.one("没来", "没有来", "还没来", "还没有来") && u.becomes(timeline.KindPickedUp, u.m)
	}},
	{"a shop's announcement", func(u *use) bool { // On its way! JT…, said when it is sent
		return u.r.Kind == timeline.KindInTransit && u.role == timeline.RoleSeller && u.latin() && u.heads(u.c, u.j) && u.becomes(timeline.KindShipped, u.m)
	}},
	{"still with the courier", func(u *use) bool { // 件还在我这
		return u.r.Kind == timeline.KindShipped && u.m&denied != 0 && u.role == timeline.RoleCourier && strings.Contains(u.word(), "还在") && u.becomes(timeline.KindDelivered, u.m)
	}},
	{"not brought to the desk", func(u *use) bool { // 昨天极兔压根没来过, said by who should have it
		return u.r.Kind == timeline.KindAttempted && u.m&denied != 0 && u.role == timeline.RoleUnknown && u.c.by == timeline.BySpeaker &&
			(u.sourceBefore(u.c, u.j, timeline.ByCourier) || u.carrierBefore(u.c, u.j)) && u.becomes(timeline.KindDelivered, u.m)
	}},
	{"given to one of his", func(u *use) bool { // 给你家属的
		if u.r.Kind != timeline.KindDelivered || !strings.HasPrefix(u.word(), "给") || u.latin() {
			return false
		}
		if h, ok := place.SignerIn("交给" + strings.TrimLeft(u.word(), "给了的")); ok {
			u.r.Signer, u.r.SignerKind = h.Text, h.Kind
		}
		return false
	}},
	{"sent off", func(u *use) bool { // yes went off yesterday, said by the shop
		return u.one("went off") && u.role == timeline.RoleSeller && u.becomes(timeline.KindShipped, past)
	}},
	{"sent on by a shop", func(u *use) bool { // 修好了，明天给您寄回去
		return u.r.Kind == timeline.KindReturned && u.role == timeline.RoleSeller && strings.Contains(u.word(), "寄回") && strings.ContainsAny(u.word(), "您你") && u.becomes(timeline.KindShipped, u.m)
	}},
	{"nobody met", func(u *use) bool { // 人没见着, said by the courier
		return u.r.Kind == timeline.KindReceived && u.role == timeline.RoleCourier && u.m&unseen != 0 && u.t.from > u.c.from && strings.Contains(string(u.folded[u.c.from:u.t.from]), "人") && u.becomes(timeline.KindAttempted, past)
	}},
	{"sent out by a shop", func(u *use) bool {
		return strings.Contains(u.word(), " out") && u.r.Kind == timeline.KindOutForDelivery && (u.role == timeline.RoleSeller || u.role == timeline.RolePlatform && strings.Contains(string(u.folded), "replacement")) && !strings.Contains(u.word(), "delivery") && u.becomes(timeline.KindShipped, u.m)
	}},
	{"arrived at a depot", func(u *use) bool {
		return u.r.Kind == timeline.KindDelivered && strings.HasSuffix(u.word(), "arrived") && u.atDepot(u.c, u.t.to) && u.becomes(timeline.KindArrived, u.m)
	}},
	{"arrived at a branch", func(u *use) bool {
		return u.m&arrives != 0 && u.branch(u.t) && u.becomes(timeline.KindArrived, u.m&^arrives)
	}},
	{"taken to a branch", func(u *use) bool { // 昨天下午才送去网点的
		if u.r.Kind != timeline.KindDelivered || !u.one("送去", "送到", "送达", "送过去", "送", "送至", "配送到") || !u.branch(u.t) {
			return false
		}
		if u.role == timeline.RoleSeller {
			return u.becomes(timeline.KindShipped, u.m)
		}
		return u.becomes(timeline.KindArrived, u.m)
	}},
	{"in the courier's hands", func(u *use) bool { // 到快递手里了
		return u.m&arrives != 0 && u.role == timeline.RoleSeller && u.recipient(u.j) == timeline.KindShipped && u.becomes(timeline.KindShipped, u.m&^arrives)
	}},
	{"lies at a branch", func(u *use) bool { // 货在我们分拨点堆着
		return u.m&(state|drops) == state|drops && u.branch(u.t) && u.becomes(timeline.KindArrived, state)
	}},
	{"arrived in a city", func(u *use) bool {
		return u.m&arrives != 0 && u.city(u.j) && u.becomes(timeline.KindArrived, u.m&^arrives)
	}},
	{"handed to the recipient's side", func(u *use) bool { // handed over to your guard
		if u.r.Kind != timeline.KindShipped || !u.latin() || !strings.HasPrefix(u.word(), "handed") && !strings.HasPrefix(u.word(), "gave ") || u.recipient(u.j) == timeline.KindShipped {
			return false
		}
		after := string(u.folded[u.t.to:u.c.to])
		return (u.role == timeline.RoleCourier || strings.HasPrefix(after, " your ")) && u.becomes(timeline.KindDelivered, u.m)
	}},
	{"an adviser joins", func(u *use) bool { // an advisor will be with you shortly
		return u.role == timeline.RolePlatform && u.one("be with you") && !u.has(u.c, thing) && u.becomes(timeline.KindReply, u.m)
	}},
	{"handed to a carrier", func(u *use) bool {
		if u.r.Kind != timeline.KindDelivered || !u.latin() || !u.provides() {
			return false
		}
		carrier := strings.HasPrefix(u.word(), "handed") && u.recipient(u.j) == timeline.KindShipped
		p := u.placeAfter(u.j, 12)
		posted := u.role == timeline.RoleSeller && strings.HasPrefix(u.word(), "dropped") && p != nil && p.Kind == timeline.PlaceStation
		return (carrier || posted) && u.becomes(timeline.KindShipped, u.m&^drops)
	}},
	{"handed over", func(u *use) bool {
		if u.m&handed == 0 {
			return false
		}
		if to := u.recipient(u.j); to != "" {
			return u.becomes(to, u.m)
		}
		return u.becomes(timeline.KindDelivered, u.m|drops)
	}},
	{"sent back", func(u *use) bool {
		return (u.r.Kind == timeline.KindDelivered || u.r.Kind == timeline.KindArrived) && u.role == timeline.RoleSeller && ofReturn(string(u.folded[u.c.from:u.t.from])) && u.becomes(timeline.KindReturned, u.m)
	}},
}

// becomes makes the verb one of another kind.
func (u *use) becomes(k timeline.StatementKind, m mark) bool {
	u.r.Kind, u.m = k, m
	return true
}

// word is the verb as it stands, folded.
func (u *use) word() string { return string(u.folded[u.t.from:u.t.to]) }

// next is the token after the verb, if it is a verb of the same clause.
func (u *use) next() *token {
	if u.j+1 < u.c.last && u.tokens[u.j+1].class == verb {
		return &u.tokens[u.j+1]
	}
	return nil
}

// kind settles the kind that the verb says in its clause. What it returns is
// why it says none.
func (u *use) kind() string {
	switch u.t.class {
	case credits:
		k, ok := u.money(u.j)
		if !ok {
			return "no money named"
		}
		u.r.Kind = k
		if u.one("went through", "gone through", "came in", "landed", "cleared", "appeared", "shown up", "gone out", "paid out", "paid back", "transferred", "issued", "credited", "processed") {
			u.m = past
		}
		return ""
	case displays:
		if u.placeAfter(u.j, 2) == nil {
			return "no parcel"
		}
		u.r.Kind, u.m = timeline.KindDelivered, drops
		return ""
	}
	u.r.Kind, u.m = u.t.verb.kind, u.t.marks
	if u.ofMoney() {
		return ""
	}
	if u.m&cash != 0 {
		if k, ok := u.moneyBefore(); ok {
			u.r.Kind = k // 保价理赔200元，三天以内给您划过去
		}
	}
	for _, v := range vetoes {
		if v.holds(u) {
			return v.reason
		}
	}
	for _, r := range recasts {
		if r.tried(u) {
			return ""
		}
	}
	if u.r.Kind == timeline.KindReceived {
		return u.receiver()
	}
	return ""
}

// ofMoney makes the verb one of refund or compensation where money is what
// arrives: 退款还没收到.
func (u *use) ofMoney() bool {
	switch u.r.Kind {
	case timeline.KindShipped: // 补偿您15块，今晚发给您
		if !u.one("发给您", "发给你", "发您", "发你") {
			return false
		}
		k, ok := u.moneyBefore()
		return ok && u.becomes(k, u.m)
	case timeline.KindMissingItems: // 赔偿到现在也没给我
		k, ok := u.moneyBeside()
		return ok && u.m&few != 0 && strings.Contains(u.word(), "没") && u.becomes(k, past|denied)
	case timeline.KindReceived, timeline.KindDelivered, timeline.KindReturned, timeline.KindArrived:
		k, ok := u.money(u.j)
		if !ok && (u.r.Kind == timeline.KindReceived && u.helpers(u.j).neg != nil || u.m&arrives != 0) {
			if k, ok = u.moneyBefore(); !ok && u.role == timeline.RoleBuyer && u.helpers(u.j).neg != nil {
				k, ok = u.moneyTold()
			}
		}
		return ok && u.m&drops == 0 && u.becomes(k, u.m&^arrives)
	}
	return false
}

// moneyBefore is the kind of the money that the clause before speaks of, and this
// one goes on about: 系统显示已退款 我没收到.
func (u *use) moneyBefore() (timeline.StatementKind, bool) {
	if u.t.clause == 0 || u.has(u.c, thing) {
		return "", false
	}
	b := &u.clauses[u.t.clause-1]
	if u.has(b, thing) && u.role == timeline.RoleBuyer {
		return "", false
	}
	var k timeline.StatementKind
	if before := string(u.folded[b.from:b.to]); u.has(b, moneyWord) {
		switch {
		case strings.Contains(before, "赔"):
			k = timeline.KindCompensation
		case strings.Contains(before, "退"):
			k = timeline.KindRefund // 退的钱呢 说好周一到的
		}
	}
	for _, t := range u.words(b) {
		if t.class != verb {
			continue
		}
		if k = t.verb.kind; k != timeline.KindRefund && k != timeline.KindCompensation {
			return "", false
		}
	}
	return k, k != ""
}

// moneyBeside is the kind of the money that the clause itself speaks of.
func (u *use) moneyBeside() (timeline.StatementKind, bool) {
	for _, t := range u.tokens[u.c.first:u.j] {
		if t.class == verb && (t.verb.kind == timeline.KindRefund || t.verb.kind == timeline.KindCompensation) {
			return t.verb.kind, true
		}
	}
	text := string(u.folded[u.c.from:u.t.from])
	switch {
	case strings.Contains(text, "赔"):
		return timeline.KindCompensation, true
	case u.has(u.c, moneyWord):
		if k := u.moneyTopic(); k != "" {
			return k, true
		}
		return timeline.KindRefund, u.role == timeline.RoleBuyer
	}
	return "", false
}

// ofAnotherThing reports whether what is received, lost or sent is no parcel.
func (u *use) ofAnotherThing() bool {
	switch u.r.Kind {
	case timeline.KindReceived, timeline.KindDelivered, timeline.KindArrived:
		if u.m&drops != 0 {
			return u.hasJustBefore(u.j, notParcel) && u.role == timeline.RoleBuyer // 钥匙放地垫下了
		}
		return u.wrongThing(u.j) || u.email()
	case timeline.KindShipped, timeline.KindLost, timeline.KindPickedUp, timeline.KindRefused, timeline.KindReturned:
		return u.wrongThing(u.j)
	case timeline.KindOutForDelivery:
		return u.j+1 < u.c.last && u.tokens[u.j+1].class == notParcel && u.tokens[u.j+1].from == u.t.to // 派件电话
	}
	return false
}

// receiver settles what 收到 and the like mean by who says it of whom: a
// seller receives returns, and money and messages.
func (u *use) receiver() string {
	c, j := u.c, u.j
	quoted := c.by != timeline.BySpeaker && u.t.from >= c.quoteFrom
	returned := ofReturn(string(u.folded[c.from:c.to]))
	switch {
	case u.role == timeline.RoleBuyer && u.sellerBefore(c, j), // 商家收到了
		returned && (u.role != timeline.RoleBuyer || c.asked),
		quoted && c.by == timeline.BySeller && !u.hasBefore(c, j, me): // what a seller receives came back
		u.r.Kind = timeline.KindReturned
	case returned:
		return "sent back"
	case u.m&completed != 0 && !quoted && (u.sourceBefore(c, j, timeline.ByCourier) || u.role == timeline.RoleSeller && u.helpers(j).done && u.carrierBefore(c, j)):
		u.r.Kind = timeline.KindPickedUp // 顺丰取走了
	case u.provides() && !quoted && !c.asked && !u.youBefore(c, j) && !u.sourceBefore(c, j, timeline.ByBuyer) && u.helpers(j).neg == nil:
		return "the speaker receives no parcel"
	case quoted && c.by == timeline.ByRecord:
		return "an order's state, no receipt"
	case u.m&completed != 0 && u.provides() && !quoted:
		return "the speaker receives no parcel"
	case u.m&completed != 0 && u.regrets(j):
		u.looked = true // 我去拿了，没有
		return "went for it in vain"
	case u.hasBefore(c, j, they) && u.m&denied != 0 && u.latin():
		u.r.By = timeline.ByOther // they don't have it
	case quoted && c.by == timeline.ByCourier && u.role == timeline.RoleBuyer && u.one("拿到", "取到", "拿着", "收到"):
		u.r.Kind = timeline.KindPickedUp // 骑手说他没拿到药
	case u.hasBefore(c, j, they) && !quoted:
		return "somebody else"
	}
	return ""
}

// sourceBefore reports whether somebody of the kind stands before token j.
func (s *sentence) sourceBefore(c *clause, j int, by timeline.By) bool {
	for _, t := range s.tokens[c.first:j] {
		if t.class == whoSays && t.by == by {
			return true
		}
	}
	return false
}

// carrierBefore reports whether 快递 stands before token j as the one who acts.
func (s *sentence) carrierBefore(c *clause, j int) bool {
	return slices.ContainsFunc(s.tokens[c.first:j], func(t token) bool { return t.class == thing && s.is(t, "快递") })
}

// ofReturn reports whether a clause speaks of goods sent back.
func ofReturn(text string) bool {
	for _, w := range []string{"退货", "退的", "退回", "退件", "寄回"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// sellerBefore reports whether the seller, and not as one who is quoted,
// stands before token j as the one who receives.
func (s *sentence) sellerBefore(c *clause, j int) bool {
	for k := j - 1; k >= c.first; k-- {
		switch t := s.tokens[k]; {
		case t.class == says || t.class == displays || t.class == me:
			return false
		case t.class == whoSays && t.by == timeline.BySeller:
			return true
		}
	}
	return false
}

// youBefore reports whether 您 or 你 (not the address 亲) stands before token j.
func (s *sentence) youBefore(c *clause, j int) bool {
	for _, t := range s.tokens[c.first:j] {
		if t.class == you && !s.is(t, "亲") {
			return true
		}
	}
	return false
}

// regrets reports whether something is denied after token j.
func (s *sentence) regrets(j int) bool {
	for _, t := range s.tokens[j+1:] {
		if t.class == notYet {
			return true
		}
	}
	return false
}

func (s *sentence) hasBefore(c *clause, j int, k class) bool {
	for _, t := range s.tokens[c.first:j] {
		if t.class == k {
			return true
		}
	}
	return false
}

// hasJustBefore reports whether a word of class k stands right before token j.
func (s *sentence) hasJustBefore(j int, k class) bool {
	return j > 0 && s.tokens[j-1].class == k && s.tokens[j].from-s.tokens[j-1].to <= 1
}

// money is the kind of a verb whose subject is money: 退款还没收到.
func (s *sentence) money(j int) (timeline.StatementKind, bool) {
	t := s.tokens[j]
	c := &s.clauses[t.clause]
	text := string(s.folded[c.from:t.to])
	if t.class == credits {
		text = string(s.folded[:t.to])
	}
	subject := false
	for _, o := range s.tokens[c.first:j] {
		switch {
		case o.class == verb && o.marks&nominal != 0:
			return o.verb.kind, true
		case o.class == verb && o.marks&denied != 0 && o.verb.kind == timeline.KindRefund:
			return "", false // no refund has come in: said already
		case o.class == moneyWord:
			subject = true
		}
	}
	for _, o := range s.tokens[j+1 : c.last] {
		if o.from-t.to > 1 {
			break
		}
		if o.class == verb && o.marks&nominal != 0 {
			return o.verb.kind, true // 没收到退款, haven't got my refund
		}
		subject = subject || o.class == moneyWord // 没见着钱
	}
	if subject && t.class == verb && t.verb.kind == timeline.KindReturned {
		return timeline.KindRefund, true
	}
	if strings.Contains(text, "赔") {
		return timeline.KindCompensation, true
	}
	if strings.Contains(text, "退款") || strings.Contains(text, "refund") || (subject || s.paysOut(t)) && strings.Contains(text, "退") {
		return timeline.KindRefund, true
	}
	if s.paysOut(t) {
		if k := s.moneyTopic(); k != "" {
			return k, true
		}
		if s.provides() && (subject || s.amount(c, t.to) != "" || strings.ContainsAny(text, "钱款折") || strings.Contains(text, "差价")) {
			return timeline.KindRefund, true // 我给您折钱，今天就转您
		}
	}
	// 钱 alone says neither which money nor which way, except where the buyer misses it.
	if subject && s.role == timeline.RoleBuyer && s.helpers(j).neg != nil {
		return timeline.KindRefund, true
	}
	return "", false
}

// isNoun reports whether a word such as 退款 is only the subject of a later
// verb in its clause.
func (s *sentence) isNoun(j int) bool {
	c := &s.clauses[s.tokens[j].clause]
	for k := j + 1; k < c.last; k++ {
		t := s.tokens[k]
		if t.class == credits {
			return true
		}
		if t.class == verb {
			switch t.verb.kind {
			case timeline.KindReceived, timeline.KindDelivered, timeline.KindReturned, s.tokens[j].verb.kind, timeline.KindArrived:
				return true
			}
		}
	}
	if rest := string(s.folded[s.tokens[j].to:c.to]); strings.Contains(rest, "操作了") || strings.Contains(rest, "发起了") || strings.Contains(rest, "提交了") {
		return true // 退款已经给您操作了
	}
	after := string(s.folded[s.tokens[j].to:min(c.to, s.tokens[j].to+5)])
	for _, w := range []string{"已经通过", "已通过", "通过", "审核", "受理", "金额", "驳回", "失败", "申请", "问题", "进度", "流程", "页面", "方式", "关闭", "被", "也驳", "办", "审核"} {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	return false
}

// wrongThing reports whether what is received, lost or sent is no parcel.
func (s *sentence) wrongThing(j int) bool {
	t := s.tokens[j]
	c := &s.clauses[t.clause]
	for k := c.first; k < c.last; k++ {
		o := s.tokens[k]
		if o.class != notParcel {
			continue
		}
		if strings.HasSuffix(string(s.folded[o.from:o.to]), "单号") && k < j && (t.verb == nil || t.verb.kind != timeline.KindShipped || t.from-o.to > 2) {
			continue // 这单号18号就签收了
		}
		if k > j && o.from-t.to <= 5 || k < j && t.from-o.to <= s.before(t) && !s.numbered(o) {
			return true
		}
	}
	if t.verb != nil && t.verb.kind == timeline.KindLost {
		text := string(s.folded[c.from:t.from])
		return strings.HasSuffix(text, "手机") || strings.HasSuffix(text, "钱包") || strings.HasSuffix(text, "钥匙") || strings.HasSuffix(text, "狗") || strings.HasSuffix(text, "猫") || strings.HasSuffix(text, "号")
	}
	return false
}

// before is how far before a verb its thing may stand: 发票弄丢了, but not
// 电话都不打就签收了.
func (s *sentence) before(t token) int {
	switch {
	case t.verb == nil:
		return -1
	case t.verb.kind == timeline.KindDelivered:
		if latinWord(s.folded[t.from]) {
			return 30 // the invoice hasn't come through
		}
		return 1
	case t.verb.kind == timeline.KindReceived && !s.has(&s.clauses[t.clause], thing):
		return 12 // 活动券发我手机上的收到了
	}
	return 4
}

// numbered reports whether a waybill number follows the word: 单号SF… is no
// other thing but the parcel.
func (s *sentence) numbered(t token) bool {
	for _, w := range s.waybills {
		if w.Span[0] >= t.to && w.Span[0]-t.to <= 3 {
			return true
		}
	}
	return false
}

// paysOut reports whether a word can only be of money: 到账, 打给您, not 处理.
func (s *sentence) paysOut(t token) bool {
	return t.class == credits && !s.any(t, "处理", "完成", "办理", "下来", "发放", "processed", "issued", "go through", "come in", "came in", "arrive in your account", "landed", "appear", "appeared", "gone out", "be back", "批下来", "发到您", "发到你")
}

// containers are things that stand for the parcel itself: 盒子丢了.
var containers = strings.Fields("盒 盒子 箱 箱子 袋 罐 瓶 一个 两个 三个 box parcel package it order item shipment")

// namesMoney reports whether the clause, or the talk just before it, is of money.
func (u *use) namesMoney() bool {
	if u.has(u.c, moneyWord) || u.amount(u.c, u.t.to) != "" || u.hasMoney(u.c) {
		return true
	}
	if u.t.clause > 0 && u.hasMoney(&u.clauses[u.t.clause-1]) {
		return true
	}
	return u.moneyTopic() != ""
}

// noted reports whether a clause says no more than that a note was made: what follows
// is the note (写咗备注 送上门唔入柜).
func (s *sentence) noted(c *clause) bool {
	text := strings.TrimRight(string(s.folded[c.from:c.to]), "了咗过好哦哈啦喽呢的:，, ")
	return strings.HasSuffix(text, "备注") || strings.HasSuffix(text, "注明") || strings.HasSuffix(text, "登记") || strings.HasSuffix(text, "写单上") || strings.HasSuffix(text, "写面单上")
}

// hasMoney reports whether a clause has a refund or compensation in it.
func (s *sentence) hasMoney(c *clause) bool {
	return s.has(c, moneyWord) || slices.ContainsFunc(s.words(c), func(t token) bool {
		return t.class == credits || t.class == verb && t.marks&nominal != 0
	})
}

// email reports whether what the buyer has received is 邮件: to him that is an
// e-mail, though a postal worker calls a parcel so.
func (u *use) email() bool {
	return u.r.Kind == timeline.KindReceived && u.role == timeline.RoleBuyer && strings.Contains(string(u.folded[u.c.from:u.t.from]), "邮件")
}

// moneyTold is the money of which the other has just said that it is on its way or
// there; then what the buyer has not received is that: 退款已入账 - 啥也没到.
func (u *use) moneyTold() (timeline.StatementKind, bool) {
	if len(u.context) == 0 || u.has(u.c, thing) || len(u.text) > 16 {
		return "", false
	}
	m := u.context[len(u.context)-1]
	if m.Role == timeline.RoleBuyer || strings.ContainsAny(m.Text, "件货貨") || strings.Contains(m.Text, "快递") || strings.Contains(m.Text, "包裹") || strings.Contains(m.Text, "parcel") {
		return "", false
	}
	k := u.moneyTopic()
	return k, k != ""
}

// moneyTopic is the money that the messages just before speak of, if any.
func (s *sentence) moneyTopic() timeline.StatementKind {
	for i := len(s.context) - 1; i >= 0 && i >= len(s.context)-3; i-- {
		text := s.context[i].Text
		switch lower := strings.ToLower(text); {
		case strings.ContainsAny(text, "赔賠"), strings.Contains(lower, "compensat"):
			return timeline.KindCompensation
		case strings.Contains(text, "退款"), strings.Contains(text, "退钱"), strings.Contains(text, "退錢"), strings.Contains(text, "钱"), strings.Contains(text, "錢"), strings.Contains(lower, "refund"), strings.Contains(lower, "money"):
			return timeline.KindRefund
		}
	}
	return ""
}

// taker is who stands before the verb and takes parcels for others.
func (u *use) taker() (place.Hand, bool) {
	h, ok := place.SignerIn(string(u.text[u.c.from:u.t.to]))
	return h, ok && h.Kind != timeline.SignerUnknown && h.Kind != timeline.SignerSelf && u.c.from+h.Span[1] <= u.t.from
}

// liesThere reports whether the parcel is said to lie at the place that is the
// verb: 在佛山中转场.
func (u *use) liesThere() bool {
	if u.latin() { // it is already at Glasgow delivery office
		before := string(u.folded[u.c.from:u.t.from])
		i := max(strings.LastIndex(before, " at "), strings.LastIndex(before, " in "))
		return i >= 0 && len(before)-i <= 30 && slices.ContainsFunc(lies, func(w string) bool { return strings.HasSuffix(" "+before[:i], w) })
	}
	before := string(u.folded[max(u.c.from, u.t.from-8):u.t.from])
	return (strings.Contains(before, "在") || strings.Contains(before, "查到")) && !strings.Contains(strings.ReplaceAll(before, "查到", ""), "到")
}

// lies are the words before the place where a parcel lies in English.
var lies = strings.Split(" is| it's| its| already| now| still| sitting| been| sat| waiting| held| stuck| is there| parcel's", "|")

// unpacked reports whether the message speaks of what a parcel held or should have.
func (u *use) unpacked() bool {
	if u.role != timeline.RoleBuyer && u.role != timeline.RoleUnknown {
		return false
	}
	text := string(u.folded)
	if u.latin() {
		first, _, _ := strings.Cut(strings.TrimSpace(string(u.folded[u.t.to:u.c.to])), " ")
		return !slices.Contains(notContents, first) && slices.ContainsFunc(unpacking, func(w string) bool { return strings.Contains(text, w) })
	}
	for k, t := range u.tokens {
		if k != u.j && t.class == verb && (t.verb.kind == timeline.KindDamaged || t.verb.kind == timeline.KindReceived) {
			return true
		}
	}
	after := string(u.folded[u.t.to:u.c.to])
	if slices.ContainsFunc(notPieces, func(w string) bool { return strings.HasPrefix(after, w) }) {
		return false
	}
	return strings.Contains(u.word(), "没") && u.has(u.c, thing) || slices.ContainsFunc(contents, func(w string) bool { return strings.Contains(text, w) })
}

// notPieces are what there may be one of that is not in a parcel.
var notPieces = strings.Fields("包裹 快递 订单 单 人 问题 地址 电话 手机 号 月 星期 小时 天 钟头 办法 要求 选择 原因 可能")

// contents tell that one speaks of what is in a parcel.
var contents = strings.Fields("里面 里头 里就 里只 里才 入面 里边 打开 拆开 拆了 开箱 盒 箱 袋 买了 买的 拍了 拍的 订了 订的 下单 说好 应该是 明明 另一 另外 少 收到 数了 称了 翻来 一共 一套 套装 一对")

// unpacking are the same in English, and notContents what else there can be none of.
var unpacking = strings.Split("box|inside|came|arrived|unpacked|opened|kit|here but|here, but", "|")
var notContents = strings.Fields("parcel package sign one answer way need point card note delivery tracking update record problem rush doubt reply response scan attempt knock driver email text message longer more")

// ownFault reports whether a clause says that its speaker broke it himself.
func ownFault(text string) bool {
	for _, w := range []string{"不小心", "我自己", "自己摔", "自己弄", "掉水里", "掉地上"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// branches are the carrier's places on the way, as the last word of what
// follows 到: 到你们那儿网点了.
var branches = strings.Fields("我们站 咱们站 站里 库里 仓里 网点 站点 营业部 营业所 分拨 中转 集散 转运 配送站 派送站 分公司 分部 处理中心 中心")

// branch reports whether a place of the carrier's follows the verb in one
// breath.
func (s *sentence) branch(t token) bool {
	c := &s.clauses[t.clause]
	rest := string(s.folded[t.to:min(c.to, t.to+9)])
	for _, w := range branches {
		if i := strings.Index(rest, w); i >= 0 && !strings.ContainsAny(rest[:i], "就再会要给送派放没不") {
			return true
		}
	}
	return false
}

// notGoods are what is said to be 坏了 and is no parcel.
var notGoods = []string{"车", "系统", "电脑", "手机", "电梯", "路", "天气", "机器", "空调", "家里", "家里的", "原来的", "旧的", "门铃", "心情", "设备", "pda", "网络", "扫描枪", "脑子", "肚子"}

func (s *sentence) hasGoods(c *clause, j int) bool {
	before := string(s.folded[c.from:s.tokens[j].from])
	for _, w := range notGoods {
		if strings.HasSuffix(strings.TrimRight(before, "又都给也被就"), w) {
			return false
		}
	}
	if s.role == timeline.RoleBuyer || s.helpers(j).neg != nil {
		return true
	}
	return strings.Contains(before, "件") || slices.ContainsFunc(s.tokens, func(t token) bool {
		return t.class == thing || t.class == verb && (t.verb.kind == timeline.KindReturned || t.verb.kind == timeline.KindReceived)
	})
}

// city reports whether a place of the carrier's follows 到: 到长沙, 到杭州中心.
func (s *sentence) city(j int) bool {
	t := s.tokens[j]
	if t.to-t.from != 1 {
		return false
	}
	c := &s.clauses[t.clause]
	n := 0
	i := t.to
	if i < c.to && s.folded[i] == '了' {
		i++
	}
	start := i
	for ; i < c.to && han(s.folded[i]) && !s.covered(c, i) && !s.inTime(i); i++ {
		n++
	}
	name := string(s.folded[start:i])
	name = strings.TrimRight(name, "啊呀哈呢哦喔噢吧的啦嘛亲耶诶欸喽")
	if len([]rune(name)) < 2 || s.placeAfter(j, 1) != nil {
		return false
	}
	if t.from > c.from && han(s.folded[t.from-1]) && !s.covered(c, t.from-1) && !s.inTime(t.from-1) && !strings.ContainsRune("就都也又刚今才货件递裹", s.folded[t.from-1]) {
		return false
	}
	for _, w := range notCities {
		if strings.HasPrefix(name, w) {
			return false
		}
	}
	return true
}

// notCities follow 到 and are no place on the way.
var notCities = strings.Fields("一 二 两 三 四 五 六 七 八 九 十 百 这 那 哪 家 时 现 今 明 后 我 你 您 他 她 咱 门 楼 底 处 账 期 位 场 手 付 店 点 货 齐 小区 公司 单位 学校 单元 晚 早 最")

// provides reports whether the speaker is one who sends or carries.
func (s *sentence) provides() bool {
	return s.role == timeline.RoleSeller || s.role == timeline.RoleCourier || s.role == timeline.RolePlatform
}

// hasNoThing reports whether no word for a parcel stands in the clause before position i.
func (u *use) hasNoThing(i int) bool {
	return !slices.ContainsFunc(u.words(u.c), func(t token) bool { return t.class == thing && t.to <= i })
}

// strangeSubject reports whether a noun that is no parcel stands right before
// position i.
func (s *sentence) strangeSubject(c *clause, i int) bool {
	for i > c.from && strings.ContainsRune("都也又就全给被可能好像是", s.folded[i-1]) {
		i--
	}
	return i > c.from && han(s.folded[i-1]) && !s.covered(c, i-1) && !s.inTime(i-1)
}

// fitsReply reports whether 联系您 or 回复我 is the other's answer to the buyer,
// not the buyer's own call.
func (s *sentence) fitsReply(t token) bool {
	w := string(s.folded[t.from:t.to])
	toBuyer := strings.ContainsAny(w, "您你") || strings.Contains(w, " you")
	fromBuyer := strings.HasSuffix(w, "我") || strings.Contains(w, " me")
	return !(toBuyer && s.role == timeline.RoleBuyer && s.clauses[t.clause].by == timeline.BySpeaker) && !(fromBuyer && s.provides())
}

// atDepot reports whether a place of the carrier's follows position i.
func (s *sentence) atDepot(c *clause, i int) bool {
	rest := string(s.folded[i:c.to])
	if !strings.HasPrefix(rest, " at") && !strings.HasPrefix(rest, " in") {
		return false
	}
	for _, w := range []string{"depot", "hub", "facility", "centre", "center", "warehouse", "station", "airport", "customs", "country"} {
		if strings.Contains(rest, w) {
			return true
		}
	}
	return false
}

// complements are verbs that 到 completes: 查到, 炒到. That they reach
// something says nothing of a parcel.
const complements = "补凑查询问想看听见遇碰接等做买说感提达迟报轮排涨炒卖搬跑走写读学用花谈聊闻捡抓赶追数算搜翻打降升忙睡拖延停水加减热冷干住坐站开"

// complement reports whether 到 only completes the verb before it, or means
// "until".
func (s *sentence) complement(c *clause, j int) bool {
	t := s.tokens[j]
	if t.to-t.from != 1 {
		return false
	}
	if t.to < c.to && s.inTime(t.to) {
		return true
	}
	if j+1 < c.last && s.tokens[j+1].class == verb && s.tokens[j+1].from == t.to {
		return true
	}
	return t.from > c.from && !s.covered(c, t.from-1) && !s.inTime(t.from-1) && strings.ContainsRune(complements, s.folded[t.from-1])
}

// foundThing reports whether something is named as found: 我的药找到了.
func (s *sentence) foundThing(c *clause, j int) bool {
	t := s.tokens[j]
	if s.role == timeline.RoleBuyer && !c.asked && len(s.spots()) > 0 {
		return true // 找到了，在门口鞋柜后面
	}
	return s.hasBefore(c, j, thing) || t.from-c.from >= 2 && (s.hasBefore(c, j, me) || s.subject(c, t.from))
}

// gotOne reports whether a clause says that one of several parcels is there.
func (s *sentence) gotOne(c *clause) bool {
	text := string(s.folded[c.from:c.to])
	return !c.asked && slices.ContainsFunc(oneOfSeveral, func(w string) bool { return strings.Contains(text, w) })
}

var oneOfSeveral = strings.Split("收到一个|收到一件|收到一包|收到一箱|收到一份|收到1个|收到1件|到了一个|到了一件|到了一包|到了一箱|到一个了|到一件了|先到了一|只到了一|就到了一|收了一个|拿到一个|拿到一件|第一个收到|第一个到|第一件收到|第一件到|one arrived|one came|one has arrived|got one|got the first|first one came|first one arrived", "|")

// seenThere reports whether a buyer says where he sees his parcel at last: 刚下楼看到了
// 在电表箱上面.
func (u *use) seenThere() bool {
	if u.role != timeline.RoleBuyer || u.helpers(u.j).neg != nil || u.c.asked || u.c.by != timeline.BySpeaker || !u.last(u.c, u.t.to) || u.t.clause+1 >= len(u.clauses) {
		return false
	}
	next := &u.clauses[u.t.clause+1]
	text := strings.TrimLeft(string(u.folded[next.from:next.to]), "就原来是 ")
	return strings.HasPrefix(text, "在") && !u.has(next, notYet) && !next.asked
}

// recipient is the kind of 交给 by who takes the parcel: a carrier makes it
// shipped.
func (s *sentence) recipient(j int) timeline.StatementKind {
	t := s.tokens[j]
	c := &s.clauses[t.clause]
	for k := j + 1; k < c.last; k++ {
		o := s.tokens[k]
		if o.from-t.to > 4 {
			break
		}
		if o.class == whoSays && o.by == timeline.ByCourier || o.class == thing && s.is(o, "快递") {
			return timeline.KindShipped
		}
		if o.class == you || o.class == whoSays && o.by == timeline.ByBuyer {
			if s.placeAfter(j, 6) == nil {
				return timeline.KindDelivered
			}
		}
	}
	return ""
}

// amount is the sum of money written after position i.
func (s *sentence) amount(c *clause, i int) string {
	for from := max(c.from, i-8); from < c.to; from++ {
		r := s.folded[from]
		if r < '0' || r > '9' || s.inTime(from) || from > 0 && latin(s.folded[from-1]) {
			continue
		}
		to := from
		for to < c.to && (s.folded[to] >= '0' && s.folded[to] <= '9' || s.folded[to] == '.') {
			to++
		}
		unit := ""
		for _, u := range []string{"元", "块钱", "块", "圆", "rmb", "usd", "eur", "gbp", " yuan", " dollars", " pounds"} {
			if strings.HasPrefix(string(s.folded[to:min(c.to, to+8)]), u) {
				unit = u
				break
			}
		}
		signed := from > 0 && strings.ContainsRune("¥￥$€£", s.text[from-1])
		if unit == "" && !signed && from != i {
			from = to
			continue
		}
		if signed {
			from--
		}
		return strings.TrimSpace(s.string(from, to+len([]rune(unit))))
	}
	return ""
}
