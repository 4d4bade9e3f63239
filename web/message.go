package web

import (
	"context"
	"encoding/hex"
	"unicode/utf8"

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
	Rows     []eventRow       `json:"-"`
	Who      string           `json:"-"`
	Voice    report.Voice     `json:"-"`
}

// rawPiece is the place in one source where the event stands, with a little
// around it.
type rawPiece struct {
	timeline.Holding
	Encoding string `json:"encoding,omitempty"`
	Before   string `json:"before"`
	Text     string `json:"bytes"`
	After    string `json:"after"`
	// Hex is true where the bytes are no text and are shown as numbers.
	Hex   bool   `json:"hex"`
	Error string `json:"error,omitempty"`
}

const (
	neighbours = 8   // events before and after
	rawAround  = 240 // bytes before and after
	rawLimit   = 64 << 10
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
	before, cut, after, err := s.store.Cut(ctx, h.Source, at, rawAround)
	if err != nil {
		r.Error = err.Error()
		return r
	}
	read := decoder(encoding)
	r.Before, r.After = read(trimStart(before)), read(trimEnd(after))
	r.Text = read(cut)
	if !utf8.ValidString(r.Text) {
		r.Before, r.After, r.Hex, r.Text = "", "", true, hex.Dump(cut)
	}
	return r
}

// decoder reads bytes of the named encoding as far as it is known.
func decoder(name string) func([]byte) string {
	e, err := htmlindex.Get(name)
	if err != nil {
		return func(b []byte) string { return string(b) }
	}
	return func(b []byte) string {
		if utf8.Valid(b) {
			return string(b)
		}
		if text, err := e.NewDecoder().Bytes(b); err == nil {
			return string(text)
		}
		return string(b)
	}
}

// trimStart drops what is left of a code point that the cut went through.
func trimStart(b []byte) []byte {
	for i := 0; i < min(len(b), utf8.UTFMax); i++ {
		if utf8.Valid(b[i:]) {
			return b[i:]
		}
	}
	return b
}

// trimEnd does the same at the end.
func trimEnd(b []byte) []byte {
	for i := 0; i < min(len(b), utf8.UTFMax); i++ {
		if utf8.Valid(b[:len(b)-i]) {
			return b[:len(b)-i]
		}
	}
	return b
}
