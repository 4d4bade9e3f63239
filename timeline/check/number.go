package check

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/duizheng/duizheng/timeline"
)

// numbers looks at the waybill numbers given for the parcel: a wrong check
// digit, a record that began before the order, a number taken back late.
func (c *court) numbers() []*draft {
	var out []*draft
	for _, e := range c.Events {
		for k := range e.Waybills {
			w := &e.Waybills[k]
			if !c.own(w.Number) || c.recipient(speaker(e), c.roles[speaker(e)]) || e.Kind != timeline.KindMessage {
				continue
			}
			if d := c.number(e, w); d != nil {
				out = joinDraft(out, d)
			}
		}
	}
	return out
}

func (c *court) own(number string) bool {
	for _, n := range c.Parcel.Numbers {
		if n == number {
			return true
		}
	}
	return false
}

func (c *court) number(e *timeline.Event, w *timeline.Waybill) *draft {
	rule := c.Rules.rule(timeline.WaybillMismatch)
	given := &account{event: e, role: timeline.EvidenceClaim, who: speaker(e), as: c.roles[speaker(e)]}
	d := &draft{typ: timeline.WaybillMismatch, rule: rule, firm: true, party: given.who, key: c.Parcel.Number(), evidence: []*account{given}}
	if w.RetractedBy != "" && w.RetractedBy != e.ID {
		back := c.event(w.RetractedBy)
		if back == nil || !back.Time.Dated() || !e.Time.Dated() || back.Time.Start.Sub(e.Time.End) <= rule.Tolerance {
			return nil // a slip
		}
		d.gap = back.Time.Start.Sub(e.Time.End)
		d.evidence = append(d.evidence, &account{event: back, role: timeline.EvidenceClaim, who: speaker(back), as: c.roles[speaker(back)]})
		return d
	}
	if w.CheckDigit == timeline.CheckBad && selfNamed(w.Number) && c.record.empty() {
		d.constraints = []string{checkDigit}
		return d
	}
	if order, s := c.order(given), c.record.first(reached(pickedUp)); order != nil && s != nil {
		if before := order.earliest.Sub(s.until()); before > 0 {
			d.gap = before
			d.constraints = []string{orderFirst}
			d.evidence = append(d.evidence, s)
			if order.of != nil {
				d.evidence = append(d.evidence, order.of)
				d.soften(order.of.soft...)
			}
			c.otherZones(d, s, given, 0)
			return d
		}
	}
	return c.otherCity(d, given)
}

// otherCity: the record was signed in a city that the recipient, naming it,
// says is not his. By city alone it is possible at most.
func (c *court) otherCity(d *draft, given *account) *draft {
	for _, s := range c.record.drops() {
		city := cityOf(s.event)
		if city == "" || s.status() != timeline.StatusDelivered || !given.dated() {
			continue
		}
		for _, e := range c.chats[chatOf(given.event)] {
			if e.Time.Dated() && e.Time.Start.After(given.from()) && e.Time.Start.After(s.from()) && c.recipient(speaker(e), c.roles[speaker(e)]) &&
				strings.Contains(e.Own(), city) && !strings.Contains(strings.Join(homes.FindAllString(e.Own(), -1), " "), city) && notMine.MatchString(e.Own()) {
				d.mayBe("benign.city", true)
				d.gap, d.evidence = 0, append(d.evidence, s, &account{event: e, role: timeline.EvidenceClaim, who: speaker(e), as: c.roles[speaker(e)]})
				return d
			}
		}
	}
	return nil
}

// notMine are words with which a recipient disputes that a record is of his
// parcel.
var notMine = regexp.MustCompile(`不是我(的|这|买)|别人的|別人的|不对|不對|怎么(会)?(是|在|签|到)|怎麼(會)?(是|在|簽|到)|我(人|家)?(在|住)|寄错|送错|发错|(?i:not mine|somebody else|someone else|wrong (city|address)|i (live|am) in)`)

// homes are words with which a recipient says where he lives or is.
var homes = regexp.MustCompile(`我(人|家|们|這邊|这边)?(都|就|一直)?(在|住)[^，。,、 ]{2,8}|(?i:\bi('m| am| live) (\w+ )?in [\w ]{3,20})`)

var cityName = regexp.MustCompile(`【([^】]{2,6}?)市】`)

// cityOf is the city that a scan names, without 市.
func cityOf(e *timeline.Event) string {
	if m := cityName.FindStringSubmatch(e.Text); m != nil {
		return m[1]
	}
	return strings.TrimSuffix(e.Scan.Place, "市")
}

func (r *record) signedBefore(t time.Time) bool {
	return slices.ContainsFunc(r.drops(), func(s *account) bool { return s.status() == timeline.StatusDelivered && s.until().Before(t) })
}

// selfNamed reports whether a number's form names itself: digits alone may fit
// a format that is not known.
func selfNamed(number string) bool { return strings.ContainsFunc(number, unicode.IsLetter) }

// A purchase is when the parcel was ordered or paid at the earliest, or was
// still to be sent.
type purchase struct {
	earliest time.Time
	of       *account // nil where the user states it
}

// order is when the goods were ordered or paid: the latest earliest time that
// somebody, or the user, states. What is only promised to be sent had not been
// sent before. What was ordered or promised after the number was given is
// another thing.
func (c *court) order(given *account) *purchase {
	var p *purchase
	if !given.dated() {
		return nil
	}
	for _, f := range c.Facts {
		if f.Key != "paid" || f.Waybill != "" && !c.own(f.Waybill) {
			continue
		}
		if t := parseDay(f.Value, c.zone); !t.IsZero() {
			p = &purchase{earliest: t}
		}
	}
	for _, a := range c.accounts {
		t := c.orderedAt(a)
		if t.Before(given.from()) && !t.IsZero() && (p == nil || t.After(p.earliest)) {
			p = &purchase{earliest: t, of: a}
		}
	}
	return p
}

// orderedAt is the earliest time at which the parcel can have been on its way
// by this account, or zero. A shop may promise to send what its warehouse has
// just sent, so a promise counts only where the record was signed before it.
func (c *court) orderedAt(a *account) time.Time {
	switch {
	case !a.dated():
	case a.claim() && !a.st.Negated && (a.kind == timeline.KindPaid || a.kind == timeline.KindOrdered) && a.st.Timed:
		return a.st.Earliest
	case a.role == timeline.EvidencePromise && a.kind == timeline.KindShipped && !a.st.Negated && len(a.soft) == 0 && c.record.signedBefore(a.from()):
		return a.from()
	}
	return time.Time{}
}
