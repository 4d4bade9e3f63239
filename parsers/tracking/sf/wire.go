package sf

import "github.com/duizheng/duizheng/parsers/tracking"

// An answer of the open API: the routes stand in a JSON text within the JSON.
type answer struct {
	ResultData string        `json:"apiResultData"`
	ErrorMsg   tracking.Text `json:"apiErrorMsg"`
	ResultCode tracking.Text `json:"apiResultCode"`
}

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
