package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/locale"
	"github.com/duizheng/duizheng/timeline/reconstruct"
)

// list makes a command that prints rows, as JSON or as a table.
func list[T any](a *app, name string, rows func(context.Context, *casefile.Store) ([]T, error), row func(T) []string) *cobra.Command {
	return &cobra.Command{
		Use:   name,
		Short: a.text("cmd." + name),
		Args:  atMost(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return a.withCase(c.Context(), func(s *casefile.Store) error {
				all, err := rows(c.Context(), s)
				if err != nil {
					return err
				}
				t := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
				for _, x := range all {
					if a.json {
						if err := a.emit(x); err != nil {
							return err
						}
						continue
					}
					fmt.Fprintln(t, strings.Join(row(x), "\t"))
				}
				return t.Flush()
			})
		},
	}
}

func (a *app) parcelsCommand() *cobra.Command {
	return list(a, "parcels",
		func(ctx context.Context, s *casefile.Store) ([]timeline.Parcel, error) { return s.Parcels(ctx) },
		func(p timeline.Parcel) []string {
			number := strings.Join(p.Numbers, ", ")
			if number == "" {
				number = a.text("cmd.no_number")
			}
			return []string{number, locale.Word(a.lang, "carrier", p.Carrier), locale.Word(a.lang, "status", p.Status),
				a.say(timeline.Say("cmd.parcel.counts", "events", fmt.Sprint(p.Events), "findings", fmt.Sprint(p.Findings)))}
		})
}

func (a *app) sourcesCommand() *cobra.Command {
	return list(a, "sources",
		func(ctx context.Context, s *casefile.Store) ([]timeline.SourceLedger, error) { return s.Sources(ctx) },
		func(l timeline.SourceLedger) []string {
			name := l.Source.Name
			if l.Source.Member != "" {
				name += "!/" + l.Source.Member
			}
			return []string{name, l.Source.Format, fmt.Sprint(l.Total()), l.Source.SHA256[:12]}
		})
}

func (a *app) peopleCommand() *cobra.Command {
	people := &cobra.Command{
		Use:   "people",
		Short: a.text("cmd.people"),
		Args:  atMost(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return a.withCase(c.Context(), func(s *casefile.Store) error { return a.showPeople(c.Context(), s) })
		},
	}
	var role string
	set := &cobra.Command{
		Use:   "set NAME --role ROLE",
		Short: a.text("cmd.people.set"),
		Args:  needArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			r := timeline.Role(role)
			if !slices.Contains(timeline.Roles, r) {
				return usage("people set --role %q: buyer, seller, courier, platform or unknown", role)
			}
			return a.change(c.Context(), func(s *casefile.Store) error { return s.SetRole(c.Context(), args[0], r) })
		},
	}
	set.Flags().StringVar(&role, "role", "", a.text("flag.role"))
	merge := &cobra.Command{
		Use:   "merge A B",
		Short: a.text("cmd.people.merge"),
		Args:  needArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			return a.change(c.Context(), func(s *casefile.Store) error { return s.MergeParties(c.Context(), args[0], args[1]) })
		},
	}
	split := &cobra.Command{
		Use:   "split NAME",
		Short: a.text("cmd.people.split"),
		Args:  needArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.change(c.Context(), func(s *casefile.Store) error {
				n, err := s.SplitParties(c.Context(), args[0])
				if err == nil && n == 0 {
					a.tell("cmd.people.no_split", "who", args[0])
				}
				return err
			})
		},
	}
	people.AddCommand(set, merge, split)
	return people
}

// showPeople lists the people of the case, and below them who may be one.
func (a *app) showPeople(ctx context.Context, s *casefile.Store) error {
	people, err := reconstruct.People(ctx, s)
	if err != nil {
		return err
	}
	if a.json {
		for _, p := range people {
			if err := a.emit(p); err != nil {
				return err
			}
		}
		return nil
	}
	t := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	for _, p := range people {
		self := ""
		if p.Self {
			self = a.text("cmd.self")
		}
		fmt.Fprintln(t, strings.Join([]string{p.Name, locale.Word(a.lang, "role", p.Role), p.RoleBy, fmt.Sprint(p.Messages), self, a.reasons(p.RoleWhy)}, "\t"))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	some := false
	for _, p := range people {
		for _, o := range p.MaybeSame {
			if p.ID < o.Party { // each two once
				a.printf("cmd.people.maybe", "a", p.Name, "a_id", p.ID, "b", o.Name, "b_id", o.Party, "why", a.reasons(o.Why))
				some = true
			}
		}
	}
	if some {
		a.printf("cmd.people.confirm")
	}
	return nil
}

func (a *app) reasons(why []timeline.Sentence) string {
	var out []string
	for _, w := range why {
		out = append(out, a.say(w))
	}
	return strings.Join(out, "; ")
}
