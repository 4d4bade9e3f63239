package fedex

import "github.com/duizheng/duizheng/timeline"

// types are FedEx's event types.
var types = map[string]timeline.ScanStatus{
	"OC": timeline.StatusLabelCreated, "IN": timeline.StatusLabelCreated,
	"PU": timeline.StatusPickedUp, "PX": timeline.StatusPickedUp,
	"IT": timeline.StatusInTransit, "AF": timeline.StatusInTransit, "FD": timeline.StatusInTransit, "SF": timeline.StatusInTransit, "TR": timeline.StatusInTransit,
	"DP": timeline.StatusDeparted, "LO": timeline.StatusDeparted,
	"AR": timeline.StatusArrived, "AA": timeline.StatusArrived,
	"OD": timeline.StatusOutForDelivery,
	"DL": timeline.StatusDelivered,
	"DE": timeline.StatusFailedAttempt,
	"HL": timeline.StatusAtPickupPoint, "HP": timeline.StatusAtPickupPoint, "RP": timeline.StatusAtPickupPoint,
	"SE": timeline.StatusException, "DY": timeline.StatusException, "CH": timeline.StatusException, "DD": timeline.StatusException,
	"RS": timeline.StatusReturning, "RC": timeline.StatusReturning,
	"CC": timeline.StatusCustoms, "CD": timeline.StatusCustoms, "CP": timeline.StatusCustoms, "EA": timeline.StatusCustoms, "ED": timeline.StatusCustoms,
	"CA": timeline.StatusCancelled,
}
