package check

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/statute"
)

// A draft is a finding before it is written out.
type draft struct {
	typ      timeline.FindingType
	rule     Rule
	firm     bool
	gap      time.Duration
	allowed  time.Duration // the tolerance that was applied
	party    string        // key of who is contradicted
	key      string        // id of the record or promise concerned
	promise  timeline.StatementKind
	deadline time.Time
	late     *account // of a promise: what shows when it happened
	evidence []*account
	also     []*account
	low      bool // severity is low whatever the firmness
	gapOf    *timeline.Gap

	constraints []string
	soft        []softness
	benign      []timeline.Sentence
}

// soften makes d possible for each reason.
func (d *draft) soften(reasons ...softness) {
	for _, s := range reasons {
		d.firm = false
		if !slices.Contains(d.soft, s) {
			d.soft = append(d.soft, s)
			d.benign = append(d.benign, timeline.Say("benign."+string(s)))
		}
	}
}

// mayBe names an innocent reading; dissolves says that it alone makes d
// possible.
func (d *draft) mayBe(key string, dissolves bool, values ...string) {
	if dissolves {
		d.firm = false
	}
	d.benign = append(d.benign, timeline.Say(key, values...))
}

// stronger is the order of evidence: firm, then the largest difference, then
// the earliest.
func (d *draft) stronger(o *draft) bool {
	if d.firm != o.firm {
		return d.firm
	}
	if d.gap != o.gap {
		return d.gap > o.gap
	}
	for i := range min(len(d.evidence), len(o.evidence)) {
		if n := compareEvents(d.evidence[i].event, o.evidence[i].event); n != 0 && d.evidence[i].event != o.evidence[i].event {
			return n < 0
		}
	}
	return false
}

// closer is the order where several sentences would do: the two that stand
// closest in time, then the earlier.
func (d *draft) closer(o *draft) bool {
	x, y := d.span(), o.span()
	if x != y {
		return x < y
	}
	return compareEvents(d.evidence[1].event, o.evidence[1].event) < 0
}

// span is the time between the first two members of the evidence.
func (d *draft) span() time.Duration {
	s := d.evidence[1].from().Sub(d.evidence[0].from())
	return max(s, -s)
}

// otherZones makes d possible where another zone, for which the case gives a
// reason, dissolves it (JUDGEMENT 1.7). What moves both accounts alike dissolves
// nothing. An assumed zone gives way to any that the case names, a declared one
// only to that which the other account itself is written in.
func (c *court) otherZones(d *draft, over, under *account, tolerance time.Duration) {
	for _, offset := range c.zones {
		gap := d.gap - moved(over, under, offset) + moved(under, over, offset)
		if gap < d.gap && gap <= tolerance {
			d.mayBe("benign.zone", true, "zone", zoneName(offset))
			return
		}
	}
}

// moved is how much later the account would be, were its zone the other one.
func moved(a, other *account, offset int) time.Duration {
	if !a.dated() {
		return 0
	}
	switch a.event.Time.Zone {
	case timeline.ZoneAssumed:
	case timeline.ZoneDeclared:
		if written, ok := writtenOffset(other.event.Time); !ok || written != offset {
			return 0
		}
	default:
		return 0
	}
	_, own := a.event.Time.Start.Zone()
	return time.Duration(own-offset) * time.Second
}

// written is a time with its offset, as a source writes it.
var written = regexp.MustCompile(`:\d\d(?:[.,]\d+)? ?([+-])(\d\d):?(\d\d)$`)

// epoch reports whether a time is written as a count, which names no zone.
func epoch(raw string) bool { return len(raw) >= 9 && strings.Trim(raw, "0123456789") == "" }

// writtenOffset is the offset that a source writes beside a time, in seconds
// east of UTC. Its parser may have told the time in another zone.
func writtenOffset(m timeline.Moment) (offset int, ok bool) {
	if !m.Dated() || m.Zone != timeline.ZoneExplicit || epoch(m.Raw) {
		return 0, false
	}
	var part []string
	if strings.LastIndexAny(m.Raw, "+-") >= len(m.Raw)-len("+00:00") { // most have none
		part = written.FindStringSubmatch(m.Raw)
	}
	if part == nil {
		_, offset = m.Start.Zone()
		return offset, offset != 0
	}
	hours, _ := strconv.Atoi(part[2])
	minutes, _ := strconv.Atoi(part[3])
	offset = hours*3600 + minutes*60
	if part[1] == "-" {
		offset = -offset
	}
	return offset, offset != 0
}

func zoneName(offset int) string {
	return time.Unix(0, 0).In(time.FixedZone("", offset)).Format("-07:00")
}

var highTypes = []timeline.FindingType{timeline.SignedNotReceived, timeline.DeliveredNotRecorded, timeline.DeliveryTimeMismatch,
	timeline.ShippedNotPickedUp, timeline.PlaceMismatch, timeline.SignerMismatch, timeline.RefusalMismatch}

// severity follows CONTRACT section 5.
func (d *draft) severity() timeline.Severity {
	switch {
	case !d.firm || d.low || d.typ.Verdict() == timeline.VerdictIntegrity:
		return timeline.SeverityLow
	case slices.Contains(highTypes, d.typ), d.typ == timeline.PromiseBroken && (d.promise == timeline.KindDelivered || d.promise == timeline.KindShipped):
		return timeline.SeverityHigh
	}
	return timeline.SeverityMedium
}

// finish writes the drafts out.
func (c *court) finish(drafts []*draft) []timeline.Finding {
	byID := map[string]*draft{}
	var order []string
	for _, d := range drafts {
		if d.rule.Off {
			continue
		}
		id := timeline.ID("f_", string(d.typ), c.Parcel.Number(), c.partyID(d.party), d.key)
		if byID[id] == nil {
			byID[id] = d
			order = append(order, id)
			continue
		}
		if old := byID[id]; d.stronger(old) {
			d.also = append(append(d.also, old.evidence...), old.also...)
			byID[id] = d
		} else {
			old.also = append(append(old.also, d.evidence...), d.also...)
		}
	}
	out := make([]timeline.Finding, 0, len(order))
	for _, id := range order {
		f := c.write(byID[id])
		f.ID = id
		out = append(out, f)
	}
	slices.SortStableFunc(out, compareFindings)
	return out
}

var severities = []timeline.Severity{timeline.SeverityHigh, timeline.SeverityMedium, timeline.SeverityLow}

func compareFindings(a, b timeline.Finding) int {
	if a.Firmness != b.Firmness {
		if a.Firmness == timeline.Firm {
			return -1
		}
		return 1
	}
	if n := slices.Index(severities, a.Severity) - slices.Index(severities, b.Severity); n != 0 {
		return n
	}
	if a.GapSeconds != b.GapSeconds {
		if a.GapSeconds > b.GapSeconds {
			return -1
		}
		return 1
	}
	if a.ID < b.ID {
		return -1
	}
	return 1
}

// partyID is stable: the name, for keys of parties are made by the store.
func (c *court) partyID(key string) string {
	if name := c.names[key]; name != "" {
		return name
	}
	return key
}

func (c *court) write(d *draft) timeline.Finding {
	f := timeline.Finding{Type: d.typ, Verdict: d.typ.Verdict(), Firmness: timeline.Possible, Severity: d.severity(),
		Waybill: c.Parcel.Number(), Carrier: c.Parcel.Carrier, Parcel: c.Parcel.ID, Promise: d.promise, Party: c.partyID(d.party),
		GapSeconds: max(0, int64(d.gap/time.Second)), Benign: d.benign, Constraints: d.constraints,
		Rule: d.rule.ID, RuleVersion: d.rule.Version, Also: []string{}, Citations: []string{}}
	if d.firm {
		f.Firmness = timeline.Firm
	}
	shown := map[string]bool{}
	for _, a := range d.evidence {
		shown[a.event.ID] = true
		f.Evidence = append(f.Evidence, c.exhibit(a))
	}
	for _, a := range d.also {
		if !shown[a.event.ID] {
			shown[a.event.ID] = true
			f.Also = append(f.Also, a.event.ID)
		}
	}
	slices.Sort(f.Also)
	for _, id := range d.rule.Statutes {
		if article, ok := statute.Get(id); ok {
			f.Statutes = append(f.Statutes, id)
			f.Citations = append(f.Citations, article.Citation())
		}
	}
	c.explain(d, &f)
	return f
}

// exhibit is one member of the evidence.
func (c *court) exhibit(a *account) timeline.Evidence {
	e := a.event
	ev := timeline.Evidence{Event: e.ID, Role: a.role, Kind: a.kind, Party: e.Sender.Name, Text: e.Text, Time: e.Time,
		AsOf: a.asOf, Source: e.Source, Locator: e.Locator}
	if a.st != nil {
		ev.Mode, ev.Negated = a.st.Mode, a.st.Negated
		if a.st.Span != (timeline.Span{}) {
			span := a.st.Span
			ev.Span = &span
		}
	}
	return ev
}

func seconds(d time.Duration) string { return strconv.FormatInt(int64(d/time.Second), 10) }

// at is a moment as a value of a Sentence.
func at(m timeline.Moment) string {
	if !m.Dated() {
		return m.Raw
	}
	return m.Start.Format(time.RFC3339) + " " + string(m.Precision)
}
