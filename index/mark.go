package index

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/duizheng/duizheng/timeline"
)

// occurrences are the spans of every occurrence of term in text, also of those
// that overlap.
func occurrences(text, term string) []timeline.Span {
	var all []timeline.Span
	width := utf8.RuneCountInString(term)
	_, first := utf8.DecodeRuneInString(term)
	at, runes := 0, 0
	for {
		i := strings.Index(text[at:], term)
		if i < 0 {
			return all
		}
		runes += utf8.RuneCountInString(text[at : at+i])
		all = append(all, timeline.Span{runes, runes + width})
		at, runes = at+i+first, runes+1
	}
}

// union sorts spans and joins those that overlap.
func union(spans []timeline.Span) []timeline.Span {
	slices.SortFunc(spans, func(a, b timeline.Span) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	joined := []timeline.Span{}
	for _, s := range spans {
		if last := len(joined) - 1; last >= 0 && s[0] < joined[last][1] {
			joined[last][1] = max(joined[last][1], s[1])
		} else {
			joined = append(joined, s)
		}
	}
	return joined
}
