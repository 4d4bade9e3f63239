package web

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/locale"
	"github.com/labstack/echo/v4"
)

// overviewPage is the first page: findings, parcels, and what needs a look.
type overviewPage struct {
	page
	Headline string                  `json:"headline"`
	Findings []findingCard           `json:"findings"`
	Parcels  []timeline.Parcel       `json:"parcels"`
	Sources  []timeline.SourceLedger `json:"sources"`
	Look     []look                  `json:"look"`
	Chats    int                     `json:"chats"`
	Messages int                     `json:"messages"`
	Records  int                     `json:"records"` // sources that are tracking records
	Scans    int                     `json:"scans"`
	Period   string                  `json:"-"`
	More     int                     `json:"-"` // findings that the page leaves out
}

// look is one thing that the user should look at.
type look struct {
	What string `json:"what"`
	Text string `json:"text"`
	Link string `json:"link,omitempty"`
}

// shownFindings is how many findings the overview shows before ?all=1.
const shownFindings = 20

// lookLimit bounds the list on the overview; the sources page has the rest.
const lookLimit = 8

func (s *server) overview(c echo.Context) error {
	model, err := s.overviewPage(c.Request().Context(), s.page(c, "overview", locale.Text(s.lang(c), "web.overview")))
	if err != nil {
		return err
	}
	if twin := strings.HasSuffix(c.Request().URL.Path, ".json"); !twin && c.QueryParam("all") == "" && len(model.Findings) > shownFindings {
		model.More = len(model.Findings) - shownFindings
		model.Findings = model.Findings[:shownFindings]
	}
	return s.answer(c, "overview", model)
}

func (s *server) overviewPage(ctx context.Context, p page) (overviewPage, error) {
	m := overviewPage{page: p}
	findings, err := s.store.Findings(ctx, casefile.FindingQuery{})
	if err != nil {
		return m, err
	}
	if m.Findings, err = s.cards(ctx, p.Lang, findings); err != nil {
		return m, err
	}
	if m.Parcels, err = s.store.Parcels(ctx); err != nil {
		return m, err
	}
	if m.Sources, err = s.store.Sources(ctx); err != nil {
		return m, err
	}
	gaps, err := s.store.Gaps(ctx)
	if err != nil {
		return m, err
	}
	for _, l := range m.Sources {
		if scans := l.Records[timeline.KindScan]; scans > 0 {
			m.Records++
			m.Scans += scans
		} else if l.Records[timeline.KindMessage] > 0 {
			m.Chats++
			m.Messages += l.Records[timeline.KindMessage]
		}
	}
	chats, err := s.store.Conversations(ctx)
	if err != nil {
		return m, err
	}
	m.Period = s.period(p.Lang, m.Parcels, chats)
	m.Headline = s.headline(p.Lang, m)
	people, err := s.store.Parties(ctx)
	if err != nil {
		return m, err
	}
	m.Look = append(s.strangers(p.Lang, people), s.looks(p.Lang, m.Sources, gaps)...)
	if len(m.Look) > lookLimit {
		m.Look = m.Look[:lookLimit]
	}
	return m, nil
}

// period is from the first to the last day of all chats and parcels.
func (s *server) period(l locale.Lang, parcels []timeline.Parcel, chats []timeline.Conversation) string {
	var spans []timeline.Moment
	for _, p := range parcels {
		spans = append(spans, p.Time)
	}
	for _, c := range chats {
		spans = append(spans, c.Time)
	}
	var all timeline.Moment
	for _, m := range spans {
		if !m.Dated() {
			continue
		}
		if !all.Dated() || m.Start.Before(all.Start) {
			all.Start = m.Start
		}
		if m.End.After(all.End) {
			all.End = m.End
		}
	}
	if !all.Dated() {
		return ""
	}
	return locale.Say(l, s.zone, timeline.Say("web.period", "from", plain(all.Start), "to", plain(all.End))) + " · " + s.zone.String()
}

func (s *server) headline(l locale.Lang, m overviewPage) string {
	firm := 0
	for _, f := range m.Findings {
		if f.Firmness == timeline.Firm {
			firm++
		}
	}
	key := "web.headline"
	switch {
	case len(m.Sources) == 0:
		key = "web.headline.empty"
	case len(m.Findings) == 0:
		key = "web.headline.none"
	}
	return locale.Say(l, s.zone, timeline.Say(key, "n", strconv.Itoa(len(m.Findings)), "firm", strconv.Itoa(firm)))
}

// strangers asks for the roles of people who write and whose role is unknown.
func (s *server) strangers(l locale.Lang, people []timeline.Party) []look {
	var names []string
	for _, p := range people {
		if p.Messages > 0 && (p.Role == "" || p.Role == timeline.RoleUnknown) {
			names = append(names, "“"+p.Name+"”")
		}
	}
	if len(names) == 0 {
		return nil
	}
	if len(names) > lookLimit {
		names = append(names[:lookLimit], "…")
	}
	return []look{{locale.Text(l, "web.look.role"), locale.Say(l, s.zone, timeline.Say("web.look.role.say", "names", strings.Join(names, " "))), "/people"}}
}

// looks lists what a reader of the sources should check with his own eyes.
func (s *server) looks(l locale.Lang, sources []timeline.SourceLedger, gaps []timeline.Gap) []look {
	var all []look
	add := func(what, link string, say timeline.Sentence) {
		all = append(all, look{locale.Text(l, what), locale.Say(l, s.zone, say), link})
	}
	unzoned := map[string][]string{}
	for _, src := range sources {
		name, link := src.Source.Name, "/sources#"+anchor(src.Source)
		if src.Error != "" {
			add("web.look.error", link, timeline.Say("web.look.error.say", "file", name, "error", src.Error))
		}
		if n := src.Records[timeline.KindUnparsed]; n > 0 {
			add("web.look.unread", link, timeline.Say("web.look.unread.say", "file", name, "n", strconv.Itoa(n)))
		}
		if src.ZoneFrom == timeline.ZoneAssumed {
			unzoned[src.Zone] = append(unzoned[src.Zone], "“"+name+"”")
		}
		if src.Undated > 0 {
			add("web.look.undated", link, timeline.Say("web.look.undated.say", "file", name, "n", strconv.Itoa(src.Undated)))
		}
	}
	for _, zone := range slices.Sorted(maps.Keys(unzoned)) {
		add("web.look.zone", "/sources", timeline.Say("web.look.zone.say", "files", strings.Join(unzoned[zone], " "), "zone", zone))
	}
	for _, g := range gaps {
		link := ""
		if near := g.After + g.Before; g.After != "" {
			link = "/m/" + g.After
		} else if near != "" {
			link = "/m/" + near
		}
		all = append(all, look{locale.Text(l, "web.look.gap"), g.Source.Name + "：" + gapText(l, s, g), link})
	}
	return all
}

func gapText(l locale.Lang, s *server, g timeline.Gap) string {
	if text := locale.Say(l, s.zone, g.Say); text != "" {
		return text
	}
	return locale.Word(l, "gap", g.Kind)
}

// anchor names a source within a page.
func anchor(src timeline.Source) string { return timeline.ID("s_", src.SHA256, src.Member) }
