package merge

import (
	"cmp"
	"slices"

	"github.com/duizheng/duizheng/timeline"
)

// people is who is who among the senders of several exports.
type people struct {
	up      map[int64]int64 // sender → a sender of another export who is the same
	partner map[partnerKey]int64
	pairs   []Pair
}

type partnerKey struct {
	sender int64
	export int
}

func (p *people) root(s int64) int64 {
	for {
		up, ok := p.up[s]
		if !ok {
			return s
		}
		s = up
	}
}

func (p *people) join(a, b int64) {
	a, b = p.root(a), p.root(b)
	if a != b {
		p.up[max(a, b)] = min(a, b)
	}
}

// A sighting is a message that can be told from others: by its platform id, or
// as the only one with its words in its minute in its export.
type sighting struct {
	bucket
	export int
	sender int64
}

// learnSenders finds who is who: two senders of two exports are one person
// when they are each other's best match among the messages that both exports
// hold. Then, where these messages say nothing, same ids and names decide.
func (g *grouping) learnSenders() {
	g.people = people{up: map[int64]int64{}, partner: map[partnerKey]int64{}}
	votes := map[[2]int64]int{}
	exportOf := map[int64]int{}
	name := map[int64]*Item{}
	var seen []sighting
	for _, export := range g.exports {
		for _, it := range g.byExport[export] {
			if it.Kind != timeline.KindMessage {
				continue
			}
			exportOf[it.Sender], name[it.Sender] = export, it
			if it.ID != "" {
				seen = append(seen, sighting{bucket{"\x00" + it.ID, 0}, export, it.Sender})
			}
			if it.Width > 0 && it.Width <= 60 {
				seen = append(seen, sighting{bucket{it.Key, g.at(it) / 60}, export, it.Sender})
			}
		}
	}
	if len(g.exports) > 1 {
		count(seen, votes)
	}
	best := map[partnerKey]int64{}
	total := map[partnerKey]int{}
	most := map[partnerKey]int{}
	for pair, n := range votes {
		for _, p := range [][2]int64{pair, {pair[1], pair[0]}} {
			k := partnerKey{p[0], exportOf[p[1]]}
			total[k] += n
			if n > most[k] || n == most[k] && p[1] < best[k] {
				most[k], best[k] = n, p[1]
			}
		}
	}
	for k, t := range best {
		back := partnerKey{t, exportOf[k.sender]}
		if best[back] == k.sender && most[k]*2 > total[k] && most[back]*2 > total[back] {
			g.people.partner[k] = t
		}
	}
	g.settleSenders(name, exportOf)
}

// count lets every message that stands once in each of two exports vote that
// its senders are one.
func count(seen []sighting, votes map[[2]int64]int) {
	slices.SortFunc(seen, func(a, b sighting) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.key, b.key), cmp.Compare(a.export, b.export))
	})
	for i := 0; i < len(seen); {
		j := i
		for j < len(seen) && seen[j].bucket == seen[i].bucket {
			j++
		}
		same := seen[i:j]
		for x := range same {
			for y := x + 1; y < len(same); y++ {
				if same[x].export != same[y].export && alone(same, x) && alone(same, y) {
					votes[[2]int64{min(same[x].sender, same[y].sender), max(same[x].sender, same[y].sender)}]++
				}
			}
		}
		i = j
	}
}

func alone(same []sighting, i int) bool {
	return (i == 0 || same[i-1].export != same[i].export) && (i+1 == len(same) || same[i+1].export != same[i].export)
}

func (g *grouping) settleSenders(name map[int64]*Item, exportOf map[int64]int) {
	senders := make([]int64, 0, len(name))
	for s := range name {
		senders = append(senders, s)
	}
	slices.Sort(senders)
	for i, a := range senders {
		for _, b := range senders[i+1:] {
			if exportOf[a] == exportOf[b] {
				continue
			}
			partner, known := g.people.partner[partnerKey{a, exportOf[b]}]
			other, otherKnown := g.people.partner[partnerKey{b, exportOf[a]}]
			same := alike(name[a], name[b])
			switch {
			case known && partner == b:
				g.people.join(a, b)
				g.people.pairs = append(g.people.pairs, Pair{a, b, true})
			case known && partner != b || otherKnown && other != a:
				if same {
					g.people.pairs = append(g.people.pairs, Pair{a, b, false})
				}
			case same:
				g.people.join(a, b)
				g.people.pairs = append(g.people.pairs, Pair{a, b, true})
			}
		}
	}
}

// alike compares what two exports say of a sender.
func alike(a, b *Item) bool {
	if a.SenderID != "" && b.SenderID != "" {
		return a.SenderID == b.SenderID
	}
	return a.SenderName == b.SenderName && a.SenderName != ""
}

// samePerson reports whether two records of different exports have one sender.
func (g *grouping) samePerson(a, b *Item) bool {
	return a.Sender == b.Sender || g.people.root(a.Sender) == g.people.root(b.Sender) ||
		a.Kind != timeline.KindMessage || b.Kind != timeline.KindMessage
}
