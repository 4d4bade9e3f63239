package index

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// A Sort is an order of hits.
type Sort string

// The orders.
const (
	// ByTime is the order of the timeline; undated events come last.
	ByTime Sort = "time"
	// ByRelevance puts first what a finding names, then what says something
	// about a parcel, then the shorter texts, then the earlier ones.
	ByRelevance Sort = "relevance"
)

// SearchOptions say which part of the hits is wanted, and how.
type SearchOptions struct {
	Limit  int            // events on the page; 0 means DefaultLimit
	Cursor string         // Result.Cursor of the page before; empty for the first
	Sort   Sort           // empty means ByTime
	Zone   *time.Location // of the times in the query and of the histogram; nil means UTC+8
}

// DefaultLimit is the number of events on a page.
const DefaultLimit = 50

// A Result is the answer to a query. Its JSON is the first line of CONTRACT
// section 6; Events are the lines after it.
type Result struct {
	Total   int     `json:"total"`   // hits, of all pages
	Undated int     `json:"undated"` // hits without a time; they are in no bucket
	TookMS  float64 `json:"took_ms"`
	// Facets are the values of all hits: app chat sender kind says mode status
	// carrier source finding. The most frequent value comes first.
	Facets map[string][]Count `json:"facets"`
	// Histogram are at most 200 buckets without holes, earliest first.
	Histogram []Bucket `json:"histogram"`
	// Cursor continues after the last of Events; empty if nothing follows.
	Cursor string `json:"cursor"`
	Events []Hit  `json:"-"`
}

// A Count says how many hits have a value. A hit may have several values of
// one facet, or none.
type Count struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// A Hit is an event that was found, with the spans of its text that the query's
// words match, in code points.
type Hit struct {
	timeline.Event
	Hits []timeline.Span `json:"hits"`
}

// A place is where a hit stands in the order asked for.
type place struct {
	order string // finding or not, rank and key; or key alone
	event string
}

// A collector takes hits in any order and keeps what a Result needs of them.
type collector struct {
	sort  Sort
	after string // order of the last hit before the page
	limit int
	live  findings

	total, undated int
	times          []int64        // of dated hits, seconds since 1970
	facets         map[string]int // hits by their facets, still in one string
	findings       map[string]int // hits by types of finding
	page           []place        // the first limit+1 places after the cursor, and more
	beyond         string         // the order from which on a place is surely beyond the page; empty if none is
}

func newCollector(o SearchOptions, live findings) (*collector, error) {
	c := &collector{sort: cmp.Or(o.Sort, ByTime), limit: o.Limit, live: live, facets: map[string]int{}, findings: map[string]int{}}
	if c.limit <= 0 {
		c.limit = DefaultLimit
	}
	if c.sort != ByTime && c.sort != ByRelevance {
		return nil, fmt.Errorf("search: there is no order %q; orders are %s and %s", o.Sort, ByTime, ByRelevance)
	}
	if o.Cursor != "" {
		var ours bool
		if c.after, ours = strings.CutPrefix(o.Cursor, string(c.sort)+"."); !ours || len(c.after) < timeDigits+orderDigits {
			return nil, fmt.Errorf("search: the cursor %q is not of a search by %s; start again without it", o.Cursor, c.sort)
		}
	}
	return c, nil
}

func (c *collector) add(f found) {
	c.total++
	c.facets[f.facets]++
	if f.key.dated() {
		c.times = append(c.times, f.key.time())
	} else {
		c.undated++
	}
	var named []timeline.Finding
	if len(c.live) > 0 {
		named = c.live[f.key.event()]
	}
	for _, t := range distinct(findingTypes(named)) {
		c.findings[t]++
	}
	order := string(f.key)
	switch {
	case c.sort == ByTime:
	case len(named) > 0:
		order = "0" + f.rank + order
	default:
		order = "1" + f.rank + order
	}
	if order <= c.after || c.beyond != "" && order >= c.beyond {
		return
	}
	c.page = append(c.page, place{order, f.key.event()})
	if len(c.page) >= 4*c.limit+64 {
		c.cut()
	}
}

// cut sorts the page and drops what is surely beyond it. One place beyond the
// limit stays, as the sign that there are more.
func (c *collector) cut() {
	slices.SortFunc(c.page, func(a, b place) int { return strings.Compare(a.order, b.order) })
	if len(c.page) > c.limit {
		c.page = c.page[:c.limit+1]
		c.beyond = c.page[c.limit].order
	}
}

// result is everything but the events, of which it returns the ids in order.
func (c *collector) result(zone *time.Location) (Result, []string) {
	c.cut()
	r := Result{Total: c.total, Undated: c.undated, Facets: c.counts(), Histogram: histogram(c.times, zone)}
	if len(c.page) > c.limit {
		c.page = c.page[:c.limit]
		r.Cursor = string(c.sort) + "." + c.page[c.limit-1].order
	}
	ids := make([]string, len(c.page))
	for i, p := range c.page {
		ids[i] = p.event
	}
	return r, ids
}

// counts takes the facets of all hits apart.
func (c *collector) counts() map[string][]Count {
	sums := make([]map[string]int, len(facets))
	for i := range sums {
		sums[i] = map[string]int{}
	}
	for all, n := range c.facets {
		for i, one := range strings.Split(all, facetSeparator) {
			for _, value := range strings.Split(one, valueSeparator) {
				sums[i][value] += n
			}
		}
	}
	out := map[string][]Count{"finding": ranked(c.findings)}
	for i, f := range facets {
		delete(sums[i], "")
		out[f.name] = ranked(sums[i])
	}
	return out
}

// ranked puts the most frequent value first.
func ranked(sums map[string]int) []Count {
	all := make([]Count, 0, len(sums))
	for value, n := range sums {
		all = append(all, Count{value, n})
	}
	slices.SortFunc(all, func(a, b Count) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Value, b.Value))
	})
	return all
}
