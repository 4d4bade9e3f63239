package timeline

import (
	"encoding/json"
	"time"
)

// Precision says how exactly a source writes a time.
type Precision string

// The precisions of a Moment.
const (
	PrecisionNone   Precision = "none"   // the source gives no time
	PrecisionDay    Precision = "day"    // only the day
	PrecisionMinute Precision = "minute" // a 60-second interval
	PrecisionSecond Precision = "second" // a 1-second interval
)

// Width is the length of the interval that a time of precision p covers; 0
// for PrecisionNone. A day is reckoned by the calendar, see Day.
func (p Precision) Width() time.Duration {
	switch p {
	case PrecisionSecond:
		return time.Second
	case PrecisionMinute:
		return time.Minute
	case PrecisionDay:
		return 24 * time.Hour
	}
	return 0
}

// ZoneOrigin says where the zone of a Moment comes from.
type ZoneOrigin string

// The origins of a zone. The zone in the file beats the declared one, that
// beats the assumed one (JUDGEMENT 1.7).
const (
	ZoneExplicit ZoneOrigin = "explicit" // offset or epoch in the file, or fixed by the format
	ZoneDeclared ZoneOrigin = "declared" // named by the user
	ZoneAssumed  ZoneOrigin = "assumed"  // the default was used
)

// A Moment is when something happened, as exactly as its source says: the
// half-open interval Start ≤ t < End. The zero Moment is undated; an undated
// record never borrows a time.
type Moment struct {
	Start, End time.Time
	Precision  Precision
	Zone       ZoneOrigin
	// Raw is the time as written in the source.
	Raw string
}

// At is the Moment that starts at t and is as wide as p. Days end at the next
// local midnight.
func At(t time.Time, p Precision, zone ZoneOrigin, raw string) Moment {
	m := Moment{Start: t, Precision: p, Zone: zone, Raw: raw}
	switch p {
	case PrecisionSecond:
		m.Start = t.Truncate(time.Second)
		m.End = m.Start.Add(time.Second)
	case PrecisionMinute:
		m.Start = t.Truncate(time.Minute)
		m.End = m.Start.Add(time.Minute)
	case PrecisionDay:
		y, mo, d := t.Date()
		m.Start = time.Date(y, mo, d, 0, 0, 0, 0, t.Location())
		m.End = time.Date(y, mo, d+1, 0, 0, 0, 0, t.Location())
	default:
		return Moment{Precision: PrecisionNone, Raw: raw}
	}
	return m
}

// Undated is the Moment of a record whose source gives no (whole) time; raw
// keeps what it does give.
func Undated(raw string) Moment { return Moment{Precision: PrecisionNone, Raw: raw} }

// Dated reports whether the source gives a time at all.
func (m Moment) Dated() bool { return !m.Start.IsZero() }

// Before reports whether m surely ended before o began. Undated moments are
// neither before nor after anything.
func (m Moment) Before(o Moment) bool {
	return m.Dated() && o.Dated() && !m.End.After(o.Start)
}

type momentJSON struct {
	Start     time.Time  `json:"start,omitzero"`
	End       time.Time  `json:"end,omitzero"`
	Precision Precision  `json:"precision"`
	Zone      ZoneOrigin `json:"zone,omitempty"`
	Raw       string     `json:"raw"`
}

// MarshalJSON writes CONTRACT section 2: an undated Moment has no start, end
// and zone.
func (m Moment) MarshalJSON() ([]byte, error) {
	j := momentJSON(m)
	if !m.Dated() {
		j = momentJSON{Precision: PrecisionNone, Raw: m.Raw}
	}
	return json.Marshal(j)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (m *Moment) UnmarshalJSON(b []byte) error {
	var j momentJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	*m = Moment(j)
	return nil
}
