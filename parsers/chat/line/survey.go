package line

import (
	"bytes"
	"context"
	"strings"

	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// maxQuoted is how many lines a message in quotation marks may have; a mark
// that is not closed by then is text.
const maxQuoted = 2000

// survey reads the file once for what shows only in the whole of it: the order
// of day and month, the names, and which lines lie within a message.
func (h *history) survey(ctx context.Context) error {
	var (
		dates        timestamp.Dates
		anyDates     timestamp.Dates // of days whose weekday is a word not known
		known        int
		unknown      int
		lf, crlf     int
		afterLF      int // headers behind a bare line feed
		headers      int
		prevCR       = true
		open         []int // lines of the message in quotation marks
		marks        int
		quoted       = map[int]bool{}
		learn        = learner{}
		senders      = map[string]bool{}
		title, group = "", false
	)
	for l, err := range h.e.Main.Lines(ctx) {
		if err != nil {
			return err
		}
		afterCR := prevCR
		prevCR = l.CR
		if l.CR {
			crlf++
		} else if l.Ending > 0 {
			lf++
		}
		if l.Number == 1 && !l.Part {
			if name, g, ok := readTitle(string(l.Text)); ok {
				title, group, h.titled = name, g, true
			}
		}
		h.titled = h.titled || l.Number == 2 && isSaved(string(l.Text))
		if len(open) > 0 {
			open = append(open, l.Number)
			marks += strings.Count(string(l.Text), `"`)
			if marks%2 == 0 && strings.HasSuffix(string(l.Text), `"`) {
				for _, n := range open[1:] {
					quoted[n] = true
				}
				open = open[:0]
				continue
			}
			if len(open) > maxQuoted {
				open = open[:0]
			}
		}
		row, isRow := readRow(l.Text, &h.times)
		if !isRow {
			if s, ok := readDay(l.Text, false); ok {
				known++
				dates.Add(s)
			} else {
				if s, ok := readDay(l.Text, true); ok && h.titled {
					unknown++
					anyDates.Add(s)
				}
				continue
			}
		}
		headers++
		if !afterCR {
			afterLF++
		}
		switch rest := l.Text[min(row.end+1, len(l.Text)):]; {
		case !isRow:
		case !row.tabs:
			learn.add(string(rest))
		default:
			name, text, two := bytes.Cut(rest, []byte{'\t'})
			if two && len(name) > 0 && len(senders) < 3 {
				senders[string(name)] = true
			}
			if len(open) == 0 && bytes.HasPrefix(text, []byte{'"'}) && bytes.Count(text, []byte{'"'})%2 == 1 {
				open, marks = append(open[:0], l.Number), 1
			}
		}
	}
	if h.anyDay = unknown > known; h.anyDay {
		dates = anyDates
	}
	h.quoted = quoted
	h.crlf = crlf > 0 && lf > 0 && afterLF*4 < headers
	h.title = title
	h.names = learn.names(title, group)
	h.times.Order = dates.Decide(timestamp.Order(h.e.Options.DateOrder), "")
	if !group && len(senders) == 2 && senders[title] {
		for s := range senders {
			if s != title {
				h.self = s // in a chat of two that is named for the other
			}
		}
	}
	says := &h.e.Says
	says.Owner = timeline.Sender{Name: h.self, Self: h.self != ""}
	says.Title, says.Group = title, group
	says.DateOrder, says.DateWhy, says.DateOpen = string(h.times.Order.Order), h.times.Order.Why, !h.times.Order.Certain
	return nil
}
