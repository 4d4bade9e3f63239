package timex

// share reads a part of the month or the year that pt names: 12月第一周,
// 本月前三天, 今年三季度, 八月的第一个周二. It returns the token behind
// it, or i.
func (p *parser) share(i int, pt *point) int {
	j := i
	if p.possessive(j) {
		j++
	}
	t := p.at(j)
	if q := p.at(j + 1); t.kind == number && t.n == t.m && 1 <= t.n && t.n <= 4 && pt.form == inYear && q.kind == quarterYear { // 今年三季度
		return p.quarters(j+2, t.n, t.n, pt)
	}
	if t.kind != ordinal && t.kind != firstOf && t.kind != lastOf && (t.kind != postBefore && t.kind != postAfter || t.to-t.from > 1) {
		return i
	}
	n := p.at(j + 1)
	if t.kind == firstOf && t.m == 1 || t.kind == lastOf && n.kind == each { // 首周, 最后一天
		n, j = token{kind: number, n: 1, m: 1}, j-1
	}
	if n.kind != number || n.n != n.m || n.n < 1 || n.n > 366 {
		return i
	}
	j += 2
	if p.at(j).kind == each {
		j++
	}
	one := t.kind == ordinal || t.kind == firstOf && t.m == 1
	return p.shareOf(i, j, n.n, one, t.kind == lastOf || t.kind == postAfter, pt)
}

// shareOf reads the unit of a share at token j: the nth of it, or the first or
// last n of them.
func (p *parser) shareOf(i, j, n int, one, fromEnd bool, pt *point) int {
	first, last := 1, n
	if one {
		first = n
	}
	switch u := p.at(j); {
	case u.kind == unit && u.n == days && pt.form == inYear:
		if fromEnd || n > 31 {
			return i
		}
		pt.form, pt.month, pt.n, pt.m = onDate, 1, first, last
	case u.kind == unit && u.n == days:
		pt.form, pt.n, pt.m = inMonthPart, first, last
		if fromEnd {
			pt.n, pt.m = -n, 31
		}
		pt.exact = true
	case u.kind == weekUnit && (one || fromEnd && n == 1), u.kind == weekday && u.n < 8 && (one || fromEnd && n == 1):
		pt.nth, pt.nthDay = n, u.n
		if fromEnd {
			pt.nth = -1
		}
	case pt.form == inYear && u.kind == monthUnit && n <= 12:
		if fromEnd {
			first, last = 13-n, 12
		}
		pt.form, pt.n, pt.m = inYearPart, first, last
	case pt.form == inYear && u.kind == quarterYear && n <= 4:
		if fromEnd {
			first, last = 5-n, 4
		}
		return p.quarters(j+1, first, last, pt)
	default:
		return i
	}
	return j + 1
}

// quarters makes pt the quarters first to last of its year; 初 and 末 behind
// them are their first and last month.
func (p *parser) quarters(i, first, last int, pt *point) int {
	pt.form, pt.n, pt.m = inYearPart, 3*first-2, 3*last
	if t := p.at(i); t.kind == tenDays && p.close(i-1) {
		if t.n == 1 {
			pt.m = pt.n
		} else {
			pt.n = pt.m
		}
		return i + 1
	}
	return i
}
