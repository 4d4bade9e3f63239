package zto

import "github.com/duizheng/duizheng/timeline"

// scanTypes are the types of both versions. ARRIVAL is a station that took the
// parcel, SIGNED its collection there.
var scanTypes = map[string]timeline.ScanStatus{
	"收件": timeline.StatusPickedUp, "揽收": timeline.StatusPickedUp, "GOT": timeline.StatusPickedUp,
	"发件": timeline.StatusDeparted, "DEPARTURE": timeline.StatusDeparted,
	"到件": timeline.StatusArrived,
	"派件": timeline.StatusOutForDelivery, "DISPATCH": timeline.StatusOutForDelivery,
	"ARRIVAL": timeline.StatusAtPickupPoint, "入库": timeline.StatusAtPickupPoint, "入柜": timeline.StatusAtPickupPoint,
	"签收": timeline.StatusDelivered, "第三方签收": timeline.StatusDelivered, "SIGNED": timeline.StatusDelivered,
	"退件":   timeline.StatusReturning,
	"退件签收": timeline.StatusReturned,
	"问题件":  timeline.StatusException, "PROBLEM": timeline.StatusException,
}
