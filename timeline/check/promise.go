package check

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/fold"
	"github.com/duizheng/duizheng/timeline/stn"
)

// promiseKind is what each kind of promise is a promise of. Others have no
// deadline that could be broken.
var promiseKind = map[timeline.StatementKind]timeline.StatementKind{
	timeline.KindShipped: timeline.KindShipped, timeline.KindPickedUp: timeline.KindShipped,
	timeline.KindOutForDelivery: timeline.KindOutForDelivery, timeline.KindAttempted: timeline.KindOutForDelivery,
	timeline.KindDelivered: timeline.KindDelivered, timeline.KindReceived: timeline.KindDelivered, timeline.KindAtPickupPoint: timeline.KindDelivered,
	timeline.KindReply: timeline.KindReply, timeline.KindRefund: timeline.KindRefund, timeline.KindCompensation: timeline.KindCompensation,
}

// A term is when a promise falls due: strict by the earlier of two defensible
// readings, lenient by the later.
type term struct {
	strict, lenient time.Time
	anchor          *account // what the term counts from, if it does
}

// promises looks for deadlines that passed. Several promises of one maker for
// one thing with one deadline are one promise.
func (c *court) promises() []*draft {
	type key struct {
		who  string
		kind timeline.StatementKind
		due  time.Time
	}
	seen := map[key]*draft{}
	var out []*draft
	for _, p := range c.said(timeline.EvidencePromise, func(a *account) bool { return !a.st.Negated && !c.byRecipient(a) && a.dated() }) {
		kind, ok := promiseKind[p.kind]
		if !ok {
			continue
		}
		t, ok := c.term(p)
		if !ok || !t.lenient.After(p.from()) {
			continue // no promise is about the past
		}
		d := c.broken(p, kind, t)
		if d == nil {
			continue
		}
		switch c.released(p, kind, t) {
		case later:
			continue
		case patient:
			d.mayBe("benign.released", true)
		}
		k := key{p.who, kind, t.lenient}
		if old := seen[k]; old != nil {
			if d.firm && !old.firm {
				d.also = append(append(d.also, old.evidence...), old.also...)
				d.key = old.key
				*old = *d
			} else {
				old.also = append(old.also, d.evidence...)
			}
			continue
		}
		seen[k] = d
		out = append(out, d)
	}
	return out
}

// A release is how far the promisee let the maker off before the term.
type release int

const (
	held    release = iota
	patient         // he said that there is no hurry
	later           // he asked for another time, or to wait
)

var (
	waits = regexp.MustCompile(`(先|暂时|今天)(别|不要|不用)(送|派|发|寄|来)|(改|等)(天|下次|到?(明|后)天)(再)?(送|派|发|寄|来|吧)|(明天|后天|过(两|几)天|下(周|次|星期)|回(来|去)了?)[^，。？?]{0,6}再(送|派|发|寄|来|说|联系)|你?(明天|后天)再(送|派|来)|等我(通知|回来|联系|消息)|(?i:\b(hold (it|off|on ?to it|(my|the) (parcel|delivery|order))|don'?t (bring|send|deliver) (it )?(today|yet)|bring it (tomorrow|another day)|(leave|do) it (for|till|until) tomorrow|wait (till|until) i)\b)`)
	calm  = regexp.MustCompile(`^[^跟和要]*不(着)?急|慢慢来|哪天(顺路|有空|方便)|(?i:\bno (rush|hurry)\b|\btake your time\b)`)
)

// mayRelease reports whether words of a release have the character; most messages have
// none.
func mayRelease(r rune) bool {
	return r < utf8.RuneSelf && unicode.IsLetter(r) || r >= utf8.RuneSelf && strings.ContainsRune("先再等急慢哪改暂别不", r)
}

// briefly is how many characters such a message has at most: in longer ones it may be
// another thing that is in no hurry.
const briefly = 24

// released reports how far the promisee let the maker of a promise to send or deliver
// off between the promise and its term: who asks for tomorrow is not kept waiting today.
func (c *court) released(p *account, kind timeline.StatementKind, t term) release {
	switch kind {
	case timeline.KindDelivered, timeline.KindOutForDelivery, timeline.KindShipped:
	default:
		return held
	}
	answer := held
	chat := c.chats[chatOf(p.event)]
	after, _ := slices.BinarySearchFunc(chat, p.event, compareEvents)
	for _, e := range chat[after:] {
		if !e.Time.Dated() || !e.Time.Start.Before(t.lenient) {
			break
		}
		who := speaker(e)
		if e == p.event || who == p.who || !c.recipient(who, c.roles[who]) {
			continue
		}
		asked := slices.ContainsFunc(e.Statements, func(st timeline.Statement) bool {
			return st.Mode == timeline.ModeRequested && !st.Negated && promiseKind[st.Kind] == kind && st.Earliest.After(t.lenient.Add(-time.Second)) && (st.By == "" || st.By == timeline.BySpeaker)
		})
		switch own := fold.String(e.Own()); {
		case asked:
			return later
		case !strings.ContainsFunc(own, mayRelease):
		case waits.MatchString(own):
			return later
		case calm.MatchString(own) && utf8.RuneCountInString(own) <= briefly:
			answer = patient
		}
	}
	return answer
}

// term finds the deadline of a promise.
func (c *court) term(p *account) (term, bool) {
	st := p.st
	if !st.Latest.IsZero() {
		t := term{strict: st.Latest, lenient: st.Latest}
		if !st.AltLatest.IsZero() && st.AltLatest.Before(st.Latest) {
			t.strict = st.AltLatest
		}
		if st.Relation == timeline.RelationAbout {
			t.strict, t.lenient = t.strict.Add(about), t.lenient.Add(about)
		}
		return t, true
	}
	if st.Anchor == "" || st.Within.IsZero() {
		return term{}, false
	}
	early, late := c.anchor(st.Anchor)
	if early == nil {
		return term{}, false
	}
	return term{strict: c.after(early.at(), st), lenient: c.after(late.at(), st), anchor: late}, true
}

// at is when the event of an account happened at the latest.
func (a *account) at() time.Time {
	if a.st == nil || !a.st.Timed || a.st.Latest.IsZero() || a.st.Latest.After(a.until()) {
		return a.from()
	}
	return a.st.Latest
}

// anchor finds the earliest and the latest defensible account of the event a
// term counts from.
func (c *court) anchor(kind timeline.StatementKind) (early, late *account) {
	var all []*account
	for _, a := range c.said(timeline.EvidenceClaim, func(a *account) bool { return a.dated() && !a.st.Negated }) {
		if a.kind == kind || kind == timeline.KindShipped && a.kind == timeline.KindPickedUp {
			all = append(all, a)
			break // the first claim; later ones repeat it
		}
	}
	if kind == timeline.KindShipped || kind == timeline.KindPickedUp {
		if s := c.record.first(reached(pickedUp)); s != nil {
			all = append(all, s)
		}
	}
	if len(all) == 0 {
		return nil, nil
	}
	slices.SortStableFunc(all, func(a, b *account) int { return a.at().Compare(b.at()) })
	return all[0], all[len(all)-1]
}

// after adds the term's length: whole days end with their calendar day, and
// working days leave out the weekend.
func (c *court) after(t time.Time, st *timeline.Statement) time.Time {
	if st.Within.Days == 0 {
		return t.Add(st.Within.Elapsed)
	}
	y, m, d := t.In(c.zone).Date()
	day := time.Date(y, m, d, 0, 0, 0, 0, c.zone)
	for n := st.Within.Days; n > 0; {
		day = day.AddDate(0, 0, 1)
		if w := day.Weekday(); !st.Workdays || w != time.Saturday && w != time.Sunday {
			n--
		}
	}
	return day.AddDate(0, 0, 1).Add(st.Within.Elapsed)
}

// broken judges one promise.
func (c *court) broken(p *account, kind timeline.StatementKind, t term) *draft {
	rule := c.Rules.rule(timeline.PromiseBroken)
	tolerance, firm := rule.Tolerance, rule.Firm
	late, ok := c.late(p, kind, t)
	if kind == timeline.KindShipped && ok && late.recorded() {
		lag := c.Rules.rule(timeline.ShippedNotPickedUp)
		tolerance, firm = lag.Tolerance, lag.Firm
	}
	d := c.overdue(rule, p, kind, t, late, tolerance, firm)
	if kind == timeline.KindShipped && (d == nil || !d.firm) {
		if a := c.shippedLate(p, t); a != nil {
			d = c.overdue(rule, p, kind, t, a, 0, 0)
		}
	}
	return d
}

// overdue makes the finding if what happened is later than the term allows.
func (c *court) overdue(rule Rule, p *account, kind timeline.StatementKind, t term, late *account, tolerance, firm time.Duration) *draft {
	if late == nil {
		return nil
	}
	var net stn.Network
	const happened = stn.Point(1)
	net.Add(stn.AtMost(happened, ms(t.strict.Add(tolerance)), false))
	net.Add(stn.AtLeast(happened, ms(lowest(late)), false))
	if net.Consistent() {
		return nil
	}
	gap := lowest(late).Sub(t.lenient)
	d := &draft{typ: timeline.PromiseBroken, rule: rule, promise: kind, deadline: t.lenient, gap: lowest(late).Sub(t.strict), allowed: tolerance, firm: gap > firm, late: late,
		party: p.who, key: p.event.ID, evidence: []*account{p}, constraints: []string{deadlineHolds}}
	if gap > 0 {
		d.gap = gap
	} else {
		d.deadline = t.strict
		d.mayBe("benign.reading", true, "text", shorten(p.event.Text), "deadline", t.lenient.Format(time.RFC3339))
	}
	if p.st.Agrees {
		if w := c.wish(p); w != nil {
			d.evidence = append([]*account{w}, d.evidence...)
		}
	}
	if t.anchor != nil {
		d.evidence = append(d.evidence, t.anchor)
	}
	d.evidence = append(d.evidence, late)
	if !late.asOf.IsZero() && late.status() == timeline.StatusDelivered && late.from().Sub(t.lenient) <= firm {
		if a := cmp.Or(c.admission(late), c.promisedAgain(late, p)); a != nil {
			d.evidence = append(d.evidence, a) // which undoes the signature shown
		}
	}
	if kind == timeline.KindDelivered && c.waitedAt(t) {
		d.mayBe("benign.station_drop", false)
	}
	if gap > 0 && gap <= firm {
		d.mayBe("benign.margin", false, "gap", seconds(gap))
	}
	d.soften(p.soft...)
	d.soften(late.soft...)
	if p.st.Workdays {
		d.mayBe("benign.holidays", true)
	}
	save := d.gap
	d.gap = gap
	if d.firm {
		c.otherZones(d, p, late, tolerance)
	}
	d.gap = save
	return d
}

// waitedAt reports whether the parcel lay at a station or locker by the term.
func (c *court) waitedAt(t term) bool {
	return c.record.first(func(s *account) bool { return s.status() == timeline.StatusAtPickupPoint && !s.from().After(t.lenient) }) != nil
}

// lowest is the earliest time at which what an account shows can have
// happened: an absence lasts until the query, a denial until its message.
func lowest(a *account) time.Time {
	if !a.asOf.IsZero() {
		return a.asOf
	}
	if a.st != nil && a.st.Timed && !a.st.Negated && !a.st.Earliest.IsZero() {
		return a.st.Earliest
	}
	return a.from()
}

// firmAfter is how long after a term an admission shows by itself that it was
// missed.
const firmAfter = 30 * time.Minute

// late finds the account that shows when what was promised happened, or that
// it had not happened yet.
func (c *court) late(p *account, kind timeline.StatementKind, t term) (*account, bool) {
	switch kind {
	case timeline.KindReply:
		a := c.answered(p, t)
		return a, a != nil
	case timeline.KindRefund, timeline.KindCompensation:
		a := c.notYet(p, t, kind)
		return a, a != nil
	}
	if !c.record.empty() && (c.record.knownUntil().After(t.strict) || c.keeper(p, kind) != nil) {
		if k := c.keeper(p, kind); k != nil {
			return k, true
		}
		last := c.record.absence()
		if last.status() == timeline.StatusDelivered {
			if a := c.admission(last); a != nil && a.from().After(t.lenient.Add(firmAfter)) {
				return a, true
			}
		}
		return last, true
	}
	a := c.notYet(p, t, kind)
	return a, a != nil
}

// keeper is the first scan that keeps a promise. To be taken out may have
// happened earlier on the day promised.
func (c *court) keeper(p *account, kind timeline.StatementKind) *account {
	from := p.from()
	if p.st.Earliest.After(from) {
		from = p.st.Earliest
	}
	y, m, d := from.In(c.zone).Date()
	thatDay := time.Date(y, m, d, 0, 0, 0, 0, c.zone)
	return c.record.first(func(s *account) bool {
		switch kind {
		case timeline.KindShipped:
			return s.stage() >= pickedUp
		case timeline.KindOutForDelivery:
			return s.stage() >= outForDelivery && !s.until().Before(thatDay)
		}
		switch door := placeOf(s) == timeline.PlaceDoor && s.event.Scan.SignerKind == ""; {
		case !s.drop(), door && c.unwanted(s):
			return false
		case s.status() == timeline.StatusDelivered:
			return c.record.undoneBy(s) == nil && !c.admitted(s) && c.promisedAgain(s, p) == nil
		default: // left where it was to be left, or where the recipient wanted it
			return door || p.kind == timeline.KindAtPickupPoint || c.agreedDrop(s)
		}
	})
}

// unwanted reports whether the recipient asked not to leave it where the scan
// says. At his own door, unless he asked otherwise, it is delivered.
func (c *court) unwanted(drop *account) bool {
	return slices.ContainsFunc(c.accounts, func(a *account) bool {
		return a.role == timeline.EvidenceRequest && c.byRecipient(a) && a.dated() && a.until().Before(drop.from()) && slices.Contains(refuses(a), placeOf(drop))
	})
}

// promisedAgain is the denial after which the maker promised to deliver what
// the record shows as signed: with that he admits that it was not, and the
// signature keeps no promise.
func (c *court) promisedAgain(sign, p *account) *account {
	if !sign.from().Before(p.from()) {
		return nil
	}
	for _, a := range c.denials(sign, nil) {
		if a.from().Before(p.from()) {
			return a
		}
	}
	return nil
}

// agreedDrop reports whether the recipient wanted the parcel where the scan
// says it was left.
func (c *court) agreedDrop(s *account) bool {
	for _, a := range c.accounts {
		if c.byRecipient(a) && a.dated() && !a.st.Negated && a.from().Before(s.until().Add(time.Hour)) && wants(a, placeOf(s)) {
			return true
		}
	}
	return false
}

// notYet is the first word after the term that it has not happened: the
// promisee's, or the maker's own. If the maker says that it had, or the
// promisee that he has it, there is none.
func (c *court) notYet(p *account, t term, kind timeline.StatementKind) *account {
	matter := func(a *account) bool {
		return promiseKind[a.kind] == kind || kind == timeline.KindCompensation && a.kind == timeline.KindRefund
	}
	var late *account
	came := false
	// The first word after the term is taken, unless a later one, while nothing
	// came, leaves no doubt.
	better := func() bool { return late == nil || !came && !lowest(late).After(t.lenient.Add(firmAfter)) }
	for _, a := range c.accounts {
		if !a.claim() || !a.dated() {
			continue
		}
		if kind == timeline.KindDelivered && better() && c.stillOnTheWay(a, p) && a.from().After(t.strict) {
			late = a
		}
		if !matter(a) {
			continue
		}
		if !a.st.Negated {
			if a.until().After(p.from()) && (late == nil || !a.from().After(late.from())) && c.happenedBy(a, t) {
				return nil
			}
			came = came || late != nil
			continue
		}
		if better() && lowest(a).After(t.strict) && (c.byRecipient(a) || a.who == p.who) {
			late = a
		}
	}
	if money := kind == timeline.KindRefund || kind == timeline.KindCompensation; money && late == nil {
		return c.unpaid(p, t, kind)
	}
	return late
}

// notPaid are words about money that did not come, where a payment was
// promised; goods are words about what is sent back, which is another matter.
var (
	notPaid = regexp.MustCompile(`(还|還|都|也|一直|根本|是)?(没|沒|没有|沒有)(退|到(账|帐|賬)|打款|打(过来|给我)|转(过来|给我)|見到钱|见(到|着)?(钱|退款|补偿|赔偿)|收到(钱|退款|补偿|赔偿|转账)|赔)|(退款|补偿|補償|赔偿|赔付|钱)(也|都|还)?(没|沒)|(?i:\b(no|not|haven'?t|hasn'?t|without|where('s| is)( the| my)?)\b[^.?!]{0,20}\b(refund(ed)?|money|compensation)\b)`)
	goods   = regexp.MustCompile(`(没|沒|没有|沒有)退(货|貨|件|回)|[货貨件]|还没退完|多少|(?i:\b(return|parcel|box|no need)\b)`)
)

// unpaid is the promisee's message after the term that the money did not come,
// the first that leaves no doubt, where extraction, which hears one sentence at
// a time, finds none: after a promise to pay "还没退" is about the money.
func (c *court) unpaid(p *account, t term, kind timeline.StatementKind) *account {
	var late *account
	for _, e := range c.chats[chatOf(p.event)] {
		who := speaker(e)
		if !e.Time.Dated() || !e.Time.Start.After(t.strict) || !c.recipient(who, c.roles[who]) || !notPaid.MatchString(e.Own()) || goods.MatchString(e.Own()) {
			continue
		}
		late = &account{event: e, role: timeline.EvidenceClaim, who: who, as: c.roles[who], kind: kind}
		if e.Time.Start.After(t.lenient.Add(firmAfter)) {
			break
		}
	}
	return late
}

// stillOnTheWay reports whether the maker, or a courier, says that he has the
// parcel with him.
func (c *court) stillOnTheWay(a, p *account) bool {
	return !a.st.Negated && !a.st.Timed && (a.who == p.who || a.as == timeline.RoleCourier) &&
		(a.kind == timeline.KindOutForDelivery || a.kind == timeline.KindInTransit)
}

// happenedBy reports whether a claim that it happened leaves the term kept.
func (c *court) happenedBy(a *account, t term) bool {
	earliest, _ := spread(a)
	return !earliest.After(t.lenient)
}

// shippedLate is the maker's own admission that he shipped after the term.
func (c *court) shippedLate(p *account, t term) *account {
	for _, a := range c.accounts {
		if !a.claim() || !a.dated() || a.who != p.who || promiseKind[a.kind] != timeline.KindShipped || slices.Contains(a.soft, quoted) {
			continue
		}
		if a.st.Negated && !a.st.Timed && a.from().After(t.lenient) || !a.st.Negated && a.st.Timed && a.st.Earliest.After(t.lenient) {
			return a
		}
	}
	return nil
}

// wish is the other's message that an agreement answers.
func (c *court) wish(p *account) *account {
	chat := c.chats[chatOf(p.event)]
	i := slices.Index(chat, p.event)
	for i--; i >= 0; i-- {
		e := chat[i]
		if speaker(e) == speaker(p.event) {
			continue
		}
		return &account{event: e, role: timeline.EvidenceRequest, who: speaker(e), as: c.roles[speaker(e)], kind: p.kind}
	}
	return nil
}

// noAnswer are messages that answer nothing: an acknowledgement, a greeting, a
// picture, a rule or a condition; toWait are short requests to wait.
var (
	noAnswer = regexp.MustCompile(`^[\s\p{P}\p{S}]*(收到|好的?|嗯+|哦+|行|可以|OK|ok|在的?|您好|你好|亲+|马上|感谢|谢谢|不客气|抱歉|非常抱歉|对不起|久等了?|让您久等了?)?[呢哈啊哦的亲，,。.!！~～\s]*$|^[亲，, ]*(如果|若是|要是|一般|通常|正常情况)|^\[[^\]]*\]$|请问有什么|为您服务|(?i:^(ok|okay|sure|noted|thanks|hi|hello|please wait|one moment)\W*$)`)
	toWait   = regexp.MustCompile(`稍等|稍后|等(一)?下|别急|耐心`)
)

// answers reports whether a message says anything on a matter.
func answers(text string) bool {
	return !noAnswer.MatchString(text) && (!toWait.MatchString(text) || utf8.RuneCountInString(text) > 14)
}

// answered is what shows that a promised reply came late: the maker's first
// answer, or the promisee's complaint that there is none. An answer in time,
// and a chat that ends before the term, leave nothing.
func (c *court) answered(p *account, t term) *account {
	var complaint, answer *account
	for _, e := range c.chats[chatOf(p.event)] {
		if !e.Time.Dated() || !e.Time.Start.After(p.from()) || compareEvents(e, p.event) <= 0 {
			continue
		}
		a := &account{event: e, role: timeline.EvidenceClaim, who: speaker(e), as: c.roles[speaker(e)], kind: timeline.KindReply}
		switch after := e.Time.Start.After(t.strict); {
		case speaker(e) == speaker(p.event) && !after && answers(e.Own()) && e.Time.Start.Sub(p.from()) > 5*time.Minute:
			return nil
		case speaker(e) == speaker(p.event) && after && answer == nil:
			answer = a
		case after && complaint == nil && answer == nil && c.complains(e):
			complaint = a
		}
	}
	if complaint != nil {
		return complaint
	}
	return answer
}

var unanswered = regexp.MustCompile(`没(人|有人)?(理|回|打|来电|答复|回复|消息|动静|结果|音)|没.{0,4}(回复|答复|消息|结果)|没下文|不是说.{0,12}(回复|答复|给我)|(回复|答复|结果|消息)呢|有(消息|答复|结果|回复)(没|吗)|(?i:no (reply|answer|news|response)|still waiting|heard nothing|haven'?t heard)`)

// complains reports whether a message says that no answer came.
func (c *court) complains(e *timeline.Event) bool {
	for _, st := range e.Statements {
		if st.Kind == timeline.KindReply && st.Negated && st.Mode == timeline.ModeAsserted {
			return true
		}
	}
	return unanswered.MatchString(fold.String(e.Own()))
}
