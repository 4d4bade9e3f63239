package cainiao

import "github.com/duizheng/duizheng/parsers/tracking"

// An answer is a logistics trace (cpCode) or an element of the global site's
// module.
type answer struct {
	MailNo         tracking.Text
	CpCode         tracking.Text
	LogisticsState tracking.Text `json:"logisticsStatus"`
	Status         tracking.Text
	ErrorMsg       tracking.Text
	// CopyRealMailNo is the number of the second leg.
	CopyRealMailNo tracking.Text
}

// A row is one trace. The global site's epoch time takes the local time for
// Beijing's and is not used.
type row struct {
	Time       tracking.Text
	TimeStr    tracking.Text
	TimeZone   tracking.Text
	Desc       tracking.Text
	Standard   tracking.Text `json:"standerdDesc"`
	ActionCode tracking.Text
	Status     tracking.Text `json:"logisticsStatus"`
	Sub        tracking.Text `json:"subLogisticsStatus"`
	AreaName   tracking.Text
}
