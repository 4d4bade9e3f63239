package check

import (
	"cmp"
	"regexp"
	"slices"
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// placeOf is the class of place that an account names.
func placeOf(a *account) timeline.PlaceKind {
	if a.st != nil {
		return a.st.PlaceKind
	}
	if a.event.Scan == nil {
		return ""
	}
	if p := a.event.Scan.PlaceKind; p != "" {
		return p
	}
	switch a.event.Scan.SignerKind {
	case timeline.SignerSelf:
		return timeline.PlaceHand
	case timeline.SignerFrontdesk:
		return timeline.PlaceFrontdesk
	case timeline.SignerStation:
		return timeline.PlaceStation
	case timeline.SignerLocker:
		return timeline.PlaceLocker
	}
	if a.status() == timeline.StatusAtPickupPoint {
		return timeline.PlaceStation
	}
	return ""
}

// sameClass reports whether two classes of place can be one place: 家 and 公司
// fit hand, door and front desk (JUDGEMENT 3).
func sameClass(a, b timeline.PlaceKind) bool {
	at := []timeline.PlaceKind{timeline.PlaceHand, timeline.PlaceDoor, timeline.PlaceFrontdesk}
	switch {
	case a == "" || b == "" || a == b:
		return true
	case a == timeline.PlaceOther:
		return slices.Contains(at, b)
	case b == timeline.PlaceOther:
		return slices.Contains(at, a)
	}
	return false
}

// dropClaim reports whether a says that the parcel was left or handed over.
func dropClaim(a *account) bool {
	return a.kind == timeline.KindDelivered || a.kind == timeline.KindAtPickupPoint
}

// places compares where somebody says the parcel was left with the record,
// and with what he says himself later.
func (c *court) places() []*draft {
	rule := c.Rules.rule(timeline.PlaceMismatch)
	claims := c.said(timeline.EvidenceClaim, func(a *account) bool {
		return !a.st.Negated && !c.byRecipient(a) && dropClaim(a) && placeOf(a) != "" && !c.record.cameBack(a)
	})
	var out []*draft
	for _, a := range claims {
		s := c.dropMeant(a)
		if s == nil || c.placesFit(a, s) {
			continue
		}
		d := &draft{typ: timeline.PlaceMismatch, rule: rule, firm: true, party: a.who, key: s.event.ID, evidence: []*account{a, s}, constraints: []string{onePlace}}
		d.soften(a.soft...)
		out = joinDraft(out, d)
	}
	return append(out, c.ownPlaces()...)
}

// joinDraft adds d to the finding it repeats, or to the list.
func joinDraft(list []*draft, d *draft) []*draft {
	for _, o := range list {
		if o.typ == d.typ && o.party == d.party && o.key == d.key {
			if d.stronger(o) && d.firm && !o.firm {
				d.also = append(append(d.also, o.evidence...), o.also...)
				*o = *d
			} else {
				o.also = append(o.also, d.evidence...)
			}
			return list
		}
	}
	return append(list, d)
}

// justAfter is how much later a scan may be than the words that tell of it.
const justAfter = 30 * time.Minute

// dropMeant is the drop of the record that a claim speaks of: one that fits,
// else the last one by then, else the next one. Fetching it is no drop.
func (c *court) dropMeant(a *account) *account {
	drops := c.record.drops()
	if len(drops) == 0 {
		return nil
	}
	if !a.dated() {
		for _, s := range drops {
			if c.placesFit(a, s) {
				return s
			}
		}
		return drops[0]
	}
	_, by := spread(a)
	var meant *account
	for _, s := range drops {
		if s.from().After(by.Add(justAfter)) {
			if meant == nil {
				meant = s
			}
			break
		}
		if c.placesFit(a, s) && placeOf(s) != "" {
			return s
		}
		if meant != nil && c.record.fetched(s) {
			continue
		}
		if placeOf(s) != "" && placeOf(s) != timeline.PlaceHand || meant == nil {
			meant = s
		}
	}
	return meant
}

// placesFit reports whether claim and record can be one place. 本人签收 names
// who signed and no place: it fits a door, a desk, and a station where he
// fetched it.
func (c *court) placesFit(a, s *account) bool {
	return placeOf(s) == timeline.PlaceHand || sameClass(placeOf(a), placeOf(s))
}

// handed is the class of place that a claim implies: what somebody took came
// into his hands.
func handed(a *account) timeline.PlaceKind {
	switch a.st.SignerKind {
	case timeline.SignerSelf, timeline.SignerFamily, timeline.SignerColleague:
		return cmp.Or(placeOf(a), timeline.PlaceHand)
	}
	return placeOf(a)
}

// ownPlaces finds one who names two places, or two who took it, for one drop:
// firm where the record shows the second for the first time, so that nothing
// moved between.
func (c *court) ownPlaces() []*draft {
	rule := c.Rules.rule(timeline.SelfContradiction)
	claims := c.said(timeline.EvidenceClaim, func(a *account) bool {
		return a.dated() && !a.st.Negated && !c.byRecipient(a) && dropClaim(a) && handed(a) != "" && !slices.Contains(a.soft, quoted) && !c.record.cameBack(a)
	})
	for i, a := range claims {
		for _, b := range claims[i+1:] {
			if b.from().Sub(a.until()) > 7*24*time.Hour {
				break
			}
			if a.who != b.who || sameClass(handed(a), handed(b)) && signerFits(a.st.SignerKind, b.st.SignerKind) {
				continue
			}
			s := c.dropMeant(b)
			decided := s != nil && placeOf(b) != "" && sameClass(placeOf(b), placeOf(s)) && !s.from().After(a.until().Add(justAfter))
			d := &draft{typ: timeline.SelfContradiction, rule: rule, firm: decided, party: a.who, key: a.event.ID, evidence: []*account{a, b}, constraints: []string{onePlace}}
			if !decided {
				d.mayBe("benign.moved", true)
			}
			d.soften(a.soft...)
			d.soften(b.soft...)
			return []*draft{d}
		}
	}
	return nil
}

// signerFits reports whether two accounts of who signed can both be true.
func signerFits(a, b timeline.SignerKind) bool {
	switch {
	case a == "" || b == "" || a == timeline.SignerUnknown || b == timeline.SignerUnknown || a == b:
		return true
	case a == timeline.SignerOther:
		return b != timeline.SignerSelf
	case b == timeline.SignerOther:
		return a != timeline.SignerSelf
	}
	return false
}

// signers compares who is said to have signed with who the record says.
func (c *court) signers() []*draft {
	rule := c.Rules.rule(timeline.SignerMismatch)
	var out []*draft
	for _, a := range c.said(timeline.EvidenceClaim, func(a *account) bool {
		return !a.st.Negated && a.st.SignerKind != "" && (dropClaim(a) || a.kind == timeline.KindReceived) && !c.record.cameBack(a)
	}) {
		if c.byRecipient(a) && a.kind == timeline.KindReceived && a.st.SignerKind == timeline.SignerSelf {
			continue // "I got it" is no word about the signature
		}
		s := c.signatureMeant(a)
		if s == nil || signerFits(a.st.SignerKind, s.event.Scan.SignerKind) {
			continue
		}
		d := &draft{typ: timeline.SignerMismatch, rule: rule, firm: true, party: a.who, key: s.event.ID, evidence: []*account{a, s}, constraints: []string{oneSigner}}
		if c.byRecipient(a) {
			d.party = s.event.Scan.Carrier
		}
		d.low = c.receivedBy(a)
		d.soften(a.soft...)
		out = joinDraft(out, d)
	}
	return out
}

// receivedBy reports whether the recipient has the parcel.
func (c *court) receivedBy(a *account) bool {
	return slices.ContainsFunc(c.accounts, func(x *account) bool {
		return x.claim() && c.byRecipient(x) && !x.st.Negated && (x.kind == timeline.KindReceived || x == a && a.kind == timeline.KindDelivered)
	})
}

// signatureMeant is the signature of the record that a claim speaks of: one
// that fits, else the last one with a signer by then.
func (c *court) signatureMeant(a *account) *account {
	var meant *account
	for _, s := range c.record.drops() {
		if a.dated() && s.from().After(a.until().Add(justAfter)) {
			break
		}
		k := s.event.Scan.SignerKind
		if k == "" || k == timeline.SignerUnknown {
			continue
		}
		if signerFits(a.st.SignerKind, k) {
			return s
		}
		meant = s
	}
	return meant
}

// refusals compares who says refused with who denies it.
func (c *court) refusals() []*draft {
	rule := c.Rules.rule(timeline.RefusalMismatch)
	mismatch := func(who string, key string, evidence ...*account) []*draft {
		d := &draft{typ: timeline.RefusalMismatch, rule: rule, firm: true, party: who, key: key, evidence: evidence, constraints: []string{refusedOrNot}}
		for _, a := range evidence {
			d.soften(a.soft...)
		}
		return []*draft{d}
	}
	denials := c.said(timeline.EvidenceClaim, func(a *account) bool { return c.byRecipient(a) && a.kind == timeline.KindRefused && a.st.Negated })
	claims := c.said(timeline.EvidenceClaim, func(a *account) bool {
		return !a.st.Negated && (a.kind == timeline.KindRefused)
	})
	refused := c.record.refusal()
	for _, n := range denials {
		if refused != nil && (!n.dated() || n.until().After(refused.from())) {
			return mismatch(refused.event.Scan.Carrier, refused.event.ID, n, refused)
		}
	}
	for _, n := range denials {
		for _, a := range claims {
			if a.as == timeline.RoleCourier && refused == nil {
				return mismatch(a.who, a.event.ID, a, n)
			}
		}
	}
	if refused != nil || c.record.empty() || c.record.back < len(c.record.scans) {
		return nil
	}
	for _, a := range claims {
		for _, s := range c.record.drops() {
			if s.status() == timeline.StatusDelivered && a.dated() && toThePerson(s) && !a.from().After(c.record.knownUntil()) {
				return mismatch(a.who, s.event.ID, a, s)
			}
		}
	}
	return nil
}

// atHisWish are words of a scan that sends the parcel back because the
// recipient would not have it.
var atHisWish = regexp.MustCompile(`拒(收|签|簽)|应(收件人|客户|收方|买家)[^，。]{0,4}要求|(收件人|客户|买家)(要求|申请|主动)[^，。]{0,4}退|(?i:\brefused\b|recipient'?s? (request|wish))`)

// refusal is the scan that says refused, or returned at the recipient's wish; or
// nil.
func (r *record) refusal() *account {
	for _, s := range r.scans {
		if s.status() == timeline.StatusRefused || s.status() == timeline.StatusReturning && atHisWish.MatchString(s.event.Text) {
			return s
		}
	}
	return nil
}
