package timex

import "time"

// lengths reads a length or a range of two with what stands around it:
// 48小时内, 3-5个工作日, 半小时后, two days ago.
func (p *parser) lengths(e *expression) bool {
	i := e.next
	if t := p.at(i); t.kind == which && p.counts(i+1) && -1 <= t.n && t.n <= 1 && p.runes[t.from] != '本' {
		e.relations.add([]kind{gone, gone, coming}[t.n+1]) // 这三天, next 3 days
		i++
	} else if (t.kind == postBefore || t.kind == postAfter) && p.at(i).to-p.at(i).from <= 2 && p.counts(i+1) && p.begins(i) {
		e.relations.add([]kind{gone, coming}[t.kind-postBefore]) // 前3天, 之后5分钟
		i++
	}
	next := p.oneLength(i, e)
	if u := p.at(i); next == i && u.kind == unit && u.n == hours && e.relations.has(within) && p.at(i-1).kind == filler { // within the hour
		e.addAll(amount{n: 1}, hours)
		next = i + 1
	}
	if t := p.at(i); next == i && t.kind == which && (t.n == 1 || t.n == -1) && p.at(i+1).kind == unit && p.at(i+1).n == hours { // 上个小时
		e.relations.add([]kind{gone, gone, coming}[t.n+1])
		e.addAll(amount{n: 1}, hours)
		next = i + 2
	}
	if next == i {
		return false
	}
	if t := p.at(next); (t.kind == to || t.kind == dash || t.kind == and && p.either(next)) && !e.vague {
		second := *e
		if j := p.oneLength(next+1, &second); j > next+1 {
			e.hi, next = second.hi, j
		} else if n := p.at(next + 1); t.kind == and && letter(p.runes[t.from]) && n.kind == number && n.n == p.at(i).n+1 && next == i+2 {
			e.hi = length{}
			e.hi.add(amount{n: n.n}, p.unitOf(next-1)) // a day or two
			next += 2
		}
	}
	e.next, e.shape = next, aLength
	p.suffix(e)
	if p.lengthAnchor(e) {
		return true
	}
	e.bare = e.relations == 0
	return true
}

// begins reports whether token i is the first of its clause.
func (p *parser) begins(i int) bool { return i == 0 || p.at(i).gap || p.ends(i-1) }

// counts reports whether a number of units begins at token i.
func (p *parser) counts(i int, in ...kind) bool {
	var e expression
	for _, k := range in {
		e.relations.add(k)
	}
	return p.oneLength(i, &e) > i
}

// lengthAnchor reads within 48 hours of payment, 3 days after delivery.
func (p *parser) lengthAnchor(e *expression) bool {
	i := e.next
	k := p.at(i).kind
	if k != after && k != from && (k != filler || p.runes[p.at(i).from] > 'z') {
		return false
	}
	for i++; p.at(i).kind == filler || p.at(i).kind == which; i++ {
	}
	a := p.at(i)
	if a.kind != anchor || p.runes[a.from] > 'z' {
		return false
	}
	e.shape, e.anchor, e.next = anchored, a.n, i+1
	return true
}

// oneLength reads one length into lo and hi: 3天, 3-5天, 两三个小时, 一天半,
// 1小时30分钟.
func (p *parser) oneLength(i int, e *expression) int {
	e.lo, e.hi = length{}, length{}
	next := p.term(i, e)
	if next == i {
		return i
	}
	for {
		j := next
		if k := p.at(j).kind; k == and {
			j++
		}
		if p.at(j).kind != number || p.at(j).n != p.at(j).m {
			return next
		}
		if j > next && p.at(j).n == 1 && p.at(j+1).kind == half && letter(p.runes[p.at(j).from]) { // an hour and a half
			e.addAll(amount{half: true}, p.unitOf(next-1))
			return j + 2
		}
		more := p.term(j, e)
		if more == j {
			n := amount{n: p.at(j).n}
			switch u := p.at(j + 1); {
			case u.kind == minute && e.lo.elapsed > 0 && n.n < 60: // 1小时30分
				e.addAll(n, minutes)
			case u.kind == hourUnit && e.lo.days > 0 && n.n < 24 && p.runes[u.from] == '时': // 8天20时
				e.addAll(n, hours)
			default:
				return next
			}
			more = j + 2
		}
		next = more
	}
}

// An amount is a number of units, with a half.
type amount struct {
	n    int
	half bool
}

// term reads a number and a unit.
func (p *parser) term(i int, e *expression) int {
	lo, hi, j, ok := p.amounts(i, e)
	if !ok {
		return i
	}
	if t := p.at(j); t.kind == more {
		e.vague = e.vague || p.runes[t.from] == '来' // 十来分钟
		j++
	}
	grouped := p.at(j).kind == each
	if grouped {
		j++
	}
	if p.at(j).kind == half && j > i {
		lo.half, hi.half = true, true
		j++
	}
	t := p.at(j)
	if t.kind == more && grouped {
		j++
		t = p.at(j)
	}
	u := t.n
	switch t.kind {
	case unit:
		if t.to-t.from == 1 && letter(p.runes[t.from]) && p.at(j-1).digits == 0 {
			return i // h only behind figures
		}
	case weekUnit:
		u = weeks
	case monthUnit:
		u = months
		if !grouped && !letter(p.runes[t.from]) && !lo.half && !p.measures(j+1) && (!e.relations.has(gone) || t.to-t.from > 1) {
			return i // 3月
		}
	case yearUnit:
		u = years
		if _, ok := p.year(i); ok && p.at(i).kind == number {
			return i // 58年前七个月
		}
		if lo.n >= 100 || !letter(p.runes[t.from]) && !lo.half && !p.measures(j+1) && !e.prefixed() && !p.fewYears(i) {
			return i // 2026年
		}
	case dateUnit:
		u = days
		if !p.measures(j+1) && p.runes[p.at(i).from] != '两' {
			return i // 3日
		}
	default:
		return i
	}
	if limit := [...]int{seconds: 100000, minutes: 100000, quarters: 1000, hours: 10000, days: 2000, workdays: 500, weeks: 300, fortnights: 100, months: 240, years: 100}[u]; hi.n > limit || lo.n > hi.n {
		return i
	}
	j++
	if p.at(j).kind == half && p.at(j+1).kind != unit && p.at(j+1).kind != each {
		lo.half, hi.half = true, true
		j++
	}
	e.lo.add(lo, u)
	e.hi.add(hi, u)
	return j
}

// unitOf is the unit of length that token i names.
func (p *parser) unitOf(i int) int {
	switch t := p.at(i); t.kind {
	case weekUnit:
		return weeks
	case monthUnit:
		return months
	case yearUnit:
		return years
	default:
		return t.n
	}
}

// addAll adds the same amount to both ends.
func (e *expression) addAll(a amount, unit int) {
	e.lo.add(a, unit)
	e.hi.add(a, unit)
}

// prefixed reports whether a relation in front makes a number of years a length.
func (e *expression) prefixed() bool {
	return e.relations.has(gone) || e.relations.has(coming) || e.relations.has(pass) || e.relations.has(within)
}

// fewYears reports whether the number i counts years, as 两年 does and 26年 may
// not.
func (p *parser) fewYears(i int) bool {
	t := p.at(i)
	return t.n < 10 && t.to-t.from == 1 || t.digits == 0 && t.n%10 == 0
}

// measures reports whether what begins at i makes 日, 月, 年 a length: 3日内.
func (p *parser) measures(i int) bool {
	switch p.at(i).kind {
	case postWithin, postAfter, later, ago, half:
		return true
	case postBefore:
		return p.at(i-1).kind == yearUnit
	case more:
		return p.at(i-1).kind == yearUnit
	}
	return false
}

// amounts reads the number before a unit.
func (p *parser) amounts(i int, e *expression) (lo, hi amount, next int, ok bool) {
	t := p.at(i)
	switch t.kind {
	case few:
		e.vague = true
		if n := p.at(i + 1); n.kind == number && n.digits == 0 && n.n%10 == 0 { // 几十
			i++
		}
		return amount{n: 2}, amount{n: 9}, i + 1, true
	case half:
		next = i + 1
		if a := p.at(next); a.kind == number && a.n == 1 && letter(p.runes[a.from]) {
			next++ // half an hour
		}
		return amount{half: true}, amount{half: true}, next, true
	case number:
		if !p.free(i) || t.digits > 5 || t.digits == 2 && t.n < 10 || t.digits == 4 && p.introduced(i) { // at 1500 hrs
			return lo, hi, i, false
		}
		if f := p.at(i + 2); p.at(i+1).kind == dot && p.close(i) && p.close(i+1) && f.kind == number && t.digits > 0 {
			if f.n != 5 && f.n != 0 || f.digits != 1 {
				return lo, hi, i, false
			}
			return amount{t.n, f.n == 5}, amount{t.n, f.n == 5}, i + 3, true
		}
		a, b, j := p.numbers(i)
		if p.at(j).kind == few {
			e.vague = true
			j++
		}
		if p.at(j).kind == and && p.at(j+1).kind == half && letter(p.runes[p.at(j).from]) { // one and a half
			return amount{a, true}, amount{b, true}, j + 2, true
		}
		return amount{n: a}, amount{n: b}, j, true
	}
	return lo, hi, i, false
}

// add adds an amount of a unit.
func (l *length) add(a amount, u int) {
	switch u {
	case seconds:
		l.elapsed += time.Duration(a.n) * time.Second
		l.fine = true
	case minutes:
		l.elapsed += time.Duration(a.n) * time.Minute
		l.fine = true
		if a.half {
			l.elapsed += 30 * time.Second
		}
	case quarters:
		l.elapsed += time.Duration(a.n) * 15 * time.Minute
		l.fine = true
	case hours:
		l.elapsed += time.Duration(a.n) * time.Hour
		if a.half {
			l.elapsed += 30 * time.Minute
			l.fine = true
		}
		l.fine = l.fine || a.n == 1
	case days, workdays:
		l.days += a.n
		l.work = l.work || u == workdays
		if a.half {
			l.elapsed += 12 * time.Hour
		}
	case fortnights:
		l.days += 14 * a.n
	case weeks:
		l.days += 7 * a.n
		if a.half {
			l.elapsed += 84 * time.Hour
		}
	case months:
		l.months += a.n
		if a.half {
			l.days += 15
		}
	case years:
		l.months += 12 * a.n
		if a.half {
			l.months += 6
		}
	}
}
