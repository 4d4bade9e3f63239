// Package usps reads USPS, version 3.
package usps

import (
	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
	"github.com/duizheng/duizheng/timeline"
)

var document = tracking.JSON{
	Rows:    []string{"eventTimestamp", "eventType|eventCode"},
	Answers: []string{"trackingEvents"},
	Answer:  readAnswer,
	Row:     readRow,
}

// Format is the JSON of the interface.
var Format = &parsers.Format{
	ID:       "tracking-usps-json",
	App:      "usps",
	Tracking: true,
	Ext:      "json",
	How:      `{"trackingNumber","trackingEvents":[{"eventTimestamp","eventType","eventCode"}]}`,
	Detect:   tracking.Keys([]string{"trackingEvents"}, []string{"eventTimestamp", "eventType", "statusCategory", "eventCode"}),
	Parse:    document.Parse,
}

func readAnswer(_ *parsers.Export, raw []byte) (tracking.Answer, error) {
	var a answer

	if err := tracking.Decode(raw, &a); err != nil {
		return tracking.Answer{}, err
	}

	return tracking.Answer{Waybill: string(a.Number), Carrier: "usps", Code: string(a.Category), Status: eventCodes[string(a.Category)], Reason: string(a.Error.Message)}, nil
}

func readRow(e *parsers.Export, raw []byte, pointer string) (tracking.Row, error) {
	var r row
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Row{}, err
	}
	if r.EventType == "" && r.EventCode == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	place := string(r.City)
	if r.State != "" {
		place += ", " + string(r.State)
	}
	return tracking.Row{Time: r.moment(e), Text: string(r.EventType), Code: string(r.EventCode), Status: eventCodes[string(r.EventCode)], Place: place, Carrier: "usps"}, nil
}

// moment joins the local time with its offset; the GMT field helps out.
func (r row) moment(e *parsers.Export) timeline.Moment {
	if r.Offset != "" {
		if m := tracking.Written(string(r.Time), tracking.Offset(string(r.Offset))); m.Dated() {
			return e.Instant(m.Start, m.Precision, m.Raw)
		}
	}
	if r.GMT != "" {
		return tracking.WrittenLocal(e, string(r.GMT))
	}
	return tracking.WrittenLocal(e, string(r.Time))
}
