package zto

import "github.com/duizheng/duizheng/parsers/tracking"

// An answer of version 1 is one element of data.
type answer struct {
	BillCode tracking.Text
	Message  tracking.Text
	Msg      tracking.Text
}

// A row is one scan: version 1 writes the time as text, version 2 in
// milliseconds.
type row struct {
	BillCode tracking.Text
	ScanDate tracking.Text
	Desc     tracking.Text
	ScanType tracking.Text
	ScanSite site
	SignMan  tracking.Text
}

// A site is a name (version 1) or an object (version 2).
type site struct {
	tracking.Text
	city string
}
