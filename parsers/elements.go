package parsers

import (
	"context"
	"iter"
	"strings"

	"github.com/duizheng/duizheng/timeline"
)

// Elements reads a JSON format whose records are values cut out by patterns.
// For every value, read fills in r, which comes with source, locator and no
// time; it clears r.Kind for values that are no records (names, settings). An
// error makes the value an unparsed record.
func (e *Export) Elements(ctx context.Context, f *File, read func(el *Element, r *timeline.Record) error, patterns ...string) iter.Seq2[timeline.Record, error] {
	return e.elements(f, f.JSON(ctx, patterns...), read)
}

// Scripted is Elements for values that stand behind a marker in a script (see
// File.JSONAfter; js allows keys without quotes).
func (e *Export) Scripted(ctx context.Context, f *File, marker string, js bool, read func(el *Element, r *timeline.Record) error, patterns ...string) iter.Seq2[timeline.Record, error] {
	return e.elements(f, f.JSONAfter(ctx, marker, js, patterns...), read)
}

func (e *Export) elements(f *File, found iter.Seq2[*Element, error], read func(el *Element, r *timeline.Record) error) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		var r timeline.Record // one for all elements: read gets its address
		for el, err := range found {
			if err != nil {
				yield(timeline.Record{}, err)
				return
			}
			at := timeline.Locator{Offset: el.Offset, Length: el.Length, Path: el.Pointer}
			r = e.New(f, timeline.KindMessage, at)
			err := el.Broken
			if err == nil {
				err = read(el, &r)
			}
			if err != nil {
				at.Length = el.Length // Decode may have cut it down
				r = e.Unparsed(f, at, strings.ToValidUTF8(string(el.Raw), "\ufffd"))
			}
			if r.Kind != "" && !yield(r, nil) {
				return
			}
		}
	}
}
