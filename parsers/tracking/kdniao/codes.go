package kdniao

import "github.com/duizheng/duizheng/timeline"

// codes are KDNiao's State, StateEx and Action.
var codes = map[string]timeline.ScanStatus{
	"0": timeline.StatusInfo, "10": timeline.StatusLabelCreated, "1": timeline.StatusPickedUp,
	"2": timeline.StatusInTransit, "201": timeline.StatusArrived, "202": timeline.StatusOutForDelivery, "204": timeline.StatusArrived,
	"205": timeline.StatusArrived, "206": timeline.StatusDeparted, "211": timeline.StatusAtPickupPoint,
	"3": timeline.StatusDelivered, "301": timeline.StatusDelivered, "302": timeline.StatusDelivered, "304": timeline.StatusDelivered, "311": timeline.StatusDelivered,
	"4": timeline.StatusException, "401": timeline.StatusException, "402": timeline.StatusException, "403": timeline.StatusException,
	"404": timeline.StatusRefused, "405": timeline.StatusFailedAttempt, "406": timeline.StatusReturned, "407": timeline.StatusReturning,
	"412": timeline.StatusException, "413": timeline.StatusException, "414": timeline.StatusException, "415": timeline.StatusCancelled,
	"416": timeline.StatusFailedAttempt, "417": timeline.StatusException, "418": timeline.StatusException, "419": timeline.StatusOutForDelivery,
	"420": timeline.StatusException, "421": timeline.StatusException, "422": timeline.StatusException, "423": timeline.StatusException,
	"5": timeline.StatusForwarded, "6": timeline.StatusCustoms, "601": timeline.StatusCustoms, "602": timeline.StatusCustoms, "603": timeline.StatusCustoms, "604": timeline.StatusCustoms,
}
