// Package dhl reads DHL: the unified interface, MyDHL, and the XML of DHL Express.
// Most of its times are local without an offset.
package dhl

import (
	"encoding/json"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
)

// UnmarshalJSON takes the code of a status that is an object.
func (s *status) UnmarshalJSON(b []byte) error {
	if len(b) == 0 || b[0] != '{' {
		return s.Text.UnmarshalJSON(b)
	}
	var o struct{ StatusCode tracking.Text }
	err := json.Unmarshal(b, &o)
	s.Text = o.StatusCode
	return err
}

var document = tracking.JSON{
	Rows:    []string{"timestamp|date", "description|status|statusCode|typeCode"},
	Answers: []string{"events", "id|shipmentTrackingNumber"},
	Skip:    []string{"status", "proofOfDelivery", "checkpoint"},
	Answer:  readAnswer,
	Row:     readRow,
}

// JSON is an answer of either interface.
var JSON = &parsers.Format{
	ID:       "tracking-dhl-json",
	App:      "dhl",
	Tracking: true,
	Ext:      "json",
	How:      `{"shipments":[{"id","events":[{"timestamp","statusCode","description"}]}]} or {"shipmentTrackingNumber","events":[{"date","time","typeCode"}]}`,
	Detect:   tracking.Keys([]string{"shipments", "events"}, []string{"statusCode", "typeCode", "timestamp", "shipmentTrackingNumber", "service"}),
	Parse:    document.Parse,
}

func readAnswer(_ *parsers.Export, raw []byte) (tracking.Answer, error) {
	var a answer

	if err := tracking.Decode(raw, &a); err != nil {
		return tracking.Answer{}, err
	}

	return tracking.Answer{Waybill: string(a.ID + a.Number), Carrier: "dhl", Code: string(a.Status.Text), Status: statuses[string(a.Status.Text)]}, nil
}

func readRow(e *parsers.Export, raw []byte, pointer string) (tracking.Row, error) {
	var r row
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Row{}, err
	}
	code := r.StatusCode
	if code == "" {
		code = r.TypeCode
	}
	text := r.Description
	if text == "" {
		text = r.Status
	}
	if text == "" && code == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	when := string(r.Timestamp)
	if when == "" {
		when = string(r.Date + " " + r.Time + r.GMTOffset)
	}
	place := r.Location.Address.Locality
	if len(r.ServiceArea) > 0 {
		place = r.ServiceArea[0].Description
	}
	return tracking.Row{Time: tracking.WrittenLocal(e, when), Text: string(text), Code: string(code), Status: statuses[string(code)], Place: string(place), Carrier: "dhl"}, nil
}
