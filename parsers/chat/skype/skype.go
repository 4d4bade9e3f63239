// Package skype reads messages.json of a Skype export.
package skype

import (
	"context"
	"fmt"
	"html"
	"iter"
	"regexp"
	"strings"
	"time"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
)

// JSON is messages.json.
var JSON = &parsers.Format{
	ID:  "skype-export-json",
	App: "skype",
	Ext: "json",
	How: `{"userId","conversations":[{"id","displayName","MessageList":[{"originalarrivaltime","content"}]}]}`,
	Detect: func(h *parsers.Head) parsers.Evidence {
		if h.JSONStart() != '{' {
			return parsers.Evidence{}
		}
		return parsers.Marks(h,
			parsers.Mark{Text: `"MessageList"`, Weight: 40, Must: true},
			parsers.Mark{Text: `"conversations"`, Weight: 20},
			parsers.Mark{Text: `"userId"`, Weight: 10},
			parsers.Mark{Text: `"originalarrivaltime"`, Weight: 30},
		)
	},
	Claims: func(main string, siblings []string) []string {
		for _, s := range siblings {
			if main == "messages.json" && s == "endpoints.json" {
				return []string{s}
			}
		}
		return nil
	},
	Parse: parse,
}

// Formats are the exports of Skype.
var Formats = []*parsers.Format{JSON}

type message struct {
	ID          string
	DisplayName *string
	Arrival     string `json:"originalarrivaltime"`
	Type        string `json:"messagetype"`
	Content     string
	From        string
	Properties  *struct {
		Deleted any `json:"deletetime"`
		Edited  any `json:"edittime"`
	}
}

const (
	patternUser = iota
	patternID
	patternName
	patternMessage
)

func parse(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	var user, id, name string
	return e.Elements(ctx, e.Main, func(el *parsers.Element, r *timeline.Record) error {
		var s *string
		switch el.Pattern {
		case patternUser:
			s = &user
		case patternID:
			s, name = &id, ""
		case patternName:
			s = &name
		}
		if s != nil {
			r.Kind = ""
			if string(el.Raw) == "null" {
				return nil
			}
			err := el.Decode(s)
			e.Says.Title = first(name, bare(id))
			e.Says.Group = strings.HasPrefix(id, "19:")
			e.Says.Owner = timeline.Sender{ID: user, Name: bare(user), Self: true}
			return err
		}
		var m message
		if err := el.Decode(&m); err != nil {
			return err
		}
		t, err := time.Parse(time.RFC3339Nano, m.Arrival)
		if err != nil {
			return fmt.Errorf("%q is no time: %w", m.Arrival, err)
		}
		r.Conversation, r.ConversationID, r.ID = e.Says.Title, id, m.ID
		r.Time = e.Instant(t, timeline.PrecisionSecond, m.Arrival)
		m.fill(r, user)
		return nil
	}, "/userId", "/conversations/*/id", "/conversations/*/displayName", "/conversations/*/MessageList/*")
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// bare is an id without its kind: "8:live:dan" → "dan".
func bare(id string) string { return id[strings.LastIndexByte(id, ':')+1:] }

var mediaTypes = []struct{ piece, kind string }{{"Picture", "image"}, {"Video", "video"}, {"Audio", "voice"}, {"GenericFile", "file"}, {"File", "file"},
	{"Card", "card"}, {"Contacts", "card"}, {"Location", "location"}, {"Album", "image"}, {"FlikMsg", "video"}}

func (m *message) fill(r *timeline.Record, user string) {
	text, quoted := plain(m.Content)
	r.Text = text
	for _, q := range quoted {
		r.Quote(q)
	}
	if strings.HasPrefix(m.Type, "ThreadActivity/") || strings.HasPrefix(m.Type, "Event/") {
		r.Kind = timeline.KindNotice
		if r.Text == "" {
			r.Text = m.Type
		}
		return
	}
	r.Sender = timeline.Sender{ID: m.From, Name: bare(m.From), Self: m.From == user && user != ""}
	if m.DisplayName != nil && *m.DisplayName != "" {
		r.Sender.Name = *m.DisplayName
	}
	r.Edited = strings.Contains(m.Content, "<e_m ") || m.Properties != nil && m.Properties.Edited != nil
	r.Recalled = m.Properties != nil && m.Properties.Deleted != nil
	if rest, ok := strings.CutPrefix(m.Type, "RichText/"); ok {
		rest += " " + m.Content[:min(len(m.Content), 120)] // <URIObject type="Picture.1"
		for _, t := range mediaTypes {
			if strings.Contains(rest, t.piece) {
				r.Attachments = []timeline.Attachment{{Type: t.kind, Name: original(m.Content)}}
				return
			}
		}
	}
}

var (
	tags     = regexp.MustCompile(`(?s)<[^<>]*>`)
	legacy   = regexp.MustCompile(`(?s)<legacyquote>.*?</legacyquote>`)
	quotes   = regexp.MustCompile(`(?s)<quote[^>]*>(.*?)</quote>`)
	fileName = regexp.MustCompile(`OriginalName v="([^"]*)"`)
	breaks   = regexp.MustCompile(`<br ?/?>|</?p>|</div>`)
)

// plain strips the markup of a content and gives the quotations within it.
func plain(s string) (text string, quoted []string) {
	if !strings.ContainsAny(s, "<&") {
		return s, nil
	}
	s = legacy.ReplaceAllString(s, "")
	for _, q := range quotes.FindAllStringSubmatch(s, -1) {
		quoted = append(quoted, strip(q[1]))
	}
	s = strings.ReplaceAll(s, "</quote>", "</quote>\n")
	return strip(s), quoted
}

func strip(s string) string {
	s = breaks.ReplaceAllString(s, "\n")
	return strings.Trim(html.UnescapeString(tags.ReplaceAllString(s, "")), "\n")
}

func original(content string) string {
	if m := fileName.FindStringSubmatch(content); m != nil {
		return html.UnescapeString(m[1])
	}
	return ""
}
