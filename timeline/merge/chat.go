package merge

import (
	"cmp"
	"slices"

	"github.com/duizheng/duizheng/timeline"
)

// An Overlap is what two threads of different exports share.
type Overlap struct {
	Shared int  // messages that both hold at the same time
	Long   int  // those of them with a long text
	Sides  int  // people who wrote them, in the thread that has fewer
	Texts  int  // different texts of them by the one who wrote fewest
	Least  int  // how many messages the thread that has fewer holds in the time that both cover
	Alike  bool // app and name of the chats are the same
	// Mixed is true where one of those who wrote bears the same name in both and
	// another does not: one person and two others.
	Mixed bool
	// Shifted is true where the clocks of the two differ by a fixed time.
	Shifted bool
}

// Same reports whether the two are one chat. A courier sends one notice to many,
// a buyer asks two couriers the same and both have the same automatic answer, and
// one message is forwarded to another chat; but nowhere else is half of what was
// said the same, on both sides and in more than one sentence of each. Where the
// chats have one name, one side suffices if it is more than half.
func (o Overlap) Same() bool {
	switch {
	case !o.half():
		return false
	case o.Sides > 1 && o.Shared > 1:
		return !o.Mixed || o.Texts > 1
	}
	return o.Alike && o.Shared*2 > o.Least
}

// Likely reports whether the two may well be one chat, or one person writes in
// both, so that the user is asked.
func (o Overlap) Likely() bool { return o.half() && (o.Shared > 1 || o.Long > 0) }

func (o Overlap) half() bool { return o.Shared > 0 && o.Shared*2 >= o.Least }

// shortLeast is how many messages must be the same where they may be as short as
// 好的.
const shortLeast = 3

// Compare holds all that two threads have side by side, short messages too. said
// counts what two senders have in common that are one person in it.
func Compare(a, b []Item, alike bool) (o Overlap, said map[[2]int64]int) {
	items := make([]Item, 0, len(a)+len(b))
	for n, side := range [][]Item{a, b} {
		for _, it := range side {
			it.Export = n
			items = append(items, it)
		}
	}
	u := Group(items)
	var shift [2]int64
	for _, d := range u.Differences {
		if d.Kind == timeline.GapSkew {
			shift[d.Export], o.Shifted = d.Seconds, true
		}
	}
	from, to := common(items, shift)
	o.Alike, said = alike, map[[2]int64]int{}
	var held [2]int
	var sides [2]map[int64]bool
	sides[0], sides[1] = map[int64]bool{}, map[int64]bool{}
	telling := 0 // shared messages that may be marks
	texts := map[[2]int64]map[string]bool{}
	for _, e := range u.Events {
		shown := e.Shown()
		if shown.Kind != timeline.KindMessage || shown.Key == media || shown.Key == "" {
			continue
		}
		for _, it := range e.Items {
			if at := it.Start + shift[it.Export]; at >= from && at <= to {
				held[it.Export]++
			}
		}
		if len(e.Items) < 2 {
			continue
		}
		o.Shared++
		if Long(shown.Key) {
			o.Long++
		}
		if runes(shown.Key) >= markLength {
			telling++
		}
		var pair [2]int64
		for _, it := range e.Items {
			sides[it.Export][it.Sender] = true
			pair[it.Export] = it.Sender
		}
		said[pair]++
		if texts[pair] == nil {
			texts[pair] = map[string]bool{}
		}
		texts[pair][shown.Key] = true
	}
	for _, t := range texts {
		if o.Texts == 0 || len(t) < o.Texts {
			o.Texts = len(t)
		}
	}
	o.Sides, o.Least = min(len(sides[0]), len(sides[1])), min(held[0], held[1])
	if o.Shared < shortLeast && o.Long == 0 && telling < 2 {
		return Overlap{Alike: alike}, nil // 好的 twice in one minute is nothing
	}
	return o, said
}

// common is the time that both threads cover, with a minute to spare.
func common(items []Item, shift [2]int64) (from, to int64) {
	var first, last [2]int64
	for _, it := range items {
		if it.Width == 0 {
			continue
		}
		n, at := it.Export, it.Start+shift[it.Export]
		if first[n] == 0 || at < first[n] {
			first[n] = at
		}
		last[n] = max(last[n], at)
	}
	return max(first[0], first[1]) - 60, min(last[0], last[1]) + 60
}

// Pairs lists the senders of said in order.
func Pairs(said map[[2]int64]int) [][2]int64 {
	pairs := make([][2]int64, 0, len(said))
	for p := range said {
		pairs = append(pairs, p)
	}
	slices.SortFunc(pairs, func(a, b [2]int64) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return pairs
}
