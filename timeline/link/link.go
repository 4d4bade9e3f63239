// Package link decides which parcel a sentence or a scan is about, whose
// parcel that is, and which sentences no longer stand.
//
// Policy (JUDGEMENT 1.1, 1.5 and 1.6). A sentence belongs to the number it
// names, else to that of the message it replies to, else to the parcel whose
// carrier or thing it names, else to the number the chat spoke of last, else
// to the only parcel there is. Where several parcels fit and the talk gives
// no sign, the link is marked ambiguous or not made: nothing is better than
// the wrong parcel. In a group only what the complainant says, or what is said
// to him, counts. A chat without any number that talks about one parcel gets
// a parcel without a number.
//
// A version that its speaker takes back with a word of correction within an
// hour is retracted; a promise whose maker names a new time before the old one
// has passed is superseded. Nothing here depends on the order of import:
// events are taken in timeline order, parcels by their numbers.
package link

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// SlipWindow is how long after its message a slip may be taken back.
const SlipWindow = time.Hour

// Input is the part of a case that is linked together.
type Input struct {
	// Events are the messages of chats and the scans, in timeline order, with
	// their waybills and statements as extraction left them. Messages far from
	// all that says something may be left out.
	Events []*timeline.Event
	// Me are the keys of the complainant's parties in the whole case; nil: they
	// are found from what is given here.
	Me      map[string]bool
	Parties []timeline.Party
	Facts   []timeline.Fact
	// Chats is what is known of the chats beside the messages given here.
	Chats []timeline.Conversation
	// Elsewhere are the parcels of the rest of the case, which nothing here names.
	Elsewhere []timeline.Parcel
}

// Result is what follows from an Input.
type Result struct {
	// Parcels in order of their numbers, the parcel without a number last.
	Parcels []timeline.Parcel
	// Links in the order of the events. A link may lead to a parcel elsewhere.
	Links []timeline.ParcelLink
	// Leaning lists the chats whose links depend on what is elsewhere.
	Leaning []string
}

// Make links every statement and scan of in. It writes into the events: to
// statements Waybill, Link and Standing, to numbers Retracted and RetractedBy.
func Make(in Input) Result {
	l := &linker{in: in, parcels: map[string]*parcel{}, events: in.Events}
	l.findPeople()
	l.findChats()
	l.findParcels()
	l.takeBackNumbers()
	l.linkScans()
	for _, c := range l.chats {
		l.linkChat(c)
	}
	l.settle()
	return l.result()
}

type linker struct {
	in       Input
	events   []*timeline.Event
	me       map[string]bool // party keys of the complainant
	roles    map[string]timeline.Role
	chats    []*chat
	parcels  map[string]*parcel // by every number
	mine     []*parcel          // the complainant's, of the whole case; see elsewhere
	nameless *parcel
	links    []timeline.ParcelLink
}

// A parcel collects what is known of one thing sent.
type parcel struct {
	timeline.Parcel
	slip   bool            // its number was taken back in time: somebody else's parcel
	things map[string]bool // pairs of characters that stand beside its number
	first  time.Time
	last   timeline.Moment
	recent time.Time
}

// A chat is one conversation's messages, as indices of events.
type chat struct {
	id      string
	at      []int
	group   bool
	leans   bool      // what is elsewhere was asked for
	others  []*parcel // that, once asked for
	unnamed bool      // it speaks of the parcel without a number
	trade   bool      // a seller, courier or platform takes part
	parcels []*parcel // the complainant's, in order of mention
	said    map[string]*parcel
	name    string
	byID    map[string]int    // messages by the platform's id and by ours
	names   map[string]string // party keys by display name
	// own are those of them whose numbers stand, things the words beside each.
	own      []*parcel
	isOwn    map[*parcel]bool
	things   map[string][]*parcel
	together func() bool // of the first two of own
	// corrected are the numbers that their giver put right here: the parcel he
	// meant, and the index of the message that says so.
	corrected map[*parcel]correctedBy
}

type correctedBy struct {
	meant *parcel
	n     int
}

// speaker is the key of who wrote e.
func speaker(e *timeline.Event) string {
	return cmp.Or(e.Sender.Party, e.Sender.Name, e.Sender.ID)
}

// findPeople finds the complainant: whom the user names, else --me and whom he
// joined to him.
func (l *linker) findPeople() {
	l.me, l.roles = maps.Clone(l.in.Me), map[string]timeline.Role{}
	if l.me == nil {
		l.me = Complainant(l.in.Parties, l.in.Facts)
	}
	named := complainantName(l.in.Facts)
	for _, p := range l.in.Parties {
		l.roles[p.ID] = p.Role
	}
	for i := range l.events {
		e := l.events[i]
		if r := e.Sender.Role; r != "" && l.roles[speaker(e)] == "" {
			l.roles[speaker(e)] = r
		}
		if e.Sender.Self && named == "" || named != "" && e.Sender.Name == named {
			l.me[speaker(e)] = true
		}
	}
}

func (l *linker) isMe(e *timeline.Event) bool { return l.me[speaker(e)] }

// findChats groups the messages. A chat without the complainant makes its
// only buyer the complainant.
func (l *linker) findChats() {
	byID := map[string]*chat{}
	for i := range l.events {
		e := l.events[i]
		if e.Kind != timeline.KindMessage {
			continue
		}
		id := cmp.Or(e.Chat, e.Conversation)
		c := byID[id]
		if c == nil {
			c = &chat{id: id, name: e.Conversation, said: map[string]*parcel{}, byID: map[string]int{}, names: map[string]string{}, corrected: map[*parcel]correctedBy{}}
			byID[id] = c
			l.chats = append(l.chats, c)
		}
		c.at = append(c.at, i)
		c.byID[e.ID] = i
		if e.Record.ID != "" {
			c.byID[e.Record.ID] = i
		}
		if e.Sender.Name != "" {
			c.names[e.Sender.Name] = speaker(e)
		}
	}
	parties := map[string][]string{}
	for _, c := range l.in.Chats {
		parties[c.ID] = c.Parties
	}
	for _, c := range l.chats {
		speakers, buyers, mine := map[string]bool{}, map[string]bool{}, false
		for _, key := range parties[c.id] {
			speakers[key] = true
		}
		for _, i := range c.at {
			speakers[speaker(l.events[i])] = true
		}
		for key := range speakers {
			mine = mine || l.me[key]
			switch l.roles[key] {
			case timeline.RoleBuyer:
				buyers[key] = true
			case timeline.RoleSeller, timeline.RoleCourier, timeline.RolePlatform:
				c.trade = true
			}
		}
		c.group = len(speakers) > 2
		if l.in.Me == nil && !mine && len(buyers) == 1 {
			for key := range buyers {
				l.me[key] = true
			}
		}
	}
}

// findParcels makes a parcel of every number: those of records, and those
// given by or to the complainant.
func (l *linker) findParcels() {
	strangers := l.strangers()
	for i := range l.events {
		if e := l.events[i]; e.Kind == timeline.KindScan && e.Scan != nil && e.Scan.Waybill != "" {
			p := l.parcel(e.Scan.Waybill)
			p.Recorded = true
			p.Carrier = cmp.Or(p.Carrier, e.Scan.Carrier)
			p.Complainant = p.Complainant || !strangers[e.Scan.Waybill]
		}
	}
	for _, c := range l.chats {
		for n, i := range c.at {
			e := l.events[i]
			for k, w := range e.Waybills {
				p := l.parcel(w.Number)
				if len(p.Carriers) == 0 {
					p.Carriers = w.Carriers
				}
				if c.group && !l.concerns(c, n) {
					continue
				}
				p.Complainant = true
				p.learn(beside(e.Own(), e.Waybills, k))
				if c.said[w.Number] == nil {
					c.said[w.Number] = p
					c.parcels = append(c.parcels, p)
				}
			}
		}
	}
	l.joinAliases()
}

// strangers are the numbers that only bystanders of a group ever named: they
// are not the complainant's, although a record of them was imported.
func (l *linker) strangers() map[string]bool {
	strange := map[string]bool{}
	known := map[string]bool{}
	for _, c := range l.chats {
		for n, i := range c.at {
			for _, w := range l.events[i].Waybills {
				if !c.group || l.concerns(c, n) {
					known[w.Number] = true
				} else {
					strange[w.Number] = true
				}
			}
		}
	}
	for number := range known {
		delete(strange, number)
	}
	return strange
}

func (l *linker) parcel(number string) *parcel {
	p := l.parcels[number]
	if p == nil {
		p = &parcel{Parcel: timeline.Parcel{Numbers: []string{number}}, things: map[string]bool{}}
		l.parcels[number] = p
	}
	return p
}

// joinAliases makes one parcel of two numbers where a scan of the one names the
// other: as a field or words that its parser read, or, forwarded under a new
// number, somewhere in its text.
func (l *linker) joinAliases() {
	for i := range l.events {
		e := l.events[i]
		if e.Kind != timeline.KindScan || e.Scan == nil || e.Scan.Waybill == "" {
			continue
		}
		if e.Scan.Alias != "" {
			l.join(l.parcels[e.Scan.Waybill], l.parcel(e.Scan.Alias))
		}
		if e.Scan.Status != timeline.StatusForwarded {
			continue
		}
		for _, number := range sortedNumbers(l.parcels) {
			if len(number) >= 8 && strings.Contains(e.Text, number) {
				l.join(l.parcels[e.Scan.Waybill], l.parcels[number])
			}
		}
	}
}

func (l *linker) join(p, o *parcel) {
	if p == o {
		return
	}
	p.Numbers = append(p.Numbers, o.Numbers...)
	p.Complainant = p.Complainant || o.Complainant
	p.Recorded = p.Recorded || o.Recorded
	for t := range o.things {
		p.things[t] = true
	}
	for _, number := range o.Numbers {
		l.parcels[number] = p
	}
	for _, c := range l.chats {
		for number, q := range c.said {
			if q == o {
				c.said[number] = p
			}
		}
		for i, q := range c.parcels {
			if q == o {
				c.parcels[i] = p
			}
		}
		c.parcels = once(c.parcels)
	}
}

func once(list []*parcel) []*parcel {
	var out []*parcel
	for _, p := range list {
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

func sortedNumbers(m map[string]*parcel) []string {
	numbers := make([]string, 0, len(m))
	for n := range m {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	return numbers
}

func (l *linker) linkScans() {
	for i := range l.events {
		e := l.events[i]
		if e.Kind != timeline.KindScan || e.Scan == nil {
			continue
		}
		if p := l.parcels[e.Scan.Waybill]; p != nil {
			l.add(i, -1, p, timeline.LinkMention, false)
		}
	}
}

func (l *linker) add(event, statement int, p *parcel, how timeline.Link, ambiguous bool) {
	e := l.events[event]
	l.links = append(l.links, timeline.ParcelLink{Event: e.ID, Statement: statement, Parcel: p.id(), Link: how, Ambiguous: ambiguous})
	if statement >= 0 {
		st := &e.Statements[statement]
		st.Waybill, st.Link = p.Number(), how
	}
	p.Events++
	if e.Time.Dated() {
		if p.first.IsZero() || e.Time.Start.Before(p.first) {
			p.first = e.Time.Start
		}
		if e.Time.End.After(p.last.End) {
			p.last = e.Time
		}
		if e.Kind == timeline.KindScan && e.Scan.Status.Bounds() != "" && !e.Time.Start.Before(p.recent) {
			p.recent, p.Status = e.Time.Start, e.Scan.Status
		}
	}
}

// id of a parcel is the hash of its first number.
func (p *parcel) id() string { return timeline.ID("p_", p.Number()) }

func (l *linker) result() Result {
	var r Result
	for _, c := range l.chats {
		if c.leans {
			r.Leaning = append(r.Leaning, c.id)
		}
	}
	seen := map[*parcel]bool{}
	for _, number := range sortedNumbers(l.parcels) {
		if p := l.parcels[number]; !seen[p] {
			seen[p] = true
			r.Parcels = append(r.Parcels, p.done())
		}
	}
	if l.nameless != nil {
		r.Parcels = append(r.Parcels, l.nameless.done())
		l.doubtNameless()
	}
	order := make(map[string]int, len(l.events))
	for i := range l.events {
		order[l.events[i].ID] = i
	}
	slices.SortStableFunc(l.links, func(a, b timeline.ParcelLink) int {
		return cmp.Or(cmp.Compare(order[a.Event], order[b.Event]), cmp.Compare(a.Statement, b.Statement), cmp.Compare(a.Parcel, b.Parcel))
	})
	r.Links = l.links
	return r
}

// doubtNameless makes the links to the parcel without a number ambiguous where
// several chats speak of one: it may not be the same.
func (l *linker) doubtNameless() {
	heard := 0
	for _, c := range l.chats {
		if c.unnamed {
			heard++
		}
	}
	for i := range l.links {
		if l.links[i].Parcel == l.nameless.id() {
			l.links[i].Ambiguous = heard > 1
		}
	}
}

func (p *parcel) done() timeline.Parcel {
	q := p.Parcel
	q.ID = p.id()
	q.Complainant = q.Complainant && !p.slip
	if q.Carrier == "" && len(q.Carriers) == 1 {
		q.Carrier = q.Carriers[0]
	}
	if q.Carrier != "" {
		q.Carriers = nil
	}
	if !p.first.IsZero() {
		q.Time = timeline.Moment{Start: p.first, End: p.last.End, Precision: p.last.Precision, Zone: p.last.Zone}
	}
	return q
}
