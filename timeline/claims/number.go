package claims

import (
	"slices"
	"strings"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/waybill"
)

// number links a statement to a waybill: one in the message itself, else one
// of the messages before it.
func (s *sentence) number(st *timeline.Statement, u timeline.Utterance, confirmed waybill.Confirmed) {
	st.Link = timeline.LinkNone
	if w := s.mentioned(st.Span); w != "" {
		st.Waybill, st.Link = w, timeline.LinkMention
		return
	}
	if w := s.spokenOf(u, confirmed); w != "" {
		st.Waybill, st.Link = w, timeline.LinkContext
	}
}

// mentioned is the number of this message that a statement at span belongs to:
// the last one before its end, else the first.
func (s *sentence) mentioned(span timeline.Span) string {
	number := ""
	for _, w := range s.waybills {
		if w.Retracted {
			continue
		}
		if number == "" || w.Span[0] < span[1] {
			number = w.Number
		}
	}
	return number
}

// spokenOf is the number that the messages before speak of: the one whose
// message shares most words with this one ("台灯走极兔 JT…", "台灯还没收到"),
// the latest if none does.
func (s *sentence) spokenOf(u timeline.Utterance, confirmed waybill.Confirmed) string {
	best, most := "", -1
	for i := len(u.Context) - 1; i >= 0; i-- {
		text := u.Context[i].Text
		if !digits(text) {
			continue
		}
		for _, w := range waybill.Find(text, confirmed) {
			if w.Retracted {
				continue
			}
			if n := s.shared(text); n > most {
				best, most = w.Number, n
			}
		}
	}
	return best
}

// digits reports whether a number could be in text at all.
func digits(text string) bool {
	n := 0
	for _, r := range text {
		if r = letter(r); r >= '0' && r <= '9' {
			if n++; n >= 8 {
				return true
			}
		}
	}
	return false
}

// shared counts the pairs of characters that stand in text and in this
// message outside the lexicon: names of things, and of carriers.
func (s *sentence) shared(text string) int {
	var folded strings.Builder
	for _, r := range text {
		folded.WriteRune(letter(r))
	}
	other := folded.String()
	n := 0
	for i := 0; i+1 < len(s.folded); i++ {
		if !han(s.folded[i]) || !han(s.folded[i+1]) || s.grammar(i) || s.grammar(i+1) || s.inTime(i) {
			continue
		}
		if strings.Contains(other, string(s.folded[i:i+2])) {
			n++
		}
	}
	return n
}

// anyParcel are words that name a parcel and tell none from another.
var anyParcel = strings.Fields("货 件 东西 包裹 快递 快件 商品 宝贝 产品")

// grammar reports whether a word of the lexicon covers position i that names
// neither a thing of its own nor a carrier.
func (s *sentence) grammar(i int) bool {
	for _, t := range s.tokens {
		if t.from <= i && i < t.to {
			return t.class != whoSays && (t.class != thing || slices.Contains(anyParcel, string(s.folded[t.from:t.to])))
		}
	}
	return false
}

// numberAsked reports whether the messages just before ask for a number or
// announce one.
func numberAsked(u timeline.Utterance) bool {
	for i := len(u.Context) - 1; i >= 0 && i >= len(u.Context)-4; i-- {
		text := u.Context[i].Text
		for _, w := range []string{"单号", "單號", "运单", "運單", "哪个单", "tracking number", "Tracking number", "查个件", "查件"} {
			if strings.Contains(text, w) {
				return true
			}
		}
	}
	return false
}
