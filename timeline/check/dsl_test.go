package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/check"
	"github.com/duizheng/duizheng/timeline/link"
)

// A small language for disputes: messages with what extraction would find in
// them, and scans. Times are "day hour:minute[:second]" of March 2026 in China
// (day 0 is the last of February).

var china = time.FixedZone("CST", 8*3600)

const number = "YT7600000000001"

const (
	buyer    = timeline.RoleBuyer
	seller   = timeline.RoleSeller
	courier  = timeline.RoleCourier
	platform = timeline.RolePlatform
	station  = timeline.RoleUnknown
)

var people = map[timeline.Role]string{buyer: "阿青", seller: "木棉小店", courier: "快递小程", platform: "平台客服", station: "代收点"}

type st = timeline.Statement

func clock(s string) time.Time {
	var d, h, m, sec int
	if n, _ := fmt.Sscanf(s, "%d %d:%d:%d", &d, &h, &m, &sec); n < 3 {
		panic("bad time " + s)
	}
	return time.Date(2026, 3, d, h, m, sec, 0, china)
}

func moment(s string) timeline.Moment {
	if s == "" {
		return timeline.Undated("?")
	}
	p := timeline.PrecisionMinute
	if strings.Count(s, ":") == 2 {
		p = timeline.PrecisionSecond
	}
	return timeline.At(clock(s), p, timeline.ZoneAssumed, s)
}

type story struct {
	events []timeline.Event
	asOf   string
	zones  []*time.Location
	gaps   []timeline.Gap
	facts  []timeline.Fact
	open   []timeline.Source // whose order of dates is
}

type option func(*story)

func asOf(at string) option { return func(s *story) { s.asOf = at } }

func zoned(z *time.Location) option { return func(s *story) { s.zones = append(s.zones, z) } }

// dateOpen is a chat file in which nothing decides the order of day and month.
func dateOpen(s *story) { s.open = append(s.open, timeline.Source{SHA256: "c"}) }

func paidAt(v string) option {
	return func(s *story) { s.facts = append(s.facts, timeline.Fact{Key: "paid", Value: v}) }
}

func (s *story) add(e timeline.Event) {
	n := len(s.events)
	e.ID = fmt.Sprintf("e_%03d", n)
	e.Order = int64(n)
	e.Locator = timeline.Locator{Offset: int64(n * 100), Length: 10}
	s.events = append(s.events, e)
}

// say is a message by a role in the chat with it.
func say(at string, by timeline.Role, text string, says ...st) option {
	return in("", at, by, text, says...)
}

// in is a message in a chat of that name.
func in(chat, at string, by timeline.Role, text string, says ...st) option {
	return func(s *story) {
		m, says := moment(at), slices.Clone(says)
		for i := range says {
			fill(&says[i], m)
		}
		s.add(timeline.Event{Chat: "c" + chat, Statements: says, Record: timeline.Record{Kind: timeline.KindMessage, Text: text, Time: m,
			Conversation: "chat", Source: timeline.Source{Name: "chat.txt", SHA256: "c" + chat},
			Sender: timeline.Sender{Name: people[by], Role: by, Self: by == buyer}}})
	}
}

// fill gives a statement the instants that extraction gives it.
func fill(x *st, m timeline.Moment) {
	if x.By == "" {
		x.By = timeline.BySpeaker
	}
	if x.Mode == timeline.ModeAsserted && !x.Timed && m.Dated() {
		if x.Negated {
			x.Earliest = m.Start
		} else {
			x.Latest = m.Start
		}
	}
}

// gives is a message with a waybill number.
func gives(at string, by timeline.Role, text, n string, says ...st) option {
	return func(s *story) {
		say(at, by, text, says...)(s)
		e := &s.events[len(s.events)-1]
		e.Waybills = []timeline.Waybill{{Number: n, Text: n, Carriers: []string{"yto"}, CheckDigit: timeline.CheckNone, Reason: timeline.ReasonPrefix}}
		for i := range e.Statements {
			e.Statements[i].Waybill, e.Statements[i].Link = n, timeline.LinkMention
		}
	}
}

// declared makes the last message's zone one that the user named.
func declared(o option) option {
	return func(s *story) {
		o(s)
		s.events[len(s.events)-1].Time.Zone = timeline.ZoneDeclared
	}
}

// writtenIn writes a scan's time with another offset, in hours; the instant, and
// the zone in which it was read, stay.
func writtenIn(hours int, o option) option {
	return func(s *story) {
		o(s)
		e := &s.events[len(s.events)-1]
		e.Time.Raw = e.Time.Start.In(time.FixedZone("", hours*3600)).Format(time.RFC3339)
	}
}

func scan(at string, status timeline.ScanStatus, text string, more ...func(*timeline.Scan)) option {
	return scanIn("track", at, status, text, more...)
}

func scanIn(source, at string, status timeline.ScanStatus, text string, more ...func(*timeline.Scan)) option {
	return func(s *story) {
		sc := &timeline.Scan{Waybill: number, Carrier: "yto", Status: status, StatusFrom: "text"}
		for _, f := range more {
			f(sc)
		}
		src := timeline.Source{Name: source + ".json", SHA256: source, Format: "kuaidi100-json"}
		s.add(timeline.Event{Record: timeline.Record{Kind: timeline.KindScan, Text: text, Time: timeline.At(clock(at), timeline.PrecisionSecond, timeline.ZoneExplicit, at), Source: src, Scan: sc},
			Sources: []timeline.Holding{{Source: src}}})
	}
}

func signer(k timeline.SignerKind) func(*timeline.Scan) {
	return func(s *timeline.Scan) { s.SignerKind = k }
}
func placed(k timeline.PlaceKind) func(*timeline.Scan) {
	return func(s *timeline.Scan) { s.PlaceKind = k }
}
func code(k timeline.ScanStatus) func(*timeline.Scan) {
	return func(s *timeline.Scan) { s.CodeStatus = k }
}

func claim(k timeline.StatementKind, more ...func(*st)) st {
	return with(st{Kind: k, Mode: timeline.ModeAsserted}, more)
}

func not(k timeline.StatementKind, more ...func(*st)) st {
	return with(st{Kind: k, Mode: timeline.ModeAsserted, Negated: true}, more)
}

func promise(k timeline.StatementKind, until string, more ...func(*st)) st {
	x := st{Kind: k, Mode: timeline.ModePromised, Timed: true}
	if until != "" {
		x.Latest = clock(until)
	}
	return with(x, more)
}

func request(k timeline.StatementKind, more ...func(*st)) st {
	return with(st{Kind: k, Mode: timeline.ModeRequested}, more)
}

func with(x st, more []func(*st)) st {
	for _, f := range more {
		f(&x)
	}
	return x
}

func negated(x *st)    { x.Negated = true }
func hedged(x *st)     { x.Hedged = true }
func looked(x *st)     { x.Looked = true }
func correcting(x *st) { x.Corrects = true }

func by(who timeline.By) func(*st)             { return func(x *st) { x.By = who } }
func at(k timeline.PlaceKind) func(*st)        { return func(x *st) { x.PlaceKind = k } }
func signedBy(k timeline.SignerKind) func(*st) { return func(x *st) { x.SignerKind = k } }
func alt(strict string) func(*st)              { return func(x *st) { x.AltLatest = clock(strict) } }
func mode(m timeline.Mode) func(*st)           { return func(x *st) { x.Mode = m } }
func within(anchor timeline.StatementKind, p timeline.Period) func(*st) {
	return func(x *st) { x.Latest, x.Anchor, x.Within = time.Time{}, anchor, p }
}

func during(from, to string, g timeline.Grain) func(*st) {
	return func(x *st) { x.Earliest, x.Latest, x.Timed, x.Grain = clock(from), clock(to), true, g }
}

// findings runs link and check over a story.
func findings(options ...option) []timeline.Finding {
	s := &story{}
	for _, o := range options {
		o(s)
	}
	if s.asOf != "" {
		for i := range s.events {
			if sc := s.events[i].Scan; sc != nil {
				sc.AsOf = clock(s.asOf)
			}
		}
	}
	slices.SortStableFunc(s.events, func(a, b timeline.Event) int {
		if a.Time.Dated() != b.Time.Dated() {
			if a.Time.Dated() {
				return -1
			}
			return 1
		}
		return a.Time.Start.Compare(b.Time.Start)
	})
	r := link.Make(link.Input{Events: pointers(s.events), Facts: s.facts})
	var out []timeline.Finding
	for _, p := range r.Parcels {
		out = append(out, check.Check(check.Input{Parcel: p, Events: pointers(s.events), Links: r.Links, Facts: s.facts, Gaps: s.gaps, Zones: s.zones, DateOpen: s.open})...)
	}
	return out
}

// pointers are the events as a check takes them.
func pointers(events []timeline.Event) []*timeline.Event {
	out := make([]*timeline.Event, len(events))
	for i := range events {
		out[i] = &events[i]
	}
	return out
}

// brief is a finding in short: type, firmness and what was promised.
func brief(f timeline.Finding) string {
	s := string(f.Type)
	if f.Promise != "" {
		s += "(" + string(f.Promise) + ")"
	}
	if f.Firmness == timeline.Possible {
		s += "?"
	}
	return s
}

func briefs(list []timeline.Finding) []string {
	out := []string{}
	for _, f := range list {
		out = append(out, brief(f))
	}
	slices.Sort(out)
	return out
}

type row struct {
	name  string
	story []option
	want  string // briefs, joined by a space
}

// allRows collects the stories of the tables, for the tests of words.
var allRows = map[string][]option{}

func testRows(t *testing.T, rows []row) {
	t.Helper()
	for _, r := range rows {
		allRows[t.Name()+"/"+r.name] = r.story
		t.Run(r.name, func(t *testing.T) {
			if got := strings.Join(briefs(findings(r.story...)), " "); got != r.want {
				t.Errorf("got  %q\nwant %q", got, r.want)
				for _, f := range findings(r.story...) {
					for _, e := range f.Evidence {
						t.Logf("%s: %s %s %q", brief(f), e.Role, e.Time.Raw, e.Text)
					}
				}
			}
		})
	}
}

// story of a parcel: number first, then the rest.
func tale(rest ...option) []option {
	return append([]option{gives("1 08:00", buyer, "单号 "+number, number)}, rest...)
}
