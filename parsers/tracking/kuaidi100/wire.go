package kuaidi100

import "github.com/duizheng/duizheng/parsers/tracking"

// An answer is a query answer (nu, com, state, data), a push around it
// (lastResult), or an error (result false, returnCode, message).
type answer struct {
	Nu      tracking.Text
	Com     tracking.Text
	State   tracking.Text
	Status  tracking.Text
	Message tracking.Text
	// Result and ReturnCode belong to errors.
	Result     tracking.Text
	ReturnCode tracking.Text
	Push       *answer `json:"lastResult"`
	// QueryTime is written by tools that keep answers.
	QueryTime tracking.Text `json:"queryTime"`
	PushTime  tracking.Text `json:"pushTime"`
}

// A row is one element of data.
type row struct {
	// Time may be cut off ("2024-03-1"); FTime is whole.
	Time       tracking.Text
	FTime      tracking.Text
	Context    tracking.Text
	Desc       tracking.Text
	Status     tracking.Text
	StatusCode tracking.Text
	AreaName   tracking.Text
	Location   tracking.Text
}
