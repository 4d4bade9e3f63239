// Package matrix reads what Element exports of a room: JSON (the raw events),
// plain text and HTML.
//
// The JSON has absolute times and ids; an edit is an event of its own. The
// text shows local times in the shape that the browser's language gives them.
package matrix

import (
	"context"
	"fmt"
	"iter"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
)

// JSON is Element's JSON.
var JSON = &parsers.Format{
	ID:  "element-export-json",
	App: "matrix",
	Ext: "json",
	How: `{"room_name","room_creator","messages":[{"type":"m.room.message","origin_server_ts","event_id"}]}`,
	Detect: func(h *parsers.Head) parsers.Evidence {
		if h.JSONStart() != '{' {
			return parsers.Evidence{}
		}
		return parsers.Marks(h,
			parsers.Mark{Text: `"origin_server_ts"`, Weight: 50, Must: true},
			parsers.Mark{Text: `"messages"`, Weight: 10, Must: true},
			parsers.Mark{Text: `"room_name"`, Weight: 20},
			parsers.Mark{Text: `"m.room.`, Weight: 20},
		)
	},
	Parse: parseJSON,
}

// Formats are the exports of Element.
var Formats = []*parsers.Format{JSON, Text, HTML}

// An event is one element of "messages".
type event struct {
	Type    string
	Sender  string
	ID      string `json:"event_id"`
	Room    string `json:"room_id"`
	At      int64  `json:"origin_server_ts"`
	Content content
	// Unsigned says what became of the event later.
	Unsigned struct {
		Redacted any `json:"redacted_because"`
	}
}

type content struct {
	Type       string `json:"msgtype"`
	Body       string
	FileName   string `json:"filename"`
	Membership string
	Name       string
	Topic      string
	New        *content `json:"m.new_content"`
	Relates    *struct {
		Type    string `json:"rel_type"`
		EventID string `json:"event_id"`
		Key     string
		Reply   *struct {
			EventID string `json:"event_id"`
		} `json:"m.in_reply_to"`
	} `json:"m.relates_to"`
}

var mediaTypes = map[string]string{"m.image": "image", "m.video": "video", "m.audio": "voice", "m.file": "file", "m.location": "location"}

func parseJSON(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return e.Elements(ctx, e.Main, func(el *parsers.Element, r *timeline.Record) error {
		if el.Pattern == 0 {
			r.Kind = ""
			return el.Decode(&e.Says.Title)
		}
		var ev event
		if err := el.Decode(&ev); err != nil {
			return err
		}
		if ev.At == 0 {
			return fmt.Errorf("an event without a time")
		}
		r.Conversation, r.ConversationID, r.ID = e.Says.Title, ev.Room, ev.ID
		r.Time = e.Instant(time.UnixMilli(ev.At), timeline.PrecisionSecond, strconv.FormatInt(ev.At, 10))
		ev.fill(r)
		return nil
	}, "/room_name", "/messages/*")
}

func (ev *event) fill(r *timeline.Record) {
	c := &ev.Content
	r.Recalled = ev.Unsigned.Redacted != nil
	if ev.Type != "m.room.message" && ev.Type != "m.sticker" && ev.Type != "m.room.encrypted" {
		r.Kind = timeline.KindNotice
		r.Text = strings.TrimSpace(strings.Join([]string{ev.Type, c.Membership, c.Name, c.Topic}, " "))
		return
	}
	r.Sender = timeline.Sender{ID: ev.Sender, Name: localpart(ev.Sender)}
	if rel := c.Relates; rel != nil {
		if rel.Type == "m.replace" && c.New != nil {
			r.Edited, r.ReplyTo = true, rel.EventID
			c = c.New
		}
		if rel.Reply != nil {
			r.ReplyTo = rel.Reply.EventID
		}
	}
	r.Text = c.Body
	if fallback := quoted(c.Body); fallback != "" && r.ReplyTo != "" {
		r.Quote(fallback)
	}
	if kind := mediaTypes[c.Type]; kind != "" {
		name := c.FileName
		if name == "" {
			name = c.Body
		}
		r.Attachments = []timeline.Attachment{{Name: name, Type: kind}}
	} else if ev.Type == "m.sticker" {
		r.Attachments = []timeline.Attachment{{Name: c.Body, Type: "sticker"}}
	}
}

// localpart is the name in "@alice:example.com".
func localpart(id string) string {
	name, _, ok := strings.Cut(strings.TrimPrefix(id, "@"), ":")
	if !ok {
		return id
	}
	return name
}

// quoted is the beginning of a reply that repeats what it answers.
func quoted(body string) string {
	end := 0
	for l := range strings.Lines(body) {
		if !strings.HasPrefix(l, ">") {
			break
		}
		end += len(l)
	}
	return strings.TrimRight(body[:end], "\n")
}

var userID = regexp.MustCompile(`^@[^\s:]+:[^\s:]+(:\d+)?: `)
