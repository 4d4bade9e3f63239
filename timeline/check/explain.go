package check

import (
	"slices"
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// quoteLimit is how many characters of a message a summary quotes.
const quoteLimit = 60

// explain puts a finding into sentences: a summary of what does not match, the
// evidence step by step, the rule applied, and the innocent readings.
func (c *court) explain(d *draft, f *timeline.Finding) {
	values := []string{"kind", string(d.promise), "gap", seconds(d.gap), "deadline", d.deadline.Format(time.RFC3339)}
	first, second := d.sides()
	values = append(values, c.values(first, "a")...)
	if second != nil {
		values = append(values, c.values(second, "b")...)
	}
	if d.gapOf != nil {
		values = append(values, "source", d.gapOf.Source.Name)
	}
	f.Summary = timeline.Say(summaryKey(d), values...)
	for _, a := range d.evidence {
		f.Explanation = append(f.Explanation, c.tell(a))
	}
	if d.gapOf != nil && d.gapOf.Say.Key != "" {
		f.Explanation = append(f.Explanation, d.gapOf.Say)
	}
	if !d.deadline.IsZero() {
		f.Explanation = append(f.Explanation, timeline.Say("explain.deadline", "deadline", d.deadline.Format(time.RFC3339)))
	}
	for _, id := range d.constraints {
		f.Explanation = append(f.Explanation, timeline.Say("constraint."+id))
	}
	switch {
	case d.gap > 0 && d.allowed > 0:
		f.Explanation = append(f.Explanation, timeline.Say("explain.gap", "gap", seconds(d.gap), "tolerance", seconds(d.allowed)))
	case d.gap > 0 && d.rule.Tolerance == 0 && d.rule.Firm > 0:
		f.Explanation = append(f.Explanation, timeline.Say("explain.firm", "gap", seconds(d.gap), "firm", seconds(d.rule.Firm)))
	case d.gap > 0 && d.rule.Tolerance == 0:
		f.Explanation = append(f.Explanation, timeline.Say("explain.exact", "gap", seconds(d.gap)))
	case d.gap > 0:
		f.Explanation = append(f.Explanation, timeline.Say("explain.apart", "gap", seconds(d.gap)))
	}
	f.Benign = append(f.Benign, usualReadings[d.typ]...)
	if f.Benign == nil {
		f.Benign = []timeline.Sentence{}
	}
	if f.Constraints == nil {
		f.Constraints = []string{}
	}
}

// sides are the two accounts that a summary sets against each other: of a
// promise the promise itself and what happened.
func (d *draft) sides() (first, second *account) {
	if d.typ == timeline.PromiseBroken {
		i := slices.IndexFunc(d.evidence, func(a *account) bool { return a.role == timeline.EvidencePromise })
		return d.evidence[i], d.late
	}
	if len(d.evidence) > 1 {
		second = d.evidence[1]
	}
	return d.evidence[0], second
}

// summaryKey chooses the sentence: where the second account is that there is
// no scan, it says so.
func summaryKey(d *draft) string {
	key := "finding." + string(d.typ)
	switch {
	case d.typ == timeline.RecordAnomaly && len(d.evidence) == 1:
		return key + ".code"
	case d.typ == timeline.WaybillMismatch && len(d.evidence) == 1:
		return key + ".digit"
	case d.typ == timeline.WaybillMismatch && !d.evidence[1].recorded():
		return key + ".taken_back"
	case d.typ == timeline.WaybillMismatch && slices.Contains(d.constraints, orderFirst):
		return key + ".before"
	case d.typ == timeline.WaybillMismatch:
		return key + ".city"
	case d.typ == timeline.ExportConflict && len(d.evidence) == 1:
		return key + ".missing"
	case d.typ == timeline.ExportGap && d.gapOf != nil && d.gapOf.Kind == timeline.GapReply:
		return key + ".reply"
	}
	for _, a := range d.evidence {
		if !a.asOf.IsZero() {
			return key + ".absent"
		}
	}
	return key
}

// values are what a summary may say of an account, under the letter name.
func (c *court) values(a *account, name string) []string {
	return []string{name, shorten(a.event.Text), name + "_who", c.whose(a), name + "_at", at(a.event.Time), name + "_as_of", asOf(a)}
}

func asOf(a *account) string {
	if a.asOf.IsZero() {
		return ""
	}
	return a.asOf.Format(time.RFC3339)
}

func (c *court) whose(a *account) string {
	if a.recorded() && a.event.Scan != nil {
		return a.event.Scan.Carrier
	}
	return a.event.Sender.Name
}

// tell is one step of the explanation.
func (c *court) tell(a *account) timeline.Sentence {
	values := []string{"text", shorten(a.event.Text), "who", a.event.Sender.Name, "role", string(a.as), "at", at(a.event.Time), "as_of", asOf(a)}
	switch {
	case a.recorded() && !a.asOf.IsZero():
		return timeline.Say("explain.absent", values...)
	case a.recorded() && a.event.Kind == timeline.KindScan:
		return timeline.Say("explain.record", values...)
	case a.event.Kind == timeline.KindFrame:
		return timeline.Say("explain.announced", "text", shorten(a.event.Text), "source", a.event.Source.Name)
	case !a.dated():
		return timeline.Say("explain.undated", values...)
	case a.role == timeline.EvidenceGap:
		return timeline.Say("explain.gap_", values...)
	}
	return timeline.Say("explain."+string(a.role), values...)
}

func shorten(text string) string {
	r := []rune(text)
	if len(r) <= quoteLimit {
		return text
	}
	return string(r[:quoteLimit]) + "…"
}

// usualReadings are the innocent readings that a type always has.
var usualReadings = map[timeline.FindingType][]timeline.Sentence{
	timeline.SignedNotReceived:    {timeline.Say("benign.taken")},
	timeline.ShippedNotPickedUp:   {timeline.Say("benign.late_scan")},
	timeline.DeliveredNotRecorded: {timeline.Say("benign.late_scan")},
	timeline.DeliveryTimeMismatch: {timeline.Say("benign.late_scan")},
	timeline.StatusMismatch:       {timeline.Say("benign.late_scan")},
	timeline.PlaceMismatch:        {timeline.Say("benign.moved")},
	timeline.SignerMismatch:       {timeline.Say("benign.signed_for")},
	timeline.RefusalMismatch:      {timeline.Say("benign.entry")},
	timeline.RecordAnomaly:        {timeline.Say("benign.entry")},
	timeline.WaybillMismatch:      {timeline.Say("benign.copied")},
	timeline.Stalled:              {timeline.Say("benign.unscanned")},
	timeline.InstructionIgnored:   {timeline.Say("benign.phone")},
	timeline.SelfContradiction:    {timeline.Say("benign.other_parcel")},
	timeline.PartyContradiction:   {timeline.Say("benign.other_parcel")},
}
