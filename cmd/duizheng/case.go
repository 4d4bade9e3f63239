package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/duizheng/duizheng/index"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/reconstruct"
)

// withCase opens the case, finishes work that was marked, and runs do.
func (a *app) withCase(ctx context.Context, do func(*casefile.Store) error) error {
	store, err := a.open(ctx)
	if err != nil {
		return err
	}
	err = reconstruct.Finish(ctx, store)
	if errors.Is(err, casefile.ErrReadOnly) {
		err = nil // what was derived last still stands
	}
	if err == nil {
		err = do(store)
	}
	return errors.Join(err, store.Close())
}

// change makes a change in the case and what follows from it.
func (a *app) change(ctx context.Context, do func(*casefile.Store) error) error {
	store, err := a.open(ctx)
	if err != nil {
		return err
	}
	err = do(store)
	if err == nil {
		err = reconstruct.Finish(ctx, store)
	}
	if err == nil {
		err = a.follow(ctx, store)
	}
	return errors.Join(err, store.Close())
}

// open opens the case; one that cannot be written is opened for reading.
func (a *app) open(ctx context.Context) (*casefile.Store, error) {
	store, err := casefile.Open(ctx, a.dir, casefile.Options{})
	switch {
	case errors.Is(err, casefile.ErrNoCase):
		return nil, fmt.Errorf("%s", a.say(timeline.Say("cmd.no_case", "dir", a.dir)))
	case errors.Is(err, os.ErrPermission):
		return casefile.Open(ctx, a.dir, casefile.Options{ReadOnly: true})
	}
	return store, err
}

// follow brings the index up to date, where this process may own it.
func (a *app) follow(ctx context.Context, store *casefile.Store) error {
	x, err := index.Open(ctx, store)
	if err != nil {
		return err
	}
	return errors.Join(x.Follow(ctx), x.Close())
}

// caseCommand shows and states the facts of a case.
func (a *app) caseCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "case",
		Short: a.text("cmd.case"),
		Args:  atMost(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return a.withCase(c.Context(), func(s *casefile.Store) error { return a.showFacts(c.Context(), s) })
		},
	}
	c.AddCommand(&cobra.Command{
		Use:   "set KEY VALUE",
		Short: a.text("cmd.case.set"),
		Args:  needArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			if !slices.Contains(casefile.FactKeys, args[0]) {
				return usage("case set %s: KEY is one of %s", args[0], strings.Join(casefile.FactKeys, " "))
			}
			return a.change(c.Context(), func(s *casefile.Store) error {
				return s.SetFact(c.Context(), timeline.Fact{Key: args[0], Value: strings.Join(args[1:], " "), At: time.Now()})
			})
		},
	})
	return c
}

func (a *app) showFacts(ctx context.Context, s *casefile.Store) error {
	facts, err := s.Facts(ctx)
	if err != nil {
		return err
	}
	for _, f := range facts {
		if a.json {
			if err := a.emit(f); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(a.out, "%s\t%s\n", f.Key, f.Value)
	}
	return nil
}
