package yto

import "github.com/duizheng/duizheng/timeline"

// contents are YTO's infoContent.
var contents = map[string]timeline.ScanStatus{
	"GOT":       timeline.StatusPickedUp,
	"ARRIVAL":   timeline.StatusArrived,
	"DEPARTURE": timeline.StatusDeparted, "AIRSEND": timeline.StatusDeparted,
	"PACKAGE": timeline.StatusInTransit, "AIRPICK": timeline.StatusInTransit,
	"SENT_SCAN":  timeline.StatusOutForDelivery,
	"INBOUND":    timeline.StatusAtPickupPoint,
	"SIGNED":     timeline.StatusDelivered,
	"FAILED":     timeline.StatusFailedAttempt,
	"FORWARDING": timeline.StatusForwarded,
	"TMS_RETURN": timeline.StatusReturning,
}
