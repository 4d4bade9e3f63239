package taobao

import "github.com/duizheng/duizheng/parsers/tracking"

// An answer is that of the TOP interface (out_sid), of a page tool
// (express_follow) or of LinkedMall (MailNo).
type answer struct {
	OutSid      tracking.Text `json:"out_sid"`
	CompanyName tracking.Text `json:"company_name"`
	Status      tracking.Text
	WaybillID   tracking.Text `json:"waybill_id"`
	ExpressName tracking.Text `json:"express_name"`
	MailNo      tracking.Text
	Company     tracking.Text `json:"LogisticsCompanyName"`
	CompanyCode tracking.Text `json:"LogisticsCompanyCode"`
}

// A row is one step. The page tool writes the day as "data" (sic).
type row struct {
	StatusTime  tracking.Text `json:"status_time"`
	StatusDesc  tracking.Text `json:"status_desc"`
	Action      tracking.Text
	Data        tracking.Text
	Time        tracking.Text
	ExpressInfo tracking.Text `json:"express_info"`
	Ocurr       tracking.Text `json:"OcurrTimeStr"`
	Standard    tracking.Text `json:"StanderdDesc"`
}
