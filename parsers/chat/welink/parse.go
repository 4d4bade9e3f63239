// Package welink reads the text export of Huawei WeLink.
package welink

import (
	"bytes"
	"context"
	"iter"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// Format is the TXT export: "name(staff id)", a tab, the time; the body below.
var Format = &parsers.Format{
	ID:     "welink-chat-txt",
	App:    "welink",
	Ext:    "txt",
	How:    "「名(工号)<Tab>2026-03-31 09:15:32」，其后正文",
	Detect: detect,
	Parse:  parse,
}

func detect(h *parsers.Head) parsers.Evidence {
	const mark = "「名(工号)<Tab>时间」"
	for _, line := range h.Lines(20) {
		if _, _, _, ok := header([]byte(line)); ok {
			return parsers.Evidence{Score: 85, Found: []string{mark}}
		}
	}
	return parsers.Evidence{Missing: []string{mark}}
}

func header(line []byte) (who timeline.Sender, s timestamp.Stamp, raw string, ok bool) {
	before, after, found := bytes.Cut(line, []byte{'\t'})
	name, id, closed := strings.Cut(strings.TrimSuffix(string(before), ")"), "(")
	raw = string(bytes.TrimSpace(after))
	s, ok = timestamp.Parse(raw)
	return timeline.Sender{Name: name, ID: id}, s, raw, found && closed && ok && s.HasDate() && s.HasClock() && name != "" && bytes.HasSuffix(before, []byte{')'})
}

func parse(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return e.Texts(ctx, e.Main, func(l parsers.Line, r *timeline.Record) parsers.LineRole {
		who, s, raw, ok := header(l.Text)
		if !ok {
			return parsers.Body
		}
		r.Sender, r.Time = who, s.Moment(timestamp.YMD, e.Zone(), e.ZoneFrom(), raw)
		return parsers.Begins
	})
}
