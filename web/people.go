package web

import (
	"errors"
	"net/http"
	"slices"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/locale"
	"github.com/duizheng/duizheng/timeline/reconstruct"
	"github.com/labstack/echo/v4"
)

// peoplePage lists who speaks in the chats and what they are in the dispute.
// The role decides whose promise or claim something is, so the user may set it.
type peoplePage struct {
	page
	People []timeline.Party `json:"people"`
	Roles  []timeline.Role  `json:"-"`
	// Chats are names by id.
	Chats map[string]string `json:"-"`
	Fixed bool              `json:"-"` // the case is open for reading only
}

func (s *server) people(c echo.Context) error {
	ctx := c.Request().Context()
	m := peoplePage{page: s.page(c, "people", locale.Text(s.lang(c), "web.people")), Roles: timeline.Roles,
		Chats: map[string]string{}, Fixed: s.store.ReadOnly()}
	var err error
	if m.People, err = s.store.Parties(ctx); err != nil {
		return err
	}
	chats, err := s.store.Conversations(ctx)
	if err != nil {
		return err
	}
	for _, chat := range chats {
		m.Chats[chat.ID] = chat.Name
	}
	for i := range m.People {
		for j, why := range m.People[i].RoleWhy {
			m.People[i].RoleWhy[j].Text = locale.Say(m.Lang, s.zone, why)
		}
	}
	return s.answer(c, "people", m)
}

// setRole states what a person is and makes the findings anew.
func (s *server) setRole(c echo.Context) error {
	ctx, l := c.Request().Context(), s.lang(c)
	role := timeline.Role(c.FormValue("role"))
	if !slices.Contains(timeline.Roles, role) {
		return echo.NewHTTPError(http.StatusBadRequest, locale.Text(l, "web.people.which"))
	}
	err := s.store.SetRole(ctx, c.FormValue("person"), role)
	if err == nil {
		err = reconstruct.Finish(ctx, s.store)
	}
	switch {
	case errors.Is(err, casefile.ErrReadOnly):
		return echo.NewHTTPError(http.StatusForbidden, locale.Text(l, "web.people.fixed"))
	case err != nil:
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/people")
}
