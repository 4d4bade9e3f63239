package wechat

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
	ID:     "wechat-clipboard-txt",
	App:    "wechat",
	Ext:    "txt",
	How:    "「昵称␠␠2023/11/05 22:14:03」/「昵称 2024-01-15 10:30」/「·昵称」下一行「2026年09月17日 10:05」",
	Detect: detectClipboard,
	Parse:  parseClipboard,
}

func detectClipboard(h *parsers.Head) parsers.Evidence {
	var e parsers.Evidence
	if h.HTMLStart() || h.JSONStart() != 0 {
		return e
	}
	lines := h.Lines(300)
	headers, first := 0, false
	for i, line := range lines {
		var next []byte
		if i+1 < len(lines) {
			next = []byte(lines[i+1])
		}
		if _, _, _, ok := clipHeader([]byte(line), next); ok {
			headers++
			first = first || i == 0
		}
	}
	const mark = "「昵称␠␠年/月/日 时:分:秒」"
	if headers == 0 {
		return parsers.Evidence{Missing: []string{mark}}
	}
	e.Found = append(e.Found, mark)
	e.Score = 40
	if first {
		e.Score += 10
	}
	if headers > 2 {
		e.Score += 10
	}
	return e
}

// clipHeader reads a header: name and whole stamp on one line, with two blanks
// or with minutes only; or "·name" above a line that is a stamp.
func clipHeader(line, next []byte) (name, raw string, s timestamp.Stamp, ok bool) {
	if rest := bytes.TrimLeft(line, "·•‧・"); len(rest) < len(line) {
		s, ok := timestamp.Parse(string(bytes.TrimSpace(next)))
		return string(bytes.TrimSpace(rest)), string(bytes.TrimSpace(next)), s, ok && s.HasDate() && s.HasClock()
	}
	s, at := timestamp.Suffix(line)
	if at <= 0 || !s.HasDate() || s.Marked {
		return "", "", s, false
	}
	name, raw = strings.TrimSpace(string(line[:at])), strings.TrimSpace(string(line[at:]))
	gap := len(line[:at]) - len(bytes.TrimRight(line[:at], " ")) + len(line[at:]) - len(bytes.TrimLeft(line[at:], " "))
	fits := gap >= 2 && s.Precision == timeline.PrecisionSecond || gap >= 1 && s.Precision == timeline.PrecisionMinute
	return name, raw, s, fits && name != "" && len(name) < 120
}

func parseClipboard(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	stampBelow := false
	records := e.TextsAhead(ctx, e.Main, func(l parsers.Line, next []byte, r *timeline.Record) parsers.LineRole {
		if stampBelow {
			stampBelow = false // the stamp belongs to the header above it
			return parsers.Body
		}
		if name, raw, s, ok := clipHeader(l.Text, next); ok {
			r.Sender.Name = name
			r.Time = s.Moment(timestamp.YMD, e.Zone(), e.ZoneFrom(), raw)
			stampBelow = bytes.HasPrefix(bytes.TrimSpace(next), []byte(raw)) && !bytes.HasSuffix(bytes.TrimSpace(l.Text), []byte(raw))
			return parsers.Begins
		}
		if line := string(bytes.TrimSpace(l.Text)); strings.HasSuffix(line, "撤回了一条消息") && len(line) < 120 {
			r.Kind, r.Text, r.Recalled = timeline.KindNotice, line, true
			return parsers.Alone
		}
		return parsers.Body
	})
	return func(yield func(timeline.Record, error) bool) {
		for r, err := range records {
			if r.Kind == timeline.KindMessage {
				// The stamp below a name is no text.
				if first, rest, _ := strings.Cut(r.Text, "\n"); first == r.Time.Raw {
					r.Text = strings.TrimLeft(rest, "\n")
				}
				r.Attachments = attachments(r.Text)
			}
			if !yield(r, err) {
				return
			}
		}
	}
}
