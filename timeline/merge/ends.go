package merge

import (
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// Ends says where a conversation does not cover the time of a dispute: it
// begins more than a day after the first event of the parcel, or ends more
// than a day before the last. These are leads only; a chat may well begin with
// the complaint.
func Ends(c timeline.Conversation, dispute timeline.Moment) []timeline.Gap {
	const slack = 24 * time.Hour
	if !c.Time.Dated() || !dispute.Dated() {
		return nil
	}
	var out []timeline.Gap
	add := func(kind timeline.GapKind, from, to time.Time) {
		out = append(out, timeline.Gap{
			ID: timeline.ID("g_", string(kind), c.ID, from.UTC().Format(time.RFC3339), to.UTC().Format(time.RFC3339)), Kind: kind, Chat: c.ID,
			Time: timeline.Moment{Start: from, End: to, Precision: timeline.PrecisionSecond, Zone: c.Time.Zone},
			Say:  timeline.Say("gap.say."+string(kind), "from", from.Format(time.RFC3339), "to", to.Format(time.RFC3339)),
		})
	}
	if c.Time.Start.Sub(dispute.Start) > slack {
		add(timeline.GapHead, dispute.Start, c.Time.Start)
	}
	if dispute.End.Sub(c.Time.End) > slack {
		add(timeline.GapTail, c.Time.End, dispute.End)
	}
	return out
}
