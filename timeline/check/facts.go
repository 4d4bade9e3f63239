package check

import (
	"slices"

	"github.com/duizheng/duizheng/timeline"
)

// oneFactOneFinding leaves out what another finding already says (JUDGEMENT
// section 4).
func (c *court) oneFactOneFinding(all []*draft) []*draft {
	has := func(t timeline.FindingType) bool {
		return slices.ContainsFunc(all, func(d *draft) bool { return d.typ == t })
	}
	of := func(t timeline.FindingType, test func(*draft) bool) bool {
		return slices.ContainsFunc(all, func(d *draft) bool { return d.typ == t && test(d) })
	}
	if c.anothers(all) {
		return slices.DeleteFunc(all, func(d *draft) bool { return d.typ != timeline.WaybillMismatch && restsOnRecord(d) })
	}
	for _, d := range all {
		c.dropElsewhere(d, all)
	}
	return slices.DeleteFunc(all, func(d *draft) bool {
		claim := d.evidence[0]
		shares := func(o *draft) bool {
			return slices.ContainsFunc(o.evidence, func(a *account) bool {
				return slices.ContainsFunc(d.evidence, func(b *account) bool { return a.event == b.event })
			})
		}
		switch d.typ {
		case timeline.DeliveryTimeMismatch, timeline.DeliveredNotRecorded:
			return of(timeline.PlaceMismatch, func(o *draft) bool {
				return o.evidence[0] == claim && claim.dated() && !o.evidence[1].from().After(claim.until().Add(justAfter))
			})
		case timeline.StatusMismatch:
			return has(timeline.ShippedNotPickedUp) && c.beforePickup(claim) || c.signedAgain() && c.record.afterSignature(claim)
		case timeline.PlaceMismatch:
			return placeOf(claim) == timeline.PlaceHand && of(timeline.SignerMismatch, func(o *draft) bool { return o.key == d.key && o.party == d.party })
		case timeline.SignerMismatch:
			return c.signedAgain() && has(timeline.SignedNotReceived) && claim.st.SignerKind == ""
		case timeline.PartyContradiction:
			return has(timeline.SelfContradiction) && of(timeline.SelfContradiction, shares) || slices.ContainsFunc(all, func(o *draft) bool {
				return o != d && o.typ.Verdict() == timeline.VerdictContradiction && o.typ != timeline.PartyContradiction && shares(o)
			})
		}
		return false
	})
}

// anothers reports whether the number turned out to be another parcel's.
func (c *court) anothers(all []*draft) bool {
	return slices.ContainsFunc(all, func(d *draft) bool { return d.typ == timeline.WaybillMismatch && len(d.evidence) > 1 })
}

func restsOnRecord(d *draft) bool {
	return slices.ContainsFunc(d.evidence, func(a *account) bool { return a.recorded() })
}

// dropElsewhere: a drop claimed with a time of its own, where the record has
// none by then and later one elsewhere, is a drop not recorded.
func (c *court) dropElsewhere(d *draft, all []*draft) {
	if d.typ != timeline.DeliveryTimeMismatch || !d.evidence[0].claim() {
		return
	}
	for _, o := range all {
		if o.typ == timeline.PlaceMismatch && o.evidence[0] == d.evidence[0] && o.evidence[1].from().After(d.evidence[0].until().Add(justAfter)) {
			d.typ, d.rule = timeline.DeliveredNotRecorded, c.Rules.rule(timeline.DeliveredNotRecorded)
		}
	}
}

// beforePickup reports whether a claim was made before the carrier had the
// parcel at all.
func (c *court) beforePickup(a *account) bool {
	first := c.record.first(reached(pickedUp))
	return first == nil || a.dated() && a.from().Before(first.from())
}

// signedAgain reports whether the record undoes or repeats a signature.
func (c *court) signedAgain() bool { return c.signedThenMoved() != nil }

func (r *record) afterSignature(a *account) bool {
	return slices.ContainsFunc(r.drops(), func(s *account) bool { return a.dated() && s.from().Before(a.from()) })
}
