package matrix

import (
	"bytes"
	"context"
	"iter"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// HTML is Element's page.
var HTML = &parsers.Format{
	ID:  "element-export-html",
	App: "matrix",
	Ext: "html",
	How: `<li class="mx_EventTile_…" data-scroll-tokens="$…">`,
	Detect: func(h *parsers.Head) parsers.Evidence {
		if h.HTMLStart() && h.HasDeep("mx_EventTile") {
			return parsers.Evidence{Score: 90, Found: []string{"mx_EventTile"}}
		}
		return parsers.Evidence{}
	},
	Parse: parseHTML,
}

func parseHTML(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		p := page{e: e}
		for piece, err := range e.Main.Pieces(ctx, func(t parsers.Tag) bool {
			return t.Name == "li" || t.Name == "title" || t.HasClass("mx_DateSeparator") || t.HasClass("mx_EventTile") || t.HasClass("mx_TimelineSeparator")
		}) {
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

// A page is the state of reading one file: the day stands above its messages,
// the sender above those he wrote in a row.
type page struct {
	e      *parsers.Export
	day    timestamp.Stamp
	sender string
}

func (p *page) piece(piece *parsers.Piece) timeline.Record {
	at := timeline.Locator{Offset: piece.Offset, Length: piece.Length}
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(piece.HTML))
	if err != nil || piece.Broken != nil {
		return p.e.Unparsed(p.e.Main, at, string(piece.HTML))
	}
	r := p.e.New(p.e.Main, timeline.KindFrame, at)
	r.Text = strings.TrimSpace(doc.Text())
	if piece.Tag.Name == "title" {
		p.e.Says.Title = r.Text
		return r
	}
	if doc.Find(".mx_EventTile_line, .mx_EventTile_body, .mx_MessageTimestamp").Length() == 0 {
		if s, ok := timestamp.Parse(r.Text); ok && s.HasDate() {
			p.day = s
		}
		return r
	}
	p.tile(doc, &r)
	r.ID = piece.Tag.Attr("data-scroll-tokens")
	if r.ID != "" {
		r.Locator.Path = `//li[@data-scroll-tokens="` + r.ID + `"]`
	}
	return r
}

func (p *page) tile(doc *goquery.Document, r *timeline.Record) {
	r.Kind, r.Conversation = timeline.KindMessage, p.e.Says.Title
	clock := doc.Find(".mx_MessageTimestamp").First()
	raw := clock.AttrOr("title", strings.TrimSpace(clock.Text()))
	s, ok := timestamp.Parse(raw)
	if !ok {
		s, _ = timestamp.Parse(strings.TrimSpace(clock.Text()))
	}
	if !s.HasDate() && s.HasClock() {
		s = s.On(p.day)
	}
	r.Time = s.Moment(timestamp.MDY, p.e.Zone(), p.e.ZoneFrom(), raw)
	if name := doc.Find(".mx_DisambiguatedProfile_displayName, .mx_SenderProfile").First(); name.Length() > 0 {
		p.sender = strings.TrimSpace(name.Text())
	}
	body := doc.Find(".mx_EventTile_body").Last()
	r.Text = strings.TrimSpace(parsers.Text(body.Nodes...))
	if body.Length() == 0 {
		if event := doc.Find(".mx_TextualEvent").First(); event.Length() > 0 {
			r.Kind, r.Text = timeline.KindNotice, strings.TrimSpace(event.Text())
			return
		}
		r.Text = ""
	}
	r.Sender.Name = p.sender
	r.Recalled = doc.Find(".mx_RedactedBody").Length() > 0
	r.Edited = doc.Find(".mx_EventTile_edited").Length() > 0
	doc.Find(".mx_MImageBody img, .mx_MFileBody a, .mx_MVideoBody video, .mx_MAudioBody audio").Each(func(_ int, m *goquery.Selection) {
		if src := m.AttrOr("src", m.AttrOr("href", "")); src != "" {
			name := src[strings.LastIndexByte(src, '/')+1:]
			r.Attachments = append(r.Attachments, timeline.Attachment{Name: name, Type: typeOf(name)})
		}
	})
}
