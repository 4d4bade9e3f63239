package tracking

import (
	"regexp"
	"strings"
	"time"
	"unicode"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// A Clock is a time as a person copies it: a whole stamp, a day, a time of day
// under a line with the day, or one that hangs on the day of copying.
type Clock struct {
	Stamp timestamp.Stamp
	// Raw is the time as written.
	Raw string
	// Month and Day are set where the year is missing.
	Month, Day int
	// Back counts days before the day of copying: 昨天 is 1; -1 if not relative.
	Back int
}

// relative are the words that name a day by the day of copying.
var relative = map[string]int{"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2, "today": 0, "yesterday": 1}

var (
	noYear   = regexp.MustCompile(`^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?[\s,，]*(?:星期.|周.|礼拜.)?\s*`)
	yearGap  = regexp.MustCompile(`^(\d{4})\s+(\d{1,2}[-/.]\d{1,2})(\D.*)$`)
	relDay   = regexp.MustCompile(`^(今天|今日|昨天|昨日|前天|(?i:today|yesterday))[\s,，]*`)
	monthDay = regexp.MustCompile(`(?:^|\s)(\d{1,2})[-/.月](\d{1,2})日?\s+(\d{1,2}:\d{2}(?::\d{2})?)$`)
)

// Bullets are what stands before a row on pages that show a line of dots.
const Bullets = "●•·○◎◆◇■□▪√✓✔*>|丨-–—│├└ \t\u00a0\u3000"

// Lead reads the time at the beginning of a line and returns what follows it.
func Lead(line string) (c Clock, rest string, ok bool) {
	c.Back = -1
	body := strings.TrimLeft(line, Bullets)
	if m := yearGap.FindStringSubmatch(body); m != nil { // 2023 03-13 12:21
		if st, n := timestamp.Prefix([]byte(m[1] + "-" + m[2] + m[3])); n > 0 && st.HasClock() {
			n += len(body) - len(m[1]+"-"+m[2]+m[3])
			c.Stamp, c.Raw = st, strings.TrimSpace(body[:n])
			return c, after(body[n:]), true
		}
	}
	if m := relDay.FindStringSubmatch(body); m != nil {
		st, n := timestamp.Clock([]byte(body[len(m[0]):]))
		if n > 0 {
			c.Stamp, c.Back, c.Raw = st, relative[strings.ToLower(m[1])], strings.TrimSpace(body[:len(m[0])+n])
			return c, after(body[len(m[0])+n:]), true
		}
	}
	if st, n := timestamp.Prefix([]byte(body)); n > 0 && (st.HasDate() && st.HasClock()) {
		c.Stamp, c.Raw = st, strings.TrimSpace(body[:n])
		return c, after(body[n:]), true
	}
	if m := noYear.FindStringSubmatch(body); m != nil {
		mo, d := atoi(m[1]), atoi(m[2])
		st, n := timestamp.Clock([]byte(body[len(m[0]):]))
		if n > 0 && mo >= 1 && mo <= 12 && d >= 1 && d <= 31 {
			c.Stamp, c.Month, c.Day, c.Raw = st, mo, d, strings.TrimSpace(body[:len(m[0])+n])
			return c, after(body[len(m[0])+n:]), true
		}
	}
	if st, n := timestamp.Day([]byte(body)); n > 0 && st.HasDate() {
		c.Stamp, c.Raw = st, strings.TrimSpace(body[:n])
		return c, after(body[n:]), true
	}
	if st, n := timestamp.Clock([]byte(body)); n > 0 && st.HasClock() && strings.Contains(body[:n], ":") {
		c.Stamp, c.Raw = st, strings.TrimSpace(body[:n])
		return c, after(body[n:]), true
	}
	return c, "", false
}

// Tail reads the time at the end of a line and returns what stands before it.
func Tail(line string) (c Clock, text string, ok bool) {
	c.Back = -1
	line = strings.TrimRight(line, " \t\u00a0\u3000)）]】")
	if st, i := timestamp.Suffix([]byte(line)); i > 0 && st.HasDate() && st.HasClock() {
		c.Stamp, c.Raw = st, strings.TrimSpace(line[i:])
		return c, strings.TrimRight(line[:i], " \t\u00a0\u3000,，;；|([（【"), true
	}
	if m := monthDay.FindStringSubmatchIndex(line); m != nil {
		mo, d := atoi(line[m[2]:m[3]]), atoi(line[m[4]:m[5]])
		if st, n := timestamp.Clock([]byte(line[m[6]:m[7]])); n > 0 && mo >= 1 && mo <= 12 && d >= 1 && d <= 31 {
			c.Stamp, c.Month, c.Day, c.Raw = st, mo, d, strings.TrimSpace(line[m[0]:])
			return c, strings.TrimSpace(line[:m[0]]), true
		}
	}
	return c, "", false
}

// after drops what parts a time from its text.
func after(s string) string {
	return strings.TrimSpace(strings.TrimLeft(s, " \t\u00a0\u3000,，;；|:：-–—]】"))
}

func atoi(s string) int {
	n := 0
	for _, r := range s {
		n = n*10 + int(r-'0')
	}
	return n
}

// Whole reports whether the clock names its day by itself.
func (c Clock) Whole() bool { return c.Stamp.HasDate() }

// Moment resolves the clock. anchor is the day of copying or of a neighbouring
// row; zero if there is none: then the time is not known.
func (c Clock) Moment(at func(timestamp.Stamp, string) timeline.Moment, anchor time.Time, neighbour bool) timeline.Moment {
	switch {
	case c.Whole():
		return at(c.Stamp, c.Raw)
	case anchor.IsZero() || c.Back >= 0 && neighbour:
		return timeline.Undated(c.Raw)
	case c.Back >= 0:
		return c.on(at, anchor.AddDate(0, 0, -c.Back))
	case c.Month > 0:
		return c.on(at, c.year(anchor, neighbour))
	}
	return timeline.Undated(c.Raw)
}

// year is the day of the clock in the year that lies nearest to a neighbouring
// row, or last before the day of copying.
func (c Clock) year(anchor time.Time, neighbour bool) time.Time {
	best := time.Time{}
	for y := anchor.Year() - 1; y <= anchor.Year()+1; y++ {
		d := time.Date(y, time.Month(c.Month), c.Day, 0, 0, 0, 0, anchor.Location())
		if !neighbour && d.After(anchor) {
			continue
		}
		if best.IsZero() || d.Sub(anchor).Abs() < best.Sub(anchor).Abs() {
			best = d
		}
	}
	return best
}

func (c Clock) on(at func(timestamp.Stamp, string) timeline.Moment, day time.Time) timeline.Moment {
	d, n := timestamp.Day([]byte(day.Format("2006-01-02")))
	if n == 0 {
		return timeline.Undated(c.Raw)
	}
	return at(c.Stamp.On(d), c.Raw)
}

// Copied is the time of a row that a person copied or saved: a row in Chinese
// is on the clock of +08:00, any other on the user's.
func Copied(e *parsers.Export, s timestamp.Stamp, raw, text string) timeline.Moment {
	if chinese(text) {
		return s.Moment(timestamp.MDY, China, timeline.ZoneExplicit, raw)
	}
	m := s.Moment(timestamp.MDY, e.Zone(), timeline.ZoneAssumed, raw)
	if !m.Dated() || s.Zoned {
		return m
	}
	t := m.Start
	return e.Local(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), m.Precision, raw)
}

// chinese reports whether a text is in Chinese: Han characters and no kana.
func chinese(s string) bool {
	han := false
	for _, r := range s {
		if unicode.In(r, unicode.Hiragana, unicode.Katakana) {
			return false
		}
		han = han || unicode.Is(unicode.Han, r)
	}
	return han
}
