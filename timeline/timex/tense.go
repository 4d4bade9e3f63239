package timex

import "strings"

// direction is where a sentence looks: -1 the past, 1 the future, 0 it does
// not say. It comes from the words of the clause, never from a preference of
// ours: 周五 in 周五就到了 is the last one, in 周五能到 the next.
func (p *parser) direction(e expression) int {
	switch {
	case p.happened(e):
		return -1
	case p.must(e):
		return 1
	case e.relations.has(postBefore), e.relations.has(by), e.relations.has(before), e.relations.has(until), e.relations.has(postWithin):
		if p.clause(e, func(t token) bool { return t.kind == done }) {
			return -1
		}
		return 1
	case p.at(e.first).kind == from && p.at(e.first).m == 1, p.clause(e, func(t token) bool { return t.kind == done || t.kind == recent || t.kind == day && t.n < 0 }):
		return -1
	case p.clause(e, func(t token) bool { return t.kind == future }):
		return 1
	case p.wentOn(e), p.followed(e.next, afterEvent):
		return -1
	case p.at(e.next).kind == denied, p.at(e.next+1).kind == denied, p.clause(e, func(t token) bool { return t.kind == past }), p.nominal(e):
		return -1
	}
	return 0
}

// must reports whether 得 right before e says that it has to be then: 得21号了.
func (p *parser) must(e expression) bool {
	i := p.tokens[e.first].from
	return i > 0 && p.runes[i-1] == '得' && (i == 1 || !strings.ContainsRune("觉记晓懂认值舍使懒省显", p.runes[i-2]))
}

// wentOn reports whether what follows tells of a day that came after this one,
// as past: 15号寄出，隔日就到了; 3号收到 5号又退了.
func (p *parser) wentOn(e expression) bool {
	i := e.next
	for k := p.at(i).kind; k != stop && k != thatDay && k != thatPart; k = p.at(i).kind {
		if k == dateUnit && e.a.form == onDate && i > e.next && p.at(i-1).kind == number && p.at(i-1).n > e.a.m {
			break
		}
		i++
	}
	for ; p.at(i).kind != stop && p.at(i).kind != comma; i++ {
		switch p.at(i).kind {
		case past, done:
			return true
		case future:
			return false
		}
	}
	return false
}

// happened reports whether the words behind e say that it is over: 13号的订单,
// 10号下的单, 两点前就下单了.
func (p *parser) happened(e expression) bool {
	if e.a.form == noDate && (e.relations.has(postBefore) || e.relations.has(postAfter)) {
		return p.overThen(e) // 15点前的订单 is a rule
	}
	if verb := p.at(e.next).kind; (verb == act || verb == anchor || verb == to) && p.possessive(e.next+1) && !p.ends(e.next+2) && !p.followed(e.next+2, afterVerb) {
		return true // 两点五十到的驿站, not 两点五十到的话
	}
	for i := e.next; i < min(e.next+3, len(p.tokens)) && !p.ends(i) && p.tokens[i].kind != future; i++ {
		if p.possessive(i) && p.followed(i+1, afterDay) {
			return true
		}
	}
	return p.overThen(e)
}

// overThen reports whether 就 or 才 behind e and a word of the past say that it
// is over.
func (p *parser) overThen(e expression) bool {
	if p.at(e.next).kind != then {
		return false
	}
	over := false
	for i := e.next + 1; i < len(p.tokens) && !p.ends(i); i++ {
		if p.tokens[i].kind == future {
			return false
		}
		over = over || p.tokens[i].kind == past || p.possessive(i)
	}
	return over
}

// possessive reports whether token i is 的.
func (p *parser) possessive(i int) bool {
	t := p.at(i)
	return t.kind == filler && p.runes[t.from] == '的'
}

// clause reports whether a word of the clause around e is one that is sought.
// Between Chinese words a space divides clauses as a comma does, save right
// behind the expression.
func (p *parser) clause(e expression, is func(token) bool) bool {
	for i := e.first - 1; i >= 0; i-- {
		t := p.tokens[i]
		if t.kind == stop || t.kind == comma || p.tokens[i+1].gap && p.wideAt(i) {
			break
		}
		if is(t) {
			return true
		}
	}
	for i := e.next; i < len(p.tokens); i++ {
		t := p.tokens[i]
		if t.kind == stop || t.kind == comma || t.gap && i > e.next && p.wideAt(i-1) {
			break
		}
		if is(t) {
			return true
		}
	}
	return false
}

// wideAt reports whether token i ends in a Chinese character.
func (p *parser) wideAt(i int) bool { return wide(p.runes[p.tokens[i].to-1]) }

// nominal reports whether the clause ends in the 的 of 15号寄的.
func (p *parser) nominal(e expression) bool {
	i := e.next
	for i < len(p.tokens) && !p.ends(i) && (i == e.next || !p.tokens[i].gap) {
		i++
	}
	verb := p.at(i - 2).kind
	return i-2 >= e.next && p.possessive(i-1) && (verb == act || verb == anchor || verb == to)
}
