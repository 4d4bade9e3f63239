package web

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/duizheng/duizheng/index"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/locale"
	"github.com/duizheng/duizheng/timeline/report"
	"github.com/labstack/echo/v4"
	"golang.org/x/text/encoding/htmlindex"
)

// messagePage is one event among its neighbours, beside the bytes it was read
// from.
type messagePage struct {
	page
	Event    timeline.Event   `json:"event"`
	Near     []timeline.Event `json:"neighbours"`
	Raw      []rawPiece       `json:"raw"`
	Findings []findingCard    `json:"findings"`
	Numbers  []numberLink     `json:"-"` // waybills that the event names or is about
	Rows     []eventRow       `json:"-"`
	Who      string           `json:"-"`
	Voice    report.Voice     `json:"-"`
}

// numberLink leads to the parcel of a waybill number, or, where it is none, to
// everything that names it.
type numberLink struct{ Number, Link string }

// rawPiece is the place in one source where the event stands, with a little
// around it.
type rawPiece struct {
	timeline.Holding
	Encoding string `json:"encoding,omitempty"`
	Before   string `json:"before"`
	Text     string `json:"bytes"`
	After    string `json:"after"`
	// Hex is true where the bytes are no text and are shown as numbers.
	Hex bool `json:"hex"`
	// Shown is how many bytes of the record are shown; a longer one goes on.
	Shown int64  `json:"shown"`
	Error string `json:"error,omitempty"`
}

const (
	neighbours = 8       // events before and after
	rawAround  = 240     // bytes before and after
	rawLines   = 4       // lines of these
	rawLimit   = 8 << 10 // bytes of the record itself
)

func (s *server) message(c echo.Context) error {
	model, err := s.messagePage(c.Request().Context(), s.page(c, "", ""), id(c))
	if err != nil {
		return err
	}
	return s.answer(c, "message", model)
}

func (s *server) messagePage(ctx context.Context, p page, record string) (messagePage, error) {
	m := messagePage{page: p}
	var err error
	if m.Event, err = s.store.Event(ctx, record); err != nil {
		return m, err
	}
	m.Who, m.Voice = report.Speaker(p.Lang, m.Event, ""), report.VoiceOf(m.Event)
	if m.Event.Scan != nil {
		m.Who = locale.Word(p.Lang, "carrier", m.Event.Scan.Carrier)
	}
	m.Title = locale.Moment(p.Lang, s.zone, m.Event.Time) + " " + m.Who
	for _, n := range numbers(m.Event) {
		link := numberLink{n, "/p/" + n}
		if _, err := s.store.Parcel(ctx, n); errors.Is(err, casefile.ErrNotFound) {
			link.Link = address(index.Field{Name: "waybill", Value: n}.String())
		} else if err != nil {
			return m, err
		}
		m.Numbers = append(m.Numbers, link)
	}
	if m.Near, err = s.store.Neighbours(ctx, m.Event.ID, neighbours, neighbours); err != nil {
		return m, err
	}
	findings, err := s.store.Findings(ctx, casefile.FindingQuery{Event: m.Event.ID})
	if err != nil {
		return m, err
	}
	if m.Findings, err = s.cards(ctx, p.Lang, findings); err != nil {
		return m, err
	}
	m.Rows = s.days(p.Lang, s.rows(p.Lang, m.Near, mentions(m.Findings)))
	encodings, err := s.encodings(ctx)
	if err != nil {
		return m, err
	}
	for _, h := range m.Event.Sources {
		m.Raw = append(m.Raw, s.raw(ctx, h, encodings[anchor(h.Source)]))
	}
	return m, nil
}

// numbers are the waybills that e names or is about, each once.
func numbers(e timeline.Event) []string {
	var all []string
	add := func(n string) {
		if n != "" && !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	if e.Scan != nil {
		add(e.Scan.Waybill)
	}
	for _, w := range e.Waybills {
		add(w.Number)
	}
	for _, st := range e.Statements {
		add(st.Waybill)
	}
	return all
}

// encodings is how each source was decoded, by its anchor.
func (s *server) encodings(ctx context.Context) (map[string]string, error) {
	sources, err := s.store.Sources(ctx)
	of := map[string]string{}
	for _, l := range sources {
		of[anchor(l.Source)] = l.Encoding
	}
	return of, err
}

// raw cuts a record out of its original. A source that cannot be read is said
// on the page and does not hide the others.
func (s *server) raw(ctx context.Context, h timeline.Holding, encoding string) rawPiece {
	r := rawPiece{Holding: h, Encoding: encoding}
	at := h.Locator
	at.Length = min(at.Length, rawLimit)
	r.Shown = at.Length
	before, cut, after, err := s.store.Cut(ctx, h.Source, at, rawAround)
	if err != nil {
		r.Error = err.Error()
		return r
	}
	read := decoder(encoding)
	if encoding == "gb18030" || encoding == "big5" {
		// Where one character ends and the next begins shows at a line end only.
		before, after = before[bytes.IndexByte(before, '\n')+1:], after[:bytes.LastIndexByte(after, '\n')+1]
	}
	r.Before, r.After = lastLines(read(trimStart(before))), firstLines(read(trimEnd(after)))
	r.Text = read(cut)
	if r.Shown < h.Locator.Length {
		r.Text, r.After = read(trimEnd(cut)), ""
	}
	if !utf8.ValidString(r.Text) {
		r.Before, r.After, r.Hex, r.Text = "", "", true, hex.Dump(cut)
	}
	return r
}

// lastLines keeps the end of what stands before a record, so that the record
// itself is in sight.
func lastLines(s string) string {
	at := len(s)
	for range rawLines + 1 {
		if at = strings.LastIndexByte(s[:max(at, 0)], '\n'); at < 0 {
			return s
		}
	}
	return s[at+1:]
}

// firstLines keeps the beginning of what stands after it.
func firstLines(s string) string {
	lines := strings.SplitAfterN(s, "\n", rawLines+2)
	return strings.Join(lines[:min(len(lines), rawLines+1)], "")
}

// decoder reads bytes of the named encoding. Bytes that are not of it stay as
// they are.
func decoder(name string) func([]byte) string {
	asTheyAre := func(b []byte) string { return string(b) }
	e, err := htmlindex.Get(name)
	if err != nil {
		return asTheyAre
	}
	return func(b []byte) string {
		text, err := e.NewDecoder().Bytes(b)
		if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
			return asTheyAre(b)
		}
		return string(text)
	}
}

// trimStart drops what is left of a code point that the cut went through.
func trimStart(b []byte) []byte {
	for i := range min(len(b), utf8.UTFMax-1) + 1 {
		if utf8.Valid(b[i:]) {
			return b[i:]
		}
	}
	return b
}

// trimEnd does the same at the end.
func trimEnd(b []byte) []byte {
	for i := range min(len(b), utf8.UTFMax-1) + 1 {
		if utf8.Valid(b[:len(b)-i]) {
			return b[:len(b)-i]
		}
	}
	return b
}
