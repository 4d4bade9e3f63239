// Package timestamp reads the times that apps write: dates in every order and
// with every separator, 年月日, weekdays, 12-hour markers before or after the
// time, Arabic and full-width digits, Japanese eras and Buddhist years.
//
// # Order of day and month
//
// "3/4/26" has two readings, and a wrong one moves a promise by a month. A
// Stamp therefore keeps the fields as written; Order says which is which, and
// Dates finds the Order of a whole file from all of its stamps and keeps the
// evidence. A stamp that the file's order makes impossible is read in the
// order that fits it, never dropped.
//
// # What is not written is not known
//
// A time without seconds is a minute long. A stamp without a date or without a
// time of day has no instant of its own; nothing is filled in from the clock.
package timestamp

import (
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/duizheng/duizheng/timeline"
)

// An Order is the order of year, month and day in a date of digits.
type Order string

// The orders in use. In YMD dates the year has two or four digits.
const (
	YMD Order = "YMD"
	DMY Order = "DMY"
	MDY Order = "MDY"
)

// A Stamp is a written time, taken apart.
type Stamp struct {
	date
	foreign bool // the 12-hour marker is one that no American phone writes: am, a. m., μ.μ.

	// Weekday is the day of the week that stands beside the date, counted
	// from Sunday = 1; 0 if none does.
	Weekday int
	// Hour, Minute and Second of the day, 24-hour clock; valid as far as
	// Precision says.
	Hour, Minute, Second int
	// Precision of the time of day: second, minute, or none.
	Precision timeline.Precision
	// Marked is true when a 12-hour marker stood beside the time.
	Marked bool
	// Zoned is true when an offset or UTC is written; Offset is in seconds
	// east of Greenwich.
	Zoned  bool
	Offset int
}

// A date is a written date of digits.
type date struct {
	a, b, c int16 // its fields as written
	form    form
	sep     byte // between them
	wide    bool // the year has four digits
	padded  bool // a one-digit day or month is written with two digits
}

// form is what is known of the order of the date's fields.
type form uint8

const (
	dateless form = iota
	fixed         // year, month, day
	yearLast      // day and month in unknown order, then the year
	allShort      // three fields of two digits
)

// HasDate reports whether a whole date is written.
func (s Stamp) HasDate() bool { return s.form != dateless }

// HasClock reports whether a time of day is written.
func (s Stamp) HasClock() bool { return s.Precision != "" && s.Precision != timeline.PrecisionNone }

// Open reports whether the date can be read in more than one order.
func (s Stamp) Open() bool {
	n := 0
	for _, o := range orders {
		if _, ok := s.day(o); ok {
			n++
		}
	}
	return n > 1
}

var orders = [...]Order{DMY, MDY, YMD}

// A day is a calendar day.
type day struct{ y, m, d int }

// number counts days, for comparing.
func (d day) number() int {
	return int(time.Date(d.y, time.Month(d.m), d.d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// day reads the date in order o; false where that gives no calendar day. Dates
// of fixed order have the one reading in every order.
func (t date) day(o Order) (day, bool) {
	var d day
	a, b, c := int(t.a), int(t.b), int(t.c)
	switch {
	case t.form == dateless:
		return d, false
	case t.form == fixed:
		d = day{a, b, c}
	case o == DMY:
		d = day{c, b, a}
	case o == MDY:
		d = day{c, a, b}
	case t.form == allShort && o == YMD:
		d = day{a, b, c}
	default:
		return d, false
	}
	switch {
	case d.y > 50 && d.y < 100: // 5/3/67: the Buddhist year 2567
		d.y += 2500 - 543
	case d.y < 100:
		d.y += 2000
	}
	return d, d.y >= 1800 && d.y < 2200 && d.m >= 1 && d.m <= 12 && d.d >= 1 && d.d <= monthDays(d.y, d.m)
}

func monthDays(y, m int) int {
	switch m {
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// Date reads the date in the order o, or in the first other one in which it
// is a calendar day.
func (s Stamp) Date(o Order) (year int, month time.Month, dayOfMonth int, ok bool) {
	d, ok := s.any(o)
	return d.y, time.Month(d.m), d.d, ok
}

func (t date) any(o Order) (day, bool) {
	d, ok := t.day(o)
	for i := 0; !ok && i < len(orders); i++ {
		d, ok = t.day(orders[i])
	}
	return d, ok
}

// On takes the date from another stamp, for files that write the day once
// above many times of day.
func (s Stamp) On(date Stamp) Stamp {
	s.date, s.Weekday = date.date, date.Weekday
	return s
}

// Moment is the stamp as a time in zone, whose origin is from; an offset of
// its own wins and is explicit. A date without a time is a day long. Without a
// date the Moment is undated. raw is kept as the time's own words.
func (s Stamp) Moment(o Order, zone *time.Location, from timeline.ZoneOrigin, raw string) timeline.Moment {
	y, m, d, ok := s.Date(o)
	if !ok {
		return timeline.Undated(raw)
	}
	if s.Zoned {
		from = timeline.ZoneExplicit
		local := zone
		zone = time.UTC
		if s.Offset != 0 {
			zone = time.FixedZone("", s.Offset)
		}
		if s.HasClock() && local != nil {
			t := time.Date(y, m, d, s.Hour, s.Minute, s.Second, 0, zone)
			return timeline.At(t.In(local), s.Precision, from, raw)
		}
	}
	if !s.HasClock() {
		return timeline.At(time.Date(y, m, d, 0, 0, 0, 0, zone), timeline.PrecisionDay, from, raw)
	}
	return timeline.At(time.Date(y, m, d, s.Hour, s.Minute, s.Second, 0, zone), s.Precision, from, raw)
}

// Parse reads s, which must be a stamp and nothing else.
func Parse(s string) (Stamp, bool) {
	var buf [64]byte
	b := append(buf[:0], s...)
	st, n := Prefix(b)
	return st, n > 0 && len(b) == skipSpace(b, n)
}

// Prefix reads the stamp at the beginning of b and how many bytes it takes; 0
// if b does not begin with one. Marks and spaces before it are part of it,
// those behind it are not.
func Prefix(b []byte) (Stamp, int) {
	p := parser{b: b}
	end := p.run(true, true)
	return p.s, end
}

// Clock is Prefix for a time of day alone.
func Clock(b []byte) (Stamp, int) {
	p := parser{b: b}
	end := p.run(false, true)
	return p.s, end
}

// Day is Prefix for a date alone, with its weekday.
func Day(b []byte) (Stamp, int) {
	p := parser{b: b}
	end := p.run(true, false)
	return p.s, end
}

// A parser reads one stamp, part by part.
type parser struct {
	b []byte
	progress
	// head is how far it was when it came to the time of day.
	head progress
}

// A progress is what has been read up to byte i.
type progress struct {
	i    int
	s    Stamp
	half half
}

// run reads parts until none follows and returns where the last one ended; 0
// if what was wanted did not come.
func (p *parser) run(date, clock bool) int {
	end := 0
	if p.s.HasClock() { // a Reader has begun
		end = p.i
	}
	for {
		had := p.s.HasDate() || p.s.HasClock() || p.s.Weekday > 0
		i := skipSpace(p.b, p.i)
		if had {
			i = p.glue(i)
		}
		p.i = i
		if i >= len(p.b) || !p.part(date, clock) {
			break
		}
		if p.s.HasDate() || p.s.HasClock() {
			end = p.i
		}
	}
	if date && !clock && !p.s.HasDate() || clock && !date && !p.s.HasClock() {
		return 0
	}
	if !p.settle() {
		return 0
	}
	return end
}

// glue steps over what joins the parts: commas, a "T", words such as "at", and
// more than one of them ("г., в").
func (p *parser) glue(i int) int {
	for range 4 {
		if i < len(p.b) && (p.b[i] == ',' || p.b[i] == '.' && p.s.HasDate()) {
			i = skipSpace(p.b, i+1)
			continue
		}
		if i < len(p.b) && p.b[i] == 'T' && p.s.HasDate() && digitAt(p.b, i+1) {
			return i + 1
		}
		w := wordAt(p.b, i)
		if w.kind != wordGlue {
			break
		}
		i = skipSpace(p.b, i+w.size)
	}
	return i
}

// part reads one part of the stamp.
func (p *parser) part(date, clock bool) bool {
	c := p.b[p.i]
	if c >= '0' && c <= '9' || c >= utf8.RuneSelf && digitAt(p.b, p.i) {
		if clock && !p.s.HasClock() {
			if p.head = p.progress; p.clock() {
				return true
			}
		}
		return date && !p.s.HasDate() && p.date()
	}
	if c == '+' || c == '-' {
		return p.s.HasClock() && !p.s.Zoned && digitAt(p.b, p.i+1) && p.offset()
	}
	if (c == '(' || c == '[') && p.s.HasClock() && !p.s.Zoned && p.i+5 <= len(p.b) && string(p.b[p.i+1:p.i+4]) == "UTC" {
		p.s.Zoned = true
		p.i += len("[UTC]")
		return p.b[p.i-1] == ')' || p.b[p.i-1] == ']'
	}
	if c == '(' || hasPrefix(p.b, p.i, "（") {
		return p.bracketed()
	}
	w := wordAt(p.b, p.i)
	switch w.kind {
	case wordWeekday:
		if p.s.Weekday > 0 || p.s.HasClock() || !date {
			return false
		}
		p.s.Weekday = w.value
	case wordHalf:
		if p.half != halfNone || !clock || p.s.HasClock() && w.prefixOnly {
			return false
		}
		p.half = half(w.value)
		r, _ := runeAt(p.b, p.i)
		p.s.foreign = r != 'A' && r != 'P' && !unicode.In(r, unicode.Han, unicode.Hangul)
	case wordUnit:
		if !p.s.HasClock() {
			return false
		}
	case wordMonth:
		return date && !p.s.HasDate() && p.monthFirst(w)
	case wordEra:
		return date && !p.s.HasDate() && p.eraDate(w)
	case wordZone:
		if p.s.Zoned || !p.s.HasDate() && !p.s.HasClock() {
			return false
		}
		p.s.Zoned = true
		p.i += w.size
		p.offset()
		return true
	default:
		return false
	}
	p.i += w.size
	return true
}

// bracketed reads a weekday in brackets, "(火)", "(Mon)".
func (p *parser) bracketed() bool {
	if !p.s.HasDate() || p.s.HasClock() || p.s.Weekday > 0 {
		return false
	}
	_, size := runeAt(p.b, p.i)
	in := p.i + size
	w := wordAt(p.b, in)
	if w.kind != wordWeekday {
		if w.value, w.size = bareWeekday(p.b[in:]); w.size == 0 {
			return false
		}
	}
	r, size := runeAt(p.b, in+w.size)
	if r != ')' && r != '）' {
		return false
	}
	p.s.Weekday, p.i = w.value, in+w.size+size
	return true
}

// settle applies the 12-hour marker; false when one stands beside nothing.
func (p *parser) settle() bool {
	if p.half == halfNone || !p.s.HasClock() {
		return p.half == halfNone || p.s.HasDate()
	}
	p.s.mark(p.half)
	return true
}

// mark moves the hour to the half of the day that a marker names.
func (s *Stamp) mark(half half) {
	if half == halfNone {
		return
	}
	s.Marked = true
	h := s.Hour
	switch {
	case h > 12:
	case half == halfAM && h == 12, half == halfNight && h == 12:
		h = 0
	case half == halfPM && h < 12, half == halfNoon && h < 10, half == halfNight && h >= 6:
		h += 12
	}
	s.Hour = h % 24
}

// clock reads "9:05", "09.05.03", "9:05:03.123", "9时5分3秒", "9시 5분".
func (p *parser) clock() bool {
	h, w, i := number(p.b, p.i)
	if w > 2 || h > 24 {
		return false
	}
	sep, size := runeAt(p.b, i)
	switch sep {
	case ':', '：':
	case '.':
		if !p.s.HasDate() {
			return false
		}
	case '时', '時', '点', '點', '시':
		return p.clockWords(h, i+size)
	default:
		return p.clockFrench(h, i)
	}
	m, w, i := number(p.b, i+size)
	if w != 2 || m > 59 {
		return false
	}
	s, prec := 0, timeline.PrecisionMinute
	if r, size := runeAt(p.b, i); r == sep {
		if v, w, j := number(p.b, i+size); w == 2 && v <= 60 {
			s, i, prec = min(v, 59), j, timeline.PrecisionSecond
			if r, size := runeAt(p.b, i); r == '.' || r == ',' {
				j := i + size
				for j < len(p.b) && p.b[j] >= '0' && p.b[j] <= '9' {
					j++
				}
				if j-i-size >= 3 { // a fraction; shorter ones are text
					i = j
				}
			}
		} else if w > 0 {
			return false
		}
	}
	p.s.Hour, p.s.Minute, p.s.Second, p.s.Precision = h%24, m, s, prec
	if h == 24 {
		p.s.Hour = 0
	}
	p.i = i
	return true
}

// clockWords reads on behind the word for the hour.
func (p *parser) clockWords(h, i int) bool {
	v, w, j := number(p.b, skipSpace(p.b, i))
	r, size := runeAt(p.b, j)
	if w == 0 || w > 2 || v > 59 || r != '分' && r != '분' {
		return false
	}
	p.s.Hour, p.s.Minute, p.s.Precision, p.i = h%24, v, timeline.PrecisionMinute, j+size
	v, w, j = number(p.b, skipSpace(p.b, p.i))
	if r, size = runeAt(p.b, j); w > 0 && w <= 2 && v <= 59 && (r == '秒' || r == '초') {
		p.s.Second, p.s.Precision, p.i = v, timeline.PrecisionSecond, j+size
	}
	return true
}

// clockFrench reads "21 h 13" and "21 h 13 min 05 s", as in Canada.
func (p *parser) clockFrench(h, i int) bool {
	if i = skipSpace(p.b, i); !hasPrefix(p.b, i, "h") || !p.s.HasDate() {
		return false
	}
	m, w, i := number(p.b, skipSpace(p.b, i+1))
	if w != 2 || m > 59 || h > 23 {
		return false
	}
	p.s.Hour, p.s.Minute, p.s.Precision, p.i = h, m, timeline.PrecisionMinute, i
	if i = skipSpace(p.b, i); !hasPrefix(p.b, i, "min") {
		return true
	}
	s, w, i := number(p.b, skipSpace(p.b, i+len("min")))
	if i = skipSpace(p.b, i); w == 2 && s <= 59 && hasPrefix(p.b, i, "s") {
		p.s.Second, p.s.Precision, p.i = s, timeline.PrecisionSecond, i+1
	}
	return true
}

// offset reads "+08:00", "+0800", and behind the word UTC also "+8".
func (p *parser) offset() bool {
	i, sign := p.i, 1
	if i >= len(p.b) || p.b[i] != '+' && p.b[i] != '-' {
		return false
	}
	if p.b[i] == '-' {
		sign = -1
	}
	h, w, j := number(p.b, i+1)
	m := 0
	switch {
	case w == 4:
		h, m = h/100, h%100
	case w == 1 || w == 2:
		if r, size := runeAt(p.b, j); r == ':' {
			v, w, k := number(p.b, j+size)
			if w != 2 {
				return false
			}
			m, j = v, k
		} else if !p.s.Zoned {
			return false
		}
	default:
		return false
	}
	if h > 14 || m > 59 {
		return false
	}
	p.s.Zoned, p.s.Offset, p.i = true, sign*(h*3600+m*60), j
	return true
}
