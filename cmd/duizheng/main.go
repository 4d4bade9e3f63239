//go:debug zipinsecurepath=0

// Command duizheng brings two accounts of a parcel face to face: what people
// said in their chats, and what the courier's system recorded.
//
//	duizheng demo                     a sample dispute, from import to findings
//	duizheng import chat.txt kd.json  read exports into a case
//	duizheng check                    where the accounts do not match
//	duizheng serve --open             the same in a local viewer
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	_ "time/tzdata" // zones on Windows and on bare machines

	"github.com/spf13/cobra"
)

// Exit statuses of CONTRACT section 1.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitPartial     = 3
	exitDifference  = 4
	exitFailOn      = 5
	exitInterrupted = 130
)

// A status is an error that carries its exit status; Err may be nil when
// everything was said already.
type status struct {
	Code int
	Err  error
}

func (s status) Error() string {
	if s.Err == nil {
		return fmt.Sprintf("exit status %d", s.Code)
	}
	return s.Err.Error()
}

func (s status) Unwrap() error { return s.Err }

// usage marks an error as one of the command line's words.
func usage(format string, args ...any) error {
	return status{exitUsage, fmt.Errorf(format, args...)}
}

// memory is how much the program takes, in bytes, before the collector works
// harder: a large case must leave a small computer usable.
const memory = 360 << 20

func main() {
	debug.SetMemoryLimit(memory)
	debug.SetGCPercent(200) // where there is room for it
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the program: it maps every outcome to its exit status, here only.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	a := &app{in: in, out: newPipe(out), errs: errs}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(a.out)
	root.SetErr(errs)
	err := root.ExecuteContext(ctx)
	if flushErr := a.out.Flush(); err == nil {
		err = flushErr
	}
	var s status
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE):
		return exitDone
	case ctx.Err() != nil:
		fmt.Fprintln(errs, a.text("cmd.interrupted"))
		return exitInterrupted
	case errors.As(err, &s):
		if s.Err != nil {
			fmt.Fprintf(errs, "duizheng: %v\n", s.Err)
		}
		return s.Code
	}
	fmt.Fprintf(errs, "duizheng: %v\n", err)
	return exitFailed
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "duizheng",
		Short:         a.text("cmd.root"),
		Long:          a.text("cmd.root.long"),
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usage("%v; `%s --help`", err, c.CommandPath())
	})
	a.flags(root.PersistentFlags())
	root.PersistentPreRunE = func(*cobra.Command, []string) error { return a.settle() }
	root.AddCommand(
		a.demoCommand(), a.importCommand(), a.parseCommand(), a.extractCommand(), a.formatsCommand(), a.inspectCommand(),
		a.timelineCommand(), a.searchCommand(), a.checkCommand(), a.checklistCommand(), a.parcelsCommand(), a.sourcesCommand(), a.peopleCommand(),
		a.caseCommand(), a.rulesCommand(), a.attachCommand(), a.labelCommand(), a.noteCommand(), a.correctCommand(), a.rejectCommand(),
		a.reportCommand(), a.serveCommand(), a.verifyCommand(), a.undoCommand(), a.reindexCommand(),
	)
	root.CompletionOptions.HiddenDefaultCmd = true
	return root
}
