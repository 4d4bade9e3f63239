// Package sto reads records of STO Express: the open API, whose lists stand under
// their numbers.
package sto

import (
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
)

var document = tracking.JSON{
	Rows:   []string{"opTime", "memo|scanType"},
	Answer: readAnswer,
	Row:    readRow,
}

// Format is the JSON of the open API.
var Format = &parsers.Format{
	ID:       "tracking-sto-json",
	App:      "sto",
	Tracking: true,
	Ext:      "json",
	How:      `{"data":{"<number>":[{"opTime","scanType","memo"}]}}`,
	Detect:   tracking.Keys([]string{"opTime", "memo"}, []string{"scanType", "waybillNo", "opOrgName"}),
	Parse:    document.Parse,
}

func readAnswer(_ *parsers.Export, raw []byte) (tracking.Answer, error) {
	var m message
	if err := tracking.Decode(raw, &m); err != nil {
		return tracking.Answer{}, err
	}
	return tracking.Answer{Carrier: "sto", Reason: string(m.ErrorMsg)}, nil
}

func readRow(e *parsers.Export, raw []byte, pointer string) (tracking.Row, error) {
	var r row
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Row{}, err
	}
	if r.Memo == "" && r.ScanType == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	number := string(r.WaybillNo)
	if parts := strings.Split(pointer, "/"); number == "" && len(parts) >= 3 {
		number = parts[len(parts)-2]
	}
	return tracking.Row{Time: tracking.ChinaTime(string(r.OpTime)), Text: string(r.Memo), Code: string(r.ScanType), Status: scanTypes[string(r.ScanType)],
		Place: string(r.City), Waybill: number, Carrier: "sto"}, nil
}
