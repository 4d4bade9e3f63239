package timex

import (
	"math"
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// A stretch is what words name: the interval from ≤ t < to, or with from == to
// an instant.
type stretch struct {
	from, to time.Time
	grain    timeline.Grain
}

// today is the midnight that begins the message's day.
func (p *parser) today() time.Time { return midnightOf(p.now) }

func midnightOf(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
}

// fixed reports whether a point names its day without regard to the message's
// time.
func (pt point) fixed() bool {
	return pt.year != 0 && (pt.form == onDate && pt.month != 0 || pt.form == inMonth && pt.month != 0 || pt.form == inYear)
}

// calendar resolves the day or days of a point. ok is false for a day that
// does not exist.
func (p *parser) calendar(pt point, dir int) (s stretch, ok bool) {
	today := p.today()
	s.grain = timeline.GrainDay
	switch pt.form {
	case noDate:
		s.from, s.to = today, today.AddDate(0, 0, 1)
	case fromToday:
		s.from, s.to = today.AddDate(0, 0, pt.n), today.AddDate(0, 0, pt.m+1)
	case fromNamed:
		s.from, s.to = p.named.AddDate(0, 0, pt.n), p.named.AddDate(0, 0, pt.m+1)
	case onWorkday:
		s.from = addWorkdays(today, pt.n)
		s.to = s.from.AddDate(0, 0, 1)
	case onWeekday:
		s.from, s.to = p.onWeekday(pt, dir)
	case onDate:
		return p.onDate(pt, dir)
	case inMonth, inMonthPart:
		return p.inMonth(pt, dir)
	case inWeek:
		s.from = monday(today).AddDate(0, 0, 7*pt.which)
		s.to, s.grain = s.from.AddDate(0, 0, 7), timeline.GrainWeek
		if pt.m > 0 { // early next week
			s.from, s.to = s.from.AddDate(0, 0, pt.n-1), s.from.AddDate(0, 0, pt.m)
		}
	case inYear, inYearPart:
		year, first, last := pt.year, 1, 12
		if year == 0 {
			year = p.now.Year()
		}
		if pt.form == inYearPart {
			first, last = pt.n, pt.m
		}
		if past := last < int(p.now.Month()); pt.month != 0 && pt.year == 0 && (past && dir > 0 || !past && dir < 0 && first > int(p.now.Month())) {
			year += dir // 2-4月
		}
		s.from = time.Date(year, time.Month(first), 1, 0, 0, 0, 0, p.zone())
		s.to, s.grain = time.Date(year, time.Month(last+1), 1, 0, 0, 0, 0, p.zone()), timeline.GrainMonth
		return p.nthOf(pt, s), true
	case atNow:
		return stretch{p.now, p.now, timeline.GrainMinute}, true
	case onFeast:
		if _, known := holidays[pt.n].on(p.now.Year(), p.zone()); !known && pt.year == 0 {
			return s, false
		}
		s.from, ok = p.nearest(pt.year, dir, holidays[pt.n].on)
		s.to = s.from.AddDate(0, 0, 1)
		return s, ok && holidays[pt.n].means(s.from, today)
	case besideNewYear:
		if _, known := holidays[1].on(p.now.Year(), p.zone()); !known {
			return s, false
		}
		s.from, ok = p.nearest(0, 1, holidays[1].on)
		if last, found := p.nearest(0, -1, holidays[1].on); pt.n > 0 && found && today.Sub(last) < 30*24*time.Hour {
			s.from = last
		}
		s.to = s.from.AddDate(0, 0, 1)
		return s, ok
	}
	return s, true
}

// nthOf is the nth week or weekday of a month or year.
func (p *parser) nthOf(pt point, s stretch) stretch {
	if pt.nth == 0 {
		return s
	}
	days, grain := 7, timeline.GrainWeek
	weekday := 1
	if pt.nthDay > 0 {
		weekday, days, grain = pt.nthDay, 1, timeline.GrainDay
	}
	first := monday(s.from).AddDate(0, 0, weekday-1)
	if first.Before(s.from) {
		first = first.AddDate(0, 0, 7)
	}
	first = first.AddDate(0, 0, 7*(pt.nth-1))
	if pt.nth < 0 {
		first = monday(s.to.AddDate(0, 0, -1)).AddDate(0, 0, weekday-1)
		if !first.Before(s.to) {
			first = first.AddDate(0, 0, -7)
		}
	}
	return stretch{first, first.AddDate(0, 0, days), grain}
}

func (p *parser) zone() *time.Location { return p.now.Location() }

// monday begins the ISO week of a day.
func monday(day time.Time) time.Time {
	return day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
}

func (p *parser) onWeekday(pt point, dir int) (from, to time.Time) {
	today := p.today()
	first, last := pt.n, pt.n
	if pt.n == 8 {
		first, last = 6, 7
	}
	week := monday(today).AddDate(0, 0, 7*pt.which)
	from, to = week.AddDate(0, 0, first-1), week.AddDate(0, 0, last)
	switch {
	case pt.named:
	case dir < 0 && from.After(today):
		from, to = from.AddDate(0, 0, -7), to.AddDate(0, 0, -7)
	case dir >= 0 && !to.After(today):
		from, to = from.AddDate(0, 0, 7), to.AddDate(0, 0, 7)
	}
	return from, to
}

// onDate resolves days of a month. A month that is not named is the first, from
// the message on or back, that has the day.
func (p *parser) onDate(pt point, dir int) (s stretch, ok bool) {
	s.grain = timeline.GrainDay
	if pt.month != 0 {
		s.from, ok = p.nearest(pt.year, dir, func(year int, zone *time.Location) (time.Time, bool) {
			if pt.lunar {
				return lunarDate(year, pt.month, pt.n, zone)
			}
			return dateOn(year, pt.month, pt.n, zone)
		})
		s.to = s.from.AddDate(0, 0, pt.m-pt.n+1)
		return s, ok
	}
	y, m, _ := p.now.Date()
	if pt.named {
		s.from, ok = dateOn(y, int(m)+pt.which, pt.n, p.zone())
		s.to = s.from.AddDate(0, 0, pt.m-pt.n+1)
		return s, ok
	}
	step := 1
	if dir < 0 {
		step = -1
	}
	today := p.today()
	if told := p.named; dir == 0 && !told.IsZero() && told.Before(today) { // 15号下单17号发货: the first such day after the one named
		today, y, m = told, told.Year(), told.Month()
	}
	for i := range 4 {
		s.from, ok = dateOn(y, int(m)+i*step, pt.n, p.zone())
		s.to = s.from.AddDate(0, 0, pt.m-pt.n+1)
		if ok && (step > 0 && s.to.After(today) || step < 0 && !s.from.After(today)) {
			return s, true
		}
	}
	return s, false
}

// dateOn is a day of a month, if the month has it; months count on past 12.
func dateOn(year, month, day int, zone *time.Location) (time.Time, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, zone)
	return t, t.Day() == day
}

// nearest picks the year of a day that comes every year: the named one, else
// the last one before or the first one after the message, else the closer.
func (p *parser) nearest(year, dir int, on func(int, *time.Location) (time.Time, bool)) (time.Time, bool) {
	if year != 0 {
		return on(year, p.zone())
	}
	today := p.today()
	var last, next time.Time
	for y := p.now.Year(); y > p.now.Year()-9 && last.IsZero(); y-- {
		if t, ok := on(y, p.zone()); ok && !t.After(today) {
			last = t
		}
	}
	for y := p.now.Year() - 1; y < p.now.Year()+9 && next.IsZero(); y++ { // the last lunar year may end in this one
		if t, ok := on(y, p.zone()); ok && !t.Before(today) {
			next = t
		}
	}
	switch {
	case dir > 0 || last.IsZero():
		return next, !next.IsZero()
	case dir < 0 || next.IsZero():
		return last, true
	}
	closer, other := last, next
	if today.Sub(last) >= next.Sub(today) {
		closer, other = next, last
	}
	// Of two days that are both far, the one of this year.
	const far, tooFar = 120 * 24 * time.Hour, 213 * 24 * time.Hour
	if closer.Year() != today.Year() && other.Year() == today.Year() && closer.Sub(today).Abs() > far && other.Sub(today).Abs() < tooFar {
		return other, true
	}
	return closer, true
}

// inMonth resolves a month or a part of it.
func (p *parser) inMonth(pt point, dir int) (s stretch, ok bool) {
	y, m, _ := p.now.Date()
	year, month := pt.year, pt.month
	switch {
	case month == 0:
		year, month = y, int(m)+pt.which
	case year == 0:
		year = y
		ahead := (month - int(m) + 12) % 12
		if month < int(m) && (dir > 0 || dir == 0 && ahead <= 6) {
			year++
		}
		if month > int(m) && (dir < 0 || dir == 0 && ahead > 9) {
			year--
		}
	}
	first, last := 1, 31
	if pt.form == inMonthPart {
		first, last = pt.n, pt.m
	}
	s.grain = timeline.GrainMonth
	s.from = time.Date(year, time.Month(month), first, 0, 0, 0, 0, p.zone())
	s.to = time.Date(year, time.Month(month), last+1, 0, 0, 0, 0, p.zone())
	if last == 31 {
		s.to = time.Date(year, time.Month(month+1), 1, 0, 0, 0, 0, p.zone())
	}
	if pt.month == 0 && !pt.named && dir >= 0 && !s.to.After(p.now) { // 月初, said at the end of the month
		pt.which, pt.named = 1, true
		return p.inMonth(pt, dir)
	}
	if first < 0 {
		s.from = s.to.AddDate(0, 0, first) // 最后三天
	}
	if pt.exact {
		s.grain = timeline.GrainDay
	}
	return p.nthOf(pt, s), true
}

// resolve gives a point its stretch of time.
func (p *parser) resolve(pt point, dir int) (s stretch, ok bool) {
	s, ok = p.calendar(pt, dir)
	if !ok {
		return s, false
	}
	first, last := s.from, s.to.AddDate(0, 0, -1)
	if last.Before(first) {
		last = first
	}
	switch {
	case pt.clock:
		s = p.onClock(pt, first, dir)
		if last.After(first) { // 今明两天下午5点前
			s.to = p.onClock(pt, last, dir).to
		}
	case pt.part >= 0:
		part := parts[pt.part]
		s = stretch{hourOf(first, part.from, 0, 0), hourOf(last, part.to, 0, 0), timeline.GrainDaypart}
	default:
		return s, true
	}
	switch past, ahead := s.to.Before(p.now), s.from.After(p.now); {
	case pt.form == onWeekday && !pt.named && dir >= 0 && past: // 周三中午前, said on Wednesday afternoon
		s = s.moved(7)
	case pt.form == noDate && !pt.clock && dir > 0 && past:
		s = s.moved(1)
	case pt.form == noDate && !pt.clock && dir < 0 && ahead:
		s = s.moved(-1)
	}
	return s, true
}

// moved is s some days later.
func (s stretch) moved(days int) stretch {
	s.from, s.to = s.from.AddDate(0, 0, days), s.to.AddDate(0, 0, days)
	return s
}

// hourOf is an hour of a day; hours from 24 on are the next day's.
func hourOf(day time.Time, hour, minute, sec int) time.Time {
	y, m, d := day.Date()
	return time.Date(y, m, d, hour, minute, sec, 0, day.Location())
}

// onClock puts a clock time on a day.
func (p *parser) onClock(pt point, day time.Time, dir int) stretch {
	lo, shift := p.hour(pt, pt.hour, day, dir)
	hi := lo + pt.hours - pt.hour
	if hi < lo {
		hi += 12 // 十一二点
	}
	day = day.AddDate(0, 0, shift)
	s := stretch{hourOf(day, lo, pt.minute, pt.sec), hourOf(day, hi, pt.minute, pt.sec), timeline.GrainHour}
	if hi > lo {
		s.from = hourOf(day, lo, 0, 0) // 9到12点半
	}
	if pt.fine {
		s.grain = timeline.GrainMinute
	}
	if pt.more {
		s.to = s.to.Add(time.Hour)
	}
	return s
}

// The hours in which an hour without a half of the day is meant: 三点 is 15:00.
const opens, closes = 8, 22

// hour is the hour of the day, 0 to 28, and how many days to move.
func (p *parser) hour(pt point, h int, day time.Time, dir int) (hour, shift int) {
	switch {
	case pt.part >= 0:
		hour = withPart(pt, h, dir)
	case pt.literal || h == 0 || h > 12:
		hour = h
	case day.Equal(p.today()):
		return p.bareHour(pt, h, dir)
	case h < opens:
		return h + 12, 0
	default:
		return h, 0
	}
	if pt.form == noDate {
		switch t := hourOf(day, hour, pt.minute, pt.sec); {
		case dir > 0 && t.Before(p.now):
			shift = 1
		case dir < 0 && t.After(p.now):
			shift = -1
		}
	}
	return hour, shift
}

// withPart is the hour that 下午, 晚上 make of h.
func withPart(pt point, h, dir int) int {
	if pt.literal && h > 12 {
		return h
	}
	switch pt.part {
	case dawn:
		return h % 12
	case noon:
		if h <= 3 && h > 0 {
			return h + 12
		}
	case afternoon, dusk:
		if h < 12 {
			return h + 12
		}
	case evening, closing:
		switch {
		case h == 12 || h == 0:
			return 24
		case h < 5:
			return h + 24
		case h < 12:
			return h + 12
		}
	case midnight:
		switch {
		case h == 12 || h == 0:
			return 24
		case h < 6 && dir >= 0:
			return h + 24
		case h >= 6 && h < 12:
			return h + 12
		}
	case daytime:
		if h < 6 {
			return h + 12
		}
	}
	return h
}

// bareHour is the hour that 三点 means today: the next in opening hours, in the
// past the last.
func (p *parser) bareHour(pt point, h, dir int) (hour, shift int) {
	var open []int
	var buf [2]int
	open = buf[:0]
	for _, c := range [2]int{h, h + 12} {
		if opens <= c && c <= closes {
			open = append(open, c)
		}
	}
	if len(open) == 0 {
		return h, 0
	}
	today := p.today()
	first, last := open[0], open[len(open)-1]
	if dir < 0 {
		for _, c := range [2]int{last, first} {
			if !hourOf(today, c, pt.minute, pt.sec).After(p.now) {
				return c, 0
			}
		}
		if h >= 5 && !hourOf(today, h, pt.minute, pt.sec).After(p.now) || pt.form != noDate {
			return h, 0
		}
		return last, -1
	}
	for _, c := range open {
		end := hourOf(today, c+(pt.hours-h+12)%12, pt.minute, pt.sec) // 五六点 lasts until six
		if pt.more {
			end = end.Add(time.Hour)
		}
		if end.After(p.now) {
			return c, 0
		}
	}
	if pt.form == noDate {
		return first, 1
	}
	return last, 0
}

// between resolves a range of two points. What the end does not say it takes
// from the beginning: 明天9点到11点, 11月20日至22日; in English also the other way
// round: 2pm to 4pm tomorrow. ok is false when the end lies before the beginning.
func (p *parser) between(a, b point, clockFirst bool, dir int) (s stretch, ok bool) {
	lent := share(&a, &b, clockFirst)
	first, ok := p.resolve(a, dir)
	if !ok {
		return s, false
	}
	second, ok := p.endOf(first, b, lent, dir)
	if !ok {
		return s, false
	}
	s = stretch{first.from, second.to, second.grain}
	if earlier := s.moved(-1); a.form == noDate && dir >= 0 && s.from.After(p.now) && earlier.to.After(p.now) && daysBetween(s.from, s.to) == 0 {
		s = earlier // 两点到四点, said at half past two
	}
	if lent.part && s.to.Before(s.from) {
		s.to = s.to.Add(12 * time.Hour) // 上午9点到3点
	}
	switch {
	case !s.to.Before(s.from):
	case lent.day && (b.clock || b.part >= 0): // 晚上10点到凌晨2点
		s.to = s.to.AddDate(0, 0, 1)
	case lent.month: // 11月28日至3日
		s.to = s.to.AddDate(0, 1, 0)
	case lent.year: // 2026年12月30日至1月3日
		s.to = s.to.AddDate(1, 0, 0)
	}
	return s, !s.to.Before(s.from)
}

// A loan is what the end of a range took from the beginning.
type loan struct{ day, month, year, part bool }

// share gives each end of a range what only the other one says.
func share(a, b *point, clockFirst bool) (l loan) {
	switch {
	case a.form == atNow:
	case b.form == noDate:
		b.naming, l.day = a.naming, true
		b.n = a.m
	case a.form == noDate && clockFirst:
		a.naming, l.day = b.naming, true
	case b.form == onDate && a.form == onDate && b.month == 0 && !b.named && (a.month != 0 || a.named):
		b.month, b.year, b.which, b.named, l.month = a.month, a.year, a.which, a.named, true
	case (b.form == onDate || b.form == inMonth) && b.year == 0 && a.year != 0:
		b.year, l.year = a.year, true
	case a.year == 0 && b.year != 0 && a.form == b.form && a.month != 0:
		a.year = b.year
	}
	if b.clock && b.part < 0 && !b.literal && a.part >= 0 {
		b.part, l.part = a.part, true
	}
	if a.clock && b.clock && !a.literal && a.part < 0 && b.literal && b.hour > 12 && a.hour <= b.hour-12 { // 2 to 4pm
		a.hour, a.hours, a.literal = a.hour+12, a.hours+12, true
	} else if a.clock && b.clock && a.part < 0 && b.literal && b.hour > 12 { // 9点到18点
		a.literal = true
	}
	return l
}

// endOf resolves the end of a range, which follows the beginning.
func (p *parser) endOf(first stretch, b point, lent loan, dir int) (stretch, bool) {
	q := *p
	q.named = midnightOf(first.from) // 晚上10点到次日2点
	if lent.month && !b.named && b.year == 0 {
		b.year = first.from.Year()
	}
	switch relative := b.form == fromToday || b.form == atNow || b.named || b.form == onDate && b.year != 0; {
	case !lent.day && !relative && !p.now.IsZero():
		q.now, dir = first.from, 1
	case lent.day && b.clock && !b.literal && b.part < 0: // the first such hour after the beginning
		b.literal = true
		if b.hour <= 12 && first.from.Hour() > b.hour {
			b.hour, b.hours = b.hour+12, b.hours+12
		}
	}
	second, ok := q.resolve(b, dir)
	if ok && lent.day && b.form == noDate {
		second = second.moved(daysBetween(second.from, first.from))
	}
	return second, ok
}

// daysBetween is how many calendar days t lies after s.
func daysBetween(s, t time.Time) int {
	return int(math.Round(midnightOf(t).Sub(midnightOf(s)).Hours() / 24))
}

// ahead is the instant a length after t.
func (l length) ahead(t time.Time) time.Time {
	return addMonths(t, l.months).AddDate(0, 0, l.days).Add(l.elapsed)
}

// back is the instant a length before t.
func (l length) back(t time.Time) time.Time {
	return addMonths(t, -l.months).AddDate(0, 0, -l.days).Add(-l.elapsed)
}

// addMonths moves t by months; a day that the month does not have is its last
// (Civil Code of the PRC, Article 202).
func addMonths(t time.Time, months int) time.Time {
	moved := t.AddDate(0, months, 0)
	if moved.Day() != t.Day() {
		moved = moved.AddDate(0, 0, -moved.Day())
	}
	return moved
}

// lastDay is the calendar day on which a length from t ends; the first day is
// not counted (Civil Code of the PRC, Article 201).
func (l length) lastDay(t time.Time) time.Time {
	day := midnightOf(t)
	if l.work {
		return addWorkdays(day, l.days)
	}
	return midnightOf(l.ahead(day))
}

// period is a length as an anchored time carries it; a month counts
// 30 days, a year 365.
func (l length) period() timeline.Period {
	return timeline.Period{Days: l.days + l.months/12*365 + l.months%12*30, Elapsed: l.elapsed}
}

func (l length) grain() timeline.Grain {
	switch {
	case l.calendar():
		return timeline.GrainDay
	case l.fine:
		return timeline.GrainMinute
	}
	return timeline.GrainHour
}
