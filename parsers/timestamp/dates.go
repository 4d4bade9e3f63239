package timestamp

import (
	"fmt"
	"time"
)

// Dates finds the order of day and month in a file from all its stamps. The
// evidence, strongest first: a year in front; a field that is no month; a
// weekday or another written date that fits one order only; the sequence,
// which runs forward and in small steps in one order only. Two shapes of date
// in one file ("3/25/26", "25/3/2026") are judged apart.
//
// The zero Dates is ready for use.
type Dates struct {
	shapes map[shape]*tally
	order  []shape // in order of appearance

	before Stamp // what was added last, if it may come again, and
	tally  *tally
	bad    [len(orders)]bool // in which orders it is no day
}

// A shape is how a date looks; one writer uses one order with it.
type shape struct {
	sep  byte
	wide bool
}

// A tally is what the stamps of one shape say, per order.
type tally struct {
	n       int
	marked  bool // 12-hour clock
	foreign bool // with markers that no American phone writes
	padded  bool
	reading [len(orders)]struct {
		bad     int    // stamps that are no day in this order
		sample  string // the first of them
		backs   int    // steps backwards
		steps   int    // days passed in all, forwards and backwards
		last    int
		started bool
	}
}

// earliest is the first year that a chat app could have written: a two-digit
// year before it is a day or month misread.
const earliest = 2008

// Add notes one more stamp of the file.
func (d *Dates) Add(s Stamp) { d.add(s, nil) }

// AddKnown notes a stamp whose day is known from elsewhere, as from the name of
// an attachment that repeats the time.
func (d *Dates) AddKnown(s Stamp, year int, month time.Month, dayOfMonth int) {
	d.add(s, &day{year, int(month), dayOfMonth})
}

func (d *Dates) add(s Stamp, known *day) {
	if s.form != yearLast && s.form != allShort {
		return
	}
	if known == nil && d.tally != nil && s.date == d.before.date && s.Weekday == d.before.Weekday {
		d.tally.count(s, d.bad) // the same day once more is no step
		return
	}
	k := shape{s.sep, s.wide}
	t := d.shapes[k]
	if t == nil {
		if d.shapes == nil {
			d.shapes = map[shape]*tally{}
		}
		t = &tally{}
		d.shapes[k] = t
		d.order = append(d.order, k)
	}
	var bad [len(orders)]bool
	for i, o := range orders {
		r := &t.reading[i]
		is, ok := s.day(o)
		if bad[i] = !ok || !s.wide && is.y < earliest || !s.onWeekday(is) || known != nil && *known != is; bad[i] {
			if r.bad == 0 {
				r.sample = s.dateText()
			}
			continue
		}
		n := is.number()
		if r.started {
			if n < r.last {
				r.backs++
				r.steps += r.last - n
			} else {
				r.steps += n - r.last
			}
		}
		r.last, r.started = n, true
	}
	t.count(s, bad)
	d.before, d.tally, d.bad = s, t, bad
	if known != nil {
		d.tally = nil
	}
}

func (t *tally) count(s Stamp, bad [len(orders)]bool) {
	t.n++
	t.marked, t.foreign = t.marked || s.Marked, t.foreign || s.foreign
	t.padded = t.padded || s.padded
	for i, b := range bad {
		if b {
			t.reading[i].bad++
		}
	}
}

// onWeekday reports whether the weekday beside the date, if any, fits.
func (s Stamp) onWeekday(d day) bool {
	return s.Weekday == 0 || int(time.Date(d.y, time.Month(d.m), d.d, 0, 0, 0, 0, time.UTC).Weekday())+1 == s.Weekday
}

// dateText writes the date's fields as they stood.
func (s Stamp) dateText() string {
	return fmt.Sprintf("%02d%c%02d%c%02d", s.a, s.sep, s.b, s.sep, s.c)
}

// A Reading is the order found for a file and the evidence for it.
type Reading struct {
	// Order is that of the file's most frequent shape; YMD where all dates
	// have the year in front.
	Order Order
	// Why is the evidence, in words.
	Why string
	// Certain is false when nothing in the file decides.
	Certain bool

	shapes map[shape]choice
	last   int // day number of the stamp read before
}

type choice struct {
	order   Order
	why     string
	certain bool
	mixed   bool // both orders occur in this shape
	n       int
}

// Decide weighs what was added. user is the order that the user named, hint
// the one that the file's language suggests where nothing else decides (MDY is
// believed of 3/5/26 only, as Americans write); both may be empty.
func (d *Dates) Decide(user, hint Order) *Reading {
	r := &Reading{Order: YMD, Why: "the year stands first", Certain: true, shapes: map[shape]choice{}}
	if len(d.order) == 0 {
		return r
	}
	var main, sure choice
	for _, k := range d.order {
		c := d.shapes[k].decide(k)
		if c.certain && c.n > sure.n {
			sure = c
		}
		r.shapes[k] = c
	}
	for _, k := range d.order {
		c := r.shapes[k]
		switch {
		case user != "":
			c.order, c.why, c.certain, c.mixed = user, "named by the user", true, false
		case c.certain:
		case sure.certain:
			c.order, c.why = sure.order, "as in the other dates of the file: "+sure.why
		case k.sep == '/' && (hint == DMY || hint == MDY && !k.wide && d.shapes[k].american()):
			c.order, c.why = hint, "nothing in the dates decides; usual in the language of the file"
		}
		r.shapes[k] = c
		if c.n > main.n {
			main = c
		}
	}
	r.Order, r.Why, r.Certain = main.order, main.why, main.certain
	return r
}

// decide settles one shape.
func (t *tally) decide(k shape) choice {
	c := choice{n: t.n, certain: true}
	best := 0
	for i := range orders {
		if t.reading[i].bad < t.reading[best].bad {
			best = i
		}
	}
	c.order = orders[best]
	var rivals []int
	for i := range orders {
		if i != best && t.reading[i].bad == t.reading[best].bad {
			rivals = append(rivals, i)
		}
	}
	c.mixed = t.reading[0].bad > 0 && t.reading[1].bad > 0 && t.reading[best].bad > 0
	if len(rivals) == 0 {
		for i := range orders {
			if i != best && t.reading[i].sample != "" && orders[i] != YMD {
				c.why = fmt.Sprintf("%s is no date as %s", t.reading[i].sample, orders[i])
				break
			}
		}
		return c
	}
	for _, i := range rivals {
		a, b := &t.reading[best], &t.reading[i]
		switch {
		case a.backs != b.backs:
			c.why = "only so do the dates run forward"
			if b.backs < a.backs {
				best = i
			}
		case a.steps > 3*b.steps || b.steps > 3*a.steps:
			c.why = "only so do the days change faster than the months"
			if b.steps < a.steps {
				best = i
			}
		case orders[i] == YMD:
		default:
			best, c.why = t.usual(k), "nothing in the dates decides; usual in this shape"
			c.certain = false
		}
	}
	c.order = orders[best]
	return c
}

// usual is the index of the order that the locales with this shape use: dots
// and dashes go with the day in front everywhere; of the slashes only the
// American 3/5/26, 9:12 PM has the month first.
func (t *tally) usual(k shape) int {
	if k.sep == '/' && !k.wide && t.marked && t.american() {
		return 1
	}
	return 0
}

// american reports whether an American phone may have written the shape.
func (t *tally) american() bool { return !t.padded && !t.foreign }

// Read settles the order of one stamp of the file. Stamps are to be read in
// the order of the file: where both orders occur in one shape, the reading
// nearest to the stamp before counts.
func (r *Reading) Read(s Stamp) Stamp {
	if s.form == dateless {
		return s
	}
	var is day
	ok := false
	if s.form == fixed {
		is, ok = s.day(YMD)
	} else {
		c, known := r.shapes[shape{s.sep, s.wide}]
		if !known {
			c.order = r.Order
		}
		is, ok = s.day(c.order)
		if !ok || c.mixed && r.last != 0 {
			is, ok = r.nearest(s, is, ok)
		}
	}
	if !ok {
		return s
	}
	r.last = is.number()
	s.form, s.a, s.b, s.c = fixed, int16(is.y), int16(is.m), int16(is.d)
	return s
}

// nearest picks the reading of s that lies nearest to the stamp before.
func (r *Reading) nearest(s Stamp, is day, ok bool) (day, bool) {
	for _, o := range orders[:2] {
		d, fits := s.day(o)
		if !fits || !s.onWeekday(d) {
			continue
		}
		if !ok || r.last != 0 && abs(d.number()-r.last) < abs(is.number()-r.last) {
			is, ok = d, true
		}
	}
	if !ok {
		return s.day(YMD)
	}
	return is, ok
}

func abs(n int) int { return max(n, -n) }
