package link

import (
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/duizheng/duizheng/timeline"
)

// A number that was named longer ago than this, in time and in messages, no
// longer decides between several parcels of a chat.
const (
	staleAfter    = 24 * time.Hour
	staleMessages = 30
)

// answerWindow is how soon after the complainant's message, with nobody
// between, a message of a group is taken as said to him.
const answerWindow = 15 * time.Minute

// concerns reports whether message n of a group is the complainant's or said
// to him: he is named, or replied to, or answered directly.
func (l *linker) concerns(c *chat, n int) bool {
	e := l.events[c.at[n]]
	if l.isMe(e) {
		return true
	}
	if at := l.addressee(c, e.Own()); at != "" {
		return l.me[at]
	}
	if e.ReplyTo != "" {
		i := l.find(c, e.ReplyTo)
		return i >= 0 && l.isMe(l.events[i])
	}
	if l.roles[speaker(e)] == timeline.RoleBuyer {
		return false
	}
	for m := n - 1; m >= 0; m-- {
		before := l.events[c.at[m]]
		if !near(before, e, answerWindow) {
			return false
		}
		if speaker(before) == speaker(e) {
			if at := l.addressee(c, before.Own()); at != "" {
				return l.me[at]
			}
			continue
		}
		return l.isMe(before)
	}
	return false
}

func near(a, b *timeline.Event, within time.Duration) bool {
	return a.Time.Dated() && b.Time.Dated() && b.Time.Start.Sub(a.Time.End) <= within
}

// addressee is the party key of whom text names with "@".
func (l *linker) addressee(c *chat, text string) string {
	_, after, ok := strings.Cut(text, "@")
	if !ok {
		return ""
	}
	best, key := 0, ""
	for name, party := range c.names {
		if len(name) > best && strings.HasPrefix(after, name) {
			best, key = len(name), party
		}
	}
	return key
}

// find is the index of the message with the platform's own id, or -1.
func (l *linker) find(c *chat, id string) int {
	if i, ok := c.byID[id]; ok {
		return i
	}
	return -1
}

// takeBackNumbers finds numbers that their giver takes back. Within an hour it
// was a slip and the parcel is somebody else's.
func (l *linker) takeBackNumbers() {
	for _, c := range l.chats {
		gave := map[string]bool{}
		for n, i := range c.at {
			e := l.events[i]
			if len(e.Waybills) > 0 {
				gave[speaker(e)] = true
			}
			if gave[speaker(e)] && takesNumberBack(e.Own()) {
				l.takeBack(c, n)
			}
		}
	}
}

// takeBack retracts the last number that the speaker of message n gave
// before, if the message is about a number: it names another one, or he names
// one in the next minutes, or he says that it is somebody else's.
func (l *linker) takeBack(c *chat, n int) {
	e := l.events[c.at[n]]
	fresh := numbers(e)
	for m := n + 1; m < len(c.at) && m <= n+3; m++ {
		next := l.events[c.at[m]]
		if speaker(next) == speaker(e) && near(e, next, 10*time.Minute) {
			fresh = append(fresh, numbers(next)...)
		}
	}
	if len(fresh) == 0 && !anothers(e.Own()) {
		return
	}
	for m := n; m >= 0; m-- {
		given := l.events[c.at[m]]
		if speaker(given) != speaker(e) {
			continue
		}
		for k := len(given.Waybills) - 1; k >= 0; k-- {
			w := &given.Waybills[k]
			if m == n && !w.Retracted || m < n && slices.Contains(fresh, w.Number) {
				continue
			}
			w.Retracted, w.RetractedBy = true, e.ID
			p := l.parcels[w.Number]
			if p != nil && near(given, e, SlipWindow) {
				p.slip = true
			}
			c.correct(p, l.parcels, fresh, n)
			return
		}
	}
}

// correct notes that the number of p was put right by message n, if that gives
// one number in its place: what was said here of p before was meant for it.
func (c *chat) correct(p *parcel, parcels map[string]*parcel, fresh []string, n int) {
	if len(fresh) == 0 || slices.ContainsFunc(fresh, func(f string) bool { return f != fresh[0] }) {
		return
	}
	if q := parcels[fresh[0]]; p != nil && q != nil && p != q && c.corrected[q].meant == nil {
		c.corrected[p] = correctedBy{q, n}
	}
}

// meant is the parcel that was meant when message n spoke of p.
func (c *chat) meant(p *parcel, n int) *parcel {
	for range len(c.corrected) {
		by, ok := c.corrected[p]
		if !ok || n >= by.n {
			break
		}
		p = by.meant
	}
	return p
}

func numbers(e *timeline.Event) []string {
	var out []string
	for _, w := range e.Waybills {
		if !w.Retracted {
			out = append(out, w.Number)
		}
	}
	return out
}

func anothers(text string) bool {
	for _, w := range []string{"别人的", "別人的", "别的客户", "另一个客户", "另一位", "其他客户", "另一單", "somebody else", "someone else", "another customer"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return strings.Contains(text, "单号") || strings.Contains(text, "單號")
}

// linkChat links the statements of one chat, in its order.
func (l *linker) linkChat(c *chat) {
	c.ownParcels()
	c.together = sync.OnceValue(func() bool { return l.together(c) })
	var current *parcel
	var since int
	away := -1 // the last message that turned to a thing of none of the parcels
	heard := map[*parcel]bool{}
	for n, i := range c.at {
		e := l.events[i]
		if c.group && !l.concerns(c, n) {
			unlink(e)
			continue
		}
		named := l.named(e)
		for _, p := range named {
			if c.isOwn[p] {
				heard[p] = true
			}
		}
		clue, known := l.clue(c, e.Own())
		switch {
		case len(named) > 0:
			current, since, away = named[len(named)-1], n, -1
		case clue != nil:
			current, since, away = clue, n, -1
		case known:
			current, away = nil, n
		}
		aside := away >= 0 && near(l.events[c.at[away]], e, answerWindow)
		for k := range e.Statements {
			st := &e.Statements[k]
			add := func(p *parcel, how timeline.Link, ambiguous bool) {
				if st.By != timeline.ByRecord { // what the wrong number's record shows is another's
					p = c.meant(p, n)
				}
				l.add(i, k, p, how, ambiguous)
			}
			if p := l.parcels[st.Waybill]; st.Link == timeline.LinkMention && p != nil {
				add(p, timeline.LinkMention, false)
				continue
			}
			if p := l.replied(c, e); p != nil && len(named) == 0 {
				add(p, timeline.LinkReply, false)
				continue
			}
			if said, _ := l.clue(c, clause(e.Own(), st.Span)); said != nil && len(named) == 0 {
				add(said, timeline.LinkContext, false)
				current, since = said, n
				continue
			}
			switch {
			case clue != nil && len(named) == 0:
				add(clue, timeline.LinkContext, false)
			case current != nil && len(named) == 1:
				add(current, timeline.LinkMention, false)
			case current != nil:
				add(current, timeline.LinkContext, len(heard) > 1 && l.stale(c, since, n))
			case known, aside && thatOne.MatchString(e.Own()):
				st.Waybill, st.Link = "", timeline.LinkNone
			default:
				l.fallback(c, n, k, aside)
			}
		}
	}
}

// ownParcels finds the complainant's parcels of a chat whose numbers stand, and
// which words stood beside them.
func (c *chat) ownParcels() {
	c.isOwn, c.things = map[*parcel]bool{}, map[string][]*parcel{}
	for _, p := range c.parcels {
		if !p.Complainant || p.slip || c.corrected[p].meant != nil {
			continue
		}
		c.own, c.isOwn[p] = append(c.own, p), true
		for word := range p.things {
			c.things[word] = append(c.things[word], p)
		}
	}
}

// unlink takes from a bystander's statements the parcels that he did not name:
// the number that the group spoke of before is not his.
func unlink(e *timeline.Event) {
	for k := range e.Statements {
		if st := &e.Statements[k]; st.Link != timeline.LinkMention {
			st.Waybill, st.Link = "", timeline.LinkNone
		}
	}
}

// elsewhere lists the complainant's parcels that chat c does not name.
func (l *linker) elsewhere(c *chat) []*parcel {
	if c.leans {
		return c.others
	}
	if l.mine == nil {
		l.mine = []*parcel{}
		for _, number := range sortedNumbers(l.parcels) {
			if p := l.parcels[number]; p.Complainant && !p.slip && p.Number() == number {
				l.mine = append(l.mine, p)
			}
		}
		for _, p := range l.in.Elsewhere {
			if p.Complainant && p.Number() != "" {
				l.mine = append(l.mine, &parcel{Parcel: p, things: map[string]bool{}})
			}
		}
	}
	named := map[*parcel]bool{}
	for _, p := range c.parcels {
		named[p] = true
	}
	c.leans, c.others = true, slices.DeleteFunc(slices.Clone(l.mine), func(p *parcel) bool { return named[p] })
	return c.others
}

func (l *linker) named(e *timeline.Event) []*parcel {
	var out []*parcel
	for _, w := range e.Waybills {
		if p := l.parcels[w.Number]; p != nil && (!w.Retracted || w.RetractedBy != e.ID) {
			out = append(out, p)
		}
	}
	return out
}

// clause is the part of text between spaces and punctuation in which span
// stands ("书包到了 床单还没收到" speaks of two things).
func clause(text string, span timeline.Span) string {
	runes := []rune(text)
	if span[1] <= span[0] || span[1] > len(runes) {
		return text
	}
	from, to := span[0], span[1]
	for from > 0 && !breaks(runes[from-1]) {
		from--
	}
	for to < len(runes) && !breaks(runes[to]) {
		to++
	}
	return string(runes[from:to])
}

func breaks(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) }

// clue is the parcel whose carrier or thing text names. known is true when it
// names a carrier that none of the parcels has: then it is about another thing.
func (l *linker) clue(c *chat, text string) (p *parcel, known bool) {
	carriers, own := namedCarriers(text), c.own
	if len(carriers) > 0 {
		if p := only(own, carriers); p != nil {
			return p, true
		}
		others := l.elsewhere(c)
		if p := only(others, carriers); p != nil && none(own, carriers) {
			return p, true
		}
		if none(own, carriers) && (len(own) > 0 && allKnown(own) || !none(others, carriers)) {
			return nil, true // of nobody's here, or of one of several elsewhere
		}
	}
	return c.thing(text), false
}

func only(list []*parcel, carriers []string) *parcel {
	var found *parcel
	for _, p := range list {
		if p.carriedBy(carriers) {
			if found != nil {
				return nil
			}
			found = p
		}
	}
	return found
}

func none(list []*parcel, carriers []string) bool {
	return !slices.ContainsFunc(list, func(p *parcel) bool { return p.carriedBy(carriers) })
}

func allKnown(list []*parcel) bool {
	return !slices.ContainsFunc(list, func(p *parcel) bool { return p.Carrier == "" && len(p.Carriers) == 0 })
}

func (p *parcel) carriedBy(carriers []string) bool {
	if p.Carrier != "" {
		return slices.Contains(carriers, p.Carrier)
	}
	return slices.ContainsFunc(p.Carriers, func(c string) bool { return slices.Contains(carriers, c) })
}

// thing is the one parcel among several beside whose number a word of text
// stood.
func (c *chat) thing(text string) *parcel {
	if len(c.own) < 2 || !c.mayName(text) {
		return nil
	}
	var found *parcel
	for _, word := range pairs(text) {
		for _, p := range c.things[word] {
			if found != nil && p != found {
				return nil
			}
			found = p
		}
	}
	return found
}

// mayName reports whether any two characters of text stood beside a number, be
// they words of every talk or not.
func (c *chat) mayName(text string) bool {
	last := -1
	for i, r := range text {
		if end := i + utf8.RuneLen(r); last >= 0 && end <= len(text) && c.things[text[last:end]] != nil {
			return true
		}
		last = i
	}
	return false
}

// replied is the parcel of the message that e replies to.
func (l *linker) replied(c *chat, e *timeline.Event) *parcel {
	if e.ReplyTo == "" {
		return nil
	}
	i := l.find(c, e.ReplyTo)
	if i < 0 {
		return nil
	}
	if named := l.named(l.events[i]); len(named) == 1 {
		return named[0]
	}
	for _, st := range l.events[i].Statements {
		if p := l.parcels[st.Waybill]; p != nil && st.Link != timeline.LinkNone {
			return p
		}
	}
	return nil
}

func (l *linker) stale(c *chat, since, n int) bool {
	return n-since > staleMessages || !near(l.events[c.at[since]], l.events[c.at[n]], staleAfter)
}

// fallback links a statement of a chat that has named no number so far. A chat
// that never names one is about a parcel only where somebody who sends or
// carries parcels takes part, or a neighbour or a desk answers what the complainant
// asks about it.
// Just after the talk turned to another thing it is ambiguous.
func (l *linker) fallback(c *chat, n, k int, aside bool) {
	i := c.at[n]
	st, own := &l.events[i].Statements[k], c.own
	switch {
	case len(own) == 1:
		l.add(i, k, own[0], timeline.LinkOnlyParcel, aside)
		return
	case len(own) > 1:
		l.add(i, k, own[0], timeline.LinkContext, c.together())
		return
	case !c.trade && !l.answersMe(c, n):
		st.Waybill, st.Link = "", timeline.LinkNone
		return
	}
	others := l.elsewhere(c)
	carriers := append(namedCarriers(c.name), namedCarriers(l.events[i].Sender.Name)...)
	switch {
	case len(others) == 1:
		l.add(i, k, others[0], timeline.LinkOnlyParcel, false)
	case len(others) > 1 && only(others, carriers) != nil:
		l.add(i, k, only(others, carriers), timeline.LinkContext, true)
	case len(others) == 0 && len(c.parcels) == 0:
		c.unnamed = true
		l.add(i, k, l.withoutNumber(), timeline.LinkOnlyParcel, false)
	default:
		st.Waybill, st.Link = "", timeline.LinkNone
	}
}

// answersMe reports whether message n answers what the complainant has asked about a
// parcel since the other last answered, at most a day before.
func (l *linker) answersMe(c *chat, n int) bool {
	e := l.events[c.at[n]]
	if l.isMe(e) {
		return false
	}
	mine := false
	for m := n - 1; m >= 0 && near(l.events[c.at[m]], e, staleAfter); m-- {
		before := l.events[c.at[m]]
		switch {
		case l.isMe(before):
			mine = true
			if ofParcel.MatchString(before.Own()) {
				return true
			}
		case mine:
			return false
		}
	}
	return false
}

// together reports whether the first two numbers of a chat were given within a
// day, so that what was said before may be about either.
func (l *linker) together(c *chat) bool {
	var given []*timeline.Event
	for _, p := range c.own[:2] {
		for _, i := range c.at {
			if slices.Contains(l.named(l.events[i]), p) {
				given = append(given, l.events[i])
				break
			}
		}
	}
	return len(given) < 2 || near(given[0], given[1], staleAfter)
}

// withoutNumber is the parcel of a case that names no number at all.
func (l *linker) withoutNumber() *parcel {
	if l.nameless == nil {
		l.nameless = &parcel{Parcel: timeline.Parcel{Complainant: true}, things: map[string]bool{}}
	}
	return l.nameless
}
