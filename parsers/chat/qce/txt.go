// Package qce reads exports of shuakami/qq-chat-exporter (QQChatExporter), the
// exporter of the new QQ (qq-chat-export-core/src in its source).
package qce

import (
	"bytes"
	"context"
	"iter"
	"strconv"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// Text is the TXT export.
var Text = &parsers.Format{
	ID:     "qq-qce-txt",
	App:    "qq",
	Ext:    "txt",
	How:    "「[QQChatExporter V5 / …]」，「名字:」/「时间: …」/「内容: …」",
	Detect: detectText,
	Parse:  parseText,
}

const banner = "[QQChatExporter"

func detectText(h *parsers.Head) parsers.Evidence {
	if h.HTMLStart() || h.JSONStart() == '{' {
		return parsers.Evidence{}
	}
	return parsers.Marks(h,
		parsers.Mark{Text: banner, Weight: 60},
		parsers.Mark{Text: "\n时间: ", Weight: 30, Must: true},
		parsers.Mark{Text: "\n内容: ", Weight: 20},
		parsers.Mark{Text: "消息总数:", Weight: 10},
	)
}

func parseText(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	t := text{e: e}
	records := e.TextsAhead(ctx, e.Main, t.line)
	return parsers.EachMessage(records, body)
}

// body takes the fields of a message apart: 时间 and 内容 come first, then,
// behind the text, 资源 with its list, 提及 and 回复.
func body(r *timeline.Record) {
	lines := strings.Split(r.Text, "\n")
	var out []string
	resources := false
	for i, line := range lines {
		switch {
		case i == 0 && strings.HasPrefix(line, "时间: "):
		case i <= 1 && strings.HasPrefix(line, "内容: "):
			out = append(out, strings.TrimPrefix(line, "内容: "))
		case strings.HasPrefix(line, "资源: ") && strings.HasSuffix(line, " 个文件"):
			resources = true
		case resources && strings.HasPrefix(line, "  - "):
			kind, name, _ := strings.Cut(strings.TrimPrefix(line, "  - "), ": ")
			r.Attachments = append(r.Attachments, timeline.Attachment{Name: name, Type: kind})
		case i > 1 && i >= len(lines)-3 && (strings.HasPrefix(line, "提及: ") || strings.HasPrefix(line, "回复: ")):
		default:
			out = append(out, line)
		}
	}
	r.Text = strings.TrimRight(strings.Join(out, "\n"), "\n")
	quoteReply(r)
	switch {
	case r.Sender.Name == "系统消息" || r.Text == "[系统消息]":
		r.Kind = timeline.KindNotice
	case strings.HasSuffix(r.Text, "撤回了一条消息"):
		r.Kind, r.Recalled = timeline.KindNotice, true
	}
}

// A text is the state of reading one export.
type text struct {
	e       *parsers.Export
	chat    string
	started bool // a message was seen
}

// quoteReply marks "[回复 名: …]" at the beginning of a text.
func quoteReply(r *timeline.Record) {
	if !strings.HasPrefix(r.Text, "[回复 ") {
		return
	}
	if i := strings.Index(r.Text, "]\n"); i > 0 {
		r.Quote(r.Text[:i+1])
	}
}

func (t *text) line(l parsers.Line, next []byte, r *timeline.Record) parsers.LineRole {
	r.Conversation = t.chat
	line := bytes.TrimSpace(l.Text)
	switch {
	case len(line) > 1 && line[len(line)-1] == ':' && bytes.HasPrefix(next, []byte("时间: ")):
		t.started = true
		r.Sender.Name = strings.TrimSuffix(string(line), ":")
		t.when(r, string(bytes.TrimSpace(next[len("时间: "):])))
		return parsers.Begins
	case !t.started:
		t.header(string(line))
		r.Conversation = t.chat
		return parsers.Framing
	case bytes.HasPrefix(line, []byte("总计导出 ")), len(line) > 20 && len(bytes.Trim(line, "=")) == 0:
		if n := countIn(string(line)); n > 0 {
			t.e.Says.Announced = n
		}
		return parsers.Framing
	}
	return parsers.Body
}

// when reads 时间: a whole time, only a date or clock, or "3天前", which stays
// undated.
func (t *text) when(r *timeline.Record, raw string) {
	s, ok := timestamp.Parse(raw)
	if !ok || !s.HasDate() {
		r.Time = timeline.Undated(raw)
		return
	}
	r.Time = s.Moment(timestamp.YMD, t.e.Zone(), t.e.ZoneFrom(), raw)
}

func (t *text) header(line string) {
	key, value, ok := strings.Cut(line, ": ")
	if !ok {
		return
	}
	switch key {
	case "聊天名称":
		t.chat = value
		t.e.Says.Title = value
	case "聊天类型":
		t.e.Says.Group = value == "群聊"
	case "消息总数":
		t.e.Says.Announced = countIn(value)
	case "时间范围":
		from, to, _ := strings.Cut(value, " - ")
		if s, ok := timestamp.Parse(strings.TrimSpace(from)); ok {
			t.e.Says.From = s.Moment(timestamp.YMD, t.e.Zone(), t.e.ZoneFrom(), from).Start
		}
		if s, ok := timestamp.Parse(strings.TrimSpace(to)); ok {
			t.e.Says.To = s.Moment(timestamp.YMD, t.e.Zone(), t.e.ZoneFrom(), to).End
		}
	}
}

func countIn(s string) int {
	s = strings.TrimFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	n, _ := strconv.Atoi(s)
	return n
}
