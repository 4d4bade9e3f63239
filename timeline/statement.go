package timeline

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A StatementKind is the life-cycle event (or matter) that a statement is about.
type StatementKind string

// The kinds of CONTRACT section 3, in the order of a parcel's way.
const (
	KindOrdered        StatementKind = "ordered"
	KindPaid           StatementKind = "paid"
	KindShipped        StatementKind = "shipped"
	KindPickedUp       StatementKind = "picked_up"
	KindInTransit      StatementKind = "in_transit"
	KindArrived        StatementKind = "arrived"
	KindOutForDelivery StatementKind = "out_for_delivery"
	KindAttempted      StatementKind = "attempted"
	KindDelivered      StatementKind = "delivered"
	KindAtPickupPoint  StatementKind = "at_pickup_point"
	KindReceived       StatementKind = "received"
	KindRefused        StatementKind = "refused"
	KindReturned       StatementKind = "returned"
	KindLost           StatementKind = "lost"
	KindDamaged        StatementKind = "damaged"
	KindMissingItems   StatementKind = "missing_items"
	KindRefund         StatementKind = "refund"
	KindCompensation   StatementKind = "compensation"
	KindReply          StatementKind = "reply"
)

// StatementKinds lists every StatementKind.
var StatementKinds = []StatementKind{KindOrdered, KindPaid, KindShipped, KindPickedUp, KindInTransit, KindArrived,
	KindOutForDelivery, KindAttempted, KindDelivered, KindAtPickupPoint, KindReceived, KindRefused, KindReturned,
	KindLost, KindDamaged, KindMissingItems, KindRefund, KindCompensation, KindReply}

// A Mode is how a sentence is meant.
type Mode string

// The modes. Only the first three take part in a check.
const (
	ModeAsserted     Mode = "asserted"  // a claim
	ModePromised     Mode = "promised"  // a promise; its end is the deadline
	ModeRequested    Mode = "requested" // a request, also an urging 催促
	ModeAsked        Mode = "asked"
	ModeHypothetical Mode = "hypothetical"
	ModePolicy       Mode = "policy"
)

// Checked reports whether statements of mode m may take part in a check.
func (m Mode) Checked() bool { return m == ModeAsserted || m == ModePromised || m == ModeRequested }

// By says whose statement it is: the speaker's own, or of somebody he quotes.
type By string

// The values of By.
const (
	BySpeaker  By = "speaker"
	ByCourier  By = "courier"
	BySeller   By = "seller"
	ByBuyer    By = "buyer"
	ByPlatform By = "platform"
	ByRecord   By = "record" // 显示已签收
	ByOther    By = "other"
)

// A Grain is the unit in which words name a time; JUDGEMENT 1.8 widens by it.
type Grain string

// The grains.
const (
	GrainMinute  Grain = "minute"
	GrainHour    Grain = "hour"
	GrainDaypart Grain = "daypart"
	GrainDay     Grain = "day"
	GrainWeek    Grain = "week"
	GrainMonth   Grain = "month"
)

// A Relation is how an event stands to the time named.
type Relation string

// The relations.
const (
	RelationIn     Relation = "in"
	RelationBefore Relation = "before"
	RelationAfter  Relation = "after"
	RelationAbout  Relation = "about"
)

// A Link says how a statement's waybill was found.
type Link string

// The links, strongest first.
const (
	LinkMention    Link = "mention"
	LinkReply      Link = "reply"
	LinkContext    Link = "context"
	LinkOnlyParcel Link = "only_parcel"
	LinkNone       Link = "none"
)

// A Standing says whether a statement still holds.
type Standing string

// The standings of CONTRACT section 4.
const (
	Stands     Standing = "stands"
	Superseded Standing = "superseded" // a promise moved in time by its maker: 已改约
	Retracted  Standing = "retracted"  // taken back as a slip: 已更正
	Rejected   Standing = "rejected"   // by the user
)

// A Period is a length of time as words name it: whole days, which end with
// their calendar day, or an elapsed time. JSON: an ISO 8601 duration, "P3D"
// or "PT48H".
type Period struct {
	Days    int
	Elapsed time.Duration
}

// IsZero reports whether no period is given.
func (p Period) IsZero() bool { return p == Period{} }

// String is the ISO 8601 form.
func (p Period) String() string {
	if p.IsZero() {
		return ""
	}
	var b strings.Builder
	b.WriteByte('P')
	if p.Days != 0 {
		fmt.Fprintf(&b, "%dD", p.Days)
	}
	if e := p.Elapsed; e != 0 {
		b.WriteByte('T')
		if h := e / time.Hour; h != 0 {
			fmt.Fprintf(&b, "%dH", h)
		}
		if m := e % time.Hour / time.Minute; m != 0 {
			fmt.Fprintf(&b, "%dM", m)
		}
		if s := e % time.Minute / time.Second; s != 0 {
			fmt.Fprintf(&b, "%dS", s)
		}
	}
	return b.String()
}

// MarshalText writes the ISO 8601 form.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

var periodForm = regexp.MustCompile(`^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$`)

// UnmarshalText reads what MarshalText writes.
func (p *Period) UnmarshalText(b []byte) error {
	*p = Period{}
	if len(b) == 0 {
		return nil
	}
	m := periodForm.FindSubmatch(b)
	if m == nil {
		return fmt.Errorf("timeline: %q is no ISO 8601 duration of days and clock time", b)
	}
	n := func(i int) int { v, _ := strconv.Atoi(string(m[i])); return v }
	p.Days = n(1)
	p.Elapsed = time.Duration(n(2))*time.Hour + time.Duration(n(3))*time.Minute + time.Duration(n(4))*time.Second
	return nil
}

// A TimeExpression is words that name a time, resolved against the message's
// own Moment. Earliest and Latest are the words' own reading as instants;
// Latest is exclusive (the end of a day is the next midnight). Where two
// readings are defensible, Latest is the lenient one and AltLatest the
// stricter, always earlier one.
type TimeExpression struct {
	Text      string    `json:"text"`
	Span      Span      `json:"span"`
	Earliest  time.Time `json:"earliest,omitzero"`
	Latest    time.Time `json:"latest,omitzero"`
	AltLatest time.Time `json:"alt_latest,omitzero"`
	Relation  Relation  `json:"relation"`
	Grain     Grain     `json:"grain,omitempty"`
	// Anchor and Within stand for "发货后48小时内": the time hangs on another
	// event and has no instants of its own.
	Anchor   StatementKind `json:"anchor,omitempty"`
	Within   Period        `json:"within,omitzero"`
	Workdays bool          `json:"workdays,omitempty"` // Within counts working days
	// Fuzzy words (尽快, 过两天) name no deadline.
	Fuzzy bool `json:"fuzzy,omitempty"`
}

// A Statement is what a sentence says about a parcel.
type Statement struct {
	Kind    StatementKind `json:"kind"`
	Mode    Mode          `json:"mode"`
	Negated bool          `json:"negated"`
	// Earliest and Latest are the instants between which the statement places
	// its event; CONTRACT section 3 says how they are filled when the words
	// name no time. AltLatest is the stricter reading of a deadline.
	Earliest  time.Time     `json:"earliest,omitzero"`
	Latest    time.Time     `json:"latest,omitzero"`
	AltLatest time.Time     `json:"alt_latest,omitzero"`
	Grain     Grain         `json:"grain,omitempty"`
	Relation  Relation      `json:"relation,omitempty"`
	Timed     bool          `json:"timed,omitempty"` // the words themselves name the time
	Anchor    StatementKind `json:"anchor,omitempty"`
	Within    Period        `json:"within,omitzero"`
	Workdays  bool          `json:"workdays,omitempty"`
	Waybill   string        `json:"waybill"`
	Link      Link          `json:"link"`
	By        By            `json:"by"`
	Hedged    bool          `json:"hedged"`
	// Disclaimed is true with 不保证, 以物流为准: such a statement is never
	// evidence (JUDGEMENT 1.3).
	Disclaimed bool       `json:"disclaimed,omitempty"`
	Place      string     `json:"place"`
	PlaceKind  PlaceKind  `json:"place_kind,omitempty"`
	Signer     string     `json:"signer,omitempty"`
	SignerKind SignerKind `json:"signer_kind"`
	Amount     string     `json:"amount"`
	Span       Span       `json:"span"`
	// Corrects is true when the sentence takes back what its speaker said
	// before (打错了, 说错了, 不对 是…).
	Corrects bool `json:"corrects,omitempty"`
	// Agrees is true when the promise lies in 可以/行/好 to what the other
	// asked or wished (JUDGEMENT 1.6).
	Agrees bool `json:"agrees,omitempty"`
	// Looked is true when the speaker says that he looked or asked at the place.
	Looked bool `json:"looked,omitempty"`
	// Standing is known only within a case.
	Standing Standing `json:"standing,omitempty"`
	// Why explains the reading (extract --explain): rule and words.
	Why []string `json:"why,omitempty"`
}

// An Utterance is one message as extraction sees it, with the messages before
// it: the input of CONTRACT section 3.
type Utterance struct {
	ID     string    `json:"id,omitempty"`
	Time   time.Time `json:"time,omitzero"`
	Sender string    `json:"sender"`
	Role   Role      `json:"role"`
	Text   string    `json:"text"`
	// Context holds at most ContextLimit preceding messages of the same
	// conversation, oldest first.
	Context []Utterance `json:"context,omitempty"`
}

// ContextLimit is how many messages before an utterance extraction may look at.
const ContextLimit = 20

// An Extraction is what one Utterance says: the output of CONTRACT section 3.
type Extraction struct {
	ID         string           `json:"id"`
	Waybills   []Waybill        `json:"waybills"`
	Times      []TimeExpression `json:"times"`
	Statements []Statement      `json:"statements"`
	// Why says, with --explain, which rules looked at the text and why a
	// sentence gave nothing.
	Why []string `json:"why,omitempty"`
}
