// Package kuaidi100 reads answers of the kuaidi100 interface: query, push, map
// track and errors.
//
// Lists run backwards. The place of a row is its area ("浙江,杭州市,西湖区"), its
// clock +08:00. An error, and the row 查无结果 that comes with any state, are
// frames.
package kuaidi100

import (
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
)

var document = tracking.JSON{
	Rows:    []string{"context", "time|ftime"},
	Answers: []string{"nu", "com"},
	Answer:  readAnswer,
	Row:     readRow,
}

// Format is the JSON answer.
var Format = &parsers.Format{
	ID:       "tracking-kuaidi100-json",
	App:      "kuaidi100",
	Tracking: true,
	Ext:      "json",
	How:      `{"nu","com","state","data":[{"time","ftime","context"}]}`,
	Detect:   detect,
	Parse:    document.Parse,
}

func detect(h *parsers.Head) parsers.Evidence {
	if e := tracking.Keys([]string{"nu", "com"}, []string{"context", "ftime", "ischeck", "state", "data"})(h); e.Score > 0 {
		return e
	}
	return tracking.Keys([]string{"returnCode", "message", "result"}, nil)(h)
}

func readAnswer(e *parsers.Export, raw []byte) (tracking.Answer, error) {
	var a answer
	if err := tracking.Decode(raw, &a); err != nil {
		return tracking.Answer{}, err
	}
	asOf := a.QueryTime + a.PushTime
	outer := a
	if a.Push != nil {
		a = *a.Push
	}
	out := tracking.Answer{Waybill: string(a.Nu), Carrier: string(a.Com), Code: string(a.State), Status: codes[string(a.State)],
		AsOf: tracking.AsOf(string(asOf), tracking.China)}
	if outer.Result == "false" || a.Status != "" && a.Status != "200" {
		out.Reason = strings.TrimSpace(string(outer.ReturnCode + " " + a.Message))
	}
	return out, nil
}

func readRow(e *parsers.Export, raw []byte, _ string) (tracking.Row, error) {
	var r row
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Row{}, err
	}
	text := tracking.First(r.Context, r.Desc)
	if text == "" && r.StatusCode == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	status := codes[string(r.StatusCode)]
	return tracking.Row{Time: tracking.ChinaTime(string(tracking.First(r.FTime, r.Time))), Text: string(text), Code: string(r.StatusCode), Status: status,
		Place: strings.ReplaceAll(string(tracking.First(r.AreaName, r.Location)), ",", "")}, nil
}
