// Package ups reads UPS (trackResponse). Without the GMT fields of newer answers its
// times are local to the event.
package ups

import (
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
	"github.com/duizheng/duizheng/timeline"
)

var document = tracking.JSON{
	Rows:    []string{"date", "time", "status"},
	Answers: []string{"trackingNumber", "activity"},
	Answer:  readAnswer,
	Row:     readRow,
}

// Format is the JSON of the interface.
var Format = &parsers.Format{
	ID:       "tracking-ups-json",
	App:      "ups",
	Tracking: true,
	Ext:      "json",
	How:      `{"trackResponse":{"shipment":[{"package":[{"activity":[{"date","time","status"}]}]}]}}`,
	Detect:   tracking.Keys([]string{"trackResponse"}, []string{"package", "activity", "shipment", "trackingNumber"}),
	Parse:    document.Parse,
}

func readAnswer(_ *parsers.Export, raw []byte) (tracking.Answer, error) {
	var a answer

	if err := tracking.Decode(raw, &a); err != nil {
		return tracking.Answer{}, err
	}

	return tracking.Answer{Waybill: string(a.Number), Carrier: "ups", Code: string(a.Current.Type), Status: types[string(a.Current.Type)]}, nil
}

func readRow(e *parsers.Export, raw []byte, pointer string) (tracking.Row, error) {
	var r row
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Row{}, err
	}
	code := r.Status.Type
	if s := types[string(r.Status.Code)]; s != "" {
		code = r.Status.Code
	}
	if r.Status.Description == "" && code == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	place := string(r.Location.Address.City)
	if r.Location.Address.State != "" {
		place += ", " + string(r.Location.Address.State)
	}
	return tracking.Row{Time: r.moment(e), Text: string(r.Status.Description), Code: string(code), Status: types[string(code)], Place: place, Carrier: "ups"}, nil
}

func (r row) moment(e *parsers.Export) timeline.Moment {
	if r.GMTDate != "" && r.GMTTime != "" {
		return tracking.WrittenLocal(e, joined(r.GMTDate, r.GMTTime)+"Z")
	}
	return tracking.WrittenLocal(e, joined(r.Date, r.Time))
}

// joined writes 20240308 and 140000 (or 14:00:00) as one time.
func joined(date, clock tracking.Text) string {
	d, c := string(date), strings.ReplaceAll(string(clock), ":", "")
	if len(d) != 8 || len(c) != 6 {
		return strings.TrimSpace(d + " " + string(clock))
	}
	return d[:4] + "-" + d[4:6] + "-" + d[6:] + "T" + c[:2] + ":" + c[2:4] + ":" + c[4:]
}
