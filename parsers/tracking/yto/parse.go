// Package yto reads records of YTO Express: the open API, old and new, and its
// answer to an unknown number.
package yto

import (
	"maps"
	"slices"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
)

var document = tracking.JSON{
	Rows:   []string{"processInfo", "upload_Time"},
	Answer: readAnswer,
	Row:    readRow,
}

// Format is the JSON of the open API.
var Format = &parsers.Format{
	ID:       "tracking-yto-json",
	App:      "yto",
	Tracking: true,
	Ext:      "json",
	How:      `[{"waybill_No","upload_Time","infoContent","processInfo"}]`,
	Detect:   tracking.Any(tracking.Keys([]string{"processInfo", "upload_Time"}, []string{"waybill_No", "infoContent"}), tracking.Keys([]string{"map", "code", "success"}, nil)),
	Parse:    document.Parse,
}

func readAnswer(_ *parsers.Export, raw []byte) (tracking.Answer, error) {
	var r refusal
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Answer{Carrier: "yto"}, nil
	}
	a := tracking.Answer{Carrier: "yto"}
	if numbers := slices.Sorted(maps.Keys(r.Map)); len(numbers) > 0 {
		a.Waybill, a.Reason = numbers[0], "无物流信息 "+strings.Join(numbers, " ")
	}
	if r.Message != "" {
		a.Reason = string(r.Message)
	}
	return a, nil
}

func readRow(e *parsers.Export, raw []byte, pointer string) (tracking.Row, error) {
	var r row
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Row{}, err
	}
	if r.ProcessInfo == "" && r.InfoContent == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	return tracking.Row{Time: tracking.ChinaTime(string(r.UploadTime)), Text: string(r.ProcessInfo), Code: string(r.InfoContent), Status: contents[string(r.InfoContent)],
		Place: string(r.City + r.District), Waybill: string(r.Waybill), Carrier: "yto"}, nil
}
