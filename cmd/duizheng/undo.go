package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/reconstruct"
)

func (a *app) undoCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "undo [IMPORT]",
		Short: a.text("cmd.undo"),
		Args:  atMost(1),
		RunE: func(c *cobra.Command, args []string) error {
			ctx := c.Context()
			if len(args) == 0 {
				return a.withCase(ctx, func(s *casefile.Store) error { return a.listImports(ctx, s) })
			}
			return a.change(ctx, func(s *casefile.Store) error { return reconstruct.Undo(ctx, s, args[0]) })
		},
	}
}

func (a *app) listImports(ctx context.Context, s *casefile.Store) error {
	imports, err := s.Imports(ctx)
	if err != nil {
		return err
	}
	for _, i := range imports {
		if a.json {
			if err := a.emit(i); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(a.out, "%s  %s  +%d  %s\n", i.ID, i.At.In(a.zone).Format(time.DateTime), i.New, strings.Join(i.Paths, ", "))
	}
	return nil
}
