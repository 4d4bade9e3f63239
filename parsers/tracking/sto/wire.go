package sto

import "github.com/duizheng/duizheng/parsers/tracking"

// A message is what the answer says beside its rows.
type message struct {
	ErrorMsg tracking.Text
}

// A row is one scan of data.<number>.
type row struct {
	WaybillNo tracking.Text
	OpTime    tracking.Text
	Memo      tracking.Text
	ScanType  tracking.Text
	City      tracking.Text `json:"opOrgCityName"`
	Province  tracking.Text `json:"opOrgProvinceName"`
}
