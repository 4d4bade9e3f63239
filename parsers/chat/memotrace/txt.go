// Package memotrace reads exports of MemoTrace/留痕 (WeChatMsg), the most used
// WeChat exporter of 2023–2025: versions 1–2 (app/util/exporter) and 3
// (wxManager/exporter).
package memotrace

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

// Text is the TXT export of all versions: "time name", the body below. A
// system message is "time text" on one line (v1–2) or the text below a time
// that stands alone (v3).
var Text = &parsers.Format{
	ID:     "wechat-memotrace-txt",
	App:    "wechat",
	Ext:    "txt",
	How:    "「2024-03-02 09:14:07 名字」，其后正文，空行分隔",
	Detect: detectText,
	Parse:  parseText,
}

func detectText(h *parsers.Head) parsers.Evidence {
	var e parsers.Evidence
	if h.HTMLStart() || h.JSONStart() != 0 {
		return e
	}
	lines := h.Lines(200)
	before, headers, bodies, above := 0, 0, 0, false
	for i, line := range lines {
		if i == 0 && strings.HasPrefix(line, "#") {
			before = 1 // a remark on top, as some converters write
			continue
		}
		if _, who, ok := header([]byte(line)); ok && !quoted(who) {
			if headers == 0 && i == before {
				e.Score += 20
			}
			headers++
			above = true
			continue
		}
		if above {
			bodies++
		}
		above = false
	}
	const mark = "「年-月-日 时:分:秒 名字」"
	if headers == 0 {
		return parsers.Evidence{Missing: []string{mark}}
	}
	e.Found = append(e.Found, mark)
	e.Score += 30
	if headers*4 >= len(lines) {
		e.Score += 5
	}
	if blank := strings.Contains(h.Text, "\n\n") || strings.Contains(h.Text, "\n\r\n"); bodies*3 < headers && !blank {
		e.Score, e.Missing = min(e.Score, parsers.Likely-10), append(e.Missing, "正文、空行") // a program's log
	}
	return e
}

// quoted tells WeFlow's 'name' from MemoTrace's.
func quoted(who string) bool {
	return len(who) > 2 && (who[0] == '\'' || who[0] == '"') && who[len(who)-1] == who[0]
}

// stampLen is the length of "2024-03-02 09:14:07".
const stampLen = len("2024-03-02 09:14:07")

// header reads "time" or "time name".
func header(line []byte) (s timestamp.Stamp, who string, ok bool) {
	if len(line) < stampLen || line[4] != '-' || line[7] != '-' || line[10] != ' ' || line[13] != ':' || line[16] != ':' {
		return s, "", false
	}
	s, n := timestamp.Prefix(line[:stampLen])
	if n != stampLen || !s.HasDate() || s.Precision != timeline.PrecisionSecond {
		return s, "", false
	}
	rest := line[stampLen:]
	if len(rest) > 0 && rest[0] != ' ' {
		return s, "", false
	}
	return s, string(bytes.TrimSpace(rest)), true
}

// systemWords end a line that is a notice and no name.
var systemWords = []string{"撤回了一条消息", "加入了群聊", "拍了拍", "开启了朋友验证", "以上是打招呼的内容", "移出了群聊", "修改群名为", "领取了你的红包", "你领取了"}

func isSystem(who string) bool {
	for _, w := range systemWords {
		if strings.Contains(who, w) {
			return true
		}
	}
	return false
}

// unescape undoes what the exporter does to names even in text:
// escape_js_and_html.
var unescape = strings.NewReplacer(`\'`, `'`, `\"`, `"`, "&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;", `"`, "&#39;", "'")

func parseText(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	chat := strings.TrimSuffix(e.Main.Base(), path.Ext(e.Main.Base()))
	e.Says.Title = chat
	apart := true // the line before is blank, or there is none
	records := e.TextsAhead(ctx, e.Main, func(l parsers.Line, next []byte, r *timeline.Record) parsers.LineRole {
		s, who, ok := header(l.Text)
		if who == "" {
			// A time alone heads a notice only where v3 would write one.
			ok = ok && apart && len(bytes.TrimSpace(next)) > 0
		}
		apart = l.Blank()
		if !ok {
			if l.Offset == 0 && bytes.HasPrefix(l.Text, []byte("#")) {
				return parsers.Framing
			}
			return parsers.Body
		}
		r.Conversation = chat
		r.Time = s.Moment(timestamp.YMD, e.Zone(), e.ZoneFrom(), string(l.Text[:stampLen]))
		switch {
		case who == "":
			r.Kind = timeline.KindNotice
		case isSystem(who):
			r.Kind, r.Text, r.Recalled = timeline.KindNotice, who, strings.Contains(who, "撤回了一条消息")
			return parsers.Alone
		default:
			r.Sender.Name = unescape.Replace(who)
		}
		return parsers.Begins
	})
	return func(yield func(timeline.Record, error) bool) {
		for r, err := range records {
			quote(&r)
			if !yield(r, err) {
				return
			}
		}
	}
}

// quote marks the last line "引用:name:text" (v1–2) or "引用：name: text" (v3).
func quote(r *timeline.Record) {
	for _, mark := range []string{"\n引用:", "\n引用："} {
		if i := strings.LastIndex(r.Text, mark); i >= 0 {
			r.Quote(r.Text[i+1:])
			return
		}
	}
}
