package index

import (
	"slices"
	"sort"
	"time"
)

// A Bucket counts the hits that begin within From ≤ t < To.
type Bucket struct {
	From  time.Time `json:"from"`
	To    time.Time `json:"to"`
	Count int       `json:"count"`
}

// MaxBuckets is how many buckets a histogram has at most.
const MaxBuckets = 200

// A step is a width of buckets: a part of a day, or whole days, months or years
// of the calendar.
type step struct {
	clock               time.Duration
	days, months, years int
}

// steps are the widths, narrowest first. The last one fits every time that a
// key can hold.
var steps = []step{
	{clock: time.Minute}, {clock: 5 * time.Minute}, {clock: 15 * time.Minute},
	{clock: time.Hour}, {clock: 3 * time.Hour}, {clock: 6 * time.Hour}, {clock: 12 * time.Hour},
	{days: 1}, {days: 7}, {months: 1}, {months: 3}, {years: 1}, {years: 10}, {years: 100}, {years: 1000},
}

// approximate is about as long as the step, never longer.
func (s step) approximate() time.Duration {
	const day = 24 * time.Hour
	return s.clock + time.Duration(s.days)*day + time.Duration(s.months)*28*day
}

// fits reports whether the buckets from the one of first to the one of last are
// few enough.
func (s step) fits(first, last time.Time) bool {
	if s.years > 0 {
		return (last.Year()-first.Year())/s.years+2 <= MaxBuckets
	}
	return last.Sub(first)/s.approximate()+2 <= MaxBuckets
}

// floor is the beginning of the bucket of t; weeks begin on Monday.
func (s step) floor(t time.Time) time.Time {
	y, m, d := t.Date()
	switch {
	case s.clock > 0:
		midnight := time.Date(y, m, d, 0, 0, 0, 0, t.Location())
		return midnight.Add(t.Sub(midnight).Truncate(s.clock))
	case s.days == 7:
		return time.Date(y, m, d-(int(t.Weekday())+6)%7, 0, 0, 0, 0, t.Location())
	case s.days > 0:
		return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
	case s.months > 0:
		return time.Date(y, m-(m-1)%time.Month(s.months), 1, 0, 0, 0, 0, t.Location())
	}
	past := y % s.years
	if past < 0 {
		past += s.years
	}
	return time.Date(y-past, 1, 1, 0, 0, 0, 0, t.Location())
}

// next is the beginning of the bucket after that which begins at t.
func (s step) next(t time.Time) time.Time {
	if s.clock > 0 {
		return t.Add(s.clock)
	}
	return t.AddDate(s.years, s.months, s.days)
}

// histogram counts times, which are seconds since 1970, in the narrowest
// buckets of the zone's calendar that are few enough.
func histogram(times []int64, zone *time.Location) []Bucket {
	buckets := []Bucket{}
	if len(times) == 0 {
		return buckets
	}
	first, last := time.Unix(slices.Min(times), 0).In(zone), time.Unix(slices.Max(times), 0).In(zone)
	width := steps[len(steps)-1]
	if i := slices.IndexFunc(steps, func(s step) bool { return s.fits(first, last) }); i >= 0 {
		width = steps[i]
	}
	var ends []int64
	for from := width.floor(first); !from.After(last); from = width.next(from) {
		to := width.next(from)
		buckets = append(buckets, Bucket{From: from, To: to})
		ends = append(ends, to.Unix())
	}
	for _, t := range times {
		buckets[sort.Search(len(ends), func(i int) bool { return t < ends[i] })].Count++
	}
	return buckets
}
