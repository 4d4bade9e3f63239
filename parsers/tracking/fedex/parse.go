// Package fedex reads FedEx (completeTrackResults).
package fedex

import (
	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
)

var document = tracking.JSON{
	Rows:    []string{"date", "eventType", "eventDescription|derivedStatusCode"},
	Answers: []string{"trackingNumber", "trackResults"},
	Answer:  readAnswer,
	Row:     readRow,
}

// Format is the JSON of the interface.
var Format = &parsers.Format{
	ID:       "tracking-fedex-json",
	App:      "fedex",
	Tracking: true,
	Ext:      "json",
	How:      `{"completeTrackResults":[{"trackingNumber","trackResults":[{"scanEvents":[{"date","eventType","eventDescription"}]}]}]}`,
	Detect:   tracking.Any(tracking.Keys([]string{"trackResults"}, []string{"completeTrackResults", "scanEvents", "eventType", "trackingNumber"}), tracking.Keys([]string{"transactionId", "output", "documentType"}, nil)),
	Parse:    document.Parse,
}

func readAnswer(_ *parsers.Export, raw []byte) (tracking.Answer, error) {
	var a answer

	if err := tracking.Decode(raw, &a); err != nil {
		return tracking.Answer{}, err
	}

	out := tracking.Answer{Waybill: string(a.Number), Carrier: "fedex"}
	if out.Reason = string(a.Output.DocumentType); len(a.Results) > 0 {
		out.Code = string(a.Results[0].Latest.Code)
		out.Status, out.Reason = types[out.Code], string(a.Results[0].Error.Message)
	}
	return out, nil
}

func readRow(e *parsers.Export, raw []byte, pointer string) (tracking.Row, error) {
	var r row
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Row{}, err
	}
	if r.Text == "" && r.Type == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	place := string(r.Location.City)
	if r.Location.State != "" {
		place += ", " + string(r.Location.State)
	}
	return tracking.Row{Time: tracking.WrittenLocal(e, string(r.Date)), Text: string(r.Text), Code: string(r.Type), Status: types[string(r.Type)], Place: place, Carrier: "fedex"}, nil
}
