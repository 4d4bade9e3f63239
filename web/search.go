package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/duizheng/duizheng/index"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/locale"
	"github.com/duizheng/duizheng/timeline/report"
	"github.com/labstack/echo/v4"
)

// searchPage is the answer to a query: facets, histogram and hits.
type searchPage struct {
	page
	index.Result
	Hits     []index.Hit `json:"events"`
	Mistake  string      `json:"error,omitempty"`
	Slow     string      `json:"-"` // why the index is not used
	Facets   []facet     `json:"-"`
	Bars     []bar       `json:"-"`
	First    string      `json:"-"` // day at which the histogram begins
	Last     string      `json:"-"`
	Rows     []hitRow    `json:"-"`
	Next     string      `json:"-"` // address of the next page
	Examples []string    `json:"-"`
}

// facet is one field with the values that the hits have.
type facet struct {
	Name   string
	Values []facetValue
}

// facetValue leads to the same query with the value, or without it.
type facetValue struct {
	Text  string
	Count int
	Link  string
	On    bool
}

// bar is one bucket of the histogram, in units of the picture.
type bar struct {
	X, Y, Width, Height int
	Title, Link         string
}

// hitRow is an event that was found.
type hitRow struct {
	timeline.Event
	Voice report.Voice
	Who   string
	Spans []timeline.Span
}

// shownFacets are the facets of the page, their fields in the query language,
// and the group of their words.
var shownFacets = []struct{ name, field, group string }{
	{"sender", "from", ""},
	{"chat", "in", ""},
	{"mode", "mode", "mode"},
	{"says", "says", "kind"},
	{"status", "status", "status"},
	{"kind", "kind", "record"},
	{"app", "app", "app"},
	{"carrier", "carrier", "carrier"},
	{"finding", "finding", "type"},
	{"source", "source", ""},
}

const (
	facetValues    = 6
	histogramWidth = 800
	histogramTop   = 60
)

var examples = []string{"没收到", "mode:promised", "says:delivered from:小王", "status:delivered", `"放门口" OR 驿站`, "after:2026-03-01 -驿站"}

func (s *server) search(c echo.Context) error {
	m := searchPage{page: s.page(c, "search", locale.Text(s.lang(c), "web.search")), Examples: examples}
	m.Query = strings.TrimSpace(c.QueryParam("q"))
	if s.index == nil {
		m.Mistake = locale.Text(m.Lang, "web.search.off")
	} else if m.Query != "" {
		if why := s.index.Unused(); why != nil {
			m.Slow = locale.Text(m.Lang, "web.search.slow") + why.Error()
		}
		if err := s.find(c.Request().Context(), &m, c.QueryParam("cursor"), index.Sort(c.QueryParam("sort"))); err != nil {
			return err
		}
	}
	return s.answer(c, "search", m)
}

func (s *server) find(ctx context.Context, m *searchPage, cursor string, sort index.Sort) error {
	result, err := s.index.Search(ctx, m.Query, index.SearchOptions{Cursor: cursor, Sort: sort, Zone: s.zone})
	var mistake *index.SyntaxError
	if errors.As(err, &mistake) {
		m.Mistake = locale.Say(m.Lang, s.zone, mistake.Say)
		return nil
	}
	if err != nil {
		return echo.NewHTTPError(http.StatusBadRequest, err.Error())
	}
	m.Result, m.Hits = result, result.Events
	m.Facets = facets(m.Lang, m.Query, result.Facets)
	m.Bars = s.bars(m.Lang, m.Query, result.Histogram)
	if n := len(result.Histogram); n > 0 {
		m.First, m.Last = locale.Date(m.Lang, s.zone, result.Histogram[0].From), locale.Date(m.Lang, s.zone, result.Histogram[n-1].From)
	}
	for _, hit := range result.Events {
		r := hitRow{Event: hit.Event, Voice: report.VoiceOf(hit.Event), Who: report.Speaker(m.Lang, hit.Event, ""), Spans: hit.Hits}
		if hit.Scan != nil {
			r.Who = locale.Word(m.Lang, "carrier", hit.Scan.Carrier)
		}
		m.Rows = append(m.Rows, r)
	}
	if result.Cursor != "" {
		m.Next = "/s?" + url.Values{"q": {m.Query}, "cursor": {result.Cursor}, "sort": {string(sort)}}.Encode()
	}
	return nil
}

// facets shows the most frequent values of every field that distinguishes.
func facets(l locale.Lang, query string, counts map[string][]index.Count) []facet {
	var all []facet
	for _, shown := range shownFacets {
		f := facet{Name: locale.Text(l, "web.facet."+shown.field)}
		for _, c := range counts[shown.name] {
			term := index.Field{Name: shown.field, Value: c.Value}.String()
			v := facetValue{Text: c.Value, Count: c.Count, On: holds(query, term)}
			if shown.group != "" {
				v.Text = locale.Word(l, shown.group, c.Value)
			}
			v.Link = address(with(query, term))
			if v.On {
				v.Link = address(without(query, term))
			}
			if len(f.Values) < facetValues || v.On {
				f.Values = append(f.Values, v)
			}
		}
		if len(f.Values) > 1 || len(f.Values) == 1 && f.Values[0].On {
			all = append(all, f)
		}
	}
	return all
}

func address(query string) string { return "/s?" + url.Values{"q": {query}}.Encode() }

func holds(query, term string) bool { return strings.Contains(" "+query+" ", " "+term+" ") }

// with narrows a query. One with OR is put in parentheses, so that the term
// belongs to all of it.
func with(query, term string) string {
	if holds(query, "OR") && !strings.HasPrefix(query, "(") {
		query = "(" + query + ")"
	}
	return query + " " + term
}

func without(query, term string) string {
	return strings.TrimSpace(strings.Replace(" "+query+" ", " "+term+" ", " ", 1))
}

// bars draws the histogram; a bar leads to the same query within its time.
func (s *server) bars(l locale.Lang, query string, buckets []index.Bucket) []bar {
	most := 0
	for _, b := range buckets {
		most = max(most, b.Count)
	}
	untimed := withoutTime(query)
	var all []bar
	for i, b := range buckets {
		if b.Count == 0 {
			continue
		}
		left, right := i*histogramWidth/len(buckets), (i+1)*histogramWidth/len(buckets)
		height := max(b.Count*histogramTop/most, 3)
		all = append(all, bar{X: left, Y: histogramTop - height, Width: min(max(right-left-1, 1), 48), Height: height,
			Title: locale.Time(l, s.zone, b.From, timeline.PrecisionMinute) + " – " + locale.Deadline(l, s.zone, b.To) + "：" + plain(b.Count),
			Link:  address(with(untimed, "after:"+instant(b.From.In(s.zone))+" before:"+instant(b.To.In(s.zone))))})
	}
	return all
}

func instant(t time.Time) string { return t.Format("2006-01-02T15:04") }

func withoutTime(query string) string {
	words := strings.Fields(query)
	kept := words[:0]
	for _, w := range words {
		if !strings.HasPrefix(w, "after:") && !strings.HasPrefix(w, "before:") && !strings.HasPrefix(w, "on:") {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}
