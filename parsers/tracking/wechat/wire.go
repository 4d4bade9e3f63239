package wechat

import "github.com/duizheng/duizheng/parsers/tracking"

// An answer is the path of one waybill of the logistics assistant.
type answer struct {
	WaybillID  tracking.Text `json:"waybill_id"`
	DeliveryID tracking.Text `json:"delivery_id"`
	ErrMsg     tracking.Text `json:"errmsg"`
}

// A row is one item of path_item_list.
type row struct {
	ActionTime tracking.Text `json:"action_time"`
	ActionType tracking.Text `json:"action_type"`
	ActionMsg  tracking.Text `json:"action_msg"`
}
