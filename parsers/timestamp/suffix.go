package timestamp

import (
	"bytes"
	"unicode/utf8"
)

// maxSuffix is the longest line that may end in a stamp, in bytes: names are
// short, and a body line need not be searched.
const maxSuffix = 240

// Suffix reads the stamp at the end of b, as in "name 2024-1-5 9:05:03", and
// where it starts (the blanks before it included); -1 if b does not end in one.
func Suffix(b []byte) (Stamp, int) {
	b = bytes.TrimRight(b, " \t\u00a0\u3000")
	if len(b) == 0 || len(b) > maxSuffix {
		return Stamp{}, -1
	}
	if c := b[len(b)-1]; !(c >= '0' && c <= '9') && c != 'm' && c != 'M' && c != '.' && c < utf8.RuneSelf {
		return Stamp{}, -1
	}
	if !mayHoldClock(b) {
		return Stamp{}, -1
	}
	for i := 0; i < len(b); {
		_, n := utf8.DecodeRune(b[i:])
		digitBefore := i > 0 && b[i-1] >= '0' && b[i-1] <= '9' && b[i] >= '0' && b[i] <= '9'
		if !digitBefore {
			if s, end := Prefix(b[i:]); end > 0 && i+end == len(b) && s.HasClock() {
				return s, i
			}
		}
		i += n
	}
	return Stamp{}, -1
}

// mayHoldClock tells most lines of text from those with a time of day: that is
// a digit, and behind it what parts hours and minutes.
func mayHoldClock(b []byte) bool {
	for i := 0; i < len(b); {
		r, size := runeAt(b, i)
		if i += size; digit(r) < 0 {
			continue
		}
		switch r, _ := runeAt(b, skipSpace(b, i)); r {
		case ':', '：', '.', 'h', '时', '時', '点', '點', '시':
			return true
		}
	}
	return false
}
