package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/check"
	"github.com/duizheng/duizheng/timeline/locale"
	"github.com/duizheng/duizheng/timeline/reconstruct"
)

func (a *app) checklistCommand() *cobra.Command {
	var dispute string
	c := &cobra.Command{
		Use:   "checklist [WAYBILL]",
		Short: a.text("cmd.checklist"),
		Args:  atMost(1),
		RunE: func(c *cobra.Command, args []string) error {
			if d := check.Dispute(dispute); dispute != "" && !slices.Contains(check.Disputes, d) {
				return usage("--dispute %s: one of %v", dispute, check.Disputes)
			}
			return a.withCase(c.Context(), func(s *casefile.Store) error {
				return a.checklists(c.Context(), s, args, check.Dispute(dispute))
			})
		},
	}
	c.Flags().StringVar(&dispute, "dispute", "", a.text("flag.dispute"))
	return c
}

// checklists prints one list for the parcel named, or one for each of the
// complainant's parcels with findings, else for all of them.
func (a *app) checklists(ctx context.Context, s *casefile.Store, args []string, d check.Dispute) error {
	parcels, err := a.parcelsFor(ctx, s, args)
	if err != nil {
		return err
	}
	for _, p := range parcels {
		l, err := reconstruct.Checklist(ctx, s, p, d)
		if err != nil {
			return err
		}
		if err := a.showChecklist(l); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) parcelsFor(ctx context.Context, s *casefile.Store, args []string) ([]timeline.Parcel, error) {
	if len(args) == 1 {
		p, err := s.Parcel(ctx, args[0])
		if err != nil {
			return nil, fmt.Errorf("%s", a.say(timeline.Say("cmd.no_parcel", "number", args[0])))
		}
		return []timeline.Parcel{p}, nil
	}
	all, err := s.Parcels(ctx)
	if err != nil {
		return nil, err
	}
	var mine, found []timeline.Parcel
	for _, p := range all {
		if p.Complainant {
			mine = append(mine, p)
		}
		if p.Findings > 0 {
			found = append(found, p)
		}
	}
	if len(found) > 0 {
		return found, nil
	}
	return mine, nil
}

func (a *app) showChecklist(l check.Checklist) error {
	for i := range l.Needs {
		l.Needs[i].Say.Text = a.say(l.Needs[i].Say)
		l.Needs[i].How.Text = a.say(l.Needs[i].How)
	}
	for i := range l.Clocks {
		l.Clocks[i].Say.Text = a.say(l.Clocks[i].Say)
	}
	if a.json {
		return a.emit(l)
	}
	fmt.Fprintf(a.out, "%s  %s\n", locale.Word(a.lang, "dispute", l.Dispute), l.Waybill)
	phase := check.Phase("")
	for _, n := range l.Needs {
		if n.Phase != phase {
			phase = n.Phase
			fmt.Fprintf(a.out, " %s\n", locale.Word(a.lang, "phase", phase))
		}
		if n.Missing() {
			fmt.Fprintf(a.out, "  ☐ %s\n      %s\n", n.Say.Text, n.How.Text)
			continue
		}
		held := append(append([]string{n.Fact}, n.Exhibits...), n.Events...)
		fmt.Fprintf(a.out, "  ☑ %s  %s\n", n.Say.Text, cut(strings.Join(held, " "), 90))
	}
	for _, c := range l.Clocks {
		fmt.Fprintf(a.out, "  ⏱ %s\n", c.Say.Text)
	}
	fmt.Fprintln(a.out)
	return nil
}
