package timex

// direction is where a sentence looks: -1 the past, 1 the future, 0 it does
// not say. It comes from the words of the clause, never from a preference of
// ours: 周五 in 周五就到了 is the last one, in 周五能到 the next.
func (p *parser) direction(e expression) int {
	switch {
	case p.happened(e):
		return -1
	case e.relations.has(postBefore), e.relations.has(by), e.relations.has(before), e.relations.has(until), e.relations.has(postWithin):
		if p.clause(e, func(t token) bool { return t.kind == done }) {
			return -1
		}
		return 1
	case p.clause(e, func(t token) bool { return t.kind == done || t.kind == recent || t.kind == day && t.n < 0 }):
		return -1
	case p.clause(e, func(t token) bool { return t.kind == future }):
		return 1
	case p.at(e.next).kind == denied, p.at(e.next+1).kind == denied, p.clause(e, func(t token) bool { return t.kind == past }), p.nominal(e):
		return -1
	}
	return 0
}

// happened reports whether the words behind e say that it is over: 两点前就下单了,
// 10号就下的单, 13号的订单.
func (p *parser) happened(e expression) bool {
	t := p.at(e.next)
	if t.kind == filler && p.runes[t.from] == '的' {
		return p.followed(e.next+1, afterDay)
	}
	if t.kind != then {
		return false
	}
	over := false
	for i := e.next + 1; i < len(p.tokens) && !p.ends(i); i++ {
		t := p.tokens[i]
		if t.kind == future {
			return false
		}
		over = over || t.kind == past || t.kind == filler && p.runes[t.from] == '的'
	}
	return over
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
	for i := e.next; i <= len(p.tokens); i++ {
		k := p.at(i).kind
		if k != stop && k != comma {
			continue
		}
		last := p.at(i - 1)
		return i-1 > e.next && last.kind == filler && p.runes[last.from] == '的' && (p.at(i-2).kind == act || p.at(i-2).kind == anchor || p.at(i-2).kind == to)
	}
	return false
}
