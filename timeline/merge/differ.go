package merge

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/duizheng/duizheng/timeline"
)

// differences compares every two exports within the time they have in common.
func (g *grouping) differences() []Difference {
	if len(g.exports) < 2 {
		return nil
	}
	var out []Difference
	for i, a := range g.exports {
		for _, b := range g.exports[i+1:] {
			out = append(out, g.compare(a, b)...)
		}
	}
	return distinct(append(g.twoTexts(), out...))
}

// twoTexts finds events of one platform id with two texts: edited since.
func (g *grouping) twoTexts() (out []Difference) {
	for _, e := range g.events {
		for _, it := range e.Items[1:] {
			if shown := e.Shown(); !neutral(shown, it) {
				out = append(out, Difference{Kind: timeline.GapConflict, Export: it.Export, Other: shown.Export, Events: []*Event{e}})
				break
			}
		}
	}
	return out
}

// compare walks two exports side by side, from one message that both hold to
// the next.
func (g *grouping) compare(a, b int) (out []Difference) {
	la, lb := spoken(g.byExport[a]), spoken(g.byExport[b])
	ia, ib := commonIn(la, lb, b)
	for k := 1; k < len(ia); k++ {
		onlyA := without(la[ia[k-1]+1:ia[k]], b)
		onlyB := without(lb[ib[k-1]+1:ib[k]], a)
		after, before := la[ia[k-1]].event, la[ia[k]].event
		onlyA, onlyB, pairs := g.pair(onlyA, onlyB)
		for _, p := range pairs {
			out = append(out, Difference{Kind: timeline.GapConflict, Export: b, Other: a,
				Events: []*Event{p[0].event, p[1].event}, After: after, Before: before})
		}
		for _, side := range []struct {
			lacks, holds int
			items        []*Item
		}{{b, a, onlyA}, {a, b, onlyB}} {
			if events := g.lacking(side.items, side.lacks); len(events) > 0 {
				out = append(out, Difference{Kind: timeline.GapMissing, Export: side.lacks, Other: side.holds,
					Events: events, After: after, Before: before})
			}
		}
	}
	return out
}

// spoken are messages, and notices of a recall.
func spoken(items []*Item) []*Item {
	out := make([]*Item, 0, len(items))
	for _, it := range items {
		if it.Kind == timeline.KindMessage || recall(it) {
			out = append(out, it)
		}
	}
	return out
}

// recall tells a message, or the notice in its place, that was taken back.
func recall(it *Item) bool {
	if it.Recalled {
		return true
	}
	if it.Kind != timeline.KindNotice {
		return false
	}
	for _, word := range []string{"撤回", "收回", "recalled", "deletedthismessage", "messagewasdeleted", "unsent"} {
		if strings.Contains(it.Key, word) {
			return true
		}
	}
	return false
}

// commonIn are the places, in both lists, of the events that both hold in the
// same order: the longest such series.
func commonIn(la, lb []*Item, b int) (ia, ib []int) {
	place := map[*Event]int{}
	for i, it := range lb {
		place[it.event] = i
	}
	type step struct{ a, b, before int }
	var steps []step
	var tails []int // tails[n] is the step that ends the best series of length n+1
	for i, it := range la {
		j, ok := place[it.event]
		if !ok || !it.event.heldBy(b) {
			continue
		}
		n := sort.Search(len(tails), func(n int) bool { return steps[tails[n]].b >= j })
		s := step{i, j, -1}
		if n > 0 {
			s.before = tails[n-1]
		}
		steps = append(steps, s)
		if n == len(tails) {
			tails = append(tails, len(steps)-1)
		} else {
			tails[n] = len(steps) - 1
		}
	}
	if len(tails) == 0 {
		return nil, nil
	}
	for s := tails[len(tails)-1]; s >= 0; s = steps[s].before {
		ia, ib = append(ia, steps[s].a), append(ib, steps[s].b)
	}
	slices.Reverse(ia)
	slices.Reverse(ib)
	return ia, ib
}

func without(items []*Item, export int) (out []*Item) {
	for _, it := range items {
		if !it.event.heldBy(export) {
			out = append(out, it)
		}
	}
	return out
}

// pair finds the messages of one sender at one time that have another text in
// the other export. Pairs that only two ways of writing tell apart are dropped.
func (g *grouping) pair(as, bs []*Item) (restA, restB []*Item, pairs [][2]*Item) {
	used := make([]bool, len(bs))
	for _, a := range as {
		found := -1
		for i, b := range bs {
			if !used[i] && g.mayBeSameTime(a, b) && g.samePerson(a, b) && (found < 0 || neutral(a, b) && !neutral(a, bs[found])) {
				found = i
			}
		}
		if found < 0 {
			restA = append(restA, a)
			continue
		}
		used[found] = true
		if !neutral(a, bs[found]) {
			pairs = append(pairs, [2]*Item{a, bs[found]})
		}
	}
	for i, b := range bs {
		if !used[i] {
			restB = append(restB, b)
		}
	}
	return restA, restB, pairs
}

// neutral tells texts that differ as two formats write the same message: a
// placeholder for a picture, a quotation before or behind the words.
func neutral(a, b *Item) bool {
	ka, kb := a.Key, b.Key
	if ka == kb || ka == media || kb == media || ka == "" || kb == "" {
		return true
	}
	if recall(a) || recall(b) {
		return recall(a) && recall(b)
	}
	if len(ka) > len(kb) {
		ka, kb = kb, ka
	}
	rest, found := strings.CutSuffix(kb, ka)
	if !found {
		rest, found = strings.CutPrefix(kb, ka)
	}
	return found && quotes(rest)
}

// quotes tells what exporters put around the words of a message: a quotation,
// a reference, a remark in brackets.
func quotes(rest string) bool {
	for _, sign := range []string{"引用", "回复", "回覆", "「", "」", "[", "]", ">", "----", "(", ")", "reply", "@"} {
		if strings.Contains(rest, sign) {
			return true
		}
	}
	return false
}

// rounding is how far the same message may lie off in an export that rounds.
const rounding = 90

// lacking are the events of items that export surely does not hold: messages
// with words of their own, which it does not have a minute off either.
func (g *grouping) lacking(items []*Item, export int) (out []*Event) {
	for _, it := range items {
		if it.Kind != timeline.KindMessage || it.Key == media || it.Key == "" || it.Width == 0 || g.nearby(it, export) {
			continue
		}
		out = append(out, it.event)
	}
	return out
}

func (g *grouping) nearby(it *Item, export int) bool {
	for days := int64(-1); days <= 1; days++ {
		for _, e := range g.byKey[g.bucket(it, days)] {
			for _, o := range e.Items {
				if o.Export == export && abs(g.at(o)-g.at(it)) <= rounding {
					return true
				}
			}
		}
	}
	return false
}

// distinct drops differences that another pair of exports has shown already.
func distinct(all []Difference) (out []Difference) {
	type id struct {
		kind   timeline.GapKind
		export int
		event  *Event
	}
	seen := map[id]bool{}
	for _, d := range all {
		k := id{d.Kind, d.Export, d.Events[0]}
		if d.Kind == timeline.GapConflict {
			k.export = 0
		}
		if !seen[k] {
			seen[k] = true
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b Difference) int {
		return cmp.Or(cmp.Compare(a.Events[0].start(), b.Events[0].start()), cmp.Compare(a.Events[0].Pos, b.Events[0].Pos))
	})
	return out
}
