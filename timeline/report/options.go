package report

import (
	"time"

	"github.com/duizheng/duizheng/timeline/locale"
)

// A Format is a form of the report.
type Format string

// The formats. HTML is one file that needs nothing else and prints on A4; text
// can be retyped or pasted into a form; JSON is for programs.
const (
	HTML Format = "html"
	Text Format = "txt"
	JSON Format = "json"
)

// Options choose what a report contains.
type Options struct {
	Format Format
	Lang   locale.Lang
	// Zone in which times are shown; nil means UTC.
	Zone *time.Location
	// Waybills are the parcels to report, by any of their numbers; empty means
	// every parcel that has a finding, or else all of them.
	Waybills []string
	// Findings are the ids to report; empty means all of these parcels, and
	// those about the exports.
	Findings []string
	// Date is printed as the state of the case; zero means its last change, so
	// that the same case gives the same bytes.
	Date time.Time
	// Redact masks what identifies the recipient, see redactor. A bundle cannot
	// be redacted, for it holds the originals.
	Redact bool
}
