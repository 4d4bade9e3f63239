package check

import (
	"regexp"
	"slices"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/fold"
	"github.com/duizheng/duizheng/timeline/stn"
)

// found are words with which a recipient takes a denial back: the parcel was
// there all along (JUDGEMENT 1.10).
var found = regexp.MustCompile(`找到了|找着了|找到啦|(家人|家里人|老公|老婆|爸|妈|爷爷|奶奶|同事|室友|舍友|邻居|鄰居|物业|管理員|管理员|前台|保安|门卫|朋友|孩子|女儿|儿子)[^，。？?]{0,8}(拿|收|取|签|領|领)(的|了|走|到|上)|看错|看漏|没注意|忘了|原来(是|在|放)|(?i:\bfound (it|them)\b|(wife|husband|room ?mate|neighbou?r|mom|mum|dad|son|daughter|colleague|reception)[^.?!]{0,24}\b(had|took|got|picked|has|signed)\b)`)

// slippedSign are words with which a courier admits a wrong signature.
var slippedSign = regexp.MustCompile(`误点|誤點|点错|點錯|误签|点了签收|点成签收|提前(点|签)|先点了?签|先签了|签收是(我|他们|系统|误)|(?i:marked (it )?(as )?delivered by mistake|scanned (it )?(as )?delivered (early|by mistake))`)

// signatures compares each signature of the record with what the recipient
// says afterwards.
func (c *court) signatures() []*draft {
	rule := c.Rules.rule(timeline.SignedNotReceived)
	var out []*draft
	drops := c.record.drops()
	for i, s := range drops {
		var next *account
		if i+1 < len(drops) {
			next = drops[i+1]
		}
		if d := c.denied(rule, s, next); d != nil {
			out = append(out, d)
		}
	}
	return out
}

// denied makes the finding for one drop, from the denials after it and before
// the next one.
func (c *court) denied(rule Rule, sign, next *account) *draft {
	var best *draft
	looked, admission := false, c.admission(sign)
	denials := c.denials(sign, next)
	for _, a := range denials {
		looked = looked || lookedThere(a, sign)
	}
	for _, a := range denials {
		gap, conflicts := tooLate(sign, a)
		if !conflicts || gap < rule.Tolerance {
			continue
		}
		d := &draft{typ: timeline.SignedNotReceived, rule: rule, gap: gap, firm: gap >= rule.Firm, key: sign.event.ID,
			party: sign.event.Scan.Carrier, evidence: []*account{a, sign}, constraints: []string{receivedOnSign}}
		switch {
		case toThePerson(sign) || looked:
		case admission != nil:
			d.evidence = append(d.evidence, admission)
		case sign.status() == timeline.StatusAtPickupPoint && (!tookIn.MatchString(sign.event.Text) || a.st.Looked):
			continue // it waits there, and nobody looked, or he looked elsewhere
		default:
			d.mayBe("benign.not_looked", true)
		}
		d.soften(a.soft...)
		c.otherZones(d, sign, a, rule.Tolerance)
		switch {
		case best == nil:
			best = d
		case d.firm && !best.firm || d.firm == best.firm && plainer(a, best.evidence[0], sign):
			d.also = append(append(d.also, best.evidence...), best.also...)
			best = d
		default:
			best.also = append(best.also, d.evidence...)
		}
	}
	return best
}

// lookedThere reports whether a denial says that somebody looked or asked where
// the record puts the parcel: a look at the door is none at the station.
func lookedThere(a, sign *account) bool {
	if a.st.By == timeline.ByOther && a.st.Negated && namesPlace(a.event.Own(), placeOf(sign)) {
		return true // those who are there say so
	}
	if !a.st.Looked || toThePerson(sign) {
		return a.st.Looked
	}
	said := a.event.Own()
	if own := []rune(said); a.st.Span[1] > a.st.Span[0] && a.st.Span[1] <= len(own) && names(string(own[a.st.Span[0]:a.st.Span[1]])) {
		said = string(own[a.st.Span[0]:a.st.Span[1]])
	}
	return !looksElsewhere(said, placeOf(sign))
}

// namesPlace reports whether text names the place.
func namesPlace(text string, place timeline.PlaceKind) bool {
	for _, l := range lookedAt {
		if l.place == place && l.words.MatchString(text) {
			return true
		}
	}
	return false
}

// names reports whether text names a place to look at.
func names(text string) bool { return looksElsewhere(text, timeline.PlaceOther) }

// lookedAt are the words for the places where a recipient looks.
var lookedAt = []struct {
	place timeline.PlaceKind
	words *regexp.Regexp
}{
	{timeline.PlaceDoor, regexp.MustCompile(`门口|門口|鞋[柜架]|楼道|家门|门外|门把|門把|地垫|地墊|消防[栓箱]|[电水]表箱|(?i:\b(porch|doorstep|front door|door handle|doormat|meter box)\b)`)},
	{timeline.PlaceStation, regexp.MustCompile(`驿站|驛站|代收|超市|便利店|兔喜|站点|(?i:\b(station|shop|store|pick-?up point)\b)`)},
	{timeline.PlaceLocker, regexp.MustCompile(`丰巢|豐巢|(快递|自提|智能|智取|取件|蜂)[柜櫃]|(^|[^鞋冰衣橱书])[柜櫃](子|[里裡]|[,，。 ]|$)|(?i:\blockers?\b)`)},
	{timeline.PlaceHand, regexp.MustCompile(`家里人|家人|(我|问了?)(爸|妈|老公|老婆|媳妇|爱人|对象|同事|室友)|(?i:\b(my (wife|husband|partner|mum|mom|dad|flatmates?|housemates?|room ?mates?|colleagues?)|everyone at home)\b)`)},
	{timeline.PlaceFrontdesk, regexp.MustCompile(`前台|前臺|物业|物業|门卫|門衛|保安|管理[室员員]|收发室|(?i:\b(reception(ist)?|front desk|concierge)\b)`)},
}

// looksElsewhere reports whether text names places, and not the one given.
func looksElsewhere(text string, place timeline.PlaceKind) bool {
	elsewhere := false
	for _, l := range lookedAt {
		switch at := l.words.FindString(text); {
		case at == "" || place == "":
		case l.place == place:
			return false
		default:
			elsewhere = true
		}
	}
	return elsewhere
}

// plainer reports whether a says more plainly than b that the parcel is not
// there: from a look where that counts, else "not received" before "not come".
func plainer(a, b, sign *account) bool {
	if x, y := lookedThere(a, sign), lookedThere(b, sign); x != y && !toThePerson(sign) {
		return x
	}
	return a.kind == timeline.KindReceived && b.kind != timeline.KindReceived
}

// tooLate asks the network whether a denial fits a signature: received no
// later than signed, and not received at the time of the denial.
func tooLate(sign, denial *account) (time.Duration, bool) {
	const signed, received = stn.Point(1), stn.Point(2)
	var net stn.Network
	net.Add(stn.AtMost(signed, ms(sign.until()), false))
	net.Add(stn.Before(received, signed, 0))
	net.Add(stn.AtLeast(received, ms(denial.from()), false))
	conflicts := net.Conflicts(4)
	if len(conflicts) == 0 {
		return 0, false
	}
	return time.Duration(-net.Slack(conflicts[0])) * time.Millisecond, true
}

// toThePerson reports whether the record says that the recipient himself, or
// nobody in particular, signed.
func toThePerson(s *account) bool {
	if s.status() != timeline.StatusDelivered {
		return false
	}
	switch s.event.Scan.SignerKind {
	case timeline.SignerSelf, timeline.SignerUnknown, "":
	default:
		return false
	}
	switch s.event.Scan.PlaceKind {
	case timeline.PlaceStation, timeline.PlaceLocker, timeline.PlaceFrontdesk:
		return false
	case timeline.PlaceDoor: // left there, unless somebody signed
		return s.event.Scan.SignerKind != "" || signedFor.MatchString(s.event.Text)
	}
	return true
}

// signedFor are words of a signature; saysSigned also those of a delivery, tookIn
// those with which a station takes a parcel in for the recipient besides.
var (
	signedFor  = regexp.MustCompile(`签收|簽收|妥投|(?i:signed)`)
	saysSigned = regexp.MustCompile(signedFor.String() + `|送达|送達|(?i:delivered)`)
	tookIn     = regexp.MustCompile(saysSigned.String() + `|代收`)
)

// denials are the recipient's "not received" after sign and before next, less
// those he takes back, and those with or after his own word that he has it: they
// are about a part of it, or another thing.
func (c *court) denials(sign, next *account) []*account {
	after := func(a *account) bool {
		return a.dated() && a.from().After(sign.from()) && (next == nil || a.from().Before(next.from()))
	}
	has := c.said(timeline.EvidenceClaim, func(a *account) bool { return after(a) && c.owned(a) })
	return c.said(timeline.EvidenceClaim, func(a *account) bool {
		return after(a) && c.denial(a) && (len(has) == 0 || compareEvents(a.event, has[0].event) < 0) && !c.takenBack(a)
	})
}

// owned reports whether a is the recipient's plain word that he has the parcel.
func (c *court) owned(a *account) bool {
	return c.byRecipient(a) && a.kind == timeline.KindReceived && !a.st.Negated && len(a.soft) == 0
}

// denial reports whether a is the recipient's "not received", "not there".
// That he did not sign himself says nothing of where the parcel is.
func (c *court) denial(a *account) bool {
	if !a.claim() || !a.dated() || !a.st.Negated || !c.byRecipient(a) {
		return false
	}
	if a.kind == timeline.KindDelivered && (a.st.SignerKind != "" || notSigned.MatchString(a.event.Own())) {
		return false
	}
	switch a.kind {
	case timeline.KindReceived, timeline.KindDelivered, timeline.KindAtPickupPoint:
		return true
	}
	return false
}

var notSigned = regexp.MustCompile(`(不是|没有?|沒有?|不)(我|本人)?(签|簽)|谁签|誰簽|(?i:(did ?n.t|did not|never) sign)`)

// takenBack reports whether the recipient later says that he has it after all,
// with no scan between that could have brought it.
func (c *court) takenBack(denial *account) bool {
	for _, a := range c.accounts {
		if !a.claim() || !a.dated() || !c.byRecipient(a) || a.st.Negated || !a.from().After(denial.from()) {
			continue
		}
		switch a.kind {
		case timeline.KindReceived, timeline.KindDelivered, timeline.KindAtPickupPoint:
		default:
			continue
		}
		if (found.MatchString(a.event.Own()) || a.kind == timeline.KindReceived && a.st.SignerKind != "") && !c.record.movedBetween(denial, a) {
			return true
		}
	}
	told := false
	for _, e := range c.chats[chatOf(denial.event)] {
		if !c.recipient(speaker(e), c.roles[speaker(e)]) {
			told = offersPlace.MatchString(e.Own())
			continue
		}
		if e.Time.Dated() && e.Time.Start.After(denial.from()) && (plainlyFound.MatchString(fold.String(e.Own())) || told && seen.MatchString(fold.String(e.Own())) && e.Time.Start.Sub(denial.from()) < time.Hour) && e.Time.Start.Sub(denial.from()) < 72*time.Hour && !c.record.movedBetween(denial, &account{event: e}) {
			return true
		}
	}
	return false
}

// plainlyFound are words that take a denial back even where extraction found
// no statement.
var plainlyFound = regexp.MustCompile(`^[^没没沒不]*(找到了|找着了|找到啦)|(?i:\bfound it\b)`)

// seen is what a recipient says when he was told where it lies.
var seen = regexp.MustCompile(`^[^没沒不?？]*(看到了|看见了|在了)|(?i:^(i see it|see it now))`)

// movedBetween reports whether the record shows the parcel on its way, or
// brought, between two accounts. Fetching it from where it lay brings nothing.
func (r *record) movedBetween(a, b *account) bool {
	return slices.ContainsFunc(r.out(), func(s *account) bool {
		return s.from().After(a.from()) && s.from().Before(b.until()) && s.stage() >= outForDelivery && !r.fetched(s)
	})
}

// fetched reports whether a signature is that of who fetched the parcel from
// the station or locker where the scan before it had put it.
func (r *record) fetched(sign *account) bool {
	if sign.status() != timeline.StatusDelivered {
		return false
	}
	var before *account
	for _, s := range r.out() {
		if s == sign {
			break
		}
		if s.stage() != noStage {
			before = s
		}
	}
	return before != nil && before.status() == timeline.StatusAtPickupPoint && placeOf(before) != timeline.PlaceDoor
}

// admitted reports whether a courier's own words undo a signature: still in
// his van, not delivered, signed by mistake.
func (c *court) admitted(sign *account) bool { return c.admission(sign) != nil }

// admission is the account of the courier that undoes a signature, or nil.
func (c *court) admission(sign *account) *account {
	a, known := c.admissions[sign]
	if !known {
		a = c.findAdmission(sign)
		c.admissions[sign] = a
	}
	return a
}

func (c *court) findAdmission(sign *account) *account {
	for _, a := range c.accounts {
		if !a.claim() || !a.dated() || len(a.soft) > 0 || a.as != timeline.RoleCourier || !a.from().After(sign.from()) || c.record.drivenAgain(sign, a) {
			continue // who only guesses admits nothing
		}
		way := a.kind == timeline.KindOutForDelivery || a.kind == timeline.KindInTransit || a.kind == timeline.KindArrived
		brought := a.kind == timeline.KindDelivered || a.kind == timeline.KindAtPickupPoint || a.kind == timeline.KindOutForDelivery
		if slippedSign.MatchString(a.event.Own()) || (way && !a.st.Negated || brought && a.st.Negated) && !c.insists(a) {
			return a
		}
	}
	for _, chat := range c.chats {
		for _, e := range chat {
			if c.roles[speaker(e)] == timeline.RoleCourier && e.Time.Dated() && e.Time.Start.After(sign.from()) && slippedSign.MatchString(e.Own()) &&
				!notOwn.MatchString(e.Own()) && e.Time.Start.Sub(sign.from()) < 72*time.Hour && c.linked(e) {
				return &account{event: e, role: timeline.EvidenceClaim, who: speaker(e), as: timeline.RoleCourier}
			}
		}
	}
	return nil
}

// insists reports whether the message of a also says that it was delivered.
func (c *court) insists(a *account) bool {
	return slices.ContainsFunc(c.accounts, func(x *account) bool {
		return x.event == a.event && x.claim() && !x.st.Negated && dropClaim(x)
	})
}

var notOwn = regexp.MustCompile(`上次|别人|同事|[?？]|可能|是不是`)

// linked reports whether an event without statements stands in a chat that
// speaks of this parcel alone.
func (c *court) linked(e *timeline.Event) bool {
	for _, l := range c.Links {
		if l.Statement < 0 {
			continue
		}
		if x := c.byID[l.Event]; x != nil && chatOf(x) == chatOf(e) && l.Parcel != c.Parcel.ID {
			return false
		}
	}
	return true
}

// drivenAgain reports whether the record itself shows the parcel on its way
// again between sign and the statement.
func (r *record) drivenAgain(sign, a *account) bool {
	for _, s := range r.out() {
		if s.from().After(sign.from()) && !s.from().After(a.from()) && s.drop() {
			return true
		}
	}
	return false
}
