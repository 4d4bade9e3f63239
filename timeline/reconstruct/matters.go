package reconstruct

import (
	"maps"
	"slices"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/check"
	"github.com/duizheng/duizheng/timeline/link"
)

// matters knows where each parcel is spoken of: positions in events, ascending.
type matters struct {
	events []*timeline.Event
	links  map[string][]timeline.ParcelLink // by parcel
	mine   map[string][]int                 // by parcel: events linked to it
	naming map[string][]int                 // by number: messages that name it
	talks  map[string]check.Talk            // by chat
}

func indexMatters(events []*timeline.Event, r link.Result) *matters {
	t := &matters{events: events, links: map[string][]timeline.ParcelLink{}, mine: map[string][]int{}, naming: map[string][]int{},
		talks: map[string]check.Talk{}}
	said := map[string][]*timeline.Event{}       // by chat
	located := make(map[string]int, len(events)) // by event id
	for i, e := range events {
		located[e.ID] = i
		if e.Kind == timeline.KindMessage {
			said[e.Chat] = append(said[e.Chat], e)
		}
		for _, w := range e.Waybills {
			t.naming[w.Number] = append(t.naming[w.Number], i)
		}
	}
	for chat, events := range said {
		t.talks[chat] = check.NewTalk(chat, events)
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

// parcel is what the check of one parcel needs to see: what is about it, in timeline
// order, and the talk around that.
func (t *matters) parcel(p *timeline.Parcel) (events []*timeline.Event, talks []check.Talk) {
	about := t.about(p)
	var from, to time.Time
	for _, i := range about {
		e := t.events[i]
		events = append(events, e)
		if m := e.Time; m.Dated() {
			if from.IsZero() || m.Start.Before(from) {
				from = m.Start
			}
			if m.End.After(to) {
				to = m.End
			}
		}
	}
	from, to = from.Add(-lookBack), to.Add(lookAhead)
	talks = []check.Talk{}
	for _, chat := range t.chatsOf(about) {
		talks = append(talks, t.talks[chat].Between(from, to))
	}
	return events, talks
}
