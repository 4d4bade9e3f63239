package ship24

import "github.com/duizheng/duizheng/parsers/tracking"

// An answer is one element of trackings.
type answer struct {
	Tracker struct {
		Number tracking.Text `json:"trackingNumber"`
	}
	Shipment struct {
		Milestone tracking.Text `json:"statusMilestone"`
		Code      tracking.Text `json:"statusCode"`
	}
	Metadata struct {
		Generated tracking.Text `json:"generatedAt"`
	}
}

// A row is one event.
type row struct {
	Number    tracking.Text `json:"trackingNumber"`
	Time      tracking.Text `json:"occurrenceDatetime"`
	Status    tracking.Text
	Location  tracking.Text
	Courier   tracking.Text `json:"courierCode"`
	Code      tracking.Text `json:"statusCode"`
	Milestone tracking.Text `json:"statusMilestone"`
}
