// Package zto reads records of ZTO Express, open API versions 1 and 2.
package zto

import (
	"encoding/json"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
)

// UnmarshalJSON takes the city of a site that is an object.
func (s *site) UnmarshalJSON(b []byte) error {
	if len(b) == 0 || b[0] != '{' {
		return s.Text.UnmarshalJSON(b)
	}
	var o struct{ Name, City, Prov tracking.Text }
	if err := json.Unmarshal(b, &o); err != nil {
		return err
	}
	s.Text, s.city = o.Name, string(o.City)
	return nil
}

var document = tracking.JSON{
	Rows:    []string{"scanDate", "desc|scanType"},
	Answers: []string{"billCode", "traces"},
	Answer:  readAnswer,
	Row:     readRow,
}

// Format is the JSON of either version.
var Format = &parsers.Format{
	ID:       "tracking-zto-json",
	App:      "zto",
	Tracking: true,
	Ext:      "json",
	How:      `{"data":[{"billCode","traces":[{"scanDate","scanType","desc"}]}]} or {"result":[{"billCode","scanDate":ms}]}`,
	Detect:   tracking.Keys([]string{"scanDate", "desc"}, []string{"billCode", "scanType", "scanSite", "signMan"}),
	Parse:    document.Parse,
}

func readAnswer(_ *parsers.Export, raw []byte) (tracking.Answer, error) {
	var a answer

	if err := tracking.Decode(raw, &a); err != nil {
		return tracking.Answer{}, err
	}

	return tracking.Answer{Waybill: string(a.BillCode), Carrier: "zto", Reason: string(a.Message + a.Msg)}, nil
}

func readRow(e *parsers.Export, raw []byte, pointer string) (tracking.Row, error) {
	var r row
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Row{}, err
	}
	if r.Desc == "" && r.ScanType == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	place := r.ScanSite.city
	if place == "" && !strings.Contains(string(r.Desc), "【") {
		place = string(r.ScanSite.Text)
	}
	return tracking.Row{Time: tracking.ChinaTime(string(r.ScanDate)), Text: string(r.Desc), Code: string(r.ScanType), Status: scanTypes[string(r.ScanType)],
		Place: place, Waybill: string(r.BillCode), Carrier: "zto"}, nil
}
