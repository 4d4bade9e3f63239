package jd

import "github.com/duizheng/duizheng/timeline"

// categories are those of JD Logistics' open API.
var categories = map[string]timeline.ScanStatus{
	"100": timeline.StatusLabelCreated, "390": timeline.StatusLabelCreated,
	"420": timeline.StatusPickedUp,
	"430": timeline.StatusInTransit,
	"440": timeline.StatusOutForDelivery,
	"510": timeline.StatusDelivered,
	"530": timeline.StatusRefused,
	"690": timeline.StatusCancelled,
	"700": timeline.StatusInfo,
}
