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
	if h.HTMLStart() || h.JSONStart() != 0 {
		return parsers.Evidence{}
	}
	e := parsers.Marks(h,
		parsers.Mark{Text: head, Weight: 80},
		parsers.Mark{Text: object, Weight: 40},
		parsers.Mark{Text: group, Weight: 10},
	)
	if e.Score > 0 {
		return e
	}
	// A piece of such a file: times that are not zero-padded or have a 12-hour
	// marker, or names with an id; below most of them stands a text, which it
	// does not in a program's log.
	own, bodies, headers, above := 0, 0, 0, false
	for _, line := range h.Lines(60) {
		s, n := textHeader([]byte(line))
		if n == 0 {
			if above {
				bodies++
			}
			above = false
			continue
		}
		headers, above = headers+1, true
		name, id := sender(strings.TrimSpace(line[n:]))
		if (len(id) > 4 || s.Marked || line[n-8] == ' ') && !strings.HasPrefix(name, "-") {
			own++
		}
	}
	if own > 0 && bodies*2 >= headers {
		e.Score = 65
		e.Found = append(e.Found, "「年-月-日 时:分:秒 名字(号码)」")
	}
	return e
}

// textHeader reads the stamp that begins a header line, and where the name
// begins. The year stands first in every locale.
func textHeader(line []byte) (timestamp.Stamp, int) {
	if len(line) < 5 || line[0] < '0' || line[0] > '9' || line[4] != '-' && line[4] != '/' {
		return timestamp.Stamp{}, 0
	}
	s, n := timestamp.Prefix(line)
	if n == 0 || !s.HasDate() || s.Precision != timeline.PrecisionSecond || n+1 >= len(line) || line[n] != ' ' {
		return s, 0
	}
	return s, n
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
	// strict is set once a header stood behind a blank line: from then on one
	// that does not is text, somebody's pasted chat.
	strict bool
	apart  bool // the line before was blank or structure
	begun  bool
}

func (t *text) line(l parsers.Line, r *timeline.Record) parsers.LineRole {
	r.Conversation = t.chat
	apart := t.apart || !t.begun
	t.apart = l.Blank()
	if s, n := textHeader(l.Text); n > 0 && (apart || !t.strict) {
		t.strict = t.strict || t.begun && apart
		t.begun = true
		t.message(r, s, string(l.Text[:n]), strings.TrimSpace(string(l.Text[n:])))
		return parsers.Begins
	}
	line := string(bytes.TrimSpace(l.Text))
	t.apart = true
	switch {
	case strings.HasPrefix(line, head), strings.HasPrefix(line, group), line != "" && strings.Trim(line, "=") == "":
		return parsers.Framing
	case strings.HasPrefix(line, object):
		t.chat = strings.TrimPrefix(line, object)
		t.e.Says.Title = t.chat
		r.Conversation = t.chat
		return parsers.Framing
	}
	t.apart = l.Blank()
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
