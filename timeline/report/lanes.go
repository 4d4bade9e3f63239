package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/locale"
)

// Lanes is the picture of a parcel: one lane for each voice on one axis of
// time, in units of the picture. Long silence is folded, a promise is a bar up
// to its deadline, and a dashed line joins both sides of a finding.
type Lanes struct {
	Width, Height int
	Bottom        int // of the last lane
	Lanes         []Lane
	Ticks         []Tick
	Folds         []Fold
	Bars          []Bar
	Links         []Link
	Marks         []Mark
	Labels        []Label
	// Omitted is how many events of the parcel the picture leaves out.
	Omitted int
	// Name is what the picture shows, for those who do not see it.
	Name string
}

// A Lane is one voice's strip.
type Lane struct {
	Voice          Voice
	Name           string
	Top, Y, Bottom int // Y is the line on which its marks stand
}

// A Tick is a time on the axis.
type Tick struct {
	X    int
	Text string
}

// A Fold is a silence that is not drawn to scale.
type Fold struct {
	X    int
	Text string
}

// A Mark is one event.
type Mark struct {
	Voice Voice
	Event string
	X, Y  int
	Title string
}

// Square is the upper left corner of the mark of a record.
func (m Mark) Square() (p struct{ X, Y int }) { p.X, p.Y = m.X-5, m.Y-5; return p }

// A Bar is a promise: from when it was made to its deadline.
type Bar struct {
	X, Y, Width int
	Deadline    int // X of the flag; outside the picture it equals X+Width
}

// A Label is the text beside a mark.
type Label struct {
	Voice       Voice
	Event       string
	X, Y, Width int // X is its middle, Y its base line
	Text        string
}

// Left is the left edge of the label's patch.
func (l Label) Left() int { return l.X - l.Width/2 }

// A Link joins two sides of a finding.
type Link struct {
	Number int
	Firm   bool
	Path   string
	X, Y   int // of its number
}

const (
	laneNames  = 84 // width of the column of lane names
	rightEdge  = 24
	axisHeight = 34
	tierHeight = 18
	foldWidth  = 40
	tickRoom   = 84
	// enoughTicks is the number from which no finer ones are tried.
	enoughTicks = 6
	maxTiers    = 5
	maxMarks    = 60
	quoteLimit  = 16 // code points of a label
)

// Draw lays out the events of one parcel, in order of time, and the findings
// that concern them, numbered from 1. Width is at least 600.
func Draw(l locale.Lang, zone *time.Location, events []timeline.Event, findings []timeline.Finding, width int) Lanes {
	d := drawing{lang: l, zone: zone, evidence: map[string]bool{}, at: map[string]Mark{}, deadline: map[string]Bar{}}
	d.Width = width
	d.Name = locale.Text(l, "report.lanes")
	for _, f := range findings {
		for _, m := range f.Evidence {
			d.evidence[m.Event] = true
		}
	}
	shown := d.choose(events)
	if len(shown) == 0 {
		return d.Lanes
	}
	d.scale(shown)
	d.layOut(shown)
	d.ticks()
	for i, f := range findings {
		d.link(i+1, f)
	}
	return d.Lanes
}

type drawing struct {
	Lanes
	lang     locale.Lang
	zone     *time.Location
	evidence map[string]bool
	at       map[string]Mark // by event
	deadline map[string]Bar  // by event
	axis     axis
}

// choose keeps what says something: evidence first, then scans and statements.
func (d *drawing) choose(events []timeline.Event) []timeline.Event {
	var shown []timeline.Event
	for _, e := range events {
		if e.Time.Dated() && (d.evidence[e.ID] || VoiceOf(e) != VoiceNone && says(e)) {
			shown = append(shown, e)
		} else {
			d.Omitted++
		}
	}
	if len(shown) <= maxMarks {
		return shown
	}
	d.Omitted += len(shown) - maxMarks
	rank := slices.Clone(shown)
	slices.SortStableFunc(rank, func(a, b timeline.Event) int { return boolFirst(d.evidence[a.ID], d.evidence[b.ID]) })
	keep := map[string]bool{}
	for _, e := range rank[:maxMarks] {
		keep[e.ID] = true
	}
	return slices.DeleteFunc(shown, func(e timeline.Event) bool { return !keep[e.ID] })
}

func says(e timeline.Event) bool {
	if e.Scan != nil {
		return e.Scan.Status.Bounds() != ""
	}
	return slices.ContainsFunc(e.Statements, func(s timeline.Statement) bool { return s.Mode.Checked() })
}

func boolFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// promiseEnd is the latest deadline that e promises.
func promiseEnd(e timeline.Event) (end time.Time) {
	for _, s := range e.Statements {
		if s.Mode == timeline.ModePromised && s.Latest.After(end) {
			end = s.Latest
		}
	}
	return end
}

// axis maps times to places, linear between its points.
type axis struct {
	times []time.Time
	xs    []float64
}

func (a axis) x(t time.Time) int {
	i, found := slices.BinarySearchFunc(a.times, t, time.Time.Compare)
	switch {
	case found:
		return int(math.Round(a.xs[i]))
	case i == 0:
		return int(a.xs[0])
	case i == len(a.times):
		return int(a.xs[i-1])
	}
	part := float64(t.Sub(a.times[i-1])) / float64(a.times[i].Sub(a.times[i-1]))
	return int(math.Round(a.xs[i-1] + part*(a.xs[i]-a.xs[i-1])))
}

// scale spreads the events and deadlines over the width: silence longer than
// a tenth of the whole (between 2 and 12 hours) is folded to that length.
func (d *drawing) scale(shown []timeline.Event) {
	var times []time.Time
	for _, e := range shown {
		times = append(times, e.Time.Start)
		if end := promiseEnd(e); VoiceOf(e) == VoicePromise && end.After(e.Time.Start) {
			times = append(times, end)
		}
	}
	slices.SortFunc(times, time.Time.Compare)
	times = slices.CompactFunc(times, time.Time.Equal)
	limit := min(max(times[len(times)-1].Sub(times[0])/10, 2*time.Hour), 12*time.Hour)

	// Widths in units of the axis; fixed parts first, the rest is to scale.
	const least = 6.0 // between two different times
	left, room := float64(laneNames+36), float64(d.Width-rightEdge-36-laneNames-36)
	folded := func(gap time.Duration) bool { return gap > limit+limit/2 }
	var drawn time.Duration
	fixed := 0.0
	for i := 1; i < len(times); i++ {
		gap := times[i].Sub(times[i-1])
		fixed += least
		if folded(gap) {
			fixed += foldWidth
		}
		drawn += min(gap, limit)
	}
	shrink := min(1, 0.7*room/max(fixed, 1))
	perNano := (room - fixed*shrink) / max(float64(drawn), 1)
	d.axis = axis{times: times, xs: []float64{left}}
	for i := 1; i < len(times); i++ {
		gap := times[i].Sub(times[i-1])
		step := least*shrink + perNano*float64(min(gap, limit))
		if folded(gap) {
			step += foldWidth * shrink
			d.Folds = append(d.Folds, Fold{X: int(d.axis.xs[i-1] + step/2), Text: locale.Duration(d.lang, gap)})
		}
		d.axis.xs = append(d.axis.xs, d.axis.xs[i-1]+step)
	}
}

// layOut stacks the lanes. A lane is as high as its labels need.
func (d *drawing) layOut(shown []timeline.Event) {
	y := axisHeight
	for _, voice := range Voices {
		lane := Lane{Voice: voice, Name: locale.Word(d.lang, "voice", voice), Top: y}
		var labels []Label
		for _, e := range shown {
			if d.voice(e) == voice {
				labels = append(labels, d.label(e, voice))
				if end := promiseEnd(e); voice == VoicePromise && end.After(e.Time.Start) {
					labels = append(labels, d.flagLabel(e, end))
				}
			}
		}
		tiers := d.stack(labels)
		height := 40 + tierHeight*tiers
		lane.Bottom = y + height
		below := voice == VoiceRecord || voice == VoiceRecipient
		lane.Y = y + 20
		if !below {
			lane.Y = lane.Bottom - 18
		}
		for _, label := range labels {
			if label.Y >= 0 { // stack leaves the tier in Y
				if below {
					label.Y = lane.Y + 26 + label.Y*tierHeight
				} else {
					label.Y = lane.Y - 16 - label.Y*tierHeight
				}
				d.Labels = append(d.Labels, label)
			}
		}
		d.Lanes.Lanes = append(d.Lanes.Lanes, lane)
		for _, e := range shown {
			if d.voice(e) == voice {
				d.mark(e, lane)
			}
		}
		y = lane.Bottom
	}
	d.Bottom = y
	d.Height = y + 26
}

// voice is the lane of e; a message that is evidence but states nothing by
// itself stands with the claims.
func (d *drawing) voice(e timeline.Event) Voice {
	if v := VoiceOf(e); v != VoiceNone {
		return v
	}
	return VoiceClaim
}

func (d *drawing) mark(e timeline.Event, lane Lane) {
	m := Mark{Voice: lane.Voice, Event: e.ID, X: d.axis.x(e.Time.Start), Y: lane.Y,
		Title: locale.Moment(d.lang, d.zone, e.Time) + " " + e.Text}
	d.Marks = append(d.Marks, m)
	d.at[e.ID] = m
	if end := promiseEnd(e); lane.Voice == VoicePromise && end.After(e.Time.Start) {
		x := d.axis.x(end)
		b := Bar{X: m.X, Y: lane.Y - 7, Width: x - m.X, Deadline: x}
		d.Bars = append(d.Bars, b)
		d.deadline[e.ID] = b
	}
}

func (d *drawing) label(e timeline.Event, voice Voice) Label {
	clock := e.Time.Start.In(d.zone).Format("15:04")
	if e.Time.Precision == timeline.PrecisionDay {
		clock = ""
	}
	text := clock + " " + short(e)
	if voice == VoiceRecord && e.Scan != nil {
		text = clock + " " + locale.Word(d.lang, "status", e.Scan.Status)
		if e.Scan.SignerKind != "" && e.Scan.SignerKind != timeline.SignerUnknown {
			text += " · " + locale.Word(d.lang, "signer", e.Scan.SignerKind)
		}
	}
	width := textWidth(text)
	half := width / 2
	x := min(max(d.axis.x(e.Time.Start), laneNames+half+4), d.Width-rightEdge-half+12)
	return Label{Voice: voice, Event: e.ID, X: x, Width: width, Text: text}
}

// flagLabel stands to the right of the flag at a deadline.
func (d *drawing) flagLabel(e timeline.Event, end time.Time) Label {
	text := locale.Text(d.lang, "report.flag") + " " + end.In(d.zone).Format("15:04")
	width := textWidth(text)
	x := min(d.axis.x(end)+15+width/2, d.Width-width/2-4)
	return Label{Voice: VoicePromise, Event: e.ID, X: x, Width: width, Text: text}
}

// short is the part of a message that says something, within quoteLimit.
func short(e timeline.Event) string {
	runes := []rune(e.Text)
	from := 0
	if len(runes) > quoteLimit {
		for _, s := range e.Statements {
			if s.Mode.Checked() {
				from = max(min(s.Span[0], len(runes)-quoteLimit), 0)
				break
			}
		}
	}
	to := min(from+quoteLimit, len(runes))
	text := string(runes[from:to])
	if from > 0 {
		text = "…" + text
	}
	if to < len(runes) {
		text += "…"
	}
	return "“" + text + "”"
}

// textWidth estimates the width of text at 12 units: wide letters are square.
func textWidth(text string) int {
	w := 6.0
	for _, r := range text {
		if r >= 0x2e80 || r == '“' || r == '”' || r == '…' {
			w += 12.4
		} else {
			w += 6.8
		}
	}
	return int(w)
}

// stack puts labels that would overlap on tiers, evidence first and nearest to
// its mark. It leaves the tier in Y, -1 where there is no room, and returns
// how many tiers it used.
func (d *drawing) stack(labels []Label) (used int) {
	order := make([]int, len(labels))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return boolFirst(d.evidence[labels[a].Event], d.evidence[labels[b].Event])
	})
	var tiers [maxTiers][]Label
	for _, i := range order {
		labels[i].Y = -1
		for t := range tiers {
			if slices.ContainsFunc(tiers[t], func(o Label) bool { return overlap(labels[i], o) }) {
				continue
			}
			labels[i].Y = t
			tiers[t] = append(tiers[t], labels[i])
			used = max(used, t+1)
			break
		}
	}
	return used
}

func overlap(a, b Label) bool {
	return a.Left() < b.Left()+b.Width+6 && b.Left() < a.Left()+a.Width+6
}

var tickSteps = []time.Duration{24 * time.Hour, 12 * time.Hour, 6 * time.Hour, 3 * time.Hour, 2 * time.Hour,
	time.Hour, 30 * time.Minute, 10 * time.Minute}

// ticks writes round times onto the axis, the roundest first, where there is
// room and time runs to scale.
func (d *drawing) ticks() {
	first, last := d.axis.times[0], d.axis.times[len(d.axis.times)-1]
	y, m, day := first.In(d.zone).Date()
	midnight := time.Date(y, m, day, 0, 0, 0, 0, d.zone)
	var at []time.Time
	for _, step := range tickSteps {
		if last.Sub(midnight)/step > 5000 || len(at) >= enoughTicks {
			break
		}
		for t := midnight; !t.After(last); t = t.Add(step) {
			if !t.Before(first) && d.roomFor(d.axis.x(t)) {
				at = append(at, t)
				d.Ticks = append(d.Ticks, Tick{X: d.axis.x(t)})
			}
		}
	}
	slices.SortFunc(at, time.Time.Compare)
	slices.SortFunc(d.Ticks, func(a, b Tick) int { return cmp.Compare(a.X, b.X) })
	before := ""
	for i, t := range at {
		date := t.In(d.zone).Format(locale.Text(d.lang, "report.tick.date"))
		d.Ticks[i].Text = t.In(d.zone).Format("15:04")
		if date != before {
			d.Ticks[i].Text = date + " " + d.Ticks[i].Text
		}
		before = date
	}
}

func (d *drawing) roomFor(x int) bool {
	near := func(o, room int) bool { return max(x-o, o-x) < room }
	return !slices.ContainsFunc(d.Ticks, func(o Tick) bool { return near(o.X, tickRoom) }) &&
		!slices.ContainsFunc(d.Folds, func(o Fold) bool { return near(o.X, foldWidth) })
}

// link joins the members of f, each with the next in time.
func (d *drawing) link(number int, f timeline.Finding) {
	type end struct{ x, y int }
	var ends []end
	for _, m := range f.Evidence {
		mark, ok := d.at[m.Event]
		if !ok {
			continue
		}
		e := end{mark.X, mark.Y}
		if bar, ok := d.deadline[m.Event]; ok && m.Role == timeline.EvidencePromise {
			e.x = bar.Deadline
		}
		ends = append(ends, e)
	}
	slices.SortStableFunc(ends, func(a, b end) int { return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.y, b.y)) })
	for i := 1; i < len(ends); i++ {
		a, b := ends[i-1], ends[i]
		c := curve{x: [4]float64{float64(a.x), float64(a.x), float64(b.x), float64(b.x)}}
		mid := float64(a.y+b.y) / 2
		if a.y == b.y {
			mid -= 34
		}
		c.y = [4]float64{float64(a.y), mid, mid, float64(b.y)}
		link := Link{Number: number, Firm: f.Firmness == timeline.Firm, Path: c.path()}
		link.X, link.Y = d.numberPlace(c)
		d.Links = append(d.Links, link)
	}
}

// numberPlace is a place on the curve that covers no other number, mark or
// label, if there is one.
func (d *drawing) numberPlace(c curve) (x, y int) {
	for _, t := range []float64{.5, .45, .55, .4, .6, .35, .65, .3, .7, .25, .75, .2, .8} {
		x, y = c.at(t)
		if !d.taken(x, y) {
			return x, y
		}
	}
	return c.at(.5)
}

func (d *drawing) taken(x, y int) bool {
	return slices.ContainsFunc(d.Links, func(o Link) bool { return (o.X-x)*(o.X-x)+(o.Y-y)*(o.Y-y) < 22*22 }) ||
		slices.ContainsFunc(d.Marks, func(o Mark) bool { return (o.X-x)*(o.X-x)+(o.Y-y)*(o.Y-y) < 16*16 }) ||
		slices.ContainsFunc(d.Labels, func(o Label) bool {
			return x > o.Left()-8 && x < o.Left()+o.Width+8 && y > o.Y-21 && y < o.Y+13
		})
}

// curve is a cubic Bézier curve.
type curve struct{ x, y [4]float64 }

func (c curve) path() string {
	return fmt.Sprintf("M%.0f %.0fC%.0f %.0f %.0f %.0f %.0f %.0f", c.x[0], c.y[0], c.x[1], c.y[1], c.x[2], c.y[2], c.x[3], c.y[3])
}

func (c curve) at(t float64) (x, y int) {
	u := 1 - t
	b := func(p [4]float64) int {
		return int(math.Round(u*u*u*p[0] + 3*u*u*t*p[1] + 3*u*t*t*p[2] + t*t*t*p[3]))
	}
	return b(c.x), b(c.y)
}
