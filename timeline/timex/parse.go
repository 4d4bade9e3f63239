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
	inWeek             // the whole week that which says
	inYear             // the whole year
	inYearPart         // n..m: months
	onFeast            // n: index into holidays
	besideNewYear      // n: -1 before the Spring Festival, 1 after
	atNow              // 现在
)

// A point is a day, a part of it, a clock time, or several of these.
type point struct {
	form        form
	n, m        int
	year        int // 0: not named
	month       int // 0: not named
	which       int // weeks, months from this one
	named       bool
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
			if !p.counts(e.next + 1) {
				return
			}
			e.relations.add(t.kind)
		case by <= t.kind && t.kind <= until || t.kind == endOf:
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
		if k < postBefore || k > later || k == postFrom && e.a.clock {
			return
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
	for k := p.at(j).kind; k == postAfter || k == postFrom || k == dateOf || k == filler || k == pass; k = p.at(j).kind {
		behind = behind || k != filler
		j++
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
	if p.at(i).kind == nowWord && p.at(i+1).kind == to {
		e.a.form, i = atNow, i+1
	}
	if i == e.next {
		return false
	}
	e.next, e.middle, e.shape = i, i, aPoint
	if p.at(i).kind == postFrom && p.at(i+1).kind == to {
		i++ // 自1日起至3日止
	}
	if t := p.at(i); t.kind == to || t.kind == dash || t.kind == and && (p.either(i) || e.relations.has(between) || p.betweenFollows(i+1)) {
		b := point{part: -1}
		if t.kind == dash && p.at(i+1).kind == dash {
			i++
		}
		j := i + 1
		for k := p.at(j).kind; k == from || k == about || k == filler; k = p.at(j).kind {
			j++
		}
		next := p.point(j, &b, &e.relations)
		if p.at(j).kind == nowWord {
			b.form, next = atNow, j+1
		}
		if next > j && b.rangesWith(e.a) {
			e.b, e.shape, e.next = b, aRange, next
		}
	} else if e.a.form == onWeekday || e.a.form == onDate { // 周二周三
		b := point{part: -1}
		if next := p.point(i, &b, &e.relations); next > i && p.close(i-1) && b.follows(e.a) {
			e.b, e.shape, e.next = b, aRange, next
		}
	}
	p.suffix(e)
	return true
}

// rangesWith reports whether a to b makes sense: both with a clock or a part
// of the day, or both without.
func (b point) rangesWith(a point) bool {
	return (a.clock || a.part >= 0) == (b.clock || b.part >= 0) || a.form != noDate && b.form != noDate
}

// follows reports whether b is the day after a, named in the same way.
func (b point) follows(a point) bool {
	return b.form == a.form && b.n == a.m+1 && b.month == 0 && !b.named && b.year == 0 && !a.clock && !b.clock && a.part < 0 && b.part < 0
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
		} else if next = p.moreOfDate(j, pt); next < j {
			next = j
		}
		if next == j && !pt.clock {
			next = p.clockTime(j, pt, r)
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

// moreOfDate reads what makes a day more exact: the weekday beside a date, the
// date beside a weekday, the weekday of a week.
func (p *parser) moreOfDate(i int, pt *point) int {
	switch t := p.at(i); {
	case pt.form == onDate:
		return p.weekdayOfDate(i)
	case pt.form == onWeekday && !pt.named:
		if t.kind == which && p.at(i+1).kind == weekUnit { // Friday next week
			pt.which, pt.named = t.n, true
			return i + 2
		}
		q := point{part: pt.part}
		if next := p.date(i, &q); next > i && q.form == onDate && q.n == q.m { // Friday the 22nd
			pt.form, pt.n, pt.m, pt.month, pt.year, pt.which, pt.named = q.form, q.n, q.m, q.month, q.year, q.which, q.named
			return next
		}
	case pt.form == inWeek && t.kind == weekday: // next week on Friday
		pt.form, pt.n, pt.m = onWeekday, t.n, t.n
		return i + 1
	}
	return i
}

// weekdayOfDate reads the weekday beside a date: 11月25日周三, 11/25(三).
func (p *parser) weekdayOfDate(i int) int {
	t := p.at(i)
	if t.kind == weekday && t.n < 8 {
		return i + 1
	}
	if t.kind != comma || p.runes[t.from] != '(' || p.at(i+2).kind != comma || p.at(i+2).from >= len(p.runes) || p.runes[p.at(i+2).from] != ')' {
		return i
	}
	if w := p.at(i + 1); w.kind == weekday || w.kind == number && w.digits == 0 && w.n < 7 || w.kind == dateUnit && p.runes[w.from] == '日' {
		return i + 3
	}
	return i
}

// joint skips what may stand between two pieces of a point.
func (p *parser) joint(i int, pt *point, r *relations) int {
	for {
		t := p.at(i)
		switch {
		case t.kind == filler:
		case t.kind == by || t.kind == before || t.kind == about || t.kind == after || t.kind == between || t.kind == until:
			r.add(t.kind)
		case t.kind == comma && pt.form == onDate && p.at(i+1).kind == weekday,
			t.kind == comma && pt.form == onWeekday && (p.at(i+1).kind == month || p.at(i+2).kind == month || p.at(i+3).kind == month),
			t.kind == comma && pt.form != noDate && !pt.clock && p.at(i+1).kind == number && (p.at(i+2).kind == colon || p.at(i+2).kind == meridiem):
		default:
			return i
		}
		i++
	}
}

// dayPart reads 下午; 早 and 晚 only beside a day or before a clock.
func (p *parser) dayPart(i int, pt *point) int {
	t := p.at(i)
	if t.kind != daypart || pt.part >= 0 && (pt.part != evening || t.n != dawn || pt.form != fromToday) {
		return i
	}
	if pt.part >= 0 { // 今晚凌晨
		pt.n, pt.m = pt.n+1, pt.m+1
	}
	if t.m == 1 {
		var clock point
		if n := p.at(i + 1); n.kind == number && n.n == 1 && n.digits == 0 && p.clockTime(i+1, &clock, 0) == i+3 && p.at(i+2).kind == hourUnit {
			return i // 早一点, 晚一点
		}
		beside := pt.form != noDate && p.close(i-1)
		if !beside && p.clockTime(i+1, &clock, 0) == i+1 {
			return i
		}
	}
	pt.part = t.n
	return i + 1
}

// date reads a day or a longer stretch of the calendar.
func (p *parser) date(i int, pt *point) int {
	t := p.at(i)
	switch t.kind {
	case day:
		pt.form, pt.n, pt.m = fromToday, t.n, t.n
	case dayspan:
		pt.form, pt.n, pt.m = fromToday, t.n, t.m
	case dayAnd:
		pt.form, pt.n, pt.m, pt.part = fromToday, t.n, t.n, t.m
	case weekday:
		return p.weekday(i, pt)
	case which:
		return p.whichDate(i, pt)
	case yearWord:
		return p.yearDate(i, pt)
	case number:
		return p.numberDate(i, pt)
	case month:
		return p.namedMonth(i, pt)
	case ordinal:
		return p.ordinalDate(i, pt)
	case monthPart:
		if p.lunar(i) {
			return i
		}
		pt.form, pt.n, pt.m, pt.vague = inMonthPart, t.n, t.m, t.vagueMonth()
	case yearPart:
		pt.form, pt.n, pt.m, pt.vague = inYearPart, t.n, t.m, t.n == 1
	case weekUnit, monthUnit: // by the end of the week
		if p.at(i-1).kind != endOf && (p.at(i-1).kind != filler || p.at(i-2).kind != endOf) {
			return i
		}
		pt.form, pt.named = inWeek, true
		if t.kind == monthUnit {
			pt.form = inMonth
		}
	case holiday:
		if p.followed(i+1, afterFeast) {
			return i
		}
		pt.form, pt.n = onFeast, t.n
	case newYear:
		pt.form, pt.n = besideNewYear, t.n
	default:
		return i
	}
	return i + 1
}

// vagueMonth reports whether a part of a month has no sharp end: 月初 and 月中,
// not 月底 and 月上旬.
func (t token) vagueMonth() bool { return t.m != 31 && t.to-t.from == 2 }

// lunar reports whether the 初 that token i ends in counts a day of the lunar
// month: 三月初一.
func (p *parser) lunar(i int) bool {
	return p.runes[p.at(i).to-1] == '初' && p.at(i+1).kind == number && p.close(i)
}

func (p *parser) weekday(i int, pt *point) int {
	t, before := p.at(i), p.at(i-1)
	if i > 0 && p.close(i-1) && before.kind == number {
		return i // 一周一次
	}
	if t.m == 1 && !isRelation(before.kind) && before.kind != which && (before.kind != filler || p.runes[before.from] != 'o') {
		return i
	}
	pt.form, pt.n, pt.m = onWeekday, t.n, t.n
	return i + 1
}

// whichDate reads 下周一, 下个月5号, next Monday.
func (p *parser) whichDate(i int, pt *point) int {
	w, j := p.at(i), i+1
	t := p.at(j)
	set := func(f form) { pt.form, pt.which, pt.named = f, w.n, true }
	switch t.kind {
	case weekday:
		set(onWeekday)
		pt.n, pt.m = t.n, t.n
	case weekUnit:
		if d := p.at(j + 1); d.kind == weekday {
			set(onWeekday)
			pt.n, pt.m = d.n, d.n
			return j + 2
		}
		set(inWeek)
	case monthUnit:
		set(inMonth)
		return p.dayOfMonth(j+1, pt)
	case monthPart:
		set(inMonthPart)
		pt.n, pt.m, pt.vague = t.n, t.m, t.vagueMonth()
	case month:
		if next := p.namedMonth(j, pt); next > j {
			return next
		}
		set(inMonth)
		pt.month, pt.named = t.n, false
	case daypart:
		if w.n != 0 || t.m == 1 {
			return i
		}
		pt.form, pt.part = fromToday, t.n
	case yearUnit:
		if p.now.IsZero() {
			return i
		}
		pt.year = p.now.Year() + w.n
		return p.afterYear(j+1, pt)
	default:
		return i
	}
	return j + 1
}

// dayOfMonth reads what may follow a month: 5号, 十五, 初, 上旬; or nothing.
func (p *parser) dayOfMonth(i int, pt *point) int {
	switch t := p.at(i); t.kind {
	case filler:
		if p.possessive(i) {
			if next := p.dayOfMonth(i+1, pt); next > i+1 {
				return next
			}
		}
	case tenDays:
		pt.form, pt.n, pt.m, pt.vague = inMonthPart, t.n, t.m, t.to-t.from == 1 && t.n == 1
		return i + 1
	case monthPart:
		pt.form, pt.n, pt.m, pt.vague = inMonthPart, t.n, t.m, t.vagueMonth()
		return i + 1
	case number:
		lo, hi, next := p.numbers(i)
		if lo < 1 || hi > 31 || lo > hi {
			return i
		}
		switch p.at(next).kind {
		case dateUnit:
			next++
		case unit, each, hourUnit, weekUnit, monthUnit, half, colon, slash, dash, dot, few, more:
			return i
		default:
			if next > i+1 {
				lo, hi, next = t.n, t.n, i+1 // 1月3至2月10
			}
			if t.gap || t.n != t.m || t.digits > 2 || p.followed(next, afterMonth) {
				return i
			}
		}
		pt.form, pt.n, pt.m = onDate, lo, hi
		return next
	}
	return i
}

// yearDate reads 明年3月1号, 去年底, 今年双11.
func (p *parser) yearDate(i int, pt *point) int {
	if p.now.IsZero() {
		return i
	}
	pt.year = p.now.Year() + p.at(i).n
	return p.afterYear(i+1, pt)
}

// afterYear reads what may follow a year.
func (p *parser) afterYear(i int, pt *point) int {
	if p.at(i).kind == comma && p.at(i+1).kind == number && p.at(i+2).kind == monthUnit {
		return p.monthDate(i+1, pt)
	}
	if p.possessive(i) {
		if next := p.afterYear(i+1, pt); pt.form != inYear {
			return next
		}
	}
	pt.form = inYear
	switch t := p.at(i); t.kind {
	case yearPart:
		pt.form, pt.n, pt.m, pt.vague = inYearPart, t.n, t.m, t.n == 1
		return i + 1
	case tenDays: // 明年初, 明年底
		pt.form, pt.n, pt.m, pt.vague = inYearPart, 12, 12, false
		if t.n == 1 {
			pt.n, pt.m, pt.vague = 1, 2, true
		}
		return i + 1
	case holiday:
		pt.form, pt.n = onFeast, t.n
		return i + 1
	case which:
		if p.at(i+1).kind == monthUnit && t.n == 0 && !p.now.IsZero() {
			pt.form, pt.month = inMonth, int(p.now.Month())
			return p.dayOfMonth(i+2, pt)
		}
	case number:
		if next := p.monthDate(i, pt); next > i {
			return next
		}
	case month:
		if next := p.namedMonth(i, pt); next > i {
			return next
		}
	}
	return i
}

// monthDate reads 11月, 11月20号, 11月底.
func (p *parser) monthDate(i int, pt *point) int {
	t, u := p.at(i), p.at(i+1)
	if t.n != t.m || t.n < 1 || t.n > 12 || p.lunar(i+1) || p.lunar(i+2) {
		return i
	}
	switch u.kind {
	case monthUnit:
		pt.form, pt.month = inMonth, t.n
		return p.dayOfMonth(i+2, pt)
	case monthPart:
		pt.form, pt.month, pt.n, pt.m, pt.vague = inMonthPart, t.n, u.n, u.m, u.vagueMonth()
		return i + 2
	}
	return i
}

// numberDate reads the days that begin with a number: 2026年…, 11月20号, 25号,
// 2026-11-20, 11/25, 20 Nov.
func (p *parser) numberDate(i int, pt *point) int {
	if !p.free(i) || p.at(i-1).kind == yearUnit { // the year was none: 康熙三年五月
		return i
	}
	t, u := p.at(i), p.at(i+1)
	switch u.kind {
	case yearUnit:
		year, ok := p.year(i)
		if !ok {
			return i
		}
		pt.year = year
		return p.afterYear(i+2, pt)
	case monthUnit, monthPart:
		return p.monthDate(i, pt)
	case month, filler, dash, to:
		if next := p.dayBeforeMonth(i, pt); next > i {
			return next
		}
	}
	if next := p.numericDate(i, pt); next > i {
		return next
	}
	lo, hi, next := p.numbers(i)
	if t.digits == 0 && hi == 1 && !p.measures(next+1) {
		return i // 一日之计
	}
	if p.at(next).kind != dateUnit || lo < 1 || hi > 31 || lo > hi || p.numbered(i, next+1) || t.digits > 2 {
		return i
	}
	pt.form, pt.n, pt.m = onDate, lo, hi
	return next + 1
}

// numbered reports whether 3号 counts a thing: 3号楼, 人民路3号.
func (p *parser) numbered(first, next int) bool {
	return p.followed(next, afterNumbered) || p.preceded(first, beforeNumbered)
}

// year is the year that the number i writes before 年.
func (p *parser) year(i int) (int, bool) {
	t := p.at(i)
	switch {
	case t.n != t.m:
		return 0, false
	case 1900 <= t.n && t.n < 2200:
		return t.n, true
	case t.n < 100 && (t.digits == 2 || t.digits == 0 && t.to-t.from == 2) && p.at(i+2).kind == number && p.at(i+3).kind == monthUnit:
		return 2000 + t.n, true // 26年3月
	}
	return 0, false
}

// numericDate reads dates of numbers and signs.
func (p *parser) numericDate(i int, pt *point) int {
	if next := p.spacedDate(i, pt); next > i {
		return next
	}
	sep := p.at(i + 1).kind
	if sep != dash && sep != slash && sep != dot {
		return i
	}
	n, next := [3]token{p.at(i)}, i+1
	count := 1
	for count < 3 && p.at(next).kind == sep && p.at(next+1).kind == number && p.close(next-1) && p.close(next) {
		n[count] = p.at(next + 1)
		count, next = count+1, next+2
	}
	for _, t := range n[:count] {
		if t.digits == 0 {
			return i
		}
	}
	if t := p.at(next); p.close(next-1) && (t.kind == sep || t.kind == number || t.kind == other && p.runes[t.from] <= 'z') {
		return i
	}
	year, month, day := 0, n[0].n, n[1].n
	switch {
	case count == 3 && n[0].digits == 4:
		year, month, day = n[0].n, n[1].n, n[2].n
	case count == 3 && n[2].digits == 4:
		year, month, day = n[2].n, n[1].n, n[0].n
		if month > 12 {
			month, day = day, month
		}
	case count == 3 && n[0].digits == 2 && sep != slash && p.recentYear(n[0].n):
		year, month, day = 2000+n[0].n, n[1].n, n[2].n
	case count == 3 && n[2].digits == 2 && sep == slash && p.recentYear(n[2].n):
		year, month, day = 2000+n[2].n, n[1].n, n[0].n
		if month > 12 {
			month, day = day, month
		}
	case count == 2 && n[0].digits <= 2 && n[1].digits <= 2:
		if month > 12 && sep == slash {
			month, day = day, month
		}
		if !p.dateContext(i, next, sep, n[0], n[1]) {
			return i
		}
	default:
		return i
	}
	if month < 1 || month > 12 || day < 1 || day > 31 || year != 0 && (year < 1900 || year >= 2200) {
		return i
	}
	if p.at(next).kind == dateUnit {
		next++
	}
	pt.form, pt.year, pt.month, pt.n, pt.m = onDate, year, month, day, day
	return next
}

// spacedDate reads 2026 11 20.
func (p *parser) spacedDate(i int, pt *point) int {
	y, m, d := p.at(i), p.at(i+1), p.at(i+2)
	if m.kind != number || d.kind != number || y.digits != 4 || m.digits == 0 || m.digits > 2 || d.digits == 0 || d.digits > 2 ||
		!m.gap || !d.gap || y.n < 1900 || y.n >= 2200 || m.n < 1 || m.n > 12 || d.n < 1 || d.n > 31 || p.at(i+3).kind == number && p.at(i+3).digits > 0 && p.at(i+4).kind != colon {
		return i
	}
	pt.form, pt.year, pt.month, pt.n, pt.m = onDate, y.n, m.n, d.n, d.n
	return i + 3
}

// recentYear reports whether two digits are a year near the message: 26-11-20.
func (p *parser) recentYear(n int) bool {
	return !p.now.IsZero() && p.now.Year()-10 <= 2000+n && 2000+n <= p.now.Year()+10
}

// dateContext decides whether two numbers and a sign are a month and a day, not
// a fraction, a price or a weight.
func (p *parser) dateContext(i, next int, sep kind, a, b token) bool {
	if p.preceded(i, beforeDecimal) {
		return false
	}
	after := p.at(next)
	switch after.kind {
	case postBefore, dateUnit, postFrom, day, daypart:
		return true
	case postAfter, postWithin:
		return sep != dash
	case number:
		u := p.at(next + 1).kind
		return after.gap && (u == colon || u == hourUnit)
	}
	if sep == dash {
		return false
	}
	if p.followed(next, afterDecimal) {
		return false
	}
	front := p.at(i - 1).kind
	if i == 0 && after.kind == stop && sep == slash {
		return true // the whole message
	}
	named := isRelation(front) && front != about
	acts := after.kind == act || after.kind == future || after.kind == done || after.kind == anchor || after.kind == to
	switch sep {
	case slash:
		return named || front == filler || acts || b.n > 12 && b.n <= 31 && a.n <= 12 && a.n > 0
	default:
		return (named || acts) && b.digits == 2 && a.n > 0
	}
}

// namedMonth reads Nov 20, Nov 20th, 2026; a month alone after in, by, of.
func (p *parser) namedMonth(i int, pt *point) int {
	t, u := p.at(i), p.at(i+1)
	if u.kind == dot && p.close(i) {
		i, u = i+1, p.at(i+2)
	}
	if u.kind == filler && p.at(i+2).kind == ordinal {
		i, u = i+1, p.at(i+2)
	}
	if (u.kind == number && (u.digits > 0 || wide(p.runes[t.from])) && p.at(i+2).kind != colon || u.kind == ordinal && u.n > 0) && u.n >= 1 && u.n <= 31 {
		pt.form, pt.month, pt.n, pt.m = onDate, t.n, u.n, u.n
		next := i + 2
		if p.at(next).kind == dateUnit { // 元月5号
			return next + 1
		}
		if p.at(next).kind == dash && p.at(next+1).kind == number && p.close(next) && p.at(next+1).n <= 31 && p.at(next+1).n > u.n {
			pt.m, next = p.at(next+1).n, next+2
		}
		return p.trailingYear(next, pt)
	}
	if u.kind == number && u.digits == 4 && u.n >= 1900 && u.n < 2200 {
		pt.form, pt.month, pt.year = inMonth, t.n, u.n
		return i + 2
	}
	if k := p.at(i - 1).kind; t.n != 3 && t.n != 5 && (k == inFront || k == by || k == before || k == until || k == after || k == endOf) || k == which {
		pt.form, pt.month = inMonth, t.n
		return i + 1
	}
	return i
}

func (p *parser) trailingYear(i int, pt *point) int {
	j := i
	if p.at(j).kind == comma {
		j++
	}
	if y := p.at(j); y.kind == number && y.digits == 4 && y.n >= 1900 && y.n < 2200 {
		pt.year = y.n
		return j + 1
	}
	return i
}

// dayBeforeMonth reads 20 Nov 2026, 20th of November.
func (p *parser) dayBeforeMonth(i int, pt *point) int {
	t, j := p.at(i), i+1
	if t.kind == number {
		t.n, t.m, j = p.numbers(i)
	}
	if p.at(j).kind == filler {
		j++
	}
	m := p.at(j)
	if w := p.at(j + 1); t.kind == ordinal && m.kind == which && w.kind == monthUnit { // 20th of next month
		pt.form, pt.n, pt.m, pt.which, pt.named = onDate, t.n, t.n, m.n, true
		return j + 2
	}
	if t.kind == ordinal {
		t.m = t.n
	}
	if m.kind != month || t.n < 1 || t.m > 31 || t.n > t.m || t.kind == number && t.digits == 0 {
		return i
	}
	pt.form, pt.month, pt.n, pt.m = onDate, m.n, t.n, t.m
	return p.trailingYear(j+1, pt)
}

// ordinalDate reads the 25th, 25th of November.
func (p *parser) ordinalDate(i int, pt *point) int {
	t := p.at(i)
	if t.n < 1 || t.n > 31 {
		return i
	}
	if next := p.dayBeforeMonth(i, pt); next > i {
		return next
	}
	if k := p.at(i - 1).kind; !isRelation(k) && k != to && k != and && (k != filler || !p.articled(i)) {
		return i
	}
	if a := p.at(i + 1); a.kind == other && a.gap && letter(p.runes[a.from]) && !p.ends(i+1) {
		return i // the 3rd floor
	}
	pt.form, pt.n, pt.m = onDate, t.n, t.n
	return i + 1
}

// articled reports whether the ordinal i may name a day: on the 25th, by the
// 25th, the 25th at the beginning.
func (p *parser) articled(i int) bool {
	j := i - 1
	for p.at(j).kind == filler && j > 0 {
		j--
	}
	k := p.at(j).kind
	return j < i-1 && (isRelation(k) || k == filler || k == to || k == and || j == i-2)
}

// ends reports whether token i is the last of its clause.
func (p *parser) ends(i int) bool {
	k := p.at(i).kind
	return k == stop || k == comma
}

// clockTime reads 三点半, 15:30, 3pm.
func (p *parser) clockTime(i int, pt *point, rel relations) int {
	t := p.at(i)
	if t.kind == clockWord {
		pt.clock, pt.literal, pt.hour, pt.hours = true, true, t.n, t.n
		return i + 1
	}
	if t.kind == clockPast {
		h := p.at(i + 1)
		if h.kind != number || h.n != h.m || h.n < 1 || h.n > 12 {
			return i
		}
		pt.clock, pt.fine, pt.hour, pt.minute = true, true, h.n, t.n
		if t.n < 0 {
			pt.hour, pt.minute = (h.n+10)%12+1, 60+t.n
		}
		pt.hours = pt.hour
		if m := p.at(i + 2); m.kind == meridiem {
			pt.half(m.n)
			return i + 3
		}
		return i + 2
	}
	if t.kind != number || t.n < 0 || t.m > 24 || t.digits > 2 || !p.free(i) {
		return i
	}
	u := p.at(i + 1)
	if u.kind == colon && p.close(i) && p.close(i+1) || u.kind == dot && p.close(i) && p.close(i+1) && p.at(i+3).kind == meridiem {
		return p.digital(i, pt)
	}
	lo, hi, next := p.numbers(i)
	if hi > 24 || lo > hi && hi > 12 {
		return i
	}
	u = p.at(next)
	set := func() { pt.clock, pt.hour, pt.hours = true, lo, hi }
	switch {
	case u.kind == hourUnit:
		end := p.minutes(next+1, pt)
		if end < 0 {
			return i
		}
		set()
		pt.literal = lo == 0 || hi > 12
		if m := p.at(end); m.kind == meridiem && hi <= 12 {
			pt.half(m.n)
			end++
		}
		return end
	case u.kind == meridiem && hi <= 12 && hi > 0:
		set()
		pt.half(u.n)
		return next + 1
	case u.kind == exact && letter(p.runes[u.from]):
		set()
		if m := p.at(next + 1); m.kind == meridiem {
			pt.half(m.n)
			next++
		}
		return next + 1
	case t.digits > 0 && lo > 0 && hi <= 12 && p.englishHour(i, next, pt, rel):
		set()
		return next
	}
	return i
}

// half settles the half of the day: 12 for pm.
func (pt *point) half(n int) {
	pt.literal = true
	for _, h := range []*int{&pt.hour, &pt.hours} {
		if *h == 12 {
			*h = 0
		}
		*h += n
	}
}

// englishHour reports whether the number i is an hour that only its
// neighbours show: by 5 tomorrow, between 2 and 4pm.
func (p *parser) englishHour(i, next int, pt *point, rel relations) bool {
	if d := p.at(next); d.kind == daypart && p.runes[d.from] == 'i' { // 8 in the morning
		return true
	}
	front := p.at(i - 1)
	if !isRelation(front.kind) && front.kind != filler || front.to-front.from < 2 || !p.at(i).gap {
		return false
	}
	if rel.has(between) && p.at(next).kind == and {
		var b point
		return p.clockTime(next+1, &b, 0) > next+1
	}
	switch p.at(next).kind {
	case other, unit, number:
		return false
	}
	if pt.form != noDate { // tonight at 8
		return true
	}
	switch p.at(next).kind {
	case day, dayAnd, daypart:
		return true
	case weekday:
		return p.at(next).m == 0
	case filler:
		return p.at(next+1).kind == day || p.at(next+1).kind == weekday
	}
	return false
}

// digital reads 15:30, 15:30:20, 3:30 pm.
func (p *parser) digital(i int, pt *point) int {
	h, m := p.at(i), p.at(i+2)
	if m.kind != number || m.digits != 2 || m.n > 59 || h.digits == 0 || h.n == 24 && m.n > 0 {
		return i
	}
	next, sec := i+3, 0
	if s := p.at(i + 4); p.at(next).kind == colon && p.close(i+2) && p.close(i+3) && s.kind == number && s.digits == 2 && s.n < 60 {
		sec, next = s.n, i+5
	}
	if t := p.at(next); p.close(next-1) && (t.kind == colon || t.kind == other && p.runes[t.from] <= 'z') {
		return i
	}
	pt.clock, pt.hour, pt.hours, pt.minute, pt.sec, pt.fine = true, h.n, h.n, m.n, sec, true
	pt.literal = h.digits == 2 || h.n >= 8 || h.n == 0 || sec > 0
	if t := p.at(next); t.kind == meridiem && h.n <= 12 {
		pt.half(t.n)
		next++
	} else if t.kind == hourUnit || t.kind == exact { // 11:00时
		next++
	}
	return next
}

// minutes reads what follows 三点: 半, 20分, 一刻, 多, 钟. It returns -1 when the
// number before was no hour but the whole part of 24点5.
func (p *parser) minutes(i int, pt *point) int {
	t := p.at(i)
	switch {
	case t.kind == half && p.at(i+1).kind != each:
		pt.minute, pt.fine = 30, true
		i++
	case t.kind == more && p.runes[t.from] == '多':
		pt.more = true
		i++
	case t.kind == number && !t.gap && t.n == t.m:
		switch u := p.at(i + 1); {
		case u.kind == quarter && t.n <= 3:
			pt.minute, pt.fine = 15*t.n, true
			i += 2
		case u.kind == minute && t.n < 60:
			pt.minute, pt.fine = t.n, true
			i += 2
			if s := p.at(i); s.kind == number && s.n < 60 && p.at(i+1).kind == unit && p.at(i+1).n == seconds {
				pt.sec = s.n
				i += 2
			}
		case t.n < 60 && (t.digits == 2 || t.digits == 0 && (t.to-t.from >= 2 || t.n == 10)) && u.kind != unit && u.kind != each && u.kind != hourUnit:
			pt.minute, pt.fine = t.n, true
			i++
		case u.kind != unit && u.kind != each && u.kind != weekUnit && u.kind != hourUnit:
			return -1
		}
	}
	if p.at(i).kind == more && p.at(i+1).kind == exact { // 三点来钟
		i++
	}
	for p.at(i).kind == exact && p.close(i-1) {
		i++
	}
	if p.at(i).kind == more && p.runes[p.at(i).from] == '多' && pt.minute == 0 {
		pt.more = true
		i++
	}
	return i
}

// numbers reads a number or a range of two before one unit: 3, 3-5, 三到五, 三四.
func (p *parser) numbers(i int) (lo, hi, next int) {
	t := p.at(i)
	lo, hi, next = t.n, t.m, i+1
	j := next
	switch p.at(j).kind {
	case dash:
		if p.at(j+1).kind == dash {
			j++
		}
	case to:
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
	case ordinal:
		return false
	case other:
		r := p.runes[before.to-1]
		return r > 'z' && r != '￥' || !(letter(r) || digit(r) || r == '_' || r == '#' || r == '$' || r == '+')
	}
	return p.at(i).digits == 0 || !letter(p.runes[before.to-1]) || before.kind == filler && p.at(i-2).kind == number // 2026-11-20T18:00
}

// followed reports whether one of the words stands right behind token i-1.
func (p *parser) followed(i int, words [][]rune) bool {
	rest := p.runes[p.at(i).from:]
	for _, w := range words {
		if hasPrefix(rest, w) {
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
