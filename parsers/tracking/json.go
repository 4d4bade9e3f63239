package tracking

import (
	"cmp"
	"context"
	"encoding/json"
	"iter"
	"slices"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
)

// A JSON describes a document of answers, each with its rows.
type JSON struct {
	// Rows are the keys by which the object of one row is known, Answers those
	// of the object that holds the rows of one parcel; "a|b" is either, letter
	// case aside. Without any answer the whole document is one.
	Rows, Answers []string
	// Skip are keys under which a row stands that repeats one of the list.
	Skip []string
	// Answer reads what an answer says beside its rows. raw is the whole value.
	Answer func(e *parsers.Export, raw []byte) (Answer, error)
	// Row reads one row; an error makes it an unparsed record. pointer is the
	// row's.
	Row func(e *parsers.Export, raw []byte, pointer string) (Row, error)
}

// list is what was learnt of one answer before its rows are given out.
type list struct {
	Answer
	from, to int64
	runs     map[string]*run
	given    bool
	outer    bool // holds other answers
}

// run is the rows of one number within an answer: most answers have one number,
// some lists name it in every row.
type run struct {
	rows, given int
	first, last timeline.Moment
	latest      timeline.Moment
	newest      int64 // 1 + offset of the newest row
}

func (l *list) run(number string) *run {
	if l.runs == nil {
		l.runs = map[string]*run{}
	}
	r := l.runs[number]
	if r == nil {
		r = &run{}
		l.runs[number] = r
	}
	return r
}

// descending reports whether the rows run from new to old.
func (r *run) descending() bool { return r.first.Start.After(r.last.Start) }

// Parse reads the document: answers first, then the times of their rows, then
// the rows.
func (j JSON) Parse(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		rows, lists, err := j.lists(ctx, e)
		if len(rows) > 0 {
			j.give(ctx, e, rows, lists, yield)
			return
		}
		for _, l := range lists {
			if !l.outer && !yield(l.none(e, e.Main), nil) {
				return
			}
		}
		if err != nil {
			yield(timeline.Record{}, err)
		}
	}
}

// lists reads the answers and surveys their rows. The document may be cut off:
// what came before counts.
func (j JSON) lists(ctx context.Context, e *parsers.Export) (rows []string, lists []*list, err error) {
	var s shape
	for el, broken := range e.Main.JSON(ctx, "") {
		if broken != nil {
			err = broken
			break
		}
		s.shapeOf(el.Raw, j)
	}
	if len(s.answers) == 0 {
		s.answers = []string{""}
	}
	// Answers may lie within each other; the cutter does not look into a match.
	for _, p := range s.answers {
		for el, broken := range e.Main.JSON(ctx, p) {
			if broken != nil {
				break
			}
			if el.Length == 0 { // the file ends where the value would begin
				continue
			}
			l := &list{from: el.Offset, to: el.Offset + el.Length}
			l.Answer, _ = j.Answer(e, whole(el))
			l.Blank = true
			lists = append(lists, l)
		}
	}
	slices.SortStableFunc(lists, func(a, b *list) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to)) })
	inherit(lists)
	if len(s.rows) == 0 {
		return nil, lists, err
	}
	for el, broken := range e.Main.JSON(ctx, s.rows...) {
		if broken != nil {
			break
		}
		l := at(lists, el.Offset)
		if l == nil {
			continue
		}
		if r, bad := j.Row(e, el.Raw, el.Pointer); bad == nil && !r.saysNothing() {
			l.Blank = false
			l.run(r.Waybill).survey(r.Time, el.Offset)
		}
	}
	return s.rows, lists, err
}

// inherit gives an answer within another what only the outer one says. The
// lists come sorted, outer before inner.
func inherit(lists []*list) {
	var open []*list
	for _, l := range lists {
		for len(open) > 0 && open[len(open)-1].to <= l.from {
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			o := open[len(open)-1]
			o.outer = true
			if l.AsOf.IsZero() {
				l.AsOf = o.AsOf
			}
			l.Waybill, l.Carrier = firstOf(l.Waybill, o.Waybill), firstOf(l.Carrier, o.Carrier)
		}
		open = append(open, l)
	}
}

// whole is the value of an answer; of one that is cut off, what can be read of it.
func whole(el *parsers.Element) []byte {
	if el.Broken == nil && json.Valid(el.Raw) {
		return el.Raw
	}
	return closed(el.Raw)
}

// closed cuts a broken value behind its last whole member and closes what is
// open, so that the head of an answer is known although its end is lost.
func closed(raw []byte) []byte {
	var open []byte
	var best []byte
	inString := false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case inString:
			if c == '\\' {
				i++
			} else if c == '"' {
				inString = false
			}
		case c == '"':
			inString = true
		case c == '{':
			open = append(open, '}')
		case c == '[':
			open = append(open, ']')
		case (c == '}' || c == ']') && len(open) > 0:
			open = open[:len(open)-1]
		case c == ',':
			best = append(slices.Clone(raw[:i]), reversed(open)...)
		}
	}
	return best
}

func reversed(b []byte) []byte {
	b = slices.Clone(b)
	slices.Reverse(b)
	return b
}

func (r *run) survey(t timeline.Moment, offset int64) {
	r.rows++
	if !t.Dated() {
		return
	}
	if !r.first.Dated() {
		r.first = t
	}
	r.last = t
	// Of rows of the same second the later one in time is the first of a list
	// that runs backwards, which the first two different times show.
	if r.newest == 0 || t.Start.After(r.latest.Start) || t.Start.Equal(r.latest.Start) && !r.descending() && r.first.Start.Before(t.Start) {
		r.newest, r.latest = offset+1, t
	}
}

// at is the innermost answer whose bytes hold the offset.
func at(lists []*list, offset int64) *list {
	i, _ := slices.BinarySearchFunc(lists, offset+1, func(l *list, o int64) int { return cmp.Compare(l.from, o) })
	for i--; i >= 0; i-- {
		if lists[i].to > offset {
			return lists[i]
		}
	}
	return nil
}

// give yields rows, and for an answer without rows a frame that says why.
func (j JSON) give(ctx context.Context, e *parsers.Export, rows []string, lists []*list, yield func(timeline.Record, error) bool) {
	f := e.Main
	next, end := 0, int64(0) // the first answer not passed, the end of what was given
	empty := func(before int64) bool {
		for ; next < len(lists) && (lists[next].outer || lists[next].to <= before); next++ {
			l := lists[next]
			if l.given || l.outer || l.from < end {
				continue
			}
			if end = l.to; !yield(l.none(e, f), nil) {
				return false
			}
		}
		return true
	}
	for el, err := range f.JSON(ctx, rows...) {
		if err != nil {
			if empty(1 << 62) {
				yield(timeline.Record{}, err)
			}
			return
		}
		if !empty(el.Offset) {
			return
		}
		if el.Length == 0 {
			continue
		}
		loc := timeline.Locator{Offset: el.Offset, Length: el.Length, Path: el.Pointer}
		l := at(lists, el.Offset)
		if l == nil {
			l = &list{}
		}
		var r Row
		err := el.Broken
		if err == nil {
			r, err = j.Row(e, el.Raw, el.Pointer)
		}
		var rec timeline.Record
		switch {
		case err != nil:
			if el.Broken == nil {
				// A fault of syntax may swallow the neighbours: cut it down.
				var v any
				_ = el.Decode(&v)
				loc.Length = el.Length
			}
			rec = e.Unparsed(f, loc, strings.ToValidUTF8(string(el.Raw), "\ufffd"))
		default:
			n := l.run(r.Waybill)
			n.given++
			position := n.given
			if n.descending() {
				position = max(n.rows-n.given+1, 1)
			}
			rec = r.Record(e, f, loc, &l.Answer, position, n.newest == el.Offset+1)
		}
		l.given, end = true, loc.End()
		if !yield(rec, nil) {
			return
		}
	}
	empty(1 << 62)
}

// none is the record of an answer without rows: a frame with the reason that it
// gives.
func (l *list) none(e *parsers.Export, f *parsers.File) timeline.Record {
	loc := timeline.Locator{Offset: l.from, Length: l.to - l.from}
	rec := e.New(f, timeline.KindFrame, loc)
	rec.Text = firstOf(l.Reason, l.Waybill)
	Note(e, l.Reason)
	return rec
}
