package epcis

import "github.com/duizheng/duizheng/parsers/tracking"

// A row is one event of EPCIS 2.0.
type row struct {
	Type        tracking.Text
	ID          tracking.Text `json:"eventID"`
	Time        tracking.Text `json:"eventTime"`
	BizStep     tracking.Text
	Disposition tracking.Text
	Action      tracking.Text
	EPCs        []tracking.Text `json:"epcList"`
	ReadPoint   struct {
		ID tracking.Text
	}
	// Error declares that the event never happened, or happened otherwise.
	Error *struct {
		Reason tracking.Text
	} `json:"errorDeclaration"`
}
