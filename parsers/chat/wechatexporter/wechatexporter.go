// Package wechatexporter reads the exports of BlueMatthew/WechatExporter, which
// works on iTunes backups (res/templates, res/templates_txt in its source).
package wechatexporter

import (
	"bytes"
	"context"
	"iter"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// Text is one message a line, Page the HTML export: the newest messages stand
// in the page, older ones as strings in a script, in it or beside it.
var (
	Text = &parsers.Format{
		ID: "wechat-exporter-txt", App: "wechat", Ext: "txt",
		How:    "「名字 - 微信聊天记录」，其下「名字 (2024-03-02 09:14:07):正文」",
		Detect: detectText,
		Parse:  parseText,
	}
	Page = &parsers.Format{
		ID: "wechat-exporter-html", App: "wechat", Ext: "html",
		How:    `<div class="msg chat" msgid=… msgtype=…>，var msgArray = ["<div…>"…]`,
		Detect: detectPage,
		Claims: func(_ string, siblings []string) []string {
			var out []string
			for _, s := range siblings {
				if scriptName.MatchString(s) {
					out = append(out, s)
				}
			}
			return out
		},
		Parse: parsePage,
	}
)

const (
	titleMark = " - 微信聊天记录"
	arrayMark = "var msgArray ="
	system    = "系统消息"
)

var (
	scriptName = regexp.MustCompile(`(?:^|/)(?:msg|page|data)[-_]?\d+\.js$`)
	lineForm   = regexp.MustCompile(`^(.{1,80}?) \((\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\)[:：](.*)$`)
	systemForm = regexp.MustCompile(`^系统消息(?: \((\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\))?[:：] ?(.*)$`)
	timeForm   = regexp.MustCompile(`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d`)
	dashes     = regexp.MustCompile(`(?s)^「.*?」\n- - - - [- ]*\n`)
)

func detectText(h *parsers.Head) parsers.Evidence {
	var e parsers.Evidence
	if h.HTMLStart() || h.JSONStart() != 0 {
		return e
	}
	for i, line := range h.Lines(30) {
		switch {
		case i == 0 && strings.HasSuffix(line, titleMark):
			e.Score, e.Found = e.Score+50, append(e.Found, titleMark)
		case lineForm.MatchString(line):
			e.Score, e.Found = e.Score+45, append(e.Found, "「名字 (时间):」")
			return e
		}
	}
	return e
}

// noticeWords mark a bare line as a system line. Other bare lines go on with
// the message above them.
var noticeWords = []string{"撤回了一条消息", "加入了群聊", "移出了群聊", "修改群名为", "拍了拍", "开启了朋友验证", "以上是打招呼的内容", "领取了你的红包"}

func isNotice(line string) bool {
	if len(line) > 200 {
		return false
	}
	for _, w := range noticeWords {
		if strings.Contains(line, w) {
			return true
		}
	}
	return false
}

func parseText(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	chat := ""
	apart := true // the line before is blank or a notice
	records := e.Texts(ctx, e.Main, func(l parsers.Line, r *timeline.Record) parsers.LineRole {
		was := apart
		apart = l.Blank()
		r.Conversation = chat
		line := strings.TrimRight(string(l.Text[:min(len(l.Text), 4096)]), " ")
		if name, ok := strings.CutSuffix(line, titleMark); ok && l.Number < 5 {
			chat = strings.TrimSpace(name)
			e.Says.Title, r.Conversation = chat, chat
			return parsers.Framing
		}
		if m := systemForm.FindStringSubmatch(line); m != nil {
			r.Text, r.Time = m[2], moment(e, m[1])
			notice(r)
			apart = true
			return parsers.Alone
		}
		if m := lineForm.FindSubmatchIndex(l.Text); m != nil {
			part := func(i int) string { return string(l.Text[m[2*i]:m[2*i+1]]) }
			r.Sender.Name, r.Time, r.Text = part(1), moment(e, part(2)), part(3)
			return parsers.Begins
		}
		if was && isNotice(line) {
			r.Text = line
			notice(r)
			apart = true
			return parsers.Alone
		}
		return parsers.Body
	})
	return func(yield func(timeline.Record, error) bool) {
		for r, err := range records {
			finish(&r)
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
	r.Kind, r.Sender, r.Recalled = timeline.KindNotice, timeline.Sender{}, strings.Contains(r.Text, "撤回了一条消息")
}

// words are the placeholders of what is no text.
var words = map[string]string{"图片": "image", "视频": "video", "语音": "voice", "文件": "file", "表情": "sticker", "位置": "location", "链接": "link", "转账": "transfer", "红包": "transfer"}

// finish marks the quote above the dashes, and placeholders.
func finish(r *timeline.Record) {
	if r.Kind != timeline.KindMessage {
		return
	}
	r.Text = strings.TrimPrefix(r.Text, " ")
	if m := dashes.FindString(r.Text); m != "" {
		r.Quote(m)
	}
	if word, ok := strings.CutPrefix(strings.TrimSuffix(r.Text, "]"), "["); ok && len(r.Attachments) == 0 {
		if kind, ok := words[word]; ok {
			r.Attachments = []timeline.Attachment{{Name: r.Text, Type: kind}}
		}
	}
}

func detectPage(h *parsers.Head) parsers.Evidence {
	if !h.HTMLStart() || !h.HasDeep("msgid=") {
		return parsers.Evidence{Missing: []string{"msgid="}}
	}
	for _, mark := range []string{"moreWechatMsgs", "msgArray", `class="dspname"`} {
		if h.HasDeep(mark) {
			return parsers.Evidence{Score: 90, Found: []string{"msgid=", mark}}
		}
	}
	return parsers.Evidence{Score: 20, Found: []string{"msgid="}, Missing: []string{"msgArray", "dspname"}}
}

func parsePage(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		p := pager{e: e}
		array := func(f *parsers.File) iter.Seq2[timeline.Record, error] {
			return e.Scripted(ctx, f, arrayMark, false, p.element, "/*")
		}
		all := []iter.Seq2[timeline.Record, error]{inOrder(p.page(ctx), array(e.Main))}
		for _, f := range e.Members {
			all = append(all, array(f))
		}
		for _, records := range all {
			for r, err := range records {
				if !yield(r, err) || err != nil {
					return
				}
			}
		}
	}
}

// inOrder joins two readings of one file by place. What a broken element of
// the page swallowed belongs to it.
func inOrder(a, b iter.Seq2[timeline.Record, error]) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		nextA, stopA := iter.Pull2(a)
		defer stopA()
		nextB, stopB := iter.Pull2(b)
		defer stopB()
		ra, errA, okA := nextA()
		rb, errB, okB := nextB()
		end := int64(0)
		for okA || okB {
			r, err := ra, errA
			if !okA || okB && errA == nil && (errB != nil || rb.Locator.Offset < ra.Locator.Offset) {
				r, err = rb, errB
				rb, errB, okB = nextB()
			} else {
				ra, errA, okA = nextA()
			}
			if err == nil && r.Locator.Offset < end {
				continue
			}
			end = r.Locator.End()
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// A pager knows the chat whose page is read.
type pager struct {
	e    *parsers.Export
	chat string
}

func (p *pager) page(ctx context.Context) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		want := func(t parsers.Tag) bool { return t.Name == "title" || t.HasClass("msg") && t.Attr("msgid") != "" }
		for piece, err := range p.e.Main.Pieces(ctx, want) {
			if err != nil {
				yield(timeline.Record{}, err)
				return
			}
			r := p.e.New(p.e.Main, timeline.KindMessage, timeline.Locator{Offset: piece.Offset, Length: piece.Length})
			doc, err := goquery.NewDocumentFromReader(bytes.NewReader(piece.HTML))
			switch {
			case err != nil || piece.Broken != nil:
				r = p.e.Unparsed(p.e.Main, r.Locator, string(piece.HTML))
			case piece.Tag.Name == "title":
				r.Kind, r.Text = timeline.KindFrame, strings.TrimSpace(doc.Text())
				p.chat = strings.TrimSuffix(r.Text, titleMark)
				p.e.Says.Title, r.Conversation = p.chat, p.chat
			default:
				p.message(doc.Find(".msg").First(), &r)
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

// element reads a string of msgArray: the HTML of one message.
func (p *pager) element(el *parsers.Element, r *timeline.Record) error {
	var page string
	if err := el.Decode(&page); err != nil {
		return err
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(page))
	if err != nil {
		return err
	}
	p.message(doc.Find(".msg").First(), r)
	return nil
}

func (p *pager) message(m *goquery.Selection, r *timeline.Record) {
	r.Conversation = p.chat
	r.ID, _ = m.Attr("msgid")
	name := m.Find(".dspname").First()
	r.Sender.Name = strings.TrimSpace(name.Text())
	r.Sender.ID, _ = name.Attr("wxid")
	r.Time = moment(p.e, timeForm.FindString(m.Find(".nt-box").First().Text()))
	if m.HasClass("chat-notice") {
		if !r.Time.Dated() {
			r.Time = moment(p.e, timeForm.FindString(m.Text()))
		}
		r.Text = strings.TrimSpace(parsers.Text(m.Nodes...))
		notice(r)
		return
	}
	m.Find("img[src], audio[src], video[src]").Each(func(_ int, s *goquery.Selection) {
		if s.HasClass("avatar") || s.HasClass("emoji") {
			return
		}
		src, _ := s.Attr("src")
		kind := map[string]string{"img": "image", "audio": "voice", "video": "video"}[goquery.NodeName(s)]
		r.Attachments = append(r.Attachments, timeline.Attachment{Name: src, Type: kind})
	})
	text := m.Find(".msg-text pre")
	if text.Length() == 0 {
		text = m.Find(".msg-text")
	}
	r.Text = strings.TrimSpace(parsers.Text(text.Nodes...))
	if r.Text == "" && len(r.Attachments) > 0 {
		r.Text = "[" + map[string]string{"image": "图片", "voice": "语音", "video": "视频"}[r.Attachments[0].Type] + "]"
	}
	finish(r)
}
