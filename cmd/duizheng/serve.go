package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/duizheng/duizheng/index"
	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/formats"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/reconstruct"
	"github.com/duizheng/duizheng/web"
)

func (a *app) serveCommand() *cobra.Command {
	var listen string
	var open bool
	c := &cobra.Command{
		Use:   "serve",
		Short: a.text("cmd.serve"),
		Args:  atMost(0),
		RunE: func(c *cobra.Command, _ []string) error {
			ctx := c.Context()
			return a.withCase(ctx, func(s *casefile.Store) error { return a.serve(ctx, s, listen, open) })
		},
	}
	c.Flags().StringVar(&listen, "listen", "127.0.0.1:0", a.text("flag.listen"))
	c.Flags().BoolVar(&open, "open", false, a.text("flag.open"))
	return c
}

// serve shows the viewer until the context ends; its index follows the store.
func (a *app) serve(ctx context.Context, s *casefile.Store, listen string, open bool) (err error) {
	x, err := index.Open(ctx, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	cfg := web.Config{Store: s, Index: x, Lang: a.lang, Zone: a.zone, Import: a.importer(s, x)}
	return web.Serve(ctx, listen, cfg, func(url string) {
		a.printf("cmd.serve.at", "url", url)
		a.out.Flush()
		if open {
			openBrowser(url)
		}
	})
}

// importer is the viewer's way to read exports into the case.
func (a *app) importer(s *casefile.Store, x *index.Index) func(context.Context, []string, func(web.Progress)) (timeline.Import, error) {
	return func(ctx context.Context, paths []string, progress func(web.Progress)) (timeline.Import, error) {
		o := parsers.Options{Zone: a.zone, ZoneFrom: timeline.ZoneAssumed}
		reading, err := parsers.Read(ctx, formats.All, paths, o)
		if err != nil {
			return timeline.Import{}, err
		}
		if len(reading.Exports) == 0 {
			for _, r := range reading.Refusals {
				err = errors.Join(err, fmt.Errorf("%s: %s", r.File.String(), a.say(r.Reason)))
			}
			return timeline.Import{}, errors.Join(parsers.ErrNothing, err)
		}
		done, err := reconstruct.Import(ctx, s, reading.Exports, reconstruct.Options{
			Paths: paths, Zone: a.zone.String(), Media: reading.Media, Refused: a.refusals(reading),
			Progress: func(p reconstruct.Progress) { progress(web.Progress{Stage: p.File, Done: p.Bytes, Total: p.Total}) },
		})
		if err != nil {
			return done, err
		}
		progress(web.Progress{Stage: a.text("cmd.finishing")})
		if err := reconstruct.Finish(ctx, s); err != nil {
			return done, err
		}
		progress(web.Progress{Stage: a.text("cmd.indexing")})
		return done, x.Follow(ctx)
	}
}

// openBrowser asks the system to show url; where that fails the printed
// address is enough.
func openBrowser(url string) {
	var c *exec.Cmd
	switch runtime.GOOS {
	case "windows":
		c = exec.Command("rundll32", "url.dll,FileProtocolHandler", url)
	case "darwin":
		c = exec.Command("open", url)
	default:
		c = exec.Command("xdg-open", url)
	}
	if c.Start() == nil {
		go func() { _ = c.Wait() }()
	}
}
