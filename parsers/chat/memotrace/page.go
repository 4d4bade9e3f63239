package memotrace

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"html"
	"iter"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
)

// Page is the HTML export. Its messages stand in a script: JavaScript literals
// in v1–2, JSON in v3. Sidecar is the file v3 writes beside it, with the same
// messages un-escaped; where it is there, it is read and the page is not.
var (
	Page = &parsers.Format{
		ID:  "wechat-memotrace-html",
		App: "wechat",
		Ext: "html",
		How: "const chatMessages = [{ type:1, text: '…',is_send:0…}] / const wxid=… const chatMessages = [{\"server_id\"…}]",
		Detect: func(h *parsers.Head) parsers.Evidence {
			if h.HTMLStart() && h.HasDeep(pageMark) {
				return parsers.Evidence{Score: 90, Found: []string{pageMark}}
			}
			return parsers.Evidence{Missing: []string{pageMark}}
		},
		Parse: parsePage,
	}
	Sidecar = &parsers.Format{
		ID:     "wechat-memotrace-json",
		App:    "wechat",
		Ext:    "json",
		How:    `名字.html.json：[{"server_id","display_name","is_send","timestamp"…}]`,
		Detect: detectSidecar,
		Claims: func(main string, siblings []string) []string {
			for _, s := range siblings {
				if s+".json" == main {
					return []string{s}
				}
			}
			return nil
		},
		Parse: parseSidecar,
	}
)

const pageMark = "const chatMessages ="

func detectSidecar(h *parsers.Head) parsers.Evidence {
	if h.JSONStart() != '[' {
		return parsers.Evidence{}
	}
	return parsers.Marks(h, parsers.Mark{Text: `"server_id"`, Weight: 40, Must: true}, parsers.Mark{Text: `"display_name"`, Weight: 30, Must: true},
		parsers.Mark{Text: `"is_send"`, Weight: 15, Must: true}, parsers.Mark{Text: `"avatar_src"`, Weight: 10})
}

func parseSidecar(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	chat := chatOf(e.Main.Base())
	e.Says.Title = chat
	return func(yield func(timeline.Record, error) bool) {
		read := func(el *parsers.Element, r *timeline.Record) error {
			var m message
			if err := el.Decode(&m); err != nil {
				return err
			}
			m.record(e, chat, r)
			return nil
		}
		for r, err := range e.Elements(ctx, e.Main, read, "/*") {
			if !yield(r, err) || err != nil {
				return
			}
		}
		for _, f := range e.Members {
			r := e.New(f, timeline.KindFrame, timeline.Locator{Length: f.Size})
			r.Text = f.Base() // the page says the same once more
			if !yield(r, nil) {
				return
			}
		}
	}
}

// message is one message of v3, in the page and in the sidecar.
type message struct {
	Type      loose  `json:"type"`
	Sent      loose  `json:"is_send"`
	At        loose  `json:"timestamp"` // seconds
	ID        loose  `json:"server_id"`
	Name      string `json:"display_name"`
	Text      string `json:"text"`
	QuoteID   loose  `json:"quote_server_id"`
	QuoteText string `json:"quote_text"`
	Path      string `json:"path"`
	File      string `json:"file_name"`
	Voice     string `json:"voice_to_text"`
	Title     string `json:"title"`
	Des       string `json:"description"`
}

// loose is a string, number, bool or null, as text.
type loose string

func (l *loose) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, (*string)(l))
	}
	if string(b) != "null" {
		*l = loose(b)
	}
	return nil
}

func (l loose) int() int64 {
	n, _ := strconv.ParseInt(string(l), 10, 64)
	return n
}

func (l loose) yes() bool { return l == "1" || l == "true" }

// record fills in r. The upper half of a long type is that of a card.
func (m *message) record(e *parsers.Export, chat string, r *timeline.Record) {
	r.Conversation = chat
	if m.ID != "0" {
		r.ID = string(m.ID)
	}
	if m.QuoteID != "0" {
		r.ReplyTo = string(m.QuoteID)
	}
	r.Sender = timeline.Sender{Name: m.Name, Self: m.Sent.yes()}
	if at := m.At.int(); at > 0 {
		r.Time = e.Instant(time.Unix(at, 0), timeline.PrecisionSecond, string(m.At))
	}
	kind, sub := m.Type.int()&(1<<32-1), m.Type.int()>>32
	r.Text = joined(m.Text, m.Title, m.Des, m.Voice)
	if name := first(m.File, m.Path); name != "" || media[kind].kind != "" {
		word := media[kind]
		if word.kind == "" {
			word.word, word.kind = "[文件]", first(cards[sub], "file")
		}
		r.Text = first(r.Text, joined(word.word+m.File))
		r.Attachments = []timeline.Attachment{{Name: first(name, r.Text), Type: word.kind}}
	} else if c, ok := cards[sub]; ok && kind == appCard {
		r.Attachments = []timeline.Attachment{{Name: r.Text, Type: c}}
	}
	if m.QuoteText != "" {
		part := "引用：" + m.QuoteText
		r.Text = joined(r.Text, part)
		r.Quote(part)
	}
	if kind == typeSystem || kind == typeRevoke {
		notice(r)
	}
}

func parsePage(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		chat := pageTitle(ctx, e)
		e.Says.Title = chat
		fields := map[string]string{} // one map for all elements
		// Not by Scripted: a broken record is cut, and what is left of it read.
		for el, err := range e.Main.JSONAfter(ctx, pageMark, true, "/*") {
			if err != nil {
				yield(timeline.Record{}, err)
				return
			}
			r := e.New(e.Main, timeline.KindMessage, timeline.Locator{Offset: el.Offset, Path: el.Pointer})
			err := script(e, el, chat, fields, &r)
			r.Locator.Length = el.Length // a broken element was cut
			if err != nil {
				r = e.Unparsed(e.Main, r.Locator, strings.ToValidUTF8(string(el.Raw), "\ufffd"))
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

var titleForm = regexp.MustCompile(`<(?:title|p id="title")>([^<]+)</`)

// pageTitle is the chat's name in the page's head; the file's name without one.
func pageTitle(ctx context.Context, e *parsers.Export) string {
	for l, err := range e.Main.Lines(ctx) {
		if err != nil || bytes.Contains(l.Text, []byte(pageMark)) {
			break
		}
		if m := titleForm.FindSubmatch(l.Text); m != nil && len(bytes.TrimSpace(m[1])) > 0 {
			return html.UnescapeString(string(bytes.TrimSpace(m[1])))
		}
	}
	return chatOf(e.Main.Base())
}

// script reads one element: JSON (v3) where it is that, else a literal, whose
// fields it leaves in fields.
func script(e *parsers.Export, el *parsers.Element, chat string, fields map[string]string, r *timeline.Record) error {
	var m message
	if el.Broken == nil && quotedKey(el.Raw) && json.Unmarshal(el.Raw, &m) == nil {
		for _, s := range []*string{&m.Text, &m.QuoteText, &m.Name, &m.File, &m.Voice, &m.Title, &m.Des} {
			if !strings.HasPrefix(*s, "http") { // the exporter escapes all others
				*s = html.UnescapeString(*s)
			}
		}
		m.record(e, chat, r)
		return nil
	}
	if !literal(fields, string(el.Raw), false) || el.Broken != nil {
		// A title that was not escaped ran over the end of its record.
		if i := nextRecord(el.Raw); i > 0 {
			el.Cut(i)
		}
		if !literal(fields, string(el.Raw), true) {
			return errors.New("no JavaScript literal")
		}
	}
	return literalRecord(e, chat, fields, r)
}

var recordStart = regexp.MustCompile(`\}\s*(?:,\s*\{\s*"?type"?\s*:|,?\s*\]\s*(?:;|</script|$))`)

// nextRecord is where, in a text that swallowed its neighbours, the first
// record ends.
func nextRecord(raw []byte) int {
	if at := recordStart.FindIndex(raw); at != nil {
		return at[0] + 1
	}
	return 0
}

// quotedKey tells JSON from a literal by its first key.
func quotedKey(raw []byte) bool {
	rest := bytes.TrimLeft(raw[min(1, len(raw)):], " \t\r\n")
	return len(rest) > 0 && rest[0] == '"'
}

// valueEnd, behind the quote that ends a string, tells such a quote from one
// within it.
var valueEnd = regexp.MustCompile(`^\s*(?:,\s*(?:["']?[A-Za-z_]\w*["']?\s*:|\})|\})`)

// literal reads {key:'value',key:1}. A loose reading takes a quote for the end
// of a string only where a key or the end of the record follows.
// The fields go into out, which is emptied first.
func literal(out map[string]string, raw string, lax bool) bool {
	clear(out)
	if len(raw) < 2 || raw[0] != '{' || raw[len(raw)-1] != '}' {
		return false
	}
	i := 1
	for {
		key, at := keyAt(raw, i)
		if at < 0 {
			rest := strings.Trim(raw[i:], ", \t\r\n")
			return rest == "}" && len(out) > 0
		}
		i = at
		end := i
		if i < len(raw) && (raw[i] == '\'' || raw[i] == '"' || raw[i] == '`') {
			end = quoteEnd(raw, i, lax)
			if end < 0 {
				return false
			}
			out[key] = html.UnescapeString(unescapeJS(raw[i+1 : end]))
			end++
		} else {
			for end < len(raw) && raw[end] != ',' && raw[end] != '}' {
				end++
			}
			out[key] = strings.TrimSpace(raw[i:end])
		}
		i = end
	}
}

// keyAt reads the key at raw[i], with or without quotes, and where its value
// begins; -1 if there is none.
func keyAt(raw string, i int) (key string, value int) {
	skip := func(more string) {
		for i < len(raw) && (strings.IndexByte(" \t\r\n", raw[i]) >= 0 || strings.IndexByte(more, raw[i]) >= 0) {
			i++
		}
	}
	skip(`,"'`)
	start := i
	for i < len(raw) && (raw[i] == '_' || raw[i] >= 'a' && raw[i] <= 'z' || raw[i] >= 'A' && raw[i] <= 'Z' || i > start && raw[i] >= '0' && raw[i] <= '9') {
		i++
	}
	end := i
	skip(`"'`)
	if end == start || i >= len(raw) || raw[i] != ':' {
		return "", -1
	}
	i++
	skip("")
	return raw[start:end], i
}

// quoteEnd finds the quote that ends the string at raw[i], -1 if none does.
func quoteEnd(raw string, i int, lax bool) int {
	for j := i + 1; j < len(raw); j++ {
		switch {
		case raw[j] == '\\':
			j++
		case raw[j] == raw[i] && (!lax || valueEnd.MatchString(raw[j+1:])):
			return j
		}
	}
	return -1
}

// unescapeJS undoes the escapes of a JavaScript string.
func unescapeJS(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 'n':
			b.WriteByte('\n')
		case 'r':
			b.WriteByte('\r')
		case 't':
			b.WriteByte('\t')
		case '\n': // a line goes on
		case 'x', 'u':
			n := 2
			if s[i] == 'u' {
				n = 4
			}
			if i+n < len(s) {
				if v, err := strconv.ParseUint(s[i+1:i+1+n], 16, 32); err == nil {
					b.WriteRune(rune(v))
					i += n
					continue
				}
			}
			b.WriteByte(s[i])
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// literalRecord reads a record of v1–2: type 0 is a notice, 49 a card.
func literalRecord(e *parsers.Export, chat string, f map[string]string, r *timeline.Record) error {
	kind, err := strconv.ParseInt(f["type"], 10, 64)
	if err != nil {
		return err
	}
	sub, _ := strconv.ParseInt(f["sub_type"], 10, 64)
	r.Conversation = chat
	r.Sender = timeline.Sender{Name: f["displayname"], Self: f["is_send"] == "1"}
	e.Says.Group = e.Says.Group || f["is_chatroom"] == "1"
	if at, err := strconv.ParseInt(f["timestamp"], 10, 64); err == nil && at > 0 {
		r.Time = e.Instant(time.Unix(at, 0), timeline.PrecisionSecond, f["timestamp"])
	}
	r.Text = f["text"]
	switch {
	case kind == 0 || kind == typeSystem:
		notice(r)
	case media[kind].kind != "":
		m := media[kind]
		r.Text = joined(m.word, f["voice_to_text"])
		r.Attachments = []timeline.Attachment{{Name: first(f["text"], f["video_path"], f["path"]), Type: m.kind}}
	case kind == appCard && sub == cardQuote:
		if f["refer_text"] != "" {
			part := "引用:" + f["refer_text"]
			r.Text = joined(r.Text, part)
			r.Quote(part)
		}
	case kind == appCard:
		r.Text = joined(f["text"], f["title"], f["description"], f["feedesc"], f["pay_memo"], f["url"])
		if c, ok := cards[sub]; ok {
			r.Attachments = []timeline.Attachment{{Name: first(f["file_name"], f["title"], r.Text), Type: c}}
		}
	}
	return nil
}
