package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
)

// changeEvent makes a user's mark on an event and what follows from it.
func (a *app) changeEvent(ctx context.Context, event string, do func(*casefile.Store) error) error {
	return a.change(ctx, func(s *casefile.Store) error {
		if _, err := s.Event(ctx, event); err != nil {
			return fmt.Errorf("%s", a.say(timeline.Say("cmd.no_event", "id", event)))
		}
		return do(s)
	})
}

func (a *app) labelCommand() *cobra.Command {
	var remove bool
	c := &cobra.Command{
		Use:   "label EVENT LABEL…",
		Short: a.text("cmd.label"),
		Args:  needArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			return a.changeEvent(c.Context(), args[0], func(s *casefile.Store) error {
				for _, label := range args[1:] {
					set := s.Label
					if remove {
						set = s.Unlabel
					}
					if err := set(c.Context(), args[0], label); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	c.Flags().BoolVar(&remove, "remove", false, a.text("flag.remove"))
	return c
}

func (a *app) noteCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "note EVENT TEXT",
		Short: a.text("cmd.note_event"),
		Args:  needArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.changeEvent(c.Context(), args[0], func(s *casefile.Store) error {
				return s.Note(c.Context(), args[0], strings.Join(args[1:], " "))
			})
		},
	}
}

func (a *app) correctCommand() *cobra.Command {
	var field, to, reason string
	c := &cobra.Command{
		Use:   "correct EVENT --field time|sender|waybill --to VALUE",
		Short: a.text("cmd.correct"),
		Args:  needArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			switch field {
			case "time":
				t, err := parseInstant(to, a.zone)
				if err != nil {
					return usage("--to: %v", err)
				}
				to = t.Format("2006-01-02T15:04:05Z07:00")
			case "sender", "waybill":
			default:
				return usage("correct --field %q: time, sender or waybill", field)
			}
			return a.changeEvent(c.Context(), args[0], func(s *casefile.Store) error {
				_, err := s.Correct(c.Context(), args[0], timeline.Correction{Field: field, To: to, Reason: reason})
				return err
			})
		},
	}
	c.Flags().StringVar(&field, "field", "", a.text("flag.field"))
	c.Flags().StringVar(&to, "to", "", a.text("flag.to"))
	c.Flags().StringVar(&reason, "reason", "", a.text("flag.reason"))
	return c
}

func (a *app) rejectCommand() *cobra.Command {
	var reason string
	var number int
	c := &cobra.Command{
		Use:   "reject EVENT",
		Short: a.text("cmd.reject"),
		Args:  needArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			from := "" // all statements of the message
			if number > 0 {
				from = fmt.Sprint(number)
			}
			return a.changeEvent(c.Context(), args[0], func(s *casefile.Store) error {
				_, err := s.Correct(c.Context(), args[0], timeline.Correction{Field: "statement", From: from, Reason: reason})
				return err
			})
		},
	}
	c.Flags().IntVar(&number, "statement", 0, a.text("flag.statement"))
	c.Flags().StringVar(&reason, "reason", "", a.text("flag.reason"))
	return c
}

func (a *app) attachCommand() *cobra.Command {
	var as, to string
	c := &cobra.Command{
		Use:   "attach FILE…",
		Short: a.text("cmd.attach"),
		Args:  needArgs(1),
		RunE: func(c *cobra.Command, files []string) error {
			return a.change(c.Context(), func(s *casefile.Store) error {
				for _, f := range files {
					x, err := s.Attach(c.Context(), f, as, to)
					if err != nil {
						return err
					}
					a.printf("cmd.attached", "file", x.Name, "id", x.ID, "sha", x.SHA256)
				}
				return nil
			})
		},
	}
	c.Flags().StringVar(&as, "as", "other", a.text("flag.as"))
	c.Flags().StringVar(&to, "to", "", a.text("flag.to_waybill"))
	return c
}
