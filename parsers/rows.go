package parsers

import (
	"bytes"
	"context"
	"encoding/csv"
	"iter"
	"strings"

	"github.com/duizheng/duizheng/timeline"
)

// Rows reads a CSV format. For every row, read fills in r, which comes with
// source, locator and no time; fields are the row's, unquoted, and valid until
// the next one. The first row is a frame when heading is true. A row that is
// not closed, or whose fields read refuses, is unparsed.
func (e *Export) Rows(ctx context.Context, f *File, heading bool, read func(fields []string, r *timeline.Record) error) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		open, n := false, 0
		rows := e.Texts(ctx, f, func(l Line, r *timeline.Record) LineRole {
			within := open
			if bytes.Count(l.Text, []byte{'"'})%2 == 1 {
				open = !open
			}
			if within || l.Blank() {
				return Body
			}
			r.Text = string(l.Text)
			return Begins
		})
		var fields []string
		for r, err := range rows {
			if err != nil {
				yield(r, err)
				return
			}
			n++
			if n == 1 && heading {
				r.Kind = timeline.KindFrame
			} else {
				raw := r.Text
				if fields, err = row(raw, fields[:0]); err == nil {
					r.Text = ""
					err = read(fields, &r)
				}
				if err != nil {
					r = e.Unparsed(f, r.Locator, raw)
				}
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

// row takes a row apart. Most rows hold no quotation mark, and their fields are
// pieces of them; the others are for encoding/csv.
func row(raw string, fields []string) ([]string, error) {
	if strings.Contains(raw, `"`) {
		c := csv.NewReader(strings.NewReader(raw))
		c.FieldsPerRecord = -1
		return c.Read()
	}
	for {
		field, rest, more := strings.Cut(raw, ",")
		fields = append(fields, field)
		if !more {
			return fields, nil
		}
		raw = rest
	}
}
