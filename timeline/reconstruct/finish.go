package reconstruct

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/check"
	"github.com/duizheng/duizheng/timeline/claims"
	"github.com/duizheng/duizheng/timeline/link"
	"github.com/duizheng/duizheng/timeline/scans"
)

// Finish makes again what no longer agrees with the primary data: roles, what
// the texts of touched chats say, which parcels that is about, and where it
// does not match. It may be called at any time; without touched work it does
// nothing, and a call that is cut off leaves the marks, so that the next one
// goes on.
func Finish(ctx context.Context, store *casefile.Store) error {
	touched, err := store.Touched(ctx)
	if err != nil || !touched.Any() {
		return err
	}
	if err := guessRoles(ctx, store); err != nil {
		return fmt.Errorf("guessing roles: %w", err)
	}
	if err := readAgain(ctx, store, touched); err != nil {
		return fmt.Errorf("reading what was said: %w", err)
	}
	return conclude(ctx, store, touched)
}

// readAgain extracts what the messages of touched chats say, and reads touched
// tracking records anew, since their wording rules may have changed.
func readAgain(ctx context.Context, store *casefile.Store, touched casefile.Touched) error {
	recorded, err := readScans(ctx, store, touched)
	if err != nil {
		return err
	}
	confirmed := func(number string) (string, bool) {
		carrier, ok := recorded[number]
		return carrier, ok
	}
	chats := touched.Chats
	if touched.All {
		all, err := store.Conversations(ctx)
		if err != nil {
			return err
		}
		chats = chats[:0]
		for _, c := range all {
			chats = append(chats, c.ID)
		}
	}
	for _, chat := range chats {
		if err := readChat(ctx, store, chat, claims.Options{Confirmed: confirmed}); err != nil {
			return err
		}
	}
	return nil
}

// readScans reads the tracking records anew where the reading changed, and
// lists the numbers that records confirm with their carriers.
func readScans(ctx context.Context, store *casefile.Store, touched casefile.Touched) (map[string]string, error) {
	recorded := map[string]string{}
	again := map[string]timeline.Scan{}
	for e, err := range store.Events(ctx, casefile.EventQuery{Kinds: []timeline.RecordKind{timeline.KindScan}}) {
		if err != nil {
			return nil, err
		}
		s := *e.Scan
		recorded[s.Waybill] = s.Carrier
		if !touched.All && !slices.Contains(touched.Waybills, s.Waybill) {
			continue
		}
		if now := scans.Read(s, e.Text, e.Time); now != s {
			again[e.ID] = now
		}
	}
	if len(again) == 0 {
		return recorded, nil
	}
	return recorded, store.Derive(ctx, func(d *casefile.Derivation) error {
		for id, s := range again {
			if err := d.SetScan(id, s); err != nil {
				return err
			}
		}
		return nil
	})
}

// readChat extracts what every message of one chat says, each seen with the
// messages before it.
func readChat(ctx context.Context, store *casefile.Store, chat string, o claims.Options) error {
	return store.Derive(ctx, func(d *casefile.Derivation) error {
		var before []timeline.Utterance
		for e, err := range store.Events(ctx, casefile.EventQuery{Chat: chat}) {
			if err != nil {
				return err
			}
			if e.Kind != timeline.KindMessage || e.Recalled && e.Text == "" {
				continue
			}
			u := utterance(&e)
			u.Context = before
			found := claims.Extract(u, o)
			if err := d.SetReading(e.ID, found.Waybills, found.Statements); err != nil {
				return err
			}
			u.Context = nil
			if before = append(before, u); len(before) > timeline.ContextLimit {
				before = slices.Clone(before[1:])
			}
		}
		return nil
	})
}

// utterance is a message as extraction sees it: the sender's own words.
func utterance(e *timeline.Event) timeline.Utterance {
	sender := e.Sender.Party
	if sender == "" {
		sender = e.Sender.Name
	}
	return timeline.Utterance{ID: e.ID, Time: e.Time.Start, Sender: sender, Role: e.Sender.Role, Text: e.Own()}
}

// conclude links what was said to parcels and compares it with the record.
func conclude(ctx context.Context, store *casefile.Store, touched casefile.Touched) error {
	in, err := gather(ctx, store)
	if err != nil {
		return err
	}
	linked := link.Make(link.Input{Events: in.events, Parties: in.parties, Facts: in.facts})
	var findings []timeline.Finding
	for i, p := range linked.Parcels {
		if err := ctx.Err(); err != nil {
			return err
		}
		found := check.Check(check.Input{
			Parcel: p, Events: about(p, linked), Links: linked.Links,
			Parties: in.parties, Facts: in.facts, Gaps: in.gaps, Zones: in.zones, Rules: in.rules,
		})
		linked.Parcels[i].Findings = len(found)
		findings = append(findings, found...)
	}
	findings = append(findings, check.Exports(in.gaps, linked.Events, in.rules)...)
	return store.Derive(ctx, func(d *casefile.Derivation) error {
		for _, e := range linked.Events {
			if e.Kind == timeline.KindMessage && (len(e.Statements) > 0 || len(e.Waybills) > 0) {
				if err := d.SetReading(e.ID, e.Waybills, e.Statements); err != nil {
					return err
				}
			}
		}
		if err := d.ReplaceParcels(linked.Parcels, linked.Links); err != nil {
			return err
		}
		if err := d.ReplaceFindings(nil, findings); err != nil {
			return err
		}
		return d.Done(touched)
	})
}

// about is what the check of one parcel needs to see: the scans of its numbers
// and the whole chats in which it is spoken of.
func about(p timeline.Parcel, linked link.Result) []timeline.Event {
	mine := map[string]bool{}
	for _, l := range linked.Links {
		if l.Parcel == p.ID {
			mine[l.Event] = true
		}
	}
	chats := map[string]bool{}
	for i := range linked.Events {
		e := &linked.Events[i]
		named := slices.ContainsFunc(e.Waybills, func(w timeline.Waybill) bool { return slices.Contains(p.Numbers, w.Number) })
		if e.Chat != "" && (mine[e.ID] || named) {
			chats[e.Chat] = true
		}
	}
	var out []timeline.Event
	for _, e := range linked.Events {
		if e.Scan != nil && mine[e.ID] || e.Chat != "" && chats[e.Chat] {
			out = append(out, e)
		}
	}
	return out
}

// A gathering is what link and check look at.
type gathering struct {
	events  []timeline.Event
	parties []timeline.Party
	facts   []timeline.Fact
	gaps    []timeline.Gap
	zones   []*time.Location
	rules   check.Rules
}

// gather reads the scans and those chats in which a parcel is spoken of.
func gather(ctx context.Context, store *casefile.Store) (in gathering, err error) {
	if in.parties, err = store.Parties(ctx); err != nil {
		return in, err
	}
	if in.facts, err = store.Facts(ctx); err != nil {
		return in, err
	}
	if in.gaps, err = store.Gaps(ctx); err != nil {
		return in, err
	}
	if in.zones, err = zonesOf(ctx, store); err != nil {
		return in, err
	}
	if in.rules, err = Rules(ctx, store); err != nil {
		return in, err
	}
	speaks := map[string]bool{}
	for e, err := range store.Events(ctx, casefile.EventQuery{Statements: true}) {
		if err != nil {
			return in, err
		}
		speaks[e.Chat] = true
	}
	for e, err := range store.Events(ctx, casefile.EventQuery{}) {
		if err != nil {
			return in, err
		}
		if e.Scan != nil || speaks[e.Chat] {
			in.events = append(in.events, e)
		}
	}
	return in, nil
}

// zonesOf lists the zones that imports declared or assumed: a conflict that
// another of them dissolves is possible at most (JUDGEMENT 1.7).
func zonesOf(ctx context.Context, store *casefile.Store) ([]*time.Location, error) {
	imports, err := store.Imports(ctx)
	if err != nil {
		return nil, err
	}
	var zones []*time.Location
	seen := map[string]bool{}
	for _, i := range imports {
		if i.Zone == "" || seen[i.Zone] {
			continue
		}
		seen[i.Zone] = true
		if z, err := time.LoadLocation(i.Zone); err == nil {
			zones = append(zones, z)
		}
	}
	return zones, nil
}
