package dhl

import "github.com/duizheng/duizheng/parsers/tracking"

// An answer is one shipment of the unified interface (id) or of MyDHL
// (shipmentTrackingNumber).
type answer struct {
	ID     tracking.Text `json:"id"`
	Number tracking.Text `json:"shipmentTrackingNumber"`
	Status status
}

// A status is an object (unified) or a word (MyDHL).
type status struct {
	tracking.Text
}

// A row is one event.
type row struct {
	Timestamp   tracking.Text
	Date        tracking.Text
	Time        tracking.Text
	GMTOffset   tracking.Text `json:"GMTOffset"`
	StatusCode  tracking.Text
	TypeCode    tracking.Text
	Status      tracking.Text
	Description tracking.Text
	Remark      tracking.Text
	SignedBy    tracking.Text
	Location    struct {
		Address struct {
			Locality tracking.Text `json:"addressLocality"`
		}
	}
	ServiceArea []struct {
		Description tracking.Text
	}
}
