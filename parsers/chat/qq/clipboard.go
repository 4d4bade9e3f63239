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

// Clipboard is a copy of messages out of the chat window, the message manager
// or the phone.
var Clipboard = &parsers.Format{
	ID:     "qq-clipboard-txt",
	App:    "qq",
	Ext:    "txt",
	How:    "「【头衔】名 2/14/2020 9:16:13 PM」/「名(10001) 下午 3:32:47」/「— —  2020-2-21  — —」",
	Detect: detectClipboard,
	Parse:  parseClipboard,
}

func detectClipboard(h *parsers.Head) parsers.Evidence {
	var e parsers.Evidence
	if h.HTMLStart() || h.JSONStart() != 0 {
		return e
	}
	lines := h.Lines(300)
	headers, own, first := 0, 0, false
	for i, line := range lines {
		b := []byte(line)
		if _, ok := dayLine(b); ok {
			own++
			first = first || i == 0
			continue
		}
		name, s, _, ok := clipHeader(b)
		if !ok {
			continue
		}
		headers++
		first = first || i == 0
		if !s.HasDate() || s.Marked || strings.HasPrefix(name, "【") || strings.Count(line, "/") == 2 && !strings.Contains(line, "  ") {
			own++
		}
	}
	const mark = "「名 日期 时:分:秒」"
	if headers == 0 {
		return parsers.Evidence{Missing: []string{mark}}
	}
	e.Found = append(e.Found, mark)
	e.Score = 20
	if first {
		e.Score += 15
	}
	if own > 0 {
		e.Score += 15
		e.Found = append(e.Found, "12 小时制、头衔或单独的日期行")
	} else {
		e.Missing = append(e.Missing, "12 小时制、头衔或单独的日期行")
	}
	return e
}

// dayLine reads a line that holds a date only, alone or between dashes.
func dayLine(line []byte) (timestamp.Stamp, bool) {
	line = bytes.TrimSpace(line)
	if len(line) == 0 || len(line) > 60 {
		return timestamp.Stamp{}, false
	}
	line = bytes.TrimFunc(line, func(r rune) bool { return r == '—' || r == '-' || r == '－' || r == ' ' })
	s, n := timestamp.Day(line)
	return s, n > 0 && n == len(line) && s.HasDate() && !s.HasClock()
}

// clipHeader reads "name stamp". A time without a date must show in another
// way that it is no body text: a 12-hour marker, an id, or two blanks.
func clipHeader(line []byte) (name string, s timestamp.Stamp, raw string, ok bool) {
	s, at := timestamp.Suffix(line)
	if at <= 0 || s.Precision != timeline.PrecisionSecond {
		return "", s, "", false
	}
	rest := string(line[at:])
	name, raw = strings.TrimSpace(string(line[:at])), strings.TrimSpace(rest)
	if name == "" || len(name) > 120 {
		return "", s, "", false
	}
	if !s.HasDate() && !s.Marked && !strings.HasPrefix(rest, "  ") {
		if _, id := sender(name); id == "" {
			return "", s, "", false
		}
	}
	return name, s, raw, true
}

// noticeWords mark lines that the program writes between messages.
var noticeWords = []string{"撤回了一条消息", "个共同好友", "加入了本群", "加入本群", "recalled a message", "退出了本群", "修改群名称", "成为新群主"}

func isNotice(line string) bool {
	if len(line) > 200 {
		return false
	}
	for _, w := range noticeWords {
		if strings.Contains(line, w) {
			return true
		}
	}
	return false
}

func parseClipboard(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		order, why, err := clipOrder(ctx, e)
		if err != nil {
			yield(timeline.Record{}, err)
			return
		}
		e.Says.DateOrder, e.Says.DateWhy = string(order), why
		c := clipboard{e: e, order: order}
		for r, err := range e.Texts(ctx, e.Main, c.line) {
			if !yield(r, err) {
				return
			}
		}
	}
}

// A clipboard is the state of reading one copy: the day that a line of its own
// names. A clock time under a header with another day stays undated: the
// window leaves the day out for what was "today" when it was copied.
type clipboard struct {
	e     *parsers.Export
	order timestamp.Order
	day   timestamp.Stamp
}

func (c *clipboard) line(l parsers.Line, r *timeline.Record) parsers.LineRole {
	if name, s, raw, ok := clipHeader(l.Text); ok {
		r.Sender.Name, r.Sender.ID = sender(name)
		if !s.HasDate() && c.day.HasDate() {
			s = s.On(c.day)
		}
		r.Time = s.Moment(c.order, c.e.Zone(), c.e.ZoneFrom(), raw)
		return parsers.Begins
	}
	if day, ok := dayLine(l.Text); ok {
		c.day = day
		return parsers.Framing
	}
	return c.notice(string(bytes.TrimSpace(l.Text)), r)
}

// notice reads what the program writes between messages. With a time of its
// own such a line is a notice; without, nothing tells when it was or whom it
// concerns, and it is part of the window's frame.
func (c *clipboard) notice(line string, r *timeline.Record) parsers.LineRole {
	if !isNotice(line) {
		return parsers.Body
	}
	s, n := timestamp.Clock([]byte(line))
	if n == 0 {
		return parsers.Framing
	}
	if c.day.HasDate() {
		s = s.On(c.day)
	}
	r.Kind, r.Text = timeline.KindNotice, strings.TrimSpace(line[n:])
	r.Recalled = strings.Contains(line, "撤回") || strings.Contains(line, "recalled")
	r.Time = s.Moment(c.order, c.e.Zone(), c.e.ZoneFrom(), line[:n])
	return parsers.Alone
}

// clipOrder settles the order of day and month from all headers of the file;
// Windows writes M/D/YYYY where nothing else speaks.
func clipOrder(ctx context.Context, e *parsers.Export) (timestamp.Order, string, error) {
	if e.Options.DateOrder != "" {
		return timestamp.Order(e.Options.DateOrder), "named by the user", nil
	}
	var dates timestamp.Dates
	for l, err := range e.Main.Lines(ctx) {
		if err != nil {
			return "", "", err
		}
		if _, s, _, ok := clipHeader(l.Text); ok {
			dates.Add(s)
		}
	}
	found := dates.Decide("", "")
	if !found.Certain {
		return timestamp.MDY, "no date decides it; Windows writes M/D/YYYY", nil
	}
	return found.Order, found.Why, nil
}
