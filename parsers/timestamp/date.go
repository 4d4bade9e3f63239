package timestamp

import (
	"time"
	"unicode/utf8"
)

// date reads a date that begins with a number.
func (p *parser) date() bool {
	n1, w1, i := number(p.b, p.i)
	if w1 > 4 {
		return false
	}
	sep, size := runeAt(p.b, i)
	switch sep {
	case '年', '년':
		return p.cjkDate(n1, w1, i+size)
	case '/', '.', '-', '／', '．':
	default:
		return p.dayMonthName(n1, w1, i)
	}
	if at := skipSpace(p.b, i+size); wordAt(p.b, at).kind == wordMonth || w1 == 4 && hasPrefix(p.b, at, "gada ") {
		return p.dayMonthName(n1, w1, i)
	}
	n2, w2, i := number(p.b, afterSep(p.b, i+size, sep))
	if w2 == 0 || w2 > 2 {
		return false
	}
	again, size := runeAt(p.b, i)
	if again != sep {
		return false
	}
	i = afterSep(p.b, i+size, sep)
	era := 0
	if w := wordAt(p.b, i); w.kind == wordEra {
		era = w.value
		i += w.size
	}
	n3, w3, i := number(p.b, i)
	if w3 == 0 || w3 > 4 {
		return false
	}
	d := date{sep: byte(sep), padded: w1 == 2 && n1 < 10 || w2 == 2 && n2 < 10}
	switch {
	case w1 >= 3:
		d.form, d.wide = fixed, true
		if w3 > 2 || w1 == 3 {
			return false
		}
		if n1, n2, n3 = jalali(western(n1), n2, n3); n2 == 0 {
			return false
		}
	case era > 0:
		d.form, d.wide, n3 = yearLast, true, era+n3
	case w3 == 4:
		d.form, d.wide, n3 = yearLast, true, western(n3)
	case w3 <= 2 && w1 == 2 || w3 == 2:
		d.form = allShort
	default:
		return false
	}
	d.a, d.b, d.c = int16(n1), int16(n2), int16(n3)
	if sep == '.' || sep == '．' {
		if r, size := runeAt(p.b, i); r == sep {
			i += size
		}
	}
	if w := wordAt(p.b, skipSpace(p.b, i)); w.kind == wordBuddhist {
		if d.form == allShort && n3 < 100 {
			d.c = int16(western(2500 + n3))
			d.form = yearLast
		}
		i = skipSpace(p.b, i) + w.size
	}
	return p.take(d, i)
}

// western turns a Buddhist year into a western one: in exports of Thai phones
// the year alone tells.
func western(y int) int {
	if y > 2400 && y < 2700 {
		return y - 543
	}
	return y
}

// jalali turns a date of the Persian calendar into a western one, month 0 if it
// is no day: phones in Persian write 1402/12/15. Only the years since 2008 are
// taken for Persian ones; eight of 33 years have a leap day.
func jalali(y, m, d int) (year, month, day int) {
	const first, last = 1387, 1428 // 1387 began on 20 March 2008
	if y < first || y > last {
		return y, m, d
	}
	leap := func(y int) int {
		if (y*8+29)%33 < 8 {
			return 1
		}
		return 0
	}
	length := 31
	if m > 6 {
		length = 30
	}
	if m == 12 {
		length = 29 + leap(y)
	}
	if m < 1 || m > 12 || d < 1 || d > length {
		return 0, 0, 0
	}
	n := (m-1)*31 - max(0, m-7) + d - 1
	for k := first; k < y; k++ {
		n += 365 + leap(k)
	}
	t := time.Date(2008, 3, 20+n, 0, 0, 0, 0, time.UTC)
	return t.Year(), int(t.Month()), t.Day()
}

// afterSep steps over the space that may follow a dot ("2026. 3. 5.").
func afterSep(b []byte, i int, sep rune) int {
	if sep == '.' || sep == '．' {
		return skipSpace(b, i)
	}
	return skipMarks(b, i)
}

// take accepts a date if some order makes it a calendar day.
func (p *parser) take(d date, end int) bool {
	if _, ok := d.any(DMY); !ok {
		return false
	}
	p.s.date, p.i = d, end
	return true
}

func (p *parser) fix(y, m, d, end int) bool {
	return p.take(date{form: fixed, a: int16(y), b: int16(m), c: int16(d), wide: true}, end)
}

// cjkDate reads on behind 年.
func (p *parser) cjkDate(y, w, i int) bool {
	switch {
	case w == 4:
		y = western(y)
	case w <= 2:
		y += 2000
	default:
		return false
	}
	return p.cjkMonthDay(y, i)
}

func (p *parser) cjkMonthDay(y, i int) bool {
	m, w, i := number(p.b, skipSpace(p.b, i))
	r, size := runeAt(p.b, i)
	if w == 0 || w > 2 || r != '月' && r != '월' {
		return false
	}
	d, w, i := number(p.b, skipSpace(p.b, i+size))
	r, size = runeAt(p.b, i)
	if w == 0 || w > 2 || r != '日' && r != '号' && r != '號' && r != '일' {
		return false
	}
	return p.fix(y, m, d, i+size)
}

// eraDate reads "R8/3/5" and "令和8年3月5日".
func (p *parser) eraDate(w word) bool {
	n, width, i := number(p.b, p.i+w.size)
	if width == 0 || width > 3 {
		return false
	}
	sep, size := runeAt(p.b, i)
	if sep == '年' {
		return p.cjkMonthDay(w.value+n, i+size)
	}
	if sep != '/' && sep != '.' && sep != '-' {
		return false
	}
	m, _, i := number(p.b, i+size)
	if r, _ := runeAt(p.b, i); r != sep {
		return false
	}
	d, width, i := number(p.b, i+size)
	return width > 0 && p.fix(w.value+n, m, d, i)
}

// dayMonthName reads "6 Mar 2026", "6. März 2026", "6-Mar-26", "6 de marzo de 2026".
func (p *parser) dayMonthName(d, w, i int) bool {
	if w == 4 {
		return p.yearMonthName(d, i)
	}
	if w > 2 {
		return false
	}
	dotted := i < len(p.b) && p.b[i] == '.'
	i = joint(p.b, i)
	m := wordAt(p.b, i)
	if m.kind != wordMonth {
		return false
	}
	if !p.yearAfter(d, m.value, i+m.size) {
		return false
	}
	if other := croatian[m.text]; other > 0 && dotted && p.i < len(p.b) && p.b[p.i] == '.' {
		p.s.b = int16(other)
	}
	return true
}

// croatian are the months whose Croatian names are those of other months in
// Polish and Czech: only Croatian has a dot behind the day and behind the year.
var croatian = map[string]int{"lip": 6, "srp": 7, "lis": 10, "listopada": 10}

// yearMonthName reads "2024. január 5." and "2024. gada 5. janvāris".
func (p *parser) yearMonthName(y, i int) bool {
	i = joint(p.b, i)
	if hasPrefix(p.b, i, "gada ") {
		i = skipSpace(p.b, i+len("gada "))
	}
	m := wordAt(p.b, i)
	if m.kind == wordMonth {
		i = joint(p.b, i+m.size)
	}
	d, w, i := number(p.b, i)
	if w == 0 || w > 2 {
		return false
	}
	if i < len(p.b) && p.b[i] == '.' {
		i++
	}
	if m.kind != wordMonth {
		at := skipSpace(p.b, i)
		if m = wordAt(p.b, at); m.kind != wordMonth {
			return false
		}
		i = at + m.size
	}
	return p.fix(y, m.value, d, i)
}

// monthFirst reads "Mar 6, 2026" and "March 6 2026".
func (p *parser) monthFirst(m word) bool {
	d, w, i := number(p.b, joint(p.b, p.i+m.size))
	if w == 0 || w > 2 {
		return false
	}
	for _, suffix := range [...]string{"st", "nd", "rd", "th"} {
		if hasPrefix(p.b, i, suffix) {
			i += 2
			break
		}
	}
	return p.yearAfter(d, m.value, i)
}

func (p *parser) yearAfter(d, m, i int) bool {
	y, w, i := number(p.b, joint(p.b, i))
	switch w {
	case 4:
		y = western(y)
	case 2:
		y += 2000
	default:
		return false
	}
	if r, _ := runeAt(p.b, i); w == 2 && (r == ':' || r == '.') {
		return false // "Mar 6, 16:40" names no year
	}
	return p.fix(y, m, d, i)
}

// joint steps over what joins day, month name and year.
func joint(b []byte, i int) int {
	i = skipSpace(b, i)
	if i < len(b) && (b[i] == '.' || b[i] == ',' || b[i] == '-' || b[i] == '/') {
		i = skipSpace(b, i+1)
	}
	for _, of := range [...]string{"de ", "del ", "of ", "d’", "พ.ศ. ", "ב"} {
		if hasPrefix(b, i, of) {
			return skipSpace(b, i+len(of))
		}
	}
	return i
}

func hasPrefix(b []byte, i int, s string) bool {
	return len(b)-i >= len(s) && string(b[i:i+len(s)]) == s
}

// number reads the digits of any of these scripts, and the direction marks
// after them. width counts the digits.
func number(b []byte, i int) (n, width, end int) {
	for i < len(b) && width < 5 {
		c := b[i]
		if c >= '0' && c <= '9' {
			n, width, i = n*10+int(c-'0'), width+1, i+1
			continue
		}
		if c < utf8.RuneSelf {
			break
		}
		r, size := utf8.DecodeRune(b[i:])
		d := digit(r)
		if d < 0 {
			break
		}
		n, width, i = n*10+d, width+1, i+size
	}
	if width > 0 && i < len(b) && b[i] >= utf8.RuneSelf {
		i = skipMarks(b, i)
	}
	return n, width, i
}

// zeros are the zeros of the scripts whose digits phones write.
var zeros = [...]rune{'0', 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0x1040, 0x17e0, 0xff10}

func digit(r rune) int {
	if r < utf8.RuneSelf && (r < '0' || r > '9') {
		return -1
	}
	for _, zero := range zeros {
		if r >= zero && r <= zero+9 {
			return int(r - zero)
		}
	}
	return -1
}

func digitAt(b []byte, i int) bool {
	r, _ := runeAt(b, i)
	return digit(r) >= 0
}

func runeAt(b []byte, i int) (rune, int) {
	if i >= len(b) {
		return 0, 0
	}
	if b[i] < utf8.RuneSelf {
		return rune(b[i]), 1
	}
	return utf8.DecodeRune(b[i:])
}

// mark reports whether r is an invisible mark.
func mark(r rune) bool {
	return r == 0x200e || r == 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0xfeff || r == 0x061c
}

func skipMarks(b []byte, i int) int {
	for i < len(b) && b[i] >= utf8.RuneSelf {
		r, size := utf8.DecodeRune(b[i:])
		if !mark(r) {
			break
		}
		i += size
	}
	return i
}

// skipSpace steps over spaces and marks, not over tabs or line ends: in files
// of columns those end the time.
func skipSpace(b []byte, i int) int {
	for i < len(b) {
		if b[i] == ' ' {
			i++
			continue
		}
		if b[i] < utf8.RuneSelf {
			break
		}
		r, size := utf8.DecodeRune(b[i:])
		if !mark(r) && r != 0xa0 && r != 0x202f && r != 0x2009 && r != 0x3000 && r != 0x2007 {
			break
		}
		i += size
	}
	return i
}
