// Package jt reads records of J&T Express, domestic and overseas.
package jt

import (
	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
)

var document = tracking.JSON{
	Rows:    []string{"scanTime", "desc|scanType"},
	Answers: []string{"billCode"},
	Answer:  readAnswer,
	Row:     readRow,
}

// Format is the JSON of the open API.
var Format = &parsers.Format{
	ID:       "tracking-jt-json",
	App:      "jt",
	Tracking: true,
	Ext:      "json",
	How:      `{"data":[{"billCode","details":[{"scanTime","scanType","desc"}]}]}`,
	Detect:   tracking.Keys([]string{"scanTime", "scanType"}, []string{"billCode", "details", "desc", "problemType"}),
	Parse:    document.Parse,
}

func readAnswer(_ *parsers.Export, raw []byte) (tracking.Answer, error) {
	var a answer

	if err := tracking.Decode(raw, &a); err != nil {
		return tracking.Answer{}, err
	}

	return tracking.Answer{Waybill: string(a.BillCode), Carrier: "jt", Reason: string(a.Msg)}, nil
}

func readRow(e *parsers.Export, raw []byte, pointer string) (tracking.Row, error) {
	var r row
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Row{}, err
	}
	if r.Desc == "" && r.ScanType == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	return tracking.Row{Time: tracking.ChinaTime(string(r.ScanTime)), Text: string(r.Desc), Code: string(r.ScanType), Status: scanTypes[string(r.ScanType)],
		Place: string(r.City), Carrier: "jt"}, nil
}
