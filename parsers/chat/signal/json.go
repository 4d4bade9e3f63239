package signal

import (
	"context"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// Data is data.json of signal-export: one object a line.
var Data = &parsers.Format{
	ID:  "signal-export-json",
	App: "signal",
	Ext: "json",
	How: `lines {"date","sender","body","quote","sticker","reactions","attachments"}`,
	Detect: func(h *parsers.Head) parsers.Evidence {
		if h.JSONStart() != '{' {
			return parsers.Evidence{}
		}
		return parsers.Marks(h,
			parsers.Mark{Text: `"date"`, Weight: 15, Must: true},
			parsers.Mark{Text: `"sender"`, Weight: 15, Must: true},
			parsers.Mark{Text: `"body"`, Weight: 20, Must: true},
			parsers.Mark{Text: `"quote"`, Weight: 20},
			parsers.Mark{Text: `"sticker"`, Weight: 15},
			parsers.Mark{Text: `"reactions"`, Weight: 15},
		)
	},
	Parse: parseData,
}

func parseData(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	e.Says.Title = chatOf(e.Main)
	return e.Elements(ctx, e.Main, func(el *parsers.Element, r *timeline.Record) error {
		var m struct {
			Date, Sender, Body, Quote string
			Deleted, Call, Missed     bool
			Attachments               []struct{ Name, Path string }
		}
		if err := el.Decode(&m); err != nil {
			return err
		}
		if m.Date == "" {
			return fmt.Errorf("a line without a date")
		}
		s, _ := timestamp.Parse(m.Date)
		r.Conversation = e.Says.Title
		r.Time = s.Moment(timestamp.YMD, e.Zone(), e.ZoneFrom(), m.Date)
		r.Sender = timeline.Sender{Name: m.Sender, Self: m.Sender == "Me"}
		quote := strings.TrimRight(m.Quote, "\n ")
		r.Text = strings.TrimRight(m.Body, " ")
		if quote != "" {
			r.Text = quote + "\n" + r.Text
			r.Quote(quote)
		}
		r.Recalled = m.Deleted
		if m.Call || m.Sender == "No-Sender" {
			r.Kind, r.Sender = timeline.KindNotice, timeline.Sender{}
			if m.Missed && r.Text == "" {
				r.Text = "missed call"
			}
		}
		for _, a := range m.Attachments {
			r.Attachments = append(r.Attachments, timeline.Attachment{Name: a.Name, Type: typeOf(a.Path + a.Name)})
		}
		return nil
	}, "")
}

// SigtopJSON is the JSON of sigtop: the rows of Signal Desktop's database.
var SigtopJSON = &parsers.Format{
	ID:  "signal-sigtop-json",
	App: "signal",
	Ext: "json",
	How: `[{"conversationId","sent_at","received_at_ms","type":"incoming","body"}]`,
	Detect: func(h *parsers.Head) parsers.Evidence {
		if h.JSONStart() != '[' {
			return parsers.Evidence{}
		}
		return parsers.Marks(h,
			parsers.Mark{Text: `"sent_at"`, Weight: 40, Must: true},
			parsers.Mark{Text: `"conversationId"`, Weight: 40, Must: true},
			parsers.Mark{Text: `"received_at`, Weight: 15},
		)
	},
	Parse: parseSigtopJSON,
}

func parseSigtopJSON(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	e.Says.Title = chatOf(e.Main)
	return e.Elements(ctx, e.Main, func(el *parsers.Element, r *timeline.Record) error {
		var m struct {
			ID             string
			ConversationID string `json:"conversationId"`
			Type, Body     string
			SentAt         int64 `json:"sent_at"`
			Source         string
			SourceService  string `json:"sourceServiceId"`
			SourceUUID     string `json:"sourceUuid"`
			Erased         bool   `json:"isErased"`
			Deleted        bool   `json:"deletedForEveryone"`
			History        []any  `json:"editHistory"`
			Quote          *struct {
				ID   float64
				Text string
			}
			Attachments []struct {
				FileName    string `json:"fileName"`
				ContentType string `json:"contentType"`
			}
		}
		if err := el.Decode(&m); err != nil {
			return err
		}
		r.Conversation, r.ConversationID, r.ID = e.Says.Title, m.ConversationID, m.ID
		r.Time = instant(e, m.SentAt)
		r.Text, r.Recalled, r.Edited = m.Body, m.Erased || m.Deleted, len(m.History) > 0
		switch m.Type {
		case "outgoing":
			r.Sender = timeline.Sender{Name: "Me", Self: true}
		case "incoming":
			id := m.SourceService + m.SourceUUID
			r.Sender = timeline.Sender{ID: id, Name: m.Source}
			if r.Sender.Name == "" {
				r.Sender.Name = e.Says.Title
			}
		default:
			r.Kind = timeline.KindNotice
			if r.Text == "" {
				r.Text = m.Type
			}
		}
		for _, a := range m.Attachments {
			kind, _, _ := strings.Cut(a.ContentType, "/")
			if kind != "image" && kind != "video" {
				kind = typeOf(a.FileName)
			}
			r.Attachments = append(r.Attachments, timeline.Attachment{Name: a.FileName, Type: kind})
		}
		return nil
	}, "/*")
}

func instant(e *parsers.Export, ms int64) timeline.Moment {
	if ms == 0 {
		return timeline.Undated("")
	}
	return e.Instant(time.UnixMilli(ms), timeline.PrecisionSecond, strconv.FormatInt(ms, 10))
}

// Desktop is the plain text backup of Signal Desktop: one frame of the backup
// a line.
var Desktop = &parsers.Format{
	ID:  "signal-desktop-jsonl",
	App: "signal",
	Ext: "jsonl",
	How: `main.jsonl: {"recipient":…}, {"chat":…}, {"chatItem":{"chatId","authorId","dateSent",…}}`,
	Detect: func(h *parsers.Head) parsers.Evidence {
		if h.JSONStart() != '{' {
			return parsers.Evidence{}
		}
		return parsers.Marks(h,
			parsers.Mark{Text: `"chatItem"`, Weight: 50, Must: true},
			parsers.Mark{Text: `"dateSent"`, Weight: 25},
			parsers.Mark{Text: `"recipient"`, Weight: 15},
			parsers.Mark{Text: `"authorId"`, Weight: 10},
		)
	},
	Claims: func(main string, siblings []string) []string {
		for _, s := range siblings {
			if main == "main.jsonl" && s == "metadata.json" {
				return []string{s}
			}
		}
		return nil
	},
	Parse: parseDesktop,
}

type person struct {
	name  string
	self  bool
	group bool
}

// A frame is one line of the backup.
type frame struct {
	Recipient *struct {
		ID   string
		Self *struct{}
		Data *struct {
			ProfileGivenName  string
			ProfileFamilyName string
			SystemGivenName   string
			SystemFamilyName  string
			E164              string
		} `json:"contact"`
		Group *struct {
			Snapshot struct {
				Title struct{ Title string }
			}
		}
	}
	Chat *struct {
		ID          string
		RecipientID string
	}
	Item *struct {
		ChatID, AuthorID string
		DateSent         string
		Revisions        []any
		Standard         *struct {
			Text  struct{ Body string }
			Quote *struct {
				TargetSentTimestamp string
			}
			Attachments []struct {
				Pointer struct{ ContentType, FileName string }
			}
		} `json:"standardMessage"`
		Deleted *struct{} `json:"remoteDeletedMessage"`
		Sticker *struct{} `json:"stickerMessage"`
		Contact *struct{} `json:"contactMessage"`
	} `json:"chatItem"`
}

func parseDesktop(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	people, chats := map[string]person{}, map[string]string{}
	return e.Elements(ctx, e.Main, func(el *parsers.Element, r *timeline.Record) error {
		var f frame
		if err := el.Decode(&f); err != nil {
			return err
		}
		switch {
		case f.Item != nil:
		case f.Chat != nil:
			chats[f.Chat.ID] = f.Chat.RecipientID
			r.Kind = timeline.KindFrame
			return nil
		case f.Recipient != nil:
			p := person{self: f.Recipient.Self != nil}
			if d := f.Recipient.Data; d != nil {
				p.name = strings.TrimSpace(d.SystemGivenName + " " + d.SystemFamilyName)
				if p.name == "" {
					p.name = strings.TrimSpace(d.ProfileGivenName + " " + d.ProfileFamilyName)
				}
				if p.name == "" {
					p.name = d.E164
				}
			}
			if g := f.Recipient.Group; g != nil {
				p.name, p.group = g.Snapshot.Title.Title, true
			}
			people[f.Recipient.ID] = p
			r.Kind = timeline.KindFrame
			return nil
		default:
			r.Kind = timeline.KindFrame
			return nil
		}
		m := f.Item
		chat := people[chats[m.ChatID]]
		who := people[m.AuthorID]
		r.Conversation, r.ConversationID = chat.name, m.ChatID
		r.ID = m.DateSent
		ms, _ := strconv.ParseInt(m.DateSent, 10, 64)
		r.Time = instant(e, ms)
		r.Sender = timeline.Sender{Name: who.name, ID: m.AuthorID, Self: who.self}
		r.Recalled, r.Edited = m.Deleted != nil, len(m.Revisions) > 0
		switch {
		case m.Standard != nil:
			r.Text = m.Standard.Text.Body
			if q := m.Standard.Quote; q != nil {
				r.ReplyTo = q.TargetSentTimestamp
			}
			for _, a := range m.Standard.Attachments {
				kind, _, _ := strings.Cut(a.Pointer.ContentType, "/")
				if kind != "image" && kind != "video" {
					kind = typeOf(a.Pointer.FileName)
				}
				r.Attachments = append(r.Attachments, timeline.Attachment{Name: a.Pointer.FileName, Type: kind})
			}
		case m.Sticker != nil:
			r.Attachments = []timeline.Attachment{{Type: "sticker"}}
		case m.Contact != nil:
			r.Attachments = []timeline.Attachment{{Type: "card"}}
		case m.Deleted == nil:
			r.Kind, r.Sender = timeline.KindNotice, timeline.Sender{}
		}
		return nil
	}, "")
}
