// Package googlechat reads the talks of Google Takeout: Google Chat
// (messages.json) and the older Hangouts (Hangouts.json).
//
// Google Chat writes its times as words in the language of the account, in UTC.
// A message that was edited may have only the time of the edit: when it was
// written then is not known.
package googlechat

import (
	"context"
	"fmt"
	"iter"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// Chat is messages.json of Google Chat.
var Chat = &parsers.Format{
	ID:  "googlechat-takeout-json",
	App: "googlechat",
	Ext: "json",
	How: `{"messages":[{"creator":{"name","email"},"created_date","text","topic_id","message_id"}]}`,
	Detect: func(h *parsers.Head) parsers.Evidence {
		if h.JSONStart() != '{' {
			return parsers.Evidence{}
		}
		return parsers.Marks(h,
			parsers.Mark{Text: `"creator"`, Weight: 40, Must: true},
			parsers.Mark{Text: `"messages"`, Weight: 10, Must: true},
			parsers.Mark{Text: `_date"`, Weight: 30, Must: true},
			parsers.Mark{Text: `"message_id"`, Weight: 10},
			parsers.Mark{Text: `"topic_id"`, Weight: 10},
		)
	},
	Claims: func(main string, siblings []string) []string {
		for _, s := range siblings {
			if main == "messages.json" && s == "group_info.json" {
				return []string{s}
			}
		}
		return nil
	},
	Parse: parseChat,
}

// Hangouts is Hangouts.json.
var Hangouts = &parsers.Format{
	ID:  "hangouts-takeout-json",
	App: "hangouts",
	Ext: "json",
	How: `{"conversations":[{"conversation":{…},"events":[{"sender_id","timestamp","chat_message"}]}]}`,
	Detect: func(h *parsers.Head) parsers.Evidence {
		if h.JSONStart() != '{' || !h.Has(`"conversation`) {
			return parsers.Evidence{}
		}
		var e parsers.Evidence
		for _, m := range []string{`"participant_data"`, `"gaia_id"`, `"chat_message"`} {
			if h.HasDeep(m) {
				e.Score += 33
				e.Found = append(e.Found, m)
			} else {
				e.Missing = append(e.Missing, m)
			}
		}
		return e
	},
	Parse: parseHangouts,
}

// Formats are the exports of Google's messengers.
var Formats = []*parsers.Format{Chat, Hangouts}

var types = map[string]string{".jpg": "image", ".jpeg": "image", ".png": "image", ".gif": "image", ".webp": "image", ".heic": "image",
	".mp4": "video", ".mov": "video", ".m4a": "voice", ".mp3": "voice", ".ogg": "voice", ".wav": "voice", ".aac": "voice"}

func typeOf(name string) string {
	if t := types[strings.ToLower(path.Ext(name))]; t != "" {
		return t
	}
	return "file"
}

// A message is one element of "messages".
type message struct {
	Creator struct {
		Name, Email string
		Type        string `json:"user_type"`
	}
	Created string `json:"created_date"`
	Updated string `json:"updated_date"`
	Text    string
	ID      string `json:"message_id"`
	State   string `json:"message_state"`
	Files   []struct {
		Original string `json:"original_name"`
		Export   string `json:"export_name"`
	} `json:"attached_files"`
	Quoted *struct {
		ID string `json:"message_id"`
	} `json:"quoted_message_metadata"`
}

func parseChat(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		if err := group(ctx, e); err != nil {
			yield(timeline.Record{}, err)
			return
		}
		for r, err := range e.Elements(ctx, e.Main, func(el *parsers.Element, r *timeline.Record) error {
			var m message
			if err := el.Decode(&m); err != nil {
				return err
			}
			r.Conversation, r.ID = e.Says.Title, m.ID
			r.Time = when(e, m.Created)
			r.Sender = timeline.Sender{Name: first(m.Creator.Name, m.Creator.Email), ID: m.Creator.Email}
			r.Text, r.Edited, r.Recalled = m.Text, m.Updated != "", m.State == "DELETED"
			if m.Quoted != nil {
				r.ReplyTo = m.Quoted.ID
			}
			for _, f := range m.Files {
				name := first(f.Export, f.Original)
				r.Attachments = append(r.Attachments, timeline.Attachment{Name: name, Type: typeOf(name)})
			}
			return nil
		}, "/messages/*") {
			if !yield(r, err) {
				return
			}
		}
	}
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// when reads "Friday, March 6, 2026 at 8:40:09 AM UTC" and its like in other
// languages.
func when(e *parsers.Export, raw string) timeline.Moment {
	s, ok := timestamp.Parse(raw)
	if !ok {
		return timeline.Undated(raw)
	}
	return s.Moment(timestamp.DMY, e.Zone(), e.ZoneFrom(), raw)
}

// group reads the space's name from group_info.json.
func group(ctx context.Context, e *parsers.Export) error {
	f := e.Member("group_info.json")
	if f == nil {
		return nil
	}
	for el, err := range f.JSON(ctx, "") {
		if err != nil {
			return err
		}
		var g struct {
			Name    string
			Members []struct{ Name string }
		}
		if el.Decode(&g) != nil {
			continue
		}
		e.Says.Title, e.Says.Group = g.Name, len(g.Members) > 2
		if g.Name == "" || strings.HasPrefix(g.Name, "Group Unnamed") {
			var names []string
			for _, m := range g.Members {
				names = append(names, m.Name)
			}
			e.Says.Title = strings.Join(names, ", ")
		}
	}
	return nil
}

// A talk is what Hangouts says of one conversation.
type talk struct {
	ID struct {
		ID string
	} `json:"conversation_id"`
	Conversation *talk `json:"conversation"`
	Name         string
	Type         string
	Self         struct {
		Read struct {
			Who who `json:"participant_id"`
		} `json:"self_read_state"`
	} `json:"self_conversation_state"`
	People []struct {
		ID   who
		Name string `json:"fallback_name"`
	} `json:"participant_data"`
}

type who struct {
	Gaia string `json:"gaia_id"`
	Chat string `json:"chat_id"`
}

func (w who) id() string { return first(w.Gaia, w.Chat) }

type event struct {
	ID        string `json:"event_id"`
	Sender    who    `json:"sender_id"`
	Timestamp string
	Type      string `json:"event_type"`
	Message   *struct {
		Content struct {
			Segments []struct {
				Type, Text string
			} `json:"segment"`
			Attachments []struct {
				Embed struct {
					Photo struct {
						URL string
					} `json:"plus_photo"`
				} `json:"embed_item"`
			} `json:"attachment"`
		} `json:"message_content"`
	} `json:"chat_message"`
}

func parseHangouts(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	var t talk
	names := map[string]string{}
	return e.Elements(ctx, e.Main, func(el *parsers.Element, r *timeline.Record) error {
		if el.Pattern%2 == 0 {
			r.Kind = ""
			t = talk{}
			if err := el.Decode(&t); err != nil {
				return err
			}
			if t.Conversation != nil {
				id := t.ID
				t = *t.Conversation
				if t.ID.ID == "" {
					t.ID = id
				}
			}
			e.Says.Group = t.Type == "GROUP"
			var all []string
			for _, p := range t.People {
				names[p.ID.id()] = p.Name
				if p.ID.id() != t.Self.Read.Who.id() {
					all = append(all, p.Name)
				}
			}
			if t.Name == "" {
				t.Name = strings.Join(all, ", ")
			}
			e.Says.Title = t.Name
			return nil
		}
		var ev event
		if err := el.Decode(&ev); err != nil {
			return err
		}
		us, err := strconv.ParseInt(ev.Timestamp, 10, 64)
		if err != nil {
			return fmt.Errorf("an event without a time")
		}
		r.Conversation, r.ConversationID, r.ID = t.Name, t.ID.ID, ev.ID
		r.Time = e.Instant(time.UnixMicro(us), timeline.PrecisionSecond, ev.Timestamp)
		if ev.Message == nil {
			r.Kind, r.Text = timeline.KindNotice, ev.Type
			return nil
		}
		id := ev.Sender.id()
		r.Sender = timeline.Sender{ID: id, Name: first(names[id], id), Self: id != "" && id == t.Self.Read.Who.id()}
		var b strings.Builder
		for _, s := range ev.Message.Content.Segments {
			if s.Type == "LINE_BREAK" {
				b.WriteByte('\n')
				continue
			}
			b.WriteString(s.Text)
		}
		r.Text = b.String()
		for _, a := range ev.Message.Content.Attachments {
			r.Attachments = append(r.Attachments, timeline.Attachment{Name: path.Base(a.Embed.Photo.URL), Type: "image"})
		}
		return nil
	}, "/conversations/*/conversation", "/conversations/*/events/*", "/conversation_state/*/conversation_state/conversation", "/conversation_state/*/conversation_state/event/*")
}
