package timex

// dayPart reads 下午; 早 and 晚 only beside a day or before a clock.
func (p *parser) dayPart(i int, pt *point) int {
	t := p.at(i)
	if t.kind == meridiem && pt.part < 0 && pt.form != noDate && !pt.clock { // Tuesday PM
		pt.part = morning
		if t.n > 0 {
			pt.part = afternoon
		}
		return i + 1
	}
	if t.kind != daypart || pt.part >= 0 && (pt.part != evening || t.n != dawn && t.n != midnight || pt.form != fromToday) {
		return i
	}
	if pt.part >= 0 && t.n == dawn { // 今晚凌晨
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

// clockTime reads 三点半, 15:30, 3pm.
func (p *parser) clockTime(i int, pt *point, rel relations) int {
	t := p.at(i)
	if t.kind == clockWord {
		pt.clock, pt.literal, pt.hour, pt.hours = true, true, t.n, t.n
		return i + 1
	}
	if t.kind == clockPast || t.kind == half && letter(p.runes[t.from]) {
		return p.pastHour(i, pt)
	}
	if next := p.military(i, pt); next > i {
		return next
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
		for next++; p.at(next).kind == exact; next++ { // o'clock sharp
		}
		if m := p.at(next); m.kind == meridiem {
			pt.half(m.n)
			next++
		}
		return next
	case (rel.has(between) || rel.has(from) && p.errandAround(i, i+3) || pt.form != noDate && p.at(i+1).kind == dash && letter(p.runes[p.at(i-1).from])) && p.bareRange(i, pt):
		return i + 3
	case (t.digits > 0 || letter(p.runes[t.from])) && lo > 0 && hi <= 12 && p.englishHour(i, next, pt, rel):
		set()
		return next
	}
	return i
}

// military reads 1730 behind by or at, and 1730 hrs.
func (p *parser) military(i int, pt *point) int {
	t, u := p.at(i), p.at(i+1)
	if t.kind != number || t.digits != 4 || t.n%100 > 59 || t.n >= 2400 || !p.free(i) {
		return i
	}
	next := i + 1
	switch {
	case u.kind == unit && u.n == hours && (p.introduced(i) || pt.form != noDate):
		next++
	case 1900 <= t.n && t.n < 2200, !p.introduced(i), u.kind != stop && u.kind != comma && u.kind != day && u.kind != dayAnd && !p.followed(next, afterHour):
		return i
	}
	pt.clock, pt.literal, pt.fine, pt.hour, pt.hours, pt.minute = true, true, true, t.n/100, t.n/100, t.n%100
	return next
}

// introduced reports whether a word that needs an hour stands before token i:
// by, before, at.
func (p *parser) introduced(i int) bool {
	t := p.at(i - 1)
	if i == 0 || !p.at(i).gap || t.to-t.from < 2 || !letter(p.runes[t.from]) {
		return false
	}
	return t.kind == by || t.kind == before || t.kind == until || t.kind == after || t.kind == about || t.kind == between || p.atBefore(i)
}

// atBefore reports whether at stands before token i.
func (p *parser) atBefore(i int) bool {
	t := p.at(i - 1)
	return i > 0 && t.kind == filler && string(p.runes[t.from:t.to]) == "at"
}

// errandAround reports whether the clause around tokens i to next speaks of a
// delivery.
func (p *parser) errandAround(i, next int) bool {
	return p.clause(expression{first: i, next: next}, func(t token) bool {
		return t.kind == errand || t.kind == act || t.kind == anchor || t.kind == past || t.kind == done || t.kind == future && !p.atBefore(i)
	})
}

// nextDoor reports whether the number behind at may be that of a house: left
// with neighbour at 8.
func (p *parser) nextDoor(i, next int) bool {
	return p.clause(expression{first: i, next: next}, func(t token) bool {
		switch string(p.runes[t.from:t.to]) {
		case "left", "leave", "leaving", "neighbour", "neighbor", "neighbours", "neighbors", "number", "no", "house", "flat", "unit", "live", "lives", "address", "st", "street", "road", "rd":
			return true
		}
		return false
	})
}

// pastHour reads half past three, a quarter to 5 pm; and half five.
func (p *parser) pastHour(i int, pt *point) int {
	t, h := p.at(i), p.at(i+1)
	if h.kind != number || h.n != h.m || h.n < 1 || h.n > 12 {
		return i
	}
	if t.kind == half {
		t.n, t.m = 30, 1
	}
	if k := p.at(i + 2).kind; t.m == 1 && (!p.introduced(i) && pt.form == noDate || k == unit || k == weekUnit || k == number || k == other) {
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

// bareRange reads 9 and 12 of between 9 and 12 on Friday.
func (p *parser) bareRange(i int, pt *point) bool {
	a, sep, b, after := p.at(i), p.at(i+1).kind, p.at(i+2), p.at(i+3).kind
	if sep != and && sep != to && sep != dash || a.digits == 0 || b.kind != number || b.digits == 0 || a.n < 1 || a.n > 12 || b.n < 1 || b.n > 12 ||
		after != stop && after != comma && after != filler && after != day && after != weekday {
		return false
	}
	pt.clock, pt.hour, pt.hours = true, a.n, b.n
	return true
}

// englishHour reports whether the number i is an hour that only its
// neighbours show: by 5 tomorrow, between 2 and 4pm.
func (p *parser) englishHour(i, next int, pt *point, rel relations) bool {
	if d := p.at(next); d.kind == daypart && p.runes[d.from] == 'i' { // 8 in the morning
		return true
	}
	if p.at(i).digits == 0 && !p.atBefore(i) && string(p.runes[p.at(i-1).from:p.at(i-1).to]) != "by" {
		return false // at six; but before six is a count as well
	}
	if k := p.at(next).kind; p.introduced(i) && (k == stop || k == comma || k == postBy || k == postAbout || p.followed(next, afterHour)) && (p.errandAround(i, next) || i == 1) && !(p.atBefore(i) && p.nextDoor(i, next)) {
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
	} else if t.kind == hourUnit || t.kind == exact || t.kind == minute { // 11:00时, 4:30分
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
	case t.kind == more && p.runes[t.from] == '多' || t.kind == few && p.signIs(i, '几'): // 十点几
		pt.more = true
		i++
	case (p.signIs(i, '过') || p.signIs(i, '差')) && p.at(i+1).kind == number && p.at(i+2).kind == minute && p.at(i+1).n < 60: // 三点过五分, 三点差十分
		pt.minute, pt.fine = p.at(i+1).n, true
		if p.signIs(i, '差') {
			pt.minute = -pt.minute
		}
		i += 3
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
