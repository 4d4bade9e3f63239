package market

import "github.com/duizheng/duizheng/timeline"

// deliveries are Jisu's deliverystatus. Juhe's status 1 only says that nothing more
// will come; it is kept as a code without a meaning.
var deliveries = map[string]timeline.ScanStatus{
	"0": timeline.StatusPickedUp,
	"1": timeline.StatusInTransit,
	"2": timeline.StatusOutForDelivery,
	"3": timeline.StatusDelivered,
	"4": timeline.StatusFailedAttempt,
	"5": timeline.StatusException,
	"6": timeline.StatusReturning,
}
