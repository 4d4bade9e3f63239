package epcis

import "github.com/duizheng/duizheng/timeline"

// dispositions and business steps of the Core Business Vocabulary; the pairing with
// a parcel's way is ours.
var meanings = map[string]timeline.ScanStatus{
	"collecting":   timeline.StatusPickedUp,
	"departing":    timeline.StatusDeparted,
	"arriving":     timeline.StatusArrived,
	"transporting": timeline.StatusInTransit, "in_transit": timeline.StatusInTransit,
	"storing": timeline.StatusAtPickupPoint, "available": timeline.StatusAtPickupPoint,
	"shipping":  timeline.StatusOutForDelivery,
	"receiving": timeline.StatusDelivered, "accepting": timeline.StatusDelivered,
	"returned":   timeline.StatusReturned,
	"inspecting": timeline.StatusException, "damaged": timeline.StatusException,
	"commissioning": timeline.StatusLabelCreated, "encoded": timeline.StatusLabelCreated,
	"unknown": timeline.StatusInfo,
}
