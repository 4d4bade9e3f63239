package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/duizheng/duizheng/timeline/casefile"
)

// maxBehind is how many changes beyond the mark a search still judges one by
// one; beyond that, reading the whole case in order is the shorter way.
const maxBehind = 20_000

// manyUnsure is the part of the case, one in so many, from which on reading it
// all in order is cheaper than to look up those that the texts decide for.
const manyUnsure = 5

// tries is how often a search begins again because the case changed under it.
const tries = 3

// Search answers a query exactly, as of one moment of the store. A mistake in
// the query is a *SyntaxError.
func (x *Index) Search(ctx context.Context, query string, o SearchOptions) (Result, error) {
	began := time.Now()
	o.Zone = cmp.Or(o.Zone, defaultZone)
	q, err := Parse(query, o.Zone)
	if err != nil {
		return Result{}, err
	}
	var r Result
	for range tries {
		var moved bool
		if r, moved, err = x.search(ctx, q, o); err != nil || !moved {
			break
		}
	}
	r.TookMS = float64(time.Since(began).Microseconds()) / 1000
	return r, err
}

// search tries once; moved is true when the case changed meanwhile.
func (x *Index) search(ctx context.Context, q Query, o SearchOptions) (r Result, moved bool, err error) {
	before, err := x.store.LastChange(ctx)
	if err != nil {
		return Result{}, false, err
	}
	live, err := x.findings.of(ctx, x.store, before)
	if err != nil {
		return Result{}, false, err
	}
	c, err := newCollector(o, live)
	if err != nil {
		return Result{}, false, err
	}
	indexed, err := x.fromIndex(ctx, q, c, before)
	if err != nil {
		return Result{}, false, err
	}
	if !indexed {
		if c, err = newCollector(o, live); err == nil {
			err = x.fromStore(ctx, q, c)
		}
		if err != nil {
			return Result{}, false, err
		}
	}
	r, ids := c.result(o.Zone)
	if r.Events, err = x.hits(ctx, q, ids, c.sort); err != nil {
		return Result{}, false, err
	}
	after, err := x.store.LastChange(ctx)
	return r, after != before, err
}

// fromIndex collects the hits with the help of the index; false means that it
// is not there, too far behind, or damaged.
func (x *Index) fromIndex(ctx context.Context, q Query, c *collector, last int64) (ok bool, err error) {
	x.mu.RLock()
	d := x.disk
	if d == nil {
		x.mu.RUnlock()
		return false, nil
	}
	err = guard(func() (err error) {
		ok, err = x.fromDisk(ctx, d, q, c, last)
		return err
	})
	x.mu.RUnlock()
	if errors.Is(err, errDamaged) {
		x.renew(d)
		return false, nil
	}
	return ok, err
}

func (x *Index) fromDisk(ctx context.Context, d *disk, q Query, c *collector, last int64) (bool, error) {
	s, err := d.snapshot()
	if err != nil {
		return false, err
	}
	defer s.close()
	mark, known := s.mark()
	if !known || mark > last || last-mark > maxBehind {
		return false, nil
	}
	changed, again, err := x.beyond(ctx, mark, c.live)
	if err != nil {
		return false, err
	}
	for _, d := range changed {
		if q.match(d) {
			c.add(d.found())
		}
	}
	var unsure []string
	exact, err := s.find(ctx, q, c.live, c.sort, func(f found, exact bool) {
		switch event := f.key.event(); {
		case again[event]:
		case exact:
			c.add(f)
		default:
			unsure = append(unsure, event)
		}
	})
	if err != nil || exact {
		return err == nil, err
	}
	if all, err := s.reader.DocCount(); err != nil || len(unsure) > int(all)/manyUnsure {
		return false, damaged(ctx, err)
	}
	return true, x.judge(ctx, q, c, unsure)
}

// beyond reads the events that changed beyond the mark; again holds every id
// under which the index may have them.
func (x *Index) beyond(ctx context.Context, mark int64, live findings) (changed []*document, again map[string]bool, err error) {
	changes, err := x.store.Changes(ctx, mark, maxBehind)
	if err != nil || len(changes) == 0 {
		return nil, nil, err
	}
	ids := eventsOf(changes)
	if changed, err = x.documents(ctx, ids, live); err != nil {
		return nil, nil, err
	}
	again = map[string]bool{}
	for _, id := range append(ids, recordsOf(changed)...) {
		again[id] = true
	}
	return changed, again, nil
}

// judge adds those of the events that the texts decide for.
func (x *Index) judge(ctx context.Context, q Query, c *collector, events []string) error {
	for len(events) > 0 {
		n := min(len(events), batch)
		documents, err := x.documents(ctx, events[:n], c.live)
		if err != nil {
			return err
		}
		for _, d := range documents {
			if q.match(d) {
				c.add(d.found())
			}
		}
		events = events[n:]
	}
	return nil
}

// fromStore judges every event of the case.
func (x *Index) fromStore(ctx context.Context, q Query, c *collector) error {
	for e, err := range x.store.Events(ctx, casefile.EventQuery{}) {
		if err != nil {
			return err
		}
		if d := newDocument(e, c.live[e.ID]); q.match(d) {
			c.add(d.found())
		}
	}
	return nil
}

// hits reads the events of a page. The store gives them in the order of the
// timeline; another order is that of ids.
func (x *Index) hits(ctx context.Context, q Query, ids []string, sort Sort) ([]Hit, error) {
	documents, err := x.documents(ctx, ids, nil)
	if err != nil {
		return nil, fmt.Errorf("read the events found: %w", err)
	}
	if sort != ByTime {
		slices.SortFunc(documents, func(a, b *document) int {
			return cmp.Compare(slices.Index(ids, a.ID), slices.Index(ids, b.ID))
		})
	}
	hits := make([]Hit, len(documents))
	for i, d := range documents {
		hits[i] = Hit{d.Event, Marks(q, d.Text)}
	}
	return hits, nil
}
