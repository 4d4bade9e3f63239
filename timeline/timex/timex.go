package timex

import (
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/fold"
)

// Find finds the time expressions of a text in order of appearance; they do not
// overlap. at is when the text was sent, in the zone of the chat; a text
// without a time (the zero at) keeps its expressions, but only whole dates get
// instants. The answer depends on text and at alone.
func Find(text string, at time.Time) []timeline.TimeExpression {
	if !mayHoldTime(text) {
		return nil
	}
	return find(text, at)
}

func find(text string, at time.Time) []timeline.TimeExpression {
	p := pool.Get().(*parser)
	defer pool.Put(p)
	p.now, p.memory, p.named = at, memory{}, time.Time{}
	p.read(text)
	var found []timeline.TimeExpression
	for i := 0; i < len(p.tokens); {
		if p.repeats(i) {
			i = p.skipRepeated(i + 1)
			continue
		}
		e, ok := p.expression(i)
		switch {
		case !ok:
			i++
			continue
		case e.openingHours():
			i = p.clauseEnd(e.next)
			continue
		}
		x, ok := p.say(e)
		if !ok && e.shape == aRange { // an end before its beginning is no range
			e.shape, e.next = aPoint, e.middle
			x, ok = p.say(e)
		}
		if ok {
			from, to := p.at(p.firstShown(e)).from, p.at(e.next-1).to
			x.Span = timeline.Span{from, to}
			x.Text = text[p.bytes[from]:p.bytes[to]]
			found = append(found, x)
			p.name(e, x)
		}
		i = e.next
	}
	return found
}

var pool = sync.Pool{New: func() any { return new(parser) }}

// repeats reports whether what follows token i names no single time: 每, or
// 工作日 without a number.
func (p *parser) repeats(i int) bool {
	t := p.tokens[i]
	return t.kind == every || t.kind == unit && t.n == workdays
}

// openingHours reports whether e is 周一至周五 9:00.
func (e expression) openingHours() bool {
	return e.shape == aRange && e.a.form == onWeekday && e.b.form == onWeekday && !e.a.clock && e.a.part < 0 && (e.b.clock || e.b.part >= 0)
}

// clauseEnd is the token that ends the clause of token i.
func (p *parser) clauseEnd(i int) int {
	for i < len(p.tokens) && !p.ends(i) {
		i++
	}
	return i
}

// skipRepeated passes over 每周五下午: what repeats names no single time.
func (p *parser) skipRepeated(i int) int {
	if e, ok := p.expression(i); ok {
		return e.next
	}
	return i
}

// name keeps the day that an expression names, for a 次日 that follows.
func (p *parser) name(e expression, x timeline.TimeExpression) {
	point := e.shape == aPoint || e.shape == aRange
	if point && e.a.form == noDate || !point && !e.relations.has(ago) && !e.relations.has(postBefore) {
		return // 16点前付款的当天发货 is of any day
	}
	switch last := x.Latest; {
	case x.Grain == timeline.GrainWeek || x.Grain == timeline.GrainMonth || x.Fuzzy:
	case last.IsZero():
		if !x.Earliest.IsZero() {
			p.named = midnightOf(x.Earliest)
		}
	case last.Equal(x.Earliest):
		p.named = midnightOf(last)
	default:
		p.named = midnightOf(last.Add(-time.Nanosecond))
	}
}

// memory is the day that an expression named last, for 明天我三点前送到.
type memory struct {
	day  point
	next int // the token behind it; 0: none
}

// remembered gives a clock time without a day the day named shortly before in
// the same clause.
func (p *parser) remembered(e *expression) {
	m := p.memory
	if m.next == 0 || e.a.form != noDate || !e.a.clock && e.a.part < 0 || e.first-m.next > 12 {
		return
	}
	for i := m.next; i <= e.first; i++ {
		if i < e.first && p.ends(i) || i > m.next && p.tokens[i].gap && p.wideAt(i-1) {
			return
		}
	}
	e.a.naming = m.day.naming
	if e.a.part < 0 && !e.a.literal {
		e.a.part = m.day.part
	}
}

// firstShown is the first token of the span: in, from and at are no part of it
// unless the meaning hangs on them.
func (p *parser) firstShown(e expression) int {
	i := e.first
	if p.at(i).kind == ordinal && p.articled(i) {
		return i - 1
	}
	for ; i < e.next; i++ {
		switch k := p.at(i).kind; {
		case k == inFront && e.shape == aLength && (e.lo == e.hi || e.vague):
			return i
		case k == from && (e.shape == aRange || e.shape == anchored || e.relations.has(postFrom) || p.at(i).m == 1):
			return i
		case k == pass && p.at(i).m == 1:
		case k != inFront && k != from && k != filler:
			return i
		}
	}
	return i
}

// mayHoldTime is the cheap look that spares most messages the parser.
func mayHoldTime(text string) bool {
	var before rune
	letters, counted, spelled := 0, false, false // counted: a number stands before, spelled: a word
	number := 0
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		r = fold.Rune(r)
		if digit(r) {
			number = number%1000*10 + int(r-'0')
		} else if number == 618 { // 618前
			return true
		} else {
			number = 0
		}
		switch {
		case letter(r):
			if digit(before) || counted && letters == 0 && (r == 'h' || r == 'a' || r == 'p') { // 22nd, 7 p.m.
				return true
			}
			if letters++; letters == 2 && openings.has(before, r) {
				return true
			}
		case r < utf8.RuneSelf:
			if digit(r) && blank(before) && spelled { // by 6
				return true
			}
			letters = 0
			if (r == ':' || r == '/' || r == '-' || r == '.' || r == ' ') && digit(before) && i+1 < len(text) && (digit(rune(text[i+1])) || text[i+1] >= utf8.RuneSelf) {
				return true
			}
		default:
			letters = 0
			if hints.has(r) || digit(before) && (r == '好' || r == '典') {
				return true
			}
		}
		if before = r; !blank(r) {
			counted, spelled = digit(r), letter(r)
		}
		i += size
	}
	return false
}

// hints are the Chinese characters of which every expression has one.
var hints, openings = look()

type runeSet [0x10000 / 64]uint64

func (s *runeSet) has(r rune) bool { return r < 0x10000 && s[r>>6]&(1<<(r&63)) != 0 }

func (s *runeSet) add(r rune) { s[r>>6] |= 1 << (r & 63) }

// pairs are the first two letters of the English words.
type pairs [32]uint32

func (s *pairs) has(a, b rune) bool { return s[a&31]&(1<<(b&31)) != 0 }

func (s *pairs) add(a, b rune) { s[a&31] |= 1 << (b & 31) }

// common characters stand in words of time, but in many others too, the most
// frequent first; a word is looked for by its first character that is none of
// them, or by its least common one.
const common = "了我个一在不好这上下大收放到小就会中过麻开转前后再本第等"

func telling(word []rune) rune {
	best, rank := word[0], -1
	for _, r := range word {
		at := strings.IndexRune(common, r)
		if at < 0 {
			return r
		}
		if at > rank {
			best, rank = r, at
		}
	}
	return best
}

func look() (*runeSet, *pairs) {
	hints, openings := &runeSet{}, &pairs{}
	add := func(words string) {
		for i := 0; i < len(words); {
			end := i
			for end < len(words) && words[end] != '|' {
				end++
			}
			w := []rune(words[i:end])
			i = end + 1
			if len(w) > 1 && letter(w[0]) && letter(w[1]) {
				openings.add(w[0], w[1])
				continue
			}
			if r := telling(w); r > utf8.RuneSelf {
				hints.add(r)
			}
		}
	}
	for _, e := range lexicon {
		switch e.kind {
		case which, portion, firstOf, lastOf: // they need another word behind or before them
			continue
		}
		if day <= e.kind && e.kind <= newYear || unit <= e.kind && e.kind <= hourUnit || e.kind == clockWord || e.kind == clockPast || e.kind == meridiem || e.kind == fuzzy || e.kind == recent || e.kind == exact {
			add(e.words)
		}
	}
	for _, w := range []string{"at", "by"} { // at six
		add(w)
	}
	for _, f := range holidays {
		add(f.words)
	}
	return hints, openings
}
