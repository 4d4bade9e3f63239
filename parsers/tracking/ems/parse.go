// Package ems reads records of EMS and China Post: the interface of today
// (responseItems) and the older traces.
package ems

import (
	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
)

var document = tracking.JSON{
	Rows:    []string{"opTime|acceptTime", "opDesc|remark", "opCode|acceptAddress"},
	Answers: []string{"responseItems|mailNum|traces"},
	Answer:  readAnswer,
	Row:     readRow,
}

// Format is the JSON of either.
var Format = &parsers.Format{
	ID:       "tracking-ems-json",
	App:      "ems",
	Tracking: true,
	Ext:      "json",
	How:      `{"responseItems":[{"waybillNo","opTime","opCode","opDesc"}]} or {"traces":[{"acceptTime","acceptAddress","remark"}]}`,
	Detect:   tracking.Any(tracking.Keys([]string{"opTime", "opDesc"}, []string{"responseItems", "opCode", "waybillNo"}), tracking.Keys([]string{"traces", "acceptTime", "acceptAddress", "remark"}, []string{"mailNum"})),
	Parse:    document.Parse,
}

func readAnswer(_ *parsers.Export, raw []byte) (tracking.Answer, error) {
	var a answer

	if err := tracking.Decode(raw, &a); err != nil {
		return tracking.Answer{}, err
	}

	return tracking.Answer{Waybill: string(a.WaybillNo + a.MailNum), Carrier: "ems", Reason: string(a.ErrorDesc)}, nil
}

func readRow(e *parsers.Export, raw []byte, pointer string) (tracking.Row, error) {
	var r row
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Row{}, err
	}
	text := r.OpDesc + r.Remark
	if text == "" {
		text = r.OpName
	}
	if text == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	return tracking.Row{Time: tracking.ChinaTime(string(r.OpTime + r.AcceptTime)), Text: string(text), Code: string(r.OpCode), Status: opCodes[string(r.OpCode)],
		Place: string(r.OpOrgCity + r.AcceptAddress), Waybill: string(r.WaybillNo)}, nil
}
