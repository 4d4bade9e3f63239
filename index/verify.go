package index

import (
	"context"
	"errors"
	"maps"
	"slices"

	bleveIndex "github.com/blevesearch/bleve_index_api"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
)

// errUnfinished is why an index that is still being built cannot be verified.
var errUnfinished = errors.New("the index is not finished: the next command that writes the case goes on with it, or `duizheng reindex`")

// Verify compares the index with the store, both ways: an event without its
// document, a document without its event, and one that stands at another time or
// place. documents counts those that are right. Events that changed since the
// index last followed the store are left out: searches read them from the store.
// An error says why the index could not be verified; the case may well do
// without.
func (x *Index) Verify(ctx context.Context) (documents int, problems []casefile.Problem, err error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.disk == nil {
		return 0, nil, x.why
	}
	err = guard(func() error {
		var err error
		documents, problems, err = x.verify(ctx, x.disk)
		return err
	})
	if errors.Is(err, errDamaged) {
		return 0, []casefile.Problem{{Kind: "index_damaged", Name: "index", Why: err.Error()}}, nil
	}
	return documents, problems, err
}

func (x *Index) verify(ctx context.Context, d *disk) (documents int, problems []casefile.Problem, err error) {
	if err := d.rotten(); err != nil {
		return 0, nil, err
	}
	s, err := d.snapshot()
	if err != nil {
		return 0, nil, err
	}
	defer s.close()
	mark, known := s.mark()
	if !known {
		return 0, nil, errUnfinished
	}
	changed, err := x.changedSince(ctx, mark)
	if err != nil {
		return 0, nil, err
	}
	keys, err := s.keys(ctx)
	if err != nil {
		return 0, nil, err
	}
	var missing []timeline.Event
	for e, err := range x.store.Events(ctx, casefile.EventQuery{}) {
		if err != nil {
			return 0, nil, err
		}
		switch k := (&document{Event: e}).key(); {
		case changed[e.ID]:
		case keys[k]:
			documents++
			delete(keys, k)
		default:
			missing = append(missing, e)
		}
	}
	left := map[string]bool{} // events of the documents that no event asked for
	for k := range keys {
		if !changed[k.event()] {
			left[k.event()] = true
		}
	}
	for _, e := range missing {
		p := casefile.Problem{Kind: "index_missing", Name: x.store.Original(e.Source).String(), SHA256: e.Source.SHA256, Locator: &e.Locator, Event: e.ID}
		if left[e.ID] {
			p.Kind = "index_stale"
			delete(left, e.ID)
		}
		problems = append(problems, p)
	}
	for _, id := range slices.Sorted(maps.Keys(left)) {
		problems = append(problems, casefile.Problem{Kind: "index_extra", Name: "index", Event: id})
	}
	return documents, shorten(problems), nil
}

// changedSince are the events that changed after mark.
func (x *Index) changedSince(ctx context.Context, mark int64) (map[string]bool, error) {
	out := map[string]bool{}
	for {
		changes, err := x.store.Changes(ctx, mark, round)
		if err != nil || len(changes) == 0 {
			return out, err
		}
		for _, id := range eventsOf(changes) {
			out[id] = true
		}
		mark = changes[len(changes)-1].Seq
	}
}

// keys are those of all documents.
func (s *snapshot) keys(ctx context.Context) (all map[key]bool, err error) {
	defer func() { err = damaged(ctx, err) }()
	ids, err := s.reader.DocIDReaderAll()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, ids.Close()) }()
	all = map[key]bool{}
	for {
		var id bleveIndex.IndexInternalID
		if id, err = ids.Next(); err != nil || id == nil {
			return all, errors.Join(err, ctx.Err())
		}
		external, err := s.reader.ExternalID(id)
		if err != nil {
			return nil, err
		}
		all[key(external)] = true
	}
}

// shownProblems is how many problems of one kind are listed; the last one counts
// the rest.
const shownProblems = 20

func shorten(all []casefile.Problem) (out []casefile.Problem) {
	last := map[string]int{} // kind → place in out
	count := map[string]int{}
	for _, p := range all {
		if count[p.Kind]++; count[p.Kind] > shownProblems {
			out[last[p.Kind]].More++
			continue
		}
		last[p.Kind] = len(out)
		out = append(out, p)
	}
	return out
}
