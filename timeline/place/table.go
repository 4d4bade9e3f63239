package place

import (
	"cmp"
	"slices"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/fold"
)

// A table finds the longest of its words at a position of a folded text.
type table[K ~string] map[rune][]entry[K]

type entry[K ~string] struct {
	word []rune
	kind K
}

var (
	places  = newTable(placeWords, notPlaces)
	signers = newTable(signerWords, nil)
)

// newTable indexes the folded words by their first code point, longest first.
// Words of none count as found, with an empty kind.
func newTable[K ~string](words map[K][]string, none []string) table[K] {
	t := table[K]{}
	add := func(kind K, list []string) {
		for _, w := range list {
			r := []rune(fold.String(w))
			t[r[0]] = append(t[r[0]], entry[K]{r, kind})
		}
	}
	for kind, list := range words {
		add(kind, list)
	}
	add("", none)
	for _, list := range t {
		slices.SortFunc(list, func(a, b entry[K]) int {
			return cmp.Or(cmp.Compare(len(b.word), len(a.word)), slices.Compare(a.word, b.word))
		})
	}
	return t
}

// at is the length and class of the longest word that begins at i; length 0
// if none does. Latin words end where letters end.
func (t table[K]) at(text []rune, i int) (int, K) {
	for _, e := range t[text[i]] {
		end := i + len(e.word)
		if end <= len(text) && slices.Equal(text[i:end], e.word) && whole(text, i, end) {
			return len(e.word), e.kind
		}
	}
	return 0, ""
}

func whole(text []rune, from, to int) bool {
	if !latin(text[from]) || !latin(text[to-1]) {
		return true
	}
	return (from == 0 || !latin(text[from-1])) && (to == len(text) || !latin(text[to]))
}

func latin(r rune) bool { return r >= 'a' && r <= 'z' }

// signerOf is the class of signer of a place that signs.
var signerOf = map[timeline.PlaceKind]timeline.SignerKind{
	timeline.PlaceFrontdesk: timeline.SignerFrontdesk,
	timeline.PlaceStation:   timeline.SignerStation,
	timeline.PlaceLocker:    timeline.SignerLocker,
}
