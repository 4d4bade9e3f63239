package casefile

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"github.com/duizheng/duizheng/timeline"
)

// Gaps lists the places where messages may be missing, in order of time.
func (s *Store) Gaps(ctx context.Context) ([]timeline.Gap, error) {
	c, err := s.castNow(ctx)
	if err != nil {
		return nil, err
	}
	var out []timeline.Gap
	if err := each(ctx, s.db, func(row *sql.Rows) error {
		var text []byte
		var chat sql.NullInt64
		if err := row.Scan(&text, &chat); err != nil {
			return err
		}
		var g timeline.Gap
		if err := json.Unmarshal(text, &g); err != nil {
			return err
		}
		g.Chat = c.chatID(chat.Int64)
		out = append(out, g)
		return nil
	}, `SELECT value, chat FROM gaps ORDER BY unixepoch(json_extract(value, '$.time.start')), id`); err != nil {
		return nil, err
	}
	// A gap names records; since then these may have become part of an event
	// with another id.
	for i := range out {
		for _, id := range []*string{&out[i].After, &out[i].Before} {
			if *id == "" {
				continue
			}
			e, err := s.Event(ctx, *id)
			if errors.Is(err, ErrNotFound) {
				*id = ""
				continue
			}
			if err != nil {
				return nil, err
			}
			*id = e.ID
		}
	}
	return out, nil
}
