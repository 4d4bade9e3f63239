// Package qq reads what QQ itself writes: the text export of the old PC
// client's message manager (消息管理器, before 9.7.25, and TIM).
package qq

import (
	"bytes"
	"context"
	"iter"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// Text is 导出 → 文本文件.
var Text = &parsers.Format{
	ID:     "qq-official-txt",
	App:    "qq",
	Ext:    "txt",
	How:    "「消息记录（此消息记录为文本格式，不支持重新导入）」",
	Detect: detectText,
	Parse:  parseText,
}

const (
	head   = "消息记录（此消息记录为文本格式"
	group  = "消息分组:"
	object = "消息对象:"
)

func detectText(h *parsers.Head) parsers.Evidence {
	e := parsers.Marks(h,
		parsers.Mark{Text: head, Weight: 80},
		parsers.Mark{Text: object, Weight: 40},
		parsers.Mark{Text: group, Weight: 10},
	)
	if h.HTMLStart() {
		return parsers.Evidence{}
	}
	return e
}

func parseText(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	t := text{e: e}
	return e.Texts(ctx, e.Main, t.line)
}

// A text is the state of reading one export: a whole account's export changes
// the chat in mid-file.
type text struct {
	e    *parsers.Export
	chat string
}

func (t *text) line(l parsers.Line, r *timeline.Record) parsers.LineRole {
	r.Conversation = t.chat
	if s, n := timestamp.Prefix(l.Text); n > 0 && s.HasDate() && s.Precision == timeline.PrecisionSecond && l.Text[0] >= '0' && l.Text[0] <= '9' {
		rest := l.Text[n:]
		if len(rest) > 1 && rest[0] == ' ' {
			t.message(r, s, string(l.Text[:n]), strings.TrimSpace(string(rest)))
			return parsers.Begins
		}
	}
	line := string(bytes.TrimSpace(l.Text))
	switch {
	case strings.HasPrefix(line, head), strings.HasPrefix(line, group), line != "" && strings.Trim(line, "=") == "":
		return parsers.Framing
	case strings.HasPrefix(line, object):
		t.chat = strings.TrimPrefix(line, object)
		t.e.Says.Title = t.chat
		r.Conversation = t.chat
		return parsers.Framing
	}
	return parsers.Body
}

func (t *text) message(r *timeline.Record, s timestamp.Stamp, raw, who string) {
	r.Time = s.Moment(timestamp.YMD, t.e.Zone(), t.e.ZoneFrom(), raw)
	r.Sender.Name, r.Sender.ID = sender(who)
	if r.Sender.ID == "10000" || r.Sender.ID == "1000000" {
		r.Kind, r.Sender = timeline.KindNotice, timeline.Sender{}
	}
}

// sender takes "name(10001)" or "name<a@b>" apart; names may hold brackets.
func sender(s string) (name, id string) {
	for _, pair := range []string{"()", "<>"} {
		i := strings.LastIndexByte(s, pair[0])
		if i > 0 && s[len(s)-1] == pair[1] {
			if id := s[i+1 : len(s)-1]; id != "" && (pair == "<>" || strings.Trim(id, "0123456789") == "") {
				return s[:i], id
			}
		}
	}
	return s, ""
}
