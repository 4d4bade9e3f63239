package reconstruct

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/claims"
	"github.com/duizheng/duizheng/timeline/scans"
)

// A gathering is what link and check look at: the events of a load, read anew,
// in timeline order.
type gathering struct {
	events  []*timeline.Event
	chats   []timeline.Conversation
	parties []timeline.Party
	stored  map[string]stored        // readings as the case holds them, by event
	scans   map[string]timeline.Scan // tracking records that now read otherwise, by event
}

// stored is the reading of an event that the case holds.
type stored struct {
	waybills   []timeline.Waybill
	statements []timeline.Statement
}

// A reading is a load that is being read.
type reading struct {
	*load
	done chan struct{}
	in   *gathering
	err  error
}

// read begins to read a load.
func (c *conclusion) read(l *load) *reading {
	r := &reading{load: l, done: make(chan struct{})}
	go func() {
		defer close(r.done)
		r.in, r.err = c.gather(l)
	}()
	return r
}

// is reports whether l is being read; nil reads nothing.
func (r *reading) is(l *load) bool { return r != nil && r.same(l) }

// wait waits until the load is read.
func (r *reading) wait() (*gathering, error) {
	if r == nil {
		return nil, nil
	}
	<-r.done
	return r.in, r.err
}

// gather reads the chats and tracking records of a load. Of a chat, messages
// that say nothing are kept only around those that say something.
func (c *conclusion) gather(l *load) (*gathering, error) {
	in := &gathering{stored: map[string]stored{}, scans: map[string]timeline.Scan{}}
	all := make([]heard, len(l.chats))
	var recorded []*timeline.Event
	if err := abreast(1+len(l.chats), func(i int) (err error) {
		if i == 0 {
			recorded, err = c.recorded(l, in.scans)
			return err
		}
		all[i-1], err = c.hear(l.chats[i-1])
		return err
	}); err != nil {
		return nil, err
	}
	met := map[string]bool{}
	for i, chat := range l.chats {
		if len(all[i].events) == 0 {
			continue // nothing about a parcel
		}
		in.events = append(in.events, all[i].events...)
		maps.Copy(in.stored, all[i].stored)
		in.chats = append(in.chats, c.chats[chat])
		for _, p := range c.parties[chat] {
			if !met[p.ID] {
				met[p.ID] = true
				in.parties = append(in.parties, p)
			}
		}
	}
	in.events = append(in.events, recorded...)
	slices.SortFunc(in.events, casefile.InOrder)
	return in, nil
}

// recorded reads the tracking records of a load; into now it puts those that
// read otherwise than the case holds.
func (c *conclusion) recorded(l *load, now map[string]timeline.Scan) ([]*timeline.Event, error) {
	numbers := []string{}
	for _, number := range l.numbers {
		if c.scans[number] > 0 {
			numbers = append(numbers, number)
		}
	}
	var out []*timeline.Event
	for e, err := range c.store.Own(c.ctx, casefile.EventQuery{Scans: numbers}) {
		if err != nil {
			return nil, err
		}
		if read := scans.Read(*e.Scan, e.Text, e.Time); read != *e.Scan {
			e.Scan, now[e.ID] = &read, read
		}
		out = append(out, e)
	}
	return out, nil
}

// A parcel is looked at with the messages of its chats from this long before
// its first event to this long after its last: whoever answers, answers there.
const (
	lookBack  = 3 * 24 * time.Hour
	lookAhead = 30 * 24 * time.Hour
)

// heard is what one chat has to say: the messages that are looked at, and
// their readings as the case holds them.
type heard struct {
	events []*timeline.Event
	stored map[string]stored
}

// hear reads one chat: every message in the light of those before it, with the
// user's corrections.
func (c *conclusion) hear(chat string) (heard, error) {
	t := heard{stored: map[string]stored{}}
	var quiet []*timeline.Event // the last messages that say nothing
	var until time.Time         // so long they are kept
	h := c.hearing(chat)
	for e, err := range c.store.Own(c.ctx, casefile.EventQuery{Chat: chat}) {
		if err != nil {
			return t, err
		}
		was := stored{e.Waybills, e.Statements}
		if err := h.hear(e); err != nil {
			return t, err
		}
		e.Sources, e.Labels, e.Corrections = nil, nil, nil // a message is looked at without them
		says, said := len(e.Waybills)+len(e.Statements) > 0, len(was.waybills)+len(was.statements) > 0
		if says || said {
			t.stored[e.ID] = was
		}
		switch {
		case says || said:
			t.events = append(append(t.events, quiet[tooEarly(quiet, e):]...), e)
			quiet = quiet[:0]
			if e.Time.Dated() {
				until = e.Time.End.Add(lookAhead)
			}
		case e.Time.Dated() && e.Time.Start.Before(until):
			t.events = append(t.events, e)
		default:
			if quiet = append(quiet, e); len(quiet) == cap(quiet) {
				quiet = slices.Delete(quiet, 0, tooEarly(quiet, e)) // rather than let it grow
			}
		}
	}
	return t, nil
}

// quietLimit bounds how many messages without a time are kept before one that
// says something.
const quietLimit = 1000

// tooEarly counts the quiet messages that are left out before e.
func tooEarly(quiet []*timeline.Event, e *timeline.Event) int {
	n := max(0, len(quiet)-quietLimit)
	if !e.Time.Dated() {
		return n
	}
	for n < len(quiet) && quiet[n].Time.Dated() && quiet[n].Time.End.Before(e.Time.Start.Add(-lookBack)) {
		n++
	}
	return n
}

// keep stores the readings that are new.
func (in *gathering) keep(d *casefile.Derivation) error {
	var ids []string
	for _, e := range in.events {
		if _, ok := in.stored[e.ID]; ok || e.Scan != nil {
			ids = append(ids, e.ID)
		}
	}
	if err := d.Find(ids); err != nil {
		return err
	}
	for _, e := range in.events {
		if now, ok := in.scans[e.ID]; ok {
			if err := d.SetScan(e.ID, now); err != nil {
				return err
			}
		}
		if was, ok := in.stored[e.ID]; ok && (!same(was.waybills, e.Waybills) || !same(was.statements, e.Statements)) {
			if err := d.SetReading(e.ID, e.Waybills, e.Statements); err != nil {
				return err
			}
		}
	}
	return nil
}

// same compares as the case stores it.
func same[T any](a, b []T) bool {
	if len(a) != len(b) {
		return false
	}
	x, err := json.Marshal(a)
	y, err2 := json.Marshal(b)
	return len(a) == 0 || err == nil && err2 == nil && bytes.Equal(x, y)
}

// A hearing reads the messages of a chat one after the other, each with those
// before it.
type hearing struct {
	options claims.Options
	err     error // of looking up a number
	before  []timeline.Utterance
}

// hearing knows who writes in a chat, and the numbers that records confirm.
func (c *conclusion) hearing(chat string) *hearing {
	h := &hearing{}
	h.options.Names = []string{c.chats[chat].Name}
	for _, p := range c.parties[chat] {
		h.options.Names = append(h.options.Names, p.Name)
	}
	h.options.Confirmed = func(number string) (string, bool) {
		if c.scans[number] == 0 {
			return "", false
		}
		carrier, ok := c.carriers.Load(number)
		if !ok {
			if carrier, h.err = c.store.Carrier(c.ctx, number); h.err == nil {
				c.carriers.Store(number, carrier)
			}
		}
		return carrier.(string), true
	}
	return h
}

// hear puts into e what its text says, with the user's corrections.
func (h *hearing) hear(e *timeline.Event) error {
	if e.Kind != timeline.KindMessage {
		return nil
	}
	correctRecord(e)
	u := utterance(e)
	u.Context = h.before
	found := claims.Extract(u, h.options)
	correctReading(e, &found)
	e.Waybills, e.Statements = found.Waybills, found.Statements
	u.Context = nil
	if len(h.before) == 2*timeline.ContextLimit {
		h.before = append(make([]timeline.Utterance, 0, len(h.before)), h.before[timeline.ContextLimit:]...)
	}
	h.before = append(h.before, u)
	return h.err
}

// utterance is a message as extraction sees it: the sender's own words.
func utterance(e *timeline.Event) timeline.Utterance {
	sender := e.Sender.Party
	if sender == "" {
		sender = e.Sender.Name
	}
	return timeline.Utterance{ID: e.ID, Time: e.Time.Start, Sender: sender, Role: e.Sender.Role, Text: e.Own()}
}
