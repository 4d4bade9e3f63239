package check

import (
	"slices"
	"sort"
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// A Talk is the messages of one chat around a parcel, in order. What is known of the
// whole chat is found out once, for all parcels that are spoken of in it.
type Talk struct {
	Chat   string
	Events []*timeline.Event

	voices  []*timeline.Event // the first message of each who writes in the chat
	local   *timeline.Event   // its first message that tells of which zone its days are
	offsets []int             // that its sources write, seconds east of UTC
}

// NewTalk is the whole of a chat.
func NewTalk(chat string, events []*timeline.Event) Talk {
	t := Talk{Chat: chat, Events: events}
	var met []string
	for _, e := range events {
		if key := speaker(e); !slices.Contains(met, key) {
			met = append(met, key)
			t.voices = append(t.voices, e)
		}
		if t.local == nil && tellsZone(e) {
			t.local = e
		}
		if offset, ok := writtenOffset(e.Time); ok && !slices.Contains(t.offsets, offset) {
			t.offsets = append(t.offsets, offset)
		}
	}
	return t
}

// talksOf are the chats of events.
func talksOf(events []*timeline.Event) []Talk {
	var chats []string
	said := map[string][]*timeline.Event{}
	for _, e := range events {
		if e.Kind != timeline.KindMessage {
			continue
		}
		chat := chatOf(e)
		if said[chat] == nil {
			chats = append(chats, chat)
		}
		said[chat] = append(said[chat], e)
	}
	talks := make([]Talk, len(chats))
	for i, chat := range chats {
		talks[i] = NewTalk(chat, said[chat])
	}
	return talks
}

// tellsZone reports whether a message was read in a zone: an epoch in a file names none.
func tellsZone(e *timeline.Event) bool {
	if !e.Time.Dated() {
		return false
	}
	_, offset := e.Time.Start.Zone()
	return offset != 0 || e.Time.Zone != timeline.ZoneExplicit
}

// Between is the part of a talk from from to to, with the messages without a time,
// which stand at its end.
func (t Talk) Between(from, to time.Time) Talk {
	first := func(is func(m timeline.Moment) bool) int {
		return sort.Search(len(t.Events), func(i int) bool {
			m := t.Events[i].Time
			return !m.Dated() || is(m)
		})
	}
	begin := first(func(m timeline.Moment) bool { return m.Start.After(from.Add(-longest)) })
	end := first(func(m timeline.Moment) bool { return !m.Start.Before(to) })
	undated := first(func(timeline.Moment) bool { return false })
	for begin < end && !t.Events[begin].Time.End.After(from) {
		begin++
	}
	end = max(begin, end)
	t.Events = append(t.Events[begin:end:end], t.Events[undated:]...)
	return t
}

// longest is how long the time of a message may be: a day.
const longest = 24 * time.Hour
