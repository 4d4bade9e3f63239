package place

import (
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/fold"
)

// A Word is one place named in a text.
type Word struct {
	Text string // as written, the whole chain of words
	Span timeline.Span
	Kind timeline.PlaceKind
}

// Find is the first place that text names: its words and their class.
func Find(text string) (place string, kind timeline.PlaceKind, ok bool) {
	words := All(text)
	if len(words) == 0 {
		return "", "", false
	}
	return words[0].Text, words[0].Kind, true
}

// All is every place that text names, in order of appearance. Words that
// follow each other as one description ("3号楼下面的丰巢柜") are one place.
func All(text string) []Word { return in([]rune(text), []rune(fold.String(text))) }

func in(written, folded []rune) []Word {
	var found []Word
	for i := 0; i < len(folded); {
		n, kind := places.at(folded, i)
		if n == 0 {
			i++
			continue
		}
		if kind != "" {
			found = join(found, Word{Span: timeline.Span{i, i + n}, Kind: kind}, folded)
		}
		i += n
	}
	for i, w := range found {
		found[i].Text = string(written[w.Span[0]:w.Span[1]])
	}
	return found
}

// join adds w to the list, or to the last word if only words of description
// stand between.
func join(list []Word, w Word, folded []rune) []Word {
	if len(list) == 0 {
		return append(list, w)
	}
	last := &list[len(list)-1]
	if !describes(folded[last.Span[1]:w.Span[0]]) {
		return append(list, w)
	}
	last.Span[1] = w.Span[1]
	if exact(w.Kind) || !exact(last.Kind) {
		last.Kind = w.Kind
	}
	return list
}

// exact reports whether a class says what the place is, not only where it is.
func exact(k timeline.PlaceKind) bool {
	return k == timeline.PlaceStation || k == timeline.PlaceLocker || k == timeline.PlaceFrontdesk
}

// describing are the code points that may stand between two words of one
// place: 的, directions, storeys, numbers.
const describing = "的之里内中外上下边旁侧面前后左右那个这一二三四五六七八九十号楼层栋幢单元室处附近小区进0123456789-"

func describes(gap []rune) bool {
	if len(gap) > 6 {
		return false
	}
	for _, r := range gap {
		if !contains(describing, r) {
			return false
		}
	}
	return true
}

func contains(set string, r rune) bool {
	for _, s := range set {
		if s == r {
			return true
		}
	}
	return false
}
