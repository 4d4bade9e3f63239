package taobao

import "github.com/duizheng/duizheng/timeline"

// actions are those of the TOP interface.
var actions = map[string]timeline.ScanStatus{
	"GOT": timeline.StatusPickedUp, "ACCEPT": timeline.StatusPickedUp,
	"ARRIVE": timeline.StatusArrived, "ARRIVAL": timeline.StatusArrived,
	"DEPARTURE": timeline.StatusDeparted,
	"SENT_SCAN": timeline.StatusOutForDelivery, "DELIVERING": timeline.StatusOutForDelivery, "SENT": timeline.StatusOutForDelivery,
	"STA_INBOUND": timeline.StatusAtPickupPoint, "INBOUND": timeline.StatusAtPickupPoint,
	"SIGNED": timeline.StatusDelivered, "STA_SIGN": timeline.StatusDelivered,
	"FAILED": timeline.StatusFailedAttempt,
}
