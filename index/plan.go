package index

import (
	"context"
	"regexp"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
	bleveIndex "github.com/blevesearch/bleve_index_api"
)

// A plan is a query as the index understands it.
type plan struct {
	query query.Query
	// exact is true when the plan finds exactly the events that the query
	// does. Otherwise it finds those and more, and the texts decide.
	exact bool
}

// A planner turns queries into plans for one snapshot.
type planner struct {
	*snapshot
	ctx  context.Context
	live findings
}

func (p planner) plan(q Query) (plan, error) {
	switch q := q.(type) {
	case And:
		if len(q) == 0 {
			return plan{bleve.NewMatchAllQuery(), true}, nil
		}
		parts, exact, err := p.parts(q)
		return plan{bleve.NewConjunctionQuery(parts...), exact}, err
	case Or:
		parts, exact, err := p.parts(q)
		return plan{bleve.NewDisjunctionQuery(parts...), exact}, err
	case Not:
		return p.not(q)
	case Text:
		return p.text(q.Term)
	case Field:
		found, err := p.field(q)
		return plan{found, true}, err
	}
	return plan{p.period(q.(Period)), true}, nil
}

func (p planner) parts(all []Query) (parts []query.Query, exact bool, err error) {
	exact = true
	for _, q := range all {
		part, err := p.plan(q)
		if err != nil {
			return nil, false, err
		}
		parts = append(parts, part.query)
		exact = exact && part.exact
	}
	return parts, exact, nil
}

// not can only leave out what the index surely knows.
func (p planner) not(q Not) (plan, error) {
	part, err := p.plan(q.Query)
	if err != nil || !part.exact {
		return plan{bleve.NewMatchAllQuery(), false}, err
	}
	all := bleve.NewBooleanQuery()
	all.AddMust(bleve.NewMatchAllQuery())
	all.AddMustNot(part.query)
	return plan{all, true}, nil
}

func (p planner) field(q Field) (query.Query, error) {
	indexed := term(q.Name, q.Value)
	if q.Prefix {
		indexed = prefixed(q.Name, q.Value)
	}
	var ids []string
	for _, event := range p.live.events(q) {
		keys, err := p.keysOf(p.ctx, event)
		if err != nil {
			return nil, err
		}
		for _, k := range keys {
			ids = append(ids, string(k))
		}
	}
	if len(ids) == 0 {
		return indexed, nil
	}
	return bleve.NewDisjunctionQuery(indexed, bleve.NewDocIDQuery(ids)), nil
}

func term(field, value string) query.Query {
	q := bleve.NewTermQuery(value)
	q.SetField(field)
	return q
}

func prefixed(field, value string) query.Query {
	q := bleve.NewPrefixQuery(value)
	q.SetField(field)
	return q
}

// between finds from ≤ value < to; an empty end is open.
func between(field, from, to string) query.Query {
	q := bleve.NewTermRangeQuery(from, to)
	q.SetField(field)
	return q
}

// period takes whole days by the day field, and what is left at both ends by
// the keys, which begin with the time.
func (p planner) period(q Period) query.Query {
	const day = 24 * time.Hour
	first, last := q.From.UTC().Truncate(day), q.To.UTC().Truncate(day) // days that hold the ends
	switch {
	case q.From.IsZero():
		return bleve.NewDisjunctionQuery(between(dayField, "", last.Format(dayForm)), keysBetween(last, q.To))
	case q.To.IsZero():
		next := first.Add(day)
		return bleve.NewDisjunctionQuery(keysBetween(q.From, next), between(dayField, next.Format(dayForm), ""))
	case first.Equal(last):
		return keysBetween(q.From, q.To)
	}
	next := first.Add(day)
	return bleve.NewDisjunctionQuery(keysBetween(q.From, next),
		between(dayField, next.Format(dayForm), last.Format(dayForm)), keysBetween(last, q.To))
}

// keysBetween finds the events that begin within from ≤ t < to.
func keysBetween(from, to time.Time) query.Query {
	if !from.Before(to) {
		return bleve.NewMatchNoneQuery()
	}
	return between("_id", timeDigitsOf(from), timeDigitsOf(to))
}

// Limits of what is looked up in the dictionary of words.
const (
	maxAlternatives = 200 // words that a cut-off word may be the end or beginning of
	maxWord         = 64  // runes of a word to look for inside others
)

// text finds the events whose text contains the term. A word at an end of the
// term may be cut off: it is looked up in the dictionary, and left to the text
// where too many words would fit. What punctuation there is only the text knows.
func (p planner) text(folded string) (plan, error) {
	pieces := slices.Collect(runs(folded))
	if len(pieces) == 1 {
		switch only := pieces[0]; {
		case only.class == word:
			return inside(only), nil
		case only.class == pair && only.runes == 1:
			return plan{prefixed(textField, only.text), true}, nil
		}
	}
	slots, exact := [][]string{}, true
	for i, r := range pieces {
		more, sure, err := p.slots(r, i == 0, i == len(pieces)-1)
		if err != nil {
			return plan{}, err
		}
		slots = append(slots, more...)
		exact = exact && sure
	}
	return plan{newPhrase(slots), exact}, nil
}

// inside finds a word in the middle of others.
func inside(r run) plan {
	start := r.text
	if r.runes > maxWord {
		start = string([]rune(start)[:maxWord])
	}
	q := bleve.NewRegexpQuery(".*" + regexp.QuoteMeta(start) + ".*")
	q.SetField(textField)
	return plan{q, start == r.text}
}

// slots are what may stand at the positions of a run: alternatives, or nothing
// where anything may.
func (p planner) slots(r run, first, last bool) (slots [][]string, sure bool, err error) {
	slots = make([][]string, r.width())
	switch {
	case r.class == gap:
		return slots, false, nil
	case r.class == word && first:
		slots[0], err = p.ending(r)
		return slots, len(slots[0]) > 0, err
	case r.class == word && last:
		slots[0], err = p.beginning(r.text)
		return slots, len(slots[0]) > 0, err
	}
	r.tokens(func(token string, at int) {
		if r.needs(token, at) {
			slots[at] = []string{token}
		}
	})
	return slots, true, nil
}

// needs reports whether a token of the run has to be asked for: of the pairs
// every other one and the last, which together cover the run; its single
// characters only where it is one.
func (r run) needs(token string, at int) bool {
	if r.class != pair || r.runes == 1 {
		return true
	}
	return utf8.RuneCountInString(token) == 2 && (at%2 == 0 || at == r.runes-2)
}

// beginning are the words that begin so; nil if they are too many.
func (p planner) beginning(start string) ([]string, error) {
	dict, err := p.reader.FieldDictPrefix(textField, []byte(start))
	if err != nil {
		return nil, err
	}
	return few(dict)
}

// ending are the words that end so; nil if they are too many.
func (p planner) ending(r run) ([]string, error) {
	words, ok := p.reader.(bleveIndex.IndexReaderRegexp)
	if !ok || r.runes > maxWord {
		return nil, nil
	}
	dict, err := words.FieldDictRegexp(textField, ".*"+regexp.QuoteMeta(r.text))
	if err != nil {
		return nil, err
	}
	return few(dict)
}

// few reads a dictionary, and closes it; nil if it has too many words. Without
// any word, the empty one stands for no match.
func few(dict bleveIndex.FieldDict) (words []string, err error) {
	defer func() {
		if cerr := dict.Close(); err == nil {
			err = cerr
		}
	}()
	for {
		entry, err := dict.Next()
		if err != nil {
			return nil, err
		}
		if entry == nil {
			break
		}
		if len(words) == maxAlternatives {
			return nil, nil
		}
		words = append(words, entry.Term)
	}
	if words == nil {
		return []string{noWord}, nil
	}
	return words, nil
}

// noWord is a term that no text has: a gap has no token.
const noWord = " "
