package web

import (
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/locale"
	"github.com/labstack/echo/v4"
)

// sourcesPage is what every import did with every file: the ledger.
type sourcesPage struct {
	page
	Sources []sourceCard   `json:"sources"`
	Gaps    []timeline.Gap `json:"gaps"`
}

type sourceCard struct {
	timeline.SourceLedger
	Anchor string `json:"-"`
}

func (s *server) sources(c echo.Context) error {
	ctx := c.Request().Context()
	m := sourcesPage{page: s.page(c, "sources", locale.Text(s.lang(c), "web.sources"))}
	list, err := s.store.Sources(ctx)
	if err != nil {
		return err
	}
	for _, l := range list {
		m.Sources = append(m.Sources, sourceCard{l, anchor(l.Source)})
	}
	if m.Gaps, err = s.store.Gaps(ctx); err != nil {
		return err
	}
	for i := range m.Gaps {
		m.Gaps[i].Say.Text = gapText(m.Lang, s, m.Gaps[i])
	}
	return s.answer(c, "sources", m)
}
