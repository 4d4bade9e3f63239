// Package jd reads records of JD Logistics: the open API and the older ETMS list.
package jd

import (
	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
)

var document = tracking.JSON{
	Rows:   []string{"operationRemark|opeRemark", "operationTime|opeTime"},
	Answer: readAnswer,
	Row:    readRow,
}

// Format is the JSON of either.
var Format = &parsers.Format{
	ID:       "tracking-jd-json",
	App:      "jd",
	Tracking: true,
	Ext:      "json",
	How:      `{"data":{"traceDetails":[{"operationTime","operationRemark","category"}]}} or [{"opeTime","opeRemark"}]`,
	Detect:   tracking.Any(tracking.Keys([]string{"operationRemark", "operationTime"}, []string{"waybillCode", "category", "traceDetails"}), tracking.Keys([]string{"opeTime", "opeRemark"}, []string{"opeTitle", "waybillCode"})),
	Parse:    document.Parse,
}

func readAnswer(_ *parsers.Export, raw []byte) (tracking.Answer, error) {
	var m message
	if err := tracking.Decode(raw, &m); err != nil {
		return tracking.Answer{Carrier: "jd"}, nil
	}
	return tracking.Answer{Carrier: "jd", Reason: string(m.Msg)}, nil
}

func readRow(e *parsers.Export, raw []byte, pointer string) (tracking.Row, error) {
	var r row
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Row{}, err
	}
	text := r.OperationRemark + r.OpeRemark
	if text == "" {
		text = r.OpeTitle
	}
	if text == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	return tracking.Row{Time: tracking.ChinaTime(string(r.OperationTime + r.OpeTime)), Text: string(text), Code: string(r.Category),
		Status: categories[string(r.Category)], Waybill: string(r.WaybillCode), Carrier: "jd"}, nil
}
