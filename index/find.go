package index

import (
	"context"
	"errors"

	"github.com/blevesearch/bleve/v2/search"
	bleveIndex "github.com/blevesearch/bleve_index_api"
)

// A found is what the index knows of a document.
type found struct {
	key    key
	rank   string
	facets string
}

func (d *document) found() found { return found{d.key(), d.rank(), d.facets()} }

// find calls yield with every document that q finds in the snapshot, in no
// order. Unless exact, those are candidates, of which the texts decide.
func (s *snapshot) find(ctx context.Context, q Query, live findings, yield func(hit found, exact bool)) (exact bool, err error) {
	defer func() { err = damaged(ctx, err) }()
	p, err := planner{s, ctx, live}.plan(q)
	if err != nil {
		return false, err
	}
	searcher, err := p.query.Searcher(ctx, s.reader, newMapping(), search.SearcherOptions{Score: "none"})
	if err != nil {
		return false, err
	}
	columns, err := s.reader.DocValueReader([]string{facetField, rankField})
	if err != nil {
		return false, errors.Join(err, searcher.Close())
	}
	pool := &search.SearchContext{DocumentMatchPool: search.NewDocumentMatchPool(searcher.DocumentMatchPoolSize()+1, 0)}
	for {
		match, err := searcher.Next(pool)
		if err != nil || match == nil {
			return p.exact, errors.Join(err, ctx.Err(), searcher.Close())
		}
		hit, err := s.read(columns, match.IndexInternalID)
		if err != nil {
			return false, errors.Join(err, searcher.Close())
		}
		yield(hit, p.exact)
		pool.DocumentMatchPool.Put(match)
	}
}

func (s *snapshot) read(columns bleveIndex.DocValueReader, id bleveIndex.IndexInternalID) (hit found, err error) {
	external, err := s.reader.ExternalID(id)
	if err != nil {
		return hit, err
	}
	hit.key = key(external)
	err = columns.VisitDocValues(id, func(field string, value []byte) {
		switch field {
		case facetField:
			hit.facets = string(value)
		case rankField:
			hit.rank = string(value)
		}
	})
	return hit, err
}
