package telegram

import (
	"bytes"
	"context"
	"iter"
	"regexp"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

func detectHTML(h *parsers.Head) parsers.Evidence {
	if !h.HTMLStart() {
		return parsers.Evidence{}
	}
	return parsers.Marks(h,
		parsers.Mark{Text: `class="history"`, Weight: 20},
		parsers.Mark{Text: `class="message `, Weight: 30, Must: true},
		parsers.Mark{Text: `class="page_header"`, Weight: 20},
		parsers.Mark{Text: `pull_right date details`, Weight: 30},
	)
}

var pageName = regexp.MustCompile(`^messages\d*\.html$`)

// claims takes the further pages of the same chat: they stand in one folder.
func claims(main string, siblings []string) []string {
	var out []string
	if !pageName.MatchString(main) {
		return nil
	}
	for _, s := range siblings {
		if pageName.MatchString(s) {
			out = append(out, s)
		}
	}
	return out
}

func parseHTML(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		for _, f := range e.Files() {
			p := page{e: e, f: f}
			for piece, err := range f.Pieces(ctx, wanted) {
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
}

func wanted(t parsers.Tag) bool {
	return t.Name == "div" && (t.HasClass("message") || t.HasClass("page_header"))
}

// A page is the state of reading one file. Every file starts with a message
// that names its sender; the ones that follow within minutes do not.
type page struct {
	e      *parsers.Export
	f      *parsers.File
	sender timeline.Sender
	origin string // of what was forwarded last: joined messages do not repeat it
}

func (p *page) piece(piece *parsers.Piece) timeline.Record {
	at := timeline.Locator{Offset: piece.Offset, Length: piece.Length}
	id := piece.Tag.Attr("id")
	if id != "" {
		at.Path = `//div[@id="` + id + `"]`
	}
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(piece.HTML))
	if err != nil || piece.Broken != nil {
		return p.e.Unparsed(p.f, at, string(piece.HTML))
	}
	r := p.e.New(p.f, timeline.KindFrame, at)
	if piece.Tag.HasClass("page_header") {
		r.Text = strings.TrimSpace(doc.Find(".text.bold").First().Text())
		p.e.Says.Title = r.Text
		r.Locator.Path = "//div[@class='page_header']"
		return r
	}
	r.Conversation = p.e.Says.Title
	number, _ := strings.CutPrefix(id, "message")
	if piece.Tag.HasClass("service") {
		r.Text = words(doc.Find(".body").First())
		if !strings.HasPrefix(number, "-") { // negative ones are lines with the day
			r.Kind, r.ID = timeline.KindNotice, number
		}
		return r
	}
	r.Kind, r.ID = timeline.KindMessage, number
	body := doc.Find("div.body").First()
	if !piece.Tag.HasClass("joined") {
		p.sender, p.origin = timeline.Sender{Name: name(body.ChildrenFiltered(".from_name"))}, ""
	}
	r.Sender = p.sender
	p.message(body, &r)
	return r
}

func (p *page) message(body *goquery.Selection, r *timeline.Record) {
	raw := body.ChildrenFiltered(".date.details").AttrOr("title", "")
	r.Time = p.when(raw)
	if link, ok := body.Find(".reply_to a").First().Attr("href"); ok && !strings.Contains(link, "/") {
		_, r.ReplyTo, _ = strings.Cut(link, "#go_to_message")
	}
	r.Text = words(body.ChildrenFiltered(".text"))
	r.Attachments = media(body)
	if fwd := body.ChildrenFiltered(".forwarded.body"); fwd.Length() > 0 {
		text := words(fwd.ChildrenFiltered(".text"))
		if r.Attachments == nil {
			r.Attachments = media(fwd)
		}
		r.Text = strings.TrimLeft(r.Text+"\n"+text, "\n")
		if from := fwd.ChildrenFiltered(".from_name"); from.Length() > 0 {
			p.origin = name(from)
		}
		if p.origin != r.Sender.Name {
			r.Quote(text) // the words of somebody else
		}
	}
	if r.Text == "" {
		r.Text = words(body.Find(".media_poll .question, .media_call .title").First())
	}
}

// summer are the offsets, in minutes, of zones that have or had summer time.
// The page prints the standard offset beside a clock that may be an hour ahead.
var summer = func() map[int]bool {
	m := map[int]bool{}
	for _, o := range []int{-600, -540, -480, -420, -360, -300, -240, -210, -180, -60, 0, 60, 120, 180, 210, 570, 600, 630, 720, 765} {
		m[o] = true
	}
	return m
}()

// when reads "06.03.2026 16:40:09 UTC+08:00"; before 2022 there is no offset.
func (p *page) when(raw string) timeline.Moment {
	s, ok := timestamp.Parse(raw)
	if !ok {
		return timeline.Undated(raw)
	}
	m := s.Moment(timestamp.DMY, p.e.Zone(), p.e.ZoneFrom(), raw)
	if !s.Zoned || !summer[s.Offset/60] {
		return m
	}
	if y, _, _, _ := s.Date(timestamp.DMY); standard(p.e.Zone(), y) == s.Offset {
		// The same zone as far as one can see: its own rules for the summer.
		s.Zoned = false
		return s.Moment(timestamp.DMY, p.e.Zone(), timeline.ZoneExplicit, raw)
	}
	m.Zone = timeline.ZoneAssumed
	return m
}

// standard is the zone's offset without summer time.
func standard(z *time.Location, year int) int {
	_, winter := time.Date(year, 1, 1, 12, 0, 0, 0, z).Zone()
	_, other := time.Date(year, 7, 1, 12, 0, 0, 0, z).Zone()
	return min(winter, other)
}

// name is the sender's name without the date or the bot that stand inside.
func name(s *goquery.Selection) string {
	var b strings.Builder
	for _, n := range s.Nodes {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode {
				b.WriteString(c.Data)
			}
		}
	}
	out, _, _ := strings.Cut(strings.TrimSpace(b.String()), " via @")
	return strings.TrimSpace(out)
}

// words is the text of an element: <br> is a line end, the layout around it is
// not text.
func words(s *goquery.Selection) string {
	var b strings.Builder
	for _, n := range s.Nodes {
		write(&b, n)
	}
	return strings.TrimSpace(b.String())
}

func write(b *strings.Builder, n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		b.WriteString(n.Data)
	case n.Type == html.ElementNode && n.Data == "br":
		b.WriteByte('\n')
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		write(b, c)
	}
}

// mediaClasses tell the type of what is attached.
var mediaClasses = []struct{ class, kind string }{
	{"photo_wrap", "image"}, {"media_photo", "image"}, {"animated_wrap", "image"}, {"video_file_wrap", "video"}, {"media_video", "video"},
	{"sticker_wrap", "sticker"}, {"media_voice_message", "voice"}, {"media_audio_file", "voice"}, {"media_location", "location"}, {"location_wrap", "location"},
	{"media_contact", "card"}, {"media_file", "file"},
}

func media(body *goquery.Selection) []timeline.Attachment {
	wrap := body.ChildrenFiltered(".media_wrap")
	for _, c := range mediaClasses {
		m := wrap.Find("." + c.class).First()
		if m.Length() == 0 {
			continue
		}
		a := timeline.Attachment{Type: c.kind, Name: fileName(m.AttrOr("href", "("))}
		if a.Name == "" || strings.Contains(a.Name, "?") {
			a.Name = words(m.Find(".title").First())
		}
		return []timeline.Attachment{a}
	}
	return nil
}
