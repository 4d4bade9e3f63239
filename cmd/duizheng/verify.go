package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/duizheng/duizheng/index"
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
	isCase := errors.Is(err, report.ErrNoBundle)
	if isCase {
		v, err = a.verifyCase(ctx)
	}
	if err != nil {
		return err
	}
	if a.json {
		err = a.emit(v)
	} else {
		a.showVerification(v, isCase)
	}
	if err == nil && !v.OK() {
		err = status{Code: exitDifference}
	}
	return err
}

func (a *app) showVerification(v casefile.Verification, isCase bool) {
	a.printf("cmd.verified", "originals", fmt.Sprint(v.Originals), "records", fmt.Sprint(v.Records))
	if v.Unsealed > 0 {
		a.printf("cmd.verified.unsealed", "n", fmt.Sprint(v.Unsealed))
	}
	switch {
	case v.NotIndexed != "":
		a.printf("cmd.verified.no_index", "why", v.NotIndexed)
	case isCase:
		a.printf("cmd.verified.index", "n", fmt.Sprint(v.Indexed))
	}
	todo := map[string]bool{}
	for _, p := range v.Problems {
		key := "cmd.verify." + p.Kind
		if p.Kind == "lost" && p.Locator == nil {
			key = "cmd.verify.lost_end"
		}
		line := a.say(timeline.Say(key, "name", a.placeOf(p)))
		if p.Why != "" {
			line += a.say(timeline.Say("cmd.verify.why", "why", p.Why))
		}
		fmt.Fprintln(a.out, line)
		if p.More > 0 {
			a.printf("cmd.verify.more", "n", fmt.Sprint(p.More))
		}
		todo[remedies[p.Kind]] = true
	}
	for _, do := range []string{"original", "record", "database", "index", "extra"} {
		if isCase && todo[do] {
			a.printf("cmd.verify.do." + do)
		}
	}
}

// remedies tell by the kind of problem what the user can do in a case.
var remedies = map[string]string{
	"changed": "original", "missing": "original", "cut": "original", "record": "record", "lost": "record", "database": "database",
	"index_missing": "index", "index_stale": "index", "index_extra": "index", "index_damaged": "index", "extra": "extra",
}

// placeOf names the file, and the place in it.
func (a *app) placeOf(p casefile.Problem) string {
	name := p.Name
	if p.Kind == "index_extra" {
		name = p.Event
	}
	l := p.Locator
	switch {
	case l == nil:
		return name
	case l.Line > 0:
		return a.say(timeline.Say("cmd.verify.line", "name", name, "line", fmt.Sprint(l.Line), "from", fmt.Sprint(l.Offset), "to", fmt.Sprint(l.End())))
	}
	return a.say(timeline.Say("cmd.verify.bytes", "name", name, "from", fmt.Sprint(l.Offset), "to", fmt.Sprint(l.End())))
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
	v, err := store.Verify(ctx)
	if err != nil {
		return v, err
	}
	return v, a.verifyIndex(ctx, store, &v)
}

// verifyIndex adds what the full-text index and the case do not share.
func (a *app) verifyIndex(ctx context.Context, store *casefile.Store, v *casefile.Verification) error {
	x, err := index.Open(ctx, store)
	if err != nil {
		return err
	}
	defer x.Close()
	documents, problems, err := x.Verify(ctx)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		v.NotIndexed = err.Error()
	}
	v.Indexed, v.Problems = documents, append(v.Problems, problems...)
	return nil
}
