package kuaidi100

import "github.com/duizheng/duizheng/timeline"

// codes are the states of kuaidi100, of a row (statusCode) and of the whole
// parcel (state). 304 reads "已由柜/驿站签收" in the older table and "已从柜/驿站取出
// 签收" in the newer: signed either way, which the text may contradict.
var codes = map[string]timeline.ScanStatus{
	"0": timeline.StatusInTransit, "1002": timeline.StatusInTransit, "1001": timeline.StatusArrived, "1003": timeline.StatusForwarded,
	"1": timeline.StatusPickedUp, "101": timeline.StatusLabelCreated, "102": timeline.StatusLabelCreated, "103": timeline.StatusPickedUp,
	"2": timeline.StatusException, "201": timeline.StatusException, "202": timeline.StatusException, "203": timeline.StatusRefused,
	"204": timeline.StatusFailedAttempt, "205": timeline.StatusException, "206": timeline.StatusFailedAttempt, "207": timeline.StatusException,
	"208": timeline.StatusException, "209": timeline.StatusException, "210": timeline.StatusCancelled,
	"3": timeline.StatusDelivered, "301": timeline.StatusDelivered, "302": timeline.StatusDelivered, "303": timeline.StatusDelivered, "304": timeline.StatusDelivered,
	"4": timeline.StatusReturned, "401": timeline.StatusCancelled,
	"5": timeline.StatusOutForDelivery, "501": timeline.StatusAtPickupPoint,
	"6": timeline.StatusReturning, "7": timeline.StatusForwarded,
	"8": timeline.StatusCustoms, "10": timeline.StatusCustoms, "11": timeline.StatusCustoms, "12": timeline.StatusCustoms, "13": timeline.StatusException,
	"14": timeline.StatusRefused,
}
