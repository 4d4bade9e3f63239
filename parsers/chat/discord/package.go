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

// PackageJSON is one chat of Discord's data package.
var PackageJSON = &parsers.Format{
	ID:     "discord-package-json",
	App:    "discord",
	Ext:    "json",
	How:    `messages/c…/messages.json: [{"ID","Timestamp","Contents","Attachments"}] (the owner's messages only)`,
	Detect: detectPackage,
	Claims: claimChannel,
	Parse:  parsePackage,
}

// PackageCSV is the same in older packages.
var PackageCSV = &parsers.Format{
	ID:     "discord-package-csv",
	App:    "discord",
	Ext:    "csv",
	How:    "messages/c…/messages.csv: heading ID,Timestamp,Contents,Attachments (the owner's messages only)",
	Detect: func(h *parsers.Head) parsers.Evidence { return detectHeading(h, "ID,Timestamp,Contents,Attachments") },
	Claims: claimChannel,
	Parse:  parsePackageCSV,
}

func detectPackage(h *parsers.Head) parsers.Evidence {
	if h.JSONStart() != '[' {
		return parsers.Evidence{}
	}
	return parsers.Marks(h,
		parsers.Mark{Text: `"ID"`, Weight: 30, Must: true},
		parsers.Mark{Text: `"Timestamp"`, Weight: 30, Must: true},
		parsers.Mark{Text: `"Contents"`, Weight: 35, Must: true},
	)
}

func claimChannel(main string, siblings []string) []string {
	if strings.HasPrefix(main, "messages.") {
		for _, s := range siblings {
			if s == "channel.json" {
				return []string{s}
			}
		}
	}
	return nil
}

// channel reads the chat's name and id from channel.json.
func channel(ctx context.Context, e *parsers.Export) (id string, err error) {
	f := e.Member("channel.json")
	if f == nil {
		return "", nil
	}
	for el, err := range f.JSON(ctx, "") {
		if err != nil {
			return "", err
		}
		var c struct {
			ID, Name   string
			Recipients []string
			Guild      struct{ Name string }
		}
		if el.Decode(&c) == nil {
			e.Says.Title, e.Says.Group, id = c.Name, c.Guild.Name != "" || len(c.Recipients) > 2, c.ID
		}
	}
	return id, nil
}

func parsePackage(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return withChannel(ctx, e, func(chat string) iter.Seq2[timeline.Record, error] {
		return e.Elements(ctx, e.Main, func(el *parsers.Element, r *timeline.Record) error {
			var m struct {
				ID, Timestamp, Contents, Attachments string // the id is a number in some versions
			}
			if err := el.Decode(&m); err != nil {
				return err
			}
			return own(e, chat, []string{m.ID, m.Timestamp, m.Contents, m.Attachments}, r)
		}, "/*")
	})
}

func parsePackageCSV(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return withChannel(ctx, e, func(chat string) iter.Seq2[timeline.Record, error] {
		return e.Rows(ctx, e.Main, true, func(f []string, r *timeline.Record) error {
			if len(f) < 4 {
				return fmt.Errorf("%d fields, 4 are needed", len(f))
			}
			return own(e, chat, f, r)
		})
	})
}

func withChannel(ctx context.Context, e *parsers.Export, records func(chat string) iter.Seq2[timeline.Record, error]) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		id, err := channel(ctx, e)
		if err != nil {
			yield(timeline.Record{}, err)
			return
		}
		for r, err := range records(id) {
			if !yield(r, err) {
				return
			}
		}
	}
}

// own fills in a message of the owner: id, timestamp, contents, attachments.
func own(e *parsers.Export, chat string, f []string, r *timeline.Record) error {
	r.Conversation, r.ConversationID, r.ID = e.Says.Title, chat, f[0]
	r.Sender = timeline.Sender{Self: true}
	if t, ok := idTime(f[0]); ok {
		r.Time = e.Instant(t, timeline.PrecisionSecond, f[1])
	} else if s, ok := timestamp.Parse(f[1]); ok {
		r.Time = s.Moment(timestamp.YMD, e.Zone(), e.ZoneFrom(), f[1])
	} else {
		return fmt.Errorf("neither the id %q nor %q is a time", f[0], f[1])
	}
	r.Text = f[2]
	for a := range strings.FieldsSeq(f[3]) {
		r.Attachments = append(r.Attachments, attachment(a))
	}
	return nil
}
