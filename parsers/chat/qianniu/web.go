package qianniu

import (
	"bytes"
	"context"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// Web is a copy of 聊天记录查询 in the browser: the time, the text, and below it
// the account that wrote it; the day stands on lines of its own.
var Web = &parsers.Format{
	ID:     "qianniu-web-txt",
	App:    "qianniu",
	Ext:    "txt",
	How:    "「20:57:11」/ 正文 /「店铺:客服」三段一组，日期另起一行",
	Detect: detectWeb,
	Parse:  parseWeb,
}

// webOnly is what the page puts for cards.
const webOnly = "请在客户端查看原始聊天记录"

// stampLine reads a line that is a time, a day, or both.
func stampLine(line []byte) (timestamp.Stamp, bool) {
	line = bytes.TrimSpace(line)
	if len(line) == 0 || len(line) > 40 || line[0] < '0' || line[0] > '9' {
		return timestamp.Stamp{}, false
	}
	s, ok := timestamp.Parse(string(line))
	return s, ok && (s.HasDate() || s.Precision == timeline.PrecisionSecond)
}

// isAccount tells a name from a sentence.
func isAccount(line string) bool {
	return line != "" && utf8.RuneCountInString(line) <= 30 && !strings.ContainsAny(line, "，。！？,!? ；…【】")
}

func detectWeb(h *parsers.Head) parsers.Evidence {
	const mark = "「时:分:秒」独占一行，其后正文、账号"
	if h.HTMLStart() || h.JSONStart() != 0 {
		return parsers.Evidence{}
	}
	blocks, fits, shops := 0, 0, map[string]bool{}
	last, size := "", 0
	end := func() {
		if size < 2 {
			return
		}
		if isAccount(last) {
			fits++
			if strings.ContainsAny(last, ":：") {
				shops[last] = true
			}
		}
	}
	for _, line := range h.Lines(300) {
		s, ok := stampLine([]byte(line))
		switch {
		case ok && s.HasClock() && !s.HasDate():
			end()
			blocks++
			size = 0
		case ok:
			end()
			size = 0
		case blocks > 0:
			last = strings.TrimSpace(line)
			size++
		}
	}
	end()
	if blocks < 2 || fits*3 < blocks*2 || len(shops) == 0 || len(shops) > 1+fits/2 {
		return parsers.Evidence{Missing: []string{mark, "店铺:客服"}}
	}
	e := parsers.Evidence{Score: 65, Found: []string{mark, "店铺:客服"}}
	if h.Has(webOnly) {
		e.Score, e.Found = 90, append(e.Found, webOnly)
	}
	return e
}

func parseWeb(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	var day timestamp.Stamp
	dayText := ""
	records := e.Texts(ctx, e.Main, func(l parsers.Line, r *timeline.Record) parsers.LineRole {
		s, ok := stampLine(l.Text)
		raw := string(bytes.TrimSpace(l.Text))
		switch {
		case !ok && isBanner(raw):
			return parsers.Framing
		case !ok:
			return parsers.Body
		case !s.HasClock():
			day, dayText = s, raw
			return parsers.Framing
		case !s.HasDate() && day.HasDate():
			s, raw = s.On(day), dayText+" "+raw
		}
		r.Time = s.Moment(timestamp.YMD, e.Zone(), e.ZoneFrom(), raw)
		return parsers.Begins
	})
	return parsers.EachMessage(records, account)
}

// account takes the last line of a block for who wrote it. A block without one
// keeps its text and has no sender.
func account(r *timeline.Record) {
	i := strings.LastIndexByte(r.Text, '\n')
	if name := strings.TrimSpace(r.Text[i+1:]); i >= 0 && isAccount(name) {
		r.Sender.Name, r.Text = name, strings.TrimRight(r.Text[:i], "\n")
	}
	if strings.HasSuffix(r.Text, "撤回了一条消息") && len(r.Text) < 90 {
		r.Kind, r.Sender, r.Recalled = timeline.KindNotice, timeline.Sender{}, true
	}
	if strings.Contains(r.Text, webOnly) {
		r.Attachments = []timeline.Attachment{{Name: r.Text, Type: "card"}}
	}
}
