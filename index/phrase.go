package index

import (
	"context"
	"slices"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	bleveIndex "github.com/blevesearch/bleve_index_api"
)

// A phrase finds what stands in consecutive positions of a text: in each slot
// one of its alternatives, or anything where it has none. The first and the
// last slot have some.
//
// bleve's own phrase tries every path through the positions, which takes
// minutes for one long text that repeats a character.
type phrase [][]string

// newPhrase finds what stands in the slots; empty ones at the ends ask for
// nothing.
func newPhrase(slots [][]string) query.Query {
	for len(slots) > 0 && len(slots[0]) == 0 {
		slots = slots[1:]
	}
	for len(slots) > 0 && len(slots[len(slots)-1]) == 0 {
		slots = slots[:len(slots)-1]
	}
	switch {
	case len(slots) == 0:
		return bleve.NewMatchAllQuery()
	case len(slots) == 1:
		return oneOf(slots[0])
	}
	return phrase(slots)
}

func oneOf(words []string) query.Query {
	any := make([]query.Query, len(words))
	for i, w := range words {
		any[i] = term(textField, w)
	}
	if len(any) == 1 {
		return any[0]
	}
	return bleve.NewDisjunctionQuery(any...)
}

// Searcher finds the texts that hold a word of every slot, to look then where.
func (p phrase) Searcher(ctx context.Context, reader bleveIndex.IndexReader, m mapping.IndexMapping, o search.SearcherOptions) (search.Searcher, error) {
	o.IncludeTermVectors = true
	var all []query.Query
	for i, slot := range p {
		same := func(other []string) bool { return slices.Equal(other, slot) }
		if len(slot) > 0 && !slices.ContainsFunc(p[:i], same) {
			all = append(all, oneOf(slot))
		}
	}
	holding, err := bleve.NewConjunctionQuery(all...).Searcher(ctx, reader, m, o)
	if err != nil {
		return nil, err
	}
	return &phraseSearcher{Searcher: holding, phrase: p, positions: map[string][]uint64{}}, nil
}

type phraseSearcher struct {
	search.Searcher
	phrase    phrase
	positions map[string][]uint64 // of the words of the document at hand, ascending
}

// Next is the next document that holds the phrase.
func (s *phraseSearcher) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	m, err := s.Searcher.Next(ctx)
	return s.holding(ctx, m, err)
}

// Advance is the first document from id on that holds the phrase.
func (s *phraseSearcher) Advance(ctx *search.SearchContext, id bleveIndex.IndexInternalID) (*search.DocumentMatch, error) {
	m, err := s.Searcher.Advance(ctx, id)
	return s.holding(ctx, m, err)
}

func (s *phraseSearcher) holding(ctx *search.SearchContext, m *search.DocumentMatch, err error) (*search.DocumentMatch, error) {
	for m != nil && err == nil && !s.holds(m) {
		ctx.DocumentMatchPool.Put(m)
		m, err = s.Searcher.Next(ctx)
	}
	return m, err
}

// holds reports whether the words of the document stand as the phrase has them.
func (s *phraseSearcher) holds(m *search.DocumentMatch) bool {
	for word, at := range s.positions {
		s.positions[word] = at[:0]
	}
	for _, l := range m.FieldTermLocations {
		s.positions[l.Term] = append(s.positions[l.Term], l.Location.Pos)
	}
	m.FieldTermLocations = m.FieldTermLocations[:0]
	starts := slices.Clone(s.at(0))
	for i := 1; i < len(s.phrase) && len(starts) > 0; i++ {
		if len(s.phrase[i]) > 0 {
			starts = before(starts, s.at(i), uint64(i))
		}
	}
	return len(starts) > 0
}

// at are the positions of what may stand in slot i.
func (s *phraseSearcher) at(i int) []uint64 {
	if len(s.phrase[i]) == 1 {
		return s.positions[s.phrase[i][0]]
	}
	var all []uint64
	for _, word := range s.phrase[i] {
		all = append(all, s.positions[word]...)
	}
	slices.Sort(all)
	return all
}

// before keeps those of the starts that one of the positions follows at the
// distance. Both are ascending.
func before(starts, positions []uint64, distance uint64) []uint64 {
	kept, i := starts[:0], 0
	for _, start := range starts {
		for i < len(positions) && positions[i] < start+distance {
			i++
		}
		if i < len(positions) && positions[i] == start+distance {
			kept = append(kept, start)
		}
	}
	return kept
}
