package index

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/blevesearch/bleve/v2/search"
	bleveIndex "github.com/blevesearch/bleve_index_api"
)

// A found is what the index knows of a document.
type found struct {
	key    key
	rank   string // only where hits are sorted by it
	facets string
}

func (d *document) found() found { return found{d.key(), d.rank(), d.facets()} }

// A finder finds documents in a snapshot.
type finder struct {
	*snapshot
	ctx     context.Context
	columns bleveIndex.DocValueReader
}

// find calls yield with every document that q finds in the snapshot, in no
// order. Unless exact, those are candidates, of which the texts decide.
func (s *snapshot) find(ctx context.Context, q Query, live findings, sort Sort, yield func(hit found, exact bool)) (exact bool, err error) {
	defer func() { err = damaged(ctx, err) }()
	names := []string{codeField}
	if sort == ByRelevance {
		names = append(names, rankField)
	}
	columns, err := s.reader.DocValueReader(names)
	if err != nil {
		return false, err
	}
	p, err := planner{s, ctx, live}.plan(q)
	if err != nil {
		return false, err
	}
	f := finder{snapshot: s, ctx: ctx, columns: columns}
	return p.exact, f.run(p, yield)
}

func (f finder) run(p plan, yield func(hit found, exact bool)) error {
	searcher, err := p.query.Searcher(f.ctx, f.reader, newMapping(), search.SearcherOptions{Score: "none"})
	if err != nil {
		return err
	}
	pool := &search.SearchContext{DocumentMatchPool: search.NewDocumentMatchPool(searcher.DocumentMatchPoolSize()+1, 0)}
	for {
		match, err := searcher.Next(pool)
		if err != nil || match == nil {
			return errors.Join(err, f.ctx.Err(), searcher.Close())
		}
		hit, err := f.read(match.IndexInternalID)
		if err != nil {
			return errors.Join(err, searcher.Close())
		}
		yield(hit, p.exact)
		pool.DocumentMatchPool.Put(match)
	}
}

func (f finder) read(id bleveIndex.IndexInternalID) (hit found, err error) {
	external, err := f.reader.ExternalID(id)
	if err != nil {
		return hit, err
	}
	hit.key = key(external)
	var unknown error
	err = f.columns.VisitDocValues(id, func(field string, value []byte) {
		if field == rankField {
			hit.rank = string(value)
		} else {
			hit.facets, unknown = f.codes.facets(f.reader, value)
		}
	})
	return hit, errors.Join(err, unknown)
}

// A codeBook remembers what the codes of facets mean. A code always means the
// same, so the book serves every snapshot.
type codeBook struct {
	mu    sync.RWMutex
	known map[string]string
}

func (b *codeBook) facets(reader bleveIndex.IndexReader, code []byte) (string, error) {
	b.mu.RLock()
	facets, ok := b.known[string(code)]
	b.mu.RUnlock()
	if ok {
		return facets, nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.load(reader); err != nil {
		return "", err
	}
	if facets, ok = b.known[string(code)]; !ok {
		return "", fmt.Errorf("the facets of code %s are missing", code)
	}
	return facets, nil
}

// load reads the whole dictionary: that costs less than a few look-ups.
func (b *codeBook) load(reader bleveIndex.IndexReader) error {
	dict, err := reader.FieldDict(facetField)
	if err != nil {
		return err
	}
	if b.known == nil {
		b.known = map[string]string{}
	}
	for {
		entry, err := dict.Next()
		if err != nil || entry == nil {
			return errors.Join(err, dict.Close())
		}
		b.known[entry.Term[:codeDigits]] = entry.Term[codeDigits:]
	}
}
