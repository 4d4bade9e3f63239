package memotrace

import (
	"bytes"
	"context"
	"iter"
	"regexp"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// Markdown is the export of v3 for note-taking apps: a heading a day, times
// without a date below it.
var Markdown = &parsers.Format{
	ID:     "wechat-memotrace-md",
	App:    "wechat",
	Ext:    "md",
	How:    "「#### 2024-03-02」，其下「**09:14:07 名字**: 正文」",
	Detect: detectMarkdown,
	Parse:  parseMarkdown,
}

var (
	dayHeading  = regexp.MustCompile(`^#### (\d{4}-\d\d-\d\d)\s*$`)
	otherTitle  = regexp.MustCompile(`^#{1,3} `)
	saidLine    = regexp.MustCompile(`^\*\*((?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d) (.+?)\*\*[:：] ?(.*)$`)
	noticeLine  = regexp.MustCompile(`^> ((?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d) (.+)$`)
	escapedMark = regexp.MustCompile("\\\\([\\\\`*_{}\\[\\]()#+.!|<>~-])")
)

func detectMarkdown(h *parsers.Head) parsers.Evidence {
	var e parsers.Evidence
	days, said := 0, 0
	for _, line := range h.Lines(200) {
		switch {
		case dayHeading.MatchString(line):
			days++
		case saidLine.MatchString(line):
			said++
		}
	}
	if said > 0 {
		e.Score, e.Found = 60, []string{"**时:分:秒 名字**:"}
		if days > 0 {
			e.Score, e.Found = 90, append(e.Found, "#### 年-月-日")
		}
	}
	return e
}

func parseMarkdown(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	chat := chatOf(e.Main.Base())
	e.Says.Title = chat
	var day timestamp.Stamp
	written := ""
	at := func(clock string) timeline.Moment {
		s, ok := timestamp.Parse(clock)
		switch {
		case !ok:
			return timeline.Undated(clock)
		case !s.HasDate() && written != "":
			s, clock = s.On(day), written+" "+clock
		}
		return s.Moment(timestamp.YMD, e.Zone(), e.ZoneFrom(), clock)
	}
	records := e.Texts(ctx, e.Main, func(l parsers.Line, r *timeline.Record) parsers.LineRole {
		line := bytes.TrimRight(l.Text, " \t")
		r.Conversation = chat
		switch {
		case len(line) < 2 || line[0] != '#' && line[0] != '*' && line[0] != '>':
			return parsers.Body
		case otherTitle.Match(line):
			return parsers.Framing
		}
		if m := dayHeading.FindSubmatch(line); m != nil {
			written = string(m[1])
			day, _ = timestamp.Parse(written)
			return parsers.Framing
		}
		if m := saidLine.FindSubmatch(line); m != nil {
			r.Time, r.Sender.Name, r.Text = at(string(m[1])), plainText(string(m[2])), string(m[3])
			return parsers.Begins
		}
		if m := noticeLine.FindSubmatch(line); m != nil {
			r.Time, r.Text = at(string(m[1])), plainText(string(m[2]))
			notice(r)
			return parsers.Alone
		}
		return parsers.Body
	})
	return parsers.EachMessage(records, markdownText)
}

// markdownText undoes the escapes and marks the lines "> …" as quoted.
func markdownText(r *timeline.Record) {
	r.Text = plainText(r.Text)
	i := strings.Index(r.Text, "\n> ")
	if i >= 0 {
		r.Quote(r.Text[i+1:])
	}
}

func plainText(s string) string { return escapedMark.ReplaceAllString(s, "$1") }
