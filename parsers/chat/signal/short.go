package signal

import (
	"context"
	"iter"
	"regexp"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// SigtopShort is the short text of sigtop (fmt_text_short.go).
var SigtopShort = &parsers.Format{
	ID:     "signal-sigtop-short-txt",
	App:    "signal",
	Ext:    "txt",
	How:    "“2026-03-06 16:40 name: [reply to … on 2026-03-06 16:39, edited, 2 attachments] text”",
	Detect: detectShort,
	Parse:  parseShort,
}

var (
	shortForm = regexp.MustCompile(`^(\d{4}-\d\d-\d\d \d\d:\d\d|unknown) ([^:]{1,100}):(?: (.*))?$`)
	// details are what stands in brackets before the text.
	details = regexp.MustCompile(`^\[((?:(?:reply to .+ on (?:\d{4}-\d\d-\d\d \d\d:\d\d|unknown)|edited|\d+ attachments?)(?:, |\]))+)(?: |$)`)
	appOnly = regexp.MustCompile(`^\[[a-z-]+ message\]$`)
)

func detectShort(h *parsers.Head) parsers.Evidence {
	e := parsers.Evidence{Missing: []string{"2026-03-06 16:40 name: text"}}
	rows, others, you, marked, first := 0, 0, false, false, false
	for i, l := range h.Lines(200) {
		m := shortForm.FindStringSubmatch(l)
		if m == nil {
			others++
			continue
		}
		rows++
		first = first || i == 0
		you = you || m[2] == "You"
		marked = marked || details.MatchString(m[3]) || appOnly.MatchString(m[3])
	}
	if rows == 0 || !first {
		return e
	}
	e = parsers.Evidence{Score: 30, Found: e.Missing}
	e.Weigh(you, 30, "the owner is called You")
	e.Weigh(marked, 25, "[reply to …], [2 attachments], [… message]")
	e.Weigh(rows > others, 5, "most lines")
	return e
}

func parseShort(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	e.Says.Title = title(chatOf(e.Main))
	records := e.Texts(ctx, e.Main, func(l parsers.Line, r *timeline.Record) parsers.LineRole {
		m := shortForm.FindStringSubmatch(string(l.Text))
		if m == nil {
			return parsers.Body
		}
		s, _ := timestamp.Parse(m[1])
		r.Conversation = e.Says.Title
		r.Time = s.Moment(timestamp.YMD, e.Zone(), e.ZoneFrom(), m[1])
		r.Sender = timeline.Sender{Name: m[2], Self: m[2] == "You"}
		r.Text = m[3]
		return parsers.Begins
	})
	return parsers.EachMessage(records, short)
}

// short reads the details before the text.
func short(r *timeline.Record) {
	if appOnly.MatchString(r.Text) {
		r.Kind, r.Sender = timeline.KindNotice, timeline.Sender{}
		return
	}
	m := details.FindStringSubmatch(r.Text)
	if m == nil {
		return
	}
	r.Edited = strings.Contains(m[1], "edited")
	if strings.Contains(m[1], " attachment") {
		r.Attachments = []timeline.Attachment{{Type: "other"}}
	}
	r.Text = r.Text[len(m[0]):]
}
