package reconstruct

import (
	"maps"
	"slices"

	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/waybill"
)

// ties holds together chats, numbers and parcels that are concluded on
// together: a part of the case. A part is named by any of its members: a chat
// or parcel by its id, a number by its numberNode.
type ties struct {
	up    map[string]string
	parts map[string]*part // by root
}

// A part is what hangs together.
type part struct {
	members []string
	events  int // about how many
}

func newTies() *ties { return &ties{map[string]string{}, map[string]*part{}} }

func numberNode(number string) string { return "#" + number }

// has reports whether anything is known of a member.
func (t *ties) has(m string) bool { return t.up[m] != "" }

// root is the member that stands for the part to which m belongs.
func (t *ties) root(m string) string {
	if t.up[m] == "" {
		t.up[m], t.parts[m] = m, &part{members: []string{m}}
	}
	for up := t.up[m]; up != m; up = t.up[m] {
		t.up[m] = t.up[up]
		m = up
	}
	return m
}

func (t *ties) part(m string) *part { return t.parts[t.root(m)] }

// join makes the parts of a and b one.
func (t *ties) join(a, b string) {
	a, b = t.root(a), t.root(b)
	if a == b {
		return
	}
	if len(t.parts[a].members) < len(t.parts[b].members) {
		a, b = b, a
	}
	large, small := t.parts[a], t.parts[b]
	large.members, large.events = append(large.members, small.members...), large.events+small.events
	t.up[b] = a
	delete(t.parts, b)
}

// tie finds what hangs together. What only looks like a number may tie too
// much, never too little: what else a part belongs to, follow finds.
func (c *conclusion) tie() error {
	for id, chat := range c.chats {
		c.ties.part(id).events = chat.Messages
	}
	for number, scans := range c.scans {
		c.ties.part(numberNode(number)).events = scans
	}
	for t, err := range c.store.Ties(c.ctx) {
		if err != nil {
			return err
		}
		if t.Number != "" && t.Parcel == "" && c.scans[t.Number] == 0 && len(waybill.Candidates(t.Number)) == 0 {
			continue // a telephone number, an order
		}
		switch {
		case t.Former != "":
			c.ties.join(numberNode(t.Former), numberNode(t.Number))
		case t.Chat != "" && t.Parcel != "":
			c.ties.join(t.Chat, t.Parcel)
		case t.Parcel != "":
			c.ties.join(t.Parcel, numberNode(t.Number))
		default:
			c.ties.join(t.Chat, numberNode(t.Number))
		}
	}
	return nil
}

// parts lists the parts in which something was touched.
func (c *conclusion) parts(touched casefile.Touched) []string {
	roots := map[string]bool{}
	if touched.All {
		return slices.Sorted(maps.Keys(c.ties.parts))
	}
	for _, chat := range touched.Chats {
		roots[c.ties.root(chat)] = true
	}
	for _, number := range touched.Waybills {
		roots[c.ties.root(numberNode(number))] = true
	}
	return slices.Sorted(maps.Keys(roots))
}

// A load is the parts of the case that are concluded on in one go.
type load struct {
	chats, numbers, parcels []string
	events                  int // about how many
}

// same reports whether two loads have the same members.
func (l *load) same(o *load) bool {
	return slices.Equal(l.chats, o.chats) && slices.Equal(l.numbers, o.numbers) && slices.Equal(l.parcels, o.parcels)
}

func (l *load) members() []string {
	out := slices.Concat(l.chats, l.parcels)
	for _, number := range l.numbers {
		out = append(out, numberNode(number))
	}
	return out
}

// load lists the members of the parts to which the given ones belong.
func (c *conclusion) load(members []string) *load {
	l := &load{}
	seen := map[*part]bool{}
	for _, m := range members {
		p := c.ties.part(m)
		if seen[p] {
			continue
		}
		seen[p] = true
		l.events += p.events
		for _, m := range p.members {
			switch {
			case m[0] == '#':
				l.numbers = append(l.numbers, m[1:])
			case c.chats[m].ID != "":
				l.chats = append(l.chats, m)
			default:
				l.parcels = append(l.parcels, m)
			}
		}
	}
	for _, list := range [][]string{l.chats, l.numbers, l.parcels} {
		slices.Sort(list)
	}
	return l
}
