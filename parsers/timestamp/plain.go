package timestamp

import "github.com/duizheng/duizheng/timeline"

// plain reads the commonest stamps without a search for words: three numbers
// and a time in ASCII digits, "05/03/2026, 09:12" or "2026/3/5 下午9:12:40" or
// "3/5/26, 9:12 PM", with " - " or "]" behind them. All else is left to the
// parser.
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
	half, i := markerBefore(b, i+1)
	h, w, i := ascii(b, i)
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
	if half == halfNone {
		half, i = markerAfter(b, i)
		s.foreign = half != halfNone && b[i-2] >= 'a'
	}
	if i < len(b) && b[i] != ']' && !hasPrefix(b, i, " - ") {
		return s, 0
	}
	if _, _, _, ok := s.Date(DMY); !ok {
		return s, 0
	}
	s.mark(half)
	return s, i
}

// markersBefore are all six bytes long.
var markersBefore = map[string]half{"上午": halfAM, "下午": halfPM, "午前": halfAM, "午後": halfPM, "오전": halfAM, "오후": halfPM}

func markerBefore(b []byte, i int) (half, int) {
	if i+6 > len(b) || b[i] < 0xe0 {
		return halfNone, i
	}
	h := markersBefore[string(b[i:i+6])]
	if h == halfNone {
		return halfNone, i
	}
	if i += 6; i < len(b) && b[i] == ' ' {
		i++
	}
	return h, i
}

// markerAfter reads AM or PM behind a space, an ordinary, no-break or narrow
// no-break one.
func markerAfter(b []byte, i int) (half, int) {
	if i >= len(b) || b[i] == ']' || hasPrefix(b, i, " -") {
		return halfNone, i
	}
	for _, space := range [...]string{" ", "\u202f", "\u00a0"} {
		j := i + len(space)
		if j+2 > len(b) || !hasPrefix(b, i, space) || b[j+1] != 'M' && b[j+1] != 'm' {
			continue
		}
		switch b[j] {
		case 'A', 'a':
			return halfAM, j + 2
		case 'P', 'p':
			return halfPM, j + 2
		}
	}
	return halfNone, i
}

func ascii(b []byte, i int) (n, width, end int) {
	for i < len(b) && width < 5 && b[i] >= '0' && b[i] <= '9' {
		n, width, i = n*10+int(b[i]-'0'), width+1, i+1
	}
	return n, width, i
}
