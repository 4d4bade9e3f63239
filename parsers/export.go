package parsers

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// Options are what the user says about the exports to be read.
type Options struct {
	// Format forces one format id; empty lets detection decide.
	Format string
	// Encoding forces an encoding.
	Encoding Encoding
	// Zone is the zone of times for which neither file nor format names one;
	// ZoneFrom is declared when the user named it, else assumed.
	Zone     *time.Location
	ZoneFrom timeline.ZoneOrigin
	// DateOrder is "DMY", "MDY" or "YMD" where the user settled it.
	DateOrder string
	// Me is the owner's display name.
	Me string
	// AsOf is when the tracking was queried, where the file does not say.
	AsOf time.Time
}

// Says is what an export says of itself. Parse fills it; it is complete when
// the sequence ends.
type Says struct {
	// Title is the chat's name, Group whether it says that it is a group.
	Title string
	Group bool
	// Owner is whose export it is.
	Owner timeline.Sender
	// Announced is the number of records that the file's own header gives.
	Announced int
	// From and To are the announced range.
	From, To time.Time
	// Zone is the zone used and its origin; DateOrder the order of day and
	// month ("DMY"), DateWhy the evidence.
	Zone      string
	ZoneFrom  timeline.ZoneOrigin
	DateOrder string
	DateWhy   string
	// DateOpen is true when nothing in the file decides the order of day and
	// month, so that the user should.
	DateOpen bool
	// Notes are remarks for the ledger, as locale keys or plain words.
	Notes []string
}

// An Export is what a person calls one export: a main file and the members
// that belong to it.
type Export struct {
	Format *Format
	Main   *File
	// Members are further files of the export, sorted, the main file excluded.
	Members []*File
	// Evidence is how the format was recognised; RunnerUp the next candidate.
	Evidence Evidence
	RunnerUp *Candidate
	Options  Options
	Says     Says

	used bool
}

// Files is the main file and all members.
func (e *Export) Files() []*File { return append([]*File{e.Main}, e.Members...) }

// Member returns the member with the given base name, or nil.
func (e *Export) Member(base string) *File {
	for _, m := range e.Members {
		if m.Base() == base {
			return m
		}
	}
	return nil
}

// Local reads a wall-clock time of the file in the zone of the options and
// makes it a Moment.
func (e *Export) Local(year int, month time.Month, day, hour, min, sec int, p timeline.Precision, raw string) timeline.Moment {
	return timeline.At(time.Date(year, month, day, hour, min, sec, 0, e.Zone()), p, e.ZoneFrom(), raw)
}

// Zone is the zone of times for which the file names none.
func (e *Export) Zone() *time.Location {
	if e.Options.Zone != nil {
		return e.Options.Zone
	}
	return time.UTC
}

// ZoneFrom says where Zone comes from.
func (e *Export) ZoneFrom() timeline.ZoneOrigin {
	if e.Options.ZoneFrom != "" {
		return e.Options.ZoneFrom
	}
	return timeline.ZoneAssumed
}

// Instant makes a Moment from an absolute time of the file (an epoch or a time
// with offset), shown in the zone of the options. A number that is no time of
// this age of the world leaves the Moment undated.
func (e *Export) Instant(t time.Time, p timeline.Precision, raw string) timeline.Moment {
	if y := t.Year(); y < 1 || y > 9000 {
		return timeline.Undated(raw)
	}
	return timeline.At(t.In(e.Zone()), p, timeline.ZoneExplicit, raw)
}

// New begins a record of file f; Read fills Ordinal.
func (e *Export) New(f *File, kind timeline.RecordKind, l timeline.Locator) timeline.Record {
	return timeline.Record{Source: f.Source(), Kind: kind, Locator: l, Time: timeline.Undated("")}
}

// Unparsed is the record of bytes that were not understood.
func (e *Export) Unparsed(f *File, l timeline.Locator, text string) timeline.Record {
	r := e.New(f, timeline.KindUnparsed, l)
	r.Text = text
	return r
}

// Records yields the export's records with their ordinals, the owner marked.
// It can be read once.
func (e *Export) Records(ctx context.Context) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		if e.used {
			panic("parsers: the records of an export can be read once only")
		}
		e.used = true
		ordinals := map[timeline.Source]int{}
		var last timeline.Source
		n := 0
		origins, zone := map[timeline.ZoneOrigin]bool{}, timeline.ZoneOrigin("")
		for r, err := range e.Format.Parse(ctx, e) {
			if err != nil {
				yield(timeline.Record{}, fmt.Errorf("%s (%s): %w", e.Main.String(), e.Format.ID, err))
				return
			}
			if r.Source != last {
				ordinals[last] = n
				last, n = r.Source, ordinals[r.Source]
			}
			n++
			r.Ordinal = n
			if r.Time.Zone != zone {
				zone = r.Time.Zone
				origins[zone] = true
			}
			if e.Options.Me != "" && r.Sender.Name == e.Options.Me {
				r.Sender.Self = true
			}
			if r.Sender.Self && r.Sender.Name == "" {
				r.Sender.Name = e.Options.Me // some exports mark the owner and do not name him
			}
			if r.Scan != nil && r.Scan.AsOf.IsZero() {
				r.Scan.AsOf = e.Options.AsOf
			}
			if !yield(r, nil) {
				return
			}
		}
		if e.Says.ZoneFrom == "" {
			e.Says.Zone, e.Says.ZoneFrom = e.zoneUsed(origins)
		}
	}
}

// zoneUsed is the zone that the records' times were read in, for the ledger.
func (e *Export) zoneUsed(origins map[timeline.ZoneOrigin]bool) (string, timeline.ZoneOrigin) {
	switch {
	case origins[timeline.ZoneDeclared] || origins[timeline.ZoneAssumed]:
		return e.Zone().String(), e.ZoneFrom()
	case origins[timeline.ZoneExplicit]:
		return "", timeline.ZoneExplicit
	}
	return "", ""
}
