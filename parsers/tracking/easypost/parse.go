// Package easypost reads Trackers of EasyPost.
package easypost

import (
	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
)

var document = tracking.JSON{
	Rows:    []string{"datetime", "message|status", "tracking_location|status_detail"},
	Answers: []string{"tracking_code", "tracking_details"},
	Answer:  readAnswer,
	Row:     readRow,
}

// Format is the JSON of the interface.
var Format = &parsers.Format{
	ID:       "tracking-easypost-json",
	App:      "easypost",
	Tracking: true,
	Ext:      "json",
	How:      `{"object":"Tracker","tracking_code","tracking_details":[{"datetime","message","status"}]}`,
	Detect:   tracking.Keys([]string{"tracking_code", "tracking_details"}, []string{"Tracker", "datetime", "status_detail"}),
	Parse:    document.Parse,
}

func readAnswer(_ *parsers.Export, raw []byte) (tracking.Answer, error) {
	var a answer

	if err := tracking.Decode(raw, &a); err != nil {
		return tracking.Answer{}, err
	}

	return tracking.Answer{Waybill: string(a.Code), Carrier: string(a.Carrier), Code: string(a.Status), Status: statuses[string(a.Status)],
		AsOf: tracking.AsOf(string(a.UpdatedAt), tracking.China)}, nil
}

func readRow(e *parsers.Export, raw []byte, pointer string) (tracking.Row, error) {
	var r row
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Row{}, err
	}
	text := r.Message
	if text == "" {
		text = r.Description
	}
	if text == "" && r.Status == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	place := string(r.Location.City)
	if r.Location.State != "" {
		place += ", " + string(r.Location.State)
	}
	return tracking.Row{Time: tracking.WrittenLocal(e, string(r.Datetime)), Text: string(text), Code: string(r.Status), Status: statuses[string(r.Status)], Place: place}, nil
}
