package parsers

import (
	"context"
	"iter"

	"github.com/duizheng/duizheng/timeline"
)

// A LineRole is what a line of a text format is.
type LineRole int

// The roles of a line.
const (
	// Body continues the record before it; without one it is unparsed.
	Body LineRole = iota
	// Begins starts a record: the reader has filled it in.
	Begins
	// Alone is a record of one line; lines that follow are not its body.
	Alone
	// Framing is structure: title, date line, column heading, banner.
	Framing
)

// Texts reads a text format whose records begin with a header line. For every
// line, read says what it is and, for Begins and Alone, fills in r, which
// comes with source, line and the zero Time of an undated record. Body lines
// are added to r.Text; blank lines around a body are layout, those within it
// stay. Every non-blank byte of the file ends up in exactly one record.
func (e *Export) Texts(ctx context.Context, f *File, read func(l Line, r *timeline.Record) LineRole) iter.Seq2[timeline.Record, error] {
	return e.TextsOf(f, f.Lines(ctx), read)
}

// TextsOf is Texts for lines that are not those of a text file, such as
// File.Paragraphs.
func (e *Export) TextsOf(f *File, lines iter.Seq2[Line, error], read func(l Line, r *timeline.Record) LineRole) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		t := textReader{e: e, f: f, yield: yield}
		var r timeline.Record // one for all lines: read gets its address
		for l, err := range lines {
			if err != nil {
				if t.flush() {
					yield(timeline.Record{}, err)
				}
				return
			}
			r = e.New(f, timeline.KindMessage, timeline.Locator{Offset: l.Offset, Length: l.Length - l.Ending, Line: l.Number})
			role := Body
			if !l.Part {
				role = read(l, &r)
			}
			if !t.line(l, &r, role) {
				return
			}
		}
		t.flush()
	}
}

// TextsAhead is Texts for formats in which a header is known only by the line
// below it: read also gets that line's text, nil at the end of the file.
func (e *Export) TextsAhead(ctx context.Context, f *File, read func(l Line, next []byte, r *timeline.Record) LineRole) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		t := textReader{e: e, f: f, yield: yield}
		var held Line
		var text []byte
		have := false
		var r timeline.Record
		give := func(next []byte) bool {
			r = e.New(f, timeline.KindMessage, timeline.Locator{Offset: held.Offset, Length: held.Length - held.Ending, Line: held.Number})
			role := Body
			if !held.Part {
				role = read(held, next, &r)
			}
			return t.line(held, &r, role)
		}
		for l, err := range f.Lines(ctx) {
			if err != nil {
				if (!have || give(nil)) && t.flush() {
					yield(timeline.Record{}, err)
				}
				return
			}
			if have && !give(l.Text) {
				return
			}
			text = append(text[:0], l.Text...)
			held, have = l, true
			held.Text = text
		}
		if !have || give(nil) {
			t.flush()
		}
	}
}

// A textReader holds the record that is being read.
type textReader struct {
	e     *Export
	f     *File
	yield func(timeline.Record, error) bool

	open   bool
	rec    timeline.Record
	body   []byte // the text so far, once lines were added to it
	grown  bool
	blanks int // blank lines since the last line of the body
	lines  int // lines of the body
}

func (t *textReader) line(l Line, r *timeline.Record, role LineRole) bool {
	switch role {
	case Body:
		return t.add(l)
	case Begins:
		return t.flush() && t.begin(r)
	case Framing:
		if l.Blank() {
			return t.add(l)
		}
		r.Kind = timeline.KindFrame
		if r.Text == "" {
			r.Text = string(l.Text)
		}
	}
	return t.flush() && t.yield(*r, nil)
}

func (t *textReader) begin(r *timeline.Record) bool {
	t.open, t.rec, t.blanks, t.lines, t.grown = true, *r, 0, 0, false
	if r.Text != "" {
		t.lines = 1
	}
	return true
}

// add appends a body line. Lines before the first header are unparsed.
func (t *textReader) add(l Line) bool {
	if !l.Part && l.Blank() {
		t.blanks++
		return true
	}
	if !t.open {
		r := t.e.Unparsed(t.f, timeline.Locator{Offset: l.Offset, Length: 0, Line: l.Number}, "")
		t.begin(&r)
	}
	if !t.grown {
		t.body, t.grown = append(t.body[:0], t.rec.Text...), true
	}
	if !l.Part && t.lines > 0 {
		for range t.blanks + 1 {
			t.body = append(t.body, '\n')
		}
	}
	t.blanks = 0
	t.lines++
	t.body = append(t.body, l.Text...)
	t.rec.Locator.Length = l.Offset + l.Length - l.Ending - t.rec.Locator.Offset
	return true
}

func (t *textReader) flush() bool {
	if !t.open {
		return true
	}
	t.open, t.blanks = false, 0
	if t.grown {
		t.rec.Text = string(t.body)
	}
	return t.yield(t.rec, nil)
}
