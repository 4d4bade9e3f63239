package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/locale"
)

func (a *app) checkCommand() *cobra.Command {
	var explain, failOn string
	c := &cobra.Command{
		Use:   "check [WAYBILL]",
		Short: a.text("cmd.check"),
		Args:  atMost(1),
		RunE: func(c *cobra.Command, args []string) error {
			if failOn != "" && failOn != string(timeline.Firm) && failOn != string(timeline.Possible) {
				return usage("--fail-on %s: firm or possible", failOn)
			}
			return a.withCase(c.Context(), func(s *casefile.Store) error {
				if explain != "" {
					return a.explain(c.Context(), s, args, explain)
				}
				return a.check(c.Context(), s, args, timeline.Firmness(failOn))
			})
		},
	}
	c.Flags().StringVar(&explain, "explain", "", a.text("flag.explain_id"))
	c.Flags().StringVar(&failOn, "fail-on", "", a.text("flag.fail_on"))
	return c
}

// findings lists the findings of the case, or of the parcel that args name, as
// check numbers them.
func (a *app) findings(ctx context.Context, s *casefile.Store, args []string) ([]timeline.Finding, error) {
	var q casefile.FindingQuery
	if len(args) == 1 {
		p, err := s.Parcel(ctx, args[0])
		if err != nil {
			return nil, fmt.Errorf("%s", a.say(timeline.Say("cmd.no_parcel", "number", args[0])))
		}
		q.Parcel = p.ID
	}
	return s.Findings(ctx, q)
}

func (a *app) check(ctx context.Context, s *casefile.Store, args []string, failOn timeline.Firmness) error {
	findings, err := a.findings(ctx, s, args)
	if err != nil {
		return err
	}
	met := false
	for i, f := range findings {
		met = met || f.Firmness == timeline.Firm || failOn == timeline.Possible
		f = locale.Finding(a.lang, a.zone, f)
		if a.json {
			if err := a.emit(f); err != nil {
				return err
			}
			continue
		}
		a.showFinding(i+1, f)
	}
	if len(findings) == 0 && !a.json {
		a.printf("cmd.check.none")
	}
	if failOn != "" && met {
		return status{Code: exitFailOn}
	}
	return nil
}

// showFinding prints one finding: what does not match, and the words of both
// sides with their places in the originals.
func (a *app) showFinding(n int, f timeline.Finding) {
	fmt.Fprintf(a.out, "%d. %s  %s (%s)  %s\n", n, locale.Word(a.lang, "firmness", f.Firmness), locale.Title(a.lang, f.Type), f.Type, f.Waybill)
	fmt.Fprintf(a.out, "   %s\n", f.Summary.Text)
	for _, e := range f.Evidence {
		fmt.Fprintf(a.out, "   · %s\n", a.quote(e))
	}
	for _, b := range f.Benign {
		fmt.Fprintf(a.out, "   ○ %s\n", b.Text)
	}
	fmt.Fprintf(a.out, "   %s\n\n", f.ID)
}

func (a *app) quote(e timeline.Evidence) string {
	name := e.Source.Name
	if e.Source.Member != "" {
		name += "!/" + e.Source.Member
	}
	who := e.Party
	if who == "" {
		who = locale.Word(a.lang, "evidence", e.Role)
	}
	place := name
	if e.Locator.Line > 0 {
		place += fmt.Sprintf(":%d", e.Locator.Line)
	} else if e.Locator.Path != "" {
		place += "#" + e.Locator.Path
	}
	return fmt.Sprintf("%s  %s 「%s」 (%s)", a.when(e.Time), who, cut(e.Text, 60), place)
}

// near is how many messages around a piece of evidence the dossier shows.
const near = 3

// finding is the finding with an id, or with the number that check prints
// before it for the same args: 1, or F1.
func (a *app) finding(ctx context.Context, s *casefile.Store, args []string, id string) (f timeline.Finding, err error) {
	n, noNumber := strconv.Atoi(strings.TrimPrefix(strings.ToUpper(id), "F"))
	if noNumber != nil {
		if f, err = s.Finding(ctx, id); err == nil {
			return f, nil
		}
	} else {
		findings, err := a.findings(ctx, s, args)
		if err != nil {
			return f, err
		}
		if n >= 1 && n <= len(findings) {
			return findings[n-1], nil
		}
	}
	return f, fmt.Errorf("%s", a.say(timeline.Say("cmd.no_finding", "id", id)))
}

// explain prints the whole dossier of one finding.
func (a *app) explain(ctx context.Context, s *casefile.Store, args []string, id string) error {
	f, err := a.finding(ctx, s, args, id)
	if err != nil {
		return err
	}
	f = locale.Finding(a.lang, a.zone, f)
	if a.json {
		return a.emit(f)
	}
	a.showFinding(1, f)
	for _, e := range f.Explanation {
		fmt.Fprintf(a.out, "   %s\n", e.Text)
	}
	if len(f.Constraints) > 0 {
		fmt.Fprintf(a.out, "   %s v%d  %s\n", f.Rule, f.RuleVersion, strings.Join(f.Constraints, ", "))
	}
	for _, c := range f.Citations {
		fmt.Fprintf(a.out, "   § %s\n", c)
	}
	for _, e := range f.Evidence {
		if e.Event == "" {
			continue
		}
		around, err := s.Neighbours(ctx, e.Event, near, near)
		if err != nil {
			return err
		}
		fmt.Fprintf(a.out, "\n   %s, %d–%d, sha256 %s\n", e.Source.Name, e.Locator.Offset, e.Locator.End(), e.Source.SHA256)
		for i := range around {
			mark := " "
			if around[i].ID == e.Event {
				mark = "▸"
			}
			fmt.Fprintf(a.out, "   %s %s  %s %s\n", mark, a.when(around[i].Time), a.who(&around[i]), cut(around[i].Text, 80))
		}
	}
	return nil
}
