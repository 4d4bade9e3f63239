package check

import (
	"cmp"
	"regexp"
	"slices"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/fold"
)

// stalls looks for scans that lie too far apart in transit.
func (c *court) stalls() []*draft {
	rule := c.Rules.rule(timeline.Stalled)
	r := c.record
	var out []*draft
	for i, s := range r.scans {
		if !moves(s) {
			continue
		}
		next := c.record.asOf
		evidence := []*account{s}
		if i+1 < len(r.scans) {
			next = r.scans[i+1].from()
			evidence = append(evidence, r.scans[i+1])
		} else {
			evidence[0] = r.absence()
		}
		if gap := next.Sub(s.until()); !next.IsZero() && gap > rule.Tolerance && !c.askedToWait(s.from(), next) {
			out = append(out, &draft{typ: timeline.Stalled, rule: rule, firm: gap >= rule.Firm, gap: gap, allowed: rule.Tolerance, party: s.event.Scan.Carrier,
				key: s.event.ID, evidence: evidence, constraints: []string{movesWithinLimit}})
		}
	}
	return out
}

// askedToWait reports whether the recipient asked between two times that the parcel
// come later: then it does not stand still by itself.
func (c *court) askedToWait(from, to time.Time) bool {
	for _, chat := range c.chats {
		for _, e := range chat {
			if e.Time.Dated() && e.Time.Start.After(from) && e.Time.Start.Before(to) && c.recipient(speaker(e), c.roles[speaker(e)]) && waits.MatchString(fold.String(e.Own())) {
				return true
			}
		}
	}
	return false
}

// moves reports whether a scan leaves the parcel in transit: not waiting for
// the recipient, held by customs, or signed.
func moves(s *account) bool {
	switch s.status() {
	case timeline.StatusAtPickupPoint, timeline.StatusCustoms, timeline.StatusDelivered, timeline.StatusReturned,
		timeline.StatusLabelCreated, timeline.StatusCancelled, timeline.StatusETA, timeline.StatusInfo:
		return false
	}
	return !heldByCustoms.MatchString(s.event.Text)
}

var heldByCustoms = regexp.MustCompile(`海关|海關|清关|清關|(?i:\bcustoms\b)`)

// anomalies looks for a record that disagrees with itself.
func (c *court) anomalies() []*draft {
	var out []*draft
	for _, look := range []func(*court) *draft{(*court).signedThenMoved, (*court).impossibleOrder, (*court).vanished, (*court).codeAgainstText} {
		if d := look(c); d != nil {
			out = joinAnomaly(out, d)
		}
	}
	return out
}

// joinAnomaly makes one finding of anomalies that concern one scan.
func joinAnomaly(list []*draft, d *draft) []*draft {
	for _, o := range list {
		if o.key == d.key {
			o.also = append(o.also, d.evidence...)
			o.constraints = append(o.constraints, d.constraints...)
			return list
		}
	}
	return append(list, d)
}

func (c *court) anomaly(firm bool, constraint string, evidence ...*account) *draft {
	rule := c.Rules.rule(timeline.RecordAnomaly)
	gap := evidence[len(evidence)-1].from().Sub(evidence[0].from())
	return &draft{typ: timeline.RecordAnomaly, rule: rule, firm: firm, gap: max(gap, -gap), party: evidence[0].event.Scan.Carrier,
		key: evidence[0].event.ID, evidence: evidence, constraints: []string{constraint}}
}

// signedThenMoved: a signature ends the way, so nothing fails, goes out or is
// signed again after it.
func (c *court) signedThenMoved() *draft {
	way := c.record.out()
	for i, s := range way {
		if s.status() != timeline.StatusDelivered {
			continue
		}
		for _, n := range way[i+1:] {
			again := n.status() == timeline.StatusDelivered && n.from().Sub(s.until()) > 10*time.Minute && sameSource(s, n) && !collected(s, n)
			undone := n.status() == timeline.StatusFailedAttempt || n.status() == timeline.StatusOutForDelivery
			if again || undone {
				return c.anomaly(n.from().After(s.until()), signedOnce, s, n)
			}
		}
	}
	return nil
}

// collected reports whether the second signature is the recipient's own at the
// station that had signed first.
func collected(s, n *account) bool {
	return !toThePerson(s) && s.event.Scan.SignerKind != timeline.SignerFamily && s.event.Scan.SignerKind != timeline.SignerColleague
}

func sameSource(a, b *account) bool {
	for _, x := range a.event.Sources {
		for _, y := range b.event.Sources {
			if x.Source.SHA256 == y.Source.SHA256 && x.Source.Member == y.Source.Member {
				return true
			}
		}
	}
	return a.event.Source.SHA256 == b.event.Source.SHA256
}

// impossibleOrder: nothing of the way comes before the parcel was picked up.
func (c *court) impossibleOrder() *draft {
	way := c.record.out()
	i := slices.IndexFunc(way, func(s *account) bool { return s.stage() == pickedUp })
	for j := 0; j < i; j++ {
		if s := way[j]; s.stage() >= arrived && sameSource(s, way[i]) {
			return c.anomaly(way[i].from().Sub(s.until()) > time.Minute, stageOrder, s, way[i])
		}
	}
	return nil
}

// vanished: a record that holds later scans must hold the earlier ones too.
func (c *court) vanished() *draft {
	type answer struct {
		source      timeline.Source
		first, last time.Time
		scans       []*account
	}
	answers := map[string]*answer{}
	var order []string
	for _, s := range c.record.scans {
		for _, src := range sourcesOf(s) {
			key := src.SHA256 + "!" + src.Member
			a := answers[key]
			if a == nil {
				a = &answer{source: src, first: s.from(), last: s.from()}
				answers[key] = a
				order = append(order, key)
			}
			a.scans = append(a.scans, s)
			a.last = s.from()
		}
	}
	slices.SortFunc(order, func(x, y string) int {
		return cmp.Or(answers[x].last.Compare(answers[y].last), cmp.Compare(x, y))
	})
	for i, x := range order {
		for _, y := range order[i+1:] {
			old, fresh := answers[x], answers[y]
			for _, s := range slices.Backward(old.scans) {
				if s.from().Before(fresh.first) || !s.from().Before(fresh.last) || slices.Contains(fresh.scans, s) || !c.tellsMuch(s, old.source, fresh.source) {
					continue
				}
				if slices.ContainsFunc(fresh.scans, func(o *account) bool { return sameScan(s, o) }) {
					continue
				}
				return c.anomaly(true, recordsOnlyGrow, s, instead(s, old.scans, fresh.scans))
			}
		}
	}
	return nil
}

// instead is what a later answer shows in place of a scan that it lacks: one
// of the same status that the old answer lacks, for its time may have been
// changed, else the next one.
func instead(s *account, old, fresh []*account) *account {
	for _, o := range fresh {
		if o.status() == s.status() && !slices.Contains(old, o) {
			return o
		}
	}
	return fresh[slices.IndexFunc(fresh, func(o *account) bool { return o.from().After(s.from()) })]
}

// tellsMuch reports whether the absence of s in another answer means
// something: of the same source every scan, of another one only those that
// every source shows.
func (c *court) tellsMuch(s *account, a, b timeline.Source) bool {
	if s.stage() == noStage {
		return false
	}
	return a.Format == b.Format || s.drop()
}

// sameScan reports whether two scans are one thing in two wordings. Two sources
// may round it to different minutes.
func sameScan(a, b *account) bool {
	if a.stage() != b.stage() {
		return false
	}
	apart := max(a.from().Sub(b.until()), b.from().Sub(a.until()))
	if a.event.Source.Format != b.event.Source.Format {
		return apart <= 5*time.Minute
	}
	return apart <= 0
}

func sourcesOf(s *account) []timeline.Source {
	var out []timeline.Source
	for _, h := range s.event.Sources {
		out = append(out, h.Source)
	}
	if len(out) == 0 {
		out = append(out, s.event.Source)
	}
	return out
}

// codeAgainstText: a row whose text only puts the parcel into a station or
// locker must not carry the code of a signature.
func (c *court) codeAgainstText() *draft {
	for _, s := range c.record.scans {
		scan := s.event.Scan
		signed := scan.CodeStatus == timeline.StatusDelivered || scan.AnswerStatus == timeline.StatusDelivered
		if signed && s.status() == timeline.StatusAtPickupPoint && scan.StatusFrom == "text" && !saysSigned.MatchString(s.event.Text) {
			return c.anomaly(true, codeFitsText, s)
		}
	}
	return nil
}
