package discord

import (
	"context"
	"iter"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// Text is the TXT of DiscordChatExporter.
var Text = &parsers.Format{
	ID:     "discord-dce-txt",
	App:    "discord",
	Ext:    "txt",
	How:    "62 “=”, “Guild:”, “Channel:”, then “[3/6/2026 4:40 PM] author”",
	Detect: detectText,
	Parse:  parseText,
}

var rule = strings.Repeat("=", 62)

func detectText(h *parsers.Head) parsers.Evidence {
	return parsers.Marks(h,
		parsers.Mark{Text: rule, Weight: 40, Must: true},
		parsers.Mark{Text: "Guild: ", Weight: 20},
		parsers.Mark{Text: "Channel: ", Weight: 20, Must: true},
		parsers.Mark{Text: "\n[", Weight: 20},
	)
}

// A log is the state of reading one text.
type log struct {
	e     *parsers.Export
	dates *timestamp.Reading
	rules int // lines of "=" so far
}

func parseText(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		t := &log{e: e}
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
		t.dates = dates.Decide(timestamp.Order(e.Options.DateOrder), timestamp.MDY)
		says := &e.Says
		says.DateOrder, says.DateWhy, says.DateOpen = string(t.dates.Order), t.dates.Why, !t.dates.Certain
		for r, err := range e.Texts(ctx, e.Main, t.line) {
			if r.Kind == timeline.KindMessage {
				sections(&r)
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// heading reads "[3/6/2026 4:40 PM] author (pinned)".
func heading(l string) (s timestamp.Stamp, raw, author string, ok bool) {
	if !strings.HasPrefix(l, "[") {
		return s, "", "", false
	}
	s, n := timestamp.Prefix([]byte(l[1:]))
	if n == 0 || !s.HasDate() || !s.HasClock() {
		return s, "", "", false
	}
	rest, ok := strings.CutPrefix(l[1+n:], "] ")
	return s, l[1 : 1+n], strings.TrimSuffix(rest, " (pinned)"), ok && rest != ""
}

func (t *log) line(l parsers.Line, r *timeline.Record) parsers.LineRole {
	text := string(l.Text)
	if text == rule {
		t.rules++
		return parsers.Framing
	}
	if t.rules == 1 {
		if name, ok := strings.CutPrefix(text, "Channel: "); ok {
			parts := strings.Split(name, " / ")
			t.e.Says.Title = parts[len(parts)-1]
		}
		if !l.Blank() {
			return parsers.Framing
		}
	}
	if n, ok := announced(text); ok && t.rules >= 3 {
		t.e.Says.Announced = n
		return parsers.Framing
	}
	s, raw, author, ok := heading(text)
	if !ok {
		return parsers.Body
	}
	r.Conversation = t.e.Says.Title
	r.Time = t.dates.Read(s).Moment(timestamp.YMD, t.e.Zone(), t.e.ZoneFrom(), raw)
	r.Sender.Name = author
	return parsers.Begins
}

// sections cuts off what follows the words under headings of the exporter.
func sections(r *timeline.Record) {
	text := "\n" + r.Text
	end := len(text)
	for _, s := range []string{"\n{Attachments}", "\n{Embed}", "\n{Stickers}", "\n{Reactions}", "\n{Forwarded Message}"} {
		i := strings.LastIndex(text, s+"\n")
		if i < 0 {
			continue
		}
		end = min(end, i)
		body := text[i+len(s)+1:]
		if j := strings.Index(body, "\n\n"); j >= 0 {
			body = body[:j]
		}
		switch s {
		case "\n{Attachments}":
			for a := range strings.Lines(body) {
				r.Attachments = append(r.Attachments, attachment(a))
			}
		case "\n{Stickers}":
			for a := range strings.Lines(body) {
				r.Attachments = append(r.Attachments, timeline.Attachment{Name: strings.TrimSpace(a), Type: "sticker"})
			}
		}
	}
	own := strings.TrimRight(text[min(1, len(text)):max(end, 1)], "\n")
	r.Text = strings.TrimPrefix(text, "\n")
	if len(own) < len(r.Text) {
		r.Quote(strings.TrimLeft(r.Text[len(own):], "\n"))
	}
}
