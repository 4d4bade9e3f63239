package timeline

import "time"

// An Unread is a piece of a source that was not understood.
type Unread struct {
	Locator Locator `json:"locator"`
	Text    string  `json:"text"`
	Reason  string  `json:"reason,omitempty"`
}

// A SourceLedger is what one import did with one source.
type SourceLedger struct {
	Source     Source             `json:"source"`
	Size       int64              `json:"size"`
	Encoding   string             `json:"encoding,omitempty"`
	Records    map[RecordKind]int `json:"records"`
	Duplicates int                `json:"duplicates"` // already in the case, from this or another export
	// Announced is the count that the file's own header gives; 0 if none.
	Announced int `json:"announced,omitempty"`
	Gaps      int `json:"gaps,omitempty"`
	// Zone is the zone applied, ZoneFrom its origin; DateOrder the order of
	// day and month with the evidence for it.
	Zone      string     `json:"zone,omitempty"`
	ZoneFrom  ZoneOrigin `json:"zone_from,omitempty"`
	DateOrder string     `json:"date_order,omitempty"`
	DateWhy   string     `json:"date_why,omitempty"`
	// DateOpen is true when nothing in the source decides that order: its dates
	// may have day and month the other way round.
	DateOpen bool `json:"date_open,omitempty"`
	// Unparsed lists the first pieces not understood; Records counts them all.
	Unparsed []Unread `json:"unparsed,omitempty"`
	Undated  int      `json:"undated,omitempty"`
	// Part is true of a file without messages of its own whose export has them
	// in other files (a mail's envelope, a manifest).
	Part bool `json:"part,omitempty"`
	// Error is why the source could not be read, or not to its end.
	Error string `json:"error,omitempty"`
	// Notes are remarks of the parser: an empty chat, a refused kind.
	Notes []string `json:"notes,omitempty"`
}

// Total is the number of records that are on the timeline.
func (l SourceLedger) Total() int {
	return l.Records[KindMessage] + l.Records[KindNotice] + l.Records[KindScan]
}

// An Import is one run of reading exports into a case.
type Import struct {
	ID     string         `json:"id"`
	At     time.Time      `json:"at"` // wall clock of the run; never evidence
	Paths  []string       `json:"paths"`
	Zone   string         `json:"zone"` // used where neither file nor format names one
	AsOf   time.Time      `json:"as_of,omitzero"`
	Me     string         `json:"me,omitempty"`
	Ledger []SourceLedger `json:"ledger"`
	// New is the number of events that the case did not have before.
	New int `json:"new"`
}

// Incomplete reports whether some input could not be read (exit status 3).
func (i Import) Incomplete() bool {
	for _, l := range i.Ledger {
		if l.Error != "" || l.Records[KindUnparsed] > 0 {
			return true
		}
	}
	return false
}
