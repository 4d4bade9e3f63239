package casefile

import (
	"context"

	"github.com/duizheng/duizheng/timeline"
)

// Gaps lists the places where messages may be missing, in order of time.
func (s *Store) Gaps(ctx context.Context) ([]timeline.Gap, error) {
	return values[timeline.Gap](ctx, s.db, `SELECT value FROM gaps ORDER BY unixepoch(json_extract(value, '$.time.start')), id`)
}
