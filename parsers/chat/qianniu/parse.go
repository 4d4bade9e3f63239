// Package qianniu reads what shop staff copy out of 千牛 and 旺旺: no file is
// exported there, the clipboard is the export.
package qianniu

import (
	"bytes"
	"context"
	"iter"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// Clipboard is a copy of selected messages of the desktop client.
var Clipboard = &parsers.Format{
	ID:     "qianniu-clipboard-txt",
	App:    "qianniu",
	Ext:    "txt",
	How:    "「昵称 2026-3-2 9:20:31」/「店铺:客服2026-3-2 9:20:31」，其后正文和「已读」",
	Detect: detect,
	Parse:  parse,
}

// status lines say how far a message came; they stand behind its body.
var status = map[string]bool{"已读": true, "未读": true, "发送中": true, "发送失败": true}

// banners are lines that the client puts between messages.
var banners = []string{"当前用户来自", "由 ", "原因：【", "商品详情页", "以上为历史消息", "以下为新消息"}

func isBanner(line string) bool {
	for _, b := range banners {
		if strings.HasPrefix(line, b) {
			return b != "由 " || strings.Contains(line, "转交给")
		}
	}
	return false
}

func detect(h *parsers.Head) parsers.Evidence {
	var e parsers.Evidence
	if h.HTMLStart() || h.JSONStart() != 0 {
		return e
	}
	lines := h.Lines(300)
	headers, loose, marks, shop := 0, 0, 0, 0
	for i, line := range lines {
		name, _, ok := header([]byte(line))
		switch {
		case ok:
			headers++
			if unpadded(line) {
				loose++
			}
			if strings.ContainsAny(name, ":：") {
				shop++
			}
			if i == 0 {
				e.Score += 10
			}
		case status[strings.TrimSpace(line)], isBanner(line):
			marks++
		}
	}
	if headers == 0 {
		e.Missing = append(e.Missing, "「昵称 年-月-日 时:分:秒」")
		return parsers.Evidence{Missing: e.Missing}
	}
	e.Found = append(e.Found, "「昵称 年-月-日 时:分:秒」")
	e.Weigh(headers*3 >= len(lines)/2, 20, "多数行成对")
	e.Weigh(loose > 0, 15, "日期不补零")
	e.Weigh(shop > 0, 20, "店铺:客服")
	e.Weigh(marks > 0, 30, "已读/未读")
	return e
}

// unpadded tells 2026-3-2 from 2026-03-02.
func unpadded(line string) bool {
	i := strings.LastIndex(line, "20")
	return i >= 0 && strings.Count(line[i:], "-") == 2 && len(line[i:]) < len("2026-03-02 09:20:31")
}

// header reads "name 2026-3-2 9:20:31"; between name and year there may be no
// blank. "[name] time" and "A --> B time" are variants.
func header(line []byte) (name string, s timestamp.Stamp, ok bool) {
	s, at := timestamp.Suffix(line)
	if at <= 0 || !s.HasDate() || s.Precision != timeline.PrecisionSecond || s.Marked {
		return "", s, false
	}
	name = strings.TrimSpace(string(line[:at]))
	if len(name) > 2 && name[0] == '[' && name[len(name)-1] == ']' {
		name = name[1 : len(name)-1]
	}
	if from, _, found := strings.Cut(name, " --> "); found {
		name = from
	}
	return name, s, name != "" && !strings.HasSuffix(name, "：") && !strings.HasSuffix(name, ",") && !strings.HasSuffix(name, "，")
}

func parse(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return e.Texts(ctx, e.Main, func(l parsers.Line, r *timeline.Record) parsers.LineRole {
		if name, s, ok := header(l.Text); ok {
			r.Sender.Name = name
			r.Time = s.Moment(timestamp.YMD, e.Zone(), e.ZoneFrom(), stampText(l.Text))
			return parsers.Begins
		}
		line := string(bytes.TrimSpace(l.Text))
		switch {
		case status[line], isBanner(line):
			return parsers.Framing
		case strings.HasSuffix(line, "撤回了一条消息") && len(line) < 90:
			r.Kind, r.Text, r.Recalled = timeline.KindNotice, line, true
			return parsers.Alone
		}
		return parsers.Body
	})
}

// stampText is the stamp at the line's end as written.
func stampText(line []byte) string {
	_, at := timestamp.Suffix(line)
	return strings.TrimSpace(string(line[at:]))
}
