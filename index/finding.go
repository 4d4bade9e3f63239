package index

import (
	"context"
	"slices"
	"sync"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
)

// findings are those of a case by the events that they name.
type findings map[string][]timeline.Finding

// A reader of findings reads them once for every change of the case.
type findingReader struct {
	mu   sync.Mutex
	at   int64
	last findings
}

// of returns the findings as of change at, or of a later one.
func (r *findingReader) of(ctx context.Context, store *casefile.Store, at int64) (findings, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.last != nil && r.at == at {
		return r.last, nil
	}
	all, err := store.Findings(ctx, casefile.FindingQuery{})
	if err != nil {
		return nil, err
	}
	r.at, r.last = at, byEvent(all)
	return r.last, nil
}

func byEvent(all []timeline.Finding) findings {
	of := findings{}
	for _, f := range all {
		named := slices.Clone(f.Also)
		for _, e := range f.Evidence {
			named = append(named, e.Event)
		}
		for _, event := range distinct(named) {
			of[event] = append(of[event], f)
		}
	}
	return of
}

// events are those of which the findings alone give the field its value.
func (fs findings) events(q Field) []string {
	var all []string
	for event, named := range fs {
		if q.match(&document{findings: named}) {
			all = append(all, event)
		}
	}
	return all
}
