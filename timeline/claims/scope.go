package claims

import (
	"slices"
	"strings"

	"github.com/duizheng/duizheng/timeline"
)

// scopes are the passes that say how each clause is meant, in order; none
// looks at a verb's own surroundings, that is judge's work.
var scopes = []struct {
	name string
	pass func(*sentence)
}{
	{"question", (*sentence).questions},
	{"condition", (*sentence).conditions},
	{"rule", (*sentence).rules},
	{"request", (*sentence).requests},
	{"hedge", (*sentence).doubts},
	{"other parcel", (*sentence).others},
	{"quotation", (*sentence).quotations},
	{"customer", (*sentence).customers},
}

// questions marks the clauses that ask.
func (s *sentence) questions() {
	for i := range s.clauses {
		c := &s.clauses[i]
		toks := s.words(c)
		for j, t := range toks {
			switch {
			case t.class == asks && s.asking(c, t):
				c.asked = true
			case t.class == retorts:
				c.retorts = s.rhetorical(c, c.first+j)
				c.asked = c.asked || !c.retorts
			case t.class == why:
				c.wondering = true
			case t.class == hedges && s.is(t, "吧") && j > 0 && (c.marked || s.provides() && s.has(c, you) && s.has(c, done) && s.last(c, t.to)):
				c.asked = true
			}
		}
		c.asked = c.asked || s.either(c) || s.hopes(c) || c.marked || s.aNotA(c) || s.inverted(c)
		c.asked = c.asked && !c.retorts
		if s.tag(c) && i > 0 && s.clauses[i-1].sentence == c.sentence {
			s.clauses[i-1].asked = true
		}
		if i > 0 && s.clauses[i-1].sentence == c.sentence && s.inquiry(&s.clauses[i-1]) {
			c.asked = true
		}
		if i > 0 && s.clauses[i-1].sentence == c.sentence && (c.asked || s.folded[c.from] == '哪') && s.names(&s.clauses[i-1]) {
			s.clauses[i-1].asked = true
		}
	}
}

// names reports whether clause c only names what the question after it is about: 那你
// 昨天交给的管理处 到底是哪一座的.
func (s *sentence) names(c *clause) bool {
	toks := s.words(c)
	for k := len(toks) - 1; k >= 0; k-- {
		if t := toks[k]; t.class == verb {
			of := t.to < c.to-1 && s.folded[t.to] == '的' || s.folded[t.to-1] == '的'
			return of && !s.last(c, t.to)
		}
	}
	return false
}

// rhetorical reports whether the question word at token j asks only to deny: of what is
// said to have happened (我啥时候拒收了), not of what will (我什么时候能收到).
func (s *sentence) rhetorical(c *clause, j int) bool {
	past := strings.ContainsAny(string(s.folded[s.tokens[j].from:s.tokens[j].to]), "有来曾门")
	for _, t := range s.tokens[j+1 : c.last] {
		switch {
		case t.class == coming:
			return false
		case t.class == verb || t.class == credits:
			if past || strings.ContainsAny(string(s.folded[t.from:min(c.to, t.to+2)]), "了过") {
				return true
			}
		}
	}
	return false
}

// either finds 放门口了还是驿站: two ways to choose from.
func (s *sentence) either(c *clause) bool {
	text := string(s.folded[c.from:c.to])
	before, after, ok := strings.Cut(text, "还是")
	if !ok || before == "" || after == "" {
		return false
	}
	for _, w := range []string{"没", "不", "未", "待", "显示", "在", "要", "得", "老", "一", "这", "那", "派送中"} {
		if strings.HasPrefix(after, w) {
			return false
		}
	}
	at := c.from + len([]rune(before))
	for _, t := range s.words(c) {
		if t.class == verb && t.from < at {
			return true
		}
	}
	return false
}

// hopes finds 没丢吧: a buyer who wants to hear no.
func (s *sentence) hopes(c *clause) bool {
	toks := s.words(c)
	if s.role != timeline.RoleBuyer || len(toks) == 0 || !s.is(toks[len(toks)-1], "吧") {
		return false
	}
	for _, t := range toks {
		if t.class == notYet || t.class == verb && t.marks&denied != 0 {
			return true
		}
	}
	return false
}

// asking reports whether the question word t asks in clause c: 么 only at its
// end, 什么 and 哪 not in 没什么 or 不知道哪里.
func (s *sentence) asking(c *clause, t token) bool {
	switch {
	case s.is(t, "么"):
		return s.last(c, t.to)
	case s.is(t, "嘛"):
		return s.last(c, t.to) && s.has(c, coming)
	}
	return true
}

func (s *sentence) is(t token, w string) bool { return string(s.folded[t.from:t.to]) == w }

// last reports whether nothing but particles follows position i in c.
func (s *sentence) last(c *clause, i int) bool {
	for ; i < c.to; i++ {
		if !strings.ContainsRune("啊呀哈呢哦喔噢呐哇嘛吧的了亲哒滴耶诶欸 \"'”」)", s.folded[i]) {
			return false
		}
	}
	return true
}

// aNotA finds 签收了没, 送到不, 收到没有 at a clause's end.
func (s *sentence) aNotA(c *clause) bool {
	toks := s.words(c)
	n := len(toks)
	if n > 1 && toks[n-1].class == wont && toks[n-2].class == coming && toks[n-2].to == toks[n-1].from && s.last(c, toks[n-1].to) || s.agreeable(c) {
		return true // 明天送可以不
	}
	if n < 2 || !slices.Contains([]string{"没", "没有", "不", "未"}, string(s.folded[toks[n-1].from:toks[n-1].to])) || !s.last(c, toks[n-1].to) {
		return false
	}
	if at := toks[n-1].from; at > c.from && strings.ContainsRune("都也", s.folded[at-1]) {
		return false // 连个回信都没有
	}
	before := toks[n-2]
	if before.class == done && n > 2 {
		before = toks[n-3]
	}
	return before.class == verb || before.class == credits
}

// yetOrNot reports whether the clause asks by 没 at its end whether something has
// happened: 拿到了没, 收到没有.
func (s *sentence) yetOrNot(c *clause) bool {
	t := strings.TrimRight(string(s.folded[c.from:c.to]), "啊呀呢哈哦亲 ")
	return strings.HasSuffix(t, "没") || strings.HasSuffix(t, "没有")
}

// agreeable reports whether the clause ends in 行不 or 中不.
func (s *sentence) agreeable(c *clause) bool {
	t := strings.TrimRight(string(s.folded[c.from:c.to]), "啊呀呢哈哦亲您 ")
	return strings.HasSuffix(t, "行不") || strings.HasSuffix(t, "中不") || strings.HasSuffix(t, "成不") || strings.HasSuffix(t, "可以伐") || strings.HasSuffix(t, "好伐")
}

var inversions = strings.Fields("has have is was did does do are will would can could any")
var pronouns = strings.Fields("it you the my this that they we he she there anyone somebody anybody your")

// inverted finds an English question: has it …, will you ….
func (s *sentence) inverted(c *clause) bool {
	i := c.from
	for i < c.to && s.folded[i] == ' ' {
		i++
	}
	if i == c.to || !latin(s.folded[i]) {
		return false
	}
	f := strings.Fields(string(s.folded[c.from:c.to]))
	return len(f) > 1 && slices.Contains(inversions, f[0]) && slices.Contains(pronouns, f[1])
}

var tags = strings.Fields("可以吗 可以么 行吗 行么 好吗 好么 好不好 行不行 对吗 对吧 是吗 是吧 可以不 行不 可以吧 行吧 方便吗 方便么 方便不 成吗 中不 咋样 怎么样 如何 您看行吗 您看可以吗 ok吗 ok? is that ok is that right right")

// tag reports whether clause c only asks for a yes to the one before it.
func (s *sentence) tag(c *clause) bool {
	if c.to-c.from > 16 {
		return false
	}
	t := strings.TrimSpace(string(s.folded[c.from:c.to]))
	t = strings.TrimRight(t, "啊呀呢哈哦亲您")
	return slices.Contains(tags, t) && (c.marked || t != "行吧" && t != "right")
}

// inquiry reports whether clause c only leads into a question: 请问, 帮我看下.
func (s *sentence) inquiry(c *clause) bool {
	toks := s.words(c)
	return len(toks) > 0 && toks[len(toks)-1].class == asks && slices.Contains([]string{"请问", "想问", "问下", "问一下", "咨询", "麻烦问"}, string(s.folded[toks[len(toks)-1].from:toks[len(toks)-1].to])) && s.last(c, toks[len(toks)-1].to)
}

// conditions marks what is only supposed: from 如果 to the end of the
// sentence, and all of it before 的话 or 就好了.
func (s *sentence) conditions() {
	for i := range s.clauses {
		c := &s.clauses[i]
		for _, t := range s.words(c) {
			switch t.class {
			case supposes:
				if s.any(t, "怕", "害怕", "担心") {
					c.hypothetical = true // 水果怕捂: of its own clause only
					continue
				}
				back := slices.Contains([]string{"的话", "就好了", "的情况下", "情况下"}, string(s.folded[t.from:t.to]))
				s.each(i, func(d *clause) { d.hypothetical = true }, back)
			case whenever:
				s.each(i, func(d *clause) { d.dependent = true }, false)
				if w := s.folded[t.from]; (w == '等' || w == '得' || w == '要' || w == '需' || w == '待') && s.folded[t.to-1] != '会' {
					s.each(i, func(d *clause) { d.hypothetical = true }, false) // 等快递回复了留言给您
				}
			}
		}
	}
	for i := range s.clauses {
		c := &s.clauses[i]
		for j := c.first; j < c.last; j++ {
			if s.tokens[j].class == verb && s.awaits(c, j) {
				s.each(i, func(d *clause) { d.hypothetical = true }, false)
			}
			if s.tokens[j].class == verb && s.mishap(j) {
				s.each(i, func(d *clause) { d.hypothetical = true }, false)
			}
			if s.tokens[j].class == verb && s.subordinate(j) {
				s.each(i, func(d *clause) { d.dependent = true }, false)
			}
		}
	}
}

// awaits reports whether clause c only waits for what verb j says: 等厂里货到了.
func (s *sentence) awaits(c *clause, j int) bool {
	t := s.tokens[j]
	return s.provides() && s.folded[c.from] == '等' && t.from-c.from <= 6 && t.marks&arrives != 0 && strings.HasPrefix(string(s.folded[t.to:c.to]), "了") && s.last(c, t.to)
}

// mishap reports whether verb j only supposes a loss: 丢了公司会赔的, 坏了找我.
func (s *sentence) mishap(j int) bool {
	t := s.tokens[j]
	switch t.verb.kind {
	case timeline.KindLost, timeline.KindDamaged, timeline.KindMissingItems:
	default:
		return false
	}
	c := &s.clauses[t.clause]
	if t.to < c.to && s.folded[t.to] == '件' {
		return false // 破损件的赔付
	}
	for k := c.first; k < c.last; k++ {
		o := s.tokens[k]
		if k < j && (o.class == done || o.class == hedges) {
			return false
		}
		if k > j && (o.class == coming || o.class == verb && o.verb.kind == timeline.KindCompensation) {
			return true
		}
	}
	rest := strings.TrimLeft(string(s.folded[t.to:c.to]), "了的")
	for _, w := range []string{"找我", "算我", "我赔", "你们赔", "怎么办", "就找", "包赔", "联系"} {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	return false
}

// each calls f for clause i and those after it in its sentence, or, back, for
// those before it too.
func (s *sentence) each(i int, f func(*clause), back bool) {
	n := s.clauses[i].sentence
	for j := range s.clauses {
		if s.clauses[j].sentence == n && (back || j >= i) {
			f(&s.clauses[j])
		}
	}
}

// subordinates follow a verb that only dates another: 收到货后, 发货前.
var subordinates = strings.Fields("后 之后 以后 前 之前 以前 再 时 时候 的时候 的话")

// subordinate reports whether verb j only dates or describes something else.
func (s *sentence) subordinate(j int) bool {
	i := s.tokens[j].to
	end := s.clauses[s.tokens[j].clause].to
	if s.afterwards(i, end) || s.sayWhen(i, end) || s.judged(i, end) || s.leadsTo(j) {
		return true
	}
	for n := 0; i < end && n < 3; n++ {
		rest := string(s.folded[i:min(end, i+3)])
		for _, w := range subordinates {
			if strings.HasPrefix(rest, w) && !strings.HasPrefix(rest, "前台") && !strings.HasPrefix(rest, "后天") && !strings.HasPrefix(rest, "前天") && !strings.HasPrefix(rest, "时效") && !strings.HasPrefix(rest, "时间") {
				return true
			}
		}
		if !strings.ContainsRune("了货件您的商品包裹东西", s.folded[i]) || s.inTime(i) {
			return false
		}
		i++
	}
	return false
}

// leadsTo reports whether verb j is only what another waits for, in one
// breath: 快递到了会给您打电话, 到货会通知您.
func (s *sentence) leadsTo(j int) bool {
	t := s.tokens[j]
	c := &s.clauses[t.clause]
	for _, o := range s.tokens[c.first:j] {
		if slices.Contains(surely, string(s.folded[o.from:o.to])) {
			return false
		}
	}
	for k := j + 1; k+1 < c.last; k++ {
		o := s.tokens[k]
		if o.class == verb {
			return false
		}
		if o.class == coming && s.any(o, "会", "将", "第一时间", "就会") {
			return o.from-t.to <= 1 && o.from >= t.to && s.verbAfter(c, k) && !(t.marks&nominal != 0 && s.timeFrom(o.from, c.to))
		}
	}
	return false
}

// timeFrom reports whether a time that is no mere 马上 lies in [from, to).
func (s *sentence) timeFrom(from, to int) bool {
	for _, e := range s.times {
		if !e.Fuzzy && e.Span[0] >= from && e.Span[1] <= to {
			return true
		}
	}
	return false
}

func (s *sentence) any(t token, words ...string) bool {
	return slices.Contains(words, string(s.folded[t.from:t.to]))
}

func (s *sentence) verbAfter(c *clause, k int) bool {
	return slices.ContainsFunc(s.tokens[k+1:c.last], func(t token) bool { return t.class == verb })
}

// judged reports whether the clause judges how it is done: 发货太慢了.
func (s *sentence) judged(i, end int) bool {
	rest := string(s.folded[i:min(end, i+2)])
	for _, w := range []string{"太", "慢", "怠慢", "延误", "延迟", "耽误", "缓慢", "很", "真", "速度", "态度", "问题", "效率", "服务", "这么", "那么", "好慢", "得"} {
		if strings.HasPrefix(rest, w) && rest != "得了" {
			return true
		}
	}
	return false
}

// sayWhen reports whether the other is to speak up once it has happened:
// 到货了告诉我一声.
func (s *sentence) sayWhen(i, end int) bool {
	rest := strings.TrimLeft(string(s.folded[i:min(end, i+8)]), "了货件后就会再 ")
	for _, w := range []string{"告诉", "通知我", "叫我", "跟我说", "说一声", "联系我", "吱一声", "打这个", "打我", "给我打", "我通知", "通知您", "通知你", "给您打电话", "给你打电话", "打您电话", "打你电话", "联系您", "联系你", "叫您", "叫你", "喊您", "喊你", "跟您说", "跟你说", "我叫", "我喊", "我联系", "我给您打", "我给你打", "call you", "ring you", "call me", "let me"} {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	return false
}

// afterwards reports whether 后 closes a phrase that begins at i: 到达仓库后才发.
func (s *sentence) afterwards(i, end int) bool {
	for n := 1; n <= 5 && i+n < end; n++ {
		if r := s.folded[i+n]; r == '后' && !s.inTime(i+n) {
			rest := string(s.folded[i+n+1 : min(end, i+n+2)])
			return !strings.ContainsAny(rest, "面门台备院座排天勤续期来") && rest != ""
		}
		if r := s.folded[i+n]; !han(r) || r == '了' || s.inTime(i+n) {
			return false
		}
	}
	return false
}

func (s *sentence) inTime(i int) bool {
	for _, t := range s.times {
		if t.Span[0] <= i && i < t.Span[1] {
			return true
		}
	}
	return false
}

// wholeRules make the whole message a rule, not only their clause.
var wholeRules = strings.Fields("本店 本卖场 本铺 我们店 店铺 规则 规定 一律 统一 凡 凡是 所有订单 无理由 policy")

func (s *sentence) rules() {
	for i := range s.clauses {
		c := &s.clauses[i]
		for _, t := range s.words(c) {
			if t.class != rule {
				continue
			}
			c.policy = true
			if slices.Contains(wholeRules, string(s.folded[t.from:t.to])) {
				for j := i; j < len(s.clauses); j++ {
					s.clauses[j].policy = true
				}
			}
		}
	}
}

// stronglyWanted are words by which even a seller asks something of his buyer.
var stronglyWanted = strings.Fields("就可以 即可 请 麻烦 辛苦您 辛苦你 建议 烦请 劳烦 记得 拜托 please pls plz kindly")

func (s *sentence) requests() {
	for i := range s.clauses {
		c := &s.clauses[i]
		for _, t := range s.words(c) {
			if t.class == wants && !(s.any(t, allowances...) && !s.last(c, t.to)) {
				c.requested = true
				c.strongly = c.strongly || slices.Contains(stronglyWanted, string(s.folded[t.from:t.to]))
			}
		}
		// 麻烦放门口，不要放驿站: the request goes on.
		if i > 0 && s.clauses[i-1].strongly && s.clauses[i-1].sentence == c.sentence && !s.has(c, me) {
			c.requested, c.strongly, c.goesOn = true, true, true
		}
	}
}

func (s *sentence) doubts() {
	for i := range s.clauses {
		c := &s.clauses[i]
		for _, t := range s.words(c) {
			switch t.class {
			case hedges:
				c.hedged = c.hedged || !s.is(t, "应该") || !strings.HasPrefix(string(s.folded[t.to:c.to]), "的")
			case disclaims:
				s.disclaimed = true
				c.hedged = true
			case looked:
				s.looked = true
			}
		}
	}
	for i := range s.clauses {
		// 大概 明天差不多能到: a clause of nothing but doubt hedges its neighbour.
		if c := &s.clauses[i]; c.hedged && s.onlyDoubts(c) {
			if i+1 < len(s.clauses) {
				s.clauses[i+1].hedged = true
			}
			if i > 0 {
				s.clauses[i-1].hedged = true
			}
		}
	}
}

// onlyDoubts reports whether a clause holds little else than its doubt.
func (s *sentence) onlyDoubts(c *clause) bool {
	rest := c.to - c.from
	for _, t := range s.words(c) {
		if t.class == hedges && !s.is(t, "吧") || t.class == disclaims {
			rest -= t.to - t.from
		}
	}
	return rest <= 2 && rest < c.to-c.from || s.has(c, disclaims)
}

// others marks what is said of another parcel, to the end of the sentence.
func (s *sentence) others() {
	for i := range s.clauses {
		if !s.has(&s.clauses[i], elsewhere) {
			continue
		}
		back := false
		s.each(i, func(d *clause) {
			back = back || s.has(d, wants) // 上次闷坏了 叫他们送上门
			d.elsewhere = !back
		}, false)
	}
}

// ownParcel are words for a parcel that both know.
var ownParcel = strings.Fields("这单 这个 这件 这批 这票 那单 那件 那批 这箱 这笔 这款 那个 那箱 那本 您的 你的 到你 到您")

// customers says whether the message speaks of this customer's own parcel: a
// term of days alone is else the rule of every order.
func (s *sentence) customers() {
	for i := range s.clauses {
		c := &s.clauses[i]
		for _, t := range s.words(c) {
			switch t.class {
			case benefit, assures, calms:
				s.personal = true
			case you:
				s.personal = s.personal || !s.is(t, "亲")
			case verb:
				s.personal = s.personal || speaksToYou(string(s.folded[t.from:t.to]))
			}
		}
	}
	text := string(s.folded)
	for _, w := range ownParcel {
		s.personal = s.personal || strings.Contains(text, w)
	}
	for _, w := range s.waybills {
		s.personal = s.personal || !w.Retracted
	}
}

// speaksToYou reports whether a verb itself names the customer or his parcel.
func speaksToYou(w string) bool {
	for _, y := range []string{"您", "你", " you", " it"} {
		if strings.Contains(w, y) {
			return true
		}
	}
	return false
}

// quotations finds who is quoted, and from where on.
func (s *sentence) quotations() {
	by, number := timeline.BySpeaker, -1
	for i := range s.clauses {
		c := &s.clauses[i]
		toks := s.words(c)
		if c.sentence != number || len(toks) > 0 && (toks[0].class == turns || toks[0].class == me && !s.quotesSelf(toks)) {
			by, number = timeline.BySpeaker, c.sentence
		}
		c.by, c.quoteFrom = by, c.from
		if by == timeline.ByRecord && !s.continues(c) || by != timeline.BySpeaker && s.role == timeline.RoleBuyer && s.experiences(c) {
			c.by, by = timeline.BySpeaker, timeline.BySpeaker
		}
		for j, t := range toks {
			switch t.class {
			case says, vows:
				if s.is(t, "确认") && (j == 0 || !s.carrierOf(toks[j-1]) && toks[j-1].class != whoSays || t.from-toks[j-1].to > 1) {
					continue
				}
				if t.to < c.to && s.folded[t.to] == '的' && !s.last(c, t.to) && t.class == says && s.folded[t.to-1] != '说' {
					continue // 您反馈的问题
				}
				if t.to < c.to && s.folded[t.to] == '的' && j > 0 && toks[j-1].class == you && toks[j-1].from > c.from && strings.ContainsRune("按照依", s.folded[toks[j-1].from-1]) {
					continue // 按您说的放门口了
				}
				if t.to < c.to && s.folded[t.to] == '的' && j+1 < len(toks) && toks[j+1].from <= t.to+3 && (toks[j+1].class == thing || toks[j+1].class == verb && toks[j+1].marks&nominal != 0) {
					continue // 你说的赔偿我没看到
				}
				if j > 0 && toks[j-1].class == benefit && toks[j-1].to == t.from && (j == 1 || toks[j-2].class == me) {
					continue // 实话跟您说
				}
				if j > 0 && (s.toldBy(c, toks[j-1]) || toks[j-1].class == you && toks[j-1].from > c.from && strings.ContainsRune("跟和给", s.folded[toks[j-1].from-1])) {
					continue // 我跟快递说了: the speaker's own words
				}
				if t.class == says && s.is(t, "称") && t.to < c.to && s.folded[t.to] == '了' {
					continue // 称了才七斤
				}
				by = s.sayer(i, j)
				if t.class == vows && by == s.sayerOf(s.role) {
					by = timeline.BySpeaker // 我们掌柜的已答应
				}
			case verb:
				if !s.answersFor(c, c.first+j) {
					continue
				}
				by = s.sayer(i, j)
			case displays:
				if by == timeline.ByOther && c.by == by {
					continue // 老板说系统里没这单: his own system
				}
				by = timeline.ByRecord
			case looked:
				if !s.looksUp(c, j) {
					continue
				}
				by = timeline.ByRecord
			default:
				continue
			}
			c.by, c.quoteFrom = by, t.from
		}
	}
}

// answersFor reports whether token j is the 回复 of somebody who is quoted by what
// follows: 快递回复今天送.
func (s *sentence) answersFor(c *clause, j int) bool {
	t := s.tokens[j]
	if !s.any(t, "回复", "答复", "回覆", "答覆") || j == c.first || s.role == timeline.RoleBuyer && s.tokens[j-1].class != whoSays {
		return false
	}
	o := s.tokens[j-1]
	return (o.class == whoSays || s.carrierOf(o)) && o.to == t.from && s.verbAfter(c, j)
}

// quotesSelf is true for 我…说 and for 我妈: then nothing is reset.
func (s *sentence) quotesSelf(toks []token) bool {
	return len(toks) > 1 && toks[1].class == whoSays && toks[1].from == toks[0].to
}

// continues reports whether clause c may go on quoting a record: a record
// knows of signing, not of having or looking.
func (s *sentence) continues(c *clause) bool {
	for _, t := range s.words(c) {
		if t.class == me || t.class == looked || t.class == notYet || t.class == verb && (t.verb.kind == timeline.KindReceived || t.verb.kind == timeline.KindDamaged || t.verb.kind == timeline.KindMissingItems) {
			return false
		}
	}
	return true
}

// experiences reports whether clause c tells what only the recipient knows.
func (s *sentence) experiences(c *clause) bool {
	for _, t := range s.words(c) {
		if t.class == says || t.class == displays {
			return false
		}
	}
	for _, t := range s.words(c) {
		if t.class == verb && t.marks&arrives != 0 && s.has(c, notYet) {
			return true // 说今天到，没到
		}
		if t.class == credits && s.has(c, notYet) || t.class == verb && t.marks&denied != 0 && (t.verb.kind == timeline.KindDelivered || t.verb.kind == timeline.KindAttempted) {
			return true // 说赔300，一直没到账
		}
		if t.class == verb && (t.verb.kind == timeline.KindReceived || t.verb.kind == timeline.KindDamaged || t.verb.kind == timeline.KindMissingItems) {
			return true
		}
	}
	return false
}

// toldBy reports whether source t is who is told or asked, not who tells.
func (s *sentence) toldBy(c *clause, t token) bool {
	return t.class == whoSays && t.from > c.from && strings.ContainsRune("跟和问向找与给", s.folded[t.from-1])
}

// sayer is who says what follows token j of clause i.
func (s *sentence) sayer(i, j int) timeline.By {
	c := &s.clauses[i]
	toks := s.words(c)
	for k := j - 1; k >= 0; k-- {
		switch t := toks[k]; t.class {
		case whoSays:
			if s.provides() && strings.HasPrefix(string(s.folded[t.from:t.to]), "our ") {
				return timeline.BySpeaker
			}
			if k > 0 && s.carrierOf(toks[k-1]) && t.by != timeline.ByOther && t.by != timeline.ByRecord {
				return timeline.ByCourier // 快递客服, 你们快递员
			}
			return t.by
		case thing:
			if s.is(t, "快递") || s.is(t, "快件") {
				return timeline.ByCourier
			}
		case you:
			if k+1 == j || s.near(toks[k], toks[j], 4) {
				return s.other()
			}
		case they:
			if s.courier {
				return timeline.ByCourier
			}
			return s.named(i, timeline.ByOther)
		case me:
			if s.subject(c, toks[j].from) && s.is(t, "我") {
				return timeline.ByOther // 我爱人说
			}
			if s.near(toks[k], toks[j], 3) {
				return timeline.BySpeaker
			}
		case verb, turns:
			k = 0
		}
	}
	if s.lookedUp(i, j) {
		return timeline.ByRecord
	}
	if s.subject(c, toks[j].from) {
		if toks[j].class == vows && strings.ContainsAny(string(s.folded[c.from:toks[j].from]), "卖店") {
			return timeline.BySeller // 卖手表的答应我
		}
		return timeline.ByOther // 小唐说, 老王说
	}
	if i > 0 && s.clauses[i-1].by != timeline.BySpeaker && s.clauses[i-1].sentence == c.sentence {
		return s.clauses[i-1].by
	}
	if by := s.named(i, ""); by != "" {
		return by
	}
	if s.role == timeline.RoleBuyer {
		return s.other()
	}
	return timeline.ByOther
}

// lookedUp reports whether the speaker says just before token j of clause i that he
// looked it up: 查了下 说是在佛山中转场.
func (s *sentence) lookedUp(i, j int) bool {
	toks := s.tokens[:s.clauses[i].first+j]
	return len(toks) > 0 && toks[len(toks)-1].class == looked && strings.ContainsRune(string(s.folded[toks[len(toks)-1].from:toks[len(toks)-1].to]), '查')
}

// looksUp reports whether token j of c and what it names are all that the clause says:
// 查了物流 昨天下午三点签收的.
func (s *sentence) looksUp(c *clause, j int) bool {
	toks := s.words(c)
	t := toks[j]
	if !strings.ContainsRune(string(s.folded[t.from:t.to]), '查') || s.has(c, verb) || s.role == timeline.RoleBuyer {
		return false
	}
	return slices.ContainsFunc(toks[j+1:], func(o token) bool { return o.class == whoSays && o.by == timeline.ByRecord && s.last(c, o.to) })
}

func (s *sentence) carrierOf(t token) bool {
	return t.class == whoSays && t.by == timeline.ByCourier || t.class == thing && s.is(t, "快递")
}

func (s *sentence) near(a, b token, gap int) bool { return b.from-a.to <= gap }

// other is the one spoken to.
func (s *sentence) other() timeline.By {
	switch s.counter {
	case timeline.RoleBuyer:
		return timeline.ByBuyer
	case timeline.RoleSeller:
		return timeline.BySeller
	case timeline.RoleCourier:
		return timeline.ByCourier
	case timeline.RolePlatform:
		return timeline.ByPlatform
	}
	if s.role == timeline.RoleBuyer {
		return timeline.BySeller
	}
	return timeline.ByBuyer
}

// named is the last source named before clause i in the message.
func (s *sentence) named(i int, none timeline.By) timeline.By {
	for k := s.clauses[i].first - 1; k >= 0; k-- {
		t := s.tokens[k]
		if t.class == whoSays && t.by != timeline.ByRecord {
			return t.by
		}
		if t.class == thing && s.is(t, "快递") {
			return timeline.ByCourier
		}
	}
	return none
}

// subject reports whether a name stands right before position i: one to four
// characters that no word of the lexicon covers.
func (s *sentence) subject(c *clause, i int) bool {
	if s.strangerIn(c, i) {
		return true
	}
	n := 0
	for j := i - 1; j >= c.from && han(s.folded[j]) && !s.covered(c, j) && !s.inTime(j); j-- {
		if strings.ContainsRune("也还就都又刚才再却曾这那当时前来明早已跟", s.folded[j]) {
			return false
		}
		n++
	}
	return n >= 2 && n <= 5
}

// strangerIn reports whether the English words right before position i name somebody:
// Mrs Patel says, number 14 says.
func (s *sentence) strangerIn(c *clause, i int) bool {
	if i >= c.to || !latinWord(s.folded[i]) || i-2 < c.from || s.folded[i-1] != ' ' || !latin(s.folded[i-2]) || s.covered(c, i-2) {
		return false
	}
	words := strings.Fields(string(s.folded[c.from:i]))
	return !slices.Contains(notNames, words[len(words)-1])
}

// notNames stand before "says" and name nobody.
var notNames = strings.Fields("just also then now even always still only which that what as and so he she they it you we who this there already again clearly actually never not definitely apparently online today yesterday up page screen email text note card status message history info")

func (s *sentence) covered(c *clause, i int) bool {
	for _, t := range s.words(c) {
		if t.from <= i && i < t.to {
			return true
		}
	}
	return false
}
