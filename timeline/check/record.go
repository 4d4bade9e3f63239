package check

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// A stage is how far on its way a scan shows the parcel (JUDGEMENT 3).
type stage int

const (
	noStage stage = iota
	pickedUp
	inTransit
	arrived
	outForDelivery
	dropped // attempted, or left somewhere
	delivered
)

var stages = map[timeline.ScanStatus]stage{
	timeline.StatusPickedUp: pickedUp, timeline.StatusInTransit: inTransit, timeline.StatusDeparted: inTransit,
	timeline.StatusCustoms: inTransit, timeline.StatusForwarded: inTransit, timeline.StatusArrived: arrived,
	timeline.StatusOutForDelivery: outForDelivery, timeline.StatusFailedAttempt: dropped,
	timeline.StatusAtPickupPoint: dropped, timeline.StatusDelivered: delivered, timeline.StatusRefused: dropped,
}

// A record is the union of all courier's records of the parcel.
type record struct {
	scans []*account // dated, in order of time
	asOf  time.Time  // the latest query time, zero if unknown
	back  int        // index of the first scan of the way back; len(scans) if none
}

// nothingFound are the rows of a query that found nothing: no scan, and no word
// of how far the record reaches (JUDGEMENT 1.9).
var nothingFound = regexp.MustCompile(`查无|查無|(暂|暫)(无|無)|(未|没有|沒有)查(询|詢|到)|查(询|詢)?不到|单号(不存在|不正确)|(?i:no (tracking )?information|not found|no record|no results|not (yet )?available)`)

func (c *court) readRecord() *record {
	r := &record{}
	for _, l := range c.Links {
		if l.Parcel != c.Parcel.ID || l.Statement >= 0 {
			continue
		}
		e := c.byID[l.Event]
		if e == nil || e.Scan == nil {
			continue
		}
		if e.Scan.AsOf.After(r.asOf) {
			r.asOf = e.Scan.AsOf
		}
		if e.Time.Dated() && !(e.Scan.Status == timeline.StatusInfo && nothingFound.MatchString(e.Text)) {
			r.scans = append(r.scans, &account{event: e, role: timeline.EvidenceRecord, kind: e.Scan.Status.Bounds()})
		}
	}
	slices.SortStableFunc(r.scans, func(a, b *account) int {
		if d := a.from().Compare(b.from()); d != 0 {
			return d
		}
		if d := int(stages[a.status()]) - int(stages[b.status()]); d != 0 {
			return d
		}
		return strings.Compare(a.event.ID, b.event.ID)
	})
	r.back = len(r.scans)
	for i, s := range r.scans {
		if s.status() == timeline.StatusReturning || s.status() == timeline.StatusReturned {
			r.back = i
			break
		}
	}
	return r
}

func (a *account) status() timeline.ScanStatus { return a.event.Scan.Status }
func (a *account) stage() stage                { return stages[a.status()] }

// drop reports whether the scan says that the parcel was left or handed over.
func (a *account) drop() bool {
	return a.status() == timeline.StatusDelivered || a.status() == timeline.StatusAtPickupPoint
}

func (r *record) empty() bool { return len(r.scans) == 0 }

// out is the way to the recipient, without the way back.
func (r *record) out() []*account { return r.scans[:r.back] }

func (r *record) last() *account { return r.scans[len(r.scans)-1] }

// knownUntil is how far the absence of a scan counts (JUDGEMENT 1.9).
func (r *record) knownUntil() time.Time {
	if r.empty() {
		return time.Time{}
	}
	if r.asOf.After(r.last().from()) {
		return r.asOf
	}
	return r.last().from()
}

// absence is the account that up to the query time there is nothing further.
func (r *record) absence() *account {
	a := *r.last()
	a.asOf = r.knownUntil()
	return &a
}

// first is the first scan on the way out that passes want, or nil.
func (r *record) first(want func(*account) bool) *account {
	i := slices.IndexFunc(r.out(), want)
	if i < 0 {
		return nil
	}
	return r.scans[i]
}

func reached(s stage) func(*account) bool { return func(a *account) bool { return a.stage() >= s } }

func (r *record) drops() []*account {
	var out []*account
	for _, s := range r.out() {
		if s.drop() {
			out = append(out, s)
		}
	}
	return out
}

// undoneBy is the scan after a signature that shows the parcel still on its
// way, or nil.
func (r *record) undoneBy(sign *account) *account {
	for _, s := range r.out() {
		if s.from().After(sign.until()) && (s.status() == timeline.StatusFailedAttempt || s.status() == timeline.StatusOutForDelivery) {
			return s
		}
	}
	return nil
}

// wayBack are words about the way back to the sender.
var wayBack = regexp.MustCompile(`退(回|货|貨|件)|返(回|件)|(寄|送|到|拿|收)回|仓库|倉庫|(?i:\b(return(ed|s)?|sent back|warehouse)\b)`)

// cameBack reports whether a claim of delivery is about the way back: the
// record shows that the sender had the parcel again, or that it was on its way
// there, and the words speak of it.
func (r *record) cameBack(a *account) bool {
	if !a.dated() {
		return false
	}
	return slices.ContainsFunc(r.scans[r.back:], func(s *account) bool {
		return !s.from().After(a.until()) && (s.status() == timeline.StatusReturned || wayBack.MatchString(a.event.Own()))
	})
}
