// Package page reads saved tracking pages: any HTML that shows a list of times
// and texts, in a table or a list.
//
// The rows are the elements of one kind (tr, li, a div of one class) of which
// most hold one time and a courier's words. A number above them names the
// parcel; a further number begins a further list. Pages whose rows are made by
// a script hold no text and must be saved as shown ("Web page, complete").
package page

import (
	"bytes"
	"context"
	"iter"
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/html"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/parsers/tracking"
	"github.com/duizheng/duizheng/timeline"
)

// Format is the saved page.
var Format = &parsers.Format{
	ID:       "tracking-page-html",
	App:      "page",
	Tracking: true,
	Ext:      "html",
	How:      "an HTML table or list whose rows hold a time and a courier's words",
	Detect:   detect,
	Parse:    parse,
}

// maxPage bounds the size of a page, whose tree is held in memory.
const maxPage = 32 << 20

func detect(h *parsers.Head) parsers.Evidence {
	if !h.HTMLStart() {
		return parsers.Evidence{}
	}
	doc, err := html.Parse(strings.NewReader(h.Text))
	if err != nil {
		return parsers.Evidence{}
	}
	s := read(doc)
	if len(s.paths) == 0 {
		return parsers.Evidence{Missing: []string{"rows of time and courier's words"}}
	}
	e := parsers.Evidence{Score: 50, Found: []string{"<" + s.tag + "> rows of time and courier's words"}}
	if s.answers[0].Waybill != "" {
		e.Score, e.Found = 75, append(e.Found, "waybill number")
	}
	return e
}

func parse(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		doc, err := load(ctx, e.Main)
		if err != nil {
			yield(timeline.Record{}, err)
			return
		}
		s := read(doc)
		if s.tag == "" {
			return
		}
		cut, err := pieces(ctx, e, s)
		if err != nil {
			yield(timeline.Record{}, err)
			return
		}
		give(e, s, cut, yield)
	}
}

// load parses the whole page; its bytes are counted, not cut.
func load(ctx context.Context, f *parsers.File) (*html.Node, error) {
	var b bytes.Buffer
	for p, err := range f.Pieces(ctx, func(t parsers.Tag) bool { return t.Name == "html" || t.Name == "body" }) {
		if err != nil {
			return nil, err
		}
		b.Write(p.HTML)
		if b.Len() > maxPage {
			break
		}
	}
	if b.Len() == 0 { // a fragment
		for p, err := range f.Pieces(ctx, func(parsers.Tag) bool { return true }) {
			if err != nil {
				return nil, err
			}
			b.Write(p.HTML)
			if b.Len() > maxPage {
				break
			}
		}
	}
	return html.Parse(&b)
}

// A cut is one element of the list's kind.
type cut struct {
	loc  timeline.Locator
	text string
	c    tracking.Clock
	rest string
	row  bool
}

func pieces(ctx context.Context, e *parsers.Export, s survey) ([]cut, error) {
	var out []cut
	for p, err := range e.Main.Pieces(ctx, s.matches) {
		if err != nil {
			return nil, err
		}
		c := cut{loc: timeline.Locator{Offset: p.Offset, Length: p.Length}, text: text(p.HTML)}
		if p.Index < len(s.paths) {
			c.loc.Path = s.paths[p.Index]
		}
		c.c, c.rest, c.row = rowOf(c.text)
		if !c.row {
			c.c, c.rest, c.row = unread(c.text)
		}
		out = append(out, c)
	}
	return out, nil
}

// unread takes an element of the list with a time whose words say nothing to
// us: it is a row all the same.
func unread(text string) (tracking.Clock, string, bool) {
	c, rest, ok := tracking.Lead(text)
	if !ok {
		c, rest, ok = tracking.Tail(text)
	}
	return c, rest, ok && c.Stamp.HasClock() && rest != "" && c.Whole() && !more(rest)
}

// text is the visible text of a piece of HTML, its pieces parted by spaces.
func text(b []byte) string {
	var out []string
	z := html.NewTokenizer(bytes.NewReader(b))
	hidden := 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			return strings.Join(out, " ")
		case html.StartTagToken:
			if n, _ := z.TagName(); string(n) == "script" || string(n) == "style" {
				hidden++
			}
		case html.EndTagToken:
			if n, _ := z.TagName(); (string(n) == "script" || string(n) == "style") && hidden > 0 {
				hidden--
			}
		case html.TextToken:
			if t := strings.Join(strings.Fields(string(z.Text())), " "); t != "" && hidden == 0 {
				out = append(out, html.UnescapeString(t))
			}
		}
	}
}

func give(e *parsers.Export, s survey, cuts []cut, yield func(timeline.Record, error) bool) {
	rows := make([][]tracking.Row, len(s.answers))
	listOf := func(i int) int {
		if i < len(s.list) {
			return s.list[i]
		}
		return len(s.answers) - 1
	}
	for i, c := range cuts {
		if c.row {
			n := listOf(i)
			anchor := s.answers[n].AsOf
			if anchor.IsZero() {
				anchor = e.Options.AsOf
			}
			m := moment(e, c, anchor, false)
			if k := neighbour(cuts, i); !m.Dated() && k >= 0 {
				m = moment(e, c, moment(e, cuts[k], time.Time{}, false).Start, true)
			}
			rows[n] = append(rows[n], tracking.Row{Time: m, Text: c.rest})
		}
	}
	orders := make([]tracking.Order, len(rows))
	for i := range rows {
		orders[i] = tracking.OrderOf(rows[i])
		s.answers[i].Blank = orders[i].Blank
	}
	given := make([]int, len(rows))
	for i, c := range cuts {
		rec := e.New(e.Main, timeline.KindFrame, c.loc)
		rec.Text = c.text
		if c.row {
			n := listOf(i)
			k := given[n]
			given[n]++
			rec = rows[n][k].Record(e, e.Main, c.loc, &s.answers[n], orders[n].Position[k], orders[n].Newest == k)
		}
		if !yield(rec, nil) {
			return
		}
	}
}

// neighbour is the nearest row, at most a few away, that names its day.
func neighbour(cuts []cut, i int) int {
	for gap := 1; gap <= 20; gap++ {
		for _, k := range []int{i - gap, i + gap} {
			if k >= 0 && k < len(cuts) && cuts[k].row && cuts[k].c.Whole() {
				return k
			}
		}
	}
	return -1
}

func moment(e *parsers.Export, c cut, anchor time.Time, neighbour bool) timeline.Moment {
	return c.c.Moment(func(s timestamp.Stamp, raw string) timeline.Moment {
		return tracking.Copied(e, s, raw, c.rest)
	}, anchor, neighbour)
}

var asOfWords = regexp.MustCompile(`(?:查询时间|查詢時間|更新时间|截至)\s*[:：]?\s*(\d{4}.*)$`)

func asOf(text string) (time.Time, bool) {
	m := asOfWords.FindStringSubmatch(text)
	if m == nil {
		return time.Time{}, false
	}
	c, _, ok := tracking.Lead(m[1])
	if !ok || !c.Whole() {
		return time.Time{}, false
	}
	at := c.Stamp.Moment(timestamp.MDY, tracking.China, timeline.ZoneExplicit, c.Raw)
	return at.Start, at.Dated()
}
