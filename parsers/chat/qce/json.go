package qce

import (
	"cmp"
	"context"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
)

// JSON is the single-file JSON export.
var JSON = &parsers.Format{
	ID:     "qq-qce-json",
	App:    "qq",
	Ext:    "json",
	How:    `{"metadata":{"name":"QQChatExporter…"},"chatInfo":{…},"messages":[{"id","seq","timestamp","sender"…}]}`,
	Detect: detectJSON,
	Parse:  parseJSON,
}

func detectJSON(h *parsers.Head) parsers.Evidence {
	if h.JSONStart() != '{' || isManifest(h) {
		return parsers.Evidence{}
	}
	return parsers.Marks(h,
		parsers.Mark{Text: `"chatInfo"`, Weight: 40, Must: true},
		parsers.Mark{Text: `QQChatExporter`, Weight: 30},
		parsers.Mark{Text: `"metadata"`, Weight: 20},
		parsers.Mark{Text: `"selfUi`, Weight: 10},
	)
}

const (
	patternMetadata = iota
	patternChat
	patternStatistics
	patternStats
	patternMessages
)

func parseJSON(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	p := reader{e: e}
	return e.Elements(ctx, e.Main, p.element, "/metadata", "/chatInfo", "/statistics", "/stats", "/messages/*")
}

type reader struct {
	e    *parsers.Export
	chat chatInfo
}

func (p *reader) element(el *parsers.Element, r *timeline.Record) error {
	switch el.Pattern {
	case patternMetadata:
		var m metadata
		if err := el.Decode(&m); err != nil {
			return err
		}
		r.Kind, r.Text = timeline.KindFrame, strings.TrimSpace(m.Name+" "+m.Version)
	case patternChat:
		if err := el.Decode(&p.chat); err != nil {
			return err
		}
		p.e.Says.Title, p.e.Says.Group = p.chat.Name, p.chat.Type == "group"
		p.e.Says.Owner = timeline.Sender{Name: p.chat.SelfName, ID: p.chat.SelfUID, Self: true}
		r.Kind, r.Text, r.Conversation, r.ConversationID = timeline.KindFrame, p.chat.Name, p.chat.Name, p.chat.PeerUID
	case patternStatistics, patternStats:
		var s statistics
		if err := el.Decode(&s); err != nil {
			return err
		}
		p.e.Says.Announced = s.TotalMessages
		p.e.Says.From, _ = time.Parse(time.RFC3339, s.TimeRange.Start)
		p.e.Says.To, _ = time.Parse(time.RFC3339, s.TimeRange.End)
		r.Kind, r.Text = timeline.KindFrame, "statistics"
	case patternMessages:
		var m message
		if err := el.Decode(&m); err != nil {
			return err
		}
		p.message(r, &m)
	}
	return nil
}

func (p *reader) message(r *timeline.Record, m *message) {
	r.Kind = timeline.KindMessage
	r.Conversation, r.ConversationID = p.chat.Name, p.chat.PeerUID
	r.ID, r.Seq = cmp.Or(m.ID, m.MessageID), cmp.Or(m.Seq, m.SeqV4)
	r.Sender = timeline.Sender{Name: cmp.Or(m.Sender.Name, m.Sender.GroupCard, m.Sender.Remark, m.Sender.Nickname), ID: cmp.Or(m.Sender.UID, m.Sender.Uin)}
	r.Sender.Self = p.chat.SelfUID != "" && m.Sender.UID == p.chat.SelfUID || p.chat.SelfUin != "" && m.Sender.Uin == p.chat.SelfUin
	r.Time = p.time(m)
	r.Text = m.Content.Text
	quoteReply(r)
	r.Recalled = m.Recalled || m.IsRecall
	if m.System || m.IsSystem || m.Type == "system" {
		r.Kind, r.Sender = timeline.KindNotice, timeline.Sender{}
	}
	if m.Content.Reply != nil {
		r.ReplyTo = m.Content.Reply.MessageID
	}
	for _, el := range m.Content.Elements {
		if el.Type == "reply" {
			r.ReplyTo = cmp.Or(el.Data.ReferencedMessageID, el.Data.MessageID, r.ReplyTo)
		}
	}
	for _, res := range m.Content.Resources {
		r.Attachments = append(r.Attachments, timeline.Attachment{Name: res.Filename, Type: res.Type})
	}
}

// time is "timestamp", an epoch in ms; "time" is RFC 3339 in UTC in real
// exports, and local wall clock in others: it is used only without a zone of
// its own being needed.
func (p *reader) time(m *message) timeline.Moment {
	raw := m.Time
	if raw == "" {
		raw = m.Timestamp
	}
	if ms, err := strconv.ParseInt(m.Timestamp, 10, 64); err == nil && ms > 0 {
		return p.e.Instant(time.UnixMilli(ms), timeline.PrecisionSecond, raw)
	}
	for _, s := range []string{m.Timestamp, m.Time} {
		if t, err := time.Parse(time.RFC3339, s); err == nil {
			return p.e.Instant(t, timeline.PrecisionSecond, s)
		}
		if t, err := time.ParseInLocation(time.DateTime, s, p.e.Zone()); err == nil {
			return p.e.Local(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), timeline.PrecisionSecond, s)
		}
	}
	return timeline.Undated(raw)
}
