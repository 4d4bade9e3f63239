package whatsapp

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"iter"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// ExporterJSON is the JSON of WhatsApp-Chat-Exporter (KnugiHK), which reads
// the app's database: it has ids, absolute times and the owner.
var ExporterJSON = &parsers.Format{
	ID:  "whatsapp-exporter-json",
	App: "whatsapp",
	Ext: "json",
	How: `{"86138@s.whatsapp.net":{"name","messages":{"…":{"from_me","timestamp","key_id","data"}}}}`,
	Detect: func(h *parsers.Head) parsers.Evidence {
		if h.JSONStart() != '{' {
			return parsers.Evidence{}
		}
		return parsers.Marks(h,
			parsers.Mark{Text: `"from_me"`, Weight: 30, Must: true},
			parsers.Mark{Text: `"key_id"`, Weight: 30, Must: true},
			parsers.Mark{Text: `"messages"`, Weight: 10},
			parsers.Mark{Text: `whatsapp.net`, Weight: 15},
			parsers.Mark{Text: `"timestamp"`, Weight: 10},
		)
	},
	Parse: parseExporterJSON,
}

// ExporterHTML is the page of the same tool.
var ExporterHTML = &parsers.Format{
	ID:  "whatsapp-exporter-html",
	App: "whatsapp",
	Ext: "html",
	How: `<title>Whatsapp - …</title>, <div class="w3-row …" id="…"> or <div class="flex justify-start" id="…">`,
	Detect: func(h *parsers.Head) parsers.Evidence {
		if !h.HTMLStart() {
			return parsers.Evidence{}
		}
		return parsers.Marks(h,
			parsers.Mark{Text: "<title>Whatsapp - ", Weight: 70, Must: true},
			parsers.Mark{Text: "w3-margin-bottom", Weight: 20},
			parsers.Mark{Text: "justify-start", Weight: 20},
		)
	},
	Parse: parseExporterHTML,
}

// A row is one message of the exporter's JSON.
type row struct {
	FromMe    bool `json:"from_me"`
	Timestamp float64
	Media     bool
	KeyID     string `json:"key_id"`
	Meta      bool
	Data      *string
	Sender    *string
	Mime      *string
	Reply     *string
	Caption   *string
	Sticker   bool
	Safe      bool
}

func parseExporterJSON(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	name := ""
	chats := 0
	return e.Elements(ctx, e.Main, func(el *parsers.Element, r *timeline.Record) error {
		jid, _, _ := strings.Cut(el.Pointer[1:], "/")
		if el.Pattern == 0 {
			r.Kind = ""
			name = ""
			if string(el.Raw) != "null" {
				if err := el.Decode(&name); err != nil {
					return err
				}
			}
			if chats++; chats == 1 {
				e.Says.Title, e.Says.Group = name, strings.HasSuffix(jid, "@g.us")
			}
			return nil
		}
		var m row
		if err := el.Decode(&m); err != nil {
			return err
		}
		if m.Timestamp == 0 {
			return fmt.Errorf("a message without a time")
		}
		sec := int64(m.Timestamp)
		if sec > 9_999_999_999 {
			sec /= 1000
		}
		r.Conversation, r.ConversationID, r.ID = name, jid, m.KeyID
		r.Time = e.Instant(time.Unix(sec, 0), timeline.PrecisionSecond, strconv.FormatInt(sec, 10))
		m.fill(r, name, jid)
		return nil
	}, "/*/name", "/*/messages/*")
}

func (m *row) fill(r *timeline.Record, name, jid string) {
	text := unescape(deref(m.Data))
	if m.Meta {
		r.Kind, r.Text = timeline.KindNotice, text
		return
	}
	r.Sender = timeline.Sender{Self: m.FromMe, Name: deref(m.Sender)}
	if r.Sender.Name == "" && !m.FromMe && !strings.HasSuffix(jid, "@g.us") {
		r.Sender.Name, r.Sender.ID = name, jid
	}
	r.ReplyTo = deref(m.Reply)
	r.Text = text
	if m.Media || m.Sticker {
		r.Text = unescape(deref(m.Caption))
		a := timeline.Attachment{Name: path.Base(strings.ReplaceAll(text, `\`, "/")), Type: typeOf(text)}
		switch kind, _, _ := strings.Cut(deref(m.Mime), "/"); {
		case m.Sticker:
			a.Type = "sticker"
		case kind == "image" || kind == "video":
			a.Type = kind
		case kind == "audio":
			a.Type = "voice"
		}
		r.Attachments = []timeline.Attachment{a}
	}
	r.Recalled, _ = isDeleted(r.Text)
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

var lineBreak = regexp.MustCompile(`<br ?/?>`)

// unescape reads the text as the exporter keeps it, ready for a page.
func unescape(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	return html.UnescapeString(lineBreak.ReplaceAllString(s, "\n"))
}

// parseExporterHTML reads both looks of the page: the classic one (w3-row) and
// the one of 2025 (flex). A day stands above, or inside, its first message.
func parseExporterHTML(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		p := exporterPage{e: e}
		for piece, err := range e.Main.Pieces(ctx, wanted) {
			if err != nil {
				yield(timeline.Record{}, err)
				return
			}
			if !yield(p.piece(piece), nil) {
				return
			}
		}
	}
}

func wanted(t parsers.Tag) bool {
	if t.Name != "div" {
		return t.Name == "title"
	}
	if t.Attr("id") == "" {
		return t.HasClass("justify-center")
	}
	return t.HasClass("w3-margin-bottom") || t.HasClass("justify-end") || t.HasClass("justify-start")
}

// An exporterPage is the state of reading one page.
type exporterPage struct {
	e   *parsers.Export
	day timestamp.Stamp
}

func (p *exporterPage) piece(piece *parsers.Piece) timeline.Record {
	at := timeline.Locator{Offset: piece.Offset, Length: piece.Length}
	id := piece.Tag.Attr("id")
	if id != "" {
		at.Path = `//div[@id="` + id + `"]`
	}
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(piece.HTML))
	if err != nil || piece.Broken != nil {
		return p.e.Unparsed(p.e.Main, at, string(piece.HTML))
	}
	r := p.e.New(p.e.Main, timeline.KindFrame, at)
	r.Text = strings.TrimSpace(doc.Text())
	if piece.Tag.Name == "title" {
		_, p.e.Says.Title, _ = strings.Cut(r.Text, " - ")
		return r
	}
	if id == "" {
		p.dayIn(r.Text)
		return r
	}
	r.ID = id
	if piece.Tag.HasClass("w3-margin-bottom") {
		p.classic(doc, &r)
	} else {
		p.flex(doc, piece.Tag.HasClass("justify-end"), &r)
	}
	return r
}

func (p *exporterPage) dayIn(text string) {
	if s, ok := timestamp.Parse(strings.TrimSpace(text)); ok && s.HasDate() {
		p.day = s
	}
}

func (p *exporterPage) classic(doc *goquery.Document, r *timeline.Record) {
	p.dayIn(doc.Find(".w3-center.w3-padding-16").First().Text())
	who := doc.Find(".name").First()
	when := doc.Find(".w3-left.blue, .w3-right-align.blue").First().Text()
	body := doc.Find(".w3-col > .w3-left-align, .w3-col > .w3-right-align").First()
	meta := body.ChildrenFiltered(".w3-panel")
	body.Find(".reply .blue").Remove()
	p.fill(r, strings.TrimSpace(who.Text()), who.HasClass("w3-right-align"), when, body, meta.Length() > 0 && meta.Find("a").Length() == 0)
}

func (p *exporterPage) flex(doc *goquery.Document, mine bool, r *timeline.Record) {
	small := doc.Find(`p.text-right, .items-baseline span`)
	name, when := "", ""
	small.Each(func(_ int, s *goquery.Selection) {
		t := strings.TrimSpace(s.Text())
		if st, ok := timestamp.Parse(t); ok && st.HasClock() {
			when = t
		} else if t != "" {
			name = t
		}
	})
	if name == "" && !mine {
		name = p.e.Says.Title
	}
	meta := doc.Find(`.justify-center`)
	body := doc.Find(".max-w-\\[80\\%\\]").First()
	body.Find("p.text-right, .items-baseline, .reply-box p.font-medium").Remove()
	p.fill(r, name, mine, when, body, meta.Length() > 0)
}

// fill reads what both looks have in common.
func (p *exporterPage) fill(r *timeline.Record, name string, mine bool, when string, body *goquery.Selection, meta bool) {
	r.Kind, r.Conversation = timeline.KindMessage, p.e.Says.Title
	when = strings.TrimSpace(when)
	s, ok := timestamp.Parse(when)
	if ok && !s.HasDate() {
		s = s.On(p.day)
	}
	r.Time = s.Moment(timestamp.YMD, p.e.Zone(), p.e.ZoneFrom(), when)
	reply := body.Find(`a[href^="#"]`).First()
	r.ReplyTo = strings.TrimPrefix(reply.AttrOr("href", ""), "#")
	body.Find(".reply").Remove()
	reply.Remove()
	body.Find("img[src], source, a[href]").Each(func(_ int, m *goquery.Selection) {
		src := m.AttrOr("src", m.AttrOr("data-src", m.AttrOr("href", "")))
		if m.Is("img") && m.Parent().Is("a") {
			return // the thumbnail of what the link leads to
		}
		if src != "" && !strings.Contains(src, "://") {
			a := timeline.Attachment{Name: path.Base(src), Type: typeOf(src)}
			if m.Find(".sticker").Length() > 0 {
				a.Type = "sticker"
			}
			r.Attachments = append(r.Attachments, a)
		}
	})
	r.Text = strings.TrimSpace(parsers.Text(body.Nodes...))
	if meta {
		r.Kind = timeline.KindNotice
		return
	}
	r.Sender = timeline.Sender{Name: name, Self: mine}
	r.Recalled, _ = isDeleted(r.Text)
}
