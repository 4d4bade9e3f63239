package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/chat/generic"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/original"
)

func (a *app) inspectCommand() *cobra.Command {
	var r readFlags
	c := &cobra.Command{
		Use:   "inspect PATH",
		Short: a.text("cmd.inspect"),
		Args:  needArgs(1),
		RunE: func(c *cobra.Command, paths []string) error {
			o, known, err := r.options(a, c)
			if err != nil {
				return err
			}
			for _, p := range paths {
				if err := a.inspect(c.Context(), known, p, o); err != nil {
					return err
				}
			}
			return nil
		},
	}
	r.add(a, c.Flags())
	return c
}

// An inspection is what `inspect --json` prints of one file.
type inspection struct {
	File       string            `json:"file"`
	Size       int64             `json:"size"`
	SHA256     string            `json:"sha256"`
	Encoding   string            `json:"encoding"`
	Why        string            `json:"encoding_why"`
	Candidates []candidateRow    `json:"candidates"`
	Format     string            `json:"format,omitempty"`
	Says       *parsers.Says     `json:"says,omitempty"`
	Records    map[string]int    `json:"records,omitempty"`
	First      []timeline.Record `json:"first,omitempty"`
	Unread     []timeline.Record `json:"unread,omitempty"`
	Refused    string            `json:"refused,omitempty"`
	// Proposal is a profile (YAML) for a file that no format knows, First then
	// what it reads.
	Proposal    string   `json:"proposal,omitempty"`
	ProposalWhy []string `json:"proposal_why,omitempty"`

	file *parsers.File
	head *parsers.Head
}

type candidateRow struct {
	Format  string   `json:"format"`
	Score   int      `json:"score"`
	Found   []string `json:"found"`
	Missing []string `json:"missing"`
}

// shown is how many first records and unread pieces inspect prints.
const shown = 5

func (a *app) inspect(ctx context.Context, known []*parsers.Format, path string, o parsers.Options) error {
	reading, err := parsers.Read(ctx, known, []string{path}, o)
	if err != nil {
		return err
	}
	for _, e := range reading.Exports {
		in, err := a.look(ctx, known, e.Main.File, o)
		if err != nil {
			return err
		}
		in.Format, in.Records = e.Format.ID, map[string]int{}
		for r, err := range e.Records(ctx) {
			if err != nil {
				in.Refused = err.Error()
				break
			}
			in.Records[string(r.Kind)]++
			switch {
			case r.Kind == timeline.KindUnparsed && len(in.Unread) < shown:
				in.Unread = append(in.Unread, r)
			case r.Kind != timeline.KindUnparsed && r.Kind != timeline.KindFrame && len(in.First) < shown:
				in.First = append(in.First, r)
			}
		}
		in.Says = &e.Says
		if err := a.showInspection(in); err != nil {
			return err
		}
	}
	for _, r := range reading.Refusals {
		in, err := a.look(ctx, known, r.File.File, o)
		if err != nil {
			in = &inspection{File: r.File.String()}
		}
		if err == nil && r.Reason.Key == "refused_unknown" {
			in.propose(ctx, o)
		}
		in.Refused = a.say(r.Reason)
		if err := a.showInspection(in); err != nil {
			return err
		}
	}
	if len(reading.Exports) == 0 {
		return status{Code: exitPartial}
	}
	return nil
}

// look settles encoding and candidates of one file.
func (a *app) look(ctx context.Context, known []*parsers.Format, f *original.File, o parsers.Options) (*inspection, error) {
	file, head, cands, err := parsers.Inspect(known, f, nil, o)
	if err != nil {
		return nil, err
	}
	in := &inspection{File: file.String(), Size: file.Size, SHA256: file.SHA256, Encoding: string(file.Encoding), Why: file.EncodingWhy, file: file, head: head}
	for _, c := range cands[:min(len(cands), shown)] {
		if c.Evidence.Score == 0 {
			break // best first
		}
		in.Candidates = append(in.Candidates, candidateRow{c.Format.ID, c.Evidence.Score, c.Evidence.Found, c.Evidence.Missing})
	}
	return in, nil
}

// propose finds a profile for the file and the first records that it reads.
func (in *inspection) propose(ctx context.Context, o parsers.Options) {
	p, why, ok := generic.Propose(in.head)
	if !ok {
		return
	}
	in.Proposal, in.ProposalWhy = p.YAML(), why
	e := &parsers.Export{Format: p.Format(), Main: in.file, Options: o}
	for r, err := range e.Records(ctx) {
		if err != nil || len(in.First) == shown {
			break
		}
		if r.Kind == timeline.KindMessage {
			in.First = append(in.First, r)
		}
	}
}

func (a *app) showInspection(in *inspection) error {
	if a.json {
		return a.emit(in)
	}
	fmt.Fprintf(a.out, "%s\n", in.File)
	a.printf("cmd.inspect.file", "size", fmt.Sprint(in.Size), "sha", in.SHA256, "encoding", in.Encoding, "why", in.Why)
	for _, c := range in.Candidates {
		a.printf("cmd.candidate", "format", c.Format, "score", fmt.Sprint(c.Score), "found", words(c.Found), "missing", words(c.Missing))
	}
	if in.Refused != "" {
		a.printf("cmd.inspect.refused", "why", in.Refused)
	}
	if s := in.Says; s != nil {
		a.printf("cmd.inspect.says", "format", in.Format, "title", s.Title, "zone", s.Zone, "from", a.text("zone."+string(s.ZoneFrom)),
			"order", s.DateOrder, "order_why", s.DateWhy)
	}
	if in.Proposal != "" {
		a.printf("cmd.inspect.proposal", "why", words(in.ProposalWhy))
		fmt.Fprint(a.out, in.Proposal)
	}
	for _, r := range in.First {
		fmt.Fprintf(a.out, "  %4d  %s  %s  %s\n", r.Locator.Line, a.when(r.Time), r.Sender.Name, cut(r.Text, 60))
	}
	for _, r := range in.Unread {
		a.printf("cmd.inspect.unread", "line", fmt.Sprint(r.Locator.Line), "offset", fmt.Sprint(r.Locator.Offset), "text", cut(r.Text, 60))
	}
	return nil
}
