package fedex

import "github.com/duizheng/duizheng/parsers/tracking"

// An answer is one of the complete track results, or a document (a letter of
// proof) instead of them.
type answer struct {
	Output struct {
		DocumentType tracking.Text
	}
	Number  tracking.Text `json:"trackingNumber"`
	Results []struct {
		Latest struct {
			Code tracking.Text
		} `json:"latestStatusDetail"`
		Error struct{ Code, Message tracking.Text }
	} `json:"trackResults"`
}

// A row is one scan event. The derived status is coarser than the event.
type row struct {
	Date      tracking.Text
	Type      tracking.Text `json:"eventType"`
	Text      tracking.Text `json:"eventDescription"`
	Exception tracking.Text `json:"exceptionDescription"`
	Derived   tracking.Text `json:"derivedStatusCode"`
	Location  struct {
		City  tracking.Text
		State tracking.Text `json:"stateOrProvinceCode"`
	} `json:"scanLocation"`
}
