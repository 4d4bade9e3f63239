package pasted

import (
	"regexp"
	"strings"
	"time"

	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// A clock is a time as a person copies it: a whole stamp, a day, a time of day
// under a line with the day, or one that hangs on the day of copying.
type clock struct {
	stamp timestamp.Stamp
	raw   string
	// month and day are set where the year is missing.
	month, day int
	// back counts days before the day of copying: 昨天 is 1; -1 if not relative.
	back int
}

// relative are the words that name a day by the day of copying.
var relative = map[string]int{"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2, "today": 0, "yesterday": 1}

var (
	noYear   = regexp.MustCompile(`^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?[\s,，]*(?:星期.|周.|礼拜.)?\s*`)
	yearGap  = regexp.MustCompile(`^(\d{4})\s+(\d{1,2}[-/.]\d{1,2})(\D.*)$`)
	relDay   = regexp.MustCompile(`^(今天|今日|昨天|昨日|前天|(?i:today|yesterday))[\s,，]*`)
	monthDay = regexp.MustCompile(`(?:^|\s)(\d{1,2})[-/.月](\d{1,2})日?\s+(\d{1,2}:\d{2}(?::\d{2})?)$`)
)

// bullets stand before a row on pages that show a line of dots.
const bullets = "●•·○◎◆◇■□▪√✓✔*>|丨-–—│├└ \t\u00a0\u3000"

// lead reads the time at the beginning of a line and returns what follows it.
func lead(line string) (c clock, rest string, ok bool) {
	c.back = -1
	body := strings.TrimLeft(line, bullets)
	if m := yearGap.FindStringSubmatch(body); m != nil { // 2023 03-13 12:21
		if st, n := timestamp.Prefix([]byte(m[1] + "-" + m[2] + m[3])); n > 0 && st.HasClock() {
			n += len(body) - len(m[1]+"-"+m[2]+m[3])
			c.stamp, c.raw = st, strings.TrimSpace(body[:n])
			return c, after(body[n:]), true
		}
	}
	if m := relDay.FindStringSubmatch(body); m != nil {
		st, n := timestamp.Clock([]byte(body[len(m[0]):]))
		if n > 0 {
			c.stamp, c.back, c.raw = st, relative[strings.ToLower(m[1])], strings.TrimSpace(body[:len(m[0])+n])
			return c, after(body[len(m[0])+n:]), true
		}
	}
	if st, n := timestamp.Prefix([]byte(body)); n > 0 && (st.HasDate() && st.HasClock()) {
		c.stamp, c.raw = st, strings.TrimSpace(body[:n])
		return c, after(body[n:]), true
	}
	if m := noYear.FindStringSubmatch(body); m != nil {
		mo, d := atoi(m[1]), atoi(m[2])
		st, n := timestamp.Clock([]byte(body[len(m[0]):]))
		if n > 0 && mo >= 1 && mo <= 12 && d >= 1 && d <= 31 {
			c.stamp, c.month, c.day, c.raw = st, mo, d, strings.TrimSpace(body[:len(m[0])+n])
			return c, after(body[len(m[0])+n:]), true
		}
	}
	if st, n := timestamp.Day([]byte(body)); n > 0 && st.HasDate() {
		c.stamp, c.raw = st, strings.TrimSpace(body[:n])
		return c, after(body[n:]), true
	}
	if st, n := timestamp.Clock([]byte(body)); n > 0 && st.HasClock() && strings.Contains(body[:n], ":") {
		c.stamp, c.raw = st, strings.TrimSpace(body[:n])
		return c, after(body[n:]), true
	}
	return c, "", false
}

// tail reads the time at the end of a line and returns what stands before it.
func tail(line string) (c clock, text string, ok bool) {
	c.back = -1
	line = strings.TrimRight(line, " \t\u00a0\u3000)）]】")
	if st, i := timestamp.Suffix([]byte(line)); i > 0 && st.HasDate() && st.HasClock() {
		c.stamp, c.raw = st, strings.TrimSpace(line[i:])
		return c, strings.TrimRight(line[:i], " \t\u00a0\u3000,，;；|([（【"), true
	}
	if m := monthDay.FindStringSubmatchIndex(line); m != nil {
		mo, d := atoi(line[m[2]:m[3]]), atoi(line[m[4]:m[5]])
		if st, n := timestamp.Clock([]byte(line[m[6]:m[7]])); n > 0 && mo >= 1 && mo <= 12 && d >= 1 && d <= 31 {
			c.stamp, c.month, c.day, c.raw = st, mo, d, strings.TrimSpace(line[m[0]:])
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

// whole reports whether the clock names its day by itself.
func (c clock) whole() bool { return c.stamp.HasDate() }

// moment resolves the clock. anchor is the day of copying or of a neighbouring
// row; zero if there is none: then the time is not known.
func (c clock) moment(at func(timestamp.Stamp, string) timeline.Moment, anchor time.Time, neighbour bool) timeline.Moment {
	switch {
	case c.whole():
		return at(c.stamp, c.raw)
	case anchor.IsZero() || c.back >= 0 && neighbour:
		return timeline.Undated(c.raw)
	case c.back >= 0:
		return c.on(at, anchor.AddDate(0, 0, -c.back))
	case c.month > 0:
		return c.on(at, c.year(anchor, neighbour))
	}
	return timeline.Undated(c.raw)
}

// year is the day of the clock in the year that lies nearest to a neighbouring
// row, or last before the day of copying.
func (c clock) year(anchor time.Time, neighbour bool) time.Time {
	best := time.Time{}
	for y := anchor.Year() - 1; y <= anchor.Year()+1; y++ {
		d := time.Date(y, time.Month(c.month), c.day, 0, 0, 0, 0, anchor.Location())
		if !neighbour && d.After(anchor) {
			continue
		}
		if best.IsZero() || d.Sub(anchor).Abs() < best.Sub(anchor).Abs() {
			best = d
		}
	}
	return best
}

func (c clock) on(at func(timestamp.Stamp, string) timeline.Moment, day time.Time) timeline.Moment {
	d, n := timestamp.Day([]byte(day.Format("2006-01-02")))
	if n == 0 {
		return timeline.Undated(c.raw)
	}
	return at(c.stamp.On(d), c.raw)
}
