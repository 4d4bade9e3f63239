package telegram

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
)

// chatTypes are the values of a chat's "type", and whether it is a group.
var chatTypes = map[string]bool{
	"personal_chat": false, "bot_chat": false, "saved_messages": false, "replies": false, "verification_codes": false,
	"private_group": true, "private_supergroup": true, "public_supergroup": true, "private_channel": true, "public_channel": true,
}

func detectJSON(h *parsers.Head) parsers.Evidence {
	if h.JSONStart() != '{' {
		return parsers.Evidence{}
	}
	var e parsers.Evidence
	has := h.Has
	if h.Has(`"about"`) { // a whole account: contacts and sessions come before the chats
		has = h.HasDeep
	}
	add := func(points int, marks ...string) {
		for _, m := range marks {
			if has(m) {
				e.Score += points
				e.Found = append(e.Found, m)
				return
			}
		}
		e.Missing = append(e.Missing, marks[0])
	}
	add(10, `"messages"`)
	if len(e.Found) == 0 {
		return e
	}
	add(35, `"date_unixtime"`)
	add(20, `"text_entities"`)
	add(10, `"from_id"`)
	add(10, `"type": "message"`, `"type":"message"`)
	var types []string
	for _, t := range slices.Sorted(maps.Keys(chatTypes)) {
		types = append(types, `"type": "`+t+`"`, `"type":"`+t+`"`)
	}
	add(35, types...)
	e.Score = min(e.Score, 100)
	return e
}

// The patterns of one chat, for the three places where chats stand.
var patterns = func() []string {
	out := []string{"/personal_information"}
	for _, p := range []string{"", "/chats/list/*", "/left_chats/list/*"} {
		out = append(out, p+"/name", p+"/type", p+"/id", p+"/messages/*")
	}
	return out
}()

const (
	patternName = iota
	patternType
	patternID
	patternMessage
)

// A reader is the state of reading one file: whose export, which chat.
type reader struct {
	e     *parsers.Export
	owner string
	chat  struct{ name, kind, id string }
	chats int
	m     message        // one for all
	zone  *time.Location // of an export without absolute times, where it shows
}

func parseJSON(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	p := reader{e: e}
	return e.Elements(ctx, e.Main, p.element, patterns...)
}

func (p *reader) element(el *parsers.Element, r *timeline.Record) error {
	if el.Pattern == 0 {
		r.Kind = ""
		return p.account(el)
	}
	switch (el.Pattern - 1) % 4 {
	case patternMessage:
		return p.message(el, r)
	case patternName:
		// A chat begins: what the one before was called is over.
		p.chat.name, p.chat.kind, p.chat.id = unquote(el.Raw), "", ""
	case patternType:
		if p.chat.kind != "" {
			p.chat.name, p.chat.id = "", ""
		}
		p.chat.kind = unquote(el.Raw)
	case patternID:
		p.chat.id = string(el.Raw)
		p.chats++
	}
	p.e.Says.Title, p.e.Says.Group = p.chat.name, chatTypes[p.chat.kind]
	if p.chats > 1 { // a whole account has no title
		p.e.Says.Title, p.e.Says.Group = "", false
	}
	r.Kind = ""
	return nil
}

func unquote(b []byte) string {
	s, _ := parsers.Unquote(b)
	return s
}

// account reads whose export it is.
func (p *reader) account(el *parsers.Element) error {
	var who struct {
		ID    string `json:"user_id"`
		First string `json:"first_name"`
		Last  string `json:"last_name"`
	}
	if err := el.Decode(&who); err != nil || who.ID == "" {
		return err
	}
	p.owner = "user" + who.ID
	p.e.Says.Owner = timeline.Sender{Name: strings.TrimSpace(who.First + " " + who.Last), ID: p.owner, Self: true}
	return nil
}

func (p *reader) message(el *parsers.Element, r *timeline.Record) error {
	m := &p.m
	if err := decode(el, m); err != nil {
		return err
	}
	r.ID = m.ID
	r.Conversation, r.ConversationID = p.chat.name, p.chat.id
	r.Time = p.when(m)
	r.Text = string(m.Text)
	r.ReplyTo = m.ReplyTo
	if m.ReplyToPeer != "" {
		r.ReplyTo = "" // it stands in another chat
	}
	switch m.Type {
	case "service":
		r.Kind = timeline.KindNotice
		if r.Text == "" {
			r.Text = m.event()
		}
		return nil
	case "unsupported":
		r.Kind, r.Text = timeline.KindNotice, m.Type
		return nil
	}
	r.Sender = p.sender(m)
	r.Edited = m.EditedUnix != "" && m.EditedUnix != "0" || m.Edited != "" && !nineteen70(m.Edited)
	r.Attachments = m.attachments()
	if r.Text == "" {
		r.Text = m.card()
	}
	if from := unquote(m.Forwarded); len(m.Forwarded) > 0 && (from == "" || from != r.Sender.Name) {
		r.Quote(r.Text) // the words of somebody else
	}
	return nil
}

// decode reads the element, mended where it is no valid JSON.
func decode(el *parsers.Element, m *message) error {
	*m = message{}
	if b := repair(el.Raw); b != nil && parsers.Unmarshal(b, m) == nil {
		return nil
	}
	return el.Decode(m)
}

// sender tells self by identity: the owner of the account, or in a chat of two
// whoever is not the other.
func (p *reader) sender(m *message) timeline.Sender {
	s := timeline.Sender{ID: string(m.FromID), Name: m.From}
	switch {
	case s.ID == "":
	case p.owner != "":
		s.Self = s.ID == p.owner
	case p.chat.kind == "personal_chat" || p.chat.kind == "bot_chat":
		s.Self = p.chat.id != "" && strings.HasPrefix(s.ID, "user") && s.ID != "user"+p.chat.id
	case p.chat.kind == "saved_messages":
		s.Self = true
	}
	return s
}

// when is the message's time: absolute since version 3.7.6; before, local time,
// whose offset shows in the mark of messages never edited.
func (p *reader) when(m *message) timeline.Moment {
	if sec, err := strconv.ParseInt(m.DateUnix, 10, 64); err == nil {
		return p.e.Instant(time.Unix(sec, 0), timeline.PrecisionSecond, m.DateUnix)
	}
	const layout = "2006-01-02T15:04:05"
	t, err := time.Parse(layout, m.Date)
	if err != nil {
		return timeline.Undated(m.Date)
	}
	if zero, err := time.Parse(layout, m.Edited); err == nil && nineteen70(m.Edited) && p.zone == nil && p.e.ZoneFrom() == timeline.ZoneAssumed {
		offset := int(zero.Sub(time.Unix(0, 0)).Seconds())
		p.zone = p.e.Zone()
		if _, own := t.In(p.zone).Zone(); own != offset {
			p.zone = time.FixedZone("", offset)
			p.e.Says.Zone, p.e.Says.ZoneFrom = t.In(p.zone).Format("-07:00"), timeline.ZoneAssumed
		}
	}
	zone := p.e.Zone()
	if p.zone != nil {
		zone = p.zone
	}
	y, mo, d := t.Date()
	h, mi, s := t.Clock()
	return timeline.At(time.Date(y, mo, d, h, mi, s, 0, zone), timeline.PrecisionSecond, p.e.ZoneFrom(), m.Date)
}

// nineteen70 reports the mark of a message never edited in exports up to 2021:
// the epoch in local time, which is the zone's offset.
func nineteen70(s string) bool {
	return strings.HasPrefix(s, "1970-01-01T") || strings.HasPrefix(s, "1969-12-31T")
}

// event says in the export's own words what a service message is about.
func (m *message) event() string {
	out := cmp.Or(m.Action, m.Information)
	for _, s := range []string{m.Title, m.Discard} {
		if s != "" {
			out += ": " + s
		}
	}
	if m.Duration != "" {
		out += ", " + m.Duration + " s"
	}
	return out
}

// card is what a message without a text shows: a poll's question, a place, a
// game.
func (m *message) card() string {
	if m.Poll != nil {
		return m.Poll.Question
	}
	return cmp.Or(strings.TrimSpace(m.Place+"\n"+m.Address), m.Game)
}

var mediaTypes = map[string]string{"sticker": "sticker", "video_message": "video", "video_file": "video", "animation": "image",
	"voice_message": "voice", "audio_file": "voice"}

func (m *message) attachments() []timeline.Attachment {
	switch {
	case m.Photo != "":
		return []timeline.Attachment{{Name: fileName(m.Photo), Type: "image"}}
	case m.File != "":
		a := timeline.Attachment{Name: m.FileName, Type: mediaTypes[m.MediaType]}
		if a.Name == "" {
			a.Name = fileName(m.File)
		}
		if a.Type == "" {
			a.Type = "file"
			if kind, _, _ := strings.Cut(m.MimeType, "/"); kind == "image" || kind == "video" {
				a.Type = kind
			}
		}
		return []timeline.Attachment{a}
	case m.Location != nil:
		return []timeline.Attachment{{Name: m.Location.Latitude + "," + m.Location.Longitude, Type: "location"}}
	case m.Contact != nil:
		return []timeline.Attachment{{Name: strings.TrimSpace(m.Contact.First + " " + m.Contact.Last + " " + m.Contact.Phone), Type: "card"}}
	}
	return nil
}

// fileName is the name in a path; "(File not included. …)" is none.
func fileName(p string) string {
	if strings.HasPrefix(p, "(") {
		return ""
	}
	return path.Base(p)
}
