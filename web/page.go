package web

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/locale"
	"github.com/duizheng/duizheng/timeline/report"
	"github.com/labstack/echo/v4"
)

//go:embed templates
var templates embed.FS

// page is what every page has; the fields of its own page stand beside it and
// are what the .json twin shows.
type page struct {
	Lang    locale.Lang `json:"-"`
	Title   string      `json:"-"`
	Section string      `json:"-"` // which entry of the navigation is current
	Query   string      `json:"-"` // what the search box shows
	Twin    string      `json:"-"`
	Other   string      `json:"-"` // this page in the other language
	Refresh bool        `json:"-"` // without script, load again every second
}

func (s *server) page(c echo.Context, section, title string) page {
	l := s.lang(c)
	address := *c.Request().URL
	other := address.Query()
	other.Set("lang", string(locale.English))
	if l == locale.English {
		other.Set("lang", string(locale.Chinese))
	}
	twin := address
	if twin.Path == "/" {
		twin.Path = "/index"
	}
	twin.Path += ".json"
	return page{Lang: l, Title: title, Section: section, Twin: twin.RequestURI(),
		Other: (&url.URL{Path: address.Path, RawQuery: other.Encode()}).RequestURI()}
}

// lang is the language the reader chose, by ?lang= or before.
func (s *server) lang(c echo.Context) locale.Lang {
	if l := c.QueryParam("lang"); l != "" {
		return locale.Lang(l).Known()
	}
	if cookie, err := c.Cookie("duizheng_lang"); err == nil && cookie.Value != "" {
		return locale.Lang(cookie.Value).Known()
	}
	return s.given
}

// id is the parameter of the address without the ending of the twin.
func id(c echo.Context) string { return strings.TrimSuffix(c.Param("id"), ".json") }

// answer shows model as the page called name, or as JSON at its twin. The page
// is drawn before anything is sent, so an error is never half a page.
func (s *server) answer(c echo.Context, name string, model any) error {
	if l := c.QueryParam("lang"); l != "" {
		c.SetCookie(&http.Cookie{Name: "duizheng_lang", Value: string(locale.Lang(l).Known()), Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
	}
	if strings.HasSuffix(c.Request().URL.Path, ".json") {
		return c.JSONPretty(http.StatusOK, model, " ")
	}
	return s.draw(c, http.StatusOK, name, model)
}

func (s *server) draw(c echo.Context, status int, name string, model any) error {
	var b bytes.Buffer
	if err := s.views[s.lang(c)].ExecuteTemplate(&b, name+".html", model); err != nil {
		return fmt.Errorf("web: page %s: %w", name, err)
	}
	return c.HTMLBlob(status, b.Bytes())
}

type errorPage struct {
	page
	Status  int    `json:"status"`
	Message string `json:"error"`
}

// failed shows an error as a page, or as JSON at a twin.
func (s *server) failed(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	p := errorPage{page: s.page(c, "", locale.Text(s.lang(c), "web.error.title")), Status: http.StatusInternalServerError, Message: err.Error()}
	var known *echo.HTTPError
	switch {
	case errors.As(err, &known):
		p.Status, p.Message = known.Code, fmt.Sprint(known.Message)
		if known.Code == http.StatusNotFound {
			p.Message = locale.Text(s.lang(c), "web.error.missing")
		}
	case errors.Is(err, casefile.ErrNotFound):
		p.Status, p.Message = http.StatusNotFound, locale.Text(s.lang(c), "web.error.missing")
	}
	if strings.HasSuffix(c.Request().URL.Path, ".json") {
		err = c.JSON(p.Status, p)
	} else {
		err = s.draw(c, p.Status, "error", p)
	}
	if err != nil {
		c.Response().WriteHeader(http.StatusInternalServerError)
	}
}

// view is the templates in one language.
type view = *template.Template

func views(zone *time.Location) map[locale.Lang]view {
	all := map[locale.Lang]view{}
	for _, l := range locale.Langs {
		all[l] = template.Must(template.New("").Funcs(helpers(l, zone)).ParseFS(templates, "templates/*.html"))
	}
	return all
}

// helpers are what templates may call, bound to a language and a zone.
func helpers(l locale.Lang, zone *time.Location) template.FuncMap {
	return template.FuncMap{
		"t":    func(key string) string { return locale.Text(l, key) },
		"word": func(group string, value any) string { return locale.Word(l, group, fmt.Sprint(value)) },
		"say": func(key string, pairs ...any) string {
			values := make([]string, len(pairs))
			for i, p := range pairs {
				values[i] = plain(p)
			}
			return locale.Say(l, zone, timeline.Say(key, values...))
		},
		"sentence": func(s timeline.Sentence) string { return locale.Say(l, zone, s) },
		"moment":   func(m timeline.Moment) string { return locale.Moment(l, zone, m) },
		"date":     func(at time.Time) string { return locale.Date(l, zone, at) },
		"deadline": func(at time.Time) string { return locale.Deadline(l, zone, at) },
		"clock": func(m timeline.Moment) string {
			return locale.Clock(l, zone, m.Start, m.Precision)
		},
		"place":  func(r timeline.Record) string { return report.Place(l, r.Source, r.Locator) },
		"pieces": pieces,
		"anchor": anchor,
		"count":  func(l timeline.SourceLedger, kind string) int { return l.Records[timeline.RecordKind(kind)] },
		"list":   func(items ...any) []any { return items },
	}
}

// pieces is report.Pieces for templates, which hold one span or several.
func pieces(text string, spans any) []report.Piece {
	if one, ok := spans.(timeline.Span); ok {
		return report.Pieces(text, one)
	}
	list, _ := spans.([]timeline.Span)
	return report.Pieces(text, list...)
}

// plain writes a value the way sentences keep it.
func plain(v any) string {
	if t, ok := v.(time.Time); ok {
		return t.Format(time.RFC3339)
	}
	return fmt.Sprint(v)
}

// style is the sheet of the viewer: the shared colours and lanes, then its own.
func style(c echo.Context) error {
	own, err := assets.ReadFile("assets/viewer.css")
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, "text/css; charset=utf-8", append([]byte(report.LanesCSS), own...))
}
