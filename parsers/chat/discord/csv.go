package discord

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// CSV is the CSV of DiscordChatExporter.
var CSV = &parsers.Format{
	ID:     "discord-dce-csv",
	App:    "discord",
	Ext:    "csv",
	How:    "heading AuthorID,Author,Date,Content,Attachments,Reactions",
	Detect: func(h *parsers.Head) parsers.Evidence { return detectHeading(h, "AuthorID,Author,Date,Content") },
	Parse:  parseCSV,
}

// detectHeading looks for the heading of a CSV file.
func detectHeading(h *parsers.Head, heading string) parsers.Evidence {
	lines := h.Lines(1)
	if len(lines) == 1 && strings.HasPrefix(strings.ReplaceAll(lines[0], `"`, ""), heading) {
		return parsers.Evidence{Score: 95, Found: []string{heading}}
	}
	return parsers.Evidence{}
}

func parseCSV(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	e.Says.Title = channelOf(e.Main.Base())
	return e.Rows(ctx, e.Main, true, func(f []string, r *timeline.Record) error {
		if len(f) < 4 {
			return fmt.Errorf("%d fields, at least 4 are needed", len(f))
		}
		s, ok := timestamp.Parse(f[2])
		if !ok {
			return fmt.Errorf("%q is no date", f[2])
		}
		r.Conversation = e.Says.Title
		r.Sender = timeline.Sender{ID: f[0], Name: f[1]}
		r.Time = s.Moment(timestamp.MDY, e.Zone(), e.ZoneFrom(), f[2])
		r.Text = f[3]
		if len(f) > 4 && f[4] != "" {
			for a := range strings.SplitSeq(f[4], ",") {
				r.Attachments = append(r.Attachments, attachment(a))
			}
		}
		return nil
	})
}

// channelOf is the channel in "Server - category - channel [1234].csv".
func channelOf(base string) string {
	name, _, _ := strings.Cut(base[:len(base)-len(ext(base))], " [")
	if i := strings.LastIndex(name, " - "); i >= 0 {
		return name[i+3:]
	}
	return name
}

func ext(s string) string {
	if i := strings.LastIndexByte(s, '.'); i > 0 {
		return s[i:]
	}
	return ""
}
