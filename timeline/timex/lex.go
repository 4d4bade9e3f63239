package timex

import (
	"unicode"
	"unicode/utf8"

	"github.com/duizheng/duizheng/timeline/fold"
)

// A token is a word of the lexicon, a number, a sign, or a piece of text that
// means nothing here.
type token struct {
	kind     kind
	n, m     int
	digits   int // a number in ASCII digits: how many
	from, to int // code points
	gap      bool
}

// read folds text and cuts it into tokens.
func (p *parser) read(text string) {
	p.runes, p.bytes, p.tokens = p.runes[:0], p.bytes[:0], p.tokens[:0]
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		p.runes, p.bytes = append(p.runes, fold.Rune(r)), append(p.bytes, i)
		i += size
	}
	p.bytes = append(p.bytes, len(text))
	gap := false
	for i := 0; i < len(p.runes); {
		if blank(p.runes[i]) {
			i, gap = i+1, true
			continue
		}
		t := p.token(i)
		t.from, t.gap = i, gap
		if !gap && len(p.tokens) > 0 {
			t = p.recut(t)
		}
		p.tokens = append(p.tokens, t)
		i, gap = t.to, false
	}
}

// recut shortens a word that is two words behind a number: 年前 in 3年前, 周一
// in 一周一次, 星期3 in 五个星期3小时. It also sees through two common slips of
// the keyboard, 25好前 and 3典前.
func (p *parser) recut(t token) token {
	before := p.tokens[len(p.tokens)-1].kind
	counted := before == number || before == half || before == few
	switch {
	case (t.kind == newYear || t.kind == yearPart) && counted && p.runes[t.from] == '年':
		return token{kind: yearUnit, from: t.from, to: t.from + 1}
	case before == holiday && t.kind == fuzzy && hasAny(p.runes[t.from:], longDays): // 国庆假期后
		return token{kind: postBetween, from: t.from, to: t.from + 2}
	case before == number && t.kind == other && hasPrefix(p.runes[t.from:], []rune("日期间")):
		return token{kind: dateUnit, from: t.from, to: t.from + 1}
	case before == number && t.kind == other && p.runes[t.from] == '好' && hasAny(p.runes[t.to:], afterSlip): // 25好前
		return token{kind: dateUnit, from: t.from, to: t.from + 1}
	case before == number && t.kind == other && p.runes[t.from] == '典' && hasAny(p.runes[t.to:], afterSlip):
		return token{kind: hourUnit, from: t.from, to: t.from + 1}
	case t.kind == weekday && t.n < 7 && (before == number || before == each && digit(p.runes[t.to-1])) && wide(p.runes[t.from]):
		return token{kind: weekUnit, from: t.from, to: t.to - 1}
	}
	return t
}

func blank(r rune) bool {
	return r == ' ' || r == '\t' || r == '\u00a0' || r == '\u2005' || r == '\u200b'
}

func letter(r rune) bool { return 'a' <= r && r <= 'z' || r == '\'' }

func digit(r rune) bool { return '0' <= r && r <= '9' }

// token is the token that begins at i.
func (p *parser) token(i int) token {
	r := p.runes[i]
	switch {
	case digit(r):
		if e, to := p.lookup(i); e != nil && (to == len(p.runes) || !digit(p.runes[to])) { // 2moro, 618
			return token{kind: e.kind, n: e.n, m: e.m, to: to}
		}
		return p.number(i)
	case letter(r) || r > unicode.MaxASCII && unicode.IsLetter(r) && !wide(r):
		return p.word(i)
	}
	if k, ok := signs[r]; ok {
		if e, to := p.lookup(i); e != nil && to > i+1 { // ——
			return token{kind: e.kind, n: e.n, m: e.m, to: to}
		}
		return token{kind: k, to: i + 1}
	}
	e, to := p.lookup(i)
	if e != nil && to == i+2 && e.kind == holiday && r == '十' && !hasAny(p.runes[to:], afterTenOne) {
		e = nil // 十一点
	}
	if e != nil && to > i+1 {
		return token{kind: e.kind, n: e.n, m: e.m, to: to}
	}
	if t, ok := p.numeral(i); ok {
		return t
	}
	if e != nil {
		return token{kind: e.kind, n: e.n, m: e.m, to: to}
	}
	return token{to: i + 1}
}

// wide reports whether r belongs to a script without spaces between words.
func wide(r rune) bool { return r >= 0x2e80 }

// number reads ASCII digits; a day's ending (1st, 22nd) belongs to it.
func (p *parser) number(i int) token {
	t := token{kind: number, to: i}
	for ; t.to < len(p.runes) && digit(p.runes[t.to]); t.to++ {
		if t.digits++; t.digits <= 9 {
			t.n = t.n*10 + int(p.runes[t.to]-'0')
		}
	}
	t.m = t.n
	if end := t.to; t.digits <= 2 && end+1 < len(p.runes) && (end+2 == len(p.runes) || !letter(p.runes[end+2]) && !digit(p.runes[end+2])) {
		switch string(p.runes[end : end+2]) {
		case "st", "nd", "rd", "th":
			t.kind, t.to = ordinal, end+2
		}
	}
	return t
}

// word reads a word of letters, or a phrase of the lexicon that begins with it.
func (p *parser) word(i int) token {
	end := i
	for end < len(p.runes) && (letter(p.runes[end]) || p.runes[end] > unicode.MaxASCII && unicode.IsLetter(p.runes[end]) && !wide(p.runes[end])) {
		end++
	}
	if i > 0 && letter(p.runes[i-1]) {
		return token{to: end}
	}
	if e, to := p.lookup(i); e != nil {
		return token{kind: e.kind, n: e.n, m: e.m, to: to}
	}
	return token{to: end}
}

// lookup finds the longest word of the lexicon that begins at i.
func (p *parser) lookup(i int) (found *entry, to int) {
	n := tree
	for j := i; j < len(p.runes); j++ {
		if n = n.next[p.runes[j]]; n == nil {
			break
		}
		if n.entry != nil && (!letter(p.runes[j]) || j+1 == len(p.runes) || !letter(p.runes[j+1])) {
			found, to = n.entry, j+1
		}
	}
	return found, to
}

// digitOf is the value of a Chinese digit.
func digitOf(r rune) (int, bool) {
	switch r {
	case '零', '〇', '○':
		return 0, true
	case '一', '壹':
		return 1, true
	case '二', '两', '贰':
		return 2, true
	case '三', '叁':
		return 3, true
	case '四':
		return 4, true
	case '五':
		return 5, true
	case '六':
		return 6, true
	case '七':
		return 7, true
	case '八':
		return 8, true
	case '九':
		return 9, true
	}
	return 0, false
}

func powerOf(r rune) int {
	switch r {
	case '十', '拾':
		return 10
	case '百':
		return 100
	case '千':
		return 1000
	case '万':
		return 10000
	case '廿':
		return 20
	case '卅':
		return 30
	}
	return 0
}

// numeral reads a Chinese number: 十五, 二百七十, 二〇二六 by digits, 三四 and
// 十五六 and 二三十 as two values.
func (p *parser) numeral(i int) (token, bool) {
	t := token{kind: number, to: i}
	var run [12]int // digits, or minus the power
	n := 0
	for ; t.to < len(p.runes) && n < len(run); t.to++ {
		if d, ok := digitOf(p.runes[t.to]); ok {
			run[n] = d
		} else if w := powerOf(p.runes[t.to]); w != 0 {
			run[n] = -w
		} else {
			break
		}
		n++
	}
	if n == 0 {
		return t, false
	}
	t.n, t.m = value(run[:n])
	if n == 2 && run[0] == 3 && p.runes[i+1] == '两' { // 三两天
		t.n, t.m = 2, 3
	}
	return t, true
}

// value is what digits and powers of ten mean: the number, or two of them.
func value(run []int) (lo, hi int) {
	plain := true
	for _, d := range run {
		plain = plain && d >= 0
	}
	if n := len(run); plain {
		if n == 2 && run[0] > 0 && (run[1] == run[0]+1 || run[0] == 3 && run[1] == 5) {
			return run[0], run[1]
		}
		for _, d := range run {
			lo = lo*10 + d
		}
		return lo, lo
	}
	total, digit, extra := 0, 0, 0
	for i, d := range run {
		switch {
		case d == -10000:
			total, digit, extra = (total+digit)*10000, 0, extra*10000
		case d == -20 || d == -30:
			total -= d
		case d < 0:
			if digit == 0 && (i == 0 || run[i-1] == 0) {
				digit = 1
			}
			total, digit, extra = total-digit*d, 0, extra*-d
		case i > 0 && run[i-1] > 0 && d == run[i-1]+1 && (i == len(run)-1 || run[i+1] < 0):
			extra = 1 // 十五六, 二三十
		default:
			digit = d
		}
	}
	return total + digit, total + digit + extra
}
