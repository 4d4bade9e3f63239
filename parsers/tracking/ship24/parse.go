// Package ship24 reads Ship24. Its times are local to the event, mostly without an
// offset.
package ship24

import (
	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
)

var document = tracking.JSON{
	Rows:    []string{"occurrenceDatetime", "status|statusCode"},
	Answers: []string{"tracker", "events"},
	Answer:  readAnswer,
	Row:     readRow,
}

// Format is the JSON of the interface.
var Format = &parsers.Format{
	ID:       "tracking-ship24-json",
	App:      "ship24",
	Tracking: true,
	Ext:      "json",
	How:      `{"trackings":[{"tracker":{"trackingNumber"},"events":[{"occurrenceDatetime","status"}]}]}`,
	Detect:   tracking.Keys([]string{"occurrenceDatetime"}, []string{"trackings", "statusMilestone", "trackingNumber", "events"}),
	Parse:    document.Parse,
}

func readAnswer(_ *parsers.Export, raw []byte) (tracking.Answer, error) {
	var a answer

	if err := tracking.Decode(raw, &a); err != nil {
		return tracking.Answer{}, err
	}

	return tracking.Answer{Waybill: string(a.Tracker.Number), Code: string(a.Shipment.Milestone), Status: statuses[string(a.Shipment.Milestone)],
		AsOf: tracking.AsOf(string(a.Metadata.Generated), tracking.China)}, nil
}

func readRow(e *parsers.Export, raw []byte, pointer string) (tracking.Row, error) {
	var r row
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Row{}, err
	}
	code := r.Code
	if statuses[string(code)] == "" {
		code = r.Milestone
	}
	if r.Status == "" && code == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	return tracking.Row{Time: tracking.WrittenLocal(e, string(r.Time)), Text: string(r.Status), Code: string(code), Status: statuses[string(code)],
		Place: string(r.Location), Waybill: string(r.Number), Carrier: string(r.Courier)}, nil
}
