// Package best reads records of Best Express (百世, 汇通): the traces of its open
// API.
package best

import (
	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
)

var document = tracking.JSON{
	Rows:    []string{"acceptTime", "scanType"},
	Answers: []string{"mailNo", "traces"},
	Answer:  readAnswer,
	Row:     readRow,
}

// Format is the JSON of the open API.
var Format = &parsers.Format{
	ID:       "tracking-best-json",
	App:      "best",
	Tracking: true,
	Ext:      "json",
	How:      `{"traceLogs":[{"mailNo","traces":{"trace":[{"acceptTime","scanType","remark"}]}}]}`,
	Detect:   tracking.Keys([]string{"traceLogs", "acceptTime"}, []string{"scanType", "mailNo", "trace"}),
	Parse:    document.Parse,
}

func readAnswer(_ *parsers.Export, raw []byte) (tracking.Answer, error) {
	var a answer

	if err := tracking.Decode(raw, &a); err != nil {
		return tracking.Answer{}, err
	}

	return tracking.Answer{Waybill: string(a.MailNo), Carrier: "best", Reason: string(a.Remark)}, nil
}

func readRow(e *parsers.Export, raw []byte, pointer string) (tracking.Row, error) {
	var r row
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Row{}, err
	}
	if r.Remark == "" && r.ScanType == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	return tracking.Row{Time: tracking.ChinaTime(string(r.AcceptTime)), Text: string(r.Remark), Code: string(r.ScanType), Status: scanTypes[string(r.ScanType)],
		Place: string(r.AcceptAddress), Carrier: "best"}, nil
}
