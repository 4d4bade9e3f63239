package matrix

import (
	"context"
	"iter"
	"path"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// Text is Element's plain text.
var Text = &parsers.Format{
	ID:     "element-export-txt",
	App:    "matrix",
	Ext:    "txt",
	How:    "“3/6/2026, 16:40:09 - @alice:example.com: text”, file name “matrix - … - Chat Export”",
	Detect: detectText,
	Parse:  parseText,
}

// heading reads "3/6/2026, 16:40:09 - " and what follows it.
func heading(l string) (s timestamp.Stamp, raw, rest string, ok bool) {
	if l == "" || l[0] < '0' || l[0] > '9' {
		return s, "", "", false
	}
	s, n := timestamp.Prefix([]byte(l))
	if n == 0 || !s.HasDate() || s.Precision != timeline.PrecisionSecond {
		return s, "", "", false
	}
	rest, ok = strings.CutPrefix(l[n:], " - ")
	return s, l[:n], rest, ok
}

// isExport tells the name that Element gives its files.
func isExport(name string) bool {
	return strings.HasPrefix(name, "matrix - ") && strings.Contains(name, "Chat Export")
}

func detectText(h *parsers.Head) parsers.Evidence {
	var e parsers.Evidence
	lines, ids := 0, 0
	for _, l := range h.Lines(300) {
		if _, _, rest, ok := heading(l); ok {
			lines++
			if userID.MatchString(rest) {
				ids++
			}
		}
	}
	if lines == 0 {
		return e
	}
	e.Score, e.Found = 20, []string{"date, time with seconds - "}
	if ids*3 >= lines {
		e.Score += 60
		e.Found = append(e.Found, "@user:server")
	} else {
		e.Missing = append(e.Missing, "@user:server")
	}
	if isExport(h.Name) {
		e.Score += 70
		e.Found = append(e.Found, "file name matrix - … - Chat Export")
	}
	e.Score = min(e.Score, 100)
	return e
}

// room is the room's name in "matrix - room - Chat Export - 2026-03-07T….txt".
func room(f *parsers.File) string {
	name := strings.TrimSuffix(f.Base(), path.Ext(f.Base()))
	if rest, ok := strings.CutPrefix(name, "matrix - "); ok {
		name, _, _ = strings.Cut(rest, " - Chat Export")
	}
	return name
}

func parseText(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		var dates timestamp.Dates
		for l, err := range e.Main.Lines(ctx) {
			if err != nil {
				yield(timeline.Record{}, err)
				return
			}
			if s, _, _, ok := heading(string(l.Text)); ok && !l.Part {
				dates.Add(s)
			}
		}
		order := dates.Decide(timestamp.Order(e.Options.DateOrder), timestamp.MDY)
		says := &e.Says
		says.Title = room(e.Main)
		says.DateOrder, says.DateWhy, says.DateOpen = string(order.Order), order.Why, !order.Certain
		for r, err := range e.Texts(ctx, e.Main, func(l parsers.Line, r *timeline.Record) parsers.LineRole {
			s, raw, rest, ok := heading(string(l.Text))
			if !ok {
				return parsers.Body
			}
			r.Conversation = says.Title
			r.Time = order.Read(s).Moment(timestamp.YMD, e.Zone(), e.ZoneFrom(), raw)
			name, text, ok := speaker(rest)
			r.Text = text
			if !ok {
				r.Kind = timeline.KindNotice
				return parsers.Begins
			}
			r.Sender = timeline.Sender{Name: name}
			if strings.HasPrefix(name, "@") {
				r.Sender.ID = name
			}
			return parsers.Begins
		}) {
			if r.Kind == timeline.KindMessage {
				marks(&r)
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// speaker splits "@alice:example.com: text" and "Alice: text"; ok is false for
// lines about the room.
func speaker(rest string) (name, text string, ok bool) {
	if id := userID.FindString(rest); id != "" {
		return strings.TrimSuffix(id, ": "), rest[len(id):], true
	}
	name, text, ok = strings.Cut(rest, ": ")
	if !ok || len(name) > 200 || strings.Count(name, `"`)%2 == 1 { // the colon stands in a quoted name
		return "", rest, false
	}
	return name, text, true
}

// marks reads what Element adds to a text: media, and what a reply answers.
func marks(r *timeline.Record) {
	for _, m := range []string{" (Media omitted)", " (File Attached)"} {
		if name, ok := strings.CutSuffix(r.Text, m); ok {
			r.Attachments = []timeline.Attachment{{Name: name, Type: typeOf(name)}}
		}
	}
	if strings.HasPrefix(r.Text, "<") {
		if i := strings.Index(r.Text, "\"> "); i > 0 {
			r.Quote(r.Text[:i+2])
		}
	}
}

var extTypes = map[string]string{".jpg": "image", ".jpeg": "image", ".png": "image", ".gif": "image", ".webp": "image",
	".mp4": "video", ".mov": "video", ".webm": "video", ".ogg": "voice", ".mp3": "voice", ".m4a": "voice"}

func typeOf(name string) string {
	if t := extTypes[strings.ToLower(path.Ext(name))]; t != "" {
		return t
	}
	return "file"
}
