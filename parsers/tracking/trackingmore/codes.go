package trackingmore

import "github.com/duizheng/duizheng/timeline"

// statuses are TrackingMore's; delivered002 is collected by the buyer, delivered004
// left in a locker or with a porter.
var statuses = map[string]timeline.ScanStatus{
	"pending": timeline.StatusInfo, "notfound": timeline.StatusInfo, "notfound002": timeline.StatusInfo,
	"inforeceived": timeline.StatusLabelCreated, "notfound001": timeline.StatusLabelCreated,
	"transit": timeline.StatusInTransit, "transit001": timeline.StatusInTransit, "transit002": timeline.StatusInTransit,
	"transit003": timeline.StatusArrived, "transit006": timeline.StatusArrived,
	"pickup001": timeline.StatusOutForDelivery,
	"pickup002": timeline.StatusAtPickupPoint, "pickup003": timeline.StatusAtPickupPoint,
	"delivered": timeline.StatusDelivered, "delivered001": timeline.StatusDelivered, "delivered002": timeline.StatusDelivered, "delivered003": timeline.StatusDelivered, "delivered004": timeline.StatusDelivered,
	"undelivered": timeline.StatusFailedAttempt, "undelivered001": timeline.StatusFailedAttempt,
	"exception": timeline.StatusException, "expired": timeline.StatusException, "exception004": timeline.StatusException, "exception005": timeline.StatusException, "exception006": timeline.StatusException, "exception007": timeline.StatusException,
	"exception008": timeline.StatusRefused,
	"exception009": timeline.StatusReturning, "exception010": timeline.StatusReturning,
	"exception011": timeline.StatusReturned,
	"transit005":   timeline.StatusCustoms, "transit007": timeline.StatusCustoms,
}
