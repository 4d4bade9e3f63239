package timeline

import "time"

// A ScanStatus is the normalised meaning of one line of a carrier's record.
type ScanStatus string

// The statuses of CONTRACT section 2.
const (
	StatusLabelCreated   ScanStatus = "label_created"
	StatusPickedUp       ScanStatus = "picked_up"
	StatusInTransit      ScanStatus = "in_transit"
	StatusArrived        ScanStatus = "arrived"
	StatusDeparted       ScanStatus = "departed"
	StatusCustoms        ScanStatus = "customs"
	StatusForwarded      ScanStatus = "forwarded"
	StatusOutForDelivery ScanStatus = "out_for_delivery"
	StatusFailedAttempt  ScanStatus = "failed_attempt"
	StatusAtPickupPoint  ScanStatus = "at_pickup_point" // station or locker: not delivery to the person
	StatusDelivered      ScanStatus = "delivered"
	StatusRefused        ScanStatus = "refused"
	StatusReturning      ScanStatus = "returning"
	StatusReturned       ScanStatus = "returned"
	StatusETA            ScanStatus = "eta" // a promise of the carrier, not an event
	StatusException      ScanStatus = "exception"
	StatusCancelled      ScanStatus = "cancelled"
	StatusInfo           ScanStatus = "info"
)

// Statuses lists every ScanStatus.
var Statuses = []ScanStatus{StatusLabelCreated, StatusPickedUp, StatusInTransit, StatusArrived, StatusDeparted,
	StatusCustoms, StatusForwarded, StatusOutForDelivery, StatusFailedAttempt, StatusAtPickupPoint, StatusDelivered,
	StatusRefused, StatusReturning, StatusReturned, StatusETA, StatusException, StatusCancelled, StatusInfo}

// Bounds is the kind of life-cycle event that a scan of status s records, or
// "" where it bounds nothing (CONTRACT section 2).
func (s ScanStatus) Bounds() StatementKind {
	switch s {
	case StatusLabelCreated:
		return KindOrdered
	case StatusPickedUp:
		return KindPickedUp
	case StatusInTransit, StatusDeparted, StatusCustoms, StatusForwarded:
		return KindInTransit
	case StatusArrived:
		return KindArrived
	case StatusOutForDelivery:
		return KindOutForDelivery
	case StatusFailedAttempt:
		return KindAttempted
	case StatusAtPickupPoint:
		return KindAtPickupPoint
	case StatusDelivered:
		return KindDelivered
	case StatusRefused:
		return KindRefused
	case StatusReturning, StatusReturned:
		return KindReturned
	}
	return ""
}

// A PlaceKind is the class of place where a parcel was left (JUDGEMENT 3).
type PlaceKind string

// The classes of place.
const (
	PlaceHand      PlaceKind = "hand"
	PlaceDoor      PlaceKind = "door"
	PlaceFrontdesk PlaceKind = "frontdesk"
	PlaceStation   PlaceKind = "station"
	PlaceLocker    PlaceKind = "locker"
	PlaceOther     PlaceKind = "other"
)

// A SignerKind is the class of who signed for a parcel (JUDGEMENT 3).
type SignerKind string

// The classes of signer. SignerOther is 代签 or 他人, which fits every class
// but self.
const (
	SignerSelf      SignerKind = "self"
	SignerFamily    SignerKind = "family"
	SignerColleague SignerKind = "colleague"
	SignerFrontdesk SignerKind = "frontdesk"
	SignerStation   SignerKind = "station"
	SignerLocker    SignerKind = "locker"
	SignerOther     SignerKind = "other"
	SignerUnknown   SignerKind = "unknown"
)

// A Scan is what a tracking Record says beside its text. The text and the
// codes are primary; Status, PlaceKind, Signer, SignerKind and ETA are a
// reading of them and can be made again (package scans).
type Scan struct {
	Waybill string     `json:"waybill"`
	Carrier string     `json:"carrier"`
	Status  ScanStatus `json:"status"`
	// StatusFrom is "text" or "code": what Status was read from.
	StatusFrom string `json:"status_from"`
	// Code is the row's own status code as written; CodeStatus what it means
	// in its source's table.
	Code       string     `json:"code"`
	CodeStatus ScanStatus `json:"code_status"`
	// AnswerCode and AnswerStatus are the state of the whole answer, kept on
	// its newest row only.
	AnswerCode   string     `json:"answer_code,omitempty"`
	AnswerStatus ScanStatus `json:"answer_status,omitempty"`
	// Alias is another number of the same parcel that the record names: the
	// new one of a forwarded parcel, the carrier's own on the second leg.
	Alias string `json:"alias,omitempty"`
	// Position is the row's place in its list by order of time, from 1: it
	// orders rows of the same second, whichever way the list runs.
	Position int `json:"position,omitempty"`
	// Place is the city or site named by the row.
	Place      string     `json:"place"`
	PlaceKind  PlaceKind  `json:"place_kind"`
	Signer     string     `json:"signer"`
	SignerKind SignerKind `json:"signer_kind"`
	// ETA is the promised time of a row with StatusETA.
	ETA time.Time `json:"eta,omitzero"`
	// AsOf is when the tracking was queried; zero if unknown. Absence of a
	// scan counts only up to here (JUDGEMENT 1.9).
	AsOf time.Time `json:"as_of,omitzero"`
}
