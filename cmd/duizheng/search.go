package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/duizheng/duizheng/index"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
)

func (a *app) searchCommand() *cobra.Command {
	o := index.SearchOptions{}
	sort := string(index.ByTime)
	c := &cobra.Command{
		Use:   "search QUERY",
		Short: a.text("cmd.search"),
		Args:  needArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if o.Sort = index.Sort(sort); o.Sort != index.ByTime && o.Sort != index.ByRelevance {
				return usage("--sort %s: time or relevance", sort)
			}
			o.Zone = a.zone
			return a.withCase(c.Context(), func(s *casefile.Store) error {
				return a.search(c.Context(), s, strings.Join(args, " "), o)
			})
		},
	}
	c.Flags().IntVar(&o.Limit, "limit", index.DefaultLimit, a.text("flag.limit"))
	c.Flags().StringVar(&o.Cursor, "cursor", "", a.text("flag.cursor"))
	c.Flags().StringVar(&sort, "sort", sort, a.text("flag.sort"))
	return c
}

func (a *app) search(ctx context.Context, s *casefile.Store, query string, o index.SearchOptions) (err error) {
	x, err := index.Open(ctx, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	if err := x.Follow(ctx); err != nil {
		return err
	}
	r, err := x.Search(ctx, query, o)
	if err != nil {
		return status{exitUsage, err}
	}
	if a.json {
		if err := a.emit(r); err != nil {
			return err
		}
	} else {
		a.printf("cmd.search.total", "n", fmt.Sprint(r.Total), "undated", fmt.Sprint(r.Undated))
	}
	for i := range r.Events {
		h := &r.Events[i]
		if a.json {
			if err := a.emit(h); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(a.out, "%s  %s %s\n", a.when(h.Time), a.who(&h.Event), cut(marked(h.Text, h.Hits), 120))
	}
	if r.Cursor != "" && !a.json {
		a.printf("cmd.search.more", "cursor", r.Cursor)
	}
	return nil
}

// marked puts the hits into brackets.
func marked(text string, hits []timeline.Span) string {
	runes := []rune(text)
	var b strings.Builder
	at := 0
	for _, h := range hits {
		if h[0] < at || h[1] > len(runes) {
			continue
		}
		b.WriteString(string(runes[at:h[0]]))
		b.WriteString("【" + string(runes[h[0]:h[1]]) + "】")
		at = h[1]
	}
	b.WriteString(string(runes[at:]))
	return b.String()
}

// rebuild makes the index anew from the store.
func (a *app) rebuild(ctx context.Context, s *casefile.Store) (err error) {
	x, err := index.Open(ctx, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	return x.Rebuild(ctx)
}
