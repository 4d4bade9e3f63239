package reconstruct

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/check"
	"github.com/duizheng/duizheng/timeline/link"
	"github.com/duizheng/duizheng/timeline/merge"
)

// Finish makes again what no longer agrees with the primary data: roles, what
// the texts of touched chats say, which parcels that is about, and where it
// does not match. It may be called at any time; without touched work it does
// nothing, and a call that is cut off leaves the marks, so that the next one
// goes on.
//
// The case is concluded on in parts: chats and numbers that hang together. Of
// the rest of the case a part sees only which parcels there are. So the work
// and the memory are those of what was touched, however large the case is.
func Finish(ctx context.Context, store *casefile.Store) error {
	imports, err := store.Imports(ctx)
	if err != nil {
		return err
	}
	basis, err := basisOf(ctx, store, imports)
	if err != nil {
		return err
	}
	touched, err := store.Touched(ctx)
	if err != nil || !touched.Any() {
		return err
	}
	if err := guessRoles(ctx, store, touched); err != nil {
		return fmt.Errorf("guessing roles: %w", err)
	}
	if touched, err = store.TakeUp(ctx); err != nil { // with the chats of whom it takes for another now
		return err
	}
	c, err := newConclusion(ctx, store, imports)
	if err != nil {
		return err
	}
	if touched.CutOff {
		c.version++ // what the last run found out of parcels elsewhere, it may not have told every chat
	}
	changed, err := c.changedSides()
	if err != nil {
		return err
	}
	touched.Chats = append(touched.Chats, changed...)
	if err := c.dropOrphans(); err != nil {
		return err
	}
	for todo := c.parts(touched); len(todo) > 0; todo = c.stale() {
		if err := c.conclude(todo); err != nil {
			return fmt.Errorf("comparing what was said with the records: %w", err)
		}
	}
	exports, err := c.exports()
	if err != nil {
		return err
	}
	return store.Derive(ctx, func(d *casefile.Derivation) error {
		if err := d.ReplaceFindings([]string{""}, exports); err != nil {
			return err
		}
		if err := d.Remember(basisSetting, basis); err != nil {
			return err
		}
		if err := d.Remember(meSetting, c.sides()); err != nil {
			return err
		}
		return d.Done(touched)
	})
}

// basisSetting is where a case keeps what its conclusions rest on beside its
// data.
const basisSetting = "basis"

// basisOf says what conclusions rest on beside the data of their own part: the
// zones of all imports, and this version of the program. Where that is not
// what the case was last concluded by, everything is marked to be made again.
func basisOf(ctx context.Context, store *casefile.Store, imports []timeline.Import) (string, error) {
	var names []string
	for _, z := range zonesOf(imports) {
		names = append(names, z.String())
	}
	slices.Sort(names)
	basis := strings.Join(names, " ")
	if info, ok := debug.ReadBuildInfo(); ok {
		basis += " " + info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" || s.Key == "vcs.modified" {
				basis += " " + s.Value
			}
		}
	}
	was, err := store.Setting(ctx, basisSetting)
	if err != nil || was == basis || was == "" {
		return basis, err
	}
	return basis, store.TouchAll(ctx)
}

// meSetting is where a case keeps whom it last took for the complainant.
const meSetting = "me"

// sides are the ids of the complainant's parties, as a setting.
func (c *conclusion) sides() string { return strings.Join(slices.Sorted(maps.Keys(c.me)), " ") }

// changedSides lists the chats of those who were not taken for the complainant
// before and are now, or the other way round.
func (c *conclusion) changedSides() (chats []string, err error) {
	was, err := c.store.Setting(c.ctx, meSetting)
	if err != nil {
		return nil, err
	}
	before := map[string]bool{}
	for _, id := range strings.Fields(was) {
		before[id] = true
	}
	for chat, parties := range c.parties {
		if slices.ContainsFunc(parties, func(p timeline.Party) bool { return before[p.ID] != c.me[p.ID] }) {
			chats = append(chats, chat)
		}
	}
	return chats, nil
}

// A conclusion is one run of Finish.
type conclusion struct {
	ctx      context.Context
	store    *casefile.Store
	ties     *ties
	parties  map[string][]timeline.Party // by chat
	chats    map[string]timeline.Conversation
	scans    map[string]int // how many a number has
	carriers sync.Map       // number → carrier, of those looked up so far
	facts    []timeline.Fact
	gaps     []timeline.Gap
	zones    []*time.Location
	dateOpen []timeline.Source
	rules    check.Rules

	me map[string]bool // ids of the complainant's parties

	// directory is the complainant's parcels of the whole case, by id; version
	// counts its changes, and seen is the version that each leaning chat was
	// read by.
	directory map[string]timeline.Parcel
	version   int
	seen      map[string]int
}

func newConclusion(ctx context.Context, store *casefile.Store, imports []timeline.Import) (c *conclusion, err error) {
	c = &conclusion{ctx: ctx, store: store, ties: newTies(), parties: map[string][]timeline.Party{}, chats: map[string]timeline.Conversation{},
		directory: map[string]timeline.Parcel{}, seen: map[string]int{}}
	if c.facts, err = store.Facts(ctx); err != nil {
		return nil, err
	}
	if c.gaps, err = store.Gaps(ctx); err != nil {
		return nil, err
	}
	c.zones, c.dateOpen = zonesOf(imports), openDates(imports)
	if c.rules, err = Rules(ctx, store); err != nil {
		return nil, err
	}
	if c.scans, err = store.Recorded(ctx); err != nil {
		return nil, err
	}
	chats, err := store.Conversations(ctx)
	if err != nil {
		return nil, err
	}
	for _, chat := range chats {
		c.chats[chat.ID] = chat
	}
	parties, err := store.Parties(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range parties {
		for _, chat := range p.Conversations {
			c.parties[chat] = append(c.parties[chat], p)
		}
	}
	c.me = link.Complainant(parties, c.facts)
	parcels, err := store.Parcels(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range parcels {
		if p.Complainant {
			c.directory[p.ID] = p
		}
	}
	leaning, err := store.Leaning(ctx)
	if err != nil {
		return nil, err
	}
	for _, chat := range leaning {
		if c.chats[chat].ID != "" {
			c.seen[chat] = 0
		}
	}
	return c, c.tie()
}

// dropOrphans removes parcels that an undo left without anything.
func (c *conclusion) dropOrphans() error {
	return c.store.Derive(c.ctx, func(d *casefile.Derivation) error {
		ids, err := d.DropOrphans()
		for _, id := range ids {
			if _, ok := c.directory[id]; ok {
				delete(c.directory, id)
				c.version++
			}
		}
		return err
	})
}

// stale lists the parts whose chats were read by a directory that has changed
// since.
func (c *conclusion) stale() []string {
	var again []string
	for chat, version := range c.seen {
		if version < c.version {
			again = append(again, c.ties.root(chat))
		}
	}
	slices.Sort(again)
	return slices.Compact(again)
}

// loadSize is about how many events are concluded on in one go; a test takes
// less.
var loadSize = 20_000

// aheadSize is up to how many events are held where the next load is read
// meanwhile.
const aheadSize = 60_000

// conclude concludes on parts, a load at a time. While one load is linked,
// checked and stored, the next is read.
func (c *conclusion) conclude(parts []string) error {
	var ahead *reading
	defer func() { ahead.wait() }()
	for len(parts) > 0 {
		l := c.first(parts)
		if !ahead.is(l) { // what was read turned out to belong to more
			ahead.wait()
			ahead = c.read(l)
		}
		in, err := ahead.wait()
		if err != nil {
			return err
		}
		ahead, parts = nil, c.without(parts, l)
		if len(parts) > 0 {
			if next := c.first(parts); l.events+next.events <= aheadSize {
				ahead = c.read(next)
			}
		}
		if l, err = c.settle(l, in); err != nil {
			return err
		}
		parts = c.without(parts, l)
	}
	return nil
}

// first is the load of the first of the parts, as many as make one.
func (c *conclusion) first(parts []string) *load {
	n, events := 0, 0
	for n < len(parts) && (n == 0 || events+c.ties.part(parts[n]).events <= loadSize) {
		events += c.ties.part(parts[n]).events
		n++
	}
	return c.load(parts[:n])
}

// without are the parts that have nothing in l.
func (c *conclusion) without(parts []string, l *load) []string {
	done := map[string]bool{}
	for _, m := range l.members() {
		done[c.ties.root(m)] = true
	}
	return slices.DeleteFunc(slices.Clone(parts), func(p string) bool { return done[c.ties.root(p)] })
}

// settle links, checks and stores a load with what turns out to belong to it:
// that becomes the load which it returns.
func (c *conclusion) settle(l *load, in *gathering) (*load, error) {
	for {
		if err := c.ctx.Err(); err != nil {
			return l, err
		}
		linked := link.Make(link.Input{Events: in.events, Me: c.me, Parties: in.parties, Facts: c.facts, Chats: in.chats, Elsewhere: c.elsewhere(l)})
		if more := c.follow(in, linked); !more {
			return l, c.write(l, in, linked)
		}
		l = c.load(l.members())
		var err error
		if in, err = c.gather(l); err != nil {
			return l, err
		}
	}
}

// elsewhere lists the complainant's parcels that are not of the load.
func (c *conclusion) elsewhere(l *load) []timeline.Parcel {
	var out []timeline.Parcel
	for id, p := range c.directory {
		if _, own := slices.BinarySearch(l.parcels, id); !own {
			out = append(out, p)
		}
	}
	return out
}

// follow ties what a load turned out to be about, and reports whether that is
// part of something else, so that both are to be seen together.
func (c *conclusion) follow(in *gathering, linked link.Result) bool {
	more := false
	tie := func(a, b string) {
		known := c.ties.has(b)
		if a, b := c.ties.root(a), c.ties.root(b); a != b {
			more = more || known
			c.ties.join(a, b)
		}
	}
	chatOf := map[string]string{}
	for _, e := range in.events {
		if e.Chat == "" {
			continue
		}
		chatOf[e.ID] = e.Chat
		for _, w := range e.Waybills {
			tie(e.Chat, numberNode(w.Number))
		}
	}
	for _, k := range linked.Links {
		if chat := chatOf[k.Event]; chat != "" {
			tie(chat, k.Parcel)
		}
	}
	for _, p := range linked.Parcels {
		for _, number := range p.Numbers {
			tie(p.ID, numberNode(number))
		}
	}
	return more
}

// write checks the parcels of a load and stores all that follows from it. The
// readings are stored while the parcels are checked.
func (c *conclusion) write(l *load, in *gathering, linked link.Result) error {
	about := indexMatters(in.events, linked)
	var found [][]timeline.Finding
	var failed error
	var checking sync.WaitGroup
	checking.Go(func() { found, failed = c.check(in, linked, about) })
	defer checking.Wait()
	ids := slices.Clone(l.parcels)
	for _, p := range linked.Parcels {
		ids = append(ids, p.ID)
	}
	if err := c.store.Derive(c.ctx, func(d *casefile.Derivation) error {
		if err := in.keep(d); err != nil {
			return err
		}
		if checking.Wait(); failed != nil {
			return failed
		}
		var gaps []timeline.Gap
		for i, p := range linked.Parcels {
			if !p.Complainant {
				continue
			}
			linked.Parcels[i].Findings = len(found[i])
			for _, chat := range about.chatsOf(about.about(&p)) {
				gaps = append(gaps, merge.Ends(c.chats[chat], p.Time)...)
			}
		}
		if err := d.ReplaceParcels(ids, linked.Parcels, linked.Links); err != nil {
			return err
		}
		if err := d.ReplaceFindings(ids, slices.Concat(found...)); err != nil {
			return err
		}
		if err := d.ReplaceGaps(l.chats, gaps); err != nil {
			return err
		}
		return d.SetLeaning(l.chats, linked.Leaning)
	}); err != nil {
		return err
	}
	c.enter(l, linked)
	return nil
}

// check finds the contradictions of each parcel; others' parcels have none.
func (c *conclusion) check(in *gathering, linked link.Result, about *matters) ([][]timeline.Finding, error) {
	found := make([][]timeline.Finding, len(linked.Parcels))
	disputed := c.disputed(in)
	return found, abreast(len(linked.Parcels), func(i int) error {
		if p := linked.Parcels[i]; p.Complainant {
			events, talks := about.parcel(&p)
			found[i] = check.Check(check.Input{
				Parcel: p, Events: events, Talks: talks, Links: about.links[p.ID],
				Parties: in.parties, Facts: c.facts, Gaps: disputed, Zones: c.zones, DateOpen: c.dateOpen, Rules: c.rules,
			})
		}
		return c.ctx.Err()
	})
}

// abreast runs do for 0 to n-1, as many at once as there are processors, and
// returns the error of the first that failed.
func abreast(n int, do func(i int) error) error {
	errs := make([]error, n)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				errs[i] = do(i)
			}
		})
	}
	workers.Wait()
	return cmp.Or(errs...)
}

// enter brings the directory up to date.
func (c *conclusion) enter(l *load, linked link.Result) {
	before := map[string]timeline.Parcel{}
	for _, id := range l.parcels {
		if p, ok := c.directory[id]; ok {
			before[id] = p
			delete(c.directory, id)
		}
	}
	after := map[string]timeline.Parcel{}
	for _, p := range linked.Parcels {
		if p.Complainant {
			after[p.ID], c.directory[p.ID] = p, p
		}
	}
	if !maps.EqualFunc(before, after, sameEntry) {
		c.version++
	}
	for _, chat := range l.chats {
		delete(c.seen, chat)
	}
	for _, chat := range linked.Leaning {
		c.seen[chat] = c.version
	}
}

// sameEntry reports whether two parcels look the same from elsewhere.
func sameEntry(a, b timeline.Parcel) bool {
	return a.Carrier == b.Carrier && slices.Equal(a.Carriers, b.Carriers) && slices.Equal(a.Numbers, b.Numbers)
}

// disputed are the gaps of a load's chats.
func (c *conclusion) disputed(in *gathering) []timeline.Gap {
	mine := map[string]bool{}
	for _, chat := range in.chats {
		mine[chat.ID] = true
	}
	var out []timeline.Gap
	for _, g := range c.gaps {
		if mine[g.Chat] {
			out = append(out, g)
		}
	}
	return out
}

// exports lists the findings about the exports of the case.
func (c *conclusion) exports() ([]timeline.Finding, error) {
	var ids []string
	for _, g := range c.gaps {
		ids = append(ids, g.After, g.Before)
	}
	ids = slices.DeleteFunc(ids, func(id string) bool { return id == "" })
	slices.Sort(ids)
	var events []*timeline.Event
	for e, err := range c.store.Events(c.ctx, casefile.EventQuery{IDs: slices.Compact(append([]string{}, ids...))}) {
		if err != nil {
			return nil, err
		}
		correctRecord(&e)
		events = append(events, &e)
	}
	return check.Exports(c.gaps, events, c.rules), nil
}

// openDates lists the sources in which nothing decides the order of day and
// month.
func openDates(imports []timeline.Import) []timeline.Source {
	var open []timeline.Source
	for _, i := range imports {
		for _, l := range i.Ledger {
			if l.DateOpen {
				open = append(open, l.Source)
			}
		}
	}
	return open
}

// zonesOf lists the zones that imports declared or assumed: a conflict that
// another of them dissolves is possible at most (JUDGEMENT 1.7).
func zonesOf(imports []timeline.Import) []*time.Location {
	var zones []*time.Location
	seen := map[string]bool{}
	for _, i := range imports {
		if i.Zone == "" || seen[i.Zone] {
			continue
		}
		seen[i.Zone] = true
		if z, err := time.LoadLocation(i.Zone); err == nil {
			zones = append(zones, z)
		}
	}
	return zones
}
