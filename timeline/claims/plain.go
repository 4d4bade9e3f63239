package claims

import (
	"slices"
	"strings"

	"github.com/duizheng/duizheng/timeline"
)

// What is said without any verb of the lexicon. Who speaks, to whom, of what time and
// in answer to what tells it: each cue gives points, and a reading needs enough of them.

// undertaking reads clause i as a promise that no verb of the lexicon says: 我九点收工前
// 过去您那边, 今晚9点前会有站长加您微信. A courier comes, a platform answers, a shop sends.
func (s *sentence) undertaking(i int) (reading, bool) {
	c := &s.clauses[i]
	kind, need := s.office(c)
	if kind == "" || c.asked || c.wondering || c.hypothetical || c.elsewhere || c.policy || c.dependent || !s.plain(c) {
		return reading{}, false
	}
	to, points := s.weigh(c)
	if points == 0 {
		return reading{}, false
	}
	e, ok := s.nearest(c.from, c.to, to)
	if !ok {
		e, ok = s.lent(to)
	}
	if e.Relation == timeline.RelationBefore || strings.HasSuffix(e.Text, "内") {
		points++ // a term is set to the other
	}
	if points < need {
		return reading{}, false
	}
	e = s.upcoming(e)
	if !ok || e.Fuzzy || e.Anchor != "" || direction(e, s.at) < 0 || e.Latest.IsZero() && e.Within.IsZero() {
		return reading{}, false
	}
	r := reading{verb: -1, origin: i, rule: "no verb, but who speaks of when"}
	r.Kind, r.Mode, r.By = kind, timeline.ModePromised, c.by
	r.Hedged, r.Disclaimed = true, s.disclaimed // without a verb it may be about anything
	r.Span = timeline.Span{min(e.Span[0], to.from), max(e.Span[1], to.to)}
	s.bound(&r, e, true)
	return r, true
}

// stillNot reads 到现在没有 after what the buyer was promised: 说好三天内退款的 到现在
// 没有.
func (s *sentence) stillNot(i int) (reading, bool) {
	c := &s.clauses[i]
	text := strings.TrimRight(string(s.folded[c.from:c.to]), "啊呀呢哦了的!. ")
	if s.role != timeline.RoleBuyer || c.asked || c.hypothetical || s.has(c, verb) || !slices.Contains(lacking, text) {
		return reading{}, false
	}
	for j := c.first - 1; j >= 0; j-- {
		t := s.tokens[j]
		if t.class != verb {
			continue
		}
		switch t.verb.kind {
		case timeline.KindShipped, timeline.KindDelivered, timeline.KindRefund, timeline.KindCompensation, timeline.KindReply, timeline.KindPickedUp:
			r := reading{verb: -1, origin: i, rule: "still not"}
			r.Kind, r.Mode, r.Negated, r.By = t.verb.kind, timeline.ModeAsserted, true, timeline.BySpeaker
			r.Span, r.Earliest = timeline.Span{c.from, c.to}, s.at
			return r, true
		}
		break
	}
	return reading{}, false
}

// lacking is all that such a clause says.
var lacking = strings.Fields("到现在没有 到现在也没有 到现在都没有 到现在还没有 到现在还没 到现在都没 至今没有 至今还没有 现在都没有 现在还没有 现在也没有 结果没有 到今天没有 到今天都没有 到今天还没有 一直没有 still,nothing")

// office is what the one whose words clause c gives does for the other, and the points
// that a reading without a verb needs to be it.
func (s *sentence) office(c *clause) (timeline.StatementKind, int) {
	who := c.by
	if who == timeline.BySpeaker {
		who = s.sayerOf(s.role)
	} else if s.role != timeline.RoleBuyer {
		return "", 0
	}
	money := s.hasMoney(c) || s.moneyTopic() != ""
	switch who {
	case timeline.ByCourier:
		return timeline.KindDelivered, 4
	case timeline.ByPlatform:
		if money {
			return "", 0
		}
		return timeline.KindReply, 2
	case timeline.BySeller:
		if money {
			return "", 0
		}
		return timeline.KindShipped, 4
	}
	return "", 0
}

// plain reports whether clause c only says that something will be: no other verb, no
// denial, no request, nothing that its speaker does for himself, and not what the other
// is to do (您过来拿).
func (s *sentence) plain(c *clause) bool {
	toks := s.words(c)
	for k, t := range toks {
		switch t.class {
		case verb, credits, cannot, notYet, wont, dont, isNot, wants, disclaims, nowhere:
			return false
		case notParcel:
			if s.role != timeline.RolePlatform {
				return false // 微信 is how a platform answers
			}
		case done:
			if !s.last(c, t.to) || slices.Contains(surely, string(s.folded[t.from:t.to])) || k > 0 && toks[k-1].class == motion {
				return false // 三年过去了
			}
		case you:
			if k == 0 && !s.is(t, "亲") && !s.has(c, me) && !(t.to < c.to && s.folded[t.to] == '的') && !latinWord(s.folded[t.from]) && (k+1 < len(toks) && toks[k+1].class == motion || s.role != timeline.RoleCourier) {
				return false
			}
		}
	}
	text := string(s.folded[c.from:c.to])
	in := func(w string) bool { return strings.Contains(text, w) }
	return !slices.ContainsFunc(errands, in) && (s.role == timeline.RolePlatform && s.has(c, notParcel) || !slices.ContainsFunc(inquiries, in))
}

// errands are what people do at a time that is no service to the other.
var errands = strings.Fields("吃饭 开会 休息 放假 轮休 请假 上课 睡 出差 回家 上班 开门 关门 营业 下雨 暴雨 台风 涨价 活动 直播 上新 截止 打折 优惠 改价 降价 图 照片 视频 链接 打烊 开业 结束 过节 医院 接孩子 拍 试 体检 面试 lunch holiday closed off,work")

// inquiries are what a shop or courier does about a parcel without moving it.
var inquiries = strings.Fields("催 核实 问 查 反馈 联系 跟进 看看 看下 看一下 登记 申请 确认 协商 改地址 备注 安装 check ask chase look")

// weigh is the word of clause c that says most plainly that its speaker acts for the
// other, and the points of all such words: none without a word that is directed at the
// other, for 中午要回网点 is no promise.
func (s *sentence) weigh(c *clause) (to token, points int) {
	most := 0
	to = token{word: &word{}, from: c.from, to: c.from + 1, clause: s.clauseAt(c.from)}
	for _, t := range s.words(c) {
		n := 0
		switch t.class {
		case motion:
			n = 3
		case benefit:
			n = 2
			if s.last(c, t.to) {
				n = 3 // 两点前给您
			}
		case you:
			if !s.is(t, "亲") {
				n = 2
			}
		case assures, coming:
			points++
		case thing:
			points++
		}
		points += n
		if n > most {
			to, most = t, n
		}
	}
	if most == 0 && s.role == timeline.RolePlatform && s.personal {
		most = 1
	}
	if most == 0 {
		return to, 0
	}
	if s.pressed() {
		points++
	}
	return to, points + 1
}

// pressed reports whether the other has just asked or complained.
func (s *sentence) pressed() bool {
	if len(s.context) == 0 {
		return false
	}
	m := s.context[len(s.context)-1]
	if m.Role == s.role {
		return false
	}
	h := words.hears(m.Text)
	return h.has(asks) || h.has(why) || h.has(wants) || strings.ContainsAny(m.Text, "?？") || h.has(verb)
}

// dispute denies what the other has just claimed or passed on: "送过一趟" - "没有啊".
// Of a parcel left or handed over the recipient knows that he has not got it.
func (s *sentence) dispute(u timeline.Utterance, d dialogue) []reading {
	i := len(d.messages) - 1
	if u.Role != timeline.RoleBuyer || i < 0 || d.messages[i].Sender == u.Sender || !words.speaks(d.messages[i].Text) {
		return nil
	}
	at := s.denies()
	if at < 0 || thanks(string(s.folded)) || s.fetched() {
		return nil
	}
	_, all := d.interpret(i)
	for _, q := range all {
		if q.Negated || q.Mode != timeline.ModeAsserted && !(q.Mode == timeline.ModeAsked && q.fact) {
			continue
		}
		c := &s.clauses[at]
		r := reading{verb: -1, origin: at, rule: "denies what was just claimed"}
		r.Kind, r.Mode, r.Negated, r.By = q.Kind, timeline.ModeAsserted, true, timeline.BySpeaker
		if c.by == timeline.ByOther {
			r.By = c.by
		}
		switch q.Kind {
		case timeline.KindDelivered, timeline.KindAtPickupPoint:
			if r.By == timeline.BySpeaker {
				r.Kind = timeline.KindReceived
			}
		case timeline.KindAttempted, timeline.KindReceived, timeline.KindRefused, timeline.KindReply, timeline.KindRefund, timeline.KindCompensation, timeline.KindOutForDelivery, timeline.KindPickedUp:
		default:
			continue
		}
		r.Hedged = len(s.clauses) > 1 || !disputes(plain(string(s.folded[c.from:c.to]))) // only the drift of it
		r.Span, r.Earliest, r.Looked, r.Disclaimed = timeline.Span{c.from, c.to}, s.at, s.looked, s.disclaimed
		return []reading{r}
	}
	return nil
}

// fetched reports whether the speaker says that he went for it and got it: 怎么可能
// 我晚上七点多才去跟管理员拿.
func (s *sentence) fetched() bool {
	for _, c := range s.clauses {
		for _, t := range s.words(&c) {
			if t.class == verb && t.verb.kind == timeline.KindReceived && t.marks&denied == 0 && !c.asked && !c.hypothetical && !s.has(&c, notYet) && !s.has(&c, cannot) {
				return true
			}
		}
	}
	return false
}

// denies is the clause that denies, in words that the lexicon lacks, what was just
// claimed: flatly (胡说), or of the parcel, its place or those who should know of it
// (替班的说没有, zero record of it); -1 for none. What somebody has not done himself
// (我还没下班) denies nothing.
func (s *sentence) denies() int {
	for i := range s.clauses {
		c := &s.clauses[i]
		text := string(s.folded[c.from:c.to])
		if c.hypothetical || c.elsewhere || slices.ContainsFunc(busy, func(w string) bool { return strings.Contains(text, w) }) {
			continue
		}
		if disputes(plain(text)) || slices.Contains(refusals, plain(text)) {
			return i
		}
		if c.asked && !c.retorts {
			continue
		}
		toks := s.words(c)
		for k, t := range toks {
			if t.class == retorts && c.asked || t.class != notYet && t.class != nowhere && t.class != retorts && t.class != isNot {
				continue
			}
			self := k > 0 && toks[k-1].class == me && toks[k-1].to == t.from
			rest := string(s.folded[t.to:c.to])
			switch {
			case t.class == nowhere, t.class == retorts, !self && s.last(c, t.to) && !strings.HasSuffix(string(s.folded[t.from:t.to]), "人"),
				slices.ContainsFunc(missing, func(w string) bool { return strings.Contains(rest, w) }),
				!self && (c.by == timeline.ByOther || s.has(c, thing)):
				return i
			}
		}
	}
	return -1
}

// busy are what a buyer has not done yet, and no denial.
var busy = strings.Fields("下班 回家 到家 出门 下楼 起床 手机 消息 吃饭 时间 空 带钥匙 注意 睡醒 上班 电话 听见 听到 在家 来得及 明白 懂 关系 问题 谢 home yet work")

// missing are what a denial of the kind speaks of.
var missing = strings.Fields("件 快递 包裹 货 东西 这单 记录 名字 经手 经他手 影 家人 这号人 这个人 人放 人送 人给 人来 摸 碰 record sign trace parcel package")

// contradictions deny what the other has just said.
var contradictions = strings.Split("胡说|胡说八道|一派胡言|乱讲|乱讲的|开玩笑|瞎说|乱说|骗人|扯淡|放屁|没有的事|没这回事|哪有的事|不可能|怎么可能|胡扯|瞎扯|鬼扯|睁眼说瞎话|撒谎|你撒谎|没有过|冇啊|冇呀|冇喎|no they didn't|no it wasn't|no you didn't|no he didn't|no it didn't|no it isn't|that's not true|not true|that's a lie|rubbish|nonsense|that's wrong|that didn't happen|they did not|no they did not|no one did|no she didn't|no i wasn't", "|")

// disputes reports whether a clause does nothing but deny.
func disputes(text string) bool {
	return slices.Contains(contradictions, text)
}

// thanks reports whether a message thanks: who has not got his parcel does not.
func thanks(text string) bool {
	return strings.Contains(text, "谢谢") || strings.Contains(text, "多谢") || strings.Contains(text, "唔该") || strings.Contains(text, "thank")
}
