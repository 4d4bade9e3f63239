package dhl

import "github.com/duizheng/duizheng/timeline"

// statuses are those of the unified interface, and the event codes of DHL Express.
var statuses = map[string]timeline.ScanStatus{
	"pre-transit": timeline.StatusLabelCreated,
	"transit":     timeline.StatusInTransit, "AF": timeline.StatusInTransit, "PL": timeline.StatusInTransit, "IC": timeline.StatusInTransit, "RW": timeline.StatusInTransit, "TR": timeline.StatusInTransit,
	"delivered": timeline.StatusDelivered, "OK": timeline.StatusDelivered, "DL": timeline.StatusDelivered,
	"failure": timeline.StatusException, "OH": timeline.StatusException, "MC": timeline.StatusException, "SS": timeline.StatusException, "HP": timeline.StatusException, "ES": timeline.StatusException,
	"unknown": timeline.StatusInfo,
	"PU":      timeline.StatusPickedUp, "PO": timeline.StatusPickedUp,
	"DF": timeline.StatusDeparted,
	"AR": timeline.StatusArrived,
	"WC": timeline.StatusOutForDelivery,
	"NH": timeline.StatusFailedAttempt, "BA": timeline.StatusFailedAttempt, "CA": timeline.StatusFailedAttempt, "AD": timeline.StatusFailedAttempt, "CM": timeline.StatusFailedAttempt, "ND": timeline.StatusFailedAttempt,
	"RD": timeline.StatusRefused,
	"RT": timeline.StatusReturning,
	"CR": timeline.StatusCustoms, "CD": timeline.StatusCustoms, "CI": timeline.StatusCustoms, "UD": timeline.StatusCustoms, "RR": timeline.StatusCustoms, "PD": timeline.StatusCustoms,
	"CC": timeline.StatusAtPickupPoint, "AP": timeline.StatusAtPickupPoint,
}
