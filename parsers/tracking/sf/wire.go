package sf

import "github.com/duizheng/duizheng/parsers/tracking"

// A route is one scan of the open API (acceptTime) or of a push (scanDateTime).
type route struct {
	MailNo       tracking.Text
	WaybillNo    tracking.Text
	AcceptTime   tracking.Text
	ScanDateTime tracking.Text
	Address      tracking.Text `json:"acceptAddress"`
	Remark       tracking.Text
	OpCode       tracking.Text
	First        tracking.Text `json:"firstStatusCode"`
	Secondary    tracking.Text `json:"secondaryStatusCode"`
}
