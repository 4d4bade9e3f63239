// Package parsers turns what a person calls an export into Records.
//
// A Format knows how to recognise its files (Detect) and how to read them
// (Parse). Read opens paths, recognises each file by its content first and its
// name second, and returns Exports; an Export yields its Records as a stream.
// Formats live in folders of their own (parsers/chat/…, parsers/tracking/…)
// and are listed, in a fixed order, by parsers/formats.
//
// # Nothing is lost
//
// Every byte of a text source belongs to exactly one record: a message, notice
// or scan, a frame (structure that was understood) or an unparsed piece (what
// was not). A JSON element or an HTML node that cannot be read becomes an
// unparsed record too. Records of one file come in file order and do not
// overlap.
//
// # Streaming
//
// A parser holds one message at a time. Text comes by line (File.Lines), JSON
// element by element (File.JSON), HTML piece by piece (File.Pieces), each with
// its offset in the original bytes.
package parsers

import (
	"context"
	"iter"

	"github.com/duizheng/duizheng/timeline"
)

// A Format reads one kind of export.
type Format struct {
	// ID is "app-what-ext", such as "wechat-share-txt".
	ID string
	// App is the chat app or the tracking source, lower case.
	App string
	// Tracking is true for courier records, false for chats.
	Tracking bool
	// Ext lists the usual file types, "txt", "json"; for display only.
	Ext string
	// How says in a few words what identifies the format, in the format's own
	// terms (keys, header lines), for `duizheng formats`.
	How string
	// Refuse, if set, is the key of the advice for a kind of file that is
	// recognised and cannot be evidence or cannot be read (package locale).
	Refuse string
	// Detect looks at a file's head. It reads content first, then names.
	Detect func(h *Head) Evidence
	// Claims, if set, picks from siblings (slash paths below the main file's
	// folder, main excluded) those that belong to the same export.
	Claims func(main string, siblings []string) []string
	// Parse yields the export's records in file order. An error that ends the
	// sequence means that the export could not be read on; what was wrong with
	// one record is an unparsed record, not an error.
	Parse func(ctx context.Context, e *Export) iter.Seq2[timeline.Record, error]
}

// Evidence is how sure a Format is that a file is its own.
type Evidence struct {
	// Score: 0 no, 1–39 hints only, 40–69 likely, 70–99 by structure, 100 by a
	// mark that nobody else writes.
	Score int
	// Found and Missing name the marks, for the user.
	Found, Missing []string
}

// Weigh adds a mark that a file has or lacks, and its points where it has it.
func (e *Evidence) Weigh(has bool, points int, mark string) {
	if has {
		e.Score += points
		e.Found = append(e.Found, mark)
	} else {
		e.Missing = append(e.Missing, mark)
	}
}

// Likely is the score from which a file is taken for a format's own.
const Likely = 40

// Close is the distance of two scores within which the user is asked.
const Close = 10

// Marks scores a file by marks: each Mark found adds its weight. Formats whose
// recognition is a list of tell-tale strings need no code of their own.
func Marks(h *Head, marks ...Mark) Evidence {
	var e Evidence
	for _, m := range marks {
		if h.Has(m.Text) {
			e.Score += m.Weight
			e.Found = append(e.Found, m.Text)
		} else {
			e.Missing = append(e.Missing, m.Text)
			if m.Must {
				e.Score = -1000
			}
		}
	}
	e.Score = min(max(e.Score, 0), 100)
	return e
}

// A Mark is a string that tells of a format.
type Mark struct {
	Text   string
	Weight int
	Must   bool // without it the file is not of this format
}
