// Package fold makes the comparison copy of a text: the same words come out
// the same, whether somebody typed １５：００ or 15:00, 後天 or 后天, SF or sf.
//
// One code point becomes exactly one code point, so a span found in the copy is
// a span of the original. Therefore only three things are folded:
//
//   - width: full-width ASCII and signs, and the ideographic space, to ASCII;
//   - case: the simple lower case of Unicode;
//   - script: a traditional character to its simplified form (OpenCC's table of
//     single characters). Words are not translated: 禮拜 becomes 礼拜, never 周.
//
// The copy is for comparing and searching only. What a person is shown is
// always the original text.
package fold

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed characters.txt
var characters string

// simplified holds the pages of 256 code points in which a traditional
// character occurs; 0 stands for a character that keeps its form.
var simplified = readPages(characters)

const pages = 0x30000 >> 8 // planes 0 to 2; plane 3 has no pair

func readPages(table string) *[pages]*[256]rune {
	var all [pages]*[256]rune
	for line := range strings.Lines(table) {
		if line[0] == '#' {
			continue
		}
		to, size := utf8.DecodeRuneInString(line)
		for _, from := range strings.TrimSpace(line[size:]) {
			page := &all[from>>8]
			if *page == nil {
				*page = new([256]rune)
			}
			(*page)[from&0xff] = to
		}
	}
	return &all
}

// Rune is the folded form of one code point. Rune(Rune(r)) == Rune(r).
func Rune(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	case r < 0x2e80: // below the CJK blocks
		return unicode.ToLower(r)
	case r == '\u3000': // ideographic space
		return ' '
	case 0xff01 <= r && r <= 0xff5e: // full-width ASCII
		return Rune(r - 0xff01 + '!')
	case 0xffe0 <= r && r <= 0xffe6:
		return signs[r-0xffe0]
	case r>>8 < pages:
		if page := simplified[r>>8]; page != nil {
			if s := page[r&0xff]; s != 0 {
				return s
			}
			return r
		}
	}
	return unicode.ToLower(r)
}

// signs are the full-width signs U+FFE0 to U+FFE6 in their common width.
var signs = [...]rune{'¢', '£', '¬', '¯', '¦', '¥', '₩'}

// String folds every code point of s; the number of code points stays the
// same. It returns s itself, without allocating, when nothing changes. Bytes
// that are no UTF-8 stay as they are.
func String(s string) string {
	for i := 0; i < len(s); {
		r, size := decode(s[i:])
		if Rune(r) != r {
			return rest(s, i)
		}
		i += size
	}
	return s
}

// rest folds s, of which the first i bytes need no folding.
func rest(s string, i int) string {
	var b strings.Builder
	b.Grow(len(s) + utf8.UTFMax)
	b.WriteString(s[:i])
	for i < len(s) {
		r, size := decode(s[i:])
		if r == utf8.RuneError {
			b.WriteString(s[i : i+size])
		} else {
			b.WriteRune(Rune(r))
		}
		i += size
	}
	return b.String()
}

// decode is DecodeRuneInString with the usual case, ASCII, inlined.
func decode(s string) (rune, int) {
	if s[0] < utf8.RuneSelf {
		return rune(s[0]), 1
	}
	return utf8.DecodeRuneInString(s)
}
