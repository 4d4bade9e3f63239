package claims

import (
	"slices"
	"strings"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/place"
	"github.com/duizheng/duizheng/timeline/waybill"
)

// agreements are answers that make another's question or wish one's own
// promise (JUDGEMENT 1.6). They stand without their particles, see plain.
var agreements = strings.Split("好的收到|好收到|收到好的|[ok]|[好的]|[可以]|👌|得嘞|得咧|要得|晓得|妥|absolutely|for sure|definitely|yes sure|yup|np|no probs|yes i can|yes we can|yes i will|可以|行|好|没问题|能|会|嗯|嗯嗯|恩|成|中|当然|当然可以|必须|必须滴|一定|好好|嗯好|嗯可以|好可以|可以可以|没毛病|派|送|发|放|能到|能送|能发|能派|会送|会发|会到|可以送|可以发|可以到|安排|ok|okay|yes|yep|yeah|sure|no problem|of course|will do|sounds good|certainly|alright|fine|got it|sure thing|no worries|deal|can do|on it|you got it|consider it done|happy to|my pleasure|absolutely|yes|yea|ya|yh|okey|okie|okay|k|righto|perfect|great|cool|roger|copy that|understood|没毛病|冇问题|得|得嘅|好嘅|可以嘅|冇问题|无问题|好呀|好滴|好哒|好勒|好咧|好叻|行嘞|行啊|行吧|中嘞|没得问题|必须的|必需的|嗯呐|嗯哪|嗯呢|昂|哎好|诶好|欸好|妥嘞|哦了|好的呀|好哦|好哟|行哈|中|okk|okok|欧克|ojbk|妥妥|妥了|妥妥的|稳|准了|照办|遵命|包在我身上", "|")

// softeners may stand around an agreement.
var softeners = strings.Split("放心吧|放心|那就|那|就这样|这么办|就这么办|这样|就|听您的|按您说的|照您说的|按您说的来|没问题|您放心|你放心|一定的|稳的|都听您的|哥|姐|老板|亲|美女|宝|then|mate|love|thanks|thank you|too|so|that works|that's fine|it is|dear|sir|madam|for you|with me|by me|包在我身上|交给我|我记下了|记下了|记住了|知道了|知道|明白|收到|给您安排|这就安排|马上安排|安排上|安排|已备注|备注好了|备注了|给您备注|我这边|这边|我|给您|帮您", "|")

// agrees reports whether a clause is an agreement and nothing else: 可以的没问题.
func agrees(text string) bool {
	if slices.Contains(agreements, text) {
		return true
	}
	yes := false
	for text != "" {
		n := 0
		for i, list := range [][]string{agreements, softeners} {
			for _, w := range list {
				if len(w) > n && strings.HasPrefix(text, w) {
					n = len(w)
					yes = yes || i == 0
				}
			}
		}
		if n == 0 {
			return false
		}
		text = strings.TrimLeft(text[n:], " 的了哈呀啊哦呢吧嘞滴哒,，!")
	}
	return yes
}

// confirmations affirm what was asked about the past.
var confirmations = strings.Split("是|对|嗯|嗯嗯|恩|有|没错|是这样|yes|yep|yeah|correct|right|i did|it has|it did|it was", "|")

// refusals deny what was asked about the past.
var refusals = strings.Split("真没有|真没|真的没有|真的没|没送|没发|没放|没有|没|还没|还没有|没没|并没有|并没|暂时没有|暂时没|没有没有|根本没有|压根没有|not yet|no|nope|not at all|no it hasn't|no i haven't|no i didn't", "|")

// slips are the words by which a speaker takes back what he said.
var slips = strings.Split("打错|单号错|单号发错|抱歉发错|不好意思发错|上一个不对|说错|写错|搞错了|看错了|记错|弄错|口误|更正|纠正一下|sorry, i meant|sorry i meant|i meant|correction:|typo|scratch that|no wait|my mistake|发错了|不对", "|")

// fillers may surround a bare time that answers.
var fillers = strings.Split("顺利的话|不堵车的话|没意外的话|没有意外的话|不出意外的话|不出意外|正常的话|赶得及的话|来得及的话|不过|但是|只是|但|for sure|though|tho|hopefully|嗯呐|嗯哪|妥妥的|妥妥|稳稳的|准时|肯定|ok|okay|yep|yes|sure|no worries|not|afraid|i'm|but|def|definitely|any time|改到|改成|改约|推迟到|推到|拖到|延到|挪到|换到|估计要|怕是|怕要|可能|看来|看样子|那我|只好|等到|需要|还要|还得|还有|最快|那边|师傅|不好意思|抱歉|过来|过去|送过|给送|我这边|这边|给您|给你|哥|姐|等我|等|我|去|送|派|发|走|more like|will be|it'll|have to be|has to be|make it|looks like|instead|now|sorry|then|be|i'll|的事|只能|行吗|行么|可以吗|好吗|行不行|行不|中不|成不|可以不|可以伐|算了|争取|尽量|尽快|就可以|就行|就好|可以|左右|之前|大概|差不多|应该|最晚|最迟|一定|大约|估计|预计|那就|改到|改成|改|那|吧|前|好|哈|是|在|要|得|到|都|行|嗯|的|呢|哦|啊|亲|您|来|再|了|等我|给我|probably|maybe|by|around|about|on|at|it's|its|make it", "|")

// answers reports whether u may mean something by what came before it: a short
// answer, a bare time, a correction. It allocates nothing.
func answers(u timeline.Utterance, timed bool) bool {
	if len(u.Context) == 0 || len(u.Text) > 160 {
		return false
	}
	if corrected(u.Text) {
		return true
	}
	if timed {
		return spoken(u.Context, recently)
	}
	last := u.Context[len(u.Context)-1].Text
	if len(u.Text) <= 40 && (asksWhere(last, true) || asksWhere(last, false) || asksWho(last)) {
		return true
	}
	return short(u.Text) && spoken(u.Context, 6)
}

// spoken reports whether one of the last n messages holds a verb of the lexicon, or a
// short one a time: 那五点行吗.
func spoken(context []timeline.Utterance, n int) bool {
	return slices.ContainsFunc(context[max(0, len(context)-n):], func(m timeline.Utterance) bool {
		h := words.hears(m.Text)
		return h.has(verb) || h.has(credits) || h.has(motion) || h.has(notYet) || len(m.Text) <= 60 && mayTime(m.Text)
	})
}

// mayTime reports whether a text could name a time: any digit, an hour, a day.
func mayTime(text string) bool {
	var before rune
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9', r == '点' && strings.ContainsRune("二三四五六七八九十两", before), r == '點' && strings.ContainsRune("二三四五六七八九十兩两", before):
			return true
		case r == '午' && strings.ContainsRune("上下中", before), r == '天' && strings.ContainsRune("今明后後", before), strings.ContainsRune("周週号號朝", r), r == '上' && before == '晚', r == '晚' && strings.ContainsRune("今明当當", before), r == 'm' && (before == 'a' || before == 'p'), r == 'y' && before == 'a', r == 'w' && before == 'o':
			return true
		}
		before = r
	}
	return false
}

// openers are the code points that an answer can begin with.
const openers = "真放亲姐哥您宝老师大美帅h得要晓妥👌[找可行好没能会嗯恩成中当必一派送发安是对有还并暂根压胡瞎扯骗睁怎鬼撒哪冇oysnwciaftr"

func short(text string) bool {
	if len(text) > 60 {
		return false
	}
	for _, r := range text {
		return strings.ContainsRune(openers, letter(r))
	}
	return false
}

// corrected reports whether text takes back what its speaker said before.
func corrected(text string) bool {
	for i, r := range text {
		switch letter(r) {
		case '打', '说', '写', '搞', '看', '记', '弄', '口', '更', '纠', '发', '不', 's', 'i', 'c', 't', 'n', 'm':
			if slip(text[i:]) {
				return true
			}
		}
	}
	return false
}

func slip(text string) bool {
	for _, w := range slips {
		if prefixed(text, w) {
			return !strings.HasPrefix(text, "不对吧") && !strings.HasPrefix(text, "不对啊") && !strings.HasPrefix(text, "发错了货") && !strings.HasPrefix(text, "发错了颜")
		}
	}
	return false
}

// prefixed reports whether text begins with w in its folded form.
func prefixed(text, w string) bool {
	rest := w
	for _, r := range text {
		if rest == "" {
			return true
		}
		for _, q := range rest {
			if letter(r) != q {
				return false
			}
			rest = rest[len(string(q)):]
			break
		}
	}
	return rest == ""
}

// Corrects reports whether text takes back what its speaker said before
// (打错了, 单号发错了, sorry I meant): also where it states nothing itself.
func Corrects(text string) bool { return corrected(text) }

// plain is a clause without address, particles, stickers and repetition: 能 of
// 能的能的👌.
func plain(text string) string {
	t := strings.TrimRightFunc(text, func(r rune) bool { return !han(r) && !latin(r) && r != ']' })
	if t == "" {
		t = text // 👌
	}
	t = strings.TrimSpace(t)
	if runes := []rune(t); repeats(runes, 1) {
		t = string(runes[:1])
	} else if repeats(runes, 2) {
		t = string(runes[:2])
	}
	t = strings.TrimLeft(t, "亲姐哥呀啊哦噢那")
	if t == "" {
		t = strings.TrimSpace(text)
	}
	return strings.TrimRight(t, "亲姐哥哈哦呢啊呀嘞哒滴的了吧噢喔喽咯呐耶唷哟喲嘅㗎喎噃嚟咗~!。. 您师傅老板")
}

// repeats reports whether text is its first n letters over and over.
func repeats(text []rune, n int) bool {
	if len(text) < 2*n || len(text)%n != 0 {
		return false
	}
	for i := n; i < len(text); i++ {
		if text[i] != text[i-n] {
			return false
		}
	}
	return true
}

// A dialogue is a message with those before it, as one of its turns sees them.
type dialogue struct {
	messages []timeline.Utterance
	o        Options
	depth    int
}

// turn adds what a message means only in the light of those before it.
func (s *sentence) turn(u timeline.Utterance, all []reading, o Options) []reading {
	if len(u.Context) == 0 || len(s.clauses) == 0 {
		return all
	}
	d := dialogue{u.Context, o, 0}
	return s.turnIn(u, all, d)
}

func (s *sentence) turnIn(u timeline.Utterance, all []reading, d dialogue) []reading {
	if corrected(u.Text) {
		return s.amend(u, all, d)
	}
	if all, ok := s.topic(u, all, d); ok {
		return all
	}
	if r, ok := s.found(u, d); ok && !checked(all) {
		return append(all, r)
	}
	if said(all) {
		return all
	}
	if !checked(all) {
		switch first := s.opening(); {
		case s.qualified():
		case slices.Contains(refusals, first):
			if more := s.deny(u, d); len(more) > 0 {
				return append(all, more...)
			}
		case agrees(first) || slices.Contains(confirmations, first):
			if more := s.agree(u, d, first); len(more) > 0 {
				return append(all, more...)
			}
		}
		if more := s.dispute(u, d); len(more) > 0 {
			return append(all, more...)
		}
		if r, ok := s.bareAnswer(u, d); ok {
			return append(all, r)
		}
	}
	return append(all, s.bareTime(u, d)...)
}

// said reports whether a message promises or asks for something by its own words:
// then nothing before it is needed to understand it.
func said(all []reading) bool {
	return slices.ContainsFunc(all, func(r reading) bool { return r.Mode.Checked() && (r.Mode != timeline.ModeAsserted || !r.Negated) })
}

// qualified reports whether a message takes back or doubts the yes it begins with.
func (s *sentence) qualified() bool {
	return slices.ContainsFunc(s.clauses, func(c clause) bool {
		return c.hypothetical || s.has(&c, turns) || s.has(&c, cannot) || c.marked
	})
}

// addresses may stand before an answer: 亲，可以的.
var addresses = strings.Fields("亲 亲亲 姐 哥 大哥 大姐 美女 帅哥 老板 您好 你好 hi hello 宝 宝子 宝宝 亲爱 师傅")

// opening is the first clause that is more than an address, plain.
func (s *sentence) opening() string {
	for i := range s.clauses {
		if t := plain(string(s.folded[s.clauses[i].from:s.clauses[i].to])); t != "" && !slices.Contains(addresses, t) {
			return t
		}
	}
	return ""
}

// found reads 找到了 after the same speaker's 没收到: his denial is gone.
func (s *sentence) found(u timeline.Utterance, d dialogue) (reading, bool) {
	c := &s.clauses[0]
	if plain(string(s.folded[c.from:c.to])) != "找到" || c.marked || u.Role != timeline.RoleBuyer {
		return reading{}, false
	}
	for i := len(d.messages) - 1; i >= 0; i-- {
		if d.messages[i].Sender != u.Sender || !words.speaks(d.messages[i].Text) {
			continue
		}
		other := dialogue{d.messages, d.o, 2}
		_, said := other.interpret(i)
		for _, q := range said {
			if q.Kind == timeline.KindReceived && q.Mode == timeline.ModeAsserted && q.By == timeline.BySpeaker {
				if !q.Negated {
					return reading{}, false
				}
				r := reading{verb: -1, fact: true}
				r.Kind, r.Mode, r.By, r.Span = timeline.KindReceived, timeline.ModeAsserted, timeline.BySpeaker, s.whole()
				s.bound(&r, timeline.TimeExpression{}, false)
				return r, true
			}
		}
	}
	return reading{}, false
}

// topic reads 收到了 and 没收到 where the other has just asked about money or
// goods sent back: "退货收到了吗".
func (s *sentence) topic(u timeline.Utterance, all []reading, d dialogue) ([]reading, bool) {
	c := &s.clauses[0]
	if len(s.text) > 12 || !strings.Contains(string(s.folded), "收到") || c.asked || s.has(c, thing) || s.has(c, notParcel) {
		return all, false
	}
	_, asked, _ := d.question(u.Sender)
	for _, q := range asked {
		if q.Mode != timeline.ModeAsked || q.Kind != timeline.KindReturned && q.Kind != timeline.KindRefund && q.Kind != timeline.KindCompensation {
			continue
		}
		for i := range all {
			if all[i].Kind == timeline.KindReceived {
				all[i].Kind = q.Kind
			}
		}
		if len(all) == 0 && s.has(c, done) && !s.has(c, notYet) {
			r := reading{verb: -1, fact: true}
			r.Kind, r.Mode, r.By, r.Span = q.Kind, timeline.ModeAsserted, timeline.BySpeaker, s.whole()
			s.bound(&r, timeline.TimeExpression{}, false)
			all = append(all, r)
		}
		return all, true
	}
	return all, false
}

func checked(all []reading) bool {
	for _, r := range all {
		if r.Mode.Checked() {
			return true
		}
	}
	return false
}

// question is the nearest question or wish of the other in his last turn: its
// sentence and readings, or nil.
func (d dialogue) question(speaker string) (*sentence, []reading, int) {
	i := len(d.messages) - 1
	for skipped := 0; i >= 0 && d.messages[i].Sender == speaker; i-- {
		m := d.messages[i]
		if skipped++; skipped > 2 || words.speaks(m.Text) || slices.Contains(agreements, plain(strings.ToLower(m.Text))) {
			return nil, nil, 0
		}
	}
	for ; i >= 0 && d.messages[i].Sender != speaker; i-- {
		heard := words.hears(d.messages[i].Text)
		if !heard.has(verb) && !heard.has(credits) {
			if heard.has(asks) || heard.has(wants) || strings.ContainsAny(d.messages[i].Text, "?？") {
				if d.depth > 0 || !bareTimed(d.messages[i]) {
					return nil, nil, 0 // he asks something else
				}
			} else if d.depth > 0 || !bareTimed(d.messages[i]) {
				continue
			}
		}
		s, all := d.interpret(i)
		for j := range s.clauses {
			if c := &s.clauses[j]; c.asked || c.requested || asksAnything(all) {
				return s, all, i
			}
		}
	}
	return nil, nil, 0
}

// bareTimed reports whether a message could be a wish by its time alone: 五点前吧.
func bareTimed(u timeline.Utterance) bool {
	return len(u.Text) <= 60 && len(times(u)) > 0
}

func asksAnything(all []reading) bool {
	for _, r := range all {
		if r.Mode == timeline.ModeAsked || r.Mode == timeline.ModeRequested {
			return true
		}
	}
	return false
}

// interpret reads message i of the dialogue with those before it.
func (d dialogue) interpret(i int) (*sentence, []reading) {
	u := d.messages[i]
	if u.Role == "" {
		u.Role = timeline.RoleUnknown
	}
	s := &sentence{text: []rune(u.Text), at: u.Time, role: u.Role}
	s.times = times(u)
	s.waybills = waybill.Find(u.Text, d.o.Confirmed)
	s.listen(d.messages[:i])
	s.prepare()
	all := s.read()
	if d.depth < 1 && len(s.clauses) > 0 && i > 0 {
		all = s.turnIn(u, all, dialogue{d.messages[:i], d.o, d.depth + 1})
	}
	return s, all
}

// answerable is how long a bare yes or no still answers a question.
const answerable = 24 * time.Hour

// agree makes the other's question or wish the speaker's own.
func (s *sentence) agree(u timeline.Utterance, d dialogue, word string) []reading {
	_, asked, i := d.question(u.Sender)
	if len(asked) == 0 || s.at.Sub(d.messages[i].Time) > answerable {
		return nil
	}
	other := d.messages[i]
	var out []reading
	for _, q := range asked {
		if q.Mode == timeline.ModeHypothetical && !q.asked || q.Mode == timeline.ModePolicy || q.By != timeline.BySpeaker || q.Mode == timeline.ModeAsserted || q.Mode == timeline.ModePromised {
			continue // 好的 to a promise makes it no second time
		}
		r := reading{verb: -1, fact: q.fact}
		r.Statement = q.Statement
		r.Agrees, r.Span, r.Why = true, s.whole(), nil
		r.Hedged = q.Hedged && s.clauses[0].hedged
		r.Hedged = r.Hedged || s.clauses[0].hedged
		r.Disclaimed = s.disclaimed
		placed := r.Kind == timeline.KindAtPickupPoint || r.Kind == timeline.KindDelivered && r.Place != ""
		switch {
		case q.Mode == timeline.ModeAsked && q.fact:
			if !slices.Contains(confirmations, word) {
				continue
			}
			r.Mode = timeline.ModeAsserted
			r.Agrees = false
			switch e, ok := s.ownTime(); {
			case ok && direction(e, s.at) <= 0:
				s.bound(&r, e, true) // 是昨天放的吗 - 是，昨天五点多
			case !q.Timed:
				s.bound(&r, timeline.TimeExpression{}, false)
			}
		case u.Role == timeline.RoleBuyer && other.Role != timeline.RoleBuyer:
			if q.Mode == timeline.ModeRequested || !placed && !q.Timed {
				continue
			}
			r.Mode = timeline.ModePromised
			r.By = s.sayerOf(other.Role)
			if placed && !q.Timed {
				r.Mode, r.By = timeline.ModeRequested, timeline.BySpeaker
			}
		case !q.Timed && !placed:
			continue
		default:
			r.Mode = timeline.ModePromised
			if r.Kind == timeline.KindReceived {
				r.Kind = timeline.KindDelivered
			}
		}
		out = append(out, r)
	}
	return out
}

// ownTime is a time that this message gives in a clause of its own.
func (s *sentence) ownTime() (timeline.TimeExpression, bool) {
	for i, e := range s.times {
		if !e.Fuzzy && s.alone(e) {
			return s.chained(i), true
		}
	}
	return timeline.TimeExpression{}, false
}

// sayerOf is the source that a role is.
func (s *sentence) sayerOf(r timeline.Role) timeline.By {
	switch r {
	case timeline.RoleBuyer:
		return timeline.ByBuyer
	case timeline.RoleSeller:
		return timeline.BySeller
	case timeline.RoleCourier:
		return timeline.ByCourier
	case timeline.RolePlatform:
		return timeline.ByPlatform
	}
	return timeline.ByOther
}

func (s *sentence) whole() timeline.Span {
	c := &s.clauses[0]
	return timeline.Span{c.from, c.to}
}

// deny answers 没有 to what the other asked about the past.
func (s *sentence) deny(u timeline.Utterance, d dialogue) []reading {
	_, asked, i := d.question(u.Sender)
	if len(asked) == 0 || s.at.Sub(d.messages[i].Time) > answerable {
		return nil
	}
	var out []reading
	for _, q := range asked {
		if q.Mode != timeline.ModeAsked || q.By != timeline.BySpeaker || !q.fact && !q.Negated && q.Kind != timeline.KindDamaged && q.Kind != timeline.KindMissingItems {
			continue
		}
		r := reading{verb: -1}
		r.Kind, r.Mode, r.Negated, r.By = q.Kind, timeline.ModeAsserted, true, timeline.BySpeaker
		r.Place, r.PlaceKind = q.Place, q.PlaceKind
		r.Span, r.Earliest, r.Looked, r.Disclaimed = s.whole(), s.at, s.looked, s.disclaimed
		if q.Timed && !q.Latest.After(s.at) {
			r.Timed, r.Earliest, r.Latest = true, q.Earliest, q.Latest
		}
		out = append(out, r)
	}
	return out
}

// bareTime reads a message that only names a time: the answer to 什么时候送, a new
// time for what its speaker has promised (今天来不及 明天吧), or the buyer's wish
// for another time than the one he was told. Of several times the last one counts.
func (s *sentence) bareTime(u timeline.Utterance, d dialogue) []reading {
	for i := len(s.times) - 1; i >= 0; i-- {
		e := s.chained(i)
		if e.Fuzzy || e.Earliest.IsZero() && e.Latest.IsZero() || !s.alone(e) && !s.changed(e) && !s.answered(e) {
			continue
		}
		c := &s.clauses[s.clauseAt(e.Span[0])]
		switch {
		case u.Role == timeline.RoleBuyer:
			return s.wishTime(u, d, e)
		case c.asked && !s.tagged(c), s.has(c, notYet), s.has(c, isNot):
			continue // not today
		case c.asked:
			return s.proposal(u, d, e)
		}
		past := d.pastAsked(u.Sender)
		_, asked, _ := d.question(u.Sender)
		for _, q := range asked {
			if q.Negated || q.By != timeline.BySpeaker || q.Mode != timeline.ModeAsked && q.Mode != timeline.ModeRequested {
				continue
			}
			if past && !q.fact {
				continue
			}
			if more := s.retimed(q, e, past || q.fact && direction(e, s.at) <= 0); len(more) > 0 {
				return more
			}
		}
		if past {
			return nil // 她几点去拿的 - 晚上九点半
		}
		if more := s.again(d, u.Sender, e); len(more) > 0 {
			return more
		}
		return s.visit(u, d, e)
	}
	return nil
}

// pastAsked reports whether the other asks last when something was done: 几点拿的.
func (d dialogue) pastAsked(speaker string) bool {
	if len(d.messages) == 0 || d.messages[len(d.messages)-1].Sender == speaker {
		return false
	}
	text := d.messages[len(d.messages)-1].Text
	for _, w := range []string{"几点", "什么时候", "啥时候", "哪天"} {
		if _, after, ok := strings.Cut(text, w); ok {
			after, _, _ = strings.Cut(after, " ")
			return strings.HasSuffix(strings.TrimRight(after, "?？呀啊呢"), "的")
		}
	}
	return false
}

// visit reads a bare time of a courier's in answer to a question: when he comes.
func (s *sentence) visit(u timeline.Utterance, d dialogue, e timeline.TimeExpression) []reading {
	m := d.messages[len(d.messages)-1]
	if u.Role != timeline.RoleCourier || m.Role != timeline.RoleBuyer || words.speaks(m.Text) || !words.hears(m.Text).has(asks) && !strings.ContainsAny(m.Text, "?？") {
		return nil
	}
	if rest := strings.TrimLeft(string(s.folded[e.Span[1]:]), "就才 "); strings.HasPrefix(rest, "走") {
		return nil // who leaves then is not there then
	}
	q := reading{verb: -1}
	q.Kind, q.By = timeline.KindDelivered, timeline.BySpeaker
	return s.retimed(q, e, false)
}

// answered reports whether the clause of a time to come speaks of what its speaker will
// do for the other, in words that the lexicon lacks: what he is asked then tells what.
func (s *sentence) answered(e timeline.TimeExpression) bool {
	c := &s.clauses[s.clauseAt(e.Span[0])]
	if !s.provides() || c.asked || c.hypothetical || c.policy || c.elsewhere || c.by != timeline.BySpeaker || direction(e, s.at) == 0 {
		return false
	}
	if direction(e, s.at) < 0 {
		return !s.has(c, notYet) && !s.has(c, isNot) && !s.has(c, cannot) && !s.has(c, elsewhere)
	}
	for _, t := range s.words(c) {
		switch t.class {
		case notYet, wont, dont, isNot, cannot, done, wants, you:
			return false
		}
	}
	return s.has(c, benefit) || s.has(c, assures)
}

// changed reports whether the words before a time say that it is a new one: 改成周四.
func (s *sentence) changed(e timeline.TimeExpression) bool {
	c := &s.clauses[s.clauseAt(e.Span[0])]
	before := strings.TrimRight(string(s.folded[c.from:e.Span[0]]), "成到为在")
	return strings.HasSuffix(before, "改") || strings.HasSuffix(before, "推迟") || strings.HasSuffix(before, "延") || strings.HasSuffix(before, "挪")
}

// bareAnswer reads 门口 after 放哪了 and 您老公 after 谁签的: of whoever brought it
// a fact; after the courier's 放哪 the recipient's wish.
func (s *sentence) bareAnswer(u timeline.Utterance, d dialogue) (reading, bool) {
	m := d.messages[len(d.messages)-1]
	c := &s.clauses[0]
	if len(s.clauses) > 2 || c.to-c.from > 12 || m.Role == u.Role || c.asked || len(m.Text) > 60 {
		return reading{}, false
	}
	r := reading{verb: -1}
	r.Kind, r.By, r.Mode, r.Span, r.Hedged = timeline.KindDelivered, timeline.BySpeaker, timeline.ModeAsserted, s.whole(), c.hedged && !s.suggests(c)
	answer := plain(string(s.folded[c.from:c.to]))
	switch buyer := u.Role == timeline.RoleBuyer; {
	case asksWhere(m.Text, !buyer):
		for _, p := range s.spots() {
			if strings.TrimLeft(answer, "在放您家你") != strings.TrimLeft(plain(string(s.folded[p.Span[0]:p.Span[1]])), "在放您家你") {
				continue
			}
			r.Place, r.PlaceKind = p.Text, p.Kind
			if p.Kind == timeline.PlaceStation || p.Kind == timeline.PlaceLocker {
				r.Kind = timeline.KindAtPickupPoint
			}
		}
		if buyer {
			r.Mode = timeline.ModeRequested
		}
		if r.Place == "" {
			return r, false
		}
	case !buyer && asksWho(m.Text):
		answer = strings.TrimLeft(answer, "应该好像可能大概估计也许是吧")
		h, ok := place.SignerIn(answer + "签收")
		if !ok || h.Kind == timeline.SignerUnknown || h.Span[1] != len([]rune(answer)) || h.Span[0] > 2 {
			return r, false
		}
		r.Signer, r.SignerKind = h.Text, h.Kind
	default:
		return r, false
	}
	s.bound(&r, timeline.TimeExpression{}, false)
	return r, true
}

// asksWhere reports whether a question is where the parcel lies (放哪了), or, of
// the courier, where it shall (放哪).
func asksWhere(text string, over bool) bool {
	for _, w := range []string{"放哪", "搁哪", "放到哪", "放在哪", "丢哪", "存哪", "送哪", "送到哪"} {
		if i := strings.Index(text, w); i >= 0 {
			return over == strings.ContainsAny(text[i:], "了啦的")
		}
	}
	return false
}

// asksWho reports whether a question is who signed for the parcel.
func asksWho(text string) bool {
	for _, w := range []string{"谁签", "誰簽", "谁代签", "谁收的", "谁拿的", "谁帮我签", "谁给签"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// recently is how many messages back one still speaks of the same promise.
const recently = 12

// again is the speaker's own last promise, for the time e. What he has since said
// to be done is no promise any more.
func (s *sentence) again(d dialogue, speaker string, e timeline.TimeExpression) []reading {
	for i := len(d.messages) - 1; i >= 0 && i >= len(d.messages)-recently; i-- {
		if m := d.messages[i]; m.Sender != speaker || !words.speaks(m.Text) && (d.depth > 0 || len(m.Text) > 60) {
			continue
		}
		_, said := d.interpret(i)
		for _, q := range said {
			if q.Mode == timeline.ModePromised && !q.Negated && q.By == timeline.BySpeaker {
				return s.retimed(q, e, false)
			}
			if q.Mode == timeline.ModeAsserted && !q.Negated && q.Kind != timeline.KindOutForDelivery && q.Kind != timeline.KindInTransit && q.Kind != timeline.KindArrived && q.Kind != timeline.KindReply {
				return nil
			}
		}
	}
	return nil
}

// proposal reads 周四行吗: another time for what the two speak of, which counts
// only once it is agreed to.
func (s *sentence) proposal(u timeline.Utterance, d dialogue, e timeline.TimeExpression) []reading {
	for i := len(d.messages) - 1; i >= 0 && i >= len(d.messages)-6; i-- {
		if !words.speaks(d.messages[i].Text) {
			continue
		}
		other := dialogue{d.messages, d.o, 2}
		_, said := other.interpret(i)
		for _, q := range said {
			if q.Mode != timeline.ModePromised && q.Mode != timeline.ModeRequested && (q.Mode != timeline.ModeAsked || q.fact) || q.Negated || q.By != timeline.BySpeaker {
				continue
			}
			r := reading{verb: -1, origin: s.clauseAt(e.Span[0]), asked: true}
			r.Kind, r.By, r.Mode, r.Span = q.Kind, timeline.BySpeaker, timeline.ModeAsked, e.Span
			s.bound(&r, e, true)
			return []reading{r}
		}
	}
	return nil
}

// retimed is what was asked, stated for the time e.
func (s *sentence) retimed(q reading, e timeline.TimeExpression, fact bool) []reading {
	c := s.clauseAt(e.Span[0])
	if q.Timed && !q.Earliest.IsZero() && dateless(e.Text) {
		e = onDay(e, dayOf(q.Earliest.In(s.at.Location()))-dayOf(s.at)) // 明天几点 - 上午
	}
	r := reading{verb: -1, origin: c}
	r.Kind, r.By, r.Place, r.PlaceKind = q.Kind, timeline.BySpeaker, q.Place, q.PlaceKind
	r.Hedged, r.Disclaimed, r.Span = s.clauses[c].hedged || vague(e), s.disclaimed, e.Span
	r.Mode = timeline.ModePromised
	if fact {
		r.Mode = timeline.ModeAsserted
	} else if e = s.upcoming(e); direction(e, s.at) < 0 || r.Kind == timeline.KindReceived || r.Kind == timeline.KindLost {
		return nil
	}
	s.bound(&r, e, true)
	return []reading{r}
}

// upcoming is a bare clock that is past, read as the next one: 得七点半了 said at
// four is this evening.
func (s *sentence) upcoming(e timeline.TimeExpression) timeline.TimeExpression {
	if direction(e, s.at) >= 0 || !dateless(e.Text) || e.Grain == timeline.GrainDaypart {
		return e
	}
	for _, hours := range []int{12, 24} {
		if d := moveHours(e, hours); direction(d, s.at) >= 0 && (hours == 24 || e.Latest.Hour() <= 12) && d.Latest.Sub(s.at) <= 12*time.Hour {
			return d
		}
	}
	return e
}

// wishTime reads 三点前就行 after somebody's promise or question.
func (s *sentence) wishTime(u timeline.Utterance, d dialogue, e timeline.TimeExpression) []reading {
	if d.depth > 0 && len(d.messages) == 0 || direction(e, s.at) < 0 {
		return nil
	}
	for i := len(d.messages) - 1; i >= 0 && i >= len(d.messages)-6; i-- {
		m := d.messages[i]
		bare := !words.speaks(m.Text)
		if m.Sender == u.Sender || bare && (m.Role != timeline.RoleCourier || !bareTimed(m)) {
			continue
		}
		if bare { // 两点前: a courier's time is when he comes
			return []reading{s.wished(timeline.KindDelivered, e)}
		}
		other := dialogue{d.messages, d.o, 2}
		_, all := other.interpret(i)
		for _, q := range all {
			if q.Mode != timeline.ModePromised && (q.Mode != timeline.ModeAsked || q.fact) || q.Negated || q.By != timeline.BySpeaker {
				continue
			}
			return []reading{s.wished(q.Kind, e)}
		}
	}
	return nil
}

// wished is the wish that something be at the time e.
func (s *sentence) wished(kind timeline.StatementKind, e timeline.TimeExpression) reading {
	r := reading{verb: -1, origin: s.clauseAt(e.Span[0])}
	r.Kind, r.By, r.Mode, r.Span = kind, timeline.BySpeaker, timeline.ModeRequested, e.Span
	s.bound(&r, e, true)
	return r
}

func (s *sentence) clauseAt(i int) int {
	for n := range s.clauses {
		if s.clauses[n].from <= i && i < s.clauses[n].to {
			return n
		}
	}
	return len(s.clauses) - 1
}

// alone reports whether the clause of e says nothing but the time.
func (s *sentence) alone(e timeline.TimeExpression) bool {
	c := &s.clauses[s.clauseAt(e.Span[0])]
	if e.Span[1] > c.to || c.asked && !s.tagged(c) || c.hypothetical || c.policy || c.elsewhere {
		return false
	}
	if c.to-c.from-(e.Span[1]-e.Span[0]) > 24 {
		return false
	}
	rest := string(s.folded[s.lead(c, e):e.Span[0]]) + " " + string(s.folded[e.Span[1]:c.to])
	if strings.Contains(rest, "都在") {
		return false // when somebody is there
	}
	for _, f := range fillers {
		rest = strings.ReplaceAll(rest, f, "")
	}
	return strings.TrimSpace(rest) == ""
}

// lead is where the words before e begin that bear on it: behind a time that is given
// up (19号没戏 21号吧), and behind those who are quoted (财务说要下周一了).
func (s *sentence) lead(c *clause, e timeline.TimeExpression) int {
	from := c.from
	for _, t := range s.words(c) {
		if t.to <= e.Span[0] && (t.class == cannot && s.timeFrom(c.from, t.from) || t.class == says && c.by != timeline.BySpeaker && s.provides()) {
			from = t.to
		}
	}
	return from
}

// tagged reports whether a clause asks by nothing but 行吗 or 可以吗.
func (s *sentence) tagged(c *clause) bool {
	for _, t := range s.words(c) {
		if t.class == asks && !slices.Contains(tags, string(s.folded[t.from:t.to])) {
			return false
		}
	}
	return s.has(c, asks)
}

// amend reads a correction: a statement in it corrects; a bare time or place
// takes the rest from what the speaker last said.
func (s *sentence) amend(u timeline.Utterance, all []reading, d dialogue) []reading {
	if checked(all) {
		for i := range all {
			all[i].Corrects = all[i].By == timeline.BySpeaker
		}
		return all
	}
	for i := len(d.messages) - 1; i >= 0; i-- {
		if d.messages[i].Sender != u.Sender || !words.speaks(d.messages[i].Text) {
			continue
		}
		other := dialogue{d.messages, d.o, 2}
		_, said := other.interpret(i)
		for _, q := range said {
			if q.Mode != timeline.ModeAsserted && q.Mode != timeline.ModePromised && q.Mode != timeline.ModeRequested {
				continue
			}
			if r, ok := s.amended(q); ok {
				return append(all, r)
			}
		}
		return all
	}
	return all
}

func (s *sentence) amended(q reading) (reading, bool) {
	r := reading{verb: -1}
	r.Statement = q.Statement
	r.Corrects, r.Why = true, nil
	for _, e := range s.times {
		if e.Fuzzy {
			continue
		}
		r.origin, r.Span = s.clauseAt(e.Span[0]), e.Span
		if q.Timed && !q.Earliest.IsZero() && dateless(e.Text) && (e.Grain == timeline.GrainDaypart || e.Grain == timeline.GrainHour || e.Grain == timeline.GrainMinute) {
			e = onDay(e, dayOf(q.Earliest.In(s.at.Location()))-dayOf(s.at)) // 明天下午送 - 写错了 是上午
		}
		r.Earliest, r.Latest, r.AltLatest, r.Timed = e.Earliest, e.Latest, e.AltLatest, false
		s.bound(&r, e, true)
		return r, true
	}
	spots := s.spots()
	if len(spots) == 0 || r.Kind != timeline.KindDelivered && r.Kind != timeline.KindAtPickupPoint {
		return r, false
	}
	p := spots[len(spots)-1]
	r.Place, r.PlaceKind, r.Span = p.Text, p.Kind, p.Span
	r.Kind = timeline.KindDelivered
	if p.Kind == timeline.PlaceStation || p.Kind == timeline.PlaceLocker {
		r.Kind = timeline.KindAtPickupPoint
	}
	if r.Mode == timeline.ModeAsserted {
		r.Latest = s.at
	}
	return r, true
}
