package check

import (
	"slices"
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// A Dispute is a kind of complaint.
type Dispute string

// The disputes of CONTRACT section 1.
const (
	NotReceived       Dispute = "not_received"
	Delayed           Dispute = "delayed"
	Damaged           Dispute = "damaged"
	MissingItems      Dispute = "missing_items"
	EmptyParcel       Dispute = "empty_parcel"
	FalseShipment     Dispute = "false_shipment"
	ReturnNotReceived Dispute = "return_not_received"
	RefundNotReceived Dispute = "refund_not_received"
	StationDropoff    Dispute = "station_dropoff"
)

// Disputes lists every Dispute.
var Disputes = []Dispute{NotReceived, Delayed, Damaged, MissingItems, EmptyParcel, FalseShipment, ReturnNotReceived, RefundNotReceived, StationDropoff}

// A Phase is the part of a parcel's way to which a need belongs.
type Phase string

// The phases: what was ordered, the three parts of the way, and the complaint.
const (
	PhaseOrder     Phase = "order"
	PhasePickUp    Phase = "pick_up"  // 揽收
	PhaseTransit   Phase = "transit"  // 运输
	PhaseDelivery  Phase = "delivery" // 签收
	PhaseComplaint Phase = "complaint"
)

// Phases lists every Phase, in order.
var Phases = []Phase{PhaseOrder, PhasePickUp, PhaseTransit, PhaseDelivery, PhaseComplaint}

// A Need is one thing that a complaint of this kind should show. Its words are
// in package locale: "need.<id>", and "need.<id>.how" for how to get it.
type Need struct {
	ID    string `json:"id"`
	Phase Phase  `json:"phase"`
	// Events and Exhibits are what of it the case holds; none means missing.
	Events   []string `json:"events"`
	Exhibits []string `json:"exhibits"`
	// Fact is what the user has stated himself.
	Fact string            `json:"fact,omitempty"`
	Say  timeline.Sentence `json:"say"`
	How  timeline.Sentence `json:"how"`
}

// Missing reports whether the case holds nothing of it.
func (n Need) Missing() bool { return len(n.Events) == 0 && len(n.Exhibits) == 0 && n.Fact == "" }

// A Clock is a term that the law sets, reckoned from what the case knows. It
// is always shown as reckoned from the article, never as advice.
type Clock struct {
	ID      string            `json:"id"`
	Statute string            `json:"statute"` // id in package statute, or empty
	From    time.Time         `json:"from"`
	Due     time.Time         `json:"due"`
	Say     timeline.Sentence `json:"say"`
}

// A Checklist is what a complaint needs, what of it the case holds, and the
// clocks that can be reckoned.
type Checklist struct {
	Dispute Dispute `json:"dispute"`
	Waybill string  `json:"waybill"`
	Needs   []Need  `json:"needs"`
	Clocks  []Clock `json:"clocks"`
}

// need is a row of the table: where it belongs, for which disputes, and how to
// find it. An empty list of disputes means all.
type need struct {
	id       string
	phase    Phase
	disputes []Dispute
	fact     string   // key of the user's fact
	exhibit  []string // kinds of exhibits
	find     func(*court) []*account
}

var needs = []need{
	{"order", PhaseOrder, nil, "order", []string{"order"}, nil},
	{"payment", PhaseOrder, nil, "paid", []string{"payment"}, stated(timeline.EvidenceClaim, timeline.KindPaid, timeline.KindOrdered)},
	{"number", PhaseOrder, nil, "", nil, (*court).numberGiven},
	{"shipping_promise", PhasePickUp, []Dispute{FalseShipment, Delayed}, "", nil, stated(timeline.EvidencePromise, timeline.KindShipped, timeline.KindPickedUp)},
	{"shipping_claim", PhasePickUp, []Dispute{FalseShipment}, "", nil, stated(timeline.EvidenceClaim, timeline.KindShipped, timeline.KindPickedUp)},
	{"first_scan", PhasePickUp, []Dispute{FalseShipment, Delayed, EmptyParcel, NotReceived}, "", nil, firstScan},
	{"weight", PhasePickUp, []Dispute{EmptyParcel, MissingItems}, "", []string{"weighing"}, nil},
	{"return_scan", PhasePickUp, []Dispute{ReturnNotReceived}, "", nil, scansOf(timeline.StatusPickedUp, timeline.StatusReturning)},
	{"tracking", PhaseTransit, nil, "", nil, func(c *court) []*account { return c.record.scans }},
	{"delivery_promise", PhaseTransit, []Dispute{Delayed, NotReceived}, "", nil, stated(timeline.EvidencePromise, timeline.KindDelivered, timeline.KindReceived, timeline.KindOutForDelivery)},
	{"urging", PhaseTransit, []Dispute{Delayed, FalseShipment, RefundNotReceived}, "", nil, (*court).urgings},
	{"stalls", PhaseTransit, []Dispute{Delayed}, "", nil, (*court).stalledScans},
	{"actual_time", PhaseDelivery, []Dispute{Delayed}, "", nil, func(c *court) []*account { return c.record.drops() }},
	{"signature", PhaseDelivery, []Dispute{NotReceived, ReturnNotReceived, EmptyParcel}, "", nil, scansOf(timeline.StatusDelivered, timeline.StatusReturned, timeline.StatusAtPickupPoint)},
	{"denial", PhaseDelivery, []Dispute{NotReceived}, "", nil, (*court).allDenials},
	{"drop_claim", PhaseDelivery, []Dispute{NotReceived, StationDropoff}, "", nil, stated(timeline.EvidenceClaim, timeline.KindDelivered, timeline.KindAtPickupPoint)},
	{"request", PhaseDelivery, []Dispute{StationDropoff}, "", nil, (*court).placeWishes},
	{"station_scan", PhaseDelivery, []Dispute{StationDropoff}, "", nil, scansOf(timeline.StatusAtPickupPoint)},
	{"stamp_proof", PhaseDelivery, []Dispute{NotReceived, ReturnNotReceived}, "", []string{"stamp_proof"}, nil},
	{"damage", PhaseDelivery, []Dispute{Damaged}, "", nil, stated(timeline.EvidenceClaim, timeline.KindDamaged)},
	{"missing_items", PhaseDelivery, []Dispute{MissingItems, EmptyParcel}, "", nil, stated(timeline.EvidenceClaim, timeline.KindMissingItems)},
	{"photos", PhaseDelivery, []Dispute{Damaged, MissingItems, EmptyParcel}, "", []string{"photo"}, (*court).pictures},
	{"return_claim", PhaseDelivery, []Dispute{ReturnNotReceived, RefundNotReceived}, "", nil, stated(timeline.EvidenceClaim, timeline.KindReturned)},
	{"refund_promise", PhaseComplaint, []Dispute{RefundNotReceived, ReturnNotReceived, Damaged, MissingItems}, "", nil, stated(timeline.EvidencePromise, timeline.KindRefund, timeline.KindCompensation)},
	{"refund_missing", PhaseComplaint, []Dispute{RefundNotReceived}, "", nil, stated(timeline.EvidenceClaim, timeline.KindRefund, timeline.KindCompensation)},
	{"first_complaint", PhaseComplaint, nil, "first_complaint", nil, nil},
	{"ticket", PhaseComplaint, nil, "ticket", nil, nil},
	{"respondent", PhaseComplaint, nil, "respondent", nil, nil},
	{"claim", PhaseComplaint, nil, "request", nil, nil},
}

// ChecklistFor says what a complaint about the parcel needs. Without a dispute
// it takes what the findings suggest.
func ChecklistFor(in Input, exhibits []timeline.Exhibit, findings []timeline.Finding, dispute Dispute) Checklist {
	c := newCase(in)
	if dispute == "" {
		dispute = suggested(findings)
	}
	list := Checklist{Dispute: dispute, Waybill: in.Parcel.Number(), Clocks: c.clocks()}
	for _, row := range needs {
		if len(row.disputes) > 0 && !slices.Contains(row.disputes, dispute) {
			continue
		}
		list.Needs = append(list.Needs, c.fill(row, exhibits))
	}
	return list
}

func (c *court) fill(row need, exhibits []timeline.Exhibit) Need {
	n := Need{ID: row.id, Phase: row.phase, Events: []string{}, Exhibits: []string{}, Fact: c.fact(row.fact),
		Say: timeline.Say("need." + row.id), How: timeline.Say("need." + row.id + ".how")}
	if row.find != nil {
		for _, a := range row.find(c) {
			if !slices.Contains(n.Events, a.event.ID) {
				n.Events = append(n.Events, a.event.ID)
			}
		}
	}
	for _, x := range exhibits {
		if slices.Contains(row.exhibit, x.As) && (x.Waybill == "" || c.own(x.Waybill)) {
			n.Exhibits = append(n.Exhibits, x.ID)
		}
	}
	return n
}

// fact is what the user stated last under a key, for this parcel or for all.
func (c *court) fact(key string) string {
	value := ""
	for _, f := range c.Facts {
		if key != "" && f.Key == key && (f.Waybill == "" || c.own(f.Waybill)) {
			value = f.Value
		}
	}
	return value
}

// suggestions say which dispute a finding is about, most telling first.
var suggestions = []struct {
	typ     timeline.FindingType
	promise timeline.StatementKind
	dispute Dispute
}{
	{timeline.SignedNotReceived, "", NotReceived},
	{timeline.ShippedNotPickedUp, "", FalseShipment},
	{timeline.InstructionIgnored, "", StationDropoff},
	{timeline.PromiseBroken, timeline.KindRefund, RefundNotReceived},
	{timeline.PromiseBroken, timeline.KindCompensation, RefundNotReceived},
	{timeline.PromiseBroken, "", Delayed},
	{timeline.Stalled, "", Delayed},
}

func suggested(findings []timeline.Finding) Dispute {
	for _, s := range suggestions {
		for _, f := range findings {
			if f.Type == s.typ && (s.promise == "" || f.Promise == s.promise) {
				return s.dispute
			}
		}
	}
	return NotReceived
}

// stated finds the statements of a role and some kinds.
func stated(role timeline.EvidenceRole, kinds ...timeline.StatementKind) func(*court) []*account {
	return func(c *court) []*account {
		return c.said(role, func(a *account) bool { return slices.Contains(kinds, a.kind) })
	}
}

func scansOf(statuses ...timeline.ScanStatus) func(*court) []*account {
	return func(c *court) []*account {
		return slices.DeleteFunc(slices.Clone(c.record.scans), func(s *account) bool { return !slices.Contains(statuses, s.status()) })
	}
}

func firstScan(c *court) []*account {
	if s := c.record.first(reached(pickedUp)); s != nil {
		return []*account{s}
	}
	return nil
}

func (c *court) numberGiven() []*account {
	var out []*account
	for _, e := range c.Events {
		if slices.ContainsFunc(e.Waybills, func(w timeline.Waybill) bool { return c.own(w.Number) && !w.Retracted }) {
			out = append(out, &account{event: e})
		}
	}
	return out
}

// urgings are the recipient's requests and his "not yet".
func (c *court) urgings() []*account {
	return slices.DeleteFunc(slices.Clone(c.accounts), func(a *account) bool {
		return !c.byRecipient(a) || a.role != timeline.EvidenceRequest && !a.st.Negated
	})
}

func (c *court) stalledScans() []*account {
	var out []*account
	for _, d := range c.stalls() {
		out = append(out, d.evidence...)
	}
	return out
}

func (c *court) allDenials() []*account { return c.said(timeline.EvidenceClaim, c.denial) }

func (c *court) placeWishes() []*account {
	return c.said(timeline.EvidenceRequest, func(a *account) bool { return c.byRecipient(a) && refuses(a) != nil })
}

// pictures are the pictures that the recipient sent in the chats.
func (c *court) pictures() []*account {
	var out []*account
	for _, e := range c.Events {
		if e.Kind == timeline.KindMessage && c.recipient(speaker(e), c.roles[speaker(e)]) &&
			slices.ContainsFunc(e.Attachments, func(a timeline.Attachment) bool { return a.Type == "image" || a.Type == "video" }) {
			out = append(out, &account{event: e})
		}
	}
	return out
}

// clocks reckons the terms of the law from the first complaint. The limitation
// of actions has no article in package statute, so that none is cited with it.
func (c *court) clocks() []Clock {
	var from time.Time
	if v := c.fact("first_complaint"); v != "" {
		from = parseDay(v, c.zone)
	}
	if from.IsZero() {
		return []Clock{}
	}
	clock := func(id, statute string, due time.Time) Clock {
		return Clock{ID: id, Statute: statute, From: from, Due: due,
			Say: timeline.Say("clock."+id, "from", from.Format(time.RFC3339), "due", due.Format(time.RFC3339))}
	}
	return []Clock{
		clock("company", "kdtl-二十九", from.AddDate(0, 0, 7)),
		clock("postal", "yzf-六十五", from.AddDate(0, 0, 30)),
		clock("market", "xbf-四十六", workdaysAfter(from, 7)),
		clock("mediation", "xbtl-四十六", from.AddDate(0, 0, 60)),
		clock("limitation", "", from.AddDate(3, 0, 0)),
	}
}

// workdaysAfter leaves out Saturdays and Sundays; public holidays are not
// known here, which the words of the clock say.
func workdaysAfter(t time.Time, n int) time.Time {
	for n > 0 {
		t = t.AddDate(0, 0, 1)
		if d := t.Weekday(); d != time.Saturday && d != time.Sunday {
			n--
		}
	}
	return t
}

// parseDay reads a time as users and commands write it, zero if it is none.
func parseDay(value string, zone *time.Location) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02"} {
		if t, err := time.ParseInLocation(layout, value, zone); err == nil {
			return t
		}
	}
	return time.Time{}
}
