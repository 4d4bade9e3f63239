package sf

import "github.com/duizheng/duizheng/timeline"

// opCodes are SF's operations. 44 is "派送" in the older table and the mere
// choice of a courier in pushes of 2023, whose real departure is 204: the words
// decide.
var opCodes = map[string]timeline.ScanStatus{
	"50": timeline.StatusPickedUp, "51": timeline.StatusPickedUp, "54": timeline.StatusPickedUp, "43": timeline.StatusPickedUp, "46": timeline.StatusPickedUp, "607": timeline.StatusPickedUp,
	"30": timeline.StatusInTransit, "501": timeline.StatusInTransit, "31": timeline.StatusArrived, "310": timeline.StatusArrived, "36": timeline.StatusDeparted, "407": timeline.StatusDeparted, "3036": timeline.StatusDeparted,
	"105": timeline.StatusDeparted, "106": timeline.StatusArrived,
	"44": timeline.StatusOutForDelivery, "204": timeline.StatusOutForDelivery, "34": timeline.StatusOutForDelivery,
	"33": timeline.StatusFailedAttempt, "70": timeline.StatusFailedAttempt,
	"80": timeline.StatusDelivered, "8000": timeline.StatusDelivered, "123": timeline.StatusInTransit, "130": timeline.StatusAtPickupPoint, "125": timeline.StatusAtPickupPoint,
	"99": timeline.StatusForwarded, "648": timeline.StatusReturning, "517": timeline.StatusReturning, "10": timeline.StatusCancelled,
}

// statuses are the open API's first and secondary status codes.
var statuses = map[string]timeline.ScanStatus{
	"1": timeline.StatusPickedUp, "101": timeline.StatusPickedUp, "2": timeline.StatusInTransit, "201": timeline.StatusInTransit,
	"204": timeline.StatusCustoms, "205": timeline.StatusCustoms, "3": timeline.StatusOutForDelivery, "301": timeline.StatusOutForDelivery,
	"4": timeline.StatusDelivered, "401": timeline.StatusDelivered,
}
