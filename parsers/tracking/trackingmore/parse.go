// Package trackingmore reads TrackingMore, versions 2 to 4. In its word pickup stand
// both 派送 and 自取; the substatus tells them apart.
package trackingmore

import (
	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
)

var document = tracking.JSON{
	Rows:    []string{"checkpoint_date|Date", "tracking_detail|StatusDescription|Details"},
	Answers: []string{"tracking_number"},
	Answer:  readAnswer,
	Row:     readRow,
}

// Format is the JSON of the interface.
var Format = &parsers.Format{
	ID:       "tracking-trackingmore-json",
	App:      "trackingmore",
	Tracking: true,
	Ext:      "json",
	How:      `{"tracking_number","origin_info":{"trackinfo":[{"checkpoint_date","tracking_detail"}]}}`,
	Detect:   tracking.Keys([]string{"tracking_number", "origin_info"}, []string{"trackinfo", "courier_code", "delivery_status", "checkpoint_date", "StatusDescription"}),
	Parse:    document.Parse,
}

func readAnswer(_ *parsers.Export, raw []byte) (tracking.Answer, error) {
	var a answer

	if err := tracking.Decode(raw, &a); err != nil {
		return tracking.Answer{}, err
	}

	code := tracking.First(a.Substate, a.Delivery, a.Status)
	return tracking.Answer{Waybill: string(a.Number), Carrier: string(tracking.First(a.Courier, a.Carrier)), Code: string(code), Status: statuses[string(code)],
		AsOf: tracking.AsOf(string(a.Updated), tracking.China)}, nil
}

func readRow(e *parsers.Export, raw []byte, pointer string) (tracking.Row, error) {
	var r row
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Row{}, err
	}
	code := tracking.First(r.Substate, r.OldSubstate, r.Status, r.OldStatus)
	text := tracking.First(r.Detail, r.Description, r.Details)
	if text == "" && code == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	return tracking.Row{Time: tracking.WrittenLocal(e, string(tracking.First(r.Date, r.OldDate))), Text: string(text), Code: string(code), Status: statuses[string(code)], Place: string(r.Location)}, nil
}
