package generic

import (
	"context"
	"encoding/csv"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
)

// lines reads a text file: a line that the header matches begins a message.
func (r *reader) lines(ctx context.Context) iter.Seq2[timeline.Record, error] {
	return r.e.Texts(ctx, r.e.Main, func(l parsers.Line, rec *timeline.Record) parsers.LineRole {
		line := string(l.Text)
		if r.plan.day != nil {
			if m := r.plan.day.FindStringSubmatch(line); m != nil && r.dayLine(m[r.plan.day.SubexpIndex("time")]) {
				return parsers.Framing
			}
		}
		m := r.header.FindStringSubmatch(line)
		if m == nil {
			return parsers.Body
		}
		var v values
		for i, name := range r.header.SubexpNames() {
			if m[i] != "" {
				v.set(name, m[i])
			}
		}
		r.fill(v, rec)
		if r.Oneline {
			return parsers.Alone
		}
		return parsers.Begins
	})
}

// columns are the places of a profile's columns in a row; -1 is none.
type columns struct {
	at    map[string]int
	width int // how many fields a row must have
}

// rows reads a table.
func (r *reader) rows(ctx context.Context) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		cols, numbered := r.numbered()
		found, first := numbered, ""
		for rec, err := range r.cut(ctx) {
			if err != nil {
				yield(rec, err)
				return
			}
			raw := rec.Text
			if first == "" {
				first = raw
			}
			fields, err := r.fields(raw)
			heading, named := r.heading(fields)
			switch {
			case err != nil:
				rec = r.e.Unparsed(r.e.Main, rec.Locator, raw)
			case named && !numbered: // it may come again in a file of several parts
				cols, found = heading, true
				rec.Kind = timeline.KindFrame
			case !found || len(fields) < cols.width:
				rec = r.e.Unparsed(r.e.Main, rec.Locator, raw)
			case numbered && raw == first && !r.timely(fields[cols.at["time"]]):
				rec.Kind = timeline.KindFrame // a heading: no time where times stand
			default:
				var v values
				for name, i := range cols.at {
					v.set(name, fields[i])
				}
				r.fill(v, &rec)
			}
			if !yield(rec, nil) {
				return
			}
		}
		if !found {
			yield(timeline.Record{}, fmt.Errorf("no row has all the columns that the profile names: %s; the first row is %.200q", r.line(), first))
		}
	}
}

func (r *reader) timely(s string) bool {
	m := r.moment(values{time: s, day: "2000-01-01"})
	return m.Dated()
}

// cut yields the rows of a table as they stand; a quoted field may hold line
// ends.
func (r *reader) cut(ctx context.Context) iter.Seq2[timeline.Record, error] {
	open := false
	return r.e.Texts(ctx, r.e.Main, func(l parsers.Line, rec *timeline.Record) parsers.LineRole {
		within := open
		open = quoted(string(l.Text), r.delimiter, open)
		if within || l.Blank() {
			return parsers.Body
		}
		rec.Text = string(l.Text)
		return parsers.Begins
	})
}

// quoted reports whether the line ends within a quoted field. A quote opens at
// the beginning of a field only: elsewhere it is a letter like others.
func quoted(line string, delimiter rune, open bool) bool {
	start := true
	for i, c := range line {
		switch {
		case open && c == '"':
			open = false
			start = false
			if strings.HasPrefix(line[i+1:], `"`) {
				start = true // a doubled quote opens again
			}
		case open:
		case c == '"' && start:
			open = true
		default:
			start = c == delimiter
		}
	}
	return open
}

func (r *reader) fields(row string) ([]string, error) {
	c := csv.NewReader(strings.NewReader(row))
	c.Comma, c.LazyQuotes, c.FieldsPerRecord = r.delimiter, true, -1
	return c.Read()
}

// numbered finds the columns when the profile counts them.
func (r *reader) numbered() (columns, bool) {
	c := columns{at: map[string]int{}}
	for _, k := range r.pointers() {
		if *k.value == "" {
			continue
		}
		n, err := strconv.Atoi(*k.value)
		if err != nil || n < 1 || n > 1000 {
			return c, false
		}
		c.at[k.name] = n - 1
		c.width = max(c.width, n)
	}
	return c, true
}

// heading finds the columns in a row that has all their names.
func (r *reader) heading(fields []string) (columns, bool) {
	c := columns{at: map[string]int{}}
	for _, k := range r.pointers() {
		if *k.value == "" {
			continue
		}
		i := slices.IndexFunc(fields, func(f string) bool { return strings.TrimSpace(f) == strings.TrimSpace(*k.value) })
		if i < 0 {
			return c, false
		}
		c.at[k.name] = i
		c.width = max(c.width, i+1)
	}
	return c, true
}
