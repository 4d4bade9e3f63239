// Package epcis reads EPCIS 2.0 events (GS1): a single event, a list or a document.
// An event that its author declared to be an error becomes a frame: it is no
// record of anything.
package epcis

import (
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
)

var document = tracking.JSON{
	Rows:   []string{"eventTime", "type"},
	Answer: readAnswer,
	Row:    readRow,
}

// Format is the JSON of events.
var Format = &parsers.Format{
	ID:       "tracking-epcis-json",
	App:      "epcis",
	Tracking: true,
	Ext:      "json",
	How:      `{"type":"ObjectEvent","eventTime","bizStep","disposition"}`,
	Detect:   tracking.Keys([]string{"eventTime", "type"}, []string{"eventTimeZoneOffset", "bizStep", "epcisBody", "action"}),
	Parse:    document.Parse,
}

func readAnswer(_ *parsers.Export, raw []byte) (tracking.Answer, error) {
	return tracking.Answer{}, nil
}

func readRow(e *parsers.Export, raw []byte, pointer string) (tracking.Row, error) {
	var r row
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Row{}, err
	}
	code := r.BizStep
	if d := short(r.Disposition); d == "returned" || d == "damaged" || meanings[short(code)] == "" {
		code = r.Disposition
	}
	words := []string{string(r.Type)}
	for _, w := range []tracking.Text{r.Action, r.BizStep, r.Disposition} {
		if w != "" {
			words = append(words, short(w))
		}
	}
	out := tracking.Row{Time: tracking.WrittenLocal(e, string(r.Time)), Text: strings.Join(words, " "), Code: short(code), Status: meanings[short(code)],
		Place: string(r.ReadPoint.ID), ID: string(r.ID), Coded: true}
	if len(r.EPCs) > 0 {
		out.Waybill = string(r.EPCs[0])
	}
	if r.Error != nil {
		out.Nothing = true
		out.Text += " (error declared: " + string(r.Error.Reason) + ")"
	}
	return out, nil
}

// short is the last part of a vocabulary word written as a URI.
func short(w tracking.Text) string {
	s := string(w)
	return s[strings.LastIndexAny(s, ":/-")+1:]
}
