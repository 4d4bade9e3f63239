package jt

import "github.com/duizheng/duizheng/timeline"

// scanTypes are those of the domestic interface; the overseas ones are English.
// 快件取出 and 出库 are collections from a station.
var scanTypes = map[string]timeline.ScanStatus{
	"快件揽收": timeline.StatusPickedUp,
	"发件扫描": timeline.StatusDeparted, "出仓扫描": timeline.StatusDeparted,
	"到件扫描": timeline.StatusArrived, "入仓扫描": timeline.StatusArrived,
	"派件扫描": timeline.StatusOutForDelivery, "出仓派件": timeline.StatusOutForDelivery,
	"代理点收入扫描": timeline.StatusAtPickupPoint, "入库扫描": timeline.StatusAtPickupPoint,
	"快件签收": timeline.StatusDelivered, "快件取出扫描": timeline.StatusDelivered, "出库扫描": timeline.StatusDelivered,
	"问题件扫描":       timeline.StatusException,
	"Pickup scan": timeline.StatusPickedUp, "Departure": timeline.StatusDeparted, "Arrival": timeline.StatusArrived, "Delivery scan": timeline.StatusOutForDelivery, "POD scan": timeline.StatusDelivered, "Return": timeline.StatusReturning,
}
