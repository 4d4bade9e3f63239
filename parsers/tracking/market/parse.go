// Package market reads the answers of query services that are sold on markets: Juhe,
// Jisu, Fegine, and the card of Baidu. Their rows have a time and a text and no
// code.
package market

import (
	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
)

var document = tracking.JSON{
	Rows:    []string{"datetime|time", "remark|content|status|desc"},
	Answers: []string{"no|number|list|context"},
	Answer:  readAnswer,
	Row:     readRow,
}

// Format is the JSON of any of them.
var Format = &parsers.Format{
	ID:       "tracking-market-json",
	App:      "market",
	Tracking: true,
	Ext:      "json",
	How:      `{"resultcode","result":{"com","no","list":[{"datetime","remark"}]}} or {"result":{"number","list":[{"time","status"}]}} or {"no","list":[{"time","content"}]}`,
	Detect:   detect,
	Parse:    document.Parse,
}

func readAnswer(_ *parsers.Export, raw []byte) (tracking.Answer, error) {
	var a answer

	if err := tracking.Decode(raw, &a); err != nil {
		return tracking.Answer{}, err
	}

	out := tracking.Answer{Waybill: string(a.No + a.Number), Carrier: string(tracking.First(a.Com, a.Type, a.Name, a.Company)), Reason: string(tracking.First(a.Reason, a.Msg))}
	if a.Deliver != "" {
		out.Code, out.Status = string(a.Deliver), deliveries[string(a.Deliver)]
	} else if a.No != "" {
		out.Code = string(tracking.First(a.State, a.Status))
	}
	return out, nil
}

func readRow(e *parsers.Export, raw []byte, pointer string) (tracking.Row, error) {
	var r row
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Row{}, err
	}
	text := tracking.First(r.Remark, r.Content, r.Context, r.Desc, r.Status)
	if text == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	return tracking.Row{Time: tracking.ChinaTime(string(tracking.First(r.Datetime, r.Time))), Text: string(text), Place: string(r.Zone)}, nil
}

func detect(h *parsers.Head) parsers.Evidence {
	return tracking.Any(
		tracking.Keys([]string{"resultcode", "datetime", "remark"}, []string{"company", "com", "no"}),
		tracking.Keys([]string{"deliverystatus", "list"}, []string{"issign", "number", "status"}),
		tracking.Keys([]string{"no", "list", "content", "time"}, []string{"state", "type", "name"}),
		tracking.Keys([]string{"info", "context", "desc", "time"}, []string{"data", "com", "state"}),
		tracking.Keys([]string{"resultcode", "reason", "error_code"}, nil),
	)(h)
}
