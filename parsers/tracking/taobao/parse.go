// Package taobao reads what shops on Taobao and LinkedMall get: the TOP interface, a
// page tool's list, LinkedMall.
package taobao

import (
	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
)

var document = tracking.JSON{
	Rows:    []string{"status_time|data|OcurrTimeStr", "status_desc|express_info|StanderdDesc"},
	Answers: []string{"out_sid|express_follow|LogisticsDetailList|MailNo"},
	Answer:  readAnswer,
	Row:     readRow,
}

// Format is the JSON of either.
var Format = &parsers.Format{
	ID:       "tracking-taobao-json",
	App:      "taobao",
	Tracking: true,
	Ext:      "json",
	How:      `{"out_sid","company_name","trace_list":{"transit_step_info":[{"status_time","status_desc"}]}} or {"express_follow":[…]} or {"MailNo","LogisticsDetailList":[…]}`,
	Detect:   tracking.Any(tracking.Keys([]string{"transit_step_info"}, []string{"status_desc", "out_sid"}), tracking.Keys([]string{"express_follow"}, []string{"express_info", "waybill_id"}), tracking.Keys([]string{"OcurrTimeStr", "StanderdDesc"}, []string{"MailNo", "LogisticsDetailList"})),
	Parse:    document.Parse,
}

func readAnswer(_ *parsers.Export, raw []byte) (tracking.Answer, error) {
	var a answer

	if err := tracking.Decode(raw, &a); err != nil {
		return tracking.Answer{}, err
	}

	return tracking.Answer{Waybill: string(a.OutSid + a.WaybillID + a.MailNo), Carrier: string(tracking.First(a.CompanyName, a.ExpressName, a.CompanyCode, a.Company))}, nil
}

func readRow(e *parsers.Export, raw []byte, pointer string) (tracking.Row, error) {
	var r row
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Row{}, err
	}
	text := tracking.First(r.StatusDesc, r.ExpressInfo, r.Standard)
	if text == "" && r.Action == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	when := tracking.First(r.StatusTime, r.Ocurr)
	if when == "" {
		when = r.Data + " " + r.Time
	}
	return tracking.Row{Time: tracking.ChinaTime(string(when)), Text: string(text), Code: string(r.Action), Status: actions[string(r.Action)]}, nil
}
