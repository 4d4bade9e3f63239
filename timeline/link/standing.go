package link

import (
	"cmp"
	"slices"

	"github.com/duizheng/duizheng/timeline"
)

// settle gives every statement its standing (JUDGEMENT 1.5, and what a new
// time does to a promise).
func (l *linker) settle() {
	for i := range l.events {
		for k := range l.events[i].Statements {
			if st := &l.events[i].Statements[k]; st.Standing == "" {
				st.Standing = timeline.Stands
			}
		}
	}
	for _, c := range l.chats {
		l.takeBackStatements(c)
	}
	l.supersede()
}

// takeBackStatements retracts what a speaker takes back within the window: in
// his last message that says something of the same matter, or, if the correction
// itself says nothing, in the message just before it.
func (l *linker) takeBackStatements(c *chat) {
	said := map[string]*timeline.Event{} // each speaker's last message with a statement
	for n, i := range c.at {
		e := l.events[i]
		last := said[speaker(e)]
		if len(e.Statements) > 0 {
			said[speaker(e)] = e
		}
		if last == nil || !near(last, e, SlipWindow) {
			continue
		}
		matters, corrects := correction(e)
		if !corrects && !apologises(e.Own()) {
			continue
		}
		for m := n - 1; m >= 0; m-- {
			before := l.events[c.at[m]]
			if !near(before, e, SlipWindow) {
				break
			}
			if speaker(before) != speaker(e) {
				continue
			}
			if !corrects && !repeatsNumber(e.Own(), before.Own()) {
				break
			}
			if retract(before, matters) || len(matters) == 0 {
				break
			}
		}
	}
}

// correction tells whether e takes something back, and of which matters.
func correction(e *timeline.Event) (matters []timeline.StatementKind, ok bool) {
	ok = len(e.Waybills) == 0 && takesBack(e.Own())
	for _, st := range e.Statements {
		if st.Mode.Checked() {
			matters = append(matters, matter(st.Kind))
			ok = ok || st.Corrects
		}
	}
	return matters, ok
}

func retract(e *timeline.Event, matters []timeline.StatementKind) bool {
	found := false
	for k := range e.Statements {
		st := &e.Statements[k]
		if st.Mode.Checked() && (len(matters) == 0 || slices.Contains(matters, matter(st.Kind))) && st.Standing == timeline.Stands {
			st.Standing, found = timeline.Retracted, true
		}
	}
	return found
}

// A pledge is a promise of one maker for one thing.
type pledge struct {
	parcel, maker string
	thing         timeline.StatementKind
}

// supersede marks promises that their maker moved before they fell due.
func (l *linker) supersede() {
	at := make(map[string]int, len(l.events))
	for i := range l.events {
		at[l.events[i].ID] = i
	}
	open := map[pledge][]*timeline.Statement{}
	links := slices.Clone(l.links)
	slices.SortStableFunc(links, func(a, b timeline.ParcelLink) int { return at[a.Event] - at[b.Event] })
	for _, link := range links {
		if link.Statement < 0 {
			continue
		}
		e := l.events[at[link.Event]]
		st := &e.Statements[link.Statement]
		if st.Mode != timeline.ModePromised || st.Negated || st.Standing != timeline.Stands || !e.Time.Dated() || deadlineless(st) {
			continue
		}
		key := pledge{link.Parcel, l.maker(e, st), matter(st.Kind)}
		for _, old := range open[key] {
			if old.Standing == timeline.Stands && !old.Latest.Equal(st.Latest) && e.Time.Start.Before(old.Latest) {
				old.Standing = timeline.Superseded
			}
		}
		open[key] = append(open[key], st)
	}
}

func deadlineless(st *timeline.Statement) bool { return st.Latest.IsZero() || st.Disclaimed }

// maker is who promised: the speaker, or the one quoted, whose promise the
// speaker's own does not move. Who says yes to an offer makes it the promise of
// the one who offered.
func (l *linker) maker(e *timeline.Event, st *timeline.Statement) string {
	if st.By == timeline.BySpeaker || st.By == "" {
		return speaker(e)
	}
	if st.Agrees {
		if who := l.only(e, timeline.Role(st.By)); who != "" {
			return who
		}
	}
	return "by:" + string(st.By)
}

// only is the one party of a role that writes in the chat of e, or "".
func (l *linker) only(e *timeline.Event, role timeline.Role) string {
	found := ""
	for _, c := range l.chats {
		if c.id != cmp.Or(e.Chat, e.Conversation) {
			continue
		}
		for _, key := range c.names {
			if l.roles[key] == role && key != found {
				if found != "" {
					return ""
				}
				found = key
			}
		}
	}
	return found
}

// matter joins the kinds that are one matter: taking a parcel out, and
// delivering it.
func matter(k timeline.StatementKind) timeline.StatementKind {
	switch k {
	case timeline.KindOutForDelivery, timeline.KindAttempted, timeline.KindAtPickupPoint, timeline.KindReceived, timeline.KindArrived:
		return timeline.KindDelivered
	case timeline.KindPickedUp:
		return timeline.KindShipped
	}
	return k
}
