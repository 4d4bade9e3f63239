package best

import "github.com/duizheng/duizheng/parsers/tracking"

// An answer is one element of traceLogs.
type answer struct {
	MailNo tracking.Text
	Remark tracking.Text
}

// A row is one trace.
type row struct {
	AcceptTime    tracking.Text
	AcceptAddress tracking.Text
	ScanType      tracking.Text
	Remark        tracking.Text
}
