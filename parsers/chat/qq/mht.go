package qq

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"path"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// Archive is 导出 → 网页格式: a web archive of one table and the pictures. Its
// rows are sometimes out of order, and stay as they stand.
var Archive = &parsers.Format{
	ID:     "qq-official-mht",
	App:    "qq",
	Ext:    "mht",
	How:    "「From: <Save by Tencent MsgMgr>」",
	Detect: detectArchive,
	Parse:  parseArchive,
}

func detectArchive(h *parsers.Head) parsers.Evidence {
	return parsers.Marks(h,
		parsers.Mark{Text: "<Save by Tencent MsgMgr>", Weight: 90},
		parsers.Mark{Text: "Tencent IM Message", Weight: 60},
	)
}

func parseArchive(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		parts, err := e.Main.Parts()
		if err != nil {
			yield(timeline.Record{}, err)
			return
		}
		a := archive{e: e, pictures: map[string]parsers.Part{}, shown: map[string]bool{}}
		pages := 0
		for _, p := range parts {
			if !p.IsText() {
				a.pictures[path.Base(p.Location)] = p
			}
		}
		for _, p := range parts {
			if !p.IsText() {
				continue
			}
			pages++
			if err := a.decide(ctx, p.File); err != nil {
				yield(timeline.Record{}, err)
				return
			}
			for r, err := range a.rows(ctx, p.File) {
				if !yield(r, err) || err != nil {
					return
				}
			}
		}
		if pages == 0 {
			yield(timeline.Record{}, errors.New("the web archive holds no page; it may have been cut off"))
			return
		}
		for _, p := range parts {
			if p.IsText() || a.shown[path.Base(p.Location)] {
				continue
			}
			_, size, err := p.Hash()
			if ctx.Err() != nil {
				yield(timeline.Record{}, ctx.Err())
				return
			}
			if size == 0 && err != nil {
				continue // a picture that cannot be read; the messages name it
			}
			r := e.New(p.File, timeline.KindFrame, timeline.Locator{Length: size})
			r.Text = strings.TrimSpace(p.Type + " " + p.Location)
			if size > 0 && !yield(r, nil) {
				return
			}
		}
	}
}

// An archive is the state of reading the table: the chat and the day in force.
type archive struct {
	e        *parsers.Export
	chat     string
	day      timestamp.Stamp
	order    *timestamp.Reading
	dayText  string
	pictures map[string]parsers.Part
	shown    map[string]bool // pictures that a message holds
}

func (a *archive) rows(ctx context.Context, f *parsers.File) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		for p, err := range f.Pieces(ctx, func(t parsers.Tag) bool { return t.Name == "tr" }) {
			if err != nil {
				yield(timeline.Record{}, err)
				return
			}
			r := a.e.New(f, timeline.KindMessage, timeline.Locator{Offset: p.Offset, Length: p.Length})
			r.Conversation = a.chat
			if p.Broken != nil || !a.row(p.HTML, &r) {
				r = a.e.Unparsed(f, r.Locator, string(p.HTML))
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

const dayMark = "日期:"

// row reads <tr><td>…: a heading, a day, or a message in two <div>, the first
// with the name in a third and the time behind it.
func (a *archive) row(page []byte, r *timeline.Record) bool {
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(page))
	if err != nil {
		return false
	}
	// Outside a table, tr and td are dropped and what they hold stays.
	body := doc.Find("body")
	head := body.ChildrenFiltered("div").First()
	name := head.ChildrenFiltered("div").First()
	if name.Length() == 0 {
		r.Kind, r.Text = timeline.KindFrame, strings.TrimSpace(parsers.Text(body.Nodes...))
		a.heading(r)
		return true
	}
	who := strings.TrimSpace(parsers.Text(name.Nodes...))
	name.Remove()
	raw := strings.TrimSpace(parsers.Text(head.Nodes...))
	s, ok := timestamp.Parse(raw)
	if !ok || !s.HasClock() {
		return false
	}
	a.message(r, s, raw, who)
	content := head.NextAll()
	content.Find("img").Each(func(_ int, m *goquery.Selection) {
		src, _ := m.Attr("src")
		r.Attachments = append(r.Attachments, a.picture(src))
		for _, n := range m.Nodes {
			n.Type, n.Data = html.TextNode, "[图片]"
		}
	})
	r.Text = strings.Trim(strings.ReplaceAll(parsers.Text(content.Nodes...), "\r", ""), "\n")
	return true
}

// heading takes chat and day from a row that is no message.
func (a *archive) heading(r *timeline.Record) {
	if chat, ok := strings.CutPrefix(r.Text, object); ok {
		a.chat, a.day, a.dayText = strings.TrimSpace(chat), timestamp.Stamp{}, ""
		a.e.Says.Title, r.Conversation = a.chat, a.chat
	}
	if day, ok := strings.CutPrefix(r.Text, dayMark); ok {
		a.dayText = strings.TrimSpace(day)
		s, _ := timestamp.Parse(a.dayText)
		a.day = a.order.Read(s)
	}
}

func (a *archive) message(r *timeline.Record, s timestamp.Stamp, raw, who string) {
	if !s.HasDate() && a.day.HasDate() {
		s, raw = s.On(a.day), a.dayText+" "+raw
	}
	r.Time = s.Moment(timestamp.YMD, a.e.Zone(), a.e.ZoneFrom(), raw)
	r.Sender.Name, r.Sender.ID = sender(who)
	if r.Sender.ID == "10000" || r.Sender.ID == "1000000" {
		r.Kind, r.Sender = timeline.KindNotice, timeline.Sender{}
	}
}

// decide finds the order of day and month, which Windows' own settings gave,
// from all days of the page.
func (a *archive) decide(ctx context.Context, f *parsers.File) error {
	var days timestamp.Dates
	for l, err := range f.Paragraphs(ctx) {
		if err != nil {
			return ctx.Err() // the rows may still be read
		}
		if day, ok := strings.CutPrefix(string(l.Text), dayMark); ok {
			day = strings.TrimSpace(day)
			if len(day) > 4 && (day[4] == '/' || day[4] == '-') {
				break // a year in front leaves nothing to decide
			}
			s, _ := timestamp.Parse(day)
			days.Add(s)
		}
	}
	a.order = days.Decide(timestamp.Order(a.e.Options.DateOrder), timestamp.MDY)
	a.e.Says.DateOrder, a.e.Says.DateWhy, a.e.Says.DateOpen = string(a.order.Order), a.order.Why, !a.order.Certain
	return nil
}

func (a *archive) picture(src string) timeline.Attachment {
	at := timeline.Attachment{Name: path.Base(strings.ReplaceAll(src, `\`, "/")), Type: "image"}
	if p, ok := a.pictures[at.Name]; ok {
		if sum, _, err := p.Hash(); err == nil {
			at.SHA256, a.shown[at.Name] = sum, true
		}
	}
	return at
}
