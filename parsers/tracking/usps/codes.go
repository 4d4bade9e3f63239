package usps

import "github.com/duizheng/duizheng/timeline"

// eventCodes are those of USPS, and the categories of the whole answer.
var eventCodes = map[string]timeline.ScanStatus{
	"MA": timeline.StatusLabelCreated, "GX": timeline.StatusLabelCreated, "GA": timeline.StatusLabelCreated, "PC": timeline.StatusLabelCreated, "Pre-Shipment": timeline.StatusLabelCreated, "Accepted": timeline.StatusPickedUp, "In Transit": timeline.StatusInTransit, "Out for Delivery": timeline.StatusOutForDelivery, "Alert": timeline.StatusException,
	"03": timeline.StatusPickedUp, "OA": timeline.StatusPickedUp, "TM": timeline.StatusPickedUp,
	"07": timeline.StatusArrived, "10": timeline.StatusArrived, "A1": timeline.StatusArrived, "U1": timeline.StatusArrived, "AR": timeline.StatusArrived,
	"T1": timeline.StatusDeparted, "DEP": timeline.StatusDeparted, "L1": timeline.StatusDeparted,
	"NT": timeline.StatusInTransit, "TL": timeline.StatusInTransit, "PB": timeline.StatusInTransit, "80": timeline.StatusInTransit, "81": timeline.StatusInTransit, "82": timeline.StatusInTransit,
	"OF": timeline.StatusOutForDelivery, "DG": timeline.StatusOutForDelivery, "PO": timeline.StatusOutForDelivery,
	"01": timeline.StatusDelivered, "41": timeline.StatusDelivered, "Delivered": timeline.StatusDelivered,
	"02": timeline.StatusFailedAttempt, "53": timeline.StatusFailedAttempt, "54": timeline.StatusFailedAttempt, "55": timeline.StatusFailedAttempt, "56": timeline.StatusFailedAttempt, "52": timeline.StatusFailedAttempt, "51": timeline.StatusFailedAttempt,
	"14": timeline.StatusAtPickupPoint, "15": timeline.StatusAtPickupPoint, "16": timeline.StatusAtPickupPoint, "17": timeline.StatusAtPickupPoint, "DN": timeline.StatusAtPickupPoint,
	"21": timeline.StatusRefused,
	"04": timeline.StatusReturning, "05": timeline.StatusReturning, "09": timeline.StatusReturning, "22": timeline.StatusReturning, "23": timeline.StatusReturning, "24": timeline.StatusReturning, "25": timeline.StatusReturning, "26": timeline.StatusReturning, "27": timeline.StatusReturning, "28": timeline.StatusReturning, "29": timeline.StatusReturning, "RP": timeline.StatusReturning,
	"11": timeline.StatusCustoms, "12": timeline.StatusCustoms, "MR": timeline.StatusCustoms, "OX": timeline.StatusCustoms,
}
