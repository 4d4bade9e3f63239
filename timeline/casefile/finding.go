package casefile

import (
	"context"
	"fmt"
	"strings"

	"github.com/duizheng/duizheng/timeline"
)

// A FindingQuery chooses findings; its zero value means all.
type FindingQuery struct {
	Parcel  string // parcel id
	Waybill string // any number of the parcel
	Event   string // record id of a member of the evidence, or of what is in also
	Type    timeline.FindingType
}

// Findings lists findings: firm first, then by severity, then the widest gap.
func (s *Store) Findings(ctx context.Context, q FindingQuery) ([]timeline.Finding, error) {
	where, args := []string{"1"}, []any(nil)
	add := func(cond string, v any) { where, args = append(where, cond), append(args, v) }
	if q.Parcel != "" {
		add("parcel = ?", q.Parcel)
	}
	if q.Waybill != "" {
		add("parcel = (SELECT parcel FROM parcel_numbers WHERE number = ?)", q.Waybill)
	}
	if q.Event != "" {
		e, err := s.Event(ctx, q.Event)
		if err != nil {
			return nil, err
		}
		add("id IN (SELECT finding FROM finding_events WHERE event = ?)", e.ID)
	}
	if q.Type != "" {
		add("type = ?", string(q.Type))
	}
	return values[timeline.Finding](ctx, s.db, `SELECT value FROM findings WHERE `+strings.Join(where, " AND ")+
		` ORDER BY firm DESC, severity DESC, gap DESC, id`, args...)
}

// Finding finds one by its id.
func (s *Store) Finding(ctx context.Context, id string) (timeline.Finding, error) {
	return one[timeline.Finding](ctx, s, "finding "+id, `SELECT value FROM findings WHERE id = ?`, id)
}

// one is the single value of a query.
func one[T any](ctx context.Context, s *Store, what, query string, args ...any) (T, error) {
	vs, err := values[T](ctx, s.db, query, args...)
	if err != nil || len(vs) == 0 {
		var none T
		if err == nil {
			err = fmt.Errorf("%s: %w", what, ErrNotFound)
		}
		return none, err
	}
	return vs[0], nil
}
