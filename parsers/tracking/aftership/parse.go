// Package aftership reads AfterShip: one tracking, lists of trackings, a single
// checkpoint. A checkpoint without an offset is local to where it happened; it is
// read in the user's zone and marked as assumed.
package aftership

import (
	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
)

var document = tracking.JSON{
	Rows:    []string{"checkpoint_time", "message|tag"},
	Answers: []string{"tracking_number", "slug"},
	Answer:  readAnswer,
	Row:     readRow,
}

// Format is the JSON of the interface.
var Format = &parsers.Format{
	ID:       "tracking-aftership-json",
	App:      "aftership",
	Tracking: true,
	Ext:      "json",
	How:      `{"tracking_number","slug","checkpoints":[{"checkpoint_time","message","tag"}]}`,
	Detect:   tracking.Keys([]string{"tracking_number", "slug"}, []string{"checkpoints", "checkpoint_time", "subtag", "tag"}),
	Parse:    document.Parse,
}

func readAnswer(_ *parsers.Export, raw []byte) (tracking.Answer, error) {
	var a answer

	if err := tracking.Decode(raw, &a); err != nil {
		return tracking.Answer{}, err
	}

	code := a.Subtag
	if tags[string(code)] == "" {
		code = a.Tag
	}
	return tracking.Answer{Waybill: string(a.Number), Carrier: string(a.Slug), Code: string(code), Status: tags[string(code)],
		AsOf: tracking.AsOf(string(a.UpdatedAt), tracking.China)}, nil
}

func readRow(e *parsers.Export, raw []byte, pointer string) (tracking.Row, error) {
	var r row
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Row{}, err
	}
	code := r.Subtag
	if tags[string(code)] == "" {
		code = r.Tag
	}
	if r.Message == "" && code == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	place := r.Location
	if place == "" {
		place = r.City
	}
	return tracking.Row{Time: tracking.WrittenLocal(e, string(r.Time)), Text: string(r.Message), Code: string(code), Status: tags[string(code)], Place: string(place), Carrier: string(r.Slug)}, nil
}
