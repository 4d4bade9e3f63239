package jd

import "github.com/duizheng/duizheng/parsers/tracking"

// A row is one scan of the open API (operationRemark) or of the old one
// (opeRemark).
type row struct {
	WaybillCode     tracking.Text
	OperationTime   tracking.Text
	OperationRemark tracking.Text
	Category        tracking.Text
	CategoryName    tracking.Text
	OpeTime         tracking.Text
	OpeRemark       tracking.Text
	OpeTitle        tracking.Text
	City            tracking.Text `json:"operationSite"`
}

// A message is what the answer says when it holds no rows.
type message struct {
	Code tracking.Text
	Msg  tracking.Text
}
