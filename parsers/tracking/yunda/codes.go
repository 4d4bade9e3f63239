package yunda

import "github.com/duizheng/duizheng/timeline"

// actions are Yunda's. INBOUND is a station that took the parcel, OUTBOUND its
// collection there.
var actions = map[string]timeline.ScanStatus{
	"ACCEPT":    timeline.StatusLabelCreated,
	"GOT":       timeline.StatusPickedUp,
	"ARRIVAL":   timeline.StatusArrived,
	"DEPARTURE": timeline.StatusDeparted,
	"SENT":      timeline.StatusOutForDelivery, "SENT_SCAN": timeline.StatusOutForDelivery,
	"INBOUND": timeline.StatusAtPickupPoint,
	"SIGNED":  timeline.StatusDelivered, "OUTBOUND": timeline.StatusDelivered,
	"SIGNFAIL":        timeline.StatusFailedAttempt,
	"RETURN":          timeline.StatusReturning,
	"ISSUE":           timeline.StatusException,
	"REJECTION":       timeline.StatusRefused,
	"OTHER":           timeline.StatusInfo,
	"TRANSFER":        timeline.StatusForwarded,
	"CLEARANCE_START": timeline.StatusCustoms, "CLEARANCE_FINISH": timeline.StatusCustoms, "CLEARANCE_SUCCESS": timeline.StatusCustoms,
}
