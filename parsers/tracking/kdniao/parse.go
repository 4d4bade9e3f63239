// Package kdniao reads answers and pushes of the KDNiao interface, in the
// spellings that shops' programs leave of them. Its digits are not those of
// kuaidi100: here 2 is 在途 and 4 问题件.
package kdniao

import (
	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
)

var document = tracking.JSON{
	Rows:    []string{"AcceptStation", "AcceptTime"},
	Answers: []string{"LogisticCode|EBusinessID"},
	Answer:  readAnswer,
	Row:     readRow,
}

// Format is the JSON answer or push.
var Format = &parsers.Format{
	ID:       "tracking-kdniao-json",
	App:      "kdniao",
	Tracking: true,
	Ext:      "json",
	How:      `{"LogisticCode","ShipperCode","Traces":[{"AcceptTime","AcceptStation"}]}`,
	Detect:   tracking.Keys([]string{"LogisticCode"}, []string{"AcceptStation", "ShipperCode", "Traces", "EBusinessID"}),
	Parse:    document.Parse,
}

func readAnswer(_ *parsers.Export, raw []byte) (tracking.Answer, error) {
	var a answer
	if err := tracking.Decode(raw, &a); err != nil {
		return tracking.Answer{}, err
	}
	state := a.StateEx
	if codes[string(state)] == "" {
		state = a.State
	}
	return tracking.Answer{Waybill: string(a.LogisticCode), Carrier: string(a.ShipperCode), Code: string(state), Status: codes[string(state)],
		AsOf: tracking.AsOf(string(a.PushTime+a.CallTime), tracking.China), Reason: string(a.Reason)}, nil
}

func readRow(_ *parsers.Export, raw []byte, _ string) (tracking.Row, error) {
	var r row
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Row{}, err
	}
	text := string(r.AcceptStation)
	if text == "" {
		text = string(r.Remark)
	}
	if text == "" && r.Action == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	return tracking.Row{Time: tracking.ChinaTime(string(r.AcceptTime)), Text: text, Code: string(r.Action), Status: codes[string(r.Action)], Place: string(r.Location)}, nil
}
