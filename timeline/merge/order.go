package merge

import (
	"cmp"
	"container/heap"
	"slices"
)

const undated = 1 << 40

func (e *Event) start() int64 {
	if it := e.Shown(); it.Width > 0 {
		return it.Start
	}
	return undated
}

// arrange puts the events in order: by start, then as the exports that hold
// them have them, then by rank.
func (g *grouping) arrange() {
	slices.SortFunc(g.events, func(a, b *Event) int {
		return cmp.Or(cmp.Compare(a.start(), b.start()), cmp.Compare(a.Shown().Export, b.Shown().Export),
			cmp.Compare(a.Shown().Order, b.Shown().Order), cmp.Compare(a.Shown().Rank, b.Shown().Rank))
	})
	for i := 0; i < len(g.events); {
		j := i + 1
		for j < len(g.events) && g.events[j].start() == g.events[i].start() {
			j++
		}
		weave(g.events[i:j])
		for k, e := range g.events[i:j] {
			e.Pos = k + 1
		}
		i = j
	}
}

// weave orders events of one start such that each export's own order holds,
// where the exports do not contradict each other.
func weave(events []*Event) {
	if len(events) < 2 {
		return
	}
	rank := make(map[*Event]int, len(events))
	lines := map[int][]*Item{}
	for i, e := range events {
		rank[e] = i
		for _, it := range e.Items {
			lines[it.Export] = append(lines[it.Export], it)
		}
	}
	if len(lines) == 1 {
		return // sorted already
	}
	next := map[*Event][]*Event{}
	waits := make([]int, len(events))
	for _, line := range lines {
		slices.SortFunc(line, func(a, b *Item) int { return cmp.Compare(a.Order, b.Order) })
		for i := 1; i < len(line); i++ {
			next[line[i-1].event] = append(next[line[i-1].event], line[i].event)
			waits[rank[line[i].event]]++
		}
	}
	ready := &ranks{}
	for i, n := range waits {
		if n == 0 {
			heap.Push(ready, i)
		}
	}
	sorted := slices.Clone(events)
	done := make([]bool, len(events))
	out := events[:0]
	for len(out) < len(sorted) {
		if ready.Len() == 0 {
			// Two exports contradict each other: the first by rank goes on.
			heap.Push(ready, slices.Index(done, false))
		}
		i := heap.Pop(ready).(int)
		if done[i] {
			continue
		}
		done[i] = true
		out = append(out, sorted[i])
		for _, e := range next[sorted[i]] {
			if r := rank[e]; !done[r] {
				if waits[r]--; waits[r] == 0 {
					heap.Push(ready, r)
				}
			}
		}
	}
}

// ranks is a heap of places.
type ranks []int

func (r ranks) Len() int           { return len(r) }
func (r ranks) Less(i, j int) bool { return r[i] < r[j] }
func (r ranks) Swap(i, j int)      { r[i], r[j] = r[j], r[i] }
func (r *ranks) Push(v any)        { *r = append(*r, v.(int)) }
func (r *ranks) Pop() any {
	last := (*r)[len(*r)-1]
	*r = (*r)[:len(*r)-1]
	return last
}
