package yto

import "github.com/duizheng/duizheng/parsers/tracking"

// A row is one scan. The old interface writes its keys with capitals and times
// without leading zeros.
type row struct {
	Waybill     tracking.Text `json:"waybill_No"`
	ProcessInfo tracking.Text
	UploadTime  tracking.Text `json:"upload_Time"`
	InfoContent tracking.Text
	City        tracking.Text
	District    tracking.Text
}

// A refusal is the answer to an unknown number, whose list became a map.
type refusal struct {
	Map     map[string]any
	Code    tracking.Text
	Message tracking.Text
}
