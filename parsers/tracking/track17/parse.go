// Package track17 reads 17TRACK: answers and webhooks of its interface from version
// 2, and the text that its site copies.
package track17

import (
	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
	"github.com/duizheng/duizheng/timeline"
)

var document = tracking.JSON{
	Rows:    []string{"time_iso|time_utc|time_raw", "description"},
	Answers: []string{"number"},
	Skip:    []string{"latest_event"},
	Answer:  readAnswer,
	Row:     readRow,
}

// JSON is the answer or webhook.
var JSON = &parsers.Format{
	ID:       "tracking-17track-json",
	App:      "17track",
	Tracking: true,
	Ext:      "json",
	How:      `{"number","carrier","track_info":{"tracking":{"providers":[{"events":[{"time_iso","description"}]}]}}}`,
	Detect:   tracking.Keys([]string{"track_info"}, []string{"latest_status", "providers", "time_iso", "events"}),
	Parse:    document.Parse,
}

func readAnswer(_ *parsers.Export, raw []byte) (tracking.Answer, error) {
	var a answer

	if err := tracking.Decode(raw, &a); err != nil {
		return tracking.Answer{}, err
	}

	latest := a.Info.Latest
	state := latest.SubStatus
	if statuses[string(state)] == "" {
		state = latest.Status
	}
	out := tracking.Answer{Waybill: string(a.Number), Code: string(state), Status: statuses[string(state)], Reason: string(a.Error.Message)}
	for _, p := range a.Info.Tracking.Providers {
		if out.Carrier == "" {
			out.Carrier = string(p.Provider.Name)
		}
		if p.Latest != "" {
			out.AsOf = tracking.AsOf(string(p.Latest), tracking.China)
		}
	}
	if out.Status == timeline.StatusInfo && out.Reason == "" {
		out.Reason = string(state)
	}
	return out, nil
}

func readRow(e *parsers.Export, raw []byte, pointer string) (tracking.Row, error) {
	var r row
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Row{}, err
	}
	code := r.SubStatus
	if code == "" {
		code = r.Stage
	}
	if r.Description == "" && code == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	return tracking.Row{Time: r.moment(e), Text: string(r.Description), Code: string(code), Status: statuses[string(code)], Place: string(r.Location)}, nil
}

// moment is the time with its offset; a local time without one is the user's.
func (r row) moment(e *parsers.Export) timeline.Moment {
	switch {
	case r.ISO != "":
		return tracking.WrittenLocal(e, string(r.ISO))
	case r.UTC != "":
		return tracking.WrittenLocal(e, string(r.UTC))
	}
	return tracking.WrittenLocal(e, string(r.Raw.Date+" "+r.Raw.Time+" "+r.Raw.Timezone))
}
