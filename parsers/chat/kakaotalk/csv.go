package kakaotalk

import (
	"bytes"
	"context"
	"iter"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

const heading = "Date,User,Message"

func detectCSV(h *parsers.Head) parsers.Evidence {
	var e parsers.Evidence
	lines := h.Lines(50)
	if len(lines) == 0 || strings.ReplaceAll(strings.TrimSpace(lines[0]), `"`, "") != heading {
		return e
	}
	e.Score, e.Found = 60, []string{heading}
	for _, l := range lines[1:] {
		if _, ok := csvRow([]byte(l), &timestamp.Reader{}); ok {
			e.Score, e.Found = 90, append(e.Found, "date and time, name, text")
			break
		}
	}
	return e
}

// csvRow reads `2026-05-01 09:00:00,"Alice","text`: the quotes are not to be
// relied on, so a row is what begins with a time.
func csvRow(b []byte, times *timestamp.Reader) (row, bool) {
	b = bytes.TrimPrefix(b, []byte(`"`))
	s, n := times.Prefix(b)
	if n == 0 || !s.HasDate() || !s.HasClock() {
		return row{}, false
	}
	r := row{stamp: s, raw: b[:n]}
	rest, ok := bytes.CutPrefix(bytes.TrimPrefix(b[n:], []byte(`"`)), []byte(","))
	if !ok {
		return r, false
	}
	if quoted, ok := bytes.CutPrefix(rest, []byte(`"`)); ok {
		r.name, r.text, ok = bytes.Cut(quoted, []byte(`",`))
		r.name = cleanName(bytes.ReplaceAll(r.name, []byte(`""`), []byte(`"`)))
		return r, ok
	}
	r.name, r.text, ok = bytes.Cut(rest, []byte(","))
	r.name = cleanName(r.name)
	return r, ok
}

func parseCSV(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	name := csvTitle(e.Main.Base())
	e.Says.Title = name
	times, names := timestamp.Reader{Zone: e.Zone(), From: e.ZoneFrom()}, parsers.Names{}
	rows := e.Texts(ctx, e.Main, func(l parsers.Line, r *timeline.Record) parsers.LineRole {
		row, ok := csvRow(l.Text, &times)
		if !ok {
			if l.Number == 1 {
				return parsers.Framing
			}
			return parsers.Body
		}
		r.Conversation = name
		r.Time = times.Moment(row.stamp, string(row.raw))
		r.Sender.Name, r.Text = names.Of(row.name), string(row.text)
		return parsers.Begins
	})
	return func(yield func(timeline.Record, error) bool) {
		for r, err := range rows {
			if r.Kind == timeline.KindMessage {
				r.Text = unquote(r.Text)
				if isEvent(r.Text) {
					r.Kind, r.Sender = timeline.KindNotice, timeline.Sender{}
				}
				finish(&r)
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

func unquote(s string) string {
	if len(s) >= 2 && s[0] == '"' && s[len(s)-1] == '"' {
		return strings.ReplaceAll(s[1:len(s)-1], `""`, `"`)
	}
	return s
}

// csvTitle is the room in KakaoTalk_Chat_<room>_2026-05-01-09-00-00.csv.
func csvTitle(base string) string {
	name := strings.TrimSuffix(base, ".csv")
	rest, ok := strings.CutPrefix(name, "KakaoTalk_Chat_")
	if !ok {
		return name
	}
	if i := strings.LastIndexByte(rest, '_'); i > 0 {
		return rest[:i]
	}
	return rest
}
