package report

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
)

// Render writes the report of a case to w. An original that is missing or
// changed is an error: nothing is quoted that cannot be shown.
func Render(ctx context.Context, w io.Writer, store *casefile.Store, o Options) error {
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	c, err := gather(ctx, store, o)
	if err != nil {
		return err
	}
	d, err := compose(c, o)
	if err != nil {
		return err
	}
	return d.write(w, o.Format)
}

// gather reads what the options ask for from the case.
func gather(ctx context.Context, store *casefile.Store, o Options) (c contents, err error) {
	if c.parcels, err = parcels(ctx, store, o.Waybills); err != nil {
		return c, err
	}
	if c.findings, err = findings(ctx, store, c.parcels, o); err != nil {
		return c, err
	}
	c.of, c.events = map[string][]timeline.Event{}, map[string]timeline.Event{}
	for _, p := range c.parcels {
		for e, err := range store.Events(ctx, casefile.EventQuery{Parcel: p.ID}) {
			if err != nil {
				return c, err
			}
			c.of[p.ID] = append(c.of[p.ID], e)
			c.events[e.ID] = e
		}
	}
	if err := c.evidence(ctx, store); err != nil {
		return c, err
	}
	if c.sources, err = store.Sources(ctx); err != nil {
		return c, err
	}
	if c.facts, err = store.Facts(ctx); err != nil {
		return c, err
	}
	c.cut = func(src timeline.Source, at timeline.Locator) ([]byte, error) {
		_, cut, _, err := store.Cut(ctx, src, at, 0)
		return cut, err
	}
	c.changed, err = changed(ctx, store, c.facts)
	return c, err
}

// parcels are those named, or those with findings, or else all.
func parcels(ctx context.Context, store *casefile.Store, numbers []string) ([]timeline.Parcel, error) {
	if len(numbers) > 0 {
		var named []timeline.Parcel
		for _, n := range numbers {
			p, err := store.Parcel(ctx, n)
			if err != nil {
				return nil, fmt.Errorf("report: parcel %s: %w", n, err)
			}
			named = append(named, p)
		}
		return named, nil
	}
	all, err := store.Parcels(ctx)
	if err != nil {
		return nil, err
	}
	disputed := slices.DeleteFunc(slices.Clone(all), func(p timeline.Parcel) bool { return p.Findings == 0 })
	if len(disputed) > 0 {
		return disputed, nil
	}
	return all, nil
}

// findings are those of the parcels and those about the exports, or of them
// the ones asked for.
func findings(ctx context.Context, store *casefile.Store, of []timeline.Parcel, o Options) ([]timeline.Finding, error) {
	all, err := store.Findings(ctx, casefile.FindingQuery{})
	if err != nil {
		return nil, err
	}
	for _, id := range o.Findings {
		if !slices.ContainsFunc(all, func(f timeline.Finding) bool { return f.ID == id }) {
			return nil, fmt.Errorf("report: the case has no finding %s; `duizheng check` lists them", id)
		}
	}
	return slices.DeleteFunc(all, func(f timeline.Finding) bool {
		if len(o.Findings) > 0 {
			return !slices.Contains(o.Findings, f.ID)
		}
		return f.Parcel != "" && !slices.ContainsFunc(of, func(p timeline.Parcel) bool { return p.ID == f.Parcel })
	}), nil
}

// evidence reads the events of findings that stand in no parcel's list.
func (c contents) evidence(ctx context.Context, store *casefile.Store) error {
	for _, f := range c.findings {
		for _, m := range f.Evidence {
			if _, known := c.events[m.Event]; known || m.Event == "" {
				continue
			}
			e, err := store.Event(ctx, m.Event)
			if err != nil {
				return fmt.Errorf("report: evidence of %s: %w", f.ID, err)
			}
			c.events[m.Event] = e
		}
	}
	return nil
}

// changed is the latest time at which the user added something to the case.
func changed(ctx context.Context, store *casefile.Store, facts []timeline.Fact) (last time.Time, err error) {
	later := func(t time.Time) {
		if t.After(last) {
			last = t
		}
	}
	imports, err := store.Imports(ctx)
	if err != nil {
		return last, err
	}
	for _, i := range imports {
		later(i.At)
	}
	for _, f := range facts {
		later(f.At)
	}
	exhibits, err := store.Exhibits(ctx)
	for _, x := range exhibits {
		later(x.At)
	}
	return last, err
}
