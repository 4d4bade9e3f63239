package main

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/check"
	"github.com/duizheng/duizheng/timeline/locale"
	"github.com/duizheng/duizheng/timeline/reconstruct"
)

func (a *app) rulesCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "rules",
		Short: a.text("cmd.rules"),
		Args:  atMost(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return a.withCase(c.Context(), func(s *casefile.Store) error { return a.showRules(c.Context(), s) })
		},
	}
	var tolerance string
	var off bool
	set := &cobra.Command{
		Use:   "set ID --tolerance NONE[,FIRM] | --off",
		Short: a.text("cmd.rules.set"),
		Args:  needArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.change(c.Context(), func(s *casefile.Store) error {
				return a.tune(c.Context(), s, strings.ToUpper(args[0]), tolerance, off)
			})
		},
	}
	set.Flags().StringVar(&tolerance, "tolerance", "", a.text("flag.tolerance"))
	set.Flags().BoolVar(&off, "off", false, a.text("flag.off"))
	c.AddCommand(set)
	return c
}

// tune changes one rule; what --tolerance leaves out stays as it is.
func (a *app) tune(ctx context.Context, s *casefile.Store, id, tolerance string, off bool) error {
	rules, err := reconstruct.Rules(ctx, s)
	if err != nil {
		return err
	}
	var now *check.Rule
	for i := range rules {
		if rules[i].ID == id {
			now = &rules[i]
		}
	}
	if now == nil {
		return usage("no rule %s; `duizheng rules` lists them", id)
	}
	none, firm := now.Tolerance, now.Firm
	if tolerance != "" {
		first, second, two := strings.Cut(tolerance, ",")
		if none, err = time.ParseDuration(first); err != nil {
			return usage("--tolerance %s: write 30m or 24h, or both as 24h,48h", tolerance)
		}
		if two {
			if firm, err = time.ParseDuration(second); err != nil {
				return usage("--tolerance %s: write 30m or 24h, or both as 24h,48h", tolerance)
			}
		}
		firm = max(firm, none)
	}
	return reconstruct.TuneRule(ctx, s, id, none, firm, off)
}

func (a *app) showRules(ctx context.Context, s *casefile.Store) error {
	rules, err := reconstruct.Rules(ctx, s)
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	for _, r := range rules {
		if a.json {
			if err := a.emit(r); err != nil {
				return err
			}
			continue
		}
		state := locale.Duration(a.lang, r.Tolerance) + " / " + locale.Duration(a.lang, r.Firm)
		if r.Off {
			state = a.text("cmd.rules.off")
		}
		fmt.Fprintf(t, "%s\t%s\t%s\tv%d\t%s\n", r.ID, r.Type, locale.Title(a.lang, r.Type), r.Version, state)
	}
	return t.Flush()
}
