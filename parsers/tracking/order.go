package tracking

import "github.com/duizheng/duizheng/timeline"

// An Order says how the rows of one list stand in time.
type Order struct {
	// Position counts each row from 1 in the direction of time.
	Position []int
	// Newest is the index of the latest row, -1 without dated rows.
	Newest int
	// Blank is true when no row says anything.
	Blank bool
}

// OrderOf finds the direction of a list from its first and last dated row.
func OrderOf(rows []Row) Order {
	o := Order{Position: make([]int, len(rows)), Newest: -1, Blank: true}
	var first, last timeline.Moment
	for _, r := range rows {
		o.Blank = o.Blank && r.saysNothing()
		if r.Time.Dated() && !r.saysNothing() {
			if !first.Dated() {
				first = r.Time
			}
			last = r.Time
		}
	}
	backwards := first.Start.After(last.Start)
	for i, r := range rows {
		o.Position[i] = i + 1
		if backwards {
			o.Position[i] = len(rows) - i
		}
		if !r.Time.Dated() || r.saysNothing() {
			continue
		}
		if o.Newest < 0 || r.Time.Start.After(rows[o.Newest].Time.Start) || !backwards && !r.Time.Start.Before(rows[o.Newest].Time.Start) {
			o.Newest = i
		}
	}
	return o
}
