package timestamp

import (
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// A Reader reads the stamps of one file, line by line. A day stands before many
// times of day: what a line begins with like the one before it is not read
// again, and a day's beginning is reckoned once.
type Reader struct {
	// Zone is that of times which name none, From its origin.
	Zone *time.Location
	From timeline.ZoneOrigin
	// Order settles day and month; unset, the year stands first.
	Order *Reading

	head progress // of the stamp before, up to its time of day
	text [48]byte // as written

	written date // of the Moment before
	weekday int
	day     time.Time // when it began
	even    bool      // it has 24 hours of 60 minutes
}

// Prefix is the function Prefix for the next line.
func (r *Reader) Prefix(b []byte) (Stamp, int) {
	p := parser{b: b}
	if n := r.head.i; n > 0 && n < len(b) && isDigit(b[n]) && string(b[:n]) == string(r.text[:n]) {
		if p.progress = r.head; !p.clock() {
			p.progress = progress{}
		}
	}
	end := p.run(true, true)
	if n := p.head.i; n > 0 && n <= len(r.text) && isDigit(b[n]) {
		r.head = p.head
		copy(r.text[:], b[:n])
	}
	return p.s, end
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// Moment is the method of Stamp for the next stamp of the file.
func (r *Reader) Moment(s Stamp, raw string) timeline.Moment {
	if r.even && s.date == r.written && s.Weekday == r.weekday && s.HasClock() && !s.Zoned {
		at := r.day.Add(time.Duration(s.Hour*3600+s.Minute*60+s.Second) * time.Second)
		return timeline.Moment{Start: at, End: at.Add(s.Precision.Width()), Precision: s.Precision, Zone: r.From, Raw: raw}
	}
	settled := s
	if r.Order != nil {
		settled = r.Order.Read(s)
	}
	if y, m, d, ok := settled.Date(YMD); ok && r.Zone != nil {
		r.written, r.weekday = s.date, s.Weekday
		r.day = time.Date(y, m, d, 0, 0, 0, 0, r.Zone)
		_, change := r.day.ZoneBounds()
		r.even = r.day.Hour() == 0 && r.day.Minute() == 0 && (change.IsZero() || change.Sub(r.day) >= 24*time.Hour)
	}
	return settled.Moment(YMD, r.Zone, r.From, raw)
}
