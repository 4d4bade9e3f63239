// Package check finds where what was said and what was recorded cannot both be
// true, where a promise was not kept, and where an export is not whole.
//
// Policy (JUDGEMENT). A false accusation is the worst error, so every rule
// errs towards silence, and a finding says "does not match", never who is
// wrong. Only what stands takes part: asserted, promised and requested
// sentences about this parcel, neither retracted nor superseded. Every
// sentence and scan becomes a bound on a point of the parcel's life cycle, read
// as loosely as it honestly can be; package stn finds every smallest group of
// bounds that cannot hold together; a table reads off what kind of finding
// that is, from who and what is in the group; a rule of the table Rules says
// how far apart the accounts must be to be reported, and how far to be firm.
// What is not a time (place, signer, number, refusal) conflicts where two
// accounts name disjoint classes.
//
// Firm is what every defensible reading gives. Hearsay, hedges, an ambiguous
// link, disputed words, another plausible zone or the stricter of two readings
// make it possible at most, and the finding names the reading that would
// dissolve it.
//
// Absence counts only up to the query time, or the last scan where that is not
// known. Nothing depends on the order of import or on the wall clock.
package check

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// Input is what is known of one parcel.
type Input struct {
	Parcel timeline.Parcel
	// Events are those that are linked to the parcel or name it, its scans among
	// them, in timeline order, as package link returned them; there may be others.
	Events []*timeline.Event
	// Talks are the chats where the parcel is spoken of; nil: those of Events.
	Talks []Talk
	// Links may be those of all parcels; others' are ignored.
	Links   []timeline.ParcelLink
	Parties []timeline.Party
	Facts   []timeline.Fact
	// Gaps of the case: events whose words two exports dispute are possible at
	// most.
	Gaps []timeline.Gap
	// Zones that the case gives a reason for: those of other imports. Offsets
	// written in its sources are found here.
	Zones []*time.Location
	// DateOpen are the sources in which nothing decides the order of day and
	// month.
	DateOpen []timeline.Source
	// Rules in force; nil means DefaultRules.
	Rules Rules
}

// Check lists the findings about one parcel: firm first, then by severity and
// difference. A parcel that is not the complainant's has none.
func Check(in Input) []timeline.Finding {
	if !in.Parcel.Complainant {
		return nil
	}
	c := newCase(in)
	var found []*draft
	for _, look := range []func(*court) []*draft{
		(*court).claims, (*court).signatures, (*court).promises, (*court).requests, (*court).stalls,
		(*court).places, (*court).signers, (*court).refusals, (*court).anomalies, (*court).numbers,
	} {
		found = append(found, look(c)...)
	}
	return c.finish(c.oneFactOneFinding(found))
}

// Exports lists the findings about the exports of a case: holes that an export
// itself announces, and differences between two exports of one chat.
func Exports(gaps []timeline.Gap, events []*timeline.Event, rules Rules) []timeline.Finding {
	c := newCase(Input{Gaps: gaps, Events: events, Rules: rules})
	return c.finish(c.exports())
}

// A court holds the accounts of one parcel while they are compared.
type court struct {
	Input
	zone     *time.Location // of the assumed times, for calendar days
	me       map[string]bool
	roles    map[string]timeline.Role
	names    map[string]string
	speaks   map[string]bool                   // who writes at all
	writers  map[string]map[timeline.Role]bool // roles that write in each chat
	byID     map[string]*timeline.Event        // of the linked events
	chats    map[string][]*timeline.Event      // messages by chat, in order
	accounts []*account                        // statements that take part, in timeline order
	record   *record
	disputed map[string]bool // events whose text two exports dispute
	// admissions are those found so far, by signature; nil where there is none.
	admissions map[*account]*account
	zones      []int // plausible offsets, seconds east of UTC
}

func newCase(in Input) *court {
	if in.Rules == nil {
		in.Rules = DefaultRules()
	}
	c := &court{Input: in, me: map[string]bool{}, roles: map[string]timeline.Role{}, names: map[string]string{}, speaks: map[string]bool{}, writers: map[string]map[timeline.Role]bool{},
		byID: map[string]*timeline.Event{}, chats: map[string][]*timeline.Event{}, disputed: map[string]bool{}, admissions: map[*account]*account{}}
	for _, p := range in.Parties {
		c.roles[p.ID], c.names[p.ID] = p.Role, p.Name
		c.me[p.ID] = p.Self
	}
	for _, l := range in.Links {
		c.byID[l.Event] = nil
	}
	if c.Talks == nil {
		c.Talks = talksOf(c.Events)
	}
	for _, t := range c.Talks {
		c.chats[t.Chat] = t.Events
		for _, e := range t.voices {
			c.meet(e, t.Chat, speaker(e))
		}
	}
	for _, e := range c.Events {
		if _, linked := c.byID[e.ID]; linked {
			c.byID[e.ID] = e
		}
	}
	for _, g := range in.Gaps {
		if g.Kind == timeline.GapConflict {
			c.disputed[g.After], c.disputed[g.Before] = true, true
		}
	}
	c.zone = c.assumedZone()
	c.zones = c.plausibleZones()
	c.record = c.readRecord()
	c.accounts = c.readAccounts()
	return c
}

// meet notes who writes in a chat.
func (c *court) meet(e *timeline.Event, chat, key string) {
	c.speaks[key] = true
	c.me[key] = c.me[key] || e.Sender.Self
	c.roles[key] = cmp.Or(e.Sender.Role, c.roles[key])
	c.names[key] = cmp.Or(c.names[key], e.Sender.Name)
	if c.writers[chat] == nil {
		c.writers[chat] = map[timeline.Role]bool{}
	}
	c.writers[chat][c.roles[key]] = true
}

// event is the event with an id, linked or not, or nil.
func (c *court) event(id string) *timeline.Event {
	if e := c.byID[id]; e != nil || id == "" {
		return e
	}
	named := func(e *timeline.Event) bool { return e.ID == id }
	for _, events := range append([][]*timeline.Event{c.Events}, slices.Collect(maps.Values(c.chats))...) {
		if i := slices.IndexFunc(events, named); i >= 0 {
			return events[i]
		}
	}
	return nil
}

func chatOf(e *timeline.Event) string { return cmp.Or(e.Chat, e.Conversation) }

func speaker(e *timeline.Event) string {
	return cmp.Or(e.Sender.Party, e.Sender.Name, e.Sender.ID)
}

// recipient reports whether the party is who should get the parcel.
func (c *court) recipient(key string, role timeline.Role) bool {
	if role == timeline.RoleSeller || role == timeline.RoleCourier || role == timeline.RolePlatform {
		return false
	}
	return role == timeline.RoleBuyer || c.me[key]
}

// assumedZone is the zone whose calendar days count: that in which messages
// were read.
func (c *court) assumedZone() *time.Location {
	var first *timeline.Event
	for _, t := range c.Talks {
		if t.local != nil && (first == nil || compareEvents(t.local, first) < 0) {
			first = t.local
		}
	}
	switch {
	case first != nil:
		return first.Time.Start.Location()
	case len(c.Zones) > 0:
		return c.Zones[0]
	}
	return time.UTC
}

// plausibleZones lists the offsets that the case gives a reason for: of other
// imports, and written in its sources.
func (c *court) plausibleZones() []int {
	var offsets []int
	for _, t := range c.Talks {
		offsets = append(offsets, t.offsets...)
	}
	at := time.Time{}
	for _, e := range c.Events {
		if !e.Time.Dated() {
			continue
		}
		at = e.Time.Start
		if offset, ok := writtenOffset(e.Time); ok {
			offsets = append(offsets, offset)
		}
	}
	for _, z := range c.Zones {
		_, offset := at.In(z).Zone()
		offsets = append(offsets, offset)
	}
	slices.Sort(offsets)
	return slices.Compact(offsets)
}
