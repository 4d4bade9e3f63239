package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/chat/generic"
	"github.com/duizheng/duizheng/parsers/formats"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
)

// readFlags are the flags of every command that reads exports.
type readFlags struct {
	format, mapping, encoding, dateOrder, me, asOf string
	// profile is the text of the mapping where that is a file of the user's.
	profile string
}

func (r *readFlags) add(a *app, f *pflag.FlagSet) {
	f.StringVar(&r.format, "format", "", a.text("flag.format"))
	f.StringVar(&r.mapping, "map", "", a.text("flag.map"))
	f.StringVar(&r.encoding, "encoding", "", a.text("flag.encoding"))
	f.StringVar(&r.dateOrder, "date-order", "", a.text("flag.date_order"))
	f.StringVar(&r.me, "me", "", a.text("flag.me"))
}

// options turns flags into what the parsers want to know, and the formats that
// they are to choose from.
func (r *readFlags) options(a *app, c *cobra.Command) (parsers.Options, []*parsers.Format, error) {
	o := parsers.Options{Format: r.format, Zone: a.zone, ZoneFrom: a.zoneFrom(c), DateOrder: r.dateOrder, Me: r.me}
	switch r.dateOrder {
	case "", "DMY", "MDY", "YMD":
	default:
		return o, nil, usage("--date-order %s: DMY, MDY or YMD", r.dateOrder)
	}
	var err error
	if o.Encoding, err = parsers.ParseEncoding(r.encoding); err != nil {
		return o, nil, usage("%v", err)
	}
	if _, err := parsers.Lookup(formats.All, r.format); err != nil {
		return o, nil, usage("%v", err)
	}
	if r.asOf != "" {
		if o.AsOf, err = parseInstant(r.asOf, a.zone); err != nil {
			return o, nil, usage("--as-of: %v", err)
		}
	}
	if r.mapping == "" {
		return o, formats.All, nil
	}
	if r.format != "" {
		return o, nil, usage("--map and --format: only one of them")
	}
	if r.mapping == "auto" {
		return o, append(slices.Clone(formats.All), generic.Auto(formats.All)), nil
	}
	p, err := r.findProfile(c.Context(), a)
	if err != nil {
		return o, nil, usage("--map %v", err)
	}
	o.Format = generic.ID
	return o, append([]*parsers.Format{p.Format()}, formats.All...), nil
}

// findProfile reads the profile that --map names: a file, what an earlier
// import kept of one in the case, or one that comes with the program.
func (r *readFlags) findProfile(ctx context.Context, a *app) (generic.Profile, error) {
	b, err := os.ReadFile(r.mapping)
	if err == nil {
		r.profile = string(b)
		return generic.Read(r.mapping, b)
	}
	if store, err := casefile.Open(ctx, a.dir, casefile.Options{ReadOnly: true}); err == nil {
		defer store.Close()
		kept, err := store.Setting(ctx, profileSetting(r.mapping))
		if err != nil {
			return generic.Profile{}, err
		}
		if kept != "" {
			return generic.Read(r.mapping, []byte(kept))
		}
	}
	if p, ok := generic.Ready(r.mapping); ok {
		return p, nil
	}
	return generic.Profile{}, fmt.Errorf("%w; write auto, or a ready one: %s", err, strings.Join(generic.Names(), " "))
}

// keepProfile keeps the user's profile in the case, under the name of its file.
func (r *readFlags) keepProfile(ctx context.Context, store *casefile.Store) error {
	if r.profile == "" {
		return nil
	}
	return store.Derive(ctx, func(d *casefile.Derivation) error { return d.Remember(profileSetting(r.mapping), r.profile) })
}

func profileSetting(mapping string) string {
	name := filepath.Base(mapping)
	return "profile " + strings.TrimSuffix(name, filepath.Ext(name))
}

// parseInstant reads a time that a user typed: RFC 3339, or wall clock in zone.
func parseInstant(s string, zone *time.Location) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, nil
	}
	for _, layout := range []string{time.DateTime, "2006-01-02 15:04", "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateOnly} {
		if t, err := time.ParseInLocation(layout, s, zone); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no time; write 2026-03-10T12:00:00+08:00 or 2026-03-10 12:00", s)
}

func (a *app) parseCommand() *cobra.Command {
	var r readFlags
	c := &cobra.Command{
		Use:   "parse PATH…",
		Short: a.text("cmd.parse"),
		Args:  needArgs(1),
		RunE: func(c *cobra.Command, paths []string) error {
			o, known, err := r.options(a, c)
			if err != nil {
				return err
			}
			return a.parse(c.Context(), known, paths, o)
		},
	}
	r.add(a, c.Flags())
	return c
}

// parse streams the records of every export under paths.
func (a *app) parse(ctx context.Context, known []*parsers.Format, paths []string, o parsers.Options) error {
	reading, err := parsers.Read(ctx, known, paths, o)
	if err != nil {
		return err
	}
	partial := a.refused(reading)
	for _, e := range reading.Exports {
		count := map[timeline.RecordKind]int{}
		for r, err := range e.Records(ctx) {
			if err != nil {
				if ctx.Err() != nil {
					return err
				}
				partial = true
				fmt.Fprintf(a.errs, "duizheng: %v\n", err)
				break
			}
			count[r.Kind]++
			if err := a.emit(&r); err != nil {
				return err
			}
		}
		if n := count[timeline.KindUnparsed]; n > 0 {
			partial = true
			a.tell("cmd.parse.unparsed", "file", e.Main.String(), "n", fmt.Sprint(n))
		}
		if total(count) == 0 {
			partial = true
			a.tell("cmd.parse.nothing", "file", e.Main.String(), "format", e.Format.ID)
		}
		for _, n := range e.Says.Notes {
			a.tell("cmd.note", "file", e.Main.String(), "note", n)
		}
	}
	if len(reading.Exports) == 0 {
		return status{Code: exitFailed}
	}
	if partial {
		return status{Code: exitPartial}
	}
	return nil
}

func total(count map[timeline.RecordKind]int) int {
	return count[timeline.KindMessage] + count[timeline.KindNotice] + count[timeline.KindScan]
}

// refused tells what was not taken, and reports whether that was anything.
func (a *app) refused(reading *parsers.Reading) bool {
	for _, r := range reading.Refusals {
		name := r.File.String()
		a.tell("cmd.refused", "file", name, "why", a.say(r.Reason))
		for _, c := range r.Candidates {
			a.tell("cmd.candidate", "format", c.Format.ID, "score", fmt.Sprint(c.Evidence.Score),
				"found", words(c.Evidence.Found), "missing", words(c.Evidence.Missing))
		}
		if r.FirstLine != "" {
			a.tell("cmd.first_line", "line", cut(r.FirstLine, 80))
		}
	}
	if len(reading.Exports) == 0 && len(reading.Refusals) == 0 {
		a.tell("cmd.no_files")
	}
	return len(reading.Refusals) > 0
}
