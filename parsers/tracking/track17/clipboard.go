package track17

import (
	"context"
	"iter"
	"regexp"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
	"github.com/duizheng/duizheng/timeline"
)

// Text is what the site's copy button puts on the clipboard.
var Text = &parsers.Format{
	ID:       "tracking-17track-txt",
	App:      "17track",
	Tracking: true,
	Ext:      "txt",
	How:      "Number: …, Package status: …, rows of time, place and text, Powered by www.17track.net",
	Detect: func(h *parsers.Head) parsers.Evidence {
		return parsers.Marks(h,
			parsers.Mark{Text: "Package status:", Weight: 50},
			parsers.Mark{Text: "www.17track.net", Weight: 30},
			parsers.Mark{Text: "Number:", Weight: 20, Must: true},
		)
	},
	Parse: parseText,
}

// pageStates are the words of "Package status:", without the days.
var pageStates = map[string]timeline.ScanStatus{
	"delivered": timeline.StatusDelivered, "in transit": timeline.StatusInTransit, "pick up": timeline.StatusAtPickupPoint, "available for pickup": timeline.StatusAtPickupPoint,
	"out for delivery": timeline.StatusOutForDelivery, "undelivered": timeline.StatusFailedAttempt, "delivery failure": timeline.StatusFailedAttempt,
	"alert": timeline.StatusException, "exception": timeline.StatusException, "expired": timeline.StatusException, "info received": timeline.StatusLabelCreated, "not found": timeline.StatusInfo,
}

var days = regexp.MustCompile(`\s*[(（].*$`)

// piece is one line of the copy.
type piece struct {
	loc  timeline.Locator
	text string
	row  *tracking.Row
	list int
}

// parseText reads the copy. A row's place stands before a comma, or before a
// blank ("杭州市, 派送中"); an office code behind a city is part of the place.
func parseText(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		lists := []tracking.Answer{{}}
		rows := [][]tracking.Row{nil}
		var pieces []piece
		for l, err := range e.Main.Lines(ctx) {
			if err != nil {
				yield(timeline.Record{}, err)
				return
			}
			if l.Blank() {
				continue
			}
			s := strings.TrimSpace(string(l.Text))
			p := piece{loc: timeline.Locator{Offset: l.Offset, Length: l.Length - l.Ending, Line: l.Number}, text: s}
			if key, value, ok := strings.Cut(s, ":"); ok && strings.TrimSpace(key) == "Number" {
				if lists[len(lists)-1].Waybill != "" {
					lists, rows = append(lists, tracking.Answer{}), append(rows, nil)
				}
				lists[len(lists)-1].Waybill = strings.TrimSpace(value)
			} else if ok && strings.TrimSpace(key) == "Package status" {
				a := &lists[len(lists)-1]
				a.Code = strings.TrimSpace(days.ReplaceAllString(value, ""))
				a.Status = pageStates[strings.ToLower(a.Code)]
			} else if c, rest, ok := tracking.Lead(s); ok && c.Whole() && rest != "" {
				place, text := split(rest)
				r := tracking.Row{Text: text, Place: place}
				r.Time = tracking.Copied(e, c.Stamp, c.Raw, "")
				n := len(lists) - 1
				rows[n] = append(rows[n], r)
				p.row, p.list = &r, n
			}
			pieces = append(pieces, p)
		}
		give(e, lists, rows, pieces, yield)
	}
}

func give(e *parsers.Export, lists []tracking.Answer, rows [][]tracking.Row, pieces []piece, yield func(timeline.Record, error) bool) {
	orders := make([]tracking.Order, len(rows))
	for i := range rows {
		orders[i] = tracking.OrderOf(rows[i])
		lists[i].Blank = orders[i].Blank
	}
	given := make([]int, len(rows))
	for _, p := range pieces {
		rec := e.New(e.Main, timeline.KindFrame, p.loc)
		rec.Text = p.text
		switch {
		case p.row != nil:
			n := given[p.list]
			given[p.list]++
			rec = p.row.Record(e, e.Main, p.loc, &lists[p.list], orders[p.list].Position[n], orders[p.list].Newest == n)
		case !isFrame(p.text):
			rec.Kind = timeline.KindUnparsed
		}
		if !yield(rec, nil) {
			return
		}
	}
}

var frame = regexp.MustCompile(`^(?:(?:Number|Package status|Country|Carrier|Origin|Destination)\s*:|[=\-*]{3,}|Powered by)`)

func isFrame(s string) bool { return frame.MatchString(s) }

// split parts the place from the text of a row.
func split(s string) (place, text string) {
	if i := strings.IndexAny(s, ",，"); i > 0 {
		sep := len(",")
		if s[i] != ',' {
			sep = len("，")
		}
		if before := strings.TrimSpace(s[:i]); len([]rune(before)) <= 30 && !strings.ContainsAny(before, "【[") {
			return before, strings.TrimSpace(s[i+sep:])
		}
	}
	return "", s
}
