package discord

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
)

// JSON is the JSON of DiscordChatExporter.
var JSON = &parsers.Format{
	ID:     "discord-dce-json",
	App:    "discord",
	Ext:    "json",
	How:    `{"guild":{…},"channel":{…},"messages":[{"id","type","timestamp","author"…}],"messageCount"}`,
	Detect: detectJSON,
	Parse:  parseJSON,
}

func detectJSON(h *parsers.Head) parsers.Evidence {
	if h.JSONStart() != '{' {
		return parsers.Evidence{}
	}
	return parsers.Marks(h,
		parsers.Mark{Text: `"guild"`, Weight: 30, Must: true},
		parsers.Mark{Text: `"channel"`, Weight: 30, Must: true},
		parsers.Mark{Text: `"dateRange"`, Weight: 20},
		parsers.Mark{Text: `"messages"`, Weight: 20},
	)
}

// A message is one element of "messages" (JsonMessageWriter.cs).
type message struct {
	ID        string
	Type      string
	Timestamp string
	Edited    string `json:"timestampEdited"`
	Content   string
	Author    struct {
		ID, Name, Nickname string
	}
	Attachments []struct {
		FileName string
	}
	Stickers []struct {
		Name string
	}
	Embeds []struct {
		Title, Description string
		Fields             []struct{ Name, Value string }
	}
	Reference *struct {
		MessageID string `json:"messageId"`
	}
	Forwarded *struct {
		Content     string
		Attachments []struct {
			FileName string
		}
	} `json:"forwardedMessage"`
}

// spoken are the types that a person writes; all others are lines of the app.
var spoken = map[string]bool{"": true, "Default": true, "Reply": true, "ChatInputCommand": true, "ContextMenuCommand": true, "ThreadStarterMessage": true,
	"0": true, "19": true, "20": true, "21": true, "23": true}

const (
	patternGuild = iota
	patternChannel
	patternMessage
	patternCount
)

func parseJSON(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	var channel struct{ ID, Type, Name string }
	read := func(el *parsers.Element, r *timeline.Record) error {
		switch el.Pattern {
		case patternChannel:
			r.Kind = ""
			if err := el.Decode(&channel); err != nil {
				return err
			}
			e.Says.Title, e.Says.Group = channel.Name, channel.Type != "DirectTextChat"
			return nil
		case patternCount:
			r.Kind = ""
			return el.Decode(&e.Says.Announced)
		case patternGuild:
			r.Kind = ""
			return nil
		}
		var m message
		if err := el.Decode(&m); err != nil {
			return err
		}
		if m.ID == "" {
			return fmt.Errorf("a message without an id")
		}
		r.Conversation, r.ConversationID, r.ID = channel.Name, channel.ID, m.ID
		r.Time = timeline.Undated(m.Timestamp)
		if t, err := time.Parse(time.RFC3339, m.Timestamp); err == nil {
			r.Time = e.Instant(t, timeline.PrecisionSecond, m.Timestamp)
		}
		m.fill(r)
		return nil
	}
	return e.Elements(ctx, e.Main, read, "/guild", "/channel", "/messages/*", "/messageCount")
}

// fill moves what the message says into the record.
func (m *message) fill(r *timeline.Record) {
	r.Text, r.Edited = m.Content, m.Edited != ""
	if !spoken[m.Type] {
		r.Kind = timeline.KindNotice
		return
	}
	r.Sender = timeline.Sender{ID: m.Author.ID, Name: m.Author.Nickname}
	if r.Sender.Name == "" {
		r.Sender.Name = m.Author.Name
	}
	if r.Text == "" {
		r.Text = m.cards()
	}
	for _, a := range m.Attachments {
		r.Attachments = append(r.Attachments, attachment(a.FileName))
	}
	for _, s := range m.Stickers {
		r.Attachments = append(r.Attachments, timeline.Attachment{Name: s.Name, Type: "sticker"})
	}
	if m.Reference != nil && m.Type == "Reply" {
		r.ReplyTo = m.Reference.MessageID
	}
	if f := m.Forwarded; f != nil {
		r.Text = strings.TrimPrefix(r.Text+"\n"+f.Content, "\n")
		r.Quote(f.Content) // somebody else's words
		for _, a := range f.Attachments {
			r.Attachments = append(r.Attachments, attachment(a.FileName))
		}
	}
}

// cards is what a message of embeds alone shows, as programs write.
func (m *message) cards() string {
	var lines []string
	add := func(parts ...string) {
		if line := strings.Join(parts, ": "); strings.Trim(line, ": ") != "" {
			lines = append(lines, line)
		}
	}
	for _, e := range m.Embeds {
		add(e.Title)
		add(e.Description)
		for _, f := range e.Fields {
			add(f.Name, f.Value)
		}
	}
	return strings.Join(lines, "\n")
}
