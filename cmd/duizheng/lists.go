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
	people := list(a, "people",
		func(ctx context.Context, s *casefile.Store) ([]timeline.Party, error) { return s.Parties(ctx) },
		func(p timeline.Party) []string {
			self := ""
			if p.Self {
				self = a.text("cmd.self")
			}
			var why []string
			for _, w := range p.RoleWhy {
				why = append(why, a.say(w))
			}
			return []string{p.Name, locale.Word(a.lang, "role", p.Role), p.RoleBy, fmt.Sprint(p.Messages), self, strings.Join(why, "; ")}
		})
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
	people.AddCommand(set, merge)
	return people
}
