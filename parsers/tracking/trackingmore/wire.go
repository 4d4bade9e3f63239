package trackingmore

import "github.com/duizheng/duizheng/parsers/tracking"

// An answer is one tracking with the information of both ends.
type answer struct {
	Number   tracking.Text `json:"tracking_number"`
	Courier  tracking.Text `json:"courier_code"`
	Carrier  tracking.Text `json:"carrier_code"`
	Status   tracking.Text
	Delivery tracking.Text `json:"delivery_status"`
	Substate tracking.Text `json:"substatus"`
	Updated  tracking.Text `json:"update_date"`
}

// A row is one element of trackinfo; older versions write other keys.
type row struct {
	Date        tracking.Text `json:"checkpoint_date"`
	OldDate     tracking.Text `json:"Date"`
	Detail      tracking.Text `json:"tracking_detail"`
	Description tracking.Text `json:"StatusDescription"`
	Details     tracking.Text
	Location    tracking.Text
	Status      tracking.Text `json:"checkpoint_delivery_status"`
	Substate    tracking.Text `json:"checkpoint_delivery_substatus"`
	OldStatus   tracking.Text `json:"checkpoint_status"`
	OldSubstate tracking.Text `json:"substatus"`
}
