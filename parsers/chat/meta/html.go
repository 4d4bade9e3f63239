package meta

import (
	"bytes"
	"context"
	"iter"
	"path"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// MessengerHTML is one chat of Facebook's download as a page.
var MessengerHTML = &parsers.Format{
	ID:     "messenger-download-html",
	App:    "messenger",
	Ext:    "html",
	How:    `class="… _a6-h …" (sender), "_a6-p" (text), "_a72d" (time), message_1.html, …`,
	Detect: func(h *parsers.Head) parsers.Evidence { return detectHTML(h, false) },
	Claims: claimParts(".html"),
	Parse:  parseHTML,
}

// InstagramHTML is the same of Instagram.
var InstagramHTML = &parsers.Format{
	ID:     "instagram-download-html",
	App:    "instagram",
	Ext:    "html",
	How:    `like messenger-download-html, below your_instagram_activity`,
	Detect: func(h *parsers.Head) parsers.Evidence { return detectHTML(h, true) },
	Claims: claimParts(".html"),
	Parse:  parseHTML,
}

func detectHTML(h *parsers.Head, instagram bool) parsers.Evidence {
	if !h.HTMLStart() {
		return parsers.Evidence{}
	}
	var e parsers.Evidence
	for _, m := range []string{"_a6-h", "_a6-p", "_a6-g"} {
		if h.HasDeep(m) {
			e.Score += 28
			e.Found = append(e.Found, m)
		} else {
			e.Missing = append(e.Missing, m)
		}
	}
	if len(e.Missing) > 0 {
		e.Score = 0
		return e
	}
	if onInstagram(h) != instagram {
		e.Score = 20
	}
	return e
}

func parseHTML(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		for _, f := range e.Files() {
			p := page{e: e, f: f, yield: yield}
			for piece, err := range f.Pieces(ctx, wanted) {
				if err != nil {
					yield(timeline.Record{}, err)
					return
				}
				if !p.piece(piece) {
					return
				}
			}
			if !p.flush() {
				return
			}
		}
	}
}

// wanted takes sender, text and time, which follow one another; some pages put
// an element of the text's class around all three.
func wanted(t parsers.Tag) bool {
	switch t.Name {
	case "title":
		return true
	case "div", "h2", "h3":
		return t.HasClass("_a6-h") || t.HasClass("_a6-p") || t.HasClass("_a6-o") || t.HasClass("_a72d") || t.HasClass("_3b0d")
	}
	return false
}

// A page is the state of reading one file: the message that is being put
// together from its pieces.
type page struct {
	e     *parsers.Export
	f     *parsers.File
	yield func(timeline.Record, error) bool
	open  bool
	rec   timeline.Record
}

func (p *page) piece(piece *parsers.Piece) bool {
	at := timeline.Locator{Offset: piece.Offset, Length: piece.Length}
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(piece.HTML))
	switch {
	case err != nil || piece.Broken != nil:
		return p.flush() && p.yield(p.e.Unparsed(p.f, at, string(piece.HTML)), nil)
	case piece.Tag.Name == "title", piece.Tag.HasClass("_3b0d"):
		r := p.e.New(p.f, timeline.KindFrame, at)
		r.Text = strings.TrimSpace(doc.Text())
		if piece.Tag.Name == "title" {
			p.e.Says.Title = r.Text
		}
		return p.flush() && p.yield(r, nil)
	case piece.Tag.HasClass("_a6-h"):
		if !p.flush() {
			return false
		}
		p.begin(at)
		p.rec.Sender.Name = strings.TrimSpace(doc.Text())
		return true
	case piece.Tag.HasClass("_a6-p") && doc.Find("._a6-h").Length() > 0:
		if !p.flush() {
			return false
		}
		p.begin(at)
		p.rec.Sender.Name = strings.TrimSpace(doc.Find("._a6-h").First().Text())
		when := doc.Find("._a72d, ._a6-o").Last()
		p.when(when.Text())
		p.body(doc.Find("._a6-p ._a6-p").First())
		return p.flush()
	}
	if !p.open {
		r := p.e.New(p.f, timeline.KindFrame, at)
		r.Text = strings.TrimSpace(doc.Text())
		return p.yield(r, nil)
	}
	p.rec.Locator.Length = at.End() - p.rec.Locator.Offset
	if piece.Tag.HasClass("_a6-p") {
		p.body(doc.Find("body").First())
		return true
	}
	p.when(doc.Text())
	return p.flush()
}

func (p *page) begin(at timeline.Locator) {
	p.open = true
	p.rec = p.e.New(p.f, timeline.KindMessage, at)
	p.rec.Conversation = p.e.Says.Title
}

func (p *page) flush() bool {
	if !p.open {
		return true
	}
	p.open = false
	return p.yield(p.rec, nil)
}

func (p *page) when(raw string) {
	raw = strings.TrimSpace(raw)
	s, _ := timestamp.Parse(raw)
	p.rec.Time = s.Moment(timestamp.DMY, p.e.Zone(), p.e.ZoneFrom(), raw)
}

// body reads text and media; reactions, a list of their own, are left out.
func (p *page) body(s *goquery.Selection) {
	s.Find("ul").Remove()
	s.Find("img, video, audio, a[href]").Each(func(_ int, m *goquery.Selection) {
		src := m.AttrOr("src", m.AttrOr("href", ""))
		switch {
		case src == "" || strings.HasPrefix(src, "data:"):
		case strings.HasPrefix(src, "http"):
			p.rec.Attachments = append(p.rec.Attachments, timeline.Attachment{Name: src, Type: "link"})
		default:
			a := timeline.Attachment{Name: path.Base(src), Type: typeOf(src)}
			for _, have := range p.rec.Attachments {
				if have == a {
					return // a picture inside a link to itself
				}
			}
			p.rec.Attachments = append(p.rec.Attachments, a)
		}
	})
	var lines []string
	for _, n := range s.Nodes {
		lines = blocks(n, lines)
	}
	p.rec.Text = strings.TrimSpace(strings.Join(lines, "\n"))
}

// blocks collects the text of an element, a line for each block.
func blocks(n *html.Node, lines []string) []string {
	fresh := true
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			if t := strings.TrimSpace(c.Data); t != "" {
				if fresh || len(lines) == 0 {
					lines = append(lines, t)
				} else {
					lines[len(lines)-1] += c.Data
				}
				fresh = false
			}
		case c.Type == html.ElementNode && c.Data == "br":
			fresh = true
		case c.Type == html.ElementNode && (c.Data == "div" || c.Data == "p"):
			lines = blocks(c, lines)
			fresh = true
		case c.Type == html.ElementNode:
			inner := blocks(c, nil)
			if len(inner) > 0 && !fresh && len(lines) > 0 {
				lines[len(lines)-1] += inner[0]
				inner = inner[1:]
			}
			lines = append(lines, inner...)
			fresh = fresh && len(inner) == 0
		}
	}
	return lines
}
