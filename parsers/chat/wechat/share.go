// Package wechat reads what WeChat itself writes when a person selects
// messages and sends them by mail or to another app (多选 → 邮件): the one
// official text export. It has minutes only, no ids and no mark of the owner.
package wechat

import (
	"bytes"
	"context"
	"iter"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// Share is the text of 多选 → 邮件: a title, date lines between long dashes,
// and messages headed "name␠␠HH:MM".
var Share = &parsers.Format{
	ID:     "wechat-share-txt",
	App:    "wechat",
	Ext:    "txt",
	How:    "「…的聊天记录如下」/「—————  2026-03-02  —————」/「昵称␠␠09:14」",
	Detect: detectShare,
	Parse:  parseShare,
}

// titles are the words that end a title line, and whether it is a group's.
var titles = []struct {
	words string
	group bool
}{
	{"在微信上的聊天记录如下", false},
	{"微信群上的聊天记录如下", true},
	{"微信群的聊天记录如下", true},
	{"在微信上的聊天記錄如下", false},
	{"微信群上的聊天記錄如下", true},
}

func detectShare(h *parsers.Head) parsers.Evidence {
	var e parsers.Evidence
	title, days, headers := false, 0, 0
	for _, line := range h.Lines(400) {
		b := []byte(line)
		if _, _, ok := shareTitle(line); ok {
			title = true
		} else if _, ok := shareDay(b); ok {
			days++
		} else if _, _, ok := shareHeader(b); ok {
			headers++
		}
	}
	if h.HTMLStart() {
		return e
	}
	e.Weigh(title, 60, "「的聊天记录如下」")
	e.Weigh(days > 0, 35, "「—————  日期  —————」")
	e.Weigh(headers > 0, 15, "「昵称␠␠HH:MM」")
	if !title && days == 0 && headers >= 2 {
		// A piece of such a text without its head: likely, and undated.
		e.Score = parsers.Likely + 5
	}
	e.Score = min(e.Score, 100)
	return e
}

// shareTitle reads a title line into the chat's name.
func shareTitle(line string) (name string, group, ok bool) {
	for _, t := range titles {
		if head, rest, found := strings.Cut(line, t.words); found && len(rest) < 60 {
			name = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(head), "Dear:"))
			return name, t.group, name != ""
		}
	}
	return "", false, false
}

// isDash tells the dashes that carriers of the mail leave or put.
func isDash(r rune) bool { return r == '—' || r == '-' || r == '─' || r == '－' || r == '–' }

// shareDay reads "—————  2026-04-06  —————", also with / or 年月日.
func shareDay(line []byte) (day time.Time, ok bool) {
	line = bytes.TrimSpace(line)
	inner := bytes.TrimFunc(line, isDash)
	dashes := utf8.RuneCount(line) - utf8.RuneCount(inner)
	if dashes < 6 || len(inner) > 40 {
		return day, false
	}
	n, rest, ok := fields3(bytes.TrimSpace(inner))
	if !ok || len(rest) > 0 && string(rest) != "日" || n[0] < 1000 || n[1] < 1 || n[1] > 12 || n[2] < 1 || n[2] > 31 {
		return day, false
	}
	return time.Date(n[0], time.Month(n[1]), n[2], 0, 0, 0, 0, time.UTC), true
}

// fields3 reads three numbers with -, / or 年 月 between them.
func fields3(b []byte) (n [3]int, rest []byte, ok bool) {
	for i := range n {
		d := 0
		for d < len(b) && d < 4 && b[d] >= '0' && b[d] <= '9' {
			n[i] = n[i]*10 + int(b[d]-'0')
			d++
		}
		if d == 0 {
			return n, b, false
		}
		b = b[d:]
		if i == 2 {
			break
		}
		switch {
		case len(b) > 0 && (b[0] == '-' || b[0] == '/' || b[0] == '.'):
			b = b[1:]
		case bytes.HasPrefix(b, []byte("年")), bytes.HasPrefix(b, []byte("月")):
			b = b[len("年"):]
		default:
			return n, b, false
		}
	}
	return n, b, true
}

// shareHeader reads "name␠␠HH:MM". The last such token wins, since names hold
// times too ("瀛姬喵喵11:00-20:00  17:34"). One blank is body text.
func shareHeader(line []byte) (name, clock []byte, ok bool) {
	line = trimBlanks(line)
	n := len(line)
	if n < 7 || line[n-3] != ':' || !digit(line[n-1]) || !digit(line[n-2]) || !digit(line[n-4]) {
		return nil, nil, false
	}
	start := n - 4
	if digit(line[start-1]) {
		start--
	}
	name = trimBlanks(line[:start])
	if len(name) == 0 || blanks(line[len(name):start]) < 2 || name[0] == ' ' {
		return nil, nil, false
	}
	clock = line[start:]
	h := int(clock[len(clock)-4] - '0')
	if len(clock) == 5 {
		h += 10 * int(clock[0]-'0')
	}
	if h > 23 || clock[len(clock)-2] > '5' {
		return nil, nil, false
	}
	return name, clock, true
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// trimBlanks drops blanks and no-break spaces from the end of b.
func trimBlanks(b []byte) []byte {
	for {
		n := len(b)
		switch {
		case n > 0 && (b[n-1] == ' ' || b[n-1] == '\t' || b[n-1] == '\r'):
			b = b[:n-1]
		case n > 1 && string(b[n-2:]) == "\u00a0":
			b = b[:n-2]
		case n > 2 && string(b[n-3:]) == "\u3000":
			b = b[:n-3]
		default:
			return b
		}
	}
}

func blanks(b []byte) int { return utf8.RuneCount(b) }

func parseShare(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	s := newShare(e)
	return s.records(e.Main, e.Main.Lines(ctx), nil)
}

// A share is the state of reading one export: the chat and day in force, and
// the names seen.
type share struct {
	e       *parsers.Export
	chat    string
	day     timestamp.Stamp
	dayText string
	times   timestamp.Reader
	names   parsers.Names
}

func newShare(e *parsers.Export) *share {
	return &share{e: e, times: timestamp.Reader{Zone: e.Zone(), From: e.ZoneFrom()}}
}

func (s *share) line(l parsers.Line, r *timeline.Record) parsers.LineRole {
	if name, clock, ok := shareHeader(l.Text); ok {
		s.message(r, name, clock)
		return parsers.Begins
	}
	if len(l.Text) == 0 || len(l.Text) > 400 {
		return parsers.Body
	}
	if first, _ := utf8.DecodeRune(l.Text); isDash(first) || first == ' ' {
		if day, ok := shareDay(l.Text); ok {
			s.dayText = day.Format(time.DateOnly)
			s.day, _ = timestamp.Parse(s.dayText)
			r.Conversation = s.chat
			return parsers.Framing
		}
	}
	if !bytes.Contains(l.Text, []byte("如下")) {
		if l.Number < 5 && string(bytes.TrimSpace(l.Text)) == "Dear:" {
			return parsers.Framing
		}
		return parsers.Body
	}
	if name, group, ok := shareTitle(string(l.Text)); ok {
		s.chat, s.day = name, timestamp.Stamp{}
		s.e.Says.Title, s.e.Says.Group = name, group
		r.Conversation = s.chat
		return parsers.Framing
	}
	return parsers.Body
}

func (s *share) message(r *timeline.Record, name, clock []byte) {
	r.Conversation = s.chat
	r.Sender.Name = s.names.Of(name)
	if !s.day.HasDate() {
		r.Time = timeline.Undated(string(clock))
		return
	}
	n := len(clock)
	at := timestamp.Stamp{Hour: number(clock[:n-3]), Minute: number(clock[n-2:]), Precision: timeline.PrecisionMinute}.On(s.day)
	r.Time = s.times.Moment(&at, s.dayText+" "+string(clock))
}

func number(s []byte) (n int) {
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
