// Package stn is a Simple Temporal Network (Dechter, Meiri and Pearl,
// "Temporal constraint networks", Artificial Intelligence 49, 1991): points in
// time, and differences between two of them bounded from above. It finds out
// whether a set of bounds can hold together, and where it cannot, every
// smallest group that is to blame. It knows nothing of parcels.
//
// # Model
//
// A Constraint says To − From ≤ Weight, or < Weight where Strict. A lower
// bound is an upper bound the other way round, and a bound on one point alone
// is a bound against Origin. Seen as arcs From → To of length Weight, a set of
// constraints can be satisfied exactly when its graph has no negative cycle: a
// shortest distance then exists for every point and is itself a solution, and
// the sum along a negative cycle reads 0 < 0. A strict bound is a length
// infinitesimally less than its weight; lengths are compared by weight first
// and by the number of strict arcs second, so that a cycle of weight 0 is
// negative exactly when one of its arcs is strict.
//
// # Conflicts are the simple negative cycles
//
// Claim: the minimal inconsistent sets of constraints are exactly the arc sets
// of the simple negative cycles (no point visited twice).
//
// Every simple negative cycle is minimal: take an arc away and what is left is
// a simple path, which has no cycle at all and so can be satisfied. Every
// minimal inconsistent set is one: it has a negative cycle; a negative closed
// walk splits at a repeated point into two closed walks, at least one of them
// negative, so it has a simple negative cycle; that cycle alone is
// inconsistent, and by minimality it is the whole set. (The same argument for
// conflict sets of difference logic: Cotton and Maler, "Fast and flexible
// difference constraint propagation for DPLL(T)", SAT 2006.)
//
// So Conflicts enumerates simple negative cycles of at most so many arcs. It
// starts each cycle at its lowest point, which gives each cycle once, and goes
// on from a partial path only while the cheapest way back with the arcs that
// are left keeps the sum negative. Where every cycle runs through Origin, as in
// a network of bounds and life-cycle chains, this touches little more than
// what it reports: the arcs of a point are sorted, so the search stops at the
// first one that is too long.
//
// # Alternatives
//
// "Not between a and b" is no difference constraint but a choice: before a, or
// after b. Either adds both arms as one member. A cycle through arms only says
// that these arms cannot be chosen together with the rest of it. Resolution
// takes one choice after the other away: of a cycle with the first arm and one
// with the second, the rest of both conflicts with the choice itself. This is
// Davis and Putnam's elimination, complete for clauses, and a cycle without its
// arm is never larger than what it ends up in, so cycles of the same size
// suffice. Of the sets without open arms the minimal ones are reported.
package stn

import (
	"cmp"
	"slices"
)

// A Point is a point in time, numbered from 1; Origin is the zero of the
// calendar.
type Point int

// Origin is the point against which instants are measured.
const Origin Point = 0

// A Constraint says To − From ≤ Weight (< where Strict). The unit is the
// caller's; |Weight| must stay below 1<<45, which holds for milliseconds since
// 1970.
type Constraint struct {
	From, To Point
	Weight   int64
	Strict   bool
}

// AtMost says that p happens at t or before (before, where strict).
func AtMost(p Point, t int64, strict bool) Constraint {
	return Constraint{From: Origin, To: p, Weight: t, Strict: strict}
}

// AtLeast says that p happens at t or after (after, where strict).
func AtLeast(p Point, t int64, strict bool) Constraint {
	return Constraint{From: p, To: Origin, Weight: -t, Strict: strict}
}

// Before says that a happens at least gap before b, or together with it where
// gap is 0.
func Before(a, b Point, gap int64) Constraint {
	return Constraint{From: b, To: a, Weight: -gap}
}

// A length is a weight less as many infinitesimals as there are strict arcs,
// in one integer that adds and compares as it should.
type length int64

const scale = 1 << 16 // more points than any cycle has arcs

func (c Constraint) length() length {
	n := length(c.Weight) * scale
	if c.Strict {
		n--
	}
	return n
}

const far = length(1) << 62

// A Conflict is a minimal inconsistent set, as indices in the order in which
// the constraints were added, ascending.
type Conflict []int

// A Network is a set of constraints. The zero Network is empty and consistent.
type Network struct {
	constraints []Constraint
	out         [][]int // by point: indices of the constraints that leave it, shortest first
	sorted      bool
	// potential is a solution of all constraints so far, kept while there is
	// one: potential[To] − potential[From] ≤ length.
	potential    []length
	inconsistent bool
	choices      [][2]int // pairs of arms
}

// Add adds c, returns its index, and keeps track of consistency: only points
// whose place c changes are looked at again.
func (n *Network) Add(c Constraint) int {
	i := n.put(c)
	if !n.inconsistent {
		n.repair(i)
	}
	return i
}

// Either adds the choice between a and b: one of them holds. It is one member
// of a Conflict, under the index returned; the next index is taken too.
func (n *Network) Either(a, b Constraint) int {
	i := n.put(a)
	n.choices = append(n.choices, [2]int{i, n.put(b)})
	return i
}

func (n *Network) put(c Constraint) int {
	n.grow(max(c.From, c.To))
	i := len(n.constraints)
	n.constraints = append(n.constraints, c)
	n.out[c.From] = append(n.out[c.From], i)
	n.sorted = false
	return i
}

func (n *Network) grow(p Point) {
	for Point(len(n.out)) <= p {
		n.out = append(n.out, nil)
		n.potential = append(n.potential, 0)
	}
}

// Len is the number of constraints.
func (n *Network) Len() int { return len(n.constraints) }

// Consistent reports whether all constraints can hold together, choices left
// aside.
func (n *Network) Consistent() bool { return !n.inconsistent }

// repair moves points until constraint i holds again. The change spreads from
// i's end; if it comes back to i's start, i closes a negative cycle, for all
// else was satisfied before.
func (n *Network) repair(i int) {
	c := n.constraints[i]
	if n.potential[c.From]+c.length() >= n.potential[c.To] {
		return
	}
	if c.From == c.To {
		n.inconsistent = true
		return
	}
	before := slices.Clone(n.potential)
	n.potential[c.To] = n.potential[c.From] + c.length()
	queue := []Point{c.To}
	for len(queue) > 0 {
		p := queue[0]
		queue = queue[1:]
		for _, k := range n.out[p] {
			if n.isArm(k) {
				continue
			}
			d := n.constraints[k]
			reach := n.potential[p] + d.length()
			if reach >= n.potential[d.To] {
				continue
			}
			if d.To == c.From {
				n.potential, n.inconsistent = before, true
				return
			}
			n.potential[d.To] = reach
			queue = append(queue, d.To)
		}
	}
}

// Conflicts lists every minimal inconsistent set of at most size members,
// smaller sets first, then in the order of their indices. A consistent network
// has none.
func (n *Network) Conflicts(size int) []Conflict {
	if !n.inconsistent && len(n.choices) == 0 {
		return nil
	}
	n.sort()
	var found []Conflict
	for start := range n.out {
		s := search{net: n, start: Point(start), back: n.waysBack(Point(start), size), visited: make([]bool, len(n.out))}
		s.from(Point(start), 0, size, &found)
	}
	found = n.resolve(found, size)
	slices.SortFunc(found, func(a, b Conflict) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), slices.Compare(a, b))
	})
	return found
}

func (n *Network) sort() {
	if n.sorted {
		return
	}
	for _, arcs := range n.out {
		slices.SortFunc(arcs, func(a, b int) int {
			return cmp.Or(cmp.Compare(n.constraints[a].length(), n.constraints[b].length()), cmp.Compare(a, b))
		})
	}
	n.sorted = true
}

// waysBack is, for every number of arcs up to size and every point not below
// start, the length of the shortest way to start with at most that many arcs.
func (n *Network) waysBack(start Point, size int) [][]length {
	back := make([][]length, size+1)
	for k := range back {
		back[k] = make([]length, len(n.out))
		for p := range back[k] {
			back[k][p] = far
		}
		back[k][start] = 0
		if k == 0 {
			continue
		}
		for p := start + 1; int(p) < len(n.out); p++ {
			best := back[k-1][p]
			for _, i := range n.out[p] {
				c := n.constraints[i]
				if way := back[k-1][c.To]; c.To >= start && way < far {
					best = min(best, c.length()+way)
				}
			}
			back[k][p] = best
		}
	}
	return back
}

// A search walks the simple paths from one start over higher points only.
type search struct {
	net     *Network
	start   Point
	back    [][]length
	visited []bool
	path    []int
}

func (s *search) from(p Point, sum length, left int, found *[]Conflict) {
	if left == 0 {
		return
	}
	s.visited[p] = true
	defer func() { s.visited[p] = false }()
	for _, i := range s.net.out[p] {
		c := s.net.constraints[i]
		reach := sum + c.length()
		if c.To == s.start {
			if reach >= 0 {
				if s.cheapest(left-1)+reach >= 0 {
					break // the arcs after this one are longer still
				}
				continue
			}
			*found = append(*found, s.conflict(i))
			continue
		}
		if c.To < s.start || s.visited[c.To] {
			continue
		}
		way := s.back[left-1][c.To]
		if way >= far || reach+way >= 0 {
			if reach+s.cheapest(left-1) >= 0 {
				break
			}
			continue
		}
		s.path = append(s.path, i)
		s.from(c.To, reach, left-1, found)
		s.path = s.path[:len(s.path)-1]
	}
}

// cheapest is the shortest way back to the start from any point with at most
// left arcs.
func (s *search) cheapest(left int) length {
	return slices.Min(s.back[left][s.start:])
}

func (s *search) conflict(last int) Conflict {
	c := append(slices.Clone(s.path), last)
	slices.Sort(c)
	return c
}

func (n *Network) isArm(i int) bool {
	return slices.ContainsFunc(n.choices, func(c [2]int) bool { return c[0] == i || c[1] == i })
}

// resolve takes the choices out of cycles, one after the other.
func (n *Network) resolve(cycles []Conflict, size int) []Conflict {
	for _, choice := range n.choices {
		var kept, first, second []Conflict
		for _, c := range cycles {
			a, b := slices.Contains(c, choice[0]), slices.Contains(c, choice[1])
			switch {
			case a && b: // both arms at once is no choice
			case a:
				first = append(first, c)
			case b:
				second = append(second, c)
			default:
				kept = append(kept, c)
			}
		}
		for _, x := range first {
			for _, y := range second {
				if c := joined(x, y, choice); len(c) <= size {
					kept = append(kept, c)
				}
			}
		}
		cycles = kept
	}
	if len(n.choices) == 0 {
		return cycles
	}
	return minimal(cycles)
}

// joined is x and y without the second arm; the first one stands for the choice.
func joined(x, y Conflict, choice [2]int) Conflict {
	c := append(slices.Clone(x), y...)
	c = slices.DeleteFunc(c, func(i int) bool { return i == choice[1] })
	slices.Sort(c)
	return slices.Compact(c)
}

func minimal(sets []Conflict) []Conflict {
	slices.SortFunc(sets, func(a, b Conflict) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), slices.Compare(a, b))
	})
	var out []Conflict
	for _, s := range sets {
		if !slices.ContainsFunc(out, func(o Conflict) bool { return within(o, s) }) {
			out = append(out, s)
		}
	}
	return out
}

func within(small, large Conflict) bool {
	return !slices.ContainsFunc(small, func(i int) bool { return !slices.Contains(large, i) })
}

// Slack is the sum of the weights around a conflict: how far, as a negative
// number, its members are from holding together.
func (n *Network) Slack(c Conflict) int64 {
	var sum int64
	for _, i := range c {
		sum += n.constraints[i].Weight
	}
	return sum
}
