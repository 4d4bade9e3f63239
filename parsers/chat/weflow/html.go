package weflow

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
)

// HTML is the page export: its messages stand in a script, not in the page.
var HTML = &parsers.Format{
	ID:     "wechat-weflow-html",
	App:    "wechat",
	Ext:    "html",
	How:    "window.WEFLOW_DATA = [{\"i\",\"t\",\"s\",\"a\",\"b\"}…]",
	Detect: detectHTML,
	Parse:  parseHTML,
}

const dataMark = "window.WEFLOW_DATA ="

func detectHTML(h *parsers.Head) parsers.Evidence { return scripted(h, dataMark) }

// row is one element of WEFLOW_DATA.
type row struct {
	Time   integer `json:"t"` // epoch seconds
	Sent   integer `json:"s"`
	Avatar string  `json:"a"` // HTML; its alt text names the sender in private chats
	Body   string  `json:"b"` // HTML
	ID     text    `json:"p"`
	Reply  text    `json:"r"`
}

func parseHTML(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		title, err := pageTitle(ctx, e)
		if err != nil {
			yield(timeline.Record{}, err)
			return
		}
		read := func(el *parsers.Element, r *timeline.Record) error {
			var m row
			if err := el.Decode(&m); err != nil {
				return err
			}
			return m.record(e, title, r)
		}
		for r, err := range e.Scripted(ctx, e.Main, dataMark, false, read, "/*") {
			if !yield(r, err) {
				return
			}
		}
	}
}

// pageTitle reads the chat's name and the announced count from the page's head.
func pageTitle(ctx context.Context, e *parsers.Export) (string, error) {
	for p, err := range e.Main.Pieces(ctx, func(t parsers.Tag) bool { return t.HasClass("header") || t.Name == "script" }) {
		if err != nil {
			return "", nil // the messages may still be read
		}
		if p.Tag.Name == "script" {
			break
		}
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(string(p.HTML)))
		if err != nil {
			break
		}
		e.Says.Title = strings.TrimSpace(doc.Find("h1").First().Text())
		doc.Find("span").Each(func(_ int, s *goquery.Selection) {
			word := strings.TrimSpace(s.Text())
			if n := 0; strings.HasSuffix(word, "条消息") {
				if _, err := fmt.Sscanf(word, "%d", &n); err == nil {
					e.Says.Announced = n
				}
			}
			e.Says.Group = e.Says.Group || word == "群聊"
		})
		break
	}
	return e.Says.Title, ctx.Err()
}

func (m *row) record(e *parsers.Export, chat string, r *timeline.Record) error {
	body, err := goquery.NewDocumentFromReader(strings.NewReader(m.Body))
	if err != nil {
		return err
	}
	r.Conversation, r.ID, r.ReplyTo = chat, string(m.ID), string(m.Reply)
	written := strings.TrimSpace(body.Find(".message-time").First().Text())
	if m.Time.Set {
		r.Time = e.Instant(time.Unix(m.Time.Value, 0), timeline.PrecisionSecond, written)
	} else {
		r.Time = timeline.Undated(written)
	}
	r.Sender = timeline.Sender{Name: m.sender(body, chat), Self: m.Sent.Value == 1}
	content := body.Find(".message-content").First()
	quoted := content.Find(".quoted-message")
	var quote string
	if quoted.Length() > 0 {
		quote = "[引用 " + strings.TrimSpace(quoted.Find(".quoted-sender").Text()) + "：" + strings.TrimSpace(quoted.Find(".quoted-text").Text()) + "]"
		quoted.Remove()
	}
	content.Find(".message-media").Each(func(_ int, s *goquery.Selection) {
		name, _ := s.Attr("src")
		if name == "" {
			name, _ = s.Attr("href")
		}
		kind := "file"
		for _, k := range []string{"image", "audio", "video"} {
			if s.HasClass(k) {
				kind = strings.Replace(k, "audio", "voice", 1)
			}
		}
		r.Attachments = append(r.Attachments, timeline.Attachment{Name: name, Type: kind})
	})
	texts := content.Find(".message-text")
	if texts.Length() == 0 {
		texts = content
	}
	r.Text = strings.TrimSpace(parsers.Text(texts.Nodes...))
	if r.Text == "" && len(r.Attachments) > 0 {
		r.Text = "[" + r.Attachments[0].Name + "]"
	}
	if quote != "" {
		r.Text += quote
		r.Quote(quote)
	}
	if body.Find(".system-message, .message-system").Length() > 0 || strings.HasSuffix(r.Text, "撤回了一条消息") {
		r.Kind, r.Sender, r.Recalled = timeline.KindNotice, timeline.Sender{}, strings.Contains(r.Text, "撤回")
	}
	return nil
}

// sender is the name in the body (groups), in the avatar, or the chat's own.
func (m *row) sender(body *goquery.Document, chat string) string {
	if name := strings.TrimSpace(body.Find(".sender-name").First().Text()); name != "" {
		return name
	}
	if a, err := goquery.NewDocumentFromReader(strings.NewReader(m.Avatar)); err == nil {
		for _, key := range []string{"alt", "title"} {
			if name, ok := a.Find("[" + key + "]").First().Attr(key); ok && name != "" {
				return name
			}
		}
	}
	if m.Sent.Value == 1 {
		return me
	}
	return chat
}
