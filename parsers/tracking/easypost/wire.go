package easypost

import "github.com/duizheng/duizheng/parsers/tracking"

// An answer is a Tracker.
type answer struct {
	Code      tracking.Text `json:"tracking_code"`
	Carrier   tracking.Text
	Status    tracking.Text
	UpdatedAt tracking.Text `json:"updated_at"`
}

// A row is one of the tracking details.
type row struct {
	Datetime    tracking.Text
	Message     tracking.Text
	Description tracking.Text
	Status      tracking.Text
	Location    struct {
		City, State, Country tracking.Text
	} `json:"tracking_location"`
}
