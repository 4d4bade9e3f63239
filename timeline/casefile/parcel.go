package casefile

import (
	"context"
	"database/sql"

	"github.com/duizheng/duizheng/timeline"
)

// Parcels lists the parcels of the case: the complainant's own first, then
// with findings, then by first number.
func (s *Store) Parcels(ctx context.Context) ([]timeline.Parcel, error) {
	return values[timeline.Parcel](ctx, s.db, `SELECT value FROM parcels ORDER BY
		json_extract(value, '$.complainant') DESC, json_extract(value, '$.findings') > 0 DESC, json_extract(value, '$.numbers[0]'), id`)
}

// Parcel finds one by its id or any of its numbers.
func (s *Store) Parcel(ctx context.Context, idOrNumber string) (timeline.Parcel, error) {
	return one[timeline.Parcel](ctx, s, "parcel "+idOrNumber,
		`SELECT value FROM parcels WHERE id = ?1 OR id = (SELECT parcel FROM parcel_numbers WHERE number = ?1)`, idOrNumber)
}

// ParcelLinks lists what ties events to a parcel; "" lists those of all.
func (s *Store) ParcelLinks(ctx context.Context, parcel string) ([]timeline.ParcelLink, error) {
	type link struct {
		event int64
		timeline.ParcelLink
	}
	var links []link
	err := each(ctx, s.db, func(row *sql.Rows) error {
		var l link
		err := row.Scan(&l.Parcel, &l.event, &l.Statement, &l.ParcelLink.Link, &l.Ambiguous)
		links = append(links, l)
		return err
	}, `SELECT parcel, event, statement, link, ambiguous FROM links WHERE ?1 = '' OR parcel = ?1 ORDER BY parcel, event, statement`, parcel)
	if err != nil {
		return nil, err
	}
	ids := map[int64]string{}
	if err := s.shown(ctx, func(n int64, e *timeline.Event) error {
		ids[n] = e.ID
		return nil
	}, `n IN (SELECT event FROM links WHERE ?1 = '' OR parcel = ?1)`, parcel); err != nil {
		return nil, err
	}
	out := make([]timeline.ParcelLink, 0, len(links))
	for _, l := range links {
		l.Event = ids[l.event]
		out = append(out, l.ParcelLink)
	}
	return out, nil
}
