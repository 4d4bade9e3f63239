// Package wechatdump reads the exports of wechat-dump (ppwwyyxx; wechat/msg.py
// and wechat/render.py in its source).
package wechatdump

import (
	"bytes"
	"context"
	"html"
	"iter"
	"path"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// Text is one message a line (a text may hold several), Page the HTML export,
// which is cut into files of some 1500 messages.
var (
	Text = &parsers.Format{
		ID: "wechat-dump-txt", App: "wechat", Ext: "txt",
		How:    "「1|名字:2024-03-02 09:14:07:正文」",
		Detect: detectText,
		Parse:  parseText,
	}
	Page = &parsers.Format{
		ID: "wechat-dump-html", App: "wechat", Ext: "html",
		How:    `<title>Chat with …</title>，<div class="chatItem me|you">，cloudPannel 的 title 是时间`,
		Detect: detectPage,
		Parse:  parsePage,
	}
)

var lineForm = regexp.MustCompile(`^(-?\d+)\|(.+?):(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d):(.*)$`)

func detectText(h *parsers.Head) parsers.Evidence {
	const mark = "「类型|名字:时间:正文」"
	for i, line := range h.Lines(30) {
		if lineForm.MatchString(line) {
			e := parsers.Evidence{Score: 80, Found: []string{mark}}
			if i == 0 {
				e.Score = 95
			}
			return e
		}
	}
	return parsers.Evidence{Missing: []string{mark}}
}

// The owner's name in both exports, and WeChat's types of messages.
const (
	me         = "me"
	typeSystem = "10000"
	typeRevoke = "10002"
)

var media = map[string]string{"3": "image", "34": "voice", "43": "video", "47": "sticker", "48": "location", "42": "card", "62": "video"}

func parseText(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	chat := strings.TrimSuffix(e.Main.Base(), path.Ext(e.Main.Base()))
	e.Says.Title = chat
	kind := "" // of the message that is being read
	records := e.Texts(ctx, e.Main, func(l parsers.Line, r *timeline.Record) parsers.LineRole {
		if i := bytes.IndexByte(l.Text[:min(len(l.Text), 8)], '|'); i < 1 {
			return parsers.Body
		}
		m := lineForm.FindSubmatch(l.Text)
		if m == nil {
			return parsers.Body
		}
		kind = string(m[1])
		r.Conversation = chat
		r.Sender = timeline.Sender{Name: string(m[2]), Self: string(m[2]) == me}
		r.Time = moment(e, string(m[3]))
		r.Text = string(m[4])
		if t, ok := media[kind]; ok {
			r.Attachments = []timeline.Attachment{{Name: r.Text, Type: t}}
		}
		if kind == typeSystem || kind == typeRevoke {
			notice(r)
		}
		return parsers.Begins
	})
	return func(yield func(timeline.Record, error) bool) {
		for r, err := range records {
			if i := strings.LastIndex(r.Text, "|img:"); i >= 0 && r.Kind == timeline.KindMessage {
				r.Attachments = []timeline.Attachment{{Name: r.Text[i+len("|img:"):], Type: "image"}}
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

func moment(e *parsers.Export, raw string) timeline.Moment {
	s, ok := timestamp.Parse(raw)
	if !ok {
		return timeline.Undated(raw)
	}
	return s.Moment(timestamp.YMD, e.Zone(), e.ZoneFrom(), raw)
}

func notice(r *timeline.Record) {
	r.Kind, r.Sender = timeline.KindNotice, timeline.Sender{}
	r.Recalled = strings.Contains(r.Text, "撤回") || strings.Contains(r.Text, "recalled a message")
}

func detectPage(h *parsers.Head) parsers.Evidence {
	if !h.HTMLStart() || !h.HasDeep("cloudPannel") || !h.HasDeep("chatItem") {
		return parsers.Evidence{Missing: []string{"chatItem", "cloudPannel"}}
	}
	return parsers.Evidence{Score: 90, Found: []string{"chatItem", "cloudPannel"}}
}

func parsePage(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		chat := ""
		for p, err := range e.Main.Pieces(ctx, func(t parsers.Tag) bool { return t.Name == "title" || t.HasClass("chatItem") }) {
			if err != nil {
				yield(timeline.Record{}, err)
				return
			}
			r := e.New(e.Main, timeline.KindMessage, timeline.Locator{Offset: p.Offset, Length: p.Length})
			doc, err := goquery.NewDocumentFromReader(bytes.NewReader(p.HTML))
			switch {
			case err != nil || p.Broken != nil:
				r = e.Unparsed(e.Main, r.Locator, string(p.HTML))
			case p.Tag.Name == "title":
				r.Kind, r.Text = timeline.KindFrame, strings.TrimSpace(doc.Text())
				chat = strings.TrimSpace(strings.TrimPrefix(r.Text, "Chat with "))
				e.Says.Title, r.Conversation = chat, chat
			default:
				r.Conversation = chat
				item(e, p, doc, chat, &r)
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

// item reads one message: the bars between messages have no year, the panel's
// title has the whole time.
func item(e *parsers.Export, p *parsers.Piece, doc *goquery.Document, chat string, r *timeline.Record) {
	raw, _ := doc.Find(".cloudPannel").First().Attr("title")
	r.Time = moment(e, strings.TrimSpace(raw))
	r.Sender = timeline.Sender{Name: chat, Self: p.Tag.HasClass(me)}
	if r.Sender.Self {
		r.Sender.Name = me
	}
	if name := strings.TrimSpace(doc.Find(".nickname, .chatName").First().Text()); name != "" {
		r.Sender.Name = name
	}
	reply := ""
	if name := strings.TrimSpace(doc.Find(".replyName").First().Text()); name != "" {
		reply = name + " " + strings.TrimSpace(doc.Find(".replyText").First().Text())
		doc.Find(".replyName, .replyText").Remove()
	}
	doc.Find("img[src]").Each(func(_ int, m *goquery.Selection) {
		if m.HasClass("avatar") || m.HasClass("emoji") {
			return
		}
		src, _ := m.Attr("src")
		if strings.HasPrefix(src, "data:") {
			src = "[图片]"
		}
		r.Attachments = append(r.Attachments, timeline.Attachment{Name: path.Base(src), Type: "image"})
	})
	r.Text = text(p.HTML, doc)
	if r.Text == "" && len(r.Attachments) > 0 {
		r.Text = "[图片]"
	}
	if reply != "" {
		r.Text = strings.TrimSpace(r.Text + "\n" + reply)
		r.Quote(reply)
	}
	if !p.Tag.HasClass(me) && !p.Tag.HasClass("you") {
		notice(r)
	}
}

var (
	preForm  = regexp.MustCompile(`(?s)<pre[^>]*>(.*?)</pre>`)
	markForm = regexp.MustCompile(`</?[A-Za-z]`)
)

// text is what stands in <pre>. The exporter does not escape texts: one that
// holds no tag is taken as it stands, "&lt;" included.
func text(page []byte, doc *goquery.Document) string {
	if m := preForm.FindSubmatch(page); m != nil && !markForm.Match(m[1]) {
		if s := string(m[1]); !strings.Contains(s, "&") || html.UnescapeString(s) == s {
			return strings.Trim(s, "\r\n")
		}
	}
	sel := doc.Find("pre")
	if sel.Length() == 0 {
		sel = doc.Find(".cloudContent")
	}
	return strings.TrimSpace(parsers.Text(sel.Nodes...))
}
