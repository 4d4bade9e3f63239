package best

import "github.com/duizheng/duizheng/timeline"

// scanTypes are those of Best (百世汇通), as the trace writes them.
var scanTypes = map[string]timeline.ScanStatus{
	"收件": timeline.StatusPickedUp, "揽收": timeline.StatusPickedUp,
	"发件": timeline.StatusDeparted,
	"到件": timeline.StatusArrived,
	"派件": timeline.StatusOutForDelivery, "二次派件": timeline.StatusOutForDelivery,
	"入库/入柜": timeline.StatusAtPickupPoint, "代理点签收": timeline.StatusAtPickupPoint, "入库": timeline.StatusAtPickupPoint, "入柜": timeline.StatusAtPickupPoint,
	"签收": timeline.StatusDelivered, "特殊签收": timeline.StatusDelivered, "用户提货": timeline.StatusDelivered,
	"货物破损": timeline.StatusException, "快递员取出包裹": timeline.StatusException, "管理员取出包裹": timeline.StatusException,
	"客户拒收": timeline.StatusRefused,
	"退件":   timeline.StatusReturning,
	"转同行":  timeline.StatusForwarded, "更改派送地址": timeline.StatusForwarded,
}
