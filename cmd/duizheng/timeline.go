package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/locale"
)

func (a *app) timelineCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "timeline [WAYBILL]",
		Short: a.text("cmd.timeline"),
		Args:  atMost(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.withCase(c.Context(), func(s *casefile.Store) error { return a.timeline(c.Context(), s, args) })
		},
	}
}

func (a *app) timeline(ctx context.Context, s *casefile.Store, args []string) error {
	var q casefile.EventQuery
	if len(args) == 1 {
		p, err := s.Parcel(ctx, args[0])
		if err != nil {
			return fmt.Errorf("%s", a.say(timeline.Say("cmd.no_parcel", "number", args[0])))
		}
		q.Parcel = p.ID
	}
	day := ""
	for e, err := range s.Events(ctx, q) {
		if err != nil {
			return err
		}
		if a.json {
			if err := a.emit(&e); err != nil {
				return err
			}
			continue
		}
		if d := a.day(e.Time); d != day {
			day = d
			fmt.Fprintf(a.out, "\n%s\n", day)
		}
		a.showEvent(&e)
	}
	return nil
}

func (a *app) day(m timeline.Moment) string {
	if !m.Dated() {
		return a.text("cmd.undated")
	}
	return m.Start.In(a.zone).Format(time.DateOnly)
}

// showEvent prints one line, and below it what the text was understood to say.
func (a *app) showEvent(e *timeline.Event) {
	clock := "--:--   "
	if e.Time.Dated() {
		switch e.Time.Precision {
		case timeline.PrecisionSecond:
			clock = e.Time.Start.In(a.zone).Format(time.TimeOnly)
		case timeline.PrecisionMinute:
			clock = e.Time.Start.In(a.zone).Format("15:04") + "   "
		}
	}
	fmt.Fprintf(a.out, "  %s  %s  %s\n", clock, a.who(e), cut(e.Text, 100))
	for _, s := range e.Statements {
		fmt.Fprintf(a.out, "            ↳ %s\n", a.statement(s))
	}
}

// who is the speaker, or the carrier's record.
func (a *app) who(e *timeline.Event) string {
	if e.Scan != nil {
		return "[" + locale.Word(a.lang, "carrier", e.Scan.Carrier) + " " + tail(e.Scan.Waybill) + " " + locale.Word(a.lang, "status", e.Scan.Status) + "]"
	}
	if e.Sender.Name == "" {
		return "[" + a.text("cmd.notice") + "]"
	}
	return e.Sender.Name + ":"
}

// tail is the end of a number, enough to tell parcels apart on a screen.
func tail(number string) string {
	if len(number) <= 6 {
		return number
	}
	return "…" + number[len(number)-6:]
}

// statement says in a few words how a sentence was understood.
func (a *app) statement(s timeline.Statement) string {
	var b strings.Builder
	b.WriteString(locale.Word(a.lang, "mode", s.Mode) + " " + locale.Word(a.lang, "kind", s.Kind))
	if s.Negated {
		b.WriteString(" " + a.text("cmd.negated"))
	}
	switch {
	case s.Mode == timeline.ModePromised && !s.Latest.IsZero():
		b.WriteString(" " + a.text("cmd.deadline") + " " + locale.Deadline(a.lang, a.zone, s.Latest))
	case !s.Within.IsZero():
		b.WriteString(" " + string(s.Anchor) + "+" + s.Within.String())
	}
	if s.By != "" && s.By != timeline.BySpeaker {
		b.WriteString(" (" + locale.Word(a.lang, "by", s.By) + ")")
	}
	if s.Hedged {
		b.WriteString(" " + a.text("cmd.hedged"))
	}
	if s.Waybill != "" {
		b.WriteString(" " + tail(s.Waybill))
	}
	if s.Standing != "" && s.Standing != timeline.Stands {
		b.WriteString(" [" + locale.Word(a.lang, "standing", s.Standing) + "]")
	}
	return b.String()
}
