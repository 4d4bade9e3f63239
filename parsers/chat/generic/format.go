package generic

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"math"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// ID is the id of the format that a profile makes.
const ID = "generic-profile"

// Format is the format that reads files by the profile. It recognises nothing
// by itself: the user names it (as with --format).
func (p Profile) Format() *parsers.Format {
	return &parsers.Format{
		ID: ID, App: "generic", Ext: string(p.Kind), How: "a profile (--map)",
		Detect: func(*parsers.Head) parsers.Evidence { return parsers.Evidence{} },
		Parse: func(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
			return p.parse(ctx, e)
		},
	}
}

// Auto is the format that reads, by the profile proposed for it, each file
// that none of the other formats knows.
func Auto(others []*parsers.Format) *parsers.Format {
	proposed := map[string]Profile{} // by File.String; formats are asked one file at a time
	return &parsers.Format{
		ID: ID, App: "generic", Ext: "txt", How: "a proposed profile (--map auto)",
		Detect: func(h *parsers.Head) parsers.Evidence {
			if known := parsers.Recognise(others, h); len(known) > 0 && known[0].Evidence.Score >= parsers.Likely {
				return parsers.Evidence{}
			}
			p, found, ok := Propose(h)
			if !ok {
				return parsers.Evidence{}
			}
			proposed[h.Path] = p
			return parsers.Evidence{Score: 100, Found: found}
		},
		Parse: func(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
			return proposed[e.Main.String()].parse(ctx, e)
		},
	}
}

// parse reads the file twice: the first time only its dates, which decide the
// order of day and month.
func (p Profile) parse(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		c, err := p.compile()
		if err != nil {
			yield(timeline.Record{}, fmt.Errorf("profile: %w", err))
			return
		}
		if c.zone != nil && e.ZoneFrom() != timeline.ZoneDeclared {
			e.Options.Zone, e.Options.ZoneFrom = c.zone, timeline.ZoneDeclared
		}
		e.Says.Title = strings.TrimSuffix(e.Main.Base(), path.Ext(e.Main.Base()))
		e.Says.Notes = append(e.Says.Notes, "profile: "+p.line())
		var dates timestamp.Dates
		for _, err := range c.records(ctx, e, func(s timestamp.Stamp) timestamp.Stamp { dates.Add(s); return s }) {
			if err != nil {
				break // the second reading tells
			}
		}
		order := dates.Decide(timestamp.Order(cmp.Or(e.Options.DateOrder, p.DateOrder)), "")
		e.Says.DateOrder, e.Says.DateWhy, e.Says.DateOpen = string(order.Order), order.Why, !order.Certain
		messages := 0
		for r, err := range c.records(ctx, e, order.Read) {
			if r.Kind == timeline.KindMessage {
				messages++
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
		if messages == 0 {
			yield(timeline.Record{}, fmt.Errorf("the profile finds no message: %s", p.line()))
		}
	}
}

func (c *plan) records(ctx context.Context, e *parsers.Export, order func(timestamp.Stamp) timestamp.Stamp) iter.Seq2[timeline.Record, error] {
	r := &reader{plan: c, e: e, order: order}
	switch c.Kind {
	case TXT:
		return r.lines(ctx)
	case CSV:
		return r.rows(ctx)
	case JSON:
		return r.elements(ctx)
	default:
		return r.pieces(ctx)
	}
}

// A reader reads one file once.
type reader struct {
	*plan
	e *parsers.Export
	// order settles day and month of a stamp.
	order func(timestamp.Stamp) timestamp.Stamp
	// day is the date that stood above the messages, days how many there were.
	day  timestamp.Stamp
	days int
}

// values are what a profile found of one message.
type values struct{ time, day, sender, text, id, chat string }

func (v *values) set(name, value string) {
	switch name {
	case "time":
		v.time = strings.TrimSpace(value)
	case "day":
		v.day = strings.TrimSpace(value)
	case "sender":
		v.sender = strings.TrimSpace(value)
	case "text":
		v.text = value
	case "id":
		v.id = strings.TrimSpace(value)
	case "chat":
		v.chat = strings.TrimSpace(value)
	}
}

// fill makes the values a message.
func (r *reader) fill(v values, rec *timeline.Record) {
	rec.Conversation = cmp.Or(v.chat, r.e.Says.Title)
	rec.Sender.Name, rec.Text, rec.ID = v.sender, v.text, v.id
	rec.Time = r.moment(v)
}

// moment reads a time as written: a stamp, a time of day with the date that
// stands elsewhere, or seconds, milliseconds or microseconds since 1970. All
// else leaves the message undated, with its words kept.
func (r *reader) moment(v values) timeline.Moment {
	raw := v.time
	if at, precise, ok := epoch(raw); ok {
		return r.e.Instant(at, precise, raw)
	}
	s, ok := timestamp.Parse(raw)
	if !ok && raw != "" {
		return timeline.Undated(raw)
	}
	if !s.HasDate() {
		day := r.day
		if v.day != "" {
			day, _ = timestamp.Parse(v.day)
			raw = strings.TrimSpace(v.day + " " + raw)
		}
		if !day.HasDate() {
			return timeline.Undated(raw)
		}
		s = s.On(day)
	}
	return r.order(s).Moment(timestamp.YMD, r.e.Zone(), r.e.ZoneFrom(), raw)
}

// dayLine takes a date that holds for the messages below.
func (r *reader) dayLine(s string) bool {
	day, ok := timestamp.Parse(strings.TrimSpace(s))
	if ok && day.HasDate() {
		r.day = day
		return true
	}
	return false
}

// epoch reads seconds, milliseconds or microseconds since 1970, told apart by
// their size: all are times from 2001 to 2100.
func epoch(s string) (time.Time, timeline.Precision, bool) {
	whole, fraction, _ := strings.Cut(s, ".")
	if len(whole) < 10 || len(whole) > 16 || strings.Trim(fraction, "0123456789") != "" {
		return time.Time{}, "", false
	}
	n, err := strconv.ParseUint(whole, 10, 63)
	if err != nil {
		return time.Time{}, "", false
	}
	const first, last = 1e9, 41e8
	for _, unit := range []float64{1, 1e3, 1e6} {
		if x := float64(n) / unit; x >= first && x < last {
			return time.Unix(int64(math.Floor(x)), 0), timeline.PrecisionSecond, true
		}
	}
	return time.Time{}, "", false
}
