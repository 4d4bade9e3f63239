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
// line, read says what it is and, for Begins, Alone and Framing, fills in r,
// which comes with source, line and the zero Time of an undated record; for a
// Body it leaves r alone. Body lines are added to the Text of the record
// before; blank lines around a body are layout, those within it stay. Every
// non-blank byte of the file ends up in exactly one record.
func (e *Export) Texts(ctx context.Context, f *File, read func(l Line, r *timeline.Record) LineRole) iter.Seq2[timeline.Record, error] {
	return e.TextsOf(f, f.Lines(ctx), read)
}

// TextsOf is Texts for lines that are not those of a text file, such as
// File.Paragraphs.
func (e *Export) TextsOf(f *File, lines iter.Seq2[Line, error], read func(l Line, r *timeline.Record) LineRole) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		t := e.textReader(f, yield)
		for l, err := range lines {
			if err != nil {
				t.fail(err)
				return
			}
			role := Body
			if !l.Part {
				role = read(l, t.new(l))
			}
			if !t.line(l, role) {
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
		t := e.textReader(f, yield)
		var held Line
		var text []byte
		give := func(next []byte) bool {
			role := Body
			if !held.Part {
				role = read(held, next, t.new(held))
			}
			return t.line(held, role)
		}
		for l, err := range f.Lines(ctx) {
			if err != nil {
				if held.Length == 0 || give(nil) {
					t.fail(err)
				}
				return
			}
			if held.Length > 0 && !give(l.Text) {
				return
			}
			text = append(text[:0], l.Text...)
			held = l
			held.Text = text
		}
		if held.Length == 0 || give(nil) {
			t.flush()
		}
	}
}

// A textReader holds the record that is being read.
type textReader struct {
	yield func(timeline.Record, error) bool
	blank timeline.Record // as every record begins
	// open is the record that is being read, nil if none is, next the one that a
	// line may begin, spare the one to come after it: records are large, and are
	// copied only to be given out. clean tells that next is blank.
	open, next, spare *timeline.Record
	clean             bool

	body   []byte // the text so far, once lines were added to it
	grown  bool
	blanks int // blank lines since the last line of the body
	lines  int // lines of the body
}

func (e *Export) textReader(f *File, yield func(timeline.Record, error) bool) *textReader {
	return &textReader{yield: yield, blank: e.New(f, timeline.KindMessage, timeline.Locator{}), next: new(timeline.Record), spare: new(timeline.Record)}
}

// new is the record that l may begin.
func (t *textReader) new(l Line) *timeline.Record {
	if !t.clean {
		*t.next, t.clean = t.blank, true
	}
	at := &t.next.Locator
	at.Offset, at.Length, at.Line = l.Offset, l.Length-l.Ending, l.Number
	return t.next
}

// line takes a line in, and what read made of it.
func (t *textReader) line(l Line, role LineRole) bool {
	t.clean = t.clean && role == Body
	if role == Body || role == Framing && l.Blank() {
		return t.add(l)
	}
	if !t.flush() {
		return false
	}
	t.begin()
	if role == Begins {
		return true
	}
	if role == Framing {
		t.open.Kind = timeline.KindFrame
		if t.open.Text == "" {
			t.open.Text = string(l.Text)
		}
	}
	return t.flush()
}

// begin opens the next record.
func (t *textReader) begin() {
	t.open, t.next, t.clean = t.next, t.spare, false
	t.blanks, t.lines, t.grown = 0, 0, false
	if t.open.Text != "" {
		t.lines = 1
	}
}

// add appends a body line. Lines before the first header are unparsed.
func (t *textReader) add(l Line) bool {
	if !l.Part && l.Blank() {
		t.blanks++
		return true
	}
	if t.open == nil {
		t.clean = false
		t.new(l).Kind = timeline.KindUnparsed
		t.begin()
	}
	if !t.grown {
		t.body, t.grown = append(t.body[:0], t.open.Text...), true
	}
	if !l.Part && t.lines > 0 {
		for range t.blanks + 1 {
			t.body = append(t.body, '\n')
		}
	}
	t.blanks = 0
	t.lines++
	t.body = append(t.body, l.Text...)
	t.open.Locator.Length = l.Offset + l.Length - l.Ending - t.open.Locator.Offset
	return true
}

// flush gives out the record that is open.
func (t *textReader) flush() bool {
	if t.open == nil {
		return true
	}
	r := t.open
	t.open, t.spare, t.blanks = nil, r, 0
	if t.grown {
		r.Text = string(t.body)
	}
	return t.yield(*r, nil)
}

// fail gives out what is there, and then the error.
func (t *textReader) fail(err error) {
	if t.flush() {
		t.yield(timeline.Record{}, err)
	}
}

// EachMessage lets do finish every message that was read: what a format does
// once the text is whole.
func EachMessage(records iter.Seq2[timeline.Record, error], do func(*timeline.Record)) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		for r, err := range records {
			if err == nil && r.Kind == timeline.KindMessage {
				do(&r)
			}
			if !yield(r, err) {
				return
			}
		}
	}
}
