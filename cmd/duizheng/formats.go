package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/duizheng/duizheng/parsers/formats"
)

// A formatRow is one line of `formats --json`.
type formatRow struct {
	ID      string `json:"id"`
	App     string `json:"app"`
	Kind    string `json:"kind"` // chat, tracking
	Ext     string `json:"ext"`
	How     string `json:"how"`
	Refused bool   `json:"refused,omitempty"` // recognised, and not taken
}

func (a *app) formatsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "formats",
		Short: a.text("cmd.formats"),
		Args:  atMost(0),
		RunE: func(*cobra.Command, []string) error {
			t := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
			for _, f := range formats.All {
				row := formatRow{f.ID, f.App, "chat", f.Ext, f.How, f.Refuse != ""}
				if f.Tracking {
					row.Kind = "tracking"
				}
				if a.json {
					if err := a.emit(row); err != nil {
						return err
					}
					continue
				}
				fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", row.ID, row.Ext, row.Kind, row.How)
			}
			return t.Flush()
		},
	}
}
