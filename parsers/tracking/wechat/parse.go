// Package wechat reads paths of the WeChat logistics assistant (getPath, updatePath).
package wechat

import (
	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
)

var document = tracking.JSON{
	Rows:    []string{"action_time", "action_msg|action_type"},
	Answers: []string{"waybill_id"},
	Answer:  readAnswer,
	Row:     readRow,
}

// Format is the JSON of either call.
var Format = &parsers.Format{
	ID:       "tracking-wechat-json",
	App:      "wechat",
	Tracking: true,
	Ext:      "json",
	How:      `{"waybill_id","delivery_id","path_item_list":[{"action_time","action_type","action_msg"}]}`,
	Detect:   tracking.Keys([]string{"action_time", "action_msg"}, []string{"waybill_id", "path_item_list", "action_type"}),
	Parse:    document.Parse,
}

func readAnswer(_ *parsers.Export, raw []byte) (tracking.Answer, error) {
	var a answer

	if err := tracking.Decode(raw, &a); err != nil {
		return tracking.Answer{}, err
	}

	return tracking.Answer{Waybill: string(a.WaybillID), Carrier: string(a.DeliveryID), Reason: string(a.ErrMsg)}, nil
}

func readRow(e *parsers.Export, raw []byte, pointer string) (tracking.Row, error) {
	var r row
	if err := tracking.Decode(raw, &r); err != nil {
		return tracking.Row{}, err
	}
	if r.ActionMsg == "" && r.ActionType == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	return tracking.Row{Time: tracking.ChinaTime(string(r.ActionTime)), Text: string(r.ActionMsg), Code: string(r.ActionType), Status: actionTypes[string(r.ActionType)]}, nil
}
