package discord

import (
	"bytes"
	"context"
	"iter"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// HTML is the page of DiscordChatExporter.
var HTML = &parsers.Format{
	ID:     "discord-dce-html",
	App:    "discord",
	Ext:    "html",
	How:    `class="chatlog__message-container" data-message-id="…"`,
	Detect: detectHTML,
	Parse:  parseHTML,
}

func detectHTML(h *parsers.Head) parsers.Evidence {
	if !h.HTMLStart() || !h.HasDeep("chatlog__message") {
		return parsers.Evidence{}
	}
	e := parsers.Evidence{Score: 80, Found: []string{"chatlog__message"}}
	if h.HasDeep("data-message-id") {
		e.Score, e.Found = 95, append(e.Found, "data-message-id")
	}
	return e
}

func parseHTML(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		p := page{e: e}
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
	return t.Name == "div" && (t.HasClass("chatlog__message-container") || t.HasClass("chatlog__message") || t.HasClass("preamble") || t.HasClass("postamble__entry"))
}

// A page is the state of reading one file: the author stands once above all
// messages that he wrote in a row.
type page struct {
	e      *parsers.Export
	sender timeline.Sender
}

var scroll = regexp.MustCompile(`\d{6,}`)

func (p *page) piece(piece *parsers.Piece) timeline.Record {
	at := timeline.Locator{Offset: piece.Offset, Length: piece.Length, Path: "//div[@class='" + piece.Tag.Attr("class") + "']"}
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(piece.HTML))
	if err != nil || piece.Broken != nil {
		return p.e.Unparsed(p.e.Main, at, string(piece.HTML))
	}
	r := p.e.New(p.e.Main, timeline.KindFrame, at)
	switch {
	case piece.Tag.HasClass("preamble"):
		var names []string
		doc.Find(".preamble__entry").Each(func(_ int, s *goquery.Selection) { names = append(names, strings.TrimSpace(s.Text())) })
		r.Text = strings.Join(names, "\n")
		if len(names) > 1 {
			parts := strings.Split(names[1], " / ")
			p.e.Says.Title = parts[len(parts)-1]
		}
		return r
	case piece.Tag.HasClass("postamble__entry"):
		r.Text = strings.TrimSpace(doc.Text())
		if n, ok := announced(r.Text); ok {
			p.e.Says.Announced = n
		}
		return r
	}
	r.Kind = timeline.KindMessage
	r.Conversation = p.e.Says.Title
	r.ID = doc.Find("[data-message-id]").AttrOr("data-message-id", "")
	if r.ID != "" {
		r.Locator.Path = "//div[@data-message-id='" + r.ID + "']"
	}
	p.message(doc.Selection, &r)
	return r
}

func (p *page) message(doc *goquery.Selection, r *timeline.Record) {
	raw := ""
	doc.Find(".chatlog__timestamp, .chatlog__short-timestamp").EachWithBreak(func(_ int, s *goquery.Selection) bool {
		raw = s.AttrOr("title", strings.TrimSpace(s.Text()))
		return raw == ""
	})
	r.Time = p.when(r.ID, raw)
	if sys := doc.Find(".chatlog__system-notification").First(); sys.Length() > 0 {
		r.Kind, r.Text = timeline.KindNotice, strings.TrimSpace(sys.Text())
		return
	}
	if a := doc.Find(".chatlog__author").First(); a.Length() > 0 {
		p.sender = timeline.Sender{Name: strings.TrimSpace(a.Text()), ID: a.AttrOr("data-user-id", "")}
	}
	r.Sender = p.sender
	body := doc.Find(".chatlog__content").First()
	r.Edited = doc.Find(".chatlog__edited-timestamp").Length() > 0
	body.Find(".chatlog__edited-timestamp").Remove()
	r.Text = strings.TrimSpace(parsers.Text(body.Nodes...))
	if link, ok := doc.Find(".chatlog__reply-link").First().Attr("onclick"); ok {
		r.ReplyTo = scroll.FindString(link)
	}
	doc.Find(".chatlog__attachment").Each(func(_ int, s *goquery.Selection) {
		name := s.Find("a").AttrOr("href", s.Find("img,video,audio source").AttrOr("src", ""))
		r.Attachments = append(r.Attachments, attachment(name))
	})
}

// when takes the second from the id, which is in UTC; the page itself shows
// local minutes.
func (p *page) when(id, raw string) timeline.Moment {
	if t, ok := idTime(id); ok {
		return p.e.Instant(t, timeline.PrecisionSecond, raw)
	}
	s, _ := timestamp.Parse(raw)
	return s.Moment(timestamp.MDY, p.e.Zone(), p.e.ZoneFrom(), raw)
}
