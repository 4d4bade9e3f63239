package generic

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
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
		for rec, err := range r.cut(ctx, &cols) {
			if err != nil {
				yield(rec, err)
				return
			}
			raw := rec.Text
			if first == "" {
				first = raw
			}
			fields, err := split(raw, r.delimiter)
			if err != nil && !strings.Contains(raw, "\n") {
				fields, err = strings.Split(raw, string(r.delimiter)), nil // the quote was a letter
			}
			heading, named := r.heading(fields)
			switch {
			case err != nil:
				rec = r.e.Unparsed(r.e.Main, rec.Locator, raw)
			case named && !numbered: // it may come again in a file of several parts
				cols, found = heading, true
				rec.Kind = timeline.KindFrame
			case !found || len(fields) < cols.width:
				rec = r.e.Unparsed(r.e.Main, rec.Locator, raw)
			case numbered && raw == first && !timely(fields[cols.at["time"]]):
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

func timely(s string) bool {
	_, ok := timestamp.Parse(strings.TrimSpace(s))
	return ok || isEpoch(strings.TrimSpace(s))
}

// cut yields the rows of a table as they stand; a quoted field may hold line
// ends. Tools that do not quote write single quotes too: where the next line
// is a whole row with its time, the field was none.
func (r *reader) cut(ctx context.Context, cols *columns) iter.Seq2[timeline.Record, error] {
	open := false
	return r.e.Texts(ctx, r.e.Main, func(l parsers.Line, rec *timeline.Record) parsers.LineRole {
		line := string(l.Text)
		if l.Blank() || open && !r.isRow(line, cols) {
			open = quoted(line, r.delimiter, open)
			return parsers.Body
		}
		open = quoted(line, r.delimiter, false)
		rec.Text = line
		return parsers.Begins
	})
}

func (r *reader) isRow(line string, cols *columns) bool {
	fields, err := split(line, r.delimiter)
	return err == nil && cols.width > 1 && len(fields) >= cols.width && timely(fields[cols.at["time"]])
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

var errOpen = errors.New("a quoted field is not closed")

// split takes a row apart by the same rule as quoted.
func split(row string, delimiter rune) ([]string, error) {
	var out []string
	for {
		var field strings.Builder
		for again := false; strings.HasPrefix(row, `"`); again = true {
			end := strings.IndexByte(row[1:], '"')
			if end < 0 {
				return nil, errOpen
			}
			if again {
				field.WriteByte('"') // the second half of a doubled quote
			}
			field.WriteString(row[1 : end+1])
			row = row[end+2:]
		}
		end := strings.IndexRune(row, delimiter)
		if end < 0 {
			return append(out, field.String()+row), nil
		}
		out = append(out, field.String()+row[:end])
		row = row[end+utf8.RuneLen(delimiter):]
	}
}

// numbered finds the columns when the profile counts them.
func (r *reader) numbered() (columns, bool) {
	c := columns{at: map[string]int{}}
	for _, k := range r.places {
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
	for _, k := range r.places {
		i := slices.IndexFunc(fields, func(f string) bool { return strings.TrimSpace(f) == strings.TrimSpace(*k.value) })
		if i < 0 {
			return c, false
		}
		c.at[k.name] = i
		c.width = max(c.width, i+1)
	}
	return c, true
}
