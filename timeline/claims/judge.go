package claims

import (
	"strings"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/place"
)

// A reading is a statement in the making.
type reading struct {
	timeline.Statement
	verb   int  // its token, -1 for none
	fact   bool // it speaks of the past, whatever its mode
	origin int  // the clause
	asked  bool // its clause asks
}

// read takes every verb of the sentence and says what it states.
func (s *sentence) read() []reading {
	for _, p := range scopes {
		p.pass(s)
	}
	var all []reading
	for j := range s.tokens {
		if r, ok := s.judge(j); ok {
			all = merge(all, r)
		}
	}
	for i := range s.clauses {
		for _, read := range []func(int) (reading, bool){s.missingThere, s.giving} {
			if r, ok := read(i); ok {
				all = merge(all, r)
			}
		}
	}
	return settle(all)
}

// merge adds r unless it says again what is there; a repetition may bring the
// time or place that the first one lacked.
func merge(all []reading, r reading) []reading {
	for i := range all {
		a := &all[i]
		if a.Kind != r.Kind || a.Mode != r.Mode || a.Negated != r.Negated || a.By != r.By {
			continue
		}
		if a.Timed && r.Timed && !a.Latest.Equal(r.Latest) || a.Place != "" && r.Place != "" && a.PlaceKind != r.PlaceKind {
			continue
		}
		if r.Timed && !a.Timed {
			place, kind, signer, skind := a.Place, a.PlaceKind, a.Signer, a.SignerKind
			span := a.Span
			*a, r = r, *a
			if a.Place == "" {
				a.Place, a.PlaceKind = place, kind
			}
			if a.SignerKind == "" {
				a.Signer, a.SignerKind = signer, skind
			}
			a.Span = timeline.Span{min(span[0], a.Span[0]), max(span[1], a.Span[1])}
			return all
		}
		if a.Place == "" {
			a.Place, a.PlaceKind = r.Place, r.PlaceKind
		}
		if a.SignerKind == "" {
			a.Signer, a.SignerKind = r.Signer, r.SignerKind
		}
		if a.Amount == "" {
			a.Amount = r.Amount
		}
		a.Hedged = a.Hedged && r.Hedged
		return all
	}
	return append(all, r)
}

// settle drops what a more exact statement of the same breath replaces:
// 送到了 放驿站了 is a drop at the station.
func settle(all []reading) []reading {
	dropped := func(r reading) bool {
		if r.Kind != timeline.KindDelivered || r.Place != "" || r.Timed || r.Negated || r.Signer != "" {
			return false
		}
		for _, o := range all {
			if o.Kind == timeline.KindAtPickupPoint && o.Mode == r.Mode && !o.Negated && o.By == r.By {
				return true
			}
		}
		return false
	}
	kept := all[:0:0]
	for _, r := range all {
		if !dropped(r) {
			kept = append(kept, r)
		}
	}
	return kept
}

// judge says what the verb at token j states, if anything.
func (s *sentence) judge(j int) (reading, bool) {
	t := s.tokens[j]
	c := &s.clauses[t.clause]
	kind, marks, ok := s.kind(j)
	if !ok {
		return reading{}, s.no(j, "no parcel")
	}
	r := reading{verb: j, origin: t.clause}
	r.Kind = kind
	r.Span = timeline.Span{t.from, t.to}
	r.By = timeline.BySpeaker
	if t.from >= c.quoteFrom && c.by != "" {
		r.By = c.by
	}
	if !s.locate(&r, j, marks) {
		return reading{}, s.no(j, "no place")
	}
	if s.subordinate(j) || s.relative(j) {
		return reading{}, s.no(j, "only describes something else")
	}
	h := s.helpers(j)
	if h.cannot || c.elsewhere {
		return reading{}, s.no(j, "cannot, or another parcel")
	}
	r.Negated = h.negated() != (marks&denied != 0)
	r.Hedged, r.Disclaimed = c.hedged, s.disclaimed
	r.Looked = s.looked
	when, timed := s.when(j)
	if timed {
		r.Span = timeline.Span{min(r.Span[0], when.Span[0]), max(r.Span[1], when.Span[1])}
	}
	if h.from >= 0 {
		r.Span[0] = min(r.Span[0], h.from)
	}
	if timed && direction(when, s.at) > 0 && !h.coming && !h.vowed && (h.surely || h.done && (h.cleft || dateless(when.Text) && s.only(j)) || marks&past != 0 && latinWord(s.folded[t.from]) && !c.hedged) {
		when = earlier(when)
	}
	if !s.mode(&r, j, h, marks, when, timed) {
		return reading{}, s.no(j, "nothing beside it")
	}
	r.asked = c.asked
	r.Hedged = r.Hedged || timed && when.Relation == timeline.RelationAbout
	if r.Mode == timeline.ModeRequested {
		r.Hedged = r.Hedged && !s.suggests(c)
	}
	s.bound(&r, when, timed)
	if r.Kind == timeline.KindDelivered || r.Kind == timeline.KindAtPickupPoint {
		s.sign(&r, c)
	}
	if r.Kind == timeline.KindRefund || r.Kind == timeline.KindCompensation {
		r.Amount = s.amount(c, t.to)
	}
	return r, true
}

// no notes, for --explain, why the verb at token j gave nothing.
func (s *sentence) no(j int, reason string) bool {
	if s.why != nil {
		*s.why = append(*s.why, s.string(s.tokens[j].from, s.tokens[j].to)+": "+reason)
	}
	return false
}

// kind is the kind that the verb at token j says in its clause.
func (s *sentence) kind(j int) (timeline.StatementKind, mark, bool) {
	t := s.tokens[j]
	c := &s.clauses[t.clause]
	if t.class == credits {
		k, ok := s.money(j)
		return k, 0, ok
	}
	if t.class == displays {
		return timeline.KindDelivered, drops, s.placeAfter(j, 2) != nil
	}
	if t.class != verb {
		return "", 0, false
	}
	k, m := t.verb.kind, t.marks
	switch k {
	case timeline.KindReceived, timeline.KindDelivered, timeline.KindReturned, timeline.KindArrived:
		if k, ok := s.money(j); ok && m&drops == 0 {
			return k, m &^ arrives, true
		}
		if k != timeline.KindReturned && m&drops == 0 && s.wrongThing(j) {
			return "", 0, false
		}
	case timeline.KindShipped, timeline.KindLost, timeline.KindPickedUp, timeline.KindRefused:
		if s.is(t, "posted") && strings.Trim(string(s.folded[t.to:c.to]), " ") != "" && (t.to+1 >= c.to || !s.inTime(t.to+1)) {
			return "", 0, false // posted a review
		}
		if s.wrongThing(j) {
			return "", 0, false
		}
	case timeline.KindRefund, timeline.KindCompensation:
		if m&nominal != 0 && s.isNoun(j) {
			return "", 0, false
		}
	}
	if (k == timeline.KindInTransit || k == timeline.KindAtPickupPoint) && s.hasJustBefore(j, me) {
		return "", 0, false
	}
	if k == timeline.KindAttempted && s.role == timeline.RoleBuyer && m&denied == 0 && c.by == timeline.BySpeaker && strings.ContainsAny(string(s.folded[t.from:t.to]), "没无不") {
		return "", 0, false // 我家里没人 is no attempt
	}
	if k == timeline.KindPickedUp && s.role == timeline.RoleBuyer && latinWord(s.folded[t.from]) && !s.courierBefore(c, j) {
		k = timeline.KindReceived
	}
	if k == timeline.KindDelivered && j+1 < c.last && s.tokens[j+1].class == verb && s.tokens[j+1].verb.kind == timeline.KindArrived && s.tokens[j+1].from-t.to <= 1 {
		return "", 0, false // arrived at our depot
	}
	if k == timeline.KindDelivered && strings.HasSuffix(string(s.folded[t.from:t.to]), "arrived") && s.atDepot(c, t.to) {
		return timeline.KindArrived, m, true
	}
	if (s.is(t, "途中") || s.is(t, "路途中")) && j > c.first && s.tokens[j-1].class == verb {
		return "", 0, false // 配送的途中, 退回的途中
	}
	if s.is(t, "到货") && s.provides() && !s.has(c, you) && !s.has(c, benefit) {
		return "", 0, false // a shop's own restocking
	}
	if k == timeline.KindLost && s.role == timeline.RoleBuyer && c.by == timeline.BySpeaker && s.strangeSubject(c, t.from) {
		return "", 0, false // 保修卡都丢了
	}
	if k == timeline.KindReply && !s.fitsReply(t) {
		return "", 0, false
	}
	if m&unseen != 0 && s.helpers(j).neg == nil || s.is(t, "找到") && !s.foundThing(c, j) {
		return "", 0, false
	}
	if m&denied != 0 && strings.HasSuffix(string(s.folded[t.from:t.to]), "来") && !s.last(c, t.to) {
		return "", 0, false
	}
	if m&arrives != 0 && s.complement(c, j) {
		return "", 0, false
	}
	if m&goods != 0 && !s.hasGoods(c, j) {
		return "", 0, false
	}
	if m&arrives != 0 && s.city(j) {
		return timeline.KindArrived, m &^ arrives, true
	}
	if m&handed != 0 {
		if to := s.recipient(j); to != "" {
			return to, m, true
		}
		return timeline.KindDelivered, m | drops, true
	}
	if k == timeline.KindReceived {
		return s.receiver(j, m)
	}
	if (k == timeline.KindDelivered || k == timeline.KindArrived) && s.role == timeline.RoleSeller && ofReturn(string(s.folded[c.from:t.from])) {
		return timeline.KindReturned, m, true
	}
	return k, m, true
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

// receiver settles what 收到 and the like mean by who says it of whom: a
// seller receives returns, and money and messages.
func (s *sentence) receiver(j int, m mark) (timeline.StatementKind, mark, bool) {
	t := s.tokens[j]
	c := &s.clauses[t.clause]
	text := string(s.folded[c.from:c.to])
	if s.role == timeline.RoleBuyer && s.sellerBefore(c, j) {
		return timeline.KindReturned, m, true // 商家收到了
	}
	if ofReturn(text) {
		return timeline.KindReturned, m, s.role != timeline.RoleBuyer || c.asked
	}
	if c.by == timeline.BySeller && t.from >= c.quoteFrom && !s.hasBefore(c, j, me) {
		return timeline.KindReturned, m, true // what a seller receives came back
	}
	byOther := c.by != timeline.BySpeaker && t.from >= c.quoteFrom
	switch s.role {
	case timeline.RoleSeller, timeline.RoleCourier, timeline.RolePlatform:
		if !byOther && !c.asked && !s.youBefore(c, j) && !s.customerBefore(c, j) && s.helpers(j).neg == nil {
			return "", 0, false
		}
	}
	if c.by == timeline.ByRecord && t.from >= c.quoteFrom {
		return "", 0, false // an order's state, no receipt
	}
	if m&completed != 0 && s.provides() && !byOther {
		return "", 0, false
	}
	if m&completed != 0 && s.regrets(j) {
		s.looked = true // 我去拿了，没有
		return "", 0, false
	}
	if s.hasBefore(c, j, they) && !byOther {
		return "", 0, false
	}
	return timeline.KindReceived, m, true
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

func (s *sentence) customerBefore(c *clause, j int) bool {
	for _, t := range s.tokens[c.first:j] {
		if t.class == whoSays && t.by == timeline.ByBuyer {
			return true
		}
	}
	return false
}

func (s *sentence) courierBefore(c *clause, j int) bool {
	for _, t := range s.tokens[c.first:j] {
		if t.class == whoSays && t.by == timeline.ByCourier {
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
	}
	if subject && t.class == verb && t.verb.kind == timeline.KindReturned {
		return timeline.KindRefund, true
	}
	if strings.Contains(text, "赔") {
		return timeline.KindCompensation, true
	}
	if strings.Contains(text, "退款") || strings.Contains(text, "refund") {
		return timeline.KindRefund, true
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
	after := string(s.folded[s.tokens[j].to:min(c.to, s.tokens[j].to+4)])
	for _, w := range []string{"驳回", "失败", "申请", "问题", "进度", "流程", "页面", "方式", "关闭", "被", "也驳", "办", "审核"} {
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
		return 1
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

// notGoods are what is said to be 坏了 and is no parcel.
var notGoods = []string{"车", "系统", "电脑", "手机", "电梯", "路", "天气", "机器", "空调", "家里", "门铃", "心情", "设备", "pda", "网络", "扫描枪", "脑子", "肚子"}

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
	return s.has(c, thing) || strings.Contains(before, "件")
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

// provides reports whether the speaker is one who sends or carries.
func (s *sentence) provides() bool {
	return s.role == timeline.RoleSeller || s.role == timeline.RoleCourier || s.role == timeline.RolePlatform
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
const complements = "查问想看听见遇碰接等做买说感提达迟报轮排涨炒卖搬跑走写读学用花谈聊闻捡抓赶追数算搜翻打降升忙睡拖延停水加减热冷干住坐站开"

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
	return s.hasBefore(c, j, thing) || t.from-c.from >= 2 && (s.hasBefore(c, j, me) || s.subject(c, t.from))
}

// notCities follow 到 and are no place on the way.
var notCities = strings.Fields("一 二 两 三 四 五 六 七 八 九 十 百 这 那 哪 家 时 现 今 明 后 我 你 您 他 她 咱 门 楼 底 处 账 期 位 场 手 付 店 点 货 齐 小区 公司 单位 学校 单元 晚 早 最")

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

// locate fills the place of a drop or delivery, and turns a delivery to a
// station or locker into a drop. It is false for a verb that needs a place and
// has none.
func (s *sentence) locate(r *reading, j int, m mark) bool {
	if r.Kind != timeline.KindDelivered && r.Kind != timeline.KindAtPickupPoint {
		return true
	}
	t := s.tokens[j]
	reach := 12
	if t.class == displays {
		reach = 2
	}
	if s.is(t, "给") {
		reach = 4
	}
	p := s.placeAfter(j, reach)
	if p == nil {
		p = s.placeBefore(j)
	}
	if p == nil && r.By == timeline.ByOther && m&drops != 0 {
		p = s.quotedPlace(j)
	}
	if r.Kind == timeline.KindAtPickupPoint {
		if s.named0(j) {
			return false
		}
		if q := s.placeOver(t); q != nil {
			p = q
		}
	}
	if p == nil {
		return m&drops == 0
	}
	r.Place, r.PlaceKind = p.Text, p.Kind
	r.Span = timeline.Span{min(r.Span[0], p.Span[0]), max(r.Span[1], p.Span[1])}
	if p.Kind == timeline.PlaceStation || p.Kind == timeline.PlaceLocker {
		if s.is(t, "签收") {
			r.Place, r.PlaceKind = "", "" // a station that signs is a signer
			return true
		}
		r.Kind = timeline.KindAtPickupPoint
	}
	return true
}

// named0 reports whether the token names the place of a drop just before it:
// leave it at the pickup point.
func (s *sentence) named0(j int) bool {
	return j > 0 && s.tokens[j-1].class == verb && s.tokens[j-1].marks&drops != 0 && s.tokens[j].from-s.tokens[j-1].to <= 2
}

// quotedPlace is the place whose people are quoted: 驿站老板说没放他那儿.
func (s *sentence) quotedPlace(j int) *place.Word {
	c := &s.clauses[s.tokens[j].clause]
	for i, p := range s.spots() {
		if p.Span[0] >= c.from && p.Span[1] <= s.tokens[j].from {
			return &s.places[i]
		}
	}
	return nil
}

// hasJustBefore reports whether a word of class k stands right before token j.
func (s *sentence) hasJustBefore(j int, k class) bool {
	return j > 0 && s.tokens[j-1].class == k && s.tokens[j].from-s.tokens[j-1].to <= 1
}

func (s *sentence) placeAfter(j, reach int) *place.Word {
	t := s.tokens[j]
	c := &s.clauses[t.clause]
	limit := c.to
	for k := j + 1; k < c.last; k++ {
		if o := s.tokens[k]; o.class == verb && o.from >= t.to && o.verb.kind != timeline.KindAtPickupPoint {
			limit = o.from
			break
		}
	}
	for i, p := range s.spots() {
		if p.Span[0] >= t.from && p.Span[1] > t.to && p.Span[0]-t.to <= reach && p.Span[0] < limit {
			return &s.places[i]
		}
	}
	return nil
}

// placeBefore is a place right before the verb: 驿站代收, 门口放着呢.
func (s *sentence) placeBefore(j int) *place.Word {
	t := s.tokens[j]
	c := &s.clauses[t.clause]
	for i, p := range s.spots() {
		if p.Span[0] >= c.from && p.Span[1] <= t.from && t.from-p.Span[1] <= 3 {
			return &s.places[i]
		}
	}
	return nil
}

// placeOver is the place within or around the token itself: 在驿站.
func (s *sentence) placeOver(t token) *place.Word {
	for i, p := range s.spots() {
		if p.Span[0] < t.to && t.from < p.Span[1] {
			return &s.places[i]
		}
	}
	return nil
}

// spots are the places named in the sentence, looked up once.
func (s *sentence) spots() []place.Word {
	if s.places == nil {
		s.places = place.All(string(s.text))
		if s.places == nil {
			s.places = []place.Word{}
		}
	}
	return s.places
}

// sign fills who signed, from the words of the clause.
func (s *sentence) sign(r *reading, c *clause) {
	if h, ok := place.SignerIn(string(s.text[c.from:c.to])); ok {
		r.Signer, r.SignerKind = h.Text, h.Kind
		if r.PlaceKind != timeline.PlaceHand && strings.Contains(string(s.folded[c.from:c.to]), "签") {
			r.Place, r.PlaceKind = "", "" // who signs is no place where it lies
		}
		r.Span = timeline.Span{min(r.Span[0], c.from+h.Span[0]), max(r.Span[1], c.from+h.Span[1])}
	}
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

// help is what stands beside a verb.
type help struct {
	neg     *token // the negator
	done    bool
	surely  bool // 已经, 刚: has happened, whatever the time seems to say
	coming  bool
	now     bool // 正在
	vowed   bool // somebody is said to have promised it
	benefit bool
	cannot  bool
	wanted  bool
	strong  bool // in so many words: 请, 麻烦
	self    bool // 我 is the subject
	cleft   bool // …的 at the end: 昨天送的
	from    int  // where the first helper begins, -1
}

func (h help) negated() bool { return h.neg != nil }

// helpers collects the words that bear on the verb at token j.
func (s *sentence) helpers(j int) help {
	h := help{from: -1, wanted: strings.HasPrefix(string(s.folded[s.tokens[j].from:s.tokens[j].to]), "need")}
	t := s.tokens[j]
	c := &s.clauses[t.clause]
	k := j - 1
	for ; k >= c.first; k-- {
		o := s.tokens[k]
		if o.class == verb && o.to == t.from && o.marks&denied != 0 {
			h.neg = &token{word: &word{class: notYet}, from: o.from, to: o.to, clause: o.clause} // 还没来揽收
			h.from = o.from
			break
		}
		if o.class == displays && k > c.first && s.tokens[k-1].class == notYet && o.from-s.tokens[k-1].to <= 1 {
			n := s.tokens[k-1] // 没显示签收
			h.neg = &n
			h.from = n.from
		}
		if o.class == verb && !s.light(k) || o.class == says || o.class == vows || o.class == displays || o.class == turns {
			h.vowed = h.vowed || o.class == vows
			break
		}
		switch o.class {
		case notYet, dont, wont, isNot:
			if h.neg == nil && (s.reaches(o.to, t.from) || o.class == dont && o.from-t.from < 14) {
				n := o
				h.neg = &n
				h.from = o.from
			}
		case done:
			if contains(suffixes, string(s.folded[o.from:o.to])) || !s.reaches(o.to, t.from) {
				continue // belongs to an earlier verb
			}
			h.done = true
			h.surely = h.surely || contains(surely, string(s.folded[o.from:o.to]))
		case now:
			h.now = true
		case coming, assures:
			h.coming = true
		case benefit:
			h.benefit = true
		case disclaims:
			h.cannot = h.cannot || !s.is(o, "为准")
		case cannot:
			h.cannot = h.cannot || s.near(o, t, 6)
		case wants:
			h.wanted = true
			h.strong = h.strong || contains(stronglyWanted, string(s.folded[o.from:o.to])) && !contains(enough, string(s.folded[o.from:o.to]))
		case me:
			h.self = true
		}
	}
	for k = j + 1; k < c.last; k++ {
		o := s.tokens[k]
		if o.class == verb && !s.light(k) {
			break
		}
		switch o.class {
		case wont:
			h.cannot = h.cannot || o.from == t.to && !latinWord(s.folded[o.from]) && !s.last(c, o.to) // 放不进
		case done:
			h.done = h.done || !latinWord(s.folded[o.from])
		case cannot:
			h.cannot = h.cannot || o.from == t.to && (s.is(o, "不了") || latinWord(s.folded[o.from]))
		case coming:
			h.coming = h.coming || latinWord(s.folded[o.from])
		case wants:
			if contains(enough, string(s.folded[o.from:o.to])) {
				h.wanted, h.strong = true, true
			}
		}
	}
	h.cleft = s.clefts(c, t)
	h.wanted = h.wanted || s.role == timeline.RoleBuyer && (strings.HasPrefix(string(s.folded[t.to:c.to]), "一下") || !h.coming && t.marks&arrives == 0 && strings.HasPrefix(string(s.folded[t.to:c.to]), "吧"))
	return h
}

// suffixes of an aspect follow their verb; before a verb they belong to another.
var suffixes = strings.Fields("了 过 啦 咯 喽 嘞 完毕 成功")

// enough are the words of a request that follow what is asked for.
var enough = strings.Fields("就行 就可以 即可 就好")

// only reports whether 才 stands before token j: 两点多才到 is past.
func (s *sentence) only(j int) bool {
	for _, t := range s.tokens[s.clauses[s.tokens[j].clause].first:j] {
		if s.is(t, "才") {
			return true
		}
	}
	return false
}

// surely are the words of the past that leave no other reading.
var surely = strings.Fields("已 已经 早就 早已 刚 刚刚 刚才 already")

func latinWord(r rune) bool { return r < 0x80 }

// light reports whether token k is a noun such as 退款 and no verb of its own.
func (s *sentence) light(k int) bool {
	t := s.tokens[k]
	return t.marks&nominal != 0 && s.isNoun(k) || t.marks&timed != 0
}

// reaches reports whether a negator that ends at i still bears on a verb at j:
// not across 就 or 直接 (没问我就放了).
func (s *sentence) reaches(i, j int) bool {
	between := string(s.folded[i:j])
	for _, w := range []string{"就", "直接", "便", "反而", "擅自"} {
		if strings.Contains(between, w) {
			return false
		}
	}
	return j-i <= 14
}

// clefts reports whether the clause ends in 的 right after the verb's phrase.
func (s *sentence) clefts(c *clause, t token) bool {
	for i := c.to - 1; i >= t.to; i-- {
		switch {
		case s.folded[i] == '的':
			return i-t.to <= 10 && !s.between(c, t.to, i)
		case !strings.ContainsRune("啊呀哈呢哦喔噢嘛吧亲哒滴耶快递件包裹 ", s.folded[i]):
			return false
		}
	}
	return t.to > t.from && s.folded[t.to-1] == '的'
}

// relative reports whether the verb at token j only describes a thing, of which
// the clause then says something else: 退回来的货我们签收了.
func (s *sentence) relative(j int) bool {
	t := s.tokens[j]
	if t.class == displays {
		return false
	}
	c := &s.clauses[t.clause]
	i := t.to
	if s.folded[i-1] != '的' {
		if i >= c.to || s.folded[i] != '的' {
			return false
		}
		i++
	}
	if s.last(c, i) {
		return false
	}
	for k := j + 1; k < c.last; k++ {
		if o := s.tokens[k]; o.from >= i && (o.class == verb || o.class == credits) && o.from > i {
			return true
		}
	}
	if rest := strings.TrimRight(string(s.folded[i:c.to]), "啊呀哈呢哦喔吧了亲 "); contains([]string{"快递", "件", "货", "包裹", "东西", "商品"}, rest) {
		return false // 昨天拿到的快递
	}
	_, dated := s.when(j)
	return !dated && s.tokens[j].marks&(past|drops) == 0
}

// between reports whether a word of another verb or plan stands in [from, to).
func (s *sentence) between(c *clause, from, to int) bool {
	for _, t := range s.words(c) {
		if t.from >= from && t.from < to && (t.class == verb || t.class == coming || t.class == wants || t.class == you || t.class == wont || t.class == notYet) {
			return true
		}
	}
	return false
}

// when is the time that belongs to the verb at token j.
func (s *sentence) when(j int) (timeline.TimeExpression, bool) {
	t := s.tokens[j]
	c := &s.clauses[t.clause]
	low, high := c.from, c.to
	for k := j - 1; k >= c.first; k-- {
		if o := s.tokens[k]; o.class == verb && !s.light(k) || o.class == says || o.class == vows || o.class == displays {
			low = o.to
			break
		}
	}
	for k := j + 1; k < c.last; k++ {
		if o := s.tokens[k]; o.class == verb && !s.light(k) {
			high = o.from
			break
		}
	}
	if e, ok := s.nearest(low, high, t); ok {
		return e, true
	}
	// 物流显示昨天18:20由家人签收 has its time after the word of showing; a time
	// before 显示 is when it was seen. A clause of nothing but a time lends it
	// to its neighbour.
	if t.clause > 0 {
		if b := &s.clauses[t.clause-1]; b.sentence == c.sentence && s.onlyTime(b) {
			if e, ok := s.nearest(b.from, b.to, t); ok {
				return e, true
			}
		}
	}
	if t.clause+1 < len(s.clauses) {
		if a := &s.clauses[t.clause+1]; a.sentence == c.sentence && s.onlyTime(a) {
			if e, ok := s.nearest(a.from, a.to, t); ok {
				return e, true
			}
		}
	}
	if e, ok := s.topicTime(j); ok {
		return e, true
	}
	return timeline.TimeExpression{}, false
}

// topicTime is the time that opens the clause before, where that clause only
// gives the reason: 昨天车坏了 一件都没派.
func (s *sentence) topicTime(j int) (timeline.TimeExpression, bool) {
	t := s.tokens[j]
	if t.clause == 0 || s.helpers(j).neg == nil {
		return timeline.TimeExpression{}, false
	}
	b, c := &s.clauses[t.clause-1], &s.clauses[t.clause]
	if b.sentence != c.sentence || b.by != timeline.BySpeaker || s.lastingIn(c) {
		return timeline.TimeExpression{}, false
	}
	for _, o := range s.words(b) {
		if o.class == verb && o.marks&goods == 0 || o.class == says || o.class == displays {
			return timeline.TimeExpression{}, false
		}
	}
	for _, e := range s.times {
		if e.Span[0]-b.from <= 1 && e.Span[0] >= b.from && e.Span[1] < b.to && direction(e, s.at) < 0 {
			return e, true
		}
	}
	return timeline.TimeExpression{}, false
}

// onlyTime reports whether a clause says nothing but a time.
func (s *sentence) onlyTime(c *clause) bool {
	for _, e := range s.times {
		if e.Span[0] >= c.from && s.alone(e) {
			return true
		}
	}
	return false
}

// nearest is the time between low and high that is closest to the verb; a
// fuzzy one only if there is no other.
func (s *sentence) nearest(low, high int, t token) (timeline.TimeExpression, bool) {
	best, found := -1, false
	score := func(e timeline.TimeExpression) int {
		d := t.from - e.Span[1]
		if e.Span[0] >= t.to {
			d = e.Span[0] - t.to + 3
		}
		if e.Fuzzy {
			d += 100
		}
		return d
	}
	for i, e := range s.times {
		if e.Span[0] < low || e.Span[1] > high {
			continue
		}
		if !found || score(e) < score(s.times[best]) {
			best, found = i, true
		}
	}
	if !found {
		return timeline.TimeExpression{}, false
	}
	return s.chained(best), true
}

// chained is time i, on the day that the time right before it names:
// 周四（21号）晚上之前.
func (s *sentence) chained(i int) timeline.TimeExpression {
	e := s.times[i]
	for k := i; k > 0 && s.touch(s.times[k-1], s.times[k]); k-- {
		d := s.times[k-1]
		if dateless(e.Text) && d.Grain == timeline.GrainDay && !d.Earliest.IsZero() && !e.Latest.IsZero() && e.Anchor == "" {
			days := dayOf(d.Earliest) - dayOf(s.at.In(d.Earliest.Location()))
			e.Latest = e.Latest.AddDate(0, 0, days)
			if !e.Earliest.IsZero() {
				e.Earliest = e.Earliest.AddDate(0, 0, days)
			}
			if !e.AltLatest.IsZero() {
				e.AltLatest = e.AltLatest.AddDate(0, 0, days)
			}
			e.Span[0] = d.Span[0]
			return e
		}
	}
	return e
}

// touch reports whether only brackets and spaces stand between two times.
func (s *sentence) touch(a, b timeline.TimeExpression) bool {
	if b.Span[0]-a.Span[1] > 2 {
		return false
	}
	for _, r := range s.folded[a.Span[1]:b.Span[0]] {
		if !strings.ContainsRune(" ()（）,的", r) {
			return false
		}
	}
	return true
}

func dayOf(t time.Time) int {
	y, m, d := t.Date()
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// dateless reports whether the words of a time name a clock or a part of a day
// and no day.
func dateless(text string) bool {
	for _, w := range []string{"今", "明", "后", "昨", "前天", "号", "日", "周", "星期", "礼拜", "禮拜", "週", "月", "年", "天", "小时", "小時", "分钟", "/", "-", "today", "yesterday", "tomorrow", "day", "hour", "刚", "马上"} {
		if strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// earlier is a time that was read as one to come, read as past: 15号才发的 said
// on the 16th is no promise for next month.
func earlier(e timeline.TimeExpression) timeline.TimeExpression {
	months, days := 0, 0
	switch {
	case strings.ContainsAny(e.Text, "周星礼週禮") || strings.Contains(strings.ToLower(e.Text), "day"):
		days = -7
	case strings.Contains(e.Text, "月"):
		return e
	case strings.ContainsAny(e.Text, "号日號"):
		months = -1
	case dateless(e.Text):
		days = -1
	}
	back := func(t time.Time) time.Time {
		if t.IsZero() {
			return t
		}
		return t.AddDate(0, months, days)
	}
	e.Earliest, e.Latest, e.AltLatest = back(e.Earliest), back(e.Latest), back(e.AltLatest)
	return e
}

// direction says on which side of the message a time lies: -1 past, 1 to
// come, 0 both or unknown.
func direction(e timeline.TimeExpression, at time.Time) int {
	switch {
	case e.Fuzzy || e.Earliest.IsZero() && e.Latest.IsZero():
		return 0
	case !e.Latest.IsZero() && !e.Latest.After(at):
		return -1
	case !e.Earliest.IsZero() && !e.Earliest.Before(at), e.Relation == timeline.RelationBefore && e.Latest.After(at):
		return 1
	}
	return 0
}
