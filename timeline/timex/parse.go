package timex

import (
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// A parser holds one text and reads it from left to right.
type parser struct {
	now    time.Time // the message's time; zero: unknown
	runes  []rune    // folded
	bytes  []int     // where each code point begins in the original
	tokens []token
	memory memory
	named  time.Time // the day that was named last, for 次日; zero: none
}

// A form is how words name a day or a stretch of days.
type form uint8

const (
	noDate        form = iota
	fromToday          // n..m days from today
	onWeekday          // n, of the week that which says
	onDate             // n..m: days of the month
	inMonth            // the whole month
	inMonthPart        // n..m: days of the month; vague for 月初
	fromNamed          // n days from the day named before
	onWorkday          // the nth working day from today
	inWeek             // the whole week that which says
	inYear             // the whole year
	inYearPart         // n..m: months
	onFeast            // n: index into holidays
	besideNewYear      // n: -1 before the Spring Festival, 1 after
	atNow              // 现在
)

// A naming is how a day or a stretch of days is named. What n and m are depends
// on the form.
type naming struct {
	form  form
	n, m  int
	year  int  // 0: not named
	month int  // 0: not named
	lunar bool // a month of the lunar calendar
	// nth > 0: of what is named the nth week, from its first Monday, or the nth
	// nthDay; -1 the last.
	nth, nthDay int
	which       int  // weeks or months from this one, if
	named       bool // 上, 这, 下 say so
}

// A point is a day, a part of it, a clock time, or several of these.
type point struct {
	naming
	eitherOrder bool // 5/12 in English: the day may stand first
	exact       bool // days of a month, not a rough part of it
	vague       bool // 月初: no deadline
	part        int  // index into parts, -1
	clock       bool
	hour, hours int // hours: the later one of 五六点
	minute, sec int
	fine        bool // minutes are given
	literal     bool // 15:00, 3pm: no twelve hours of doubt
	more        bool // 三点多
}

// A length is a stretch of time as words name it.
type length struct {
	months, days int
	elapsed      time.Duration
	work         bool // days are working days
	fine         bool // minutes or seconds are named
}

func (l length) calendar() bool { return l.days > 0 || l.months > 0 }

// An expression is what the grammar finds.
type expression struct {
	first, next int // tokens
	middle      int // of a range: the token behind its first point
	shape       shape
	a, b        point // b: the end of a range
	lo, hi      length
	relations   relations
	anchor      int
	vague       bool // 几天内
	bare        bool // a length without a relation
}

type shape uint8

const (
	aPoint shape = iota
	aRange
	aLength
	anchored
	fuzzyWord
	recentWord
)

// relations is a set of relation tokens.
type relations uint32

func (r relations) has(k kind) bool { return r&(1<<(k-by)) != 0 }

func (r *relations) add(k kind) { *r |= 1 << (k - by) }

func isRelation(k kind) bool { return by <= k && k <= pass }

// at is token i, or the end of the sentence.
func (p *parser) at(i int) token {
	if i < 0 || i >= len(p.tokens) {
		return token{kind: stop, from: len(p.runes), to: len(p.runes)}
	}
	return p.tokens[i]
}

// close reports whether tokens i and i+1 stand together without a space.
func (p *parser) close(i int) bool { return i >= 0 && i+1 < len(p.tokens) && !p.tokens[i+1].gap }

// expression reads the longest expression that begins at token i.
func (p *parser) expression(i int) (e expression, ok bool) {
	e = expression{first: i, next: i}
	switch t := p.at(i); t.kind {
	case other, stop, comma:
		return e, false
	case fuzzy:
		e.shape, e.next = fuzzyWord, i+1
		return e, t.m == 0 || p.followed(i+1, afterLater)
	case recent:
		e.shape, e.next = recentWord, i+1
		return e, true
	}
	if p.anchored(&e) {
		return e, true
	}
	p.prefix(&e)
	switch {
	case p.lengths(&e):
	case p.points(&e):
	default:
		return e, p.alone(&e)
	}
	return e, p.holds(&e)
}

// alone accepts 最近 without a length behind it.
func (p *parser) alone(e *expression) bool {
	if t := p.at(e.first); t.kind == gone && t.m == 1 {
		e.shape, e.next = fuzzyWord, e.first+1
		return true
	}
	return false
}

// prefix reads the relations in front.
func (p *parser) prefix(e *expression) {
	for {
		t := p.at(e.next)
		switch {
		case t.kind == coming || t.kind == gone || t.kind == pass || t.kind == about && p.runes[t.from] == '约':
			if !p.counts(e.next+1, t.kind) {
				return
			}
			e.relations.add(t.kind)
		case by <= t.kind && t.kind <= endOf:
			e.relations.add(t.kind)
		case e.next > e.first && (t.kind == filler || t.kind == to && (e.relations.has(by) || e.relations.has(until))):
		default:
			return
		}
		e.next++
	}
}

// suffix reads the relations behind.
func (p *parser) suffix(e *expression) {
	for {
		k := p.at(e.next).kind
		if k < postBy || k > later || k == postFrom && e.a.clock && (e.a.form == noDate || p.followed(e.next+1, afterRise)) {
			return
		}
		if k == postBy {
			k = by
		}
		e.relations.add(k)
		e.next++
	}
}

// anchored reads 付款后48小时内, 自签收之日起7日内.
func (p *parser) anchored(e *expression) bool {
	i := e.next
	if p.at(i).kind == from {
		i++
	}
	a := p.at(i)
	if a.kind != anchor || letter(p.runes[a.from]) {
		return false
	}
	j := i + 1
	for k := p.at(j).kind; k == past || k == filler; k = p.at(j).kind {
		j++
	}
	behind := false
	for k := p.at(j).kind; k == thatDay && p.at(j).n == 0 || k == postAfter || k == postFrom || k == dateOf || k == filler || k == pass; k = p.at(j).kind {
		behind = behind || k != filler
		j++
	}
	if d := p.at(j); d.kind == thatDay && d.n > 0 && p.named.IsZero() { // 付款后第二天
		e.next, e.shape, e.anchor, e.lo, e.hi = j+1, anchored, a.n, length{days: d.n}, length{days: d.n}
		p.suffix(e)
		return true
	}
	inner := expression{first: j, next: j}
	p.prefix(&inner)
	if !p.lengths(&inner) {
		return false
	}
	if !behind && !p.hangs(anchors[a.n].kind, inner) {
		return false
	}
	first := e.first
	*e = inner
	e.first, e.shape, e.anchor = first, anchored, a.n
	return true
}

// hangs reports whether a length right behind an event counts from it, though
// no 后 says so: 付款48小时内, 发货3天送到, 签收7天内; but not 签收3天了, 退款一周到账.
func (p *parser) hangs(on timeline.StatementKind, e expression) bool {
	limited := e.relations.has(postWithin) || e.relations.has(within) || e.relations.has(postAfter)
	switch on {
	case timeline.KindPaid, timeline.KindOrdered:
		return limited || p.promised(e)
	case timeline.KindShipped, timeline.KindPickedUp:
		return p.promised(e)
	case timeline.KindDelivered, timeline.KindReceived, timeline.KindReturned:
		return limited
	}
	return false
}

// points reads a point or a range of two, with what stands around it.
func (p *parser) points(e *expression) bool {
	e.a = point{part: -1}
	i := p.point(e.next, &e.a, &e.relations)
	if p.at(i).kind == nowWord && (p.at(i+1).kind == to || p.at(i+1).kind == and && e.relations.has(between)) {
		e.a.form, i = atNow, i+1 // 从现在到八点
	}
	if i == e.next {
		return false
	}
	e.next, e.middle, e.shape = i, i, aPoint
	if p.at(i).kind == postFrom && p.at(i+1).kind == to {
		i++ // 自1日起至3日止
	}
	if t := p.at(i); t.kind == to || t.kind == dash || p.spans(i, e.a, e.relations) || t.kind == and && (p.either(i) || e.relations.has(between) || p.betweenFollows(i+1)) {
		b := point{part: -1}
		if t.kind == dash && p.at(i+1).kind == dash {
			i++
		}
		j := i + 1
		for k := p.at(j).kind; k == from || k == about || k == filler; k = p.at(j).kind {
			j++
		}
		next := p.point(j, &b, &e.relations)
		if p.at(j).kind == nowWord || p.signIs(j, '今') { // 到现在, 至今
			b.form, next = atNow, j+1
		}
		if day := p.bareWeekday(j, 0); next == j && e.a.form == onWeekday && day > e.a.n && day < 8 && p.at(j+1).kind != dateUnit { // 周二至四
			b.form, b.n, b.m, next = onWeekday, day, day, j+1
		}
		if next > j && b.rangesWith(e.a) {
			e.b, e.shape, e.next = b, aRange, next
		}
	} else {
		p.successive(e)
	}
	if e.a.form == atNow && e.shape != aRange {
		return false
	}
	p.suffix(e)
	return true
}

// successive reads the days that follow the first one, named one by one: 周二周三,
// 周四、周五、周六, 下周二、三.
func (p *parser) successive(e *expression) {
	if e.a.form != onWeekday && e.a.form != onDate && e.a.form != fromToday {
		return
	}
	for last := e.a; ; last = e.b {
		i, b := e.next, point{part: -1}
		listed := p.at(i).kind == and
		if listed || p.signIs(i, '、') || p.signIs(i, ',') && last.form == onDate {
			i++
		}
		next := p.point(i, &b, &e.relations)
		if next == i && i > e.next && last.form == onWeekday {
			b.form, b.n = onWeekday, p.bareWeekday(i, last.n)
			b.m, next = b.n, i+1
		}
		if next == i || !listed && (!p.close(e.next-1) || !p.close(i-1)) || !b.follows(last) {
			return
		}
		e.b, e.shape, e.next = b, aRange, next
		if b.part >= 0 { // 周三、周四上午
			e.a.part = b.part
			return
		}
	}
}

// bareWeekday is the day that token i names behind a weekday: 三 in 下周二、三;
// 0 if none.
func (p *parser) bareWeekday(i, before int) int {
	switch t := p.at(i); {
	case t.kind == number && t.digits == 0 && t.n == t.m && !p.measured(i+1):
		return t.n
	case before == 6 && p.signIs(i, '日'):
		return 7
	}
	return 0
}

// spans reports whether the until at token i joins two ends: 9am till 5pm, from
// Friday until Tuesday.
func (p *parser) spans(i int, a point, r relations) bool {
	t := p.at(i)
	return t.kind == until && letter(p.runes[t.from]) && (a.clock || r.has(from))
}

// rangesWith reports whether a to b makes sense: both with a clock or a part
// of the day, or both without.
func (b point) rangesWith(a point) bool {
	return a.form == atNow || (a.clock || a.part >= 0) == (b.clock || b.part >= 0) || a.form != noDate && b.form != noDate
}

// follows reports whether b is the day after a, named in the same way.
func (b point) follows(a point) bool {
	return b.form == a.form && b.n == a.m+1 && b.month == 0 && (a.form != onWeekday || b.n < 8) && !b.named && b.year == 0 && !a.clock && !b.clock && a.part < 0
}

// measured reports whether token i makes the number before it a count or an
// hour.
func (p *parser) measured(i int) bool {
	switch p.at(i).kind {
	case unit, each, weekUnit, monthUnit, yearUnit, hourUnit, number, half, few, more, dot, colon, slash, dash:
		return true
	}
	return false
}

// either reports whether token i is an or between two days: a promise of
// one of them holds until the later one.
func (p *parser) either(i int) bool { r := p.runes[p.at(i).from]; return r == '或' || r == 'o' }

// betweenFollows reports whether 之间 closes the range whose end begins at i.
func (p *parser) betweenFollows(i int) bool {
	b, r := point{part: -1}, relations(0)
	j := p.point(i, &b, &r)
	return j > i && p.at(j).kind == postBetween
}

// point reads the pieces of one point, each at most once and in any order:
// a day, a part of the day, a clock time. It returns the token after them.
func (p *parser) point(i int, pt *point, rel *relations) int {
	end := i
	for first := true; ; first = false {
		j, r := i, *rel
		if !first {
			j = p.joint(i, pt, &r)
		}
		next := j
		if pt.form == noDate {
			next = p.date(j, pt)
		} else {
			next = p.moreOfDate(j, pt)
		}
		if next == j && !pt.clock {
			if next = p.clockTime(j, pt, r); next > j && p.at(next).kind == postAbout && letter(p.runes[p.at(next).from]) && p.close(next-1) { // 8ish
				r.add(about)
				next++
			}
		}
		if t := p.at(j); next == j && (!pt.clock || !pt.literal && t.kind == daypart && letter(p.runes[t.from])) {
			next = p.dayPart(j, pt) // behind the clock in English: 8 in the morning
		}
		if next == j {
			return end
		}
		i, end, *rel = next, next, r
	}
}

// joint skips what may stand between two pieces of a point.
func (p *parser) joint(i int, pt *point, r *relations) int {
	for {
		t := p.at(i)
		switch {
		case t.kind == filler:
		case t.kind == by || t.kind == before || t.kind == about || t.kind == after || t.kind == between || t.kind == until && !p.spans(i, *pt, *r):
			r.add(t.kind)
		case p.signIs(i, '('):
			return i // 20号(周五)
		case t.kind == comma && pt.form == onDate && p.at(i+1).kind == weekday,
			t.kind == comma && pt.form == onWeekday && (p.at(i+1).kind == month || p.at(i+2).kind == month || p.at(i+3).kind == month),
			t.kind == comma && pt.form == onWeekday && pt.part < 0 && p.at(i+1).kind == daypart && p.runes[p.at(i+1).from] == 'i',
			t.kind == comma && pt.form != noDate && !pt.clock && p.at(i+1).kind == number && (p.at(i+2).kind == colon || p.at(i+2).kind == meridiem):
		default:
			return i
		}
		i++
	}
}

// ends reports whether token i is the last of its clause.
func (p *parser) ends(i int) bool {
	k := p.at(i).kind
	return k == stop || k == comma
}

// numbers reads a number or a range of two before one unit: 3, 3-5, 三到五, 三四.
func (p *parser) numbers(i int) (lo, hi, next int) {
	t := p.at(i)
	lo, hi, next = t.n, t.m, i+1
	j := next
	switch s := p.at(j); {
	case s.kind == dash:
		if p.at(j+1).kind == dash {
			j++
		}
	case s.kind == to, s.kind == and && p.either(j) && p.at(j+1).n == t.n+1:
	case p.signIs(j, '、') && p.at(j+1).n == t.n+1 && (i > 0 || t.digits == 0 || t.n > 9): // 21、22号
	default:
		return lo, hi, next
	}
	u := p.at(j + 1)
	if u.kind != number || t.digits > 4 || u.digits > 4 || u.digits > 0 != (t.digits > 0) {
		return lo, hi, next
	}
	switch p.at(j + 2).kind {
	case unit, each, weekUnit, monthUnit, yearUnit, dateUnit, hourUnit, meridiem, exact, half, minute, month:
		return lo, u.m, j + 2
	}
	return lo, hi, next
}

// free reports whether the number i stands by itself, not inside a waybill
// number, a phone number or a decimal.
func (p *parser) free(i int) bool {
	if i == 0 || p.at(i).gap {
		return true
	}
	before := p.at(i - 1)
	switch before.kind {
	case number:
		return p.at(i).digits == 0 || before.digits == 0
	case dash:
		switch p.at(i + 1).kind {
		case colon, slash, dot, unit, each, hourUnit, dateUnit, monthUnit, yearUnit, weekUnit, meridiem:
			return true
		}
		return i < 2 || p.at(i-2).kind != number || p.at(i-1).gap || p.at(i).digits == 0
	case slash, dot, colon:
		return i < 2 || p.at(i-2).kind != number || p.at(i-1).gap || p.at(i).digits == 0
	case ordinal, few:
		return false
	case other:
		r := p.runes[before.to-1]
		return r > 'z' && r != '￥' || !(letter(r) || digit(r) || r == '_' || r == '#' || r == '$' || r == '+')
	}
	return p.at(i).digits == 0 || !letter(p.runes[before.to-1]) || before.kind == filler && p.at(i-2).kind == number // 2026-11-20T18:00
}

// followed reports whether one of the words stands right behind token i-1.
func (p *parser) followed(i int, words [][]rune) bool {
	return hasAny(p.runes[p.at(i).from:], words)
}

// hasAny reports whether s begins with one of the words.
func hasAny(s []rune, words [][]rune) bool {
	for _, w := range words {
		if hasPrefix(s, w) {
			return true
		}
	}
	return false
}

// preceded reports whether one of the words stands right before token i.
func (p *parser) preceded(i int, words [][]rune) bool {
	head := p.runes[:p.at(i).from]
	for _, w := range words {
		if len(head) >= len(w) && hasPrefix(head[len(head)-len(w):], w) {
			return true
		}
	}
	return false
}

func hasPrefix(s, w []rune) bool {
	if len(s) < len(w) {
		return false
	}
	for i, r := range w {
		if s[i] != r {
			return false
		}
	}
	return true
}
