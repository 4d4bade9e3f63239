package web

import (
	"context"
	"slices"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/locale"
	"github.com/duizheng/duizheng/timeline/report"
	"github.com/labstack/echo/v4"
)

// parcelPage is one parcel: its findings, its lanes, and the same events as an
// ordered list.
type parcelPage struct {
	page
	Parcel   timeline.Parcel  `json:"parcel"`
	Findings []findingCard    `json:"findings"`
	Events   []timeline.Event `json:"events"`
	Rows     []eventRow       `json:"-"`
	Lanes    report.Lanes     `json:"-"`
	Way      string           `json:"-"` // from the first to the last scan
	Next     string           `json:"-"` // address of the rows that follow
}

// eventRow is an event as a line of a list.
type eventRow struct {
	timeline.Event
	Voice    report.Voice
	Who      string
	Day      string          // set on the first row of a day
	Gap      string          // the silence before it, where it is long
	Spans    []timeline.Span // the parts that say something
	Findings []findingCard
	// Due is set on the row that marks the end of a promise; it is no event.
	Due *timeline.Statement
}

// lanesWidth of the page, in units of the picture.
const lanesWidth = 1060

// shownRows is how many events one page lists.
const shownRows = 300

// longSilence is shown between two rows of a list.
const longSilence = 6 * time.Hour

func (s *server) parcel(c echo.Context) error {
	model, err := s.parcelPage(c.Request().Context(), s.page(c, "parcels", ""), id(c))
	if err != nil {
		return err
	}
	model.part(c.QueryParam("after"))
	return s.answer(c, "parcel", model)
}

func (s *server) parcelPage(ctx context.Context, p page, number string) (parcelPage, error) {
	m := parcelPage{page: p}
	var err error
	if m.Parcel, err = s.store.Parcel(ctx, number); err != nil {
		return m, err
	}
	m.Title = m.Parcel.Number()
	findings, err := s.store.Findings(ctx, casefile.FindingQuery{Parcel: m.Parcel.ID})
	if err != nil {
		return m, err
	}
	if m.Findings, err = s.cards(ctx, p.Lang, findings); err != nil {
		return m, err
	}
	m.Events, err = collect(s.store.Events(ctx, casefile.EventQuery{Parcel: m.Parcel.ID}))
	if err != nil {
		return m, err
	}
	m.Lanes = report.Draw(p.Lang, s.zone, m.Events, findings, lanesWidth)
	m.Way = s.way(p.Lang, m.Events)
	m.Rows = s.days(p.Lang, deadlines(s.rows(p.Lang, m.Events, mentions(m.Findings))))
	return m, nil
}

// part keeps the rows after an event, as many as one page lists.
func (m *parcelPage) part(after string) {
	if i := slices.IndexFunc(m.Rows, func(r eventRow) bool { return r.ID == after }); after != "" && i >= 0 {
		m.Rows = m.Rows[i+1:]
	}
	if len(m.Rows) <= shownRows {
		return
	}
	m.Rows = m.Rows[:shownRows]
	for i := len(m.Rows) - 1; i >= 0; i-- {
		if m.Rows[i].Due == nil {
			m.Next = "?after=" + m.Rows[i].ID + "#e"
			return
		}
	}
}

// way is what the record says in short: its first and its last scan.
func (s *server) way(l locale.Lang, events []timeline.Event) string {
	var first, last *timeline.Event
	for i, e := range events {
		if e.Scan == nil || !e.Time.Dated() || e.Scan.Status.Bounds() == "" {
			continue
		}
		if first == nil {
			first = &events[i]
		}
		last = &events[i]
	}
	if first == last {
		return ""
	}
	return locale.Say(l, s.zone, timeline.Say("web.way", "from", plain(first.Time.Start), "first", string(first.Scan.Status),
		"to", plain(last.Time.Start), "last", string(last.Scan.Status)))
}

// rows sets events one below the other, with the findings that rest on them.
func (s *server) rows(l locale.Lang, events []timeline.Event, of map[string][]findingCard) []eventRow {
	rows := make([]eventRow, 0, len(events))
	for _, e := range events {
		r := eventRow{Event: e, Voice: report.VoiceOf(e), Who: report.Speaker(l, e, ""), Findings: of[e.ID]}
		if e.Scan != nil {
			r.Who = locale.Word(l, "carrier", e.Scan.Carrier)
		}
		for _, st := range e.Statements {
			if st.Mode.Checked() {
				r.Spans = append(r.Spans, st.Span)
			}
		}
		rows = append(rows, r)
	}
	return rows
}

// days marks where a day begins and where nothing was said for long.
func (s *server) days(l locale.Lang, rows []eventRow) []eventRow {
	day := ""
	var last time.Time
	for i := range rows {
		at := rows[i].Time
		today := locale.Text(l, "precision.none")
		if at.Dated() {
			today = locale.Date(l, s.zone, at.Start)
			if !last.IsZero() && at.Start.Sub(last) >= longSilence {
				rows[i].Gap = locale.Duration(l, at.Start.Sub(last))
			}
			last = at.Start
		}
		if today != day {
			rows[i].Day = today
		}
		day = today
	}
	return rows
}

// deadlines adds a row for the end of every promise that stands, before the
// first event that is not earlier.
func deadlines(rows []eventRow) []eventRow {
	var due []eventRow
	for _, r := range rows {
		for _, st := range r.Statements {
			if st.Mode == timeline.ModePromised && !st.Latest.IsZero() && (st.Standing == timeline.Stands || st.Standing == "") {
				row := eventRow{Voice: report.VoicePromise, Who: r.Who, Due: &st}
				row.Time = timeline.At(st.Latest, timeline.PrecisionMinute, r.Time.Zone, "")
				due = append(due, row)
			}
		}
	}
	slices.SortStableFunc(due, func(a, b eventRow) int { return a.Time.Start.Compare(b.Time.Start) })
	all := make([]eventRow, 0, len(rows)+len(due))
	for _, r := range rows {
		for len(due) > 0 && (!r.Time.Dated() || !r.Time.Start.Before(due[0].Time.Start)) {
			all, due = append(all, due[0]), due[1:]
		}
		all = append(all, r)
	}
	return append(all, due...)
}
