package timex

import (
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// holds reports whether what was read is a time at all, and not a list (两点建议),
// a rule of the shop (7天无理由) or a turn of speech (give me a second).
func (p *parser) holds(e *expression) bool {
	if e.shape == aLength && e.bare {
		t := p.at(e.first)
		return !p.followed(e.next, afterLength) && (!e.vague || p.promised(*e)) && !(t.kind == number && t.n == 1 && letter(p.runes[t.from])) && (e.lo.elapsed > 0 || e.lo.calendar())
	}
	if e.shape != aPoint {
		return true
	}
	a := e.a
	if a.form == inYear && p.followed(e.next, afterModel) {
		return false
	}
	if a.part == closing && !a.clock && a.form == noDate {
		return e.relations != 0 // 下班前, not 下班时间
	}
	if !a.clock || a.fine || a.more || a.form != noDate || a.part >= 0 || e.relations != 0 || p.at(e.next-1).kind != hourUnit {
		return true
	}
	return a.hour != 1 && !p.followed(e.next, afterCount) && !p.preceded(e.first, beforeCount)
}

// say turns what was read into the time it names. ok is false for a day that
// does not exist.
func (p *parser) say(e expression) (x timeline.TimeExpression, ok bool) {
	x.Relation = timeline.RelationIn
	switch e.shape {
	case fuzzyWord:
		x.Fuzzy = true
		return x, true
	case recentWord:
		x.Relation, x.Grain, x.Latest, x.Fuzzy = timeline.RelationAbout, timeline.GrainMinute, p.now, p.now.IsZero()
		return x, true
	case anchored:
		p.sayAnchored(e, &x)
		return x, true
	case aLength:
		p.sayLength(e, &x)
		return x, true
	}
	return x, p.sayPoint(e, &x)
}

// sayAnchored leaves the time hanging on its event.
func (p *parser) sayAnchored(e expression, x *timeline.TimeExpression) {
	x.Anchor = anchors[e.anchor].kind
	if x.Anchor == "" || e.vague || e.hi.period().IsZero() {
		x.Anchor, x.Fuzzy = "", true
		return
	}
	if (x.Anchor == timeline.KindDelivered || x.Anchor == timeline.KindReceived) && p.sentBack(e) {
		x.Anchor = timeline.KindReturned
	}
	x.Within, x.Workdays, x.Grain = e.hi.period(), e.hi.work, e.hi.grain()
}

// sentBack reports whether the clause so far is about a parcel on its way back:
// 退回来的货我们签收后24小时内.
func (p *parser) sentBack(e expression) bool {
	for i := p.at(e.first).from - 1; i >= 0; i-- {
		switch p.runes[i] {
		case '退':
			return true
		case ',', '。', '!', '?', ';', '\n':
			return false
		}
	}
	return false
}

// sayLength resolves 三天内, 半小时后, 3-5天.
func (p *parser) sayLength(e expression, x *timeline.TimeExpression) {
	r := e.relations
	x.Grain, x.Workdays = e.hi.grain(), e.hi.work
	if e.vague || p.now.IsZero() {
		x.Grain, x.Workdays, x.Fuzzy = "", false, true
		return
	}
	switch {
	case r.has(ago) || r.has(postBefore) && !r.has(by):
		p.sayAway(e, x, -1)
	case r.has(gone):
		x.Earliest, x.Latest = e.hi.back(p.now), p.now
		if e.hi.calendar() {
			x.Earliest = midnightOf(x.Earliest)
		}
	case r.has(earliest) || r.has(postFrom):
		p.sayAway(e, x, 1)
		x.Relation, x.Latest = timeline.RelationAfter, time.Time{}
		return
	case r.has(within) || r.has(postWithin) || r.has(by) || r.has(before) || r.has(coming) || r.has(until):
		p.sayWithin(e, x)
	case r.has(later) || r.has(postAfter) || r.has(inFront) || r.has(pass) || r.has(after):
		p.sayAway(e, x, 1)
	case e.bare && p.direction(e) < 0 || e.bare && e.lo == e.hi && !p.promised(e):
		x.Within = e.hi.period()
		x.Grain = ""
		return
	case e.bare && e.lo == e.hi:
		p.sayWithin(e, x)
	default:
		p.sayAway(e, x, 1)
	}
	if r.has(about) || r.has(postAbout) {
		x.Relation = timeline.RelationAbout
	}
}

// promised reports whether a bare length is followed by what will be done in
// it (48小时发货) or ends the message, as an answer does.
func (p *parser) promised(e expression) bool {
	i := e.next
	if p.at(i).kind == while {
		i++
	}
	switch p.at(i).kind {
	case act, anchor, to, future, then:
		return !p.preceded(e.first, beforeLength)
	case stop:
		return e.first == 0
	}
	return false
}

// sayWithin: from now to the end of the last day, or after N·24 hours.
func (p *parser) sayWithin(e expression, x *timeline.TimeExpression) {
	x.Earliest, x.Latest = p.now, e.hi.ahead(p.now)
	if !e.hi.calendar() {
		return
	}
	x.Latest = e.hi.lastDay(p.now).AddDate(0, 0, 1)
	if strict := e.hi.ahead(p.now); !e.hi.work && strict.Before(x.Latest) {
		x.AltLatest = strict
	}
}

// sayAway: the instant, or the days, that lie a length from now.
func (p *parser) sayAway(e expression, x *timeline.TimeExpression, side int) {
	lo, hi := e.lo, e.hi
	if side < 0 {
		if hi.calendar() && lo.elapsed == 0 && hi.elapsed == 0 {
			day := p.today()
			x.Earliest, x.Latest = hi.back(day), lo.back(day).AddDate(0, 0, 1)
			return
		}
		x.Earliest, x.Latest = hi.back(p.now), lo.back(p.now)
		return
	}
	if hi.calendar() && (hi.elapsed == 0 || lo != hi) {
		x.Earliest, x.Latest = lo.lastDay(p.now), hi.lastDay(p.now).AddDate(0, 0, 1)
		return
	}
	x.Earliest, x.Latest = lo.ahead(p.now), hi.ahead(p.now)
}

// sayPoint resolves a point or a range under its relations.
func (p *parser) sayPoint(e expression, x *timeline.TimeExpression) bool {
	p.remembered(&e)
	a, dir := e.a, p.direction(e)
	if a.form != noDate || a.part >= 0 {
		p.memory = memory{day: point{naming: a.naming, part: a.part}, next: e.next}
	}
	x.Fuzzy = a.vague || a.form == besideNewYear
	if p.now.IsZero() && !(a.fixed() && (e.shape == aPoint || e.b.form == noDate || e.b.fixed() || e.b.form == onDate)) {
		x.Fuzzy = true
		return true
	}
	if a.form == fromNamed && p.named.IsZero() {
		x.Fuzzy = true // 次日上午, of a day that nobody named
		return a.clock || a.part >= 0
	}
	s, ok := p.resolve(a, dir)
	if e.shape == aRange {
		s, ok = p.between(a, e.b, p.clockLeads(e), dir)
	}
	if !ok {
		x.Fuzzy = a.form == onFeast || a.form == besideNewYear
		return x.Fuzzy
	}
	x.Grain = s.grain
	if e.shape == aPoint && a.eitherOrder {
		var first stretch
		if s, first = p.eitherOrder(a, s, dir); e.relations.deadline() && first.from.After(p.now) {
			p.relate(e, s, x)
			x.AltLatest = first.to
			return true
		}
	}
	p.relate(e, s, x)
	return true
}

// eitherOrder weighs the two readings of 5/12: one within two months of the
// message is read before one that is not. Of two near ones the second result
// is the earlier.
func (p *parser) eitherOrder(a point, s stretch, dir int) (read, first stretch) {
	b := a
	b.month, b.n, b.m = a.n, a.month, a.month
	t, ok := p.resolve(b, dir)
	near := func(s stretch) bool { return s.from.Sub(p.now).Abs() < 60*24*time.Hour }
	switch {
	case !ok || !near(t):
		return s, stretch{}
	case !near(s):
		return t, stretch{}
	case t.from.Before(s.from):
		return s, t
	case s.from.Before(t.from):
		return t, s
	}
	return s, stretch{}
}

// deadline reports whether something has to be over by what is named.
func (r relations) deadline() bool {
	return r.has(by) || r.has(until) || r.has(before) || r.has(postBefore)
}

// clockLeads reports whether the end of a range begins with its clock time, so
// that its day is the day of both: between 2pm and 4pm tomorrow.
func (p *parser) clockLeads(e expression) bool {
	for i := e.next - 1; i > e.first; i-- {
		if k := p.at(i).kind; k == to || k == dash || k == and || k == until {
			k = p.at(i + 1).kind
			return k == number || k == clockWord
		}
	}
	return false
}

// relate applies 前, 最晚, 内, 后 to a stretch.
func (p *parser) relate(e expression, s stretch, x *timeline.TimeExpression) {
	r := e.relations
	if r.has(postBetween) && e.a.form == onFeast && e.shape == aPoint { // 国庆期间
		s.to = s.from.AddDate(0, 0, max(1, holidays[e.a.n].days))
	}
	strictest := s.from
	switch {
	case e.a.form == besideNewYear && e.a.n < 0:
		x.Relation, x.Latest = timeline.RelationBefore, s.from
	case e.a.form == besideNewYear:
		x.Relation, x.Earliest = timeline.RelationAfter, s.from
	case r.has(earliest):
		x.Relation, x.Earliest = timeline.RelationAfter, s.from
	case r.deadline():
		if e.a.part == noon && !e.a.clock {
			strictest = strictest.Add(time.Hour) // noon itself
		}
		x.Relation, x.Latest = timeline.RelationBefore, s.to
		if sharp := r.has(by) || r.has(until) || e.a.lastOf(); !sharp && strictest.Before(s.to) && strictest.After(p.now) {
			x.AltLatest = strictest
		}
		if twice := s.to.Add(-12 * time.Hour); e.a.eitherHalf() && twice.After(p.now) {
			x.AltLatest = twice
		}
		if x.AltLatest.IsZero() && p.smallHours(e.a) {
			x.AltLatest = s.to.AddDate(0, 0, -1)
		}
	case r.has(postWithin) || r.has(within):
		x.Earliest, x.Latest = s.from, s.to
		if s.from.Before(p.now) && s.to.After(p.now) {
			x.Earliest = p.now
		}
	case r.has(postFrom) || r.has(from) && e.shape != aRange && e.a.n == e.a.m:
		x.Relation, x.Earliest = timeline.RelationAfter, s.from
	case r.has(after) || r.has(postAfter):
		x.Relation, x.Earliest = timeline.RelationAfter, s.to
		if e.a.part == closing && !e.a.clock {
			x.Earliest = s.from
		}
		if e.a.form == fromToday && (e.a.clock || e.a.part >= 0) { // 今天五点以后: today still
			if day := midnightOf(s.from).AddDate(0, 0, 1); day.After(x.Earliest) {
				x.Latest = day
			}
		}
	default:
		x.Earliest, x.Latest = s.from, s.to
		if last := s.to.AddDate(0, 0, -1); r.has(endOf) && last.After(s.from) { // end of this month
			x.Earliest = last
		}
		if r.has(about) || r.has(postAbout) {
			x.Relation = timeline.RelationAbout
		}
		if p.smallHours(e.a) {
			x.AltLatest = s.to.AddDate(0, 0, -1)
		}
	}
}

// eitherHalf reports whether an hour is one of the morning as well: 明天7点前.
func (pt point) eitherHalf() bool {
	return pt.clock && !pt.literal && pt.part < 0 && pt.form == fromToday && pt.n > 0 && (pt.hour == 6 || pt.hour == 7)
}

// lastOf reports whether a point is itself an end: 月底前 is before the month is
// over, not before its last days begin.
func (pt point) lastOf() bool {
	return pt.form == inMonthPart && pt.m == 31 || pt.form == inYearPart && pt.n == 12 || pt.form == onWeekday && pt.n == 8 && pt.clock
}

// smallHours reports whether 明天 may mean the day that has just begun: said
// after midnight and before five, by somebody who has not slept yet. Midnight
// itself is how a message of which only the day is known begins.
func (p *parser) smallHours(a point) bool {
	return a.form == fromToday && a.n > 0 && p.now.Hour() < 5 && !p.now.Equal(p.today())
}
