package weflow

import (
	"bytes"
	"context"
	"iter"
	"path"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// Text is the TXT export: a time and a name in quotes, the body below.
var Text = &parsers.Format{
	ID:     "wechat-weflow-txt",
	App:    "wechat",
	Ext:    "txt",
	How:    "「2026-03-02 09:14:07 '名字'」，其后正文，空行分隔",
	Detect: detectText,
	Parse:  parseText,
}

// me is how private chats name the owner.
const me = "我"

func detectText(h *parsers.Head) parsers.Evidence {
	const mark = "「年-月-日 时:分:秒 '名字'」"
	e := parsers.Evidence{Missing: []string{mark}}
	if h.HTMLStart() || h.JSONStart() != 0 {
		return e
	}
	for i, line := range h.Lines(50) {
		if _, _, ok := textHeader([]byte(line)); ok {
			e = parsers.Evidence{Score: 70, Found: []string{mark}}
			if i == 0 {
				e.Score = 85
			}
			return e
		}
	}
	return e
}

// textHeader reads "2026-03-02 09:14:07 'name'"; converters write double
// quotes too.
func textHeader(line []byte) (s timestamp.Stamp, name string, ok bool) {
	const n = len("2026-03-02 09:14:07")
	line = bytes.TrimRight(line, " ")
	if len(line) < n+4 || line[n] != ' ' || line[n+1] != '\'' && line[n+1] != '"' || line[len(line)-1] != line[n+1] {
		return s, "", false
	}
	s, end := timestamp.Prefix(line[:n])
	return s, string(line[n+2 : len(line)-1]), end == n && s.HasDate() && s.HasClock()
}

func parseText(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	chat := strings.TrimSuffix(e.Main.Base(), path.Ext(e.Main.Base()))
	e.Says.Title = chat
	records := e.Texts(ctx, e.Main, func(l parsers.Line, r *timeline.Record) parsers.LineRole {
		s, name, ok := textHeader(l.Text)
		if !ok {
			return parsers.Body
		}
		r.Conversation = chat
		r.Sender = timeline.Sender{Name: name, Self: name == me}
		r.Time = s.Moment(timestamp.YMD, e.Zone(), e.ZoneFrom(), string(l.Text[:len("2026-03-02 09:14:07")]))
		return parsers.Begins
	})
	return func(yield func(timeline.Record, error) bool) {
		for r, err := range records {
			quoteTail(&r)
			recalled(&r)
			if !yield(r, err) {
				return
			}
		}
	}
}

// recalled makes a notice of the line about a message taken back, which the
// export puts into the mouth of a person.
func recalled(r *timeline.Record) {
	if strings.HasSuffix(r.Text, "撤回了一条消息") && len(r.Text) < 120 {
		r.Kind, r.Sender, r.Recalled = timeline.KindNotice, timeline.Sender{}, true
	}
}

// quoteTail marks "[引用 name：text]" at the end of a text.
func quoteTail(r *timeline.Record) {
	if i := strings.LastIndex(r.Text, "[引用"); i >= 0 && strings.HasSuffix(r.Text, "]") {
		r.Quote(r.Text[i:])
	}
}
