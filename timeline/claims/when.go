package claims

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/timex"
)

// times are the times that a message names, less the number of a house (the lady at 7).
// A clock of another zone (21:22, that is Japan time) is fuzzy: it may be of another day.
func times(u timeline.Utterance) []timeline.TimeExpression {
	found := timex.Find(u.Text, u.Time)
	if len(found) == 0 {
		return found
	}
	text := strings.ToLower(u.Text)
	if strings.Contains(text, " at ") {
		runes := []rune(text)
		found = slices.DeleteFunc(found, func(e timeline.TimeExpression) bool { return house(runes, e) })
	}
	if elsewhereClock(text, u.Time) {
		for i := range found {
			found[i].Fuzzy = found[i].Fuzzy || found[i].Grain == timeline.GrainHour || found[i].Grain == timeline.GrainMinute
		}
	}
	return found
}

// house reports whether e is the number of the house where somebody lives.
func house(text []rune, e timeline.TimeExpression) bool {
	number := strings.TrimPrefix(strings.ToLower(e.Text), "at ")
	if len(number) > 3 || strings.Trim(number, "0123456789") != "" {
		return false
	}
	words := strings.Fields(strings.TrimSuffix(string(text[:e.Span[0]]), "at "))
	return len(words) > 0 && slices.Contains(dwellers, words[len(words)-1])
}

// dwellers are people who are named by where they live.
var dwellers = strings.Fields("lady woman man guy chap bloke fella gentleman neighbour neighbor neighbours neighbors person people someone somebody folks family couple girl lad kid house door lot mum")

// clockZones are words that say whose clock a time is; "" is a zone that they leave open.
var clockZones = []struct {
	words *regexp.Regexp
	zone  string
}{
	{regexp.MustCompile(`\b(?:japan|japanese|tokyo) time\b|\bjst\b|(?:日本|东京|東京)(?:的)?(?:时间|時間)`), "Asia/Tokyo"},
	{regexp.MustCompile(`\b(?:china|beijing|chinese) time\b|北京(?:的)?(?:时间|時間)`), "Asia/Shanghai"},
	{regexp.MustCompile(`\bhong kong time\b|\bhkt\b|香港(?:的)?(?:时间|時間)`), "Asia/Hong_Kong"},
	{regexp.MustCompile(`\b(?:taiwan|taipei) time\b|(?:台北|台湾|台灣)(?:的)?(?:时间|時間)`), "Asia/Taipei"},
	{regexp.MustCompile(`\b(?:korea|korean) time\b|\bkst\b|(?:韩国|韓國)(?:的)?(?:时间|時間)`), "Asia/Seoul"},
	{regexp.MustCompile(`\bsingapore time\b|新加坡(?:的)?(?:时间|時間)`), "Asia/Singapore"},
	{regexp.MustCompile(`\b(?:uk|london|british) time\b|(?:英国|英國|伦敦|倫敦)(?:的)?(?:时间|時間)`), "Europe/London"},
	{regexp.MustCompile(`\b(?:german|berlin|paris|central european) time\b|\bcest?\b|(?:德国|德國|法国|法國)(?:的)?(?:时间|時間)`), "Europe/Berlin"},
	{regexp.MustCompile(`\b(?:eastern|new york) time\b|\be[sd]t\b|(?:美东|美東|纽约|紐約)(?:的)?(?:时间|時間)`), "America/New_York"},
	{regexp.MustCompile(`\b(?:pacific|la) time\b|\bp[sd]t\b|美西(?:的)?(?:时间|時間)`), "America/Los_Angeles"},
	{regexp.MustCompile(`\b(?:gmt|utc)\b`), "UTC"},
	{regexp.MustCompile(`\b(?:us|indian?|european|sydney|melbourne|local|my) time\b|(?:美国|美國|欧洲|歐洲|澳洲|悉尼|加拿大|印度|当地|當地|我(?:们|們)?[这這](?:边|里|邊|裡|裏))(?:的)?(?:时间|時間)`), ""},
}

// elsewhereClock reports whether text says that its clocks are of another zone than that of
// the message.
func elsewhereClock(text string, at time.Time) bool {
	if !strings.Contains(text, "t") && !strings.Contains(text, "时间") && !strings.Contains(text, "時間") {
		return false // most messages
	}
	_, own := at.Zone()
	for _, c := range clockZones {
		if !c.words.MatchString(text) {
			continue
		}
		zone, err := time.LoadLocation(c.zone)
		if c.zone == "" || err != nil {
			return true
		}
		if _, other := at.In(zone).Zone(); other != own {
			return true
		}
	}
	return false
}

// when is the time that belongs to the verb at token j.
func (s *sentence) when(j int) (timeline.TimeExpression, bool) {
	t := s.tokens[j]
	c := &s.clauses[t.clause]
	low, high := c.from, c.to
	for k := j - 1; k >= c.first; k-- {
		if o := s.tokens[k]; o.class == verb && !s.light(k) || o.class == says || o.class == vows || o.class == displays {
			low = o.to
			break
		}
	}
	for k := j + 1; k < c.last; k++ {
		if o := s.tokens[k]; o.class == verb && !s.light(k) {
			high = o.from
			break
		}
	}
	e, ok := s.nearest(low, high, t)
	if ok && !e.Fuzzy {
		if d, found := s.deadline(t.clause+1, e); found {
			return d, true
		}
		return s.inherited(t.clause, e), true
	}
	if soon, found := s.lent(t); found {
		return soon, true
	}
	if ok {
		return e, true
	}
	if e, ok := s.shownTime(c, t); ok {
		return e, true
	}
	return s.topicTime(j)
}

// deadline is what clause i adds to the time e before it, if it says nothing else:
// 今晚寄 最晚九点半.
func (s *sentence) deadline(i int, e timeline.TimeExpression) (timeline.TimeExpression, bool) {
	if i >= len(s.clauses) || s.clauses[i].sentence != s.clauses[i-1].sentence || e.Earliest.IsZero() || !s.onlyTime(&s.clauses[i]) {
		return e, false
	}
	for _, d := range s.times {
		if d.Span[0] >= s.clauses[i].from && d.Span[1] <= s.clauses[i].to && d.Relation == timeline.RelationBefore && d.Latest.After(e.Earliest) && d.Latest.Before(e.Latest) {
			return d, true
		}
	}
	return e, false
}

// inherited is a clock or part of a day that is past, on the day to come that the
// clause before names: 明天没课，一早去寄.
func (s *sentence) inherited(i int, e timeline.TimeExpression) timeline.TimeExpression {
	if i == 0 || direction(e, s.at) >= 0 || !dateless(e.Text) || s.clauses[i].sentence != s.clauses[i-1].sentence {
		return e
	}
	for _, d := range s.times {
		if d.Span[0] >= s.clauses[i-1].from && d.Span[1] <= s.clauses[i-1].to && d.Grain == timeline.GrainDay && direction(d, s.at) > 0 && !d.Earliest.IsZero() {
			return onDay(e, dayOf(d.Earliest)-dayOf(s.at.In(d.Earliest.Location())))
		}
	}
	return e
}

// shownTime is the time right before 显示, where nothing after it has one: 13号显示揽收.
func (s *sentence) shownTime(c *clause, t token) (timeline.TimeExpression, bool) {
	for _, o := range s.words(c) {
		if o.class != displays || o.from > t.from {
			continue
		}
		for _, e := range s.times {
			if e.Span[0] >= c.from && e.Span[1] <= o.from && o.from-e.Span[1] <= 1 && !e.Fuzzy && e.Grain == timeline.GrainDay {
				return e, true
			}
		}
	}
	return timeline.TimeExpression{}, false
}

// lent is the time of a clause beside the verb's own that says nothing else.
func (s *sentence) lent(t token) (timeline.TimeExpression, bool) {
	c := &s.clauses[t.clause]
	// 物流显示昨天18:20由家人签收 has its time after the word of showing; a time
	// before 显示 is when it was seen. A clause of nothing but a time lends it
	// to its neighbour.
	if t.clause > 0 {
		if b := &s.clauses[t.clause-1]; b.sentence == c.sentence && s.onlyTime(b) && !s.has(b, verb) {
			if e, ok := s.nearest(b.from, b.to, t); ok {
				return e, true
			}
		}
	}
	if t.clause+1 < len(s.clauses) {
		if a := &s.clauses[t.clause+1]; a.sentence == c.sentence && s.onlyTime(a) && !s.has(a, verb) {
			if e, ok := s.nearest(a.from, a.to, t); ok {
				return e, true
			}
		}
	}
	if t.clause+2 < len(s.clauses) && t.marks&past != 0 {
		b, a := &s.clauses[t.clause+1], &s.clauses[t.clause+2]
		if a.sentence == c.sentence && b.first == b.last && s.onlyTime(a) { // delivered, in/at mailbox, Monday 2:14 pm
			if e, ok := s.nearest(a.from, a.to, t); ok {
				return e, true
			}
		}
	}
	return timeline.TimeExpression{}, false
}

// topicTime is the time that opens the clause before, where that clause only
// gives the reason: 昨天车坏了 一件都没派.
func (s *sentence) topicTime(j int) (timeline.TimeExpression, bool) {
	t := s.tokens[j]
	if t.clause == 0 || s.helpers(j).neg == nil && t.marks&denied == 0 {
		return timeline.TimeExpression{}, false
	}
	b, c := &s.clauses[t.clause-1], &s.clauses[t.clause]
	if b.sentence != c.sentence || b.by != timeline.BySpeaker || s.lastingIn(c) {
		return timeline.TimeExpression{}, false
	}
	for _, o := range s.words(b) {
		if o.class == verb && o.marks&goods == 0 || o.class == says || o.class == displays {
			return timeline.TimeExpression{}, false
		}
	}
	for _, e := range s.times {
		if e.Span[0]-b.from <= 1 && e.Span[0] >= b.from && e.Span[1] < b.to && direction(e, s.at) < 0 {
			return e, true
		}
	}
	return timeline.TimeExpression{}, false
}

// onlyTime reports whether a clause says nothing but a time.
func (s *sentence) onlyTime(c *clause) bool {
	for i, e := range s.times {
		if e.Span[0] >= c.from && e.Span[0] < c.to && s.lone(i) {
			return true
		}
	}
	return false
}

// lone is alone of time i, looked at once.
func (s *sentence) lone(i int) bool {
	if s.lonely == nil {
		s.lonely = make([]int8, len(s.times))
	}
	if s.lonely[i] == 0 {
		s.lonely[i] = -1
		if s.alone(s.times[i]) {
			s.lonely[i] = 1
		}
	}
	return s.lonely[i] > 0
}

// nearest is the time between low and high that is closest to the verb; a
// fuzzy one only if there is no other.
func (s *sentence) nearest(low, high int, t token) (timeline.TimeExpression, bool) {
	best, found := -1, false
	score := func(e timeline.TimeExpression) int {
		d := t.from - e.Span[1]
		if e.Span[0] >= t.to {
			d = e.Span[0] - t.to + 3
		}
		if e.Fuzzy {
			d += 100
		}
		return d
	}
	for i, e := range s.times {
		if e.Span[0] < low || e.Span[1] > high {
			continue
		}
		if !found || score(e) < score(s.times[best]) {
			best, found = i, true
		}
	}
	if !found {
		return timeline.TimeExpression{}, false
	}
	return s.chained(best), true
}

// chained is time i, on the day that the time right before it names:
// 周四（21号）晚上之前.
func (s *sentence) chained(i int) timeline.TimeExpression {
	e := s.times[i]
	if i > 0 && term(e.Text) && s.times[i-1].Span[1] == e.Span[0] && s.times[i-1].Grain == timeline.GrainDay && !s.times[i-1].Earliest.IsZero() {
		d := s.times[i-1] // 周四周五两天内
		d.Span[1] = e.Span[1]
		return d
	}
	if i > 0 && e.Relation == timeline.RelationBefore && s.times[i-1].Span[1] == e.Span[0] && dateless(e.Text) && (s.times[i-1].Grain == timeline.GrainHour || s.times[i-1].Grain == timeline.GrainMinute) && !s.times[i-1].Latest.IsZero() {
		d := s.times[i-1] // 九点收工之前
		d.Span[1], d.Relation, d.Earliest = e.Span[1], timeline.RelationBefore, time.Time{}
		return d
	}
	if i > 0 && dateless(e.Text) && s.times[i-1].Relation == timeline.RelationBefore && s.touch(s.times[i-1], e) && !dateless(s.times[i-1].Text) && !e.Earliest.IsZero() {
		d := s.times[i-1] // 后天下班前（18:00）
		last := d.Latest.Add(-time.Second)
		e = onDay(e, dayOf(last)-dayOf(s.at.In(last.Location())))
		e.Span[0], e.Relation, e.Latest, e.Earliest = d.Span[0], timeline.RelationBefore, e.Earliest, time.Time{}
		return e
	}
	if i+1 < len(s.times) && e.Grain == timeline.GrainDay && !e.Earliest.IsZero() && s.touch(e, s.times[i+1]) && dateless(s.times[i+1].Text) && !s.times[i+1].Fuzzy && s.times[i+1].Anchor == "" {
		clock := s.times[i+1] // tomorrow, between 9am and 11am
		clock = onDay(clock, dayOf(e.Earliest)-dayOf(s.at.In(e.Earliest.Location())))
		clock.Span[0] = e.Span[0]
		return clock
	}
	for k := i; k > 0 && s.touch(s.times[k-1], s.times[k]); k-- {
		d := s.times[k-1]
		if dateless(e.Text) && d.Grain == timeline.GrainDay && !d.Earliest.IsZero() && !e.Latest.IsZero() && e.Anchor == "" {
			e = onDay(e, dayOf(d.Earliest)-dayOf(s.at.In(d.Earliest.Location())))
			e.Span[0] = d.Span[0]
			return e
		}
	}
	return e
}

// touch reports whether only brackets and spaces stand between two times.
func (s *sentence) touch(a, b timeline.TimeExpression) bool {
	if b.Span[0]-a.Span[1] > 2 {
		return false
	}
	for _, r := range s.folded[a.Span[1]:b.Span[0]] {
		if !strings.ContainsRune(" ()（）,的", r) {
			return false
		}
	}
	return true
}

func dayOf(t time.Time) int {
	y, m, d := t.Date()
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// dateless reports whether the words of a time name a clock or a part of a day
// and no day.
func dateless(text string) bool {
	for _, w := range []string{"今", "明", "后", "昨", "前天", "号", "日", "周", "星期", "礼拜", "禮拜", "週", "月", "年", "天", "小时", "小時", "分钟", "/", "-", "today", "yesterday", "tomorrow", "day", "hour", "刚", "马上"} {
		if strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// earlier is a time that was read as one to come, read as past: 15号才发的 said
// on the 16th is no promise for next month.
func earlier(e timeline.TimeExpression) timeline.TimeExpression {
	months, days := 0, 0
	switch {
	case strings.ContainsAny(e.Text, "周星礼週禮") || strings.Contains(strings.ToLower(e.Text), "day"):
		days = -7
	case strings.Contains(e.Text, "月"):
		return e
	case strings.ContainsAny(e.Text, "号日號"), ordinal(e.Text):
		months = -1
	case dateless(e.Text) && e.Grain != timeline.GrainDaypart && !strings.ContainsAny(e.Text, "晚下夜pP") && e.Earliest.Hour() >= 18:
		return moveHours(e, -12) // 九点多到的站, said in the evening
	case dateless(e.Text):
		days = -1
	}
	return moveBy(e, months, days)
}

// later is a day of the month that was read as past, read as the next one: it gets
// sent out on the 6th.
func later(e timeline.TimeExpression) timeline.TimeExpression {
	if strings.ContainsAny(e.Text, "月周星") || !strings.ContainsAny(e.Text, "号日號") && !ordinal(strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(e.Text), "on "), "the ")) {
		return e
	}
	return moveBy(e, 1, 0)
}

// ordinal reports whether the words are a day of the month without the month: 5th.
func ordinal(text string) bool {
	n := len(text)
	return n >= 3 && n <= 4 && text[0] >= '1' && text[0] <= '9' && slices.Contains([]string{"st", "nd", "rd", "th"}, strings.ToLower(text[n-2:]))
}

// onDay is a time of the message's day, so many days later.
func onDay(e timeline.TimeExpression, days int) timeline.TimeExpression { return moveBy(e, 0, days) }

func moveHours(e timeline.TimeExpression, hours int) timeline.TimeExpression {
	for _, t := range []*time.Time{&e.Earliest, &e.Latest, &e.AltLatest} {
		if !t.IsZero() {
			*t = t.Add(time.Duration(hours) * time.Hour)
		}
	}
	return e
}

func moveBy(e timeline.TimeExpression, months, days int) timeline.TimeExpression {
	for _, t := range []*time.Time{&e.Earliest, &e.Latest, &e.AltLatest} {
		if !t.IsZero() {
			*t = t.AddDate(0, months, days)
		}
	}
	return e
}

// direction says on which side of the message a time lies: -1 past, 1 to
// come, 0 both or unknown.
func direction(e timeline.TimeExpression, at time.Time) int {
	switch {
	case e.Fuzzy || e.Earliest.IsZero() && e.Latest.IsZero():
		return 0
	case !e.Latest.IsZero() && !e.Latest.After(at):
		return -1
	case !e.Earliest.IsZero() && !e.Earliest.Before(at), e.Relation == timeline.RelationBefore && e.Latest.After(at):
		return 1
	}
	return 0
}

// bound fills the instants of a statement (CONTRACT section 3).
func (s *sentence) bound(r *reading, e timeline.TimeExpression, dated bool) {
	if dated {
		r.Grain, r.Relation = e.Grain, e.Relation
	}
	switch {
	case r.Mode == timeline.ModePromised && r.By != timeline.BySpeaker && direction(e, s.at) < 0 && dateless(e.Text):
		// 昨天说8点前回复: of which day the clock is, the words do not say.
	case r.Mode != timeline.ModeAsserted:
		if e.Anchor == "" && e.Latest.IsZero() && e.Within.Elapsed > 0 && s.role == timeline.RoleCourier {
			e.Latest = s.at.Add(e.Within.Elapsed) // 还有两站，二十分钟吧
			e.Within = timeline.Period{}
		}
		if dated && !e.Fuzzy {
			r.Timed = !e.Earliest.IsZero() || !e.Latest.IsZero() || !e.Within.IsZero()
			r.Earliest, r.Latest, r.AltLatest = e.Earliest, e.Latest, e.AltLatest
			r.Anchor, r.Within, r.Workdays = e.Anchor, e.Within, e.Workdays
		}
	case r.Negated:
		r.Earliest = s.at
		if dated && direction(e, s.at) < 0 && !e.Fuzzy && !s.lasting(r) && !sameInstant(e.Latest, s.at) {
			r.Timed = true
			r.Earliest, r.Latest = e.Earliest, e.Latest
		}
	default:
		r.Latest = s.at
		if dated && !e.Fuzzy && e.Anchor == "" && (!e.Latest.IsZero() || !e.Earliest.IsZero()) && (e.Earliest.IsZero() || !e.Earliest.After(s.at)) {
			r.Timed = true
			r.Earliest = e.Earliest
			if !e.Latest.IsZero() && e.Latest.Before(s.at) {
				r.Latest = e.Latest
			}
		}
	}
	if !r.Latest.IsZero() && r.Latest.Before(r.Earliest) {
		r.Earliest = time.Time{}
	}
}

func sameInstant(a, b time.Time) bool { return a.Sub(b).Abs() < time.Minute }

// lasting reports whether a denial holds until now: 还没, 到现在.
func (s *sentence) lasting(r *reading) bool { return s.lastingIn(&s.clauses[r.origin]) }

func (s *sentence) lastingIn(c *clause) bool {
	text := string(s.folded[c.from:c.to])
	for _, w := range []string{"还没", "还未", "尚未", "到现在", "至今", "一直", "仍", "still", "yet", "还不"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
