package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/reconstruct"
)

func (a *app) importCommand() *cobra.Command {
	var r readFlags
	var dryRun, noWait bool
	c := &cobra.Command{
		Use:   "import PATH…",
		Short: a.text("cmd.import"),
		Args:  needArgs(1),
		RunE: func(c *cobra.Command, paths []string) error {
			o, known, err := r.options(a, c)
			if err != nil {
				return err
			}
			return a.importPaths(c.Context(), &r, known, paths, o, dryRun, noWait)
		},
	}
	r.add(a, c.Flags())
	c.Flags().StringVar(&r.asOf, "as-of", "", a.text("flag.as_of"))
	c.Flags().BoolVar(&dryRun, "dry-run", false, a.text("flag.dry_run"))
	c.Flags().BoolVar(&noWait, "no-wait", false, a.text("flag.no_wait"))
	return c
}

func (a *app) importPaths(ctx context.Context, r *readFlags, known []*parsers.Format, paths []string, o parsers.Options, dryRun, noWait bool) error {
	reading, err := parsers.Read(ctx, known, paths, o)
	if err != nil {
		return err
	}
	partial := a.refused(reading)
	if len(reading.Exports) == 0 {
		return status{Code: exitFailed}
	}
	wait := casefile.Options{}
	if noWait {
		wait.Wait = -1
	}
	store, err := casefile.Create(ctx, a.dir, wait)
	if err != nil {
		return err
	}
	defer store.Close()
	done, err := a.take(ctx, store, paths, reading, o, dryRun)
	if err != nil {
		return err
	}
	if !dryRun {
		if err := r.keepProfile(ctx, store); err != nil {
			return err
		}
	}
	if err := a.showLedger(done, dryRun); err != nil {
		return err
	}
	if partial || done.Incomplete() {
		return status{Code: exitPartial}
	}
	return nil
}

// take imports what was recognised, concludes, and brings the index after.
func (a *app) take(ctx context.Context, store *casefile.Store, paths []string, reading *parsers.Reading, o parsers.Options, dryRun bool) (timeline.Import, error) {
	meter := a.meter()
	defer meter.end()
	done, err := reconstruct.Import(ctx, store, reading.Exports, reconstruct.Options{
		Paths: paths, Zone: o.Zone.String(), Me: o.Me, AsOf: o.AsOf, DryRun: dryRun, Media: reading.Media,
		Refused: a.refusals(reading), Progress: meter.show,
	})
	if err != nil || dryRun {
		return done, err
	}
	meter.say("cmd.finishing")
	if err := reconstruct.Finish(ctx, store); err != nil {
		return done, err
	}
	meter.say("cmd.indexing")
	return done, a.follow(ctx, store)
}

// refusals are the ledger lines of what was not taken.
func (a *app) refusals(reading *parsers.Reading) []timeline.SourceLedger {
	var out []timeline.SourceLedger
	for _, r := range reading.Refusals {
		out = append(out, timeline.SourceLedger{Source: r.File.Source(), Size: r.File.Size, Error: a.say(r.Reason)})
	}
	return out
}

// showLedger prints what the import did with every source.
func (a *app) showLedger(done timeline.Import, dryRun bool) error {
	if a.json {
		return a.emit(done)
	}
	if dryRun {
		a.printf("cmd.ledger.dry")
	}
	for _, l := range done.Ledger {
		if l.Source.Format == "" {
			continue // not taken, and told already
		}
		name := l.Source.Name
		if l.Source.Member != "" {
			name += "!/" + l.Source.Member
		}
		a.printf("cmd.ledger.source", "file", name, "format", l.Source.Format, "messages", fmt.Sprint(l.Records[timeline.KindMessage]),
			"notices", fmt.Sprint(l.Records[timeline.KindNotice]), "scans", fmt.Sprint(l.Records[timeline.KindScan]))
		for _, line := range ledgerRemarks(l) {
			a.printf(line.Key, pairs(line.Values)...)
		}
		for _, n := range l.Notes {
			a.printf("cmd.ledger.note", "note", n)
		}
		for _, u := range l.Unparsed {
			a.printf("cmd.inspect.unread", "line", fmt.Sprint(u.Locator.Line), "offset", fmt.Sprint(u.Locator.Offset), "text", cut(u.Text, 60))
		}
	}
	a.printf("cmd.ledger.total", "new", fmt.Sprint(done.New), "id", done.ID)
	return nil
}

// ledgerRemarks are what is worth saying of a source beside its counts.
func ledgerRemarks(l timeline.SourceLedger) []timeline.Sentence {
	var out []timeline.Sentence
	n := func(i int) string { return fmt.Sprint(i) }
	if l.Duplicates > 0 {
		out = append(out, timeline.Say("cmd.ledger.duplicates", "n", n(l.Duplicates)))
	}
	if k := l.Records[timeline.KindUnparsed]; k > 0 {
		out = append(out, timeline.Say("cmd.ledger.unparsed", "n", n(k)))
	}
	if l.Announced > 0 && l.Announced != l.Total() && !l.Part {
		out = append(out, timeline.Say("cmd.ledger.announced", "n", n(l.Announced), "found", n(l.Total())))
	}
	if l.Undated > 0 {
		out = append(out, timeline.Say("cmd.ledger.undated", "n", n(l.Undated)))
	}
	if l.Gaps > 0 {
		out = append(out, timeline.Say("cmd.ledger.gaps", "n", n(l.Gaps)))
	}
	if l.ZoneFrom != "" {
		out = append(out, timeline.Say("cmd.ledger.zone", "zone", l.Zone, "from", string(l.ZoneFrom)))
	}
	if l.DateOrder != "" {
		out = append(out, timeline.Say("cmd.ledger.order", "order", l.DateOrder, "why", l.DateWhy))
	}
	if l.DateOpen {
		out = append(out, timeline.Say("cmd.ledger.order_open"))
	}
	if l.Total() == 0 && !l.Part {
		out = append(out, timeline.Say("cmd.ledger.nothing"))
	}
	if l.Error != "" {
		out = append(out, timeline.Say("cmd.ledger.error", "why", l.Error))
	}
	return out
}

func pairs(values map[string]string) []string {
	var out []string
	for k, v := range values {
		out = append(out, k, v)
	}
	return out
}

// A meter shows progress on a terminal.
type meter struct {
	a    *app
	to   io.Writer
	last time.Time
	used bool
}

func (a *app) meter() *meter {
	m := &meter{a: a}
	if f, ok := a.errs.(*os.File); ok && !a.quiet && isTerminal(f) {
		m.to = f
	}
	return m
}

func isTerminal(f *os.File) bool {
	fi, err := f.Stat()
	return err == nil && fi.Mode()&os.ModeCharDevice != 0
}

func (m *meter) line(s string) {
	if m.to != nil {
		fmt.Fprintf(m.to, "\r\x1b[K%s", s)
		m.used = true
	}
}

// show tells how many records were read of which file.
func (m *meter) show(p reconstruct.Progress) {
	if m.to == nil || time.Since(m.last) < 100*time.Millisecond {
		return
	}
	m.last = time.Now()
	m.line(m.a.say(timeline.Say("cmd.progress", "file", p.File, "n", fmt.Sprint(p.Records))))
}

func (m *meter) say(key string) { m.line(m.a.text(key)) }

func (m *meter) end() {
	if m.used {
		m.line("")
	}
}

func (a *app) reindexCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "reindex",
		Short: a.text("cmd.reindex"),
		Args:  atMost(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return a.withCase(c.Context(), func(s *casefile.Store) error { return a.rebuild(c.Context(), s) })
		},
	}
}
