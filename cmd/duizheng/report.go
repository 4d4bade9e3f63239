package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/report"
)

// reportKinds are the extensions that choose what is written; zip is the
// evidence bundle.
var reportKinds = []string{"html", "json", "txt", bundleKind}

const bundleKind = "zip"

func (a *app) reportCommand() *cobra.Command {
	var output, findings, date string
	var o report.Options
	c := &cobra.Command{
		Use:   "report [WAYBILL…] -o FILE",
		Short: a.text("cmd.report"),
		RunE: func(c *cobra.Command, waybills []string) error {
			kind := strings.ToLower(strings.TrimPrefix(filepath.Ext(output), "."))
			if !slices.Contains(reportKinds, kind) {
				return usage("report -o %s: the extension is one of %s", output, strings.Join(reportKinds, " "))
			}
			o.Format, o.Waybills, o.Lang, o.Zone = report.Format(kind), waybills, a.lang, a.zone
			if findings != "" {
				o.Findings = strings.Split(findings, ",")
			}
			if date != "" {
				t, err := parseInstant(date, a.zone)
				if err != nil {
					return usage("--date: %v", err)
				}
				o.Date = t
			}
			return a.withCase(c.Context(), func(s *casefile.Store) error { return a.report(c.Context(), s, output, o) })
		},
	}
	c.Flags().StringVarP(&output, "output", "o", "", a.text("flag.output"))
	c.Flags().StringVar(&findings, "findings", "", a.text("flag.findings"))
	c.Flags().BoolVar(&o.Redact, "redact", false, a.text("flag.redact"))
	c.Flags().StringVar(&date, "date", "", a.text("flag.date"))
	return c
}

// report writes the file whole or not at all.
func (a *app) report(ctx context.Context, s *casefile.Store, output string, o report.Options) error {
	f, err := os.CreateTemp(filepath.Dir(output), ".duizheng-report-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	write := report.Render
	if o.Format == bundleKind {
		write = report.Bundle
	}
	if err := write(ctx, f, s, o); err != nil {
		f.Close()
		return fmt.Errorf("%s: %w", output, err)
	}
	if err := f.Chmod(0o644); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), output); err != nil {
		return err
	}
	a.tell("cmd.report.done", "file", output)
	return nil
}
