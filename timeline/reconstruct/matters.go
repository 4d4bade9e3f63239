package reconstruct

import (
	"maps"
	"slices"
	"sort"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/link"
)

// matters knows where each parcel is spoken of: positions in events, ascending.
type matters struct {
	events []*timeline.Event
	links  map[string][]timeline.ParcelLink // by parcel
	mine   map[string][]int                 // by parcel: events linked to it
	naming map[string][]int                 // by number: messages that name it
	chats  map[string][]int                 // by chat: all its messages
}

func indexMatters(events []*timeline.Event, r link.Result) *matters {
	t := &matters{events: events, links: map[string][]timeline.ParcelLink{}, mine: map[string][]int{}, naming: map[string][]int{},
		chats: map[string][]int{}}
	located := make(map[string]int, len(events)) // by event id
	for i, e := range events {
		located[e.ID] = i
		if e.Chat != "" {
			t.chats[e.Chat] = append(t.chats[e.Chat], i)
		}
		for _, w := range e.Waybills {
			t.naming[w.Number] = append(t.naming[w.Number], i)
		}
	}
	for _, l := range r.Links {
		t.links[l.Parcel] = append(t.links[l.Parcel], l)
		if i, ok := located[l.Event]; ok {
			t.mine[l.Parcel] = append(t.mine[l.Parcel], i)
		}
	}
	return t
}

// chatsOf lists the chats of events, such as those about a parcel.
func (t *matters) chatsOf(events []int) []string {
	seen := map[string]bool{}
	for _, i := range events {
		seen[t.events[i].Chat] = true
	}
	delete(seen, "")
	return slices.Sorted(maps.Keys(seen))
}

// about lists the events that are linked to a parcel or name it.
func (t *matters) about(p *timeline.Parcel) []int {
	out := slices.Clone(t.mine[p.ID])
	for _, n := range p.Numbers {
		out = append(out, t.naming[n]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// within are the messages of a chat from from to to, and those without a time,
// which stand at its end.
func (t *matters) within(chat []int, from, to time.Time) []int {
	first := func(is func(m timeline.Moment) bool) int {
		return sort.Search(len(chat), func(k int) bool {
			m := t.events[chat[k]].Time
			return !m.Dated() || is(m)
		})
	}
	begin := first(func(m timeline.Moment) bool { return m.Start.After(from.Add(-longest)) })
	end := first(func(m timeline.Moment) bool { return !m.Start.Before(to) })
	undated := first(func(timeline.Moment) bool { return false })
	for begin < end && !t.events[chat[begin]].Time.End.After(from) {
		begin++
	}
	return slices.Concat(chat[begin:max(begin, end)], chat[undated:])
}

// longest is how long the time of a message may be: a day.
const longest = 24 * time.Hour

// parcel is what the check of one parcel needs to see, in timeline order: its
// scans and the talk around it.
func (t *matters) parcel(p *timeline.Parcel) []*timeline.Event {
	about := t.about(p)
	var from, to time.Time
	for _, i := range about {
		if m := t.events[i].Time; m.Dated() {
			if from.IsZero() || m.Start.Before(from) {
				from = m.Start
			}
			if m.End.After(to) {
				to = m.End
			}
		}
	}
	from, to = from.Add(-lookBack), to.Add(lookAhead)
	wanted := about
	for _, chat := range t.chatsOf(about) {
		wanted = union(wanted, t.within(t.chats[chat], from, to))
	}
	out := make([]*timeline.Event, len(wanted))
	for n, i := range wanted {
		out[n] = t.events[i]
	}
	return out
}

// union joins two ascending lists to one, without what is in both.
func union(a, b []int) []int {
	out := make([]int, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		n := min(a[0], b[0])
		out = append(out, n)
		if a[0] == n {
			a = a[1:]
		}
		if b[0] == n {
			b = b[1:]
		}
	}
	return append(append(out, a...), b...)
}
