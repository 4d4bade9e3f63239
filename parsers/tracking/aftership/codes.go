package aftership

import "github.com/duizheng/duizheng/timeline"

// tags are AfterShip's tags and the subtags that say more.
var tags = map[string]timeline.ScanStatus{
	"Pending":            timeline.StatusInfo,
	"InfoReceived":       timeline.StatusLabelCreated,
	"InTransit":          timeline.StatusInTransit,
	"OutForDelivery":     timeline.StatusOutForDelivery,
	"AttemptFail":        timeline.StatusFailedAttempt,
	"Delivered":          timeline.StatusDelivered,
	"AvailableForPickup": timeline.StatusAtPickupPoint,
	"Exception":          timeline.StatusException, "Expired": timeline.StatusException,
	"Exception_003": timeline.StatusRefused,
	"Exception_010": timeline.StatusReturning,
	"Exception_011": timeline.StatusReturned,
	"Exception_004": timeline.StatusCustoms, "InTransit_006": timeline.StatusCustoms,
}
