package stn

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestConflicts(t *testing.T) {
	const shipped, delivered = Point(1), Point(2)
	for _, c := range []struct {
		name string
		in   []Constraint
		want []Conflict
	}{
		{"empty", nil, nil},
		{"agree", []Constraint{AtMost(1, 10, false), AtLeast(1, 10, false)}, nil},
		{"strictly at once", []Constraint{AtMost(1, 10, true), AtLeast(1, 10, false)}, []Conflict{{0, 1}}},
		{"both strict", []Constraint{AtMost(1, 10, true), AtLeast(1, 10, true)}, []Conflict{{0, 1}}},
		{"one second short", []Constraint{AtMost(1, 10, false), AtLeast(1, 11, false)}, []Conflict{{0, 1}}},
		{"through the life cycle", []Constraint{Before(shipped, delivered, 0), AtMost(delivered, 5, false), AtLeast(shipped, 6, false)}, []Conflict{{0, 1, 2}}},
		{"within two days", []Constraint{{From: shipped, To: delivered, Weight: 48}, AtMost(shipped, 10, false), AtLeast(delivered, 59, false)}, []Conflict{{0, 1, 2}}},
		{"apart from the origin", []Constraint{Before(1, 2, 5), {From: 1, To: 2, Weight: 3}}, []Conflict{{0, 1}}},
		{"impossible alone", []Constraint{{From: 1, To: 1, Weight: -1}}, []Conflict{{0}}},
		{"two to blame", []Constraint{AtMost(1, 10, false), AtMost(1, 11, false), AtLeast(1, 12, false)}, []Conflict{{0, 2}, {1, 2}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var n Network
			for _, k := range c.in {
				n.Add(k)
			}
			if diff := cmp.Diff(c.want, n.Conflicts(4)); diff != "" {
				t.Error(diff)
			}
			if n.Consistent() != (len(c.want) == 0) {
				t.Errorf("Consistent() = %v", n.Consistent())
			}
		})
	}
}

func TestEither(t *testing.T) {
	notYesterday := func(n *Network) int { return n.Either(AtMost(1, 10, true), AtLeast(1, 20, false)) }
	var n Network
	notYesterday(&n)
	n.Add(AtLeast(1, 12, false))
	if got := n.Conflicts(4); got != nil {
		t.Errorf("after yesterday is still open: %v", got)
	}
	n.Add(AtMost(1, 15, false))
	if diff := cmp.Diff([]Conflict{{0, 2, 3}}, n.Conflicts(4)); diff != "" {
		t.Error(diff)
	}
}

func TestConflictsRespectsSize(t *testing.T) {
	var n Network
	n.Add(AtMost(4, 0, false))
	for p := Point(1); p < 4; p++ {
		n.Add(Before(p, p+1, 0))
	}
	n.Add(AtLeast(1, 1, false))
	if got := n.Conflicts(4); got != nil {
		t.Errorf("a conflict of five members was reported: %v", got)
	}
	if got := n.Conflicts(5); len(got) != 1 || len(got[0]) != 5 {
		t.Errorf("Conflicts(5) = %v", got)
	}
}

func TestSlack(t *testing.T) {
	var n Network
	n.Add(AtMost(1, 10, false))
	n.Add(AtLeast(1, 25, false))
	if got := n.Slack(n.Conflicts(4)[0]); got != -15 {
		t.Errorf("Slack = %d, want -15", got)
	}
}

// A member is a constraint, or a choice of two.
type member struct {
	a, b   Constraint
	choice bool
}

// satisfiable decides by brute force: every choice, then shortest distances of
// all pairs.
func satisfiable(members []member) bool {
	for picks := range 1 << len(members) {
		var list []Constraint
		ok := true
		for i, m := range members {
			switch second := picks>>i&1 == 1; {
			case second && !m.choice:
				ok = false
			case second:
				list = append(list, m.b)
			default:
				list = append(list, m.a)
			}
		}
		if ok && noNegativeCycle(list) {
			return true
		}
	}
	return false
}

func noNegativeCycle(list []Constraint) bool {
	const points = 8
	type dist struct{ w, strict int64 }
	less := func(a, b dist) bool { return a.w < b.w || a.w == b.w && a.strict > b.strict }
	var d [points][points]dist
	for i := range d {
		for j := range d[i] {
			d[i][j] = dist{w: 1 << 40}
		}
		d[i][i] = dist{}
	}
	for _, c := range list {
		x := dist{w: c.Weight}
		if c.Strict {
			x.strict = 1
		}
		if less(x, d[c.From][c.To]) {
			d[c.From][c.To] = x
		}
	}
	for k := range d {
		for i := range d {
			for j := range d {
				if x := (dist{d[i][k].w + d[k][j].w, d[i][k].strict + d[k][j].strict}); less(x, d[i][j]) {
					d[i][j] = x
				}
			}
		}
	}
	for i := range d {
		if less(d[i][i], dist{}) {
			return false
		}
	}
	return true
}

func build(members []member) (*Network, []int) {
	var n Network
	index := make([]int, len(members))
	for i, m := range members {
		if m.choice {
			index[i] = n.Either(m.a, m.b)
		} else {
			index[i] = n.Add(m.a)
		}
	}
	return &n, index
}

// oracle lists every minimal inconsistent set of at most size members.
func oracle(members []member, size int) [][]int {
	var bad [][]int
	for bits := range 1 << len(members) {
		var set []int
		var sub []member
		for i, m := range members {
			if bits>>i&1 == 1 {
				set, sub = append(set, i), append(sub, m)
			}
		}
		if len(set) <= size && !satisfiable(sub) {
			bad = append(bad, set)
		}
	}
	var minimal [][]int
	for i, s := range bad {
		if !slices.ContainsFunc(bad, func(o []int) bool {
			return len(o) < len(s) && !slices.ContainsFunc(o, func(x int) bool { return !slices.Contains(s, x) })
		}) {
			minimal = append(minimal, bad[i])
		}
	}
	return minimal
}

func constraint() *rapid.Generator[Constraint] {
	return rapid.Custom(func(t *rapid.T) Constraint {
		return Constraint{
			From:   Point(rapid.IntRange(0, 4).Draw(t, "from")),
			To:     Point(rapid.IntRange(0, 4).Draw(t, "to")),
			Weight: rapid.Int64Range(-4, 4).Draw(t, "weight"),
			Strict: rapid.Bool().Draw(t, "strict"),
		}
	})
}

func members(choices bool) *rapid.Generator[[]member] {
	one := rapid.Custom(func(t *rapid.T) member {
		m := member{a: constraint().Draw(t, "a")}
		if choices && rapid.IntRange(0, 3).Draw(t, "kind") == 0 {
			m.choice, m.b = true, constraint().Draw(t, "b")
		}
		return m
	})
	return rapid.SliceOfN(one, 0, 8)
}

func names(found []Conflict, index []int) [][]int {
	var out [][]int
	for _, c := range found {
		var set []int
		for _, i := range c {
			set = append(set, slices.Index(index, i))
		}
		slices.Sort(set)
		out = append(out, set)
	}
	return sortSets(out)
}

func sortSets(sets [][]int) [][]int {
	slices.SortFunc(sets, slices.Compare[[]int])
	return sets
}

// What is reported is exactly what brute force finds: inconsistent, minimal,
// complete up to four members, nothing for a consistent set.
func testAgainstOracle(t *testing.T, choices bool) {
	rapid.Check(t, func(t *rapid.T) {
		list := members(choices).Draw(t, "members")
		n, index := build(list)
		if diff := cmp.Diff(sortSets(oracle(list, 4)), names(n.Conflicts(4), index)); diff != "" {
			t.Fatal(diff)
		}
		if !choices && n.Consistent() != satisfiable(list) {
			t.Fatalf("Consistent() = %v", n.Consistent())
		}
	})
}

func TestPlainAgainstOracle(t *testing.T)   { testAgainstOracle(t, false) }
func TestChoicesAgainstOracle(t *testing.T) { testAgainstOracle(t, true) }

func TestOrderDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := members(true).Draw(t, "members")
		order := rapid.Permutation(indices(len(list))).Draw(t, "order")
		shuffled := make([]member, len(list))
		for i, k := range order {
			shuffled[i] = list[k]
		}
		n, index := build(list)
		m, shuffledIndex := build(shuffled)
		back := make([]int, len(list))
		for i, k := range order {
			back[k] = shuffledIndex[i]
		}
		if diff := cmp.Diff(names(n.Conflicts(4), index), names(m.Conflicts(4), back)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func indices(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// A parcel with 2,000 statements and 500 scans on the points of a life cycle:
// mostly true ones, and fifty claims that come an hour too early.
func BenchmarkParcel(b *testing.B) {
	const points, hour = 10, 3600_000
	var list []Constraint
	for p := Point(1); p < points; p++ {
		list = append(list, Before(p, p+1, 0))
	}
	for i := range 500 {
		p := Point(1 + i%points)
		list = append(list, AtLeast(p, int64(p)*24*hour+int64(i), false))
	}
	for i := range 2000 {
		p := Point(1 + i%points)
		late := int64(p)*24*hour + hour + int64(i)*60_000
		if i%40 == 0 {
			late = int64(p)*24*hour - hour
		}
		list = append(list, AtMost(p, late, true))
	}
	b.ReportAllocs()
	for b.Loop() {
		var n Network
		for _, c := range list {
			n.Add(c)
		}
		n.Conflicts(4)
	}
}
