package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/formats"
	"github.com/duizheng/duizheng/testdata"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/reconstruct"
)

func (a *app) demoCommand() *cobra.Command {
	var serve bool
	c := &cobra.Command{
		Use:   "demo",
		Short: a.text("cmd.demo"),
		Args:  atMost(0),
		RunE: func(c *cobra.Command, _ []string) error {
			if !c.Flags().Changed("serve") {
				serve = isTerminal(os.Stdout) && isTerminal(os.Stdin)
			}
			return a.demo(c.Context(), serve)
		},
	}
	c.Flags().BoolVar(&serve, "serve", false, a.text("flag.serve"))
	return c
}

// demo goes the whole way with the bundled dispute, in a temporary folder.
func (a *app) demo(ctx context.Context, serve bool) error {
	dir, err := os.MkdirTemp("", "duizheng-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	files := filepath.Join(dir, "exports")
	if err := os.CopyFS(files, testdata.Demo()); err != nil {
		return err
	}
	a.dir = filepath.Join(dir, "case")
	store, err := casefile.Create(ctx, a.dir, casefile.Options{})
	if err != nil {
		return err
	}
	defer store.Close()
	if err := a.fillDemo(ctx, store, files); err != nil {
		return err
	}
	a.printf("cmd.demo.timeline")
	if err := a.timeline(ctx, store, nil); err != nil {
		return err
	}
	fmt.Fprintln(a.out)
	a.printf("cmd.demo.findings")
	fmt.Fprintln(a.out)
	if err := a.check(ctx, store, nil, ""); err != nil {
		return err
	}
	if !serve {
		a.printf("cmd.demo.next")
		return nil
	}
	if err := a.out.Flush(); err != nil {
		return err
	}
	return a.serve(ctx, store, "127.0.0.1:0", true)
}

// fillDemo imports the sample and says who is who.
func (a *app) fillDemo(ctx context.Context, store *casefile.Store, files string) error {
	asOf, err := parseInstant(testdata.AsOf, a.zone)
	if err != nil {
		return err
	}
	o := parsers.Options{Zone: a.zone, ZoneFrom: timeline.ZoneAssumed, Me: testdata.Me, AsOf: asOf}
	reading, err := parsers.Read(ctx, formats.All, []string{files}, o)
	if err != nil {
		return err
	}
	done, err := a.take(ctx, store, []string{"demo"}, reading, o, false)
	if err != nil {
		return err
	}
	if err := a.showLedger(done, false); err != nil {
		return err
	}
	names := make([]string, 0, len(testdata.Roles))
	for name := range testdata.Roles {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if err := store.SetRole(ctx, name, timeline.Role(testdata.Roles[name])); err != nil {
			return err
		}
	}
	if err := reconstruct.Finish(ctx, store); err != nil {
		return err
	}
	return a.follow(ctx, store)
}
