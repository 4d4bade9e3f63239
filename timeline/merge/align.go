package merge

import (
	"slices"

	"github.com/duizheng/duizheng/timeline"
)

// anchors is how many messages must agree on a difference of two clocks before
// exports are compared by it.
const anchors = 3

// maxShift is the widest difference of two zones.
const maxShift = 26 * 3600

// align finds exports whose clock differs from that of the others by a fixed
// time: exports made in another zone. Without at least three messages that
// agree, and nearly all that could, nothing is aligned.
func (g *grouping) align() {
	if len(g.exports) < 2 {
		return
	}
	reference := slices.MinFunc(g.exports, func(a, b int) int { return g.trust(a) - g.trust(b) })
	clock := once(g.byExport[reference])
	for _, export := range g.exports {
		if export == reference {
			continue
		}
		if d, ok := shift(clock, once(g.byExport[export])); ok {
			g.shift[export] = d
			g.skews = append(g.skews, Difference{Kind: timeline.GapSkew, Export: export, Other: reference, Seconds: d})
		}
	}
}

func (g *grouping) trust(export int) int {
	for _, it := range g.byExport[export] {
		if it.Width > 0 {
			return trust[it.Zone]
		}
	}
	return trust[""]
}

// once lists the messages whose words stand once in an export.
func once(items []*Item) map[string]*Item {
	out := map[string]*Item{}
	for _, it := range items {
		if it.Kind != timeline.KindMessage || it.Width == 0 || it.Width > 60 || it.Key == media || runes(it.Key) < markLength {
			continue
		}
		if _, twice := out[it.Key]; twice {
			out[it.Key] = nil
		} else {
			out[it.Key] = it
		}
	}
	return out
}

func shift(a, b map[string]*Item) (int64, bool) {
	votes := map[int64]int{}
	total := 0
	for key, x := range a {
		y := b[key]
		if x == nil || y == nil {
			continue
		}
		d := x.Start - y.Start
		if x.Width != 1 || y.Width != 1 {
			d = (x.Start/60 - y.Start/60) * 60
		}
		votes[d]++
		total++
	}
	best := int64(0)
	for d, n := range votes {
		if n > votes[best] || n == votes[best] && abs(d) < abs(best) || n == votes[best] && d == -best && d > 0 {
			best = d
		}
	}
	return best, best != 0 && abs(best) <= maxShift && abs(best) >= 60 && votes[best] >= anchors && votes[best]*5 >= total*4
}

func abs(n int64) int64 { return max(n, -n) }
