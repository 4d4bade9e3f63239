package claims

import (
	"slices"
	"strings"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/place"
)

// A token is a word of the lexicon in a text.
type token struct {
	*word
	from, to int
	clause   int
}

// A clause is a piece of a text between marks of punctuation, or between
// spaces where people write Chinese without any.
type clause struct {
	from, to int
	first    int // its tokens are tokens[first:last]
	last     int
	sentence int  // clauses of one sentence share its number
	marked   bool // a question mark ends it

	asked        bool // a question
	wondering    bool // a question with 怎么 or 为什么
	retorts      bool // asks only to deny: 我啥时候拒收了
	hypothetical bool
	dependent    bool // hangs on another event: 到货后会…
	policy       bool
	requested    bool
	strongly     bool // the request is to the other in so many words: 请, 麻烦
	goesOn       bool // the request of the clause before goes on
	hedged       bool
	elsewhere    bool
	by           timeline.By
	quoteFrom    int // by holds from this position on
}

// A sentence is a text taken apart: what all passes work on.
type sentence struct {
	text       []rune // as written
	folded     []rune
	at         time.Time
	role       timeline.Role
	counter    timeline.Role // the role of the one spoken to, where known
	tokens     []token
	clauses    []clause
	times      []timeline.TimeExpression
	waybills   []timeline.Waybill
	places     []place.Word
	context    []timeline.Utterance
	disclaimed bool
	personal   bool // speaks of this customer's own parcel
	looked     bool
	courier    bool   // a courier was named before, whom 他 may mean
	lonely     []int8 // of each time, whether its clause says nothing else; see lone
	why        *[]string
}

// prepare takes the text apart.
func (s *sentence) prepare() {
	s.folded = make([]rune, len(s.text))
	for i, r := range s.text {
		s.folded[i] = letter(r)
	}
	s.cut()
	s.lex()
}

// cut finds the clauses.
func (s *sentence) cut() {
	number, from := 0, 0
	s.clauses = make([]clause, 0, 4)
	end := func(i int, marked, full bool) {
		if i > from {
			s.clauses = append(s.clauses, clause{from: from, to: i, sentence: number, marked: marked})
		} else if marked && len(s.clauses) > 0 && s.clauses[len(s.clauses)-1].sentence == number {
			s.clauses[len(s.clauses)-1].marked = true
		}
		from = i + 1
		if full {
			number++
		}
	}
	for i, r := range s.folded {
		if s.inTime(i) {
			continue // by Thursday June 4, 8 pm
		}
		switch r {
		case '?':
			end(i, true, true)
		case '。', '!', ';', '\n', '\r', '…':
			end(i, false, true)
		case ',', '~':
			end(i, false, false)
		case '.':
			if s.stop(i) {
				end(i, false, true)
			}
		case ' ', '\t':
			if s.spaced(i) {
				end(i, false, false)
			}
		}
	}
	end(len(s.folded), false, true)
}

// stop reports whether the dot at i ends a sentence: not in 11.25 or 3.5kg.
func (s *sentence) stop(i int) bool {
	if i >= 2 && i+2 < len(s.folded) && s.folded[i-2] == 'n' && s.folded[i-1] == 'o' && s.folded[i+2] >= '0' && s.folded[i+2] <= '9' {
		return false // invoice no. 12
	}
	if i >= 2 && s.folded[i-2] == ' ' && latin(s.folded[i-1]) && !digit(s.folded[i-1]) && i+1 < len(s.folded) && s.folded[i+1] == ' ' {
		return false // M. Reyes
	}
	return i+1 == len(s.folded) || !latin(s.folded[i+1])
}

// spaced reports whether the space at i stands in for a comma: between Chinese
// words it does, between Latin ones not.
func (s *sentence) spaced(i int) bool {
	before, after := s.around(i)
	if wide(before) && wide(after) {
		return true
	}
	if strings.ContainsRune("了哈哦呢啦呀嘛吧喔", before) && i > 0 && s.folded[i-1] == before && digit(after) && s.timeBegins(i) {
		return true // 退款已经操作了 1-3个工作日到账
	}
	return wide(before) && !latin(after) || wide(after) && !latin(before)
}

// timeBegins reports whether a time follows the spaces at i.
func (s *sentence) timeBegins(i int) bool {
	for i < len(s.folded) && s.folded[i] == ' ' {
		i++
	}
	return slices.ContainsFunc(s.times, func(t timeline.TimeExpression) bool { return t.Span[0] == i })
}

func wide(r rune) bool { return r >= 0x2e80 }

func (s *sentence) around(i int) (before, after rune) {
	for j := i - 1; j >= 0; j-- {
		if before = s.folded[j]; before != ' ' {
			break
		}
	}
	for j := i + 1; j < len(s.folded); j++ {
		if after = s.folded[j]; after != ' ' {
			break
		}
	}
	return before, after
}

// lex finds the words, clause by clause, outside of times, numbers and
// bracketed stickers.
func (s *sentence) lex() {
	cut := make([]clause, 0, len(s.clauses)+2)
	s.tokens = make([]token, 0, len(s.text)/3+4)
	for _, c := range s.clauses {
		c.first = len(s.tokens)
		for i := c.from; i < c.to; {
			if end := s.opaque(i, c.to); end > i {
				i = end
				continue
			}
			w, end := words.at(s.folded[:s.clear(i, c.to)], i)
			if w == nil || w.marks&follows != 0 && !s.afterTime(i) || w.class == says && end-i == 1 && s.folded[i] == '话' && !s.saidBy(c.first, i) {
				i++
				continue
			}
			if w.class == turns && i > c.from {
				head := c
				head.to, head.last, head.marked = i, len(s.tokens), false
				cut = append(cut, head)
				c.from, c.first = i, len(s.tokens)
			}
			if w.class != noise {
				s.tokens = append(s.tokens, token{word: w, from: i, to: end, clause: len(cut)})
			}
			i = end
		}
		c.last = len(s.tokens)
		cut = append(cut, c)
	}
	s.clauses = cut
}

// saidBy reports whether 话 at position i is Cantonese for 说: somebody stands before it
// (阿妈话, 顺丰打嚟话), else it is half of another word.
func (s *sentence) saidBy(first, i int) bool {
	if len(s.tokens) == first {
		return false
	}
	t := s.tokens[len(s.tokens)-1]
	return (t.class == whoSays || t.class == they || t.class == you || t.class == thing) && slices.Contains(calling, string(s.folded[t.to:i]))
}

// calling may stand between who says and 话.
var calling = []string{"", "打嚟", "打来", "打电话嚟", "打电话来", "同我", "跟我", "又", "就", "先", "都", "员", "哋"}

// opaque is the end of the time, number or sticker that covers position i, or
// i itself.
func (s *sentence) opaque(i, limit int) int {
	for _, t := range s.times {
		if t.Span[0] <= i && i < t.Span[1] && !t.Fuzzy {
			return min(t.Span[1], limit)
		}
	}
	for _, w := range s.waybills {
		if w.Span[0] <= i && i < w.Span[1] {
			return min(w.Span[1], limit)
		}
	}
	if s.folded[i] == '[' {
		for j := i + 1; j < limit && j-i <= 12; j++ {
			if s.folded[j] == ']' {
				return j + 1
			}
		}
	}
	return i
}

// afterTime reports whether a time ends at position i.
func (s *sentence) afterTime(i int) bool {
	return slices.ContainsFunc(s.times, func(t timeline.TimeExpression) bool { return t.Span[1] == i })
}

// clear is where the next time or number after i begins, or limit.
func (s *sentence) clear(i, limit int) int {
	for _, t := range s.times {
		if i < t.Span[0] && t.Span[0] < limit && !t.Fuzzy {
			limit = t.Span[0]
		}
	}
	for _, w := range s.waybills {
		if i < w.Span[0] && w.Span[0] < limit {
			limit = w.Span[0]
		}
	}
	return limit
}

func (s *sentence) words(c *clause) []token { return s.tokens[c.first:c.last] }

// has reports whether clause c holds a word of the class.
func (s *sentence) has(c *clause, k class) bool {
	for _, t := range s.words(c) {
		if t.class == k {
			return true
		}
	}
	return false
}

func (s *sentence) string(from, to int) string { return string(s.text[from:to]) }
