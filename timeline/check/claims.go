package check

import (
	"cmp"
	"regexp"
	"slices"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/stn"
)

// The points of a parcel's life cycle. A kind that repeats has its first
// occurrence as its point; seenX is the last scan that shows the parcel before
// stage X.
const (
	pickedUpPoint stn.Point = iota + 1
	inTransitPoint
	arrivedPoint
	branchPoint
	outPoint
	droppedPoint
	receivedPoint
	attemptedPoint
	seenArrived
	seenBranch
	seenOut
	seenDropped
)

// claimPoint is the point that a claim of each kind is about.
var claimPoint = map[timeline.StatementKind]stn.Point{
	timeline.KindShipped: pickedUpPoint, timeline.KindPickedUp: pickedUpPoint, timeline.KindInTransit: inTransitPoint,
	timeline.KindArrived: arrivedPoint, timeline.KindOutForDelivery: outPoint, timeline.KindAttempted: attemptedPoint,
	timeline.KindDelivered: droppedPoint, timeline.KindAtPickupPoint: droppedPoint, timeline.KindReceived: receivedPoint,
}

// negatedPoint is the point of a negated one: who has not taken it out has not
// delivered it.
var negatedPoint = map[timeline.StatementKind]stn.Point{
	timeline.KindShipped: pickedUpPoint, timeline.KindPickedUp: pickedUpPoint, timeline.KindOutForDelivery: droppedPoint,
	timeline.KindDelivered: droppedPoint, timeline.KindAtPickupPoint: droppedPoint, timeline.KindReceived: receivedPoint,
	timeline.KindAttempted: attemptedPoint,
}

// recordPoints are the points at which the record sets a lower bound, with
// the stage that reaches them and the point that shows an earlier one.
var recordPoints = []struct {
	point, seen stn.Point
	reached     func(*account) bool
	below       stage
}{
	{pickedUpPoint, 0, reached(pickedUp), 0},
	{inTransitPoint, 0, reached(pickedUp), 0},
	{arrivedPoint, seenArrived, reached(arrived), arrived},
	{branchPoint, seenBranch, (*account).atBranch, outForDelivery},
	{outPoint, seenOut, reached(outForDelivery), outForDelivery},
	{droppedPoint, seenDropped, (*account).drop, delivered},
}

// A bound is one constraint of the network, with its account.
type bound struct {
	of     *account // nil for a constraint of the life cycle
	point  stn.Point
	lower  bool
	choice bool
	id     string // of the life-cycle constraint
}

// A clash is a conflict between two accounts: over holds that the point was
// reached by then, under that it was not.
type clash struct {
	over, under           *account
	overPoint, underPoint stn.Point
	gap                   time.Duration
	id                    string
}

// A reading says what kind of finding a clash is. Empty fields fit anything.
type reading struct {
	over, under           timeline.EvidenceRole
	overPoint, underPoint stn.Point
	typ                   timeline.FindingType
}

const (
	claimed  = timeline.EvidenceClaim
	recorded = timeline.EvidenceRecord
)

// readings is the table from who and what is in a conflict to its type. The
// first row that fits counts; a conflict that fits none is not reported.
var readings = []reading{
	{claimed, recorded, pickedUpPoint, pickedUpPoint, timeline.ShippedNotPickedUp},
	{claimed, recorded, inTransitPoint, inTransitPoint, timeline.StatusMismatch},
	{claimed, recorded, arrivedPoint, arrivedPoint, timeline.StatusMismatch},
	{claimed, recorded, branchPoint, branchPoint, timeline.StatusMismatch},
	{claimed, recorded, outPoint, outPoint, timeline.StatusMismatch},
	{claimed, recorded, droppedPoint, droppedPoint, timeline.DeliveredNotRecorded},
	{recorded, claimed, droppedPoint, droppedPoint, timeline.DeliveryTimeMismatch},
	{claimed, claimed, 0, 0, timeline.SelfContradiction},
}

// claims compares what was asserted with the record and with each other.
func (c *court) claims() []*draft {
	net, bounds := c.network()
	clashes := c.triedOrNot()
	for _, conflict := range net.Conflicts(4) {
		if k, ok := c.clash(conflict, bounds, time.Duration(-net.Slack(conflict))*time.Millisecond); ok {
			clashes = append(clashes, k)
		}
	}
	groups := map[groupKey]*group{}
	var order []groupKey
	for _, k := range clashes {
		typ := c.read(k)
		if typ == "" {
			continue
		}
		key := groupKey{typ, k.over.who, "", k.overPoint}
		if k.over.recorded() {
			key.who = k.under.who
		}
		if typ == timeline.PartyContradiction {
			key.other = k.under.who
		}
		if groups[key] == nil {
			groups[key] = &group{}
			order = append(order, key)
		}
		groups[key].add(k)
	}
	var out []*draft
	for _, key := range order {
		if d := c.judge(key, groups[key]); d != nil {
			out = append(out, d)
		}
	}
	return out
}

type groupKey struct {
	typ        timeline.FindingType
	who, other string
	point      stn.Point
}

// A group is the clashes that are one finding: main ones, and those with a
// scan that shows an earlier stage after the claim.
type group struct{ main, seen []clash }

func (g *group) add(k clash) {
	if k.underPoint >= seenArrived {
		g.seen = append(g.seen, k)
	} else {
		g.main = append(g.main, k)
	}
}

// network writes every account as bounds.
func (c *court) network() (*stn.Network, []bound) {
	var net stn.Network
	var bounds []bound
	put := func(k stn.Constraint, b bound) {
		net.Add(k)
		bounds = append(bounds, b)
	}
	for _, a := range c.telling() {
		c.bound(a, put, func(x, y stn.Constraint, b bound) {
			net.Either(x, y)
			bounds = append(bounds, b, b)
		})
	}
	c.boundRecord(put)
	for p := pickedUpPoint; p < receivedPoint; p++ {
		for q := p + 1; q <= receivedPoint; q++ {
			put(stn.Before(p, q, 0), bound{id: stageOrder})
		}
	}
	for _, r := range recordPoints {
		if r.seen != 0 {
			put(stn.Before(r.seen, r.point, 0), bound{id: stageOrder})
		}
	}
	return &net, bounds
}

// mostRepeats is how often the same claim of one party is compared: the first
// and the last of so many. Without it a party that says the same two things a
// thousand times would be compared with itself a million times.
const mostRepeats = 64

// telling lists the accounts less the middle ones of endless repetition. A
// claim with a time of its own is never one.
func (c *court) telling() []*account {
	type matter struct {
		who     string
		kind    timeline.StatementKind
		negated bool
		soft    int
		inHand  bool
	}
	of := func(a *account) matter { return matter{a.who, a.kind, a.st.Negated, len(a.soft), inHand(a.st)} }
	total, met := map[matter]int{}, map[matter]int{}
	for _, a := range c.accounts {
		total[of(a)]++
	}
	return slices.DeleteFunc(slices.Clone(c.accounts), func(a *account) bool {
		m := of(a)
		met[m]++
		return !a.st.Timed && met[m] > mostRepeats/2 && met[m] <= total[m]-mostRepeats/2
	})
}

// triedOrNot compares the times at which somebody is said to have come, or to
// have set out, with those at which nobody did. Both repeat, so that "he came
// on Monday" and "he did not come on Tuesday" fit: a denial must cover the
// whole time claimed.
func (c *court) triedOrNot() []clash {
	timed := func(negated bool) []*account {
		return c.said(timeline.EvidenceClaim, func(a *account) bool {
			return a.st.Negated == negated && a.st.Timed && a.dated() && !a.st.Earliest.IsZero() && !a.st.Latest.IsZero() &&
				(a.kind == timeline.KindAttempted || a.kind == timeline.KindOutForDelivery)
		})
	}
	var out []clash
	denials := timed(true)
	for _, a := range timed(false) {
		earliest, latest := spread(a)
		for _, n := range denials {
			if !n.st.Earliest.After(earliest) && !n.st.Latest.Before(latest) && (n.kind == timeline.KindOutForDelivery || n.kind == a.kind) && !aboutCalls(a) && !aboutCalls(n) {
				out = append(out, clash{over: a, under: n, overPoint: attemptedPoint, underPoint: attemptedPoint})
			}
		}
	}
	return out
}

var (
	calls = regexp.MustCompile(`电话|電話|打(给|給)?(你|您|我)|接通|未接|(没|沒)接|(?i:\b(call(ed|s)?|phoned?|rang|ring)\b)`)
	comes = regexp.MustCompile(`敲|上门|上門|来过|來過|去过|去過|送过|送過|(一|两|几)趟|门口|門口|按铃|(?i:\b(knock|came|come|door|house)\w*)`)
)

// aboutCalls reports whether an attempt is one by telephone only, of which two
// parties may honestly tell different things.
func aboutCalls(a *account) bool {
	return a.kind == timeline.KindAttempted && calls.MatchString(a.event.Own()) && !comes.MatchString(a.event.Own())
}

// The branch from which the parcel is delivered, and the hubs before it: an
// arrival at a hub is transit (JUDGEMENT 3).
var (
	branch = regexp.MustCompile(`网点|網點|营业(部|点|所|厅)|營業(部|所)|分部|派送站|(?i:\b(local|delivery) (branch|depot|station|office)\b)`)
	hub    = regexp.MustCompile(`转运|轉運|分拨|分撥|中转|中轉|集散|集运|处理中心|處理中心|分拣|枢纽|航空|互换局|交换|(?i:\b(hub|sort(ing)? (facility|cent(er|re))|transit|exchange|processing)\b)`)
)

// atBranch reports whether a scan shows the parcel at the branch that delivers
// it, or beyond.
func (a *account) atBranch() bool {
	return a.stage() >= outForDelivery || a.stage() == arrived && !hub.MatchString(a.event.Text)
}

func ms(t time.Time) int64 { return t.UnixMilli() }

// bound writes one statement as bounds (DESIGN section 4).
func (c *court) bound(a *account, put func(stn.Constraint, bound), either func(x, y stn.Constraint, b bound)) {
	if !a.claim() || !a.dated() {
		return
	}
	earliest, latest := spread(a)
	if a.st.Negated {
		p, ok := negatedPoint[a.kind]
		if !ok || c.byRecipient(a) && a.kind != timeline.KindReceived && a.kind != timeline.KindAttempted {
			return
		}
		switch {
		case a.st.Timed && !a.st.Earliest.IsZero() && !a.st.Latest.IsZero():
			either(stn.AtMost(p, ms(a.st.Earliest), true), stn.AtLeast(p, ms(a.st.Latest), false), bound{of: a, point: p, lower: true, choice: true})
		case !earliest.IsZero():
			put(stn.AtLeast(p, ms(earliest), true), bound{of: a, point: p, lower: true})
		}
		return
	}
	p, ok := claimPoint[a.kind]
	if !ok || c.byRecipient(a) || p == droppedPoint && c.record.cameBack(a) {
		return
	}
	if p == arrivedPoint && branch.MatchString(a.event.Own()) && !hub.MatchString(a.event.Own()) {
		p = branchPoint
	}
	if !latest.IsZero() {
		excluded := a.st.Timed || a.event.Time.Precision != timeline.PrecisionSecond
		put(stn.AtMost(p, ms(latest), excluded), bound{of: a, point: p})
		if p == droppedPoint && inHand(a.st) {
			put(stn.AtMost(receivedPoint, ms(latest), excluded), bound{of: a, point: receivedPoint})
		}
	}
	switch {
	case onTheWay(p) && a.st.Timed && !earliest.IsZero():
		put(stn.AtLeast(droppedPoint, ms(earliest), false), bound{of: a, point: droppedPoint, lower: true})
	case onTheWay(p) && !a.st.Timed:
		put(stn.AtLeast(droppedPoint, ms(a.from()), true), bound{of: a, point: droppedPoint, lower: true})
	case a.st.Timed && !earliest.IsZero() && p != attemptedPoint:
		put(stn.AtLeast(p, ms(earliest), false), bound{of: a, point: p, lower: true})
	}
}

// onTheWay are the points that repeat: to arrive today says not that it did not
// arrive elsewhere before, only that it was not yet left with the recipient.
func onTheWay(p stn.Point) bool {
	return p == inTransitPoint || p == arrivedPoint || p == branchPoint || p == outPoint
}

// inHand reports whether a claim of delivery says that it came into the
// recipient's hands, so that "not received" contradicts it.
func inHand(st *timeline.Statement) bool {
	return st.PlaceKind == timeline.PlaceHand || st.SignerKind == timeline.SignerSelf || st.SignerKind == timeline.SignerFamily
}

// boundRecord writes what the record shows, and what it does not show by the
// query time.
func (c *court) boundRecord(put func(stn.Constraint, bound)) {
	r := c.record
	start := r.first(reached(pickedUp))
	if r.empty() {
		return
	}
	for _, p := range recordPoints {
		first := r.first(p.reached)
		switch {
		case first == nil:
			put(stn.AtLeast(p.point, ms(r.knownUntil()), true), bound{of: r.absence(), point: p.point, lower: true})
		case p.below == 0 && start.stage() >= arrived:
			// the record begins on the way: it does not show the first scan
		default:
			put(stn.AtLeast(p.point, ms(first.from()), false), bound{of: first, point: p.point, lower: true})
		}
		if p.seen == 0 {
			continue
		}
		if s := r.lastBefore(first, p.below); s != nil {
			put(stn.AtLeast(p.seen, ms(s.from()), false), bound{of: s, point: p.seen, lower: true})
		}
	}
	if drops := r.drops(); len(drops) > 0 {
		last := drops[len(drops)-1]
		put(stn.AtMost(droppedPoint, ms(last.until()), false), bound{of: last, point: droppedPoint})
	}
}

// lastBefore is the last scan of a stage below s before the scan first (or at
// all), or nil.
func (r *record) lastBefore(first *account, s stage) *account {
	for _, x := range slices.Backward(r.out()) {
		if x.stage() != noStage && x.stage() < s && !x.drop() && (first == nil || x.from().Before(first.from())) {
			return x
		}
	}
	return nil
}

// clash reads who is in a conflict.
func (c *court) clash(conflict stn.Conflict, bounds []bound, gap time.Duration) (clash, bool) {
	k := clash{gap: gap}
	for _, i := range conflict {
		b := bounds[i]
		switch {
		case b.of == nil:
			k.id = b.id
		case b.choice:
			k.under, k.underPoint = b.of, b.point
		}
	}
	chosen := k.under != nil
	for _, i := range conflict {
		b := bounds[i]
		switch {
		case b.of == nil || b.choice:
		case chosen && k.over != nil && k.over != b.of:
			return k, false
		case chosen || !b.lower:
			k.over, k.overPoint = b.of, b.point
		default:
			k.under, k.underPoint = b.of, b.point
		}
	}
	if k.over == nil || k.under == nil || k.over.event == k.under.event {
		return k, false // what one message says hangs together, or was misread
	}
	if chosen {
		k.gap = 0
	}
	return k, true
}

// read finds the type of a clash in the table.
func (c *court) read(k clash) timeline.FindingType {
	for _, r := range readings {
		under := k.underPoint
		for _, p := range recordPoints {
			if p.seen != 0 && p.seen == under {
				under = p.point
			}
		}
		if r.over != k.over.role || r.under != k.under.role ||
			r.overPoint != 0 && r.overPoint != k.overPoint || r.underPoint != 0 && r.underPoint != under {
			continue
		}
		switch r.typ {
		case timeline.DeliveredNotRecorded:
			if k.over.st.Timed {
				return timeline.DeliveryTimeMismatch
			}
		case timeline.DeliveryTimeMismatch:
			if k.under.st.Negated || !k.under.st.Timed || c.recordFits(k.under) {
				return ""
			}
		case timeline.SelfContradiction:
			return c.between(k)
		}
		return r.typ
	}
	return ""
}

// recordFits reports whether some drop of the record lies where the claim
// puts it.
func (c *court) recordFits(a *account) bool {
	earliest, latest := spread(a)
	slack := c.Rules.rule(timeline.DeliveryTimeMismatch).Tolerance
	return slices.ContainsFunc(c.record.drops(), func(s *account) bool {
		return !s.until().Before(earliest.Add(-slack)) && !s.from().After(latest.Add(slack))
	})
}

// between reads a clash of two claims: of one party, or of two where no record
// decides it.
func (c *court) between(k clash) timeline.FindingType {
	oneQuoted := slices.Contains(k.over.soft, quoted) || slices.Contains(k.under.soft, quoted)
	switch {
	case oneQuoted && k.over.as == k.under.as:
		// His words against a report of his words: the two who tell of them differ.
		a, b := speaker(k.over.event), speaker(k.under.event)
		if a == b || c.recipient(a, c.roles[a]) || c.recipient(b, c.roles[b]) {
			return ""
		}
	case k.over.who == k.under.who:
		return timeline.SelfContradiction
	}
	if c.record.decides(k.over) || k.under.as == timeline.RoleSeller && !k.under.st.Negated {
		return ""
	}
	return timeline.PartyContradiction
}

// decides reports whether the record reaches to the time of a claim, so that
// it and not the other party is to be compared.
func (r *record) decides(a *account) bool {
	return !r.empty() && !r.knownUntil().Before(a.from())
}

// judge makes the finding of a group, if the rule lets it pass.
func (c *court) judge(key groupKey, g *group) *draft {
	rule := c.Rules.rule(key.typ)
	if rule.Off {
		return nil
	}
	var best *draft
	for _, k := range g.main {
		d := c.weigh(rule, key, k, g.seen)
		if d == nil {
			continue
		}
		if best == nil {
			best = d
			continue
		}
		if key.typ == timeline.SelfContradiction || key.typ == timeline.PartyContradiction {
			if d.firm && !best.firm || d.firm == best.firm && d.closer(best) {
				best, d = d, best
			}
		} else if d.stronger(best) {
			best, d = d, best
		}
		best.also = append(best.also, d.also...)
		best.also = append(best.also, d.evidence...)
	}
	return best
}

// weigh judges one clash. A scan that shows an earlier stage after the claim
// makes it firm; where only that makes it so, that scan is evidence too.
func (c *court) weigh(rule Rule, key groupKey, k clash, seen []clash) *draft {
	tolerance, firm := rule.Tolerance, rule.Firm
	if between := k.over.claim() && k.under.claim(); between && k.under.st.Timed && !k.under.st.Negated && k.over.st.Timed {
		tolerance, firm = 30*time.Minute, time.Hour
	}
	if k.gap <= tolerance && tolerance > 0 || k.gap < 0 {
		return nil
	}
	d := &draft{typ: key.typ, gap: k.gap, allowed: tolerance, party: key.who, firm: k.gap > firm || firm == 0, evidence: []*account{k.over, k.under}, rule: rule}
	if k.id != "" {
		d.constraints = append(d.constraints, k.id)
	}
	d.key = cmp.Or(recordOf(k.over, k.under).event.ID)
	if !d.firm {
		wait := rule.Tolerance
		if key.typ == timeline.DeliveredNotRecorded {
			wait = 0 // what is left somewhere is not taken out again
		}
		for _, s := range seen {
			if s.over == k.over && s.gap > wait {
				d.firm, d.constraints = true, append(d.constraints, stageOrder)
				d.evidence = c.earlierSeen(d.evidence, c.record.closestAfter(k.over, s.under, wait), rule)
			}
		}
	}
	d.soften(k.over.soft...)
	d.soften(k.under.soft...)
	c.otherZones(d, k.over, k.under, tolerance)
	return d
}

// earlierSeen is the evidence where a scan shows an earlier stage: that scan
// instead of the late one, if it alone comes late enough, else both.
func (c *court) earlierSeen(evidence []*account, earlier *account, rule Rule) []*account {
	_, by := spread(evidence[0])
	switch {
	case earlier.event == evidence[1].event:
		return evidence
	case earlier.from().Sub(by) > rule.Tolerance:
		return []*account{evidence[0], earlier}
	}
	return append(evidence, earlier)
}

// recordOf is the record of the two, or the second.
func recordOf(a, b *account) *account {
	if a.recorded() {
		return a
	}
	return b
}

// closestAfter is the first scan more than wait after the claim that shows no
// later stage than s.
func (r *record) closestAfter(claim, s *account, wait time.Duration) *account {
	_, by := spread(claim)
	for _, x := range r.out() {
		if x.from().After(by.Add(wait)) && x.stage() != noStage && x.stage() <= s.stage() && !x.drop() {
			return x
		}
	}
	return s
}
