package timestamp

import "github.com/duizheng/duizheng/timeline"

// plain reads the commonest stamps without looking for words: three numbers
// and a 24-hour time in ASCII, "05/03/2026, 09:12" or "2026/3/5 09:12:40",
// with " - " or "]" behind them. All else is left to the parser.
func plain(b []byte) (s Stamp, n int) {
	n1, w1, i := ascii(b, 0)
	if w1 == 0 || w1 > 4 || i >= len(b) {
		return s, 0
	}
	sep := b[i]
	if sep != '/' && sep != '.' && sep != '-' {
		return s, 0
	}
	n2, w2, i := ascii(b, i+1)
	if w2 == 0 || w2 > 2 || i >= len(b) || b[i] != sep {
		return s, 0
	}
	n3, w3, i := ascii(b, i+1)
	s = Stamp{sep: sep, padded: w1 == 2 && n1 < 10 || w2 == 2 && n2 < 10}
	switch {
	case w1 == 4 && (w3 == 1 || w3 == 2) && n1 < 2400:
		s.form, s.wide = fixed, true
	case w1 <= 2 && w3 == 4 && n3 < 2400:
		s.form, s.wide = yearLast, true
	case w1 <= 2 && w3 == 2:
		s.form = allShort
	default:
		return s, 0
	}
	s.a, s.b, s.c = int16(n1), int16(n2), int16(n3)
	if i < len(b) && b[i] == ',' {
		i++
	}
	if i >= len(b) || b[i] != ' ' {
		return s, 0
	}
	h, w, i := ascii(b, i+1)
	if w == 0 || w > 2 || h > 23 || i >= len(b) || b[i] != ':' {
		return s, 0
	}
	m, w, i := ascii(b, i+1)
	if w != 2 || m > 59 || i >= len(b) {
		return s, 0
	}
	s.Hour, s.Minute, s.Precision = h, m, timeline.PrecisionMinute
	if b[i] == ':' {
		s.Second, w, i = ascii(b, i+1)
		if w != 2 || s.Second > 59 {
			return s, 0
		}
		s.Precision = timeline.PrecisionSecond
	}
	if i < len(b) && b[i] != ']' && !hasPrefix(b, i, " - ") {
		return s, 0
	}
	if _, _, _, ok := s.Date(DMY); !ok {
		return s, 0
	}
	return s, i
}

func ascii(b []byte, i int) (n, width, end int) {
	for i < len(b) && width < 5 && b[i] >= '0' && b[i] <= '9' {
		n, width, i = n*10+int(b[i]-'0'), width+1, i+1
	}
	return n, width, i
}
