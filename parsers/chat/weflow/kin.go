package weflow

import (
	"context"
	"iter"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
)

// EchoTrace and CipherTalk are two exporters whose JSON has the keys of
// WeFlow's (ycccccccy/echotrace lib/services/chat_export_service.dart,
// ILoveBingLu/CipherTalk electron/services/exportService.ts). Their pages hold
// the messages in a script, unescaped, so they are cut from the raw bytes.
var (
	EchoTraceJSON = &parsers.Format{
		ID: "wechat-echotrace-json", App: "wechat", Ext: "json",
		How: `{"session":{"wxid"…},"messages":[{"localId","createTime","senderUsername"…}]}, without "weflow"`,
		Detect: func(h *parsers.Head) parsers.Evidence {
			if h.JSONStart() != '{' || h.Has(`"weflow"`) || h.Has(`"exportInfo"`) {
				return parsers.Evidence{}
			}
			return parsers.Marks(h, parsers.Mark{Text: `"session"`, Weight: 20, Must: true}, parsers.Mark{Text: `"createTime"`, Weight: 25, Must: true},
				parsers.Mark{Text: `"isSend"`, Weight: 20}, parsers.Mark{Text: `"senderUsername"`, Weight: 20})
		},
		Parse: parse,
	}
	CipherTalkJSON = &parsers.Format{
		ID: "wechat-ciphertalk-json", App: "wechat", Ext: "json",
		How: `{"exportInfo":{"generator":"CipherTalk"…},"session":{"ownerId"…},"messages":[…]}`,
		Detect: func(h *parsers.Head) parsers.Evidence {
			if h.JSONStart() != '{' {
				return parsers.Evidence{}
			}
			return parsers.Marks(h, parsers.Mark{Text: `"exportInfo"`, Weight: 50, Must: true}, parsers.Mark{Text: "CipherTalk", Weight: 35, Must: true},
				parsers.Mark{Text: `"session"`, Weight: 10})
		},
		Parse: parse,
	}
	EchoTraceHTML = &parsers.Format{
		ID: "wechat-echotrace-html", App: "wechat", Ext: "html",
		How:    "const messagesData = [{\"isSend\",\"content\",\"senderName\",\"timestamp\"}…]",
		Detect: func(h *parsers.Head) parsers.Evidence { return scripted(h, echoMark) },
		Parse:  parseEchoPage,
	}
	CipherTalkHTML = &parsers.Format{
		ID: "wechat-ciphertalk-html", App: "wechat", Ext: "html",
		How:    "window.CHAT_DATA = {\"meta\":{…},\"members\":[…],\"messages\":[…]}",
		Detect: func(h *parsers.Head) parsers.Evidence { return scripted(h, cipherMark) },
		Parse:  parseCipherPage,
	}
)

const (
	echoMark   = "const messagesData ="
	cipherMark = "window.CHAT_DATA ="
)

// scripted recognises a page by the script that holds its messages.
func scripted(h *parsers.Head, mark string) parsers.Evidence {
	if h.HTMLStart() && h.HasDeep(mark) {
		return parsers.Evidence{Score: 95, Found: []string{mark}}
	}
	return parsers.Evidence{Missing: []string{mark}}
}

// An echoRow is one element of messagesData; Content is HTML.
type echoRow struct {
	Sent    bool   `json:"isSend"`
	Media   bool   `json:"isMedia"`
	Content string `json:"content"`
	Sender  string `json:"senderName"`
	Time    int64  `json:"timestamp"` // seconds
}

func parseEchoPage(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return e.Scripted(ctx, e.Main, echoMark, false, func(el *parsers.Element, r *timeline.Record) error {
		var m echoRow
		if err := el.Decode(&m); err != nil {
			return err
		}
		body, err := goquery.NewDocumentFromReader(strings.NewReader(m.Content))
		if err != nil {
			return err
		}
		r.Sender = timeline.Sender{Name: m.Sender, Self: m.Sent}
		if m.Sent && m.Sender == "" {
			r.Sender.Name = me
		}
		r.Text = strings.TrimSpace(parsers.Text(body.Nodes...))
		if m.Media {
			src, _ := body.Find("[src]").First().Attr("src")
			r.Attachments = []timeline.Attachment{{Name: src, Type: "other"}}
		}
		return epoch(e, m.Time, r)
	}, "/*")
}

type cipherMeta struct {
	ID    string `json:"sessionId"`
	Name  string `json:"sessionName"`
	Group bool   `json:"isGroup"`
	Count int64  `json:"messageCount"`
}

type cipherRow struct {
	Time    int64  `json:"timestamp"` // seconds
	Sender  string `json:"sender"`
	Name    string `json:"senderName"`
	Type    int64  `json:"type"`
	Content string `json:"content"`
	Sent    bool   `json:"isSend"`
}

// systemType is WeChat's type of a system line.
const systemType = 10000

func parseCipherPage(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	var meta cipherMeta
	return e.Scripted(ctx, e.Main, cipherMark, false, func(el *parsers.Element, r *timeline.Record) error {
		if el.Pattern == 0 {
			if err := el.Decode(&meta); err != nil {
				return err
			}
			e.Says.Title, e.Says.Group, e.Says.Announced = meta.Name, meta.Group, int(meta.Count)
			r.Kind, r.Text = timeline.KindFrame, meta.Name
			return nil
		}
		var m cipherRow
		if err := el.Decode(&m); err != nil {
			return err
		}
		r.Conversation, r.ConversationID = meta.Name, meta.ID
		r.Sender = timeline.Sender{Name: m.Name, ID: m.Sender, Self: m.Sent}
		r.Text = m.Content
		if m.Type == systemType {
			r.Kind, r.Sender, r.Recalled = timeline.KindNotice, timeline.Sender{}, strings.Contains(m.Content, "撤回")
		}
		quoteTail(r)
		return epoch(e, m.Time, r)
	}, "/meta", "/messages/*")
}

func epoch(e *parsers.Export, at int64, r *timeline.Record) error {
	if at > 0 {
		r.Time = e.Instant(time.Unix(at, 0), timeline.PrecisionSecond, "")
	}
	return nil
}
