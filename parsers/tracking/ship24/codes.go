package ship24

import "github.com/duizheng/duizheng/timeline"

// statuses are the milestones, and the codes that say more.
var statuses = map[string]timeline.ScanStatus{
	"pending":              timeline.StatusInfo,
	"info_received":        timeline.StatusLabelCreated,
	"in_transit":           timeline.StatusInTransit,
	"out_for_delivery":     timeline.StatusOutForDelivery,
	"failed_attempt":       timeline.StatusFailedAttempt,
	"available_for_pickup": timeline.StatusAtPickupPoint,
	"delivered":            timeline.StatusDelivered, "delivery_delivered": timeline.StatusDelivered,
	"exception":         timeline.StatusException,
	"delivery_refused":  timeline.StatusRefused,
	"exception_return":  timeline.StatusReturning,
	"customs_clearance": timeline.StatusCustoms,
}
