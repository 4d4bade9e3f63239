package timestamp

import (
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// A Reader reads the stamps of one file, line by line. The lines of a file are
// alike: one that is written like the one before, but for its time of day, is
// read by that pattern, and a day's beginning is reckoned once.
type Reader struct {
	// Zone is that of times which name none, From its origin.
	Zone *time.Location
	From timeline.ZoneOrigin
	// Order settles day and month; unset, the year stands first.
	Order *Reading

	like, clock pattern // of the stamp before, and of the time of day

	written date // of the Moment before
	weekday int
	day     time.Time // when it began
	even    bool      // it has 24 hours of 60 minutes
}

// A pattern is a stamp whose time of day is open.
type pattern struct {
	head [40]byte // what stands before the time of day
	tail [16]byte // and behind it, up to and with what ended the stamp
	// heads and tails are their lengths; tails is 0 where there is no pattern.
	// end is how much of the tail belongs to the stamp.
	heads, tails, end int
	stamp             Stamp
	half              half // its 12-hour marker
}

// Prefix is the function Prefix for the next line. The Stamp is valid until the
// one after it.
func (r *Reader) Prefix(b []byte) (*Stamp, int) { return r.like.next(b, true) }

// Clock is the function Clock for the next line. The Stamp is valid until the
// one after it.
func (r *Reader) Clock(b []byte) (*Stamp, int) { return r.clock.next(b, false) }

// next reads the next stamp, by the pattern if it fits.
func (l *pattern) next(b []byte, date bool) (*Stamp, int) {
	end := l.read(b)
	if end == 0 {
		p := parser{b: b}
		end = p.run(date, true)
		l.learn(&p, end)
	}
	return &l.stamp, end
}

// read reads a line that fits the pattern; 0 if it does not.
func (l *pattern) read(b []byte) int {
	n := l.heads
	if l.tails == 0 || len(b) < n || string(b[:n]) != string(l.head[:n]) {
		return 0
	}
	c, ok := clockAt(b, n)
	if !ok || c.precision != l.stamp.Precision || len(b) < c.end+l.tails || string(b[c.end:c.end+l.tails]) != string(l.tail[:l.tails]) {
		return 0
	}
	l.stamp.Hour, l.stamp.Minute, l.stamp.Second = c.hour, c.minute, c.second
	l.stamp.mark(l.half)
	return c.end + l.end
}

// learn makes the stamp that p has read, up to end, the pattern.
func (l *pattern) learn(p *parser, end int) {
	if end == 0 {
		return // the next stamp may be like the last
	}
	l.tails, l.stamp = 0, p.s
	n, stop := p.head.i, p.i+stopAt(p.b, p.i)
	if stop == p.i || n > len(l.head) {
		return
	}
	c, ok := clockAt(p.b, n)
	if !ok || c.precision != p.s.Precision || c.end > end || stop-c.end > len(l.tail) {
		return
	}
	l.half = p.half
	l.heads, l.tails, l.end = copy(l.head[:], p.b[:n]), copy(l.tail[:], p.b[c.end:stop]), end-c.end
}

// stopAt is how many bytes at b[i:] end a stamp whatever comes behind them; 0
// where that depends.
func stopAt(b []byte, i int) int {
	switch {
	case i >= len(b):
	case b[i] == ']' || b[i] == '\t':
		return 1
	case i+1 < len(b) && (b[i] == '-' || b[i] == ':') && b[i+1] == ' ':
		return 2
	}
	return 0
}

// A clock is a time of day in the plainest digits: 9:05, 09:05:03.
type clock struct {
	hour, minute, second int
	precision            timeline.Precision
	end                  int
}

func clockAt(b []byte, i int) (clock, bool) {
	c := clock{precision: timeline.PrecisionMinute}
	for c.end = i; c.end < len(b) && c.end < i+2 && isDigit(b[c.end]); c.end++ {
		c.hour = c.hour*10 + int(b[c.end]-'0')
	}
	var ok bool
	if c.minute, ok = sixty(b, c.end); !ok || c.end == i || c.hour > 23 {
		return c, false
	}
	c.end += len(":00")
	if c.second, ok = sixty(b, c.end); ok {
		c.precision = timeline.PrecisionSecond
		c.end += len(":00")
	}
	return c, true
}

// sixty reads ":00" to ":59".
func sixty(b []byte, i int) (int, bool) {
	if i+2 >= len(b) || b[i] != ':' || b[i+1] < '0' || b[i+1] > '5' || !isDigit(b[i+2]) {
		return 0, false
	}
	return int(b[i+1]-'0')*10 + int(b[i+2]-'0'), true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// Moment is the method of Stamp for the next stamp of the file.
func (r *Reader) Moment(s *Stamp, raw string) timeline.Moment {
	if r.even && s.date == r.written && s.Weekday == r.weekday && s.HasClock() && !s.Zoned {
		at := r.day.Add(time.Duration(s.Hour*3600+s.Minute*60+s.Second) * time.Second)
		return timeline.Moment{Start: at, End: at.Add(s.Precision.Width()), Precision: s.Precision, Zone: r.From, Raw: raw}
	}
	settled := *s
	if r.Order != nil {
		settled = r.Order.Read(*s)
	}
	if y, m, d, ok := settled.Date(YMD); ok && r.Zone != nil {
		r.written, r.weekday = s.date, s.Weekday
		r.day = time.Date(y, m, d, 0, 0, 0, 0, r.Zone)
		_, change := r.day.ZoneBounds()
		r.even = r.day.Hour() == 0 && r.day.Minute() == 0 && (change.IsZero() || change.Sub(r.day) >= 24*time.Hour)
	}
	return settled.Moment(YMD, r.Zone, r.From, raw)
}
