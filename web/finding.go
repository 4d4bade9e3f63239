package web

import (
	"context"
	"iter"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/locale"
	"github.com/duizheng/duizheng/timeline/report"
)

// findingCard is a finding with its two sides set against each other.
type findingCard struct {
	timeline.Finding
	Number int           `json:"-"`
	Title  string        `json:"-"`
	Facing report.Facing `json:"-"`
}

// cards renders findings, numbered from 1.
func (s *server) cards(ctx context.Context, l locale.Lang, findings []timeline.Finding) ([]findingCard, error) {
	events, err := s.evidence(ctx, findings)
	if err != nil {
		return nil, err
	}
	cards := make([]findingCard, len(findings))
	for i, f := range findings {
		cards[i] = findingCard{Finding: locale.Finding(l, s.zone, f), Number: i + 1, Title: locale.Title(l, f.Type),
			Facing: report.Face(l, s.zone, f, events)}
	}
	return cards, nil
}

// evidence reads the events that findings rest on, by id.
func (s *server) evidence(ctx context.Context, findings []timeline.Finding) (map[string]timeline.Event, error) {
	events := map[string]timeline.Event{}
	var ids []string
	for _, f := range findings {
		for _, m := range f.Evidence {
			if m.Event != "" {
				ids = append(ids, m.Event)
			}
		}
	}
	if len(ids) == 0 {
		return events, nil
	}
	list, err := collect(s.store.Events(ctx, casefile.EventQuery{IDs: ids}))
	for _, e := range list {
		events[e.ID] = e
	}
	return events, err
}

func collect(seq iter.Seq2[timeline.Event, error]) ([]timeline.Event, error) {
	var list []timeline.Event
	for e, err := range seq {
		if err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, nil
}

// mentions lists, for every event, the numbers of the cards that rest on it.
func mentions(cards []findingCard) map[string][]findingCard {
	of := map[string][]findingCard{}
	for _, card := range cards {
		seen := map[string]bool{}
		for _, m := range card.Evidence {
			if m.Event != "" && !seen[m.Event] {
				seen[m.Event] = true
				of[m.Event] = append(of[m.Event], card)
			}
		}
	}
	return of
}
