package merge

import (
	"cmp"
	"slices"

	"github.com/duizheng/duizheng/timeline"
)

// An Item is one record as merging sees it.
type Item struct {
	Ref int64 // the caller's name for it
	// Rank orders records that are otherwise equal; it must not depend on the
	// order of import.
	Rank int64
	// Export is which export holds it: records of one never merge. A smaller
	// number goes first among equals; it must not depend on the order of import.
	Export int
	Order  int64 // place within the export
	Kind   timeline.RecordKind
	// Sender is the caller's name for the sender as the export calls him;
	// SenderName and SenderID are what the export says.
	Sender               int64
	SenderName, SenderID string
	// Start and Width are seconds; Width 0 means undated.
	Start, Width int64
	Zone         timeline.ZoneOrigin
	Key          string // Key of its text
	Text         string
	ID           string // the platform's
	Recalled     bool

	event *Event
}

// An Event is the records that are one thing. The first is the one shown: of
// the finest time, then of the smallest rank.
type Event struct {
	Items []*Item
	// Pos is its place among the events with the same start.
	Pos int
}

// Shown is the item that stands for the event.
func (e *Event) Shown() *Item { return e.Items[0] }

func (e *Event) heldBy(export int) bool {
	return slices.ContainsFunc(e.Items, func(it *Item) bool { return it.Export == export })
}

// A Pair is two senders of different exports.
type Pair struct {
	A, B int64 // A < B
	// Same is true when they are one person, false when they bear one name and
	// are two.
	Same bool
}

// A Difference is a place where two exports of one chat disagree.
type Difference struct {
	Kind timeline.GapKind // GapMissing, GapConflict or GapSkew
	// Export lacks the messages (GapMissing), or has the second text, or the
	// other clock.
	Export int
	Other  int
	// Events are those that Export lacks; or the one or two with two texts.
	Events []*Event
	// After and Before are what both hold around the place.
	After, Before *Event
	Seconds       int64 // GapSkew: add to the times of Export to get those of Other
}

// A Union is what becomes of the records of one chat.
type Union struct {
	Events      []*Event // in order: start, Pos
	Senders     []Pair
	Differences []Difference
}

// Group merges the records of one conversation, or the scans of one number.
func Group(items []Item) Union {
	g := newGrouping(items)
	g.align()
	g.learnSenders()
	for _, export := range g.exports {
		g.take(export)
	}
	for _, e := range g.events {
		slices.SortFunc(e.Items, finer)
	}
	g.arrange()
	u := Union{Events: g.events, Senders: g.people.pairs, Differences: g.skews}
	u.Differences = append(u.Differences, g.differences()...)
	return u
}

// GroupScans merges the tracking records of one number: the same words at the
// same time in several answers are one scan. Clocks are not aligned: a time
// that changed between two queries is a finding, not a zone.
func GroupScans(items []Item) Union {
	g := newGrouping(items)
	g.people = people{}
	for _, export := range g.exports {
		g.take(export)
	}
	for _, e := range g.events {
		slices.SortFunc(e.Items, finer)
	}
	g.arrange()
	return Union{Events: g.events}
}

// finer orders the records of one event: the first is the one shown.
func finer(a, b *Item) int {
	wa, wb := a.Width, b.Width
	if wa == 0 {
		wa = 1 << 40
	}
	if wb == 0 {
		wb = 1 << 40
	}
	if wa == wb && a.Start != b.Start {
		// Two clocks: the zone in the file beats the declared one, that beats
		// the assumed one (JUDGEMENT 1.7).
		return cmp.Or(cmp.Compare(trust[a.Zone], trust[b.Zone]), cmp.Compare(a.Export, b.Export))
	}
	return cmp.Or(cmp.Compare(wa, wb), cmp.Compare(a.Rank, b.Rank))
}

var trust = map[timeline.ZoneOrigin]int{timeline.ZoneExplicit: 0, timeline.ZoneDeclared: 1, timeline.ZoneAssumed: 2, "": 3}

type grouping struct {
	byExport map[int][]*Item // in file order
	exports  []int           // in the order in which they are merged
	shift    map[int]int64   // seconds to add to an export's times to compare them
	skews    []Difference
	people   people

	events []*Event
	byID   map[string][]*Event
	byKey  map[bucket][]*Event
	sameID map[[2]int]bool // pairs of exports that share platform ids
}

func newGrouping(items []Item) *grouping {
	g := &grouping{byExport: map[int][]*Item{}, shift: map[int]int64{}, byID: map[string][]*Event{}, byKey: map[bucket][]*Event{}, sameID: map[[2]int]bool{}}
	finest := map[int]int64{}
	for i := range items {
		it := &items[i]
		g.byExport[it.Export] = append(g.byExport[it.Export], it)
		if it.Width > 0 && (finest[it.Export] == 0 || it.Width < finest[it.Export]) {
			finest[it.Export] = it.Width
		}
	}
	for export, its := range g.byExport {
		slices.SortFunc(its, func(a, b *Item) int { return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.Rank, b.Rank)) })
		g.exports = append(g.exports, export)
	}
	// The finest times go first: they are what coarser ones are compared with.
	slices.SortFunc(g.exports, func(a, b int) int {
		return cmp.Or(cmp.Compare(finest[a], finest[b]), cmp.Compare(a, b))
	})
	return g
}

// at is the item's start on the common clock.
func (g *grouping) at(it *Item) int64 { return it.Start + g.shift[it.Export] }

// mayBeSameTime compares at the coarser precision of the two: one interval lies
// in the other.
func (g *grouping) mayBeSameTime(a, b *Item) bool {
	if a.Width == 0 || b.Width == 0 {
		return a.Width == b.Width
	}
	if a.Width > b.Width {
		a, b = b, a
	}
	sa, sb := g.at(a), g.at(b)
	return sb <= sa && sa+a.Width <= sb+b.Width
}

// take merges one export into the events so far.
func (g *grouping) take(export int) {
	free := make([]*Item, 0, len(g.byExport[export]))
	held := map[*Event]bool{} // events that hold a record of this export
	join := func(e *Event, it *Item) {
		e.Items = append(e.Items, it)
		it.event, held[e] = e, true
	}
	for _, it := range g.byExport[export] {
		if e := g.samePlatformID(it, held); e != nil {
			for _, o := range e.Items {
				g.sameID[pairOf(o.Export, export)] = true
			}
			join(e, it)
			continue
		}
		free = append(free, it)
	}
	var fresh []*Event
	for _, it := range free {
		if e := g.sameContent(it, held); e != nil {
			join(e, it)
			continue
		}
		e := &Event{}
		join(e, it)
		fresh = append(fresh, e)
	}
	g.events = append(g.events, fresh...)
	for _, it := range g.byExport[export] {
		if it.ID != "" && !slices.Contains(g.byID[it.ID], it.event) {
			g.byID[it.ID] = append(g.byID[it.ID], it.event)
		}
	}
	for _, e := range fresh {
		k := g.bucket(e.Items[0], 0)
		g.byKey[k] = append(g.byKey[k], e)
	}
}

func pairOf(a, b int) [2]int { return [2]int{min(a, b), max(a, b)} }

func (g *grouping) samePlatformID(it *Item, held map[*Event]bool) *Event {
	if it.ID == "" {
		return nil
	}
	for _, e := range g.byID[it.ID] {
		o := e.Items[0]
		if !held[e] && o.Kind == it.Kind && (g.mayBeSameTime(it, o) || it.Key == o.Key) {
			return e
		}
	}
	return nil
}

func (g *grouping) sameContent(it *Item, held map[*Event]bool) *Event {
	for days := int64(-1); days <= 1; days++ {
		for _, e := range g.byKey[g.bucket(it, days)] {
			if !held[e] && g.equal(e, it) {
				return e
			}
		}
	}
	return nil
}

// equal reports whether it may be a further record of e.
func (g *grouping) equal(e *Event, it *Item) bool {
	if e.Items[0].Kind != it.Kind || !g.samePerson(e.Items[0], it) {
		return false
	}
	for _, o := range e.Items {
		if !g.mayBeSameTime(o, it) {
			return false
		}
		// Where two exports write the same ids, two ids are two messages.
		if o.ID != "" && it.ID != "" && o.ID != it.ID && g.sameID[pairOf(o.Export, it.Export)] {
			return false
		}
	}
	return true
}

// A bucket is where equal records lie close together.
type bucket struct {
	key string
	day int64
}

func (g *grouping) bucket(it *Item, days int64) bucket {
	if it.Width == 0 {
		return bucket{it.Key, -1 << 40}
	}
	return bucket{it.Key, g.at(it)/86400 + days}
}
