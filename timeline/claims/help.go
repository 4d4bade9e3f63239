package claims

import (
	"slices"
	"strings"

	"github.com/duizheng/duizheng/timeline"
)

// help is what stands beside a verb.
type help struct {
	neg     *token // the negator
	done    bool
	surely  bool // 已经, 刚: has happened, whatever the time seems to say
	coming  bool
	planned bool // coming by more than 一定, 肯定
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

// potential reports whether the verb at token j says that it can come to pass, or 得
// before its time that it has to: 11号才送得到, 得11号才到.
func (s *sentence) potential(j int) bool {
	w := []rune(string(s.folded[s.tokens[j].from:s.tokens[j].to]))
	for i := 1; i < len(w)-1; i++ {
		if w[i] == '得' && strings.ContainsRune("到了出完过上下进来去", w[i+1]) {
			return true
		}
	}
	c := &s.clauses[s.tokens[j].clause]
	for _, e := range s.times {
		if i := e.Span[0]; i > c.from && e.Span[1] <= s.tokens[j].from && s.folded[i-1] == '得' && (i-1 == c.from || !strings.ContainsRune("觉记晓懂认值舍使懒省显", s.folded[i-2])) {
			return true
		}
	}
	return false
}

// helpers collects the words that bear on the verb at token j.
func (s *sentence) helpers(j int) help {
	h := help{from: -1, wanted: strings.HasPrefix(string(s.folded[s.tokens[j].from:s.tokens[j].to]), "need"), coming: s.potential(j)}
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
		if o.class == verb && o.to == t.from && strings.HasSuffix(string(s.folded[o.from:o.to]), "没人") {
			h.neg = &token{word: &word{class: notYet}, from: o.to - 2, to: o.to, clause: o.clause} // 家里没人收到过
			h.from = h.neg.from
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
		case retorts:
			if h.neg == nil && c.retorts {
				h.neg = &token{word: &word{class: notYet}, from: o.from, to: o.to, clause: o.clause}
				h.from = o.from
			}
		case nowhere, notYet, dont, wont, isNot:
			if o.class == nowhere {
				o.word = &word{class: notYet} // 啥也没到
			}
			if h.neg == nil && (s.reaches(o.to, t.from) || o.class == dont && !(t.from-o.to > 4 && strings.Contains(string(s.folded[o.to:t.from]), "直接"))) {
				n := o
				h.neg = &n
				h.from = o.from
			}
		case done:
			if slices.Contains(suffixes, string(s.folded[o.from:o.to])) || !s.reaches(o.to, t.from) {
				continue // belongs to an earlier verb
			}
			h.done = true
			h.surely = h.surely || slices.Contains(surely, string(s.folded[o.from:o.to]))
		case now:
			h.now = true
		case coming:
			if s.is(o, "'d") && t.marks&base == 0 {
				continue // he'd posted it
			}
			h.coming, h.planned = true, true
		case assures:
			h.coming = true
		case whenever:
			if s.folded[o.to-1] == '会' {
				h.coming, h.planned = true, true // 后就会退款了
			}
		case benefit:
			h.benefit = true
		case disclaims:
			h.cannot = h.cannot || !s.is(o, "为准")
		case cannot:
			h.cannot = h.cannot || s.near(o, t, 6)
		case wants:
			if s.any(o, allowances...) {
				continue
			}
			h.wanted = true
			h.strong = h.strong || slices.Contains(stronglyWanted, string(s.folded[o.from:o.to])) && !slices.Contains(enough, string(s.folded[o.from:o.to]))
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
		case benefit:
			h.benefit = h.benefit || o.from == t.to // 拎上来给你
		case done:
			h.done = h.done || !latinWord(s.folded[o.from])
		case cannot:
			h.cannot = h.cannot || o.from == t.to && (s.is(o, "不了") || latinWord(s.folded[o.from]))
		case coming:
			h.coming = h.coming || latinWord(s.folded[o.from])
		case wants:
			if slices.Contains(enough, string(s.folded[o.from:o.to])) {
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
var enough = strings.Fields("就行 就可以 即可 就好 也行 也可以 都行 都可以 也成 也中 也好 给我")

// allowances follow what is allowed; before a verb they ask for nothing: 都可以拒收.
var allowances = strings.Fields("也行 也可以 都行 都可以 也成 也中 也好")

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
	return t.marks&nominal != 0 && s.isNoun(k) || t.marks&timed != 0 || s.gives(k)
}

// gives reports whether token k is the 给 that only says for whom the next verb is:
// 给宝子发, 没给发货.
func (s *sentence) gives(k int) bool {
	if !s.is(s.tokens[k], "给") {
		return false
	}
	for _, o := range s.tokens[k+1 : s.clauses[s.tokens[k].clause].last] {
		if o.class == verb || o.class == credits {
			return o.marks&(drops|handed) == 0 && o.from-s.tokens[k].to <= 4
		}
	}
	return false
}

// reaches reports whether a negator that ends at i still bears on a verb at j:
// not across 就 or 直接 (没问我就放了).
func (s *sentence) reaches(i, j int) bool {
	between := string(s.folded[i:j])
	for _, w := range []string{"就", "直接", "便", "反而", "擅自", "时候", "的话", "我们会"} {
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
			return i-t.to <= 10 && !s.between(c, t.to, i, t.class == verb && t.marks&handed != 0)
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
	if rest := string(s.folded[i:min(c.to, i+3)]); rest == "过来的" || rest == "过去的" || rest == "出来的" {
		i += 2 // 那边发过来的快递
	}
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
	if rest := strings.TrimRight(string(s.folded[i:c.to]), "啊呀哈呢哦喔吧了亲 "); slices.Contains([]string{"快递", "件", "货", "包裹", "东西", "商品"}, rest) {
		return false // 昨天拿到的快递
	}
	_, dated := s.when(j)
	return !dated && s.tokens[j].marks&(past|drops) == 0
}

// between reports whether a word of another verb or plan stands in [from, to); 您 too,
// unless it says to whose hands the parcel was given.
func (s *sentence) between(c *clause, from, to int, given bool) bool {
	for _, t := range s.words(c) {
		if t.from >= from && t.from < to && (t.class == verb || t.class == coming || t.class == wants || t.class == you && (t.to == to || !given) || t.class == wont || t.class == notYet) {
			return true
		}
	}
	return false
}
