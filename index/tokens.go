package index

import (
	"iter"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
)

// A class says how runs of a rune are cut into tokens.
type class uint8

const (
	gap  class = iota // punctuation, spaces, controls, bytes that are no UTF-8: one empty position a run
	word              // letters, digits and marks: one token a run
	pair              // scripts written without spaces: overlapping pairs
	sign              // symbols: one token each
)

// unspaced are the scripts that are written without spaces between words.
var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo,
	unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

// classOf depends on nothing but the (folded) rune: so a substring is cut as
// the text around it is.
func classOf(r rune) class {
	switch {
	case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
		return word
	case 0x4e00 <= r && r <= 0x9fff, r == 'ー':
		return pair
	case r == utf8.RuneError:
		return gap
	case r >= 0x0e00 && unicode.In(r, unspaced...):
		return pair
	case unicode.In(r, unicode.L, unicode.N, unicode.M):
		return word
	case unicode.IsSymbol(r):
		return sign
	}
	return gap
}

// A run is a longest piece of a text in one class.
type run struct {
	class class
	text  string
	start int // in bytes
	runes int
}

// runs cuts a folded text; the runs cover it without holes.
func runs(folded string) iter.Seq[run] {
	return func(yield func(run) bool) {
		var r run
		for i, c := range folded {
			k := classOf(c)
			if i > 0 && k != r.class {
				r.text = folded[r.start:i]
				if !yield(r) {
					return
				}
				r = run{start: i}
			}
			r.class = k
			r.runes++
		}
		if r.runes > 0 {
			r.text = folded[r.start:]
			yield(r)
		}
	}
}

// width is how many positions the run takes: a character of an unspaced script
// and a sign one each, a word or a gap one as a whole.
func (r run) width() int {
	if r.class == pair || r.class == sign {
		return r.runes
	}
	return 1
}

// tokens calls yield with every token of the run and its position in it.
func (r run) tokens(yield func(term string, position int)) {
	switch r.class {
	case word:
		yield(r.text, 0)
	case sign:
		position := 0
		for _, c := range r.text {
			yield(string(c), position)
			position++
		}
	case pair:
		r.pairs(yield)
	}
}

// pairs yields the first character, every pair, and the last character. A run
// of one character is that character once.
func (r run) pairs(yield func(term string, position int)) {
	_, first := utf8.DecodeRuneInString(r.text)
	yield(r.text[:first], 0)
	if r.runes == 1 {
		return
	}
	from, middle := 0, first
	for position := range r.runes - 1 {
		_, size := utf8.DecodeRuneInString(r.text[middle:])
		yield(r.text[from:middle+size], position)
		from, middle = middle, middle+size
	}
	yield(r.text[from:], r.runes-1)
}

// zh5 is the analyzer of the text field. It expects folded text.
type zh5 struct{}

// Analyze cuts a folded text into tokens with positions from 1.
func (zh5) Analyze(folded []byte) analysis.TokenStream {
	tokens := make(analysis.TokenStream, 0, len(folded)/2+1)
	position := 1
	for r := range runs(string(folded)) {
		r.tokens(func(term string, at int) {
			tokens = append(tokens, &analysis.Token{
				Term:     []byte(term),
				Position: position + at,
				Type:     analysis.AlphaNumeric,
			})
		})
		position += r.width()
	}
	return tokens
}
