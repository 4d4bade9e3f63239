// Package cainiao reads Cainiao: the logistics trace of shops and the answers of the
// global site, whose times are local to the zone beside them.
package cainiao

import (
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
	"github.com/duizheng/duizheng/timeline"
)

var document = tracking.JSON{
	Rows:    []string{"time|timeStr", "desc|standerdDesc", "logisticsStatus|actionCode"},
	Answers: []string{"mailNo|logisticsTraceDetailList|detailList"},
	Skip:    []string{"latestTrace"},
	Answer:  readAnswer,
	Row:     readRow,
}

// Format is the JSON of either.
var Format = &parsers.Format{
	ID:       "tracking-cainiao-json",
	App:      "cainiao",
	Tracking: true,
	Ext:      "json",
	How:      `{"logisticsTraceDetailList":[{"time","desc","logisticsStatus"}]} or {"module":[{"mailNo","detailList":[{"timeStr","timeZone","standerdDesc"}]}]}`,
	Detect:   tracking.Any(tracking.Keys([]string{"logisticsTraceDetailList"}, []string{"cpCode", "mailNo"}), tracking.Keys([]string{"detailList", "mailNo"}, []string{"timeStr", "standerdDesc", "actionCode", "module"})),
	Parse:    document.Parse,
}

func readAnswer(_ *parsers.Export, raw []byte) (tracking.Answer, error) {
	var a answer

	if err := tracking.Decode(raw, &a); err != nil {
		return tracking.Answer{}, err
	}

	state := a.LogisticsState
	if state == "" {
		state = a.Status
	}
	out := tracking.Answer{Waybill: string(a.MailNo), Carrier: string(a.CpCode), Code: string(state), Status: status(string(a.LogisticsState)), Reason: string(a.ErrorMsg), Alias: string(a.CopyRealMailNo)}
	if a.CpCode == "" {
		out.Carrier = "cainiao"
	}
	return out, nil
}

func readRow(e *parsers.Export, raw []byte, pointer string) (tracking.Row, error) {
	var r row
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Row{}, err
	}
	text := r.Desc
	if text == "" {
		text = r.Standard
	}
	code := r.ActionCode
	if code == "" {
		code = r.Sub
	}
	if status(string(code)) == "" && r.Status != "" {
		code = r.Status
	}
	if text == "" && code == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	return tracking.Row{Time: r.moment(), Text: string(text), Code: string(code), Status: status(string(code)), Place: strings.ReplaceAll(string(r.AreaName), ",", "")}, nil
}

// moment is the local time with its zone; without them the epoch.
func (r row) moment() timeline.Moment {
	if r.TimeStr == "" {
		return tracking.ChinaTime(string(r.Time))
	}
	if r.TimeZone == "" {
		return tracking.Written(string(r.TimeStr), tracking.China)
	}
	return tracking.Written(string(r.TimeStr), tracking.Offset(string(r.TimeZone)))
}

// status is what a code means; families of codes share an ending.
func status(code string) timeline.ScanStatus {
	if s, ok := actions[code]; ok {
		return s
	}
	switch {
	case strings.HasSuffix(code, "_FAILURE"), strings.HasSuffix(code, "_FAIL"), strings.HasSuffix(code, "_REJECT"), strings.HasSuffix(code, "_CANCEL"):
		return timeline.StatusException
	case strings.HasPrefix(code, "RT_"):
		return timeline.StatusReturning
	case strings.HasPrefix(code, "CC_"), strings.HasPrefix(code, "CUS_"):
		return timeline.StatusCustoms
	}
	return ""
}
