package ups

import "github.com/duizheng/duizheng/timeline"

// types are UPS's status types, and the codes that say more.
var types = map[string]timeline.ScanStatus{
	"M": timeline.StatusLabelCreated, "MP": timeline.StatusLabelCreated,
	"P": timeline.StatusPickedUp, "OR": timeline.StatusPickedUp,
	"I":  timeline.StatusInTransit,
	"DP": timeline.StatusDeparted,
	"AR": timeline.StatusArrived,
	"O":  timeline.StatusOutForDelivery, "OT": timeline.StatusOutForDelivery,
	"D": timeline.StatusDelivered, "FS": timeline.StatusDelivered, "KB": timeline.StatusDelivered,
	"X":  timeline.StatusException,
	"RS": timeline.StatusReturning,
}
