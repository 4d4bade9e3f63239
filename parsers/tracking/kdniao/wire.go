package kdniao

import "github.com/duizheng/duizheng/parsers/tracking"

// An answer is a query answer, or one element of Data in a push. Re-serialised
// variants write the keys in lower case or twice.
type answer struct {
	LogisticCode tracking.Text
	ShipperCode  tracking.Text
	State        tracking.Text
	StateEx      tracking.Text
	Reason       tracking.Text
	PushTime     tracking.Text
	CallTime     tracking.Text
}

// A row is one element of Traces.
type row struct {
	AcceptTime    tracking.Text
	AcceptStation tracking.Text
	Location      tracking.Text
	Action        tracking.Text
	Remark        tracking.Text
}
