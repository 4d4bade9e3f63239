package timex

// moreOfDate reads what makes a day more exact: the weekday beside a date, the
// date beside a weekday, the weekday of a week.
func (p *parser) moreOfDate(i int, pt *point) int {
	switch t := p.at(i); {
	case t.kind == thatDay && t.n == 0 && p.close(i-1): // 双11当天
		return i + 1
	case pt.form == inMonth || pt.form == inYear:
		return p.share(i, pt)
	case pt.form == fromToday && pt.n == pt.m, pt.form == onWeekday && pt.named && pt.n < 8:
		return p.dateOfDay(i, pt)
	case pt.form == onDate:
		return p.weekdayOfDate(i)
	case pt.form == onWeekday && !pt.named:
		if t.kind == which && p.at(i+1).kind == weekUnit { // Friday next week
			pt.which, pt.named = t.n, true
			return i + 2
		}
		q, j := point{part: pt.part}, i
		if p.signIs(i, '(') {
			j++
		}
		next := p.date(j, &q)
		if next == j || q.form != onDate || q.n != q.m || j > i && !p.signIs(next, ')') {
			return i
		}
		pt.naming = q.naming
		return next + j - i // Friday the 22nd, 周四(21号)
	case pt.form == inWeek && t.kind == tenDays && t.n == 1 && p.close(i-1): // 下周初
		pt.n, pt.m, pt.vague = 1, 3, true
		return i + 1
	case pt.form == inWeek && t.kind == weekday: // next week on Friday
		pt.form, pt.n, pt.m = onWeekday, t.n, t.n
		return i + 1
	}
	return i
}

// dateOfDay reads the weekday or the date that says again which day is meant:
// 后天(周五), 明天周四, 下周一(23号).
func (p *parser) dateOfDay(i int, pt *point) int {
	j, q := i, point{part: -1}
	if p.signIs(i, '(') {
		j++
	}
	next := p.date(j, &q)
	if next == j || p.now.IsZero() || !p.close(i-1) || j > i && !p.signIs(next, ')') || q.form != onDate && (q.form != onWeekday || q.named) || q.n != q.m {
		return i
	}
	day, _ := p.calendar(*pt, 0)
	dir := 1
	if day.from.Before(p.today()) {
		dir = -1
	}
	if again, ok := p.calendar(q, dir); !ok || !again.from.Equal(day.from) {
		return i
	}
	return next + j - i
}

// weekdayOfDate reads the weekday beside a date: 11月25日周三, 11/25(三).
func (p *parser) weekdayOfDate(i int) int {
	t := p.at(i)
	if t.kind == weekday && t.n < 8 {
		return i + 1
	}
	if !p.signIs(i, '(') || !p.signIs(i+2, ')') {
		return i
	}
	if w := p.at(i + 1); w.kind == weekday || w.kind == number && w.digits == 0 && w.n < 7 || w.kind == dateUnit && p.runes[w.from] == '日' {
		return i + 3
	}
	return i
}

// signIs reports whether token i is the sign r.
func (p *parser) signIs(i int, r rune) bool {
	t := p.at(i)
	return t.from < len(p.runes) && t.to == t.from+1 && p.runes[t.from] == r
}

// date reads a day or a longer stretch of the calendar.
func (p *parser) date(i int, pt *point) int {
	t := p.at(i)
	switch t.kind {
	case day:
		pt.form, pt.n, pt.m = fromToday, t.n, t.n
	case portion: // early next week
		next := p.date(i+1, pt)
		switch {
		case next == i+1:
			return i
		case pt.form == inWeek:
			pt.n, pt.m, pt.vague = 1+3*t.n, 3+4*t.n, true
		case pt.form == inMonth:
			pt.form, pt.n, pt.m, pt.vague = inMonthPart, 1+20*t.n, 10+21*t.n, true
		}
		return next
	case thatDay:
		if p.at(i+1).kind == anchor && letter(p.runes[t.from]) {
			return i // the day after delivery
		}
		pt.form, pt.n, pt.m = fromNamed, t.n, t.n
	case thatPart:
		pt.form, pt.n, pt.m, pt.part = fromNamed, t.n, t.n, t.m
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
		pt.form, pt.n, pt.m, pt.vague = inYearPart, t.n, t.m, t.vagueYear()
	case weekUnit, monthUnit: // by the end of the week
		if p.at(i-1).kind != endOf && (p.at(i-1).kind != filler || p.at(i-2).kind != endOf) {
			return i
		}
		pt.form, pt.named = inWeek, true
		if t.kind == monthUnit {
			pt.form = inMonth
		}
	case lunarMonth, lunarWord:
		return p.lunarDay(i, pt)
	case holiday:
		if p.followed(i+1, afterFeast) || digit(p.runes[t.from]) && !p.relates(i+1) {
			return i
		}
		pt.form, pt.n = onFeast, t.n
	case newYear:
		if f := p.at(i + 1); t.n > 0 && f.kind == holiday && holidays[f.n].season { // 年后初八
			pt.form, pt.n = onFeast, f.n-1 // the same day with 正月
			return i + 2
		}
		pt.form, pt.n = besideNewYear, t.n
	default:
		return i
	}
	return i + 1
}

// relates reports whether token i says how a time lies to the day before it:
// 618前, where 618 alone is a number.
func (p *parser) relates(i int) bool {
	k := p.at(i).kind
	return k == postBefore || k == postAfter || k == postBetween || k == thatDay
}

// vagueMonth reports whether a part of a month has no sharp end: 月初 and 月中,
// not 月底 and 月上旬.
func (t token) vagueMonth() bool { return t.m != 31 && t.to-t.from == 2 }

// vagueYear is the same for 年初.
func (t token) vagueYear() bool { return t.m == 2 }

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
	case quarterYear:
		if p.now.IsZero() {
			return i
		}
		pt.year = p.now.Year()
		q := (int(p.now.Month())+2)/3 + w.n
		return p.quarters(j+1, q, q, pt)
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
	case unit:
		if t.n != workdays || w.n != 1 {
			return i
		}
		pt.form, pt.n, pt.m = onWorkday, 1, 1
	default:
		if w.m != 1 {
			return i
		}
		pt.form, pt.n, pt.m = fromToday, w.n, w.n // 今个
		return i + 1
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
		if p.at(next).kind == monthUnit || lo > hi { // 1月3至2月10
			lo, hi, next = t.n, t.m, i+1
		}
		if lo < 1 || hi > 31 || lo > hi {
			return i
		}
		switch p.at(next).kind {
		case dateUnit:
			next++
		case unit, each, hourUnit, weekUnit, monthUnit, monthPart, half, colon, slash, dash, dot, few, more:
			if p.at(next).kind != dash || p.at(next+2).kind != monthUnit {
				return i
			}
			fallthrough
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
		pt.form, pt.n, pt.m, pt.vague = inYearPart, t.n, t.m, t.vagueYear()
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
	case lunarMonth, lunarWord:
		if next := p.lunarDay(i, pt); next > i {
			return next
		}
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
	if lo, hi, next := p.numbers(i); next > i+1 && p.at(next).kind == monthUnit && 1 <= lo && lo < hi && hi <= 12 { // 2-4月
		pt.form, pt.month, pt.n, pt.m = inYearPart, lo, lo, hi
		return next + 1
	}
	if t.n != t.m || t.n < 1 || t.n > 12 {
		return i
	}
	for _, j := range []int{i + 1, i + 2} { // 三月初一, 五月份初五
		if p.lunar(j) {
			if d := p.at(j + 1); d.digits == 0 && 1 <= d.n && d.n <= 10 && !p.measured(j+2) {
				pt.form, pt.lunar, pt.month, pt.n, pt.m = onDate, true, t.n, d.n, d.n
				return j + 2
			}
			return i
		}
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
	if !p.free(i) || p.at(i-1).kind == yearUnit || p.at(i-1).kind == lunarWord { // the year was none: 康熙三年五月
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
		if next := p.monthDate(i, pt); next > i {
			return next
		}
		if next := p.dayBeforeMonth(i, pt); next > i {
			return next
		}
	}
	if next := p.numericDate(i, pt); next > i {
		return next
	}
	lo, hi, next := p.numbers(i)
	if u.kind == quarterYear && t.n == t.m && 1 <= t.n && t.n <= 4 && !p.now.IsZero() { // 三季度末
		pt.year = p.now.Year()
		return p.quarters(i+2, t.n, t.n, pt)
	}
	if p.runes[t.from] == '两' {
		return i // 两日 are two days
	}
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
	case t.n < 10 && t.to-t.from == 2: // 08年, 零八年
		return 2000 + t.n, true
	case t.n < 100 && (t.digits == 2 || t.digits == 0 && t.to-t.from == 2 && powerOf(p.runes[t.from]) == 0 && powerOf(p.runes[t.from+1]) == 0) && p.yearGoesOn(i+2):
		if !p.now.IsZero() && 2000+t.n > p.now.Year()+10 {
			return 1900 + t.n, true
		}
		return 2000 + t.n, true // 26年3月
	}
	return 0, false
}

// yearGoesOn reports whether what stands behind two digits and 年 makes them a
// year: 26年3月, 19年底, 26年第一周.
func (p *parser) yearGoesOn(i int) bool {
	switch t := p.at(i); t.kind {
	case number:
		k := p.at(i + 1).kind
		return k == monthUnit || k == monthPart || k == quarterYear
	case tenDays, yearPart:
		return true
	case ordinal, postBefore:
		return p.share(i, &point{naming: naming{form: inYear}}) > i
	}
	return false
}

// lunarDay reads 腊月二十八, 农历八月十五, 农历2026年正月十六.
func (p *parser) lunarDay(i int, pt *point) int {
	j, q := i, *pt
	if p.at(j).kind == lunarWord {
		j++
		if year, ok := p.year(j); ok && p.at(j+1).kind == yearUnit {
			q.year, j = year, j+2
		}
		if t := p.at(j); t.kind == holiday && holidays[t.n].lunar {
			pt.form, pt.n, pt.year = onFeast, t.n, q.year
			return j + 1
		}
		if next := p.monthDate(j, &q); next > j && q.form == onDate {
			q.lunar, *pt = true, q
			pt.lunar = true
			return next
		}
	}
	if p.at(j).kind != lunarMonth {
		return i
	}
	d := p.at(j + 1)
	next := j + 2
	switch {
	case d.kind == holiday && holidays[d.n].season: // 腊月初八
		q.n = holidays[d.n].day
	case d.kind == tenDays && d.n == 1 && p.at(next).kind == number:
		q.n = p.at(next).n
		next++
	case d.kind == number && d.n == d.m && d.digits <= 2:
		q.n = d.n
	default:
		return i
	}
	if q.n < 1 || q.n > 30 || p.measured(next) {
		return i
	}
	if p.at(next).kind == dateUnit {
		next++
	}
	q.form, q.lunar, q.month, q.m = onDate, true, p.at(j).n, q.n
	*pt = q
	return next
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
		if month > 12 || day <= 12 && p.americanClock(next) {
			month, day = day, month
		}
	case count == 3 && n[0].digits == 2 && sep != slash && p.recentYear(n[0].n):
		year, month, day = 2000+n[0].n, n[1].n, n[2].n
	case count == 3 && n[2].digits == 2 && sep == slash && (p.recentYear(n[2].n) || n[0].digits == 2 && n[1].digits == 2):
		year, month, day = 2000+n[2].n, n[1].n, n[0].n
		if !p.recentYear(n[2].n) {
			year -= 100
		}
		if month > 12 {
			month, day = day, month
		}
	case count == 2 && n[0].digits <= 2 && n[1].digits <= 2:
		if month > 12 && sep == slash {
			month, day = day, month
		}
		if !p.dateContext(i, next, sep, n[0], n[1]) && (sep == dash || p.weekdayOfDate(next) == next) {
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
	if d := p.at(next + 1); count == 2 && p.at(next).kind == dash && p.close(next-1) && p.close(next) && d.kind == number && d.digits > 0 && day < d.n && d.n <= 31 && !p.measured(next+2) && p.at(next+2).kind != meridiem { // 11/20-22
		pt.m, next = d.n, next+2
	}
	pt.eitherOrder = count == 2 && sep == slash && day <= 12 && p.english()
	return next
}

// english reports whether the text is written in letters alone; in a Chinese
// one the month stands before its day.
func (p *parser) english() bool {
	latin := false
	for _, r := range p.runes {
		if wide(r) {
			return false
		}
		latin = latin || letter(r)
	}
	return latin
}

// americanClock reports whether a clock with am or pm begins at token i: then
// the month stood before the day.
func (p *parser) americanClock(i int) bool {
	if p.at(i).kind == comma {
		i++
	}
	for ; p.at(i).kind == number || p.at(i).kind == colon; i++ {
	}
	return p.at(i).kind == meridiem
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
	if p.preceded(i, beforeDecimal) || sep == slash && a.n == 24 && b.n == 7 {
		return false
	}
	behind := p.at(next)
	switch behind.kind {
	case postBefore, dateUnit, postFrom, day, daypart:
		return true
	case postAfter, postWithin:
		return sep != dash
	case number:
		u := p.at(next + 1).kind
		return behind.gap && (u == colon || u == hourUnit)
	case meridiem: // 8.30 pm
		return false
	case before, after, by, between, about: // 7/3 before 6pm
		if sep == slash && p.clockTime(next+1, &point{part: -1}, 0) > next+1 {
			return true
		}
	}
	if sep == dash {
		return a.digits == 2 && b.digits == 2 && (p.at(i-1).kind == future || p.at(i-1).kind == by) && (behind.kind == act || behind.kind == anchor || behind.kind == to)
	}
	if p.followed(next, afterDecimal) {
		return false
	}
	front := p.at(i - 1).kind
	if i == 0 && behind.kind == stop && sep == slash {
		return true // the whole message
	}
	named := isRelation(front) && front != about
	acts := behind.kind == act || behind.kind == future || behind.kind == done || behind.kind == anchor || behind.kind == to
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
		if k := p.at(next).kind; (k == dash && p.close(next) || k == to) && p.at(next+1).kind == number && p.at(next+1).digits > 0 && !p.measured(next+2) && p.at(next+2).kind != meridiem && p.at(next+1).n <= 31 && p.at(next+1).n > u.n {
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
	if d := p.at(i + 1); t.n == 0 && !p.named.IsZero() && d.kind == number && d.n == d.m && 1 < d.n && p.at(i+2).kind == unit && p.at(i+2).n == days && !p.named.AddDate(0, 0, d.n-1).After(p.today()) { // 10号发的 第三天才到
		pt.form, pt.n, pt.m = fromNamed, d.n-1, d.n-1
		return i + 3
	}
	if t.n < 1 || t.n > 31 {
		return i
	}
	if next := p.dayBeforeMonth(i, pt); next > i {
		return next
	}
	if k := p.at(i - 1).kind; !isRelation(k) && k != to && k != and && (k != filler || !p.articled(i)) {
		return i
	}
	if a := p.at(i + 1); (a.kind == other || a.kind == number) && a.gap && letter(p.runes[a.from]) && !p.ends(i+1) {
		return i // the 3rd floor
	}
	pt.form, pt.n, pt.m = onDate, t.n, t.n
	return i + 1
}

// articled reports whether the ordinal i may name a day: the 25th, on the 25th.
func (p *parser) articled(i int) bool {
	t := p.at(i - 1)
	return string(p.runes[t.from:t.to]) == "the"
}
