package easypost

import "github.com/duizheng/duizheng/timeline"

// statuses are EasyPost's.
var statuses = map[string]timeline.ScanStatus{
	"pre_transit":          timeline.StatusLabelCreated,
	"in_transit":           timeline.StatusInTransit,
	"out_for_delivery":     timeline.StatusOutForDelivery,
	"delivered":            timeline.StatusDelivered,
	"available_for_pickup": timeline.StatusAtPickupPoint,
	"return_to_sender":     timeline.StatusReturning,
	"failure":              timeline.StatusException, "error": timeline.StatusException,
	"cancelled": timeline.StatusCancelled,
	"unknown":   timeline.StatusInfo,
}
