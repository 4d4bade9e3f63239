package check

import (
	"cmp"
	"slices"

	"github.com/duizheng/duizheng/timeline"
)

// gapTypes says which gaps are findings: what an export itself announces as
// missing, and what two exports of one chat differ in. Silence, heads, tails
// and clocks are leads for the user only.
var gapTypes = map[timeline.GapKind]timeline.FindingType{
	timeline.GapSequence: timeline.ExportGap, timeline.GapCount: timeline.ExportGap, timeline.GapRange: timeline.ExportGap, timeline.GapReply: timeline.ExportGap,
	timeline.GapMissing: timeline.ExportConflict, timeline.GapConflict: timeline.ExportConflict,
}

// exports makes one finding of all gaps of one kind in one export, or between
// the exports of one chat.
func (c *court) exports() []*draft {
	conflicts := map[string]bool{}
	for _, g := range c.Gaps {
		if gapTypes[g.Kind] == timeline.ExportConflict {
			conflicts[g.Chat] = true
		}
	}
	gaps := slices.Clone(c.Gaps)
	slices.SortStableFunc(gaps, func(a, b timeline.Gap) int {
		return cmp.Or(cmp.Compare(rank(a.Kind), rank(b.Kind)), a.Time.Start.Compare(b.Time.Start), cmp.Compare(a.ID, b.ID))
	})
	var out []*draft
	for i := range gaps {
		g := &gaps[i]
		typ := gapTypes[g.Kind]
		if typ == "" || typ == timeline.ExportGap && conflicts[g.Chat] && g.Chat != "" {
			continue
		}
		d := &draft{typ: typ, rule: c.Rules.rule(typ), firm: g.Kind != timeline.GapReply, key: cmp.Or(g.Chat, g.Source.SHA256), evidence: c.around(g), gapOf: g}
		if typ == timeline.ExportGap {
			d.key = g.Source.SHA256 + "!" + g.Source.Member
		}
		out = append(out, d)
	}
	return mergeExports(out)
}

// rank puts the gaps that show most first.
func rank(k timeline.GapKind) int {
	return slices.Index([]timeline.GapKind{timeline.GapConflict, timeline.GapSequence, timeline.GapMissing, timeline.GapCount, timeline.GapRange, timeline.GapReply}, k)
}

func mergeExports(list []*draft) []*draft {
	var out []*draft
	for _, d := range list {
		i := slices.IndexFunc(out, func(o *draft) bool { return o.typ == d.typ && o.key == d.key })
		if i < 0 {
			out = append(out, d)
			continue
		}
		o := out[i]
		o.firm = o.firm || d.firm
		o.also = append(o.also, d.evidence...)
	}
	return out
}

// around is the evidence of a gap: what the export announces, the messages
// beside the hole, or the two texts.
func (c *court) around(g *timeline.Gap) []*account {
	var out []*account
	if g.Words != "" {
		return append(out, &account{role: timeline.EvidenceGap, event: &timeline.Event{Record: timeline.Record{Kind: timeline.KindFrame, Text: g.Words, Source: g.Source, Locator: g.Locator, Time: g.Time}}})
	}
	for _, id := range []string{g.After, g.Before} {
		e := c.event(id)
		if e == nil || len(out) > 0 && out[0].event == e {
			continue
		}
		out = append(out, &account{event: e, role: timeline.EvidenceGap})
		for _, h := range e.Sources {
			if h.Text != "" && h.Text != e.Text {
				other := *e
				other.Text, other.Source, other.Locator, other.Time = h.Text, h.Source, h.Locator, h.Time
				out = append(out, &account{event: &other, role: timeline.EvidenceGap})
			}
		}
	}
	if len(out) == 0 {
		out = append(out, &account{role: timeline.EvidenceGap, event: &timeline.Event{Record: timeline.Record{Source: g.Source, Time: g.Time}}})
	}
	return out
}
