package wechat

import "github.com/duizheng/duizheng/timeline"

// actionTypes are those of the WeChat logistics assistant.
var actionTypes = map[string]timeline.ScanStatus{
	"100001": timeline.StatusPickedUp,
	"100002": timeline.StatusException,
	"100003": timeline.StatusLabelCreated,
	"200001": timeline.StatusInTransit,
	"300002": timeline.StatusOutForDelivery,
	"300003": timeline.StatusDelivered,
	"300004": timeline.StatusFailedAttempt,
	"400001": timeline.StatusCancelled,
	"400002": timeline.StatusAtPickupPoint,
}
