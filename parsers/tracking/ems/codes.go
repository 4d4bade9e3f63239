package ems

import "github.com/duizheng/duizheng/timeline"

// opCodes are China Post's operations.
var opCodes = map[string]timeline.ScanStatus{
	"203": timeline.StatusPickedUp,
	"305": timeline.StatusInTransit, "306": timeline.StatusInTransit,
	"389": timeline.StatusDeparted, "955": timeline.StatusDeparted,
	"954": timeline.StatusArrived,
	"702": timeline.StatusOutForDelivery,
	"704": timeline.StatusDelivered, "748": timeline.StatusDelivered,
	"705": timeline.StatusFailedAttempt,
	"747": timeline.StatusAtPickupPoint,
	"708": timeline.StatusReturning, "711": timeline.StatusReturning,
}
