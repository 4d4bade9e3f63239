package whatsapp

import (
	"bytes"
	"context"
	"iter"
	"path"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

func detect(h *parsers.Head) parsers.Evidence {
	var e parsers.Evidence
	if h.HTMLStart() {
		return e
	}
	var n [colon + 1]int
	authors, at, iso, marked, first := 0, 0, 0, false, false
	c := newChat()
	var d header
	for i, line := range h.Lines(400) {
		if !c.header([]byte(line), &d) {
			continue
		}
		n[d.shape]++
		first = first || i == 0
		marked = marked || d.marked || startsMark(d.rest)
		if who, text := c.author(d.rest); who != nil {
			authors++
			marked = marked || startsMark(text)
			if who.name[0] == '@' {
				at++
			}
		}
		if len(d.raw) > 10 && d.raw[4] == '-' && (d.raw[10] == ' ' || d.stamp.Precision == timeline.PrecisionMinute) {
			iso++
		}
	}
	s, found := bracket, 0
	for i, count := range n {
		if count > found {
			s, found = shape(i), count
		}
	}
	if found == 0 || at > authors/2 {
		return e
	}
	low := strings.ToLower(h.Name)
	named := strings.Contains(low, "whatsapp") || low == "_chat.txt"
	says := h.Has("WhatsApp") || containsAny(strings.ToLower(strings.Join(h.Lines(3), "\n")), notices)
	e.Score = map[shape]int{dash: 55, bracket: 45, colon: 30}[s]
	e.Found = append(e.Found, map[shape]string{dash: "date, time - ", bracket: "[date, time] ", colon: "date time: "}[s])
	e.Weigh(first, 5, "the first line is a message")
	e.Weigh(found > 1, 5, "several messages")
	e.Weigh(authors*2 >= found, 10, "name: text")
	e.Weigh(named, 30, "file name _chat.txt or WhatsApp")
	e.Weigh(says, 25, "line about encryption")
	e.Weigh(marked, 15, "U+200E before the app's own lines")
	if !named && !says && !marked && (s != dash && iso*2 > found || authors*2 < found) {
		e.Score = min(e.Score, parsers.Likely-5) // any program's log looks like this
	}
	e.Score = min(e.Score, 100)
	return e
}

// A chat is what is known of the file while it is read.
type chat struct {
	e        *parsers.Export
	speakers map[string]*speaker // by what stood before a colon

	shape shape
	// crlf is true when records end with CRLF and LF ends lines inside them,
	// as iOS writes: then a header behind a bare LF is quoted text.
	crlf  bool
	times timestamp.Reader
	title string
	owner string

	afterCR bool // the line before ended with CRLF
	begun   bool // a header was read
}

func newChat() *chat { return &chat{speakers: map[string]*speaker{}, afterCR: true} }

func parse(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		c := newChat()
		c.e, c.times.Zone, c.times.From = e, e.Zone(), e.ZoneFrom()
		if err := c.survey(ctx); err != nil {
			yield(timeline.Record{}, err)
			return
		}
		for r, err := range e.Texts(ctx, e.Main, c.line) {
			if err == nil {
				c.finish(&r)
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// longName is what no name has, in characters; longer ones that occur once are
// sentences of the app.
const longName = 60

// A survey is what the headers of the whole file say, per shape.
type survey struct {
	headers, afterLF int
	dates            timestamp.Dates
}

// survey reads all headers once: the order of day and month shows only in the
// whole file.
func (c *chat) survey(ctx context.Context) error {
	var s [colon + 1]survey
	lf, crlf, first, opening := 0, 0, "", ""
	var h header
	for l, err := range c.e.Main.Lines(ctx) {
		if err != nil {
			return err
		}
		afterCR := c.afterCR
		c.afterCR = l.CR
		if l.CR {
			crlf++
		} else if l.Ending > 0 {
			lf++
		}
		if l.Part {
			continue
		}
		if !c.header(l.Text, &h) {
			continue
		}
		n := &s[h.shape]
		n.headers++
		if !afterCR {
			n.afterLF++
		}
		who, text := c.author(h.rest)
		if y, m, d, known := dayInName(text, h.shape); known {
			n.dates.AddKnown(*h.stamp, y, m, d)
		} else {
			n.dates.Add(*h.stamp)
		}
		if n.headers == 1 && opening == "" {
			opening = string(text)
		}
		if who == nil {
			continue
		}
		who.n++
		body := text[skipMarks(text, 0):]
		if h.shape == bracket && n.headers == 1 && isNotice(string(body)) {
			first = who.name
		}
		if c.owner == "" && mayBeDeleted(body) {
			if _, mine := isDeleted(string(body)); mine {
				c.owner = who.name
			}
		}
	}
	for i := range s {
		if s[i].headers > s[c.shape].headers {
			c.shape = shape(i)
		}
	}
	main := &s[c.shape]
	c.crlf = crlf > 0 && lf > 0 && main.afterLF*4 < main.headers
	c.afterCR = true
	c.times.Order = main.dates.Decide(timestamp.Order(c.e.Options.DateOrder), usualOrder(opening))
	authors := 0
	for _, s := range c.speakers {
		event := containsAny(strings.ToLower(s.name), events)
		if s.n == 1 && (event || s.torn || utf8.RuneCountInString(s.name) > longName) || s.torn && event {
			s.app = true // "Rina added Dan: the courier" names nobody who speaks
		}
		if !s.app {
			authors++
		}
	}
	c.title = title(c.e.Main, first)
	says := &c.e.Says
	says.Title, says.Group = c.title, authors > 2
	order := c.times.Order
	says.DateOrder, says.DateWhy, says.DateOpen = string(order.Order), order.Why, !order.Certain
	says.Owner = timeline.Sender{Name: c.owner, Self: c.owner != ""}
	return nil
}

// usualOrder is the order that goes with the language of the first line: phones
// in English, Chinese, Japanese or Korean that write "3/5/26" have the American
// region, all others have the day first.
func usualOrder(opening string) timestamp.Order {
	switch {
	case strings.Contains(opening, "end-to-end encrypted"), strings.ContainsFunc(opening, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana)
	}):
		return timestamp.MDY
	case isNotice(opening):
		return timestamp.DMY
	}
	return ""
}

// dayInName reads the day out of the name of an attachment that iOS built from
// the time of sending (00000017-PHOTO-2026-03-06-16-40-09.jpg).
func dayInName(text []byte, s shape) (year int, month time.Month, day int, ok bool) {
	if s != bracket || len(text) < 24 || text[len(text)-1] != '>' {
		return 0, 0, 0, false
	}
	i := bytes.Index(text, []byte("-20"))
	if i < 0 || i+20 > len(text) || !bytes.ContainsAny(text[max(i-1, 0):i], "OERF") { // PHOTO, AUDIO, VIDEO, STICKER, GIF
		return 0, 0, 0, false
	}
	t, err := time.Parse("2006-01-02-15-04-05", string(text[i+1:i+20]))
	if err != nil {
		return 0, 0, 0, false
	}
	return t.Year(), t.Month(), t.Day(), true
}

// title is the chat's name from the name of the file, else from the first line
// of an iOS export, which stands in the chat's name, else the file's name.
func title(f *parsers.File, first string) string {
	outer := strings.ReplaceAll(f.Name, `\`, "/")
	names := []string{f.Base(), path.Base(outer), path.Base(path.Dir(outer))}
	for _, n := range names {
		n = strings.TrimSuffix(strings.TrimSuffix(n, ".txt"), ".zip")
		for _, p := range [...][2]string{{"WhatsApp Chat with ", ""}, {"WhatsApp Chat - ", ""}, {"与", "的 WhatsApp 聊天"}, {"與", "的 WhatsApp 對話"}, {"與", "的 WhatsApp 聊天"},
			{"WhatsApp Chat mit ", ""}, {"Chat de WhatsApp con ", ""}, {"Discussion WhatsApp avec ", ""}, {"Chat WhatsApp con ", ""}, {"Conversa do WhatsApp com ", ""},
			{"Chat WhatsApp s uživatelem ", ""}, {"Чат WhatsApp с контактом ", ""}, {"WhatsApp-chat met ", ""}} {
			if rest, ok := strings.CutPrefix(n, p[0]); ok {
				if rest, ok = strings.CutSuffix(rest, p[1]); ok && rest != "" {
					return rest
				}
			}
		}
	}
	if first != "" {
		return first
	}
	if f.Base() == "_chat.txt" {
		return ""
	}
	return strings.TrimSuffix(f.Base(), path.Ext(f.Base()))
}

// line reads one line of the file.
func (c *chat) line(l parsers.Line, r *timeline.Record) parsers.LineRole {
	afterCR := c.afterCR
	if l.Ending > 0 { // the first piece of an over-long line has none
		c.afterCR = l.CR
	}
	if c.crlf && !afterCR {
		return parsers.Body
	}
	var h header
	if !c.header(l.Text, &h) || h.shape != c.shape {
		if !c.begun && isNotice(string(l.Text)) {
			return parsers.Framing
		}
		return parsers.Body
	}
	c.begun = true
	who, text := c.author(h.rest)
	whole := string(l.Text) // the time and the text are parts of one string
	r.Time = c.times.Moment(h.stamp, whole[h.at:h.at+len(h.raw)])
	r.Conversation, r.Text = c.title, whole[len(whole)-len(text):]
	if who != nil {
		r.Sender.Name = who.name
		r.Sender.Self = c.owner != "" && who.name == c.owner
	} else {
		r.Kind = timeline.KindNotice
	}
	return parsers.Begins
}

// finish reads what the whole body shows: attachments, edits, messages taken
// back, and lines of the app that stand in a person's name.
func (c *chat) finish(r *timeline.Record) {
	if r.Kind != timeline.KindMessage || r.Text == "" {
		return
	}
	r.Text, r.Edited = cutEdited(r.Text)
	body := r.Text[skipMarks(r.Text, 0):]
	app := len(body) < len(r.Text)
	r.Text = body
	if mayBeDeleted(body) {
		if r.Recalled, _ = isDeleted(body); r.Recalled {
			return
		}
	}
	if r.Attachments = attachments(body, app && c.shape == bracket); r.Attachments != nil {
		return
	}
	if c.shape == bracket && ofSystem(body, app) {
		r.Kind, r.Sender = timeline.KindNotice, timeline.Sender{}
	}
}

// ofSystem reports whether an iOS body is a system line; app is whether iOS
// marked it as its own.
func ofSystem(body string, app bool) bool {
	if !app {
		for _, p := range encryption {
			if strings.HasPrefix(body, p) {
				return utf8.RuneCountInString(body) > 12
			}
		}
		return false
	}
	low := strings.ToLower(body)
	return containsAny(low, notices) || !strings.Contains(body, "\n") && (containsAny(low, calls) || containsAny(low, events))
}
