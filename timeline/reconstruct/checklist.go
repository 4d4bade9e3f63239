package reconstruct

import (
	"context"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/check"
)

// Checklist holds what a complaint about a parcel needs against what the case
// holds. Without a dispute it takes the one that the findings suggest.
func Checklist(ctx context.Context, store *casefile.Store, p timeline.Parcel, dispute check.Dispute) (check.Checklist, error) {
	in := check.Input{Parcel: p}
	var err error
	if in.Links, err = store.ParcelLinks(ctx, p.ID); err != nil {
		return check.Checklist{}, err
	}
	if in.Parties, err = store.Parties(ctx); err != nil {
		return check.Checklist{}, err
	}
	if in.Facts, err = store.Facts(ctx); err != nil {
		return check.Checklist{}, err
	}
	if in.Rules, err = Rules(ctx, store); err != nil {
		return check.Checklist{}, err
	}
	chats := map[string]bool{}
	for e, err := range store.Events(ctx, casefile.EventQuery{Parcel: p.ID}) {
		if err != nil {
			return check.Checklist{}, err
		}
		chats[e.Chat] = chats[e.Chat] || e.Chat != ""
		if e.Scan != nil {
			in.Events = append(in.Events, &e)
		}
	}
	for chat, about := range chats {
		if !about {
			continue
		}
		for e, err := range store.Events(ctx, casefile.EventQuery{Chat: chat}) {
			if err != nil {
				return check.Checklist{}, err
			}
			in.Events = append(in.Events, &e)
		}
	}
	exhibits, err := store.Exhibits(ctx)
	if err != nil {
		return check.Checklist{}, err
	}
	findings, err := store.Findings(ctx, casefile.FindingQuery{Parcel: p.ID})
	if err != nil {
		return check.Checklist{}, err
	}
	return check.ChecklistFor(in, exhibits, findings, dispute), nil
}
