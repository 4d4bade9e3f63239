package check

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// A softness is a reason why an account supports a possible finding at most.
type softness string

const (
	hedged    softness = "hedged"
	quoted    softness = "quoted"
	ambiguous softness = "ambiguous"
	disputed  softness = "disputed"
	undated   softness = "undated"
	// misordered: the day of its message may be the month.
	misordered softness = "misordered"
)

// An account is what one sentence or one scan says.
type account struct {
	event *timeline.Event
	st    *timeline.Statement // nil for a scan
	role  timeline.EvidenceRole
	who   string        // party key of whose account it is
	as    timeline.Role // that party's role
	soft  []softness
	asOf  time.Time // set where the account is that there is no further scan
	kind  timeline.StatementKind
}

func (a *account) claim() bool    { return a.role == timeline.EvidenceClaim }
func (a *account) recorded() bool { return a.role == timeline.EvidenceRecord }
func (a *account) dated() bool    { return a.event.Time.Dated() }

// from and until are the ends of the time at which the account was made.
func (a *account) from() time.Time  { return a.event.Time.Start }
func (a *account) until() time.Time { return lastInstant(a.event.Time) }

// lastInstant of a moment: a second is as good as an instant, a minute may end
// 60 seconds later (JUDGEMENT 1.7).
func lastInstant(m timeline.Moment) time.Time {
	if m.Precision == timeline.PrecisionSecond {
		return m.Start
	}
	return m.End
}

var evidenceRoles = map[timeline.Mode]timeline.EvidenceRole{
	timeline.ModeAsserted:  timeline.EvidenceClaim,
	timeline.ModePromised:  timeline.EvidencePromise,
	timeline.ModeRequested: timeline.EvidenceRequest,
}

// readAccounts collects the statements about the parcel that take part.
func (c *court) readAccounts() []*account {
	var out []*account
	for _, l := range c.Links {
		if l.Parcel != c.Parcel.ID || l.Statement < 0 {
			continue
		}
		e := c.byID[l.Event]
		if e == nil || l.Statement >= len(e.Statements) {
			continue
		}
		st := &e.Statements[l.Statement]
		if !st.Mode.Checked() || st.Disclaimed || st.Standing != timeline.Stands && st.Standing != "" || e.Recalled {
			continue
		}
		a := &account{event: e, st: st, role: evidenceRoles[st.Mode], who: speaker(e), kind: st.Kind}
		a.as = c.roles[a.who]
		if !c.attribute(a) || a.claim() && st.Timed && a.dated() && st.Earliest.After(a.until()) {
			continue // what is said to happen later is a plan, no account
		}
		for _, s := range []struct {
			is bool
			softness
		}{{st.Hedged || st.Relation == timeline.RelationAbout, hedged}, {l.Ambiguous, ambiguous}, {c.disputed[e.ID], disputed}, {!e.Time.Dated(), undated}, {c.misordered(e), misordered}} {
			if s.is {
				a.soft = append(a.soft, s.softness)
			}
		}
		out = append(out, a)
	}
	slices.SortStableFunc(out, func(a, b *account) int { return compareEvents(a.event, b.event) })
	return out
}

// misordered reports whether day and month of e may be the other way round.
func (c *court) misordered(e *timeline.Event) bool {
	_, month, day := e.Time.Start.Date()
	return e.Time.Dated() && day <= 12 && day != int(month) && slices.ContainsFunc(c.DateOpen, func(s timeline.Source) bool {
		return s.SHA256 == e.Source.SHA256 && s.Member == e.Source.Member
	})
}

// attribute finds whose account it is (JUDGEMENT 1.4). What somebody quotes is
// the account of the one quoted. What the record is said to show is the
// speaker's own claim; only the recipient merely reads it out.
func (c *court) attribute(a *account) bool {
	quotedRoles := map[timeline.By]timeline.Role{timeline.ByCourier: timeline.RoleCourier, timeline.BySeller: timeline.RoleSeller,
		timeline.ByPlatform: timeline.RolePlatform, timeline.ByBuyer: timeline.RoleBuyer, timeline.ByOther: timeline.RoleUnknown}
	by := a.st.By
	if a.role == timeline.EvidenceRequest && by != "" && by != timeline.BySpeaker && c.recipient(a.who, a.as) {
		a.soft = append(a.soft, quoted) // a wish for his parcel, whoever passed it on
		return true
	}
	switch by {
	case "", timeline.BySpeaker:
	case timeline.ByRecord:
		return !c.recipient(a.who, a.as)
	default:
		if by == timeline.ByOther && c.recipient(a.who, a.as) && a.st.Negated {
			return true // who was to take it for him, told by him
		}
		if quotedRoles[by] == a.as {
			return true
		}
		if who := c.only(quotedRoles[by], ""); a.st.Agrees && who != "" {
			a.who, a.as = who, quotedRoles[by] // an offer accepted is the promise of who made it
			return true
		}
		if c.present(a.event, quotedRoles[by]) {
			return false // who is reminded of his words has said them himself
		}
		a.who, a.as = c.only(quotedRoles[by], "by:"+string(by)), quotedRoles[by]
		a.soft = append(a.soft, quoted)
	}
	return true
}

// present reports whether somebody of that role writes in the same chat.
func (c *court) present(e *timeline.Event, role timeline.Role) bool {
	if role == timeline.RoleUnknown || role == "" {
		return false
	}
	return c.writers[chatOf(e)][role]
}

// only is the one party with a role, so that its own words and those that
// others report are one account; or the key given, if there are several.
func (c *court) only(role timeline.Role, key string) string {
	found := ""
	for party, r := range c.roles {
		if r != role || role == timeline.RoleUnknown || !c.speaks[party] {
			continue
		}
		if found != "" {
			return key
		}
		found = party
	}
	if found == "" {
		return key
	}
	return found
}

// compareEvents is the order of the timeline, undated last.
func compareEvents(a, b *timeline.Event) int {
	if a.Time.Dated() != b.Time.Dated() {
		if a.Time.Dated() {
			return -1
		}
		return 1
	}
	if d := a.Time.Start.Compare(b.Time.Start); d != 0 {
		return d
	}
	if chatOf(a) == chatOf(b) && a.Order != b.Order {
		return int(a.Order - b.Order)
	}
	return strings.Compare(a.ID, b.ID)
}

// said lists the accounts of mode that pass want.
func (c *court) said(mode timeline.EvidenceRole, want func(*account) bool) []*account {
	var out []*account
	for _, a := range c.accounts {
		if a.role == mode && want(a) {
			out = append(out, a)
		}
	}
	return out
}

func (c *court) byRecipient(a *account) bool { return c.recipient(a.who, a.as) }

// spread is a claimed time as loosely as JUDGEMENT 1.8 reads it.
func spread(a *account) (earliest, latest time.Time) {
	st := a.st
	if !st.Timed {
		if st.Negated {
			return a.from(), time.Time{}
		}
		return time.Time{}, a.until()
	}
	earliest, latest = st.Earliest, st.Latest
	switch st.Grain {
	case timeline.GrainMinute:
		earliest, latest = shift(earliest, -15*time.Minute), shift(latest, 15*time.Minute)
	case timeline.GrainHour:
		switch {
		case earliest.IsZero():
		case latest.Before(earliest.Add(time.Hour)):
			latest = earliest.Add(time.Hour)
		case twoHours.MatchString(a.event.Own()):
			latest = latest.Add(time.Hour)
		}
	}
	if st.Relation == timeline.RelationAbout {
		earliest, latest = shift(earliest, -about), shift(latest, about)
	}
	if !st.Negated && a.dated() && (latest.IsZero() || latest.After(a.until())) && st.Relation != timeline.RelationAfter {
		latest = a.until() // what is told as done was done before it was told
	}
	return earliest, latest
}

// twoHours are words such as 三四点, whose second hour counts whole.
var twoHours = regexp.MustCompile(`[一二两三四五六七八九][二三四五六七八九十][点點]|\d+ ?[-~～到至] ?\d+ ?[点點]`)

// about is how far 大概 and 左右 reach to either side.
const about = 30 * time.Minute

func shift(t time.Time, d time.Duration) time.Time {
	if t.IsZero() {
		return t
	}
	return t.Add(d)
}
