package usps

import "github.com/duizheng/duizheng/parsers/tracking"

// An answer is one tracking.
type answer struct {
	Number   tracking.Text `json:"trackingNumber"`
	Category tracking.Text `json:"statusCategory"`
	Error    struct{ Message tracking.Text }
}

// A row is one event: the local time without offset, and the same in GMT.
type row struct {
	Time      tracking.Text `json:"eventTimestamp"`
	GMT       tracking.Text `json:"GMTTimestamp"`
	Offset    tracking.Text `json:"GMTOffset"`
	EventType tracking.Text
	EventCode tracking.Text
	City      tracking.Text `json:"eventCity"`
	State     tracking.Text `json:"eventState"`
}
