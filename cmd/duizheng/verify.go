package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/report"
)

func (a *app) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "verify [CASE or BUNDLE]",
		Short: a.text("cmd.verify"),
		Args:  atMost(1),
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 1 {
				a.dir = args[0]
			}
			return a.verify(c.Context())
		},
	}
}

// verify does not conclude anything anew: it looks at the case, or the
// evidence bundle, as it lies.
func (a *app) verify(ctx context.Context) error {
	v, err := report.VerifyBundle(ctx, a.dir)
	if errors.Is(err, report.ErrNoBundle) {
		v, err = a.verifyCase(ctx)
	}
	if err != nil {
		return err
	}
	if a.json {
		if err := a.emit(v); err != nil {
			return err
		}
	} else {
		a.printf("cmd.verified", "originals", fmt.Sprint(v.Originals), "records", fmt.Sprint(v.Records))
		for _, p := range v.Problems {
			a.printf("cmd.verify."+p.Kind, "name", p.Name, "why", p.Why)
		}
	}
	if !v.OK() {
		return status{Code: exitDifference}
	}
	return nil
}

func (a *app) verifyCase(ctx context.Context) (casefile.Verification, error) {
	store, err := casefile.Open(ctx, a.dir, casefile.Options{ReadOnly: true})
	if errors.Is(err, casefile.ErrNoCase) {
		return casefile.Verification{}, fmt.Errorf("%s", a.say(timeline.Say("cmd.no_case", "dir", a.dir)))
	}
	if err != nil {
		return casefile.Verification{}, err
	}
	defer store.Close()
	return store.Verify(ctx)
}
