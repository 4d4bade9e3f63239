package ups

import "github.com/duizheng/duizheng/parsers/tracking"

// An answer is one package.
type answer struct {
	Number  tracking.Text `json:"trackingNumber"`
	Current struct {
		Code, Type tracking.Text
	} `json:"currentStatus"`
}

// A row is one activity. Newer answers add the time in GMT.
type row struct {
	Date    tracking.Text
	Time    tracking.Text
	GMTDate tracking.Text `json:"gmtDate"`
	GMTTime tracking.Text `json:"gmtTime"`
	Status  struct {
		Type, Code, Description, StatusCode tracking.Text
	}
	Location struct {
		Address struct {
			City, Country tracking.Text
			State         tracking.Text `json:"stateProvince"`
		}
	}
}
