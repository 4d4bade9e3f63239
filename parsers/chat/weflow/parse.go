// Package weflow reads exports of WeFlow, the WeChat exporter of 2026
// (electron/services/export/formatters in its source).
package weflow

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

// JSON is the detailed JSON export, with its arkme variant.
var JSON = &parsers.Format{
	ID:     "wechat-weflow-json",
	App:    "wechat",
	Ext:    "json",
	How:    `{"weflow":{…},"session":{…},"messages":[{"createTime","senderUsername"…}]}`,
	Detect: detect,
	Parse:  parse,
}

func detect(h *parsers.Head) parsers.Evidence {
	if h.JSONStart() != '{' {
		return parsers.Evidence{}
	}
	return parsers.Marks(h,
		parsers.Mark{Text: `"weflow"`, Weight: 60, Must: true},
		parsers.Mark{Text: `"session"`, Weight: 20},
		parsers.Mark{Text: `"messages"`, Weight: 10},
		parsers.Mark{Text: `"createTime"`, Weight: 10},
	)
}

// mediaTypes are the message types that stand for a file.
var mediaTypes = map[string]string{
	"图片消息": "image", "语音消息": "voice", "视频消息": "video", "文件消息": "file", "动画表情": "sticker",
	"名片消息": "card", "链接消息": "link", "卡片式链接": "link", "位置消息": "location", "转账消息": "transfer",
	"转账卡片": "transfer", "红包卡片": "transfer", "小程序消息": "link",
}

const (
	patternBanner = iota
	patternSession
	patternSenders
	patternMessages
)

func parse(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		f := e.Main
		p := reader{e: e, senders: map[int64]sender{}}
		self, err := owner(ctx, f)
		if err != nil {
			yield(timeline.Record{}, err)
			return
		}
		p.self = self
		for r, err := range e.Elements(ctx, f, p.element, "/weflow", "/session", "/senders/*", "/messages/*") {
			if !yield(r, err) {
				return
			}
		}
	}
}

// owner finds the wxid that ever has isSend 1: messages that the owner sent
// from a second device carry isSend 0 and his own wxid.
func owner(ctx context.Context, f *parsers.File) (identity, error) {
	for el, err := range f.JSON(ctx, "/messages/*") {
		if err != nil {
			return identity{}, nil // the second pass reports it
		}
		var m message
		if el.Decode(&m) == nil && m.IsSend == 1 && (m.SenderUsername != "" || m.SenderID != 0) {
			return identity{m.SenderUsername, m.SenderID}, nil
		}
	}
	return identity{}, ctx.Err()
}

// An identity is an account, or in the arkme variant a row of the senders.
type identity struct {
	wxid string
	row  int64
}

type reader struct {
	e       *parsers.Export
	chat    session
	senders map[int64]sender
	self    identity
}

func (p *reader) element(el *parsers.Element, r *timeline.Record) error {
	switch el.Pattern {
	case patternBanner:
		var b banner
		if err := el.Decode(&b); err != nil {
			return err
		}
		r.Kind, r.Text = timeline.KindFrame, strings.TrimSpace("WeFlow "+b.Version+" "+b.Format)
	case patternSession:
		if err := el.Decode(&p.chat); err != nil {
			return err
		}
		p.chat.Wxid = cmp.Or(p.chat.Wxid, p.chat.AccountID)
		p.e.Says.Title, p.e.Says.Group = p.name(), p.chat.Type == "群聊" || p.chat.IsGroup
		if p.chat.OwnerID != "" {
			p.self = identity{wxid: p.chat.OwnerID}
		}
		p.e.Says.Announced = int(p.chat.MessageCount)
		r.Kind, r.Text = timeline.KindFrame, p.name()
		r.Conversation, r.ConversationID = p.name(), p.chat.Wxid
	case patternSenders:
		var s sender
		if err := el.Decode(&s); err != nil {
			return err
		}
		s.Wxid = cmp.Or(s.Wxid, s.AccountID)
		p.senders[s.SenderID] = s
		r.Kind, r.Text = timeline.KindFrame, s.DisplayName
	case patternMessages:
		var m message
		if err := el.Decode(&m); err != nil {
			return err
		}
		p.message(r, &m)
	}
	return nil
}

func (p *reader) name() string {
	for _, n := range []string{p.chat.DisplayName, p.chat.Remark, p.chat.Nickname, p.chat.Wxid} {
		if n != "" {
			return n
		}
	}
	return ""
}

func (p *reader) message(r *timeline.Record, m *message) {
	r.Kind = timeline.KindMessage
	r.Conversation, r.ConversationID = p.name(), p.chat.Wxid
	r.ID, r.ReplyTo = string(m.PlatformMessageID), string(m.ReplyToMessageID)
	r.Sender = timeline.Sender{Name: m.SenderDisplayName, ID: m.SenderUsername}
	if s, ok := p.senders[m.SenderID]; ok && m.SenderUsername == "" {
		r.Sender = timeline.Sender{Name: s.DisplayName, ID: s.Wxid}
	}
	r.Sender.Self = m.IsSend == 1 || p.self.wxid != "" && r.Sender.ID == p.self.wxid || p.self.row != 0 && m.SenderID == p.self.row
	r.Time = p.time(m)
	r.Text = m.Content
	quoteTail(r)
	if m.Type == "系统消息" {
		r.Kind, r.Sender = timeline.KindNotice, timeline.Sender{}
		r.Recalled = strings.Contains(r.Text, "撤回了一条消息")
	}
	if kind, ok := mediaTypes[m.Type]; ok {
		r.Attachments = []timeline.Attachment{{Name: r.Text, Type: kind}}
	}
}

// time is the epoch, else the wall clock of the exporting computer.
func (p *reader) time(m *message) timeline.Moment {
	if m.CreateTime > 0 {
		raw := m.FormattedTime
		if raw == "" {
			raw = strconv.FormatInt(m.CreateTime, 10)
		}
		return p.e.Instant(time.Unix(m.CreateTime, 0), timeline.PrecisionSecond, raw)
	}
	if t, err := time.ParseInLocation(time.DateTime, m.FormattedTime, p.e.Zone()); err == nil {
		return p.e.Local(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), timeline.PrecisionSecond, m.FormattedTime)
	}
	return timeline.Undated(m.FormattedTime)
}
