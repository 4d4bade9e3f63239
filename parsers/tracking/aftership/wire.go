package aftership

import "github.com/duizheng/duizheng/parsers/tracking"

// An answer is one tracking, or the tracking around a single checkpoint.
type answer struct {
	Number    tracking.Text `json:"tracking_number"`
	Slug      tracking.Text
	Tag       tracking.Text
	Subtag    tracking.Text
	UpdatedAt tracking.Text `json:"updated_at"`
}

// A row is one checkpoint.
type row struct {
	Time     tracking.Text `json:"checkpoint_time"`
	Message  tracking.Text
	Tag      tracking.Text
	Subtag   tracking.Text
	Location tracking.Text
	City     tracking.Text
	Slug     tracking.Text
}
