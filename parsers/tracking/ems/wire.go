package ems

import "github.com/duizheng/duizheng/parsers/tracking"

// An answer holds the items or traces of one number.
type answer struct {
	WaybillNo tracking.Text
	MailNum   tracking.Text
	ErrorDesc tracking.Text
}

// A row is one item of the new interface (opDesc) or trace of the old one
// (remark).
type row struct {
	WaybillNo     tracking.Text
	OpTime        tracking.Text
	OpDesc        tracking.Text
	OpCode        tracking.Text
	OpName        tracking.Text
	OpOrgCity     tracking.Text
	OpOrgName     tracking.Text
	AcceptTime    tracking.Text
	AcceptAddress tracking.Text
	Remark        tracking.Text
}
