package jt

import "github.com/duizheng/duizheng/parsers/tracking"

// An answer holds the details of one number.
type answer struct {
	BillCode tracking.Text
	Msg      tracking.Text
}

// A row is one detail.
type row struct {
	ScanTime    tracking.Text
	Desc        tracking.Text
	ScanType    tracking.Text
	ProblemType tracking.Text
	City        tracking.Text `json:"scanNetworkCity"`
}
