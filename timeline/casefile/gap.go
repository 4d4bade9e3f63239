package casefile

import (
	"context"
	"database/sql"
	"encoding/json"

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
	var ids []string
	for _, g := range out {
		ids = append(ids, g.After, g.Before)
	}
	events, err := s.eventsOf(ctx, c, ids)
	for i := range out {
		out[i].After, out[i].Before = events[out[i].After], events[out[i].Before]
	}
	return out, err
}

// eventsOf finds the events of records, by their ids; a record that is no more
// has none.
func (s *Store) eventsOf(ctx context.Context, c *cast, records []string) (map[string]string, error) {
	keys := []int64{}
	for _, id := range records {
		if key, err := keyOf(id); err == nil {
			keys = append(keys, key)
		}
	}
	events := map[string]string{}
	shared := map[string]int64{} // records that are not alone in their event: its shown record
	err := each(ctx, s.db, func(row *sql.Rows) error {
		var source, offset, shown int64
		var alone bool
		err := row.Scan(&source, &offset, &shown, &alone)
		id := c.recordID(source, offset)
		if events[id] = id; !alone {
			shared[id] = shown
		}
		return err
	}, `SELECT source, offset, coalesce(event, n), event IS NULL AND copies = 0 FROM records WHERE key IN (SELECT value FROM json_each(?))`, toJSON(keys))
	if err != nil {
		return nil, err
	}
	for id, shown := range shared {
		if err := each(ctx, s.db, func(row *sql.Rows) error {
			var source, offset int64
			err := row.Scan(&source, &offset)
			events[id] = min(events[id], c.recordID(source, offset))
			return err
		}, `SELECT source, offset FROM records WHERE n = ?1 OR event = ?1`, shown); err != nil {
			return nil, err
		}
	}
	return events, nil
}
