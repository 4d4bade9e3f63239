// Package yunda reads records of Yunda Express: the open API.
package yunda

import (
	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
)

var document = tracking.JSON{
	Rows:    []string{"time", "action", "description"},
	Answers: []string{"mailno"},
	Answer:  readAnswer,
	Row:     readRow,
}

// Format is the JSON of the open API.
var Format = &parsers.Format{
	ID:       "tracking-yunda-json",
	App:      "yunda",
	Tracking: true,
	Ext:      "json",
	How:      `{"mailno","steps":[{"time","action","city","description"}]}`,
	Detect:   tracking.Keys([]string{"mailno", "steps"}, []string{"action", "description", "time"}),
	Parse:    document.Parse,
}

func readAnswer(_ *parsers.Export, raw []byte) (tracking.Answer, error) {
	var a answer

	if err := tracking.Decode(raw, &a); err != nil {
		return tracking.Answer{}, err
	}

	return tracking.Answer{Waybill: string(a.MailNo), Carrier: "yunda", Reason: string(a.Remark + a.Message)}, nil
}

func readRow(e *parsers.Export, raw []byte, pointer string) (tracking.Row, error) {
	var r row
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Row{}, err
	}
	if r.Description == "" && r.Action == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	return tracking.Row{Time: tracking.ChinaTime(string(r.Time)), Text: string(r.Description), Code: string(r.Action), Status: actions[string(r.Action)],
		Place: string(r.City), Carrier: "yunda"}, nil
}
