package signal

import (
	"bytes"
	"context"
	"iter"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// SigtopText is the text of sigtop.
var SigtopText = &parsers.Format{
	ID:  "signal-sigtop-txt",
	App: "signal",
	Ext: "txt",
	How: "blocks “From:”, “Type:”, “Sent: Fri, 6 Mar 2026 16:40:09 +0800”, a blank line, the text",
	Detect: func(h *parsers.Head) parsers.Evidence {
		return parsers.Marks(h,
			parsers.Mark{Text: "From: ", Weight: 20, Must: true},
			parsers.Mark{Text: "\nType: ", Weight: 30, Must: true},
			parsers.Mark{Text: "\nSent: ", Weight: 30, Must: true},
			parsers.Mark{Text: "Conversation: ", Weight: 15},
		)
	},
	Parse: parseSigtop,
}

func parseSigtop(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	e.Says.Title = chatOf(e.Main)
	blank := true // a block follows a blank line
	records := e.TextsAhead(ctx, e.Main, func(l parsers.Line, next []byte, r *timeline.Record) parsers.LineRole {
		after := blank
		blank = l.Blank()
		if name, ok := bytes.CutPrefix(l.Text, []byte("Conversation: ")); ok && l.Number == 1 {
			e.Says.Title = title(string(name))
			return parsers.Framing
		}
		if !after || !bytes.HasPrefix(l.Text, []byte("From:")) && !bytes.HasPrefix(l.Text, []byte("Type:")) {
			return parsers.Body
		}
		if bytes.HasPrefix(l.Text, []byte("From:")) && !bytes.HasPrefix(next, []byte("Type:")) {
			return parsers.Body
		}
		if bytes.HasPrefix(l.Text, []byte("Type:")) && !bytes.HasPrefix(next, []byte("Sent:")) && !bytes.HasPrefix(next, []byte("Received:")) {
			return parsers.Body
		}
		r.Conversation = e.Says.Title
		r.Text = string(l.Text)
		return parsers.Begins
	})
	return parsers.EachMessage(records, func(r *timeline.Record) { block(e, r) })
}

// title drops the number behind a name: "Dan (+86138…)".
func title(s string) string {
	if i := strings.LastIndex(s, " ("); i > 0 && strings.HasSuffix(s, ")") {
		return s[:i]
	}
	return s
}

// block reads the fields at the head of a message.
func block(e *parsers.Export, r *timeline.Record) {
	fields, text, _ := strings.Cut(r.Text, "\n\n")
	r.Text = strings.TrimLeft(text, "\n")
	kind := ""
	for l := range strings.Lines(fields) {
		name, value, _ := strings.Cut(strings.TrimRight(l, "\n"), ": ")
		switch name {
		case "From":
			r.Sender = timeline.Sender{Name: title(value), Self: value == "You"}
		case "Type":
			kind = value
		case "Sent":
			s, _ := timestamp.Parse(value)
			r.Time = s.Moment(timestamp.DMY, e.Zone(), e.ZoneFrom(), value)
		case "Attachment":
			name := title(value)
			r.Attachments = append(r.Attachments, timeline.Attachment{Name: name, Type: typeOf(name)})
		case "Edited":
			r.Edited = true
		}
	}
	switch kind {
	case "incoming", "outgoing":
	default:
		r.Kind, r.Sender = timeline.KindNotice, timeline.Sender{}
		if r.Text == "" {
			r.Text = kind
		}
	}
	r.Quote(others(r.Text))
}

// others is the part of a text that somebody else wrote or that was replaced:
// the quotation before it, or the versions of an edited one behind the newest.
func others(text string) string {
	const version = "| Version: "
	if strings.HasPrefix(text, version) {
		if i := strings.Index(text, "\n"+version); i >= 0 {
			return text[i+1:]
		}
		return ""
	}
	end := 0
	for l := range strings.Lines(text) {
		if !strings.HasPrefix(l, ">") {
			break
		}
		end += len(l)
	}
	return strings.TrimRight(text[:end], "\n")
}
