package main

import (
	"archive/zip"
	"context"
	"os"
	"os/signal"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"duizheng": func() {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
			defer stop()
			os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
		},
	})
}

// TestScripts runs the program as a person would, one story a file.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("LANG", "C")
			e.Setenv("DUIZHENG_CASE", "")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"zip": zipCommand},
	})
}

// zipCommand writes an archive: zip OUT NAME=FILE…
func zipCommand(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	w := zip.NewWriter(f)
	for _, a := range args[1:] {
		name, file := a, a
		for i := range a {
			if a[i] == '=' {
				name, file = a[:i], a[i+1:]
				break
			}
		}
		e, err := w.Create(name)
		ts.Check(err)
		_, err = e.Write([]byte(ts.ReadFile(file)))
		ts.Check(err)
	}
	ts.Check(w.Close())
	ts.Check(f.Close())
}
