package weflow

import (
	"bytes"
	"context"
	"iter"
	"regexp"
	"strconv"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// Markdown is the export for note-taking apps (MarkdownFormatter.ts).
var Markdown = &parsers.Format{
	ID:     "wechat-weflow-md",
	App:    "wechat",
	Ext:    "md",
	How:    "「- 导出工具: WeFlow」，「## 2026-03-02 09:14:07 名字」，其后正文",
	Detect: detectMarkdown,
	Parse:  parseMarkdown,
}

const toolLine = "- 导出工具: WeFlow"

func detectMarkdown(h *parsers.Head) parsers.Evidence {
	e := parsers.Evidence{Missing: []string{toolLine, "## 年-月-日 时:分:秒 名字"}}
	said := false
	for _, line := range h.Lines(50) {
		_, _, ok := markdownHeader([]byte(line))
		said = said || ok
	}
	if said && h.Has(toolLine) {
		e = parsers.Evidence{Score: 95, Found: e.Missing}
	}
	return e
}

// escaped is a mark that stands for itself.
var escaped = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")

func unescape(s string) string { return escaped.ReplaceAllString(s, "$1") }

// markdownHeader reads "## 2026-03-02 09:14:07 name".
func markdownHeader(line []byte) (s timestamp.Stamp, name string, ok bool) {
	rest, ok := bytes.CutPrefix(line, []byte("## "))
	if !ok {
		return s, "", false
	}
	rest = []byte(unescape(string(rest)))
	const n = len("2026-03-02 09:14:07")
	if len(rest) < n || len(rest) > n && rest[n] != ' ' {
		return s, "", false
	}
	s, end := timestamp.Prefix(rest[:n])
	return s, strings.TrimSpace(string(rest[n:])), end == n && s.HasDate() && s.HasClock()
}

// linkOnly is a line that is nothing but a picture or a file.
var linkOnly = regexp.MustCompile(`^(!?)\[([^\]]*)\]\(<?([^()<>]*)>?\)$`)

func parseMarkdown(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	begun := false
	records := e.Texts(ctx, e.Main, func(l parsers.Line, r *timeline.Record) parsers.LineRole {
		s, name, ok := markdownHeader(l.Text)
		switch {
		case ok:
			begun = true
		case begun:
			return parsers.Body
		default:
			return head(e, l)
		}
		r.Conversation = e.Says.Title
		r.Sender = timeline.Sender{Name: name, Self: name == me}
		r.Time = s.Moment(timestamp.YMD, e.Zone(), e.ZoneFrom(), unescape(string(l.Text[3:]))[:len("2026-03-02 09:14:07")])
		return parsers.Begins
	})
	return parsers.EachMessage(records, markdownBody)
}

// head reads the lines above the first message.
func head(e *parsers.Export, l parsers.Line) parsers.LineRole {
	line := string(l.Text)
	if name, ok := strings.CutPrefix(line, "# "); ok {
		e.Says.Title = unescape(name)
	} else if n, ok := strings.CutPrefix(line, "- 消息数量: "); ok {
		e.Says.Announced, _ = strconv.Atoi(strings.TrimSpace(n))
	} else if strings.HasPrefix(line, "- 会话类型: 群聊") {
		e.Says.Group = true
	}
	return parsers.Framing
}

// markdownBody undoes the escapes and reads the quote before a text and what is
// attached.
func markdownBody(r *timeline.Record) {
	quote, open := "", true
	lines := strings.Split(r.Text, "\n")
	for i, line := range lines {
		if m := linkOnly.FindStringSubmatch(line); m != nil && !strings.Contains(m[3], "://") {
			r.Attachments = append(r.Attachments, timeline.Attachment{Name: unescape(m[3]), Type: linkType(m[1], m[2])})
		}
		lines[i] = unescape(line)
		if open = open && strings.HasPrefix(line, ">"); open {
			quote += lines[i] + "\n"
		}
	}
	r.Text = strings.Join(lines, "\n")
	r.Quote(strings.TrimSuffix(quote, "\n"))
	recalled(r)
}

func linkType(picture, label string) string {
	switch {
	case label == "动画表情":
		return "sticker"
	case picture != "":
		return "image"
	case label == "语音文件":
		return "voice"
	case label == "视频文件":
		return "video"
	}
	return "file"
}
