package yunda

import "github.com/duizheng/duizheng/parsers/tracking"

// An answer holds the steps of one number.
type answer struct {
	MailNo  tracking.Text `json:"mailno"`
	Remark  tracking.Text
	Message tracking.Text
}

// A row is one step.
type row struct {
	Time        tracking.Text
	Action      tracking.Text
	City        tracking.Text
	Description tracking.Text
}
