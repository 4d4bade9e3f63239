package timeline

// A Span is a range of Unicode code points of a text, end exclusive. JSON:
// [start, end].
type Span [2]int

// CheckDigit is the outcome of testing a waybill number.
type CheckDigit string

// The outcomes: none means that no published check digit exists.
const (
	CheckNone CheckDigit = "none"
	CheckOK   CheckDigit = "ok"
	CheckBad  CheckDigit = "bad"
)

// WaybillReason says why a string was taken for a waybill number.
type WaybillReason string

// The reasons of CONTRACT section 3, strongest first.
const (
	ReasonPrefix     WaybillReason = "prefix"      // a form that identifies itself
	ReasonCheckDigit WaybillReason = "check_digit" // a valid published check digit
	ReasonLabel      WaybillReason = "label"       // "运单号" or the like stands beside it
	ReasonCarrier    WaybillReason = "carrier"     // a carrier is named in the message
	ReasonRecord     WaybillReason = "record"      // an imported record has this number
)

// A Waybill is a courier's number of a parcel, as found in a text.
type Waybill struct {
	Number     string        `json:"number"` // normalised: upper case, no spaces
	Text       string        `json:"text"`   // as written
	Span       Span          `json:"span"`
	Carriers   []string      `json:"carriers"` // candidates, likeliest first; never one guess
	CheckDigit CheckDigit    `json:"check_digit"`
	Reason     WaybillReason `json:"reason"`
	// Retracted is true when its giver takes the number back, in the same
	// message or, within a case, in a later one: RetractedBy is then its event.
	Retracted   bool   `json:"retracted"`
	RetractedBy string `json:"retracted_by,omitempty"`
}
