package sto

import "github.com/duizheng/duizheng/timeline"

// scanTypes are STO's.
var scanTypes = map[string]timeline.ScanStatus{
	"收件": timeline.StatusPickedUp,
	"发件": timeline.StatusDeparted,
	"到件": timeline.StatusArrived,
	"装袋": timeline.StatusInTransit, "装车": timeline.StatusInTransit, "卸车": timeline.StatusInTransit, "拆袋": timeline.StatusInTransit,
	"派件":   timeline.StatusOutForDelivery,
	"驿站代收": timeline.StatusAtPickupPoint, "柜机代收": timeline.StatusAtPickupPoint,
	"客户签收": timeline.StatusDelivered, "签收": timeline.StatusDelivered, "快件取出": timeline.StatusDelivered, "驿站出库": timeline.StatusDelivered,
	"问题件":  timeline.StatusException,
	"退回件":  timeline.StatusReturning,
	"改地址件": timeline.StatusForwarded, "转邮": timeline.StatusForwarded, "转同行": timeline.StatusForwarded, "第三方代派": timeline.StatusForwarded,
}
