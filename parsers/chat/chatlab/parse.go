// Package chatlab reads the interchange format of ChatLab, which several
// exporters write (docs/cn/standard/chatlab-format.md in its source, 0.0.2).
package chatlab

import (
	"bytes"
	"context"
	"iter"
	"strings"
	"time"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
)

// JSON is the form of one document, Lines that of one object a line.
var (
	JSON = &parsers.Format{
		ID:     "chatlab-json",
		App:    "chatlab",
		Ext:    "json",
		How:    `{"chatlab":{…},"meta":{"name","platform","ownerId"},"members":[…],"messages":[…]}`,
		Detect: func(h *parsers.Head) parsers.Evidence { return detect(h, false) },
		Parse:  parseJSON,
	}
	Lines = &parsers.Format{
		ID:     "chatlab-jsonl",
		App:    "chatlab",
		Ext:    "jsonl",
		How:    `{"_type":"header","chatlab":{…}} / {"_type":"member"…} / {"_type":"message"…}`,
		Detect: func(h *parsers.Head) parsers.Evidence { return detect(h, true) },
		Parse:  parseLines,
	}
)

func detect(h *parsers.Head, lines bool) parsers.Evidence {
	if c := h.JSONStart(); c != '{' && !strings.HasPrefix(strings.TrimLeft(h.Text, "\ufeff \r\n"), "#") || !h.Has(`"chatlab"`) {
		return parsers.Evidence{Missing: []string{`"chatlab"`}}
	}
	if lines != h.Has(`"_type"`) {
		return parsers.Evidence{Missing: []string{`"_type"`}}
	}
	return parsers.Evidence{Score: 95, Found: []string{`"chatlab"`}}
}

type meta struct {
	Name    string `json:"name"`
	Type    string `json:"type"`
	GroupID string `json:"groupId"`
	OwnerID string `json:"ownerId"`
}

type member struct {
	PlatformID    string `json:"platformId"`
	AccountName   string `json:"accountName"`
	GroupNickname string `json:"groupNickname"`
}

type message struct {
	Sender    string `json:"sender"`
	Name      string `json:"accountName"`
	Nickname  string `json:"groupNickname"`
	Timestamp int64  `json:"timestamp"` // seconds; milliseconds are seen too
	Type      int    `json:"type"`
	Content   string `json:"content"`
	ID        string `json:"platformMessageId"`
	ReplyTo   string `json:"replyToMessageId"`
}

// head is what every line of the JSONL form begins with.
type head struct {
	Kind string `json:"_type"`
	Meta meta   `json:"meta"`
}

// kinds are the message types that stand for a file.
var kinds = map[int]string{1: "image", 2: "voice", 3: "video", 4: "file", 5: "sticker", 7: "link", 8: "location", 20: "transfer", 21: "transfer", 24: "link", 27: "card"}

const (
	typeSystem = 80
	typeRecall = 81
)

// A reader knows the chat that is being read.
type reader struct {
	e     *parsers.Export
	chat  meta
	names map[string]string
}

func newReader(e *parsers.Export) *reader { return &reader{e: e, names: map[string]string{}} }

func (p *reader) header(m meta, r *timeline.Record) {
	p.chat = m
	p.e.Says.Title, p.e.Says.Group = m.Name, m.Type == "group"
	p.e.Says.Owner = timeline.Sender{ID: m.OwnerID, Self: true}
	r.Kind, r.Text, r.Conversation, r.ConversationID = timeline.KindFrame, m.Name, m.Name, m.GroupID
}

func (p *reader) member(m member, r *timeline.Record) {
	p.names[m.PlatformID] = m.AccountName
	r.Kind, r.Text = timeline.KindFrame, m.AccountName
}

func (p *reader) message(m *message, r *timeline.Record) {
	r.Conversation, r.ConversationID = p.chat.Name, p.chat.GroupID
	r.ID, r.ReplyTo = m.ID, m.ReplyTo
	name := m.Name
	if m.Nickname != "" {
		name = m.Nickname
	}
	if name == "" {
		name = p.names[m.Sender]
	}
	r.Sender = timeline.Sender{Name: name, ID: m.Sender, Self: p.chat.OwnerID != "" && m.Sender == p.chat.OwnerID}
	r.Text = m.Content
	switch at := m.Timestamp; {
	case at > 1e11:
		r.Time = p.e.Instant(time.UnixMilli(at), timeline.PrecisionSecond, "")
	case at > 0:
		r.Time = p.e.Instant(time.Unix(at, 0), timeline.PrecisionSecond, "")
	}
	if kind, ok := kinds[m.Type]; ok {
		r.Attachments = []timeline.Attachment{{Name: r.Text, Type: kind}}
	}
	if m.Type == typeSystem || m.Type == typeRecall {
		r.Kind, r.Sender, r.Recalled = timeline.KindNotice, timeline.Sender{}, m.Type == typeRecall
	}
}

func parseJSON(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	p := newReader(e)
	return e.Elements(ctx, e.Main, func(el *parsers.Element, r *timeline.Record) error {
		switch el.Pattern {
		case 0:
			var m meta
			if err := el.Decode(&m); err != nil {
				return err
			}
			p.header(m, r)
		case 1:
			var m member
			if err := el.Decode(&m); err != nil {
				return err
			}
			p.member(m, r)
		default:
			var m message
			if err := el.Decode(&m); err != nil {
				return err
			}
			p.message(&m, r)
		}
		return nil
	}, "/meta", "/members/*", "/messages/*")
}

func parseLines(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	p := newReader(e)
	return e.Texts(ctx, e.Main, func(l parsers.Line, r *timeline.Record) parsers.LineRole {
		text := bytes.TrimSpace(l.Text)
		if len(text) == 0 || text[0] == '#' {
			return parsers.Framing
		}
		if p.line(text, r) != nil {
			*r = e.Unparsed(e.Main, r.Locator, string(text))
		}
		return parsers.Alone
	})
}

// line reads one line of the JSONL form.
func (p *reader) line(text []byte, r *timeline.Record) error {
	var h head
	if err := parsers.Unmarshal(text, &h); err != nil {
		return err
	}
	switch h.Kind {
	case "header":
		p.header(h.Meta, r)
	case "meta": // instead of the header, as WeFlow streams it
		var m meta
		if err := parsers.Unmarshal(text, &m); err != nil {
			return err
		}
		p.header(m, r)
	case "member":
		var m member
		if err := parsers.Unmarshal(text, &m); err != nil {
			return err
		}
		p.member(m, r)
	case "message":
		var m message
		if err := parsers.Unmarshal(text, &m); err != nil {
			return err
		}
		p.message(&m, r)
	default:
		r.Kind, r.Text = timeline.KindFrame, string(text)
	}
	return nil
}
