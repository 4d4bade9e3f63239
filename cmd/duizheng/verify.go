package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/duizheng/duizheng/timeline/casefile"
)

func (a *app) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "verify [CASE]",
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

// verify does not conclude anything anew: it looks at the case as it lies.
func (a *app) verify(ctx context.Context) error {
	store, err := casefile.Open(ctx, a.dir, casefile.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer store.Close()
	v, err := store.Verify(ctx)
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
