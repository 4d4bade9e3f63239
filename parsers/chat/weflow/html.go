package weflow

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// HTML is the page export: its messages stand in a script, of which a chat of
// more than 20 000 messages has many beside the page (htmlChunking.ts). What
// streams a chat to the disk writes them into the page (streamingWriters.ts).
var HTML = &parsers.Format{
	ID:     "wechat-weflow-html",
	App:    "wechat",
	Ext:    "html",
	How:    "window.WEFLOW_DATA = [{\"i\",\"t\",\"s\",\"a\",\"b\"}…]，或旁边的 名字_data/chunk-*.js",
	Detect: detectHTML,
	Claims: claimChunks,
	Parse:  parseHTML,
}

const (
	dataMark  = "window.WEFLOW_DATA ="
	chunkMark = "__WEFLOW_CHUNK_LOADED__("
	mainMark  = `<main class="messages">`
	rowMark   = `<article class="message `
)

func detectHTML(h *parsers.Head) parsers.Evidence {
	switch {
	case !h.HTMLStart() && h.Has(chunkMark):
		return parsers.Evidence{Score: 70, Found: []string{chunkMark}, Missing: []string{dataMark}}
	case h.HTMLStart() && h.Has(mainMark) && h.Has(rowMark):
		return parsers.Evidence{Score: 80, Found: []string{mainMark, rowMark}}
	}
	return scripted(h, dataMark)
}

// claimChunks takes the scripts that a page reads its messages from.
func claimChunks(main string, siblings []string) []string {
	var out []string
	folder := strings.TrimSuffix(main, path.Ext(main)) + "_data"
	for _, s := range siblings {
		if path.Dir(s) == folder && path.Ext(s) == ".js" {
			out = append(out, s)
		}
	}
	return out
}

// row is one element of WEFLOW_DATA.
type row struct {
	Time   int64  `json:"t"` // epoch seconds
	Sent   int64  `json:"s"`
	Avatar string `json:"a"` // HTML; its alt text names the sender in private chats
	Body   string `json:"b"` // HTML
	ID     string `json:"p"`
	Reply  string `json:"r"`
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
		for _, f := range e.Files() {
			mark, err := scriptMark(ctx, f)
			if err != nil {
				yield(timeline.Record{}, err)
				return
			}
			records := e.Scripted(ctx, f, mark, false, read, "/*")
			if mark == mainMark {
				records = articles(ctx, e, f)
			}
			for r, err := range records {
				if !yield(r, err) {
					return
				}
			}
		}
	}
}

var chunkCall = regexp.MustCompile(regexp.QuoteMeta(chunkMark) + `\d+,`)

// scriptMark is what stands before the messages of a file.
func scriptMark(ctx context.Context, f *parsers.File) (string, error) {
	for l, err := range f.Lines(ctx) {
		if err != nil {
			return "", err
		}
		if m := chunkCall.Find(l.Text); m != nil && !bytes.HasPrefix(l.Text, []byte("<")) {
			return string(m), nil
		}
		if bytes.Contains(l.Text, []byte(mainMark)) {
			return mainMark, nil
		}
		if l.Number > 1 && !l.Blank() {
			break
		}
	}
	return dataMark, ctx.Err()
}

// articles reads a page whose messages stand in it: a time, a name, the text.
func articles(ctx context.Context, e *parsers.Export, f *parsers.File) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		for p, err := range f.Pieces(ctx, func(t parsers.Tag) bool { return t.Name == "article" || t.Name == "title" }) {
			if err != nil {
				yield(timeline.Record{}, err)
				return
			}
			if r := article(e, f, p); !yield(r, nil) {
				return
			}
		}
	}
}

func article(e *parsers.Export, f *parsers.File, p *parsers.Piece) timeline.Record {
	at := timeline.Locator{Offset: p.Offset, Length: p.Length}
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(p.HTML))
	if err != nil || p.Broken != nil {
		return e.Unparsed(f, at, string(p.HTML))
	}
	r := e.New(f, timeline.KindFrame, at)
	if p.Tag.Name == "title" {
		r.Text = strings.TrimSpace(doc.Text())
		e.Says.Title, r.Conversation = r.Text, r.Text
		return r
	}
	r.Kind, r.Conversation = timeline.KindMessage, e.Says.Title
	written := strings.TrimSpace(doc.Find("time").First().Text())
	if s, ok := timestamp.Parse(written); ok {
		r.Time = s.Moment(timestamp.YMD, e.Zone(), e.ZoneFrom(), written)
	} else if sec, err := strconv.ParseInt(written, 10, 64); err == nil {
		r.Time = e.Instant(time.Unix(sec, 0), timeline.PrecisionSecond, written)
	} else {
		r.Time = timeline.Undated(written)
	}
	r.Sender = timeline.Sender{Name: doc.Find("b").First().Text(), Self: p.Tag.HasClass("sent")}
	r.Text = parsers.Text(doc.Find("p").First().Nodes...)
	recalled(&r)
	return r
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
	if m.Time > 0 {
		r.Time = e.Instant(time.Unix(m.Time, 0), timeline.PrecisionSecond, written)
	} else {
		r.Time = timeline.Undated(written)
	}
	r.Sender = timeline.Sender{Name: m.sender(body, chat), Self: m.Sent == 1}
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
		for class, k := range mediaClasses {
			if s.HasClass(class) {
				kind = k
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
	if body.Find(".system-message, .message-system").Length() > 0 {
		r.Kind, r.Sender = timeline.KindNotice, timeline.Sender{}
	}
	recalled(r)
	return nil
}

// mediaClasses are the classes of what is attached.
var mediaClasses = map[string]string{"image": "image", "audio": "voice", "video": "video", "emoji": "sticker"}

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
	if m.Sent == 1 {
		return me
	}
	return chat
}
