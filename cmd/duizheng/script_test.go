package main

import (
	"archive/zip"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"
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
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"zip": zipCommand, "sql": sqlCommand, "edit": editCommand, "unindex": unindexCommand},
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

// sqlCommand changes a case behind the program's back: sql CASE STATEMENT.
func sqlCommand(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sql.Open("sqlite", ts.MkAbs(filepath.Join(args[0], "case.db")))
	ts.Check(err)
	_, err = db.Exec(args[1])
	ts.Check(err)
	ts.Check(db.Close())
}

// editCommand changes an original of a case: edit CASE FROM TO; the first that
// holds FROM.
func editCommand(ts *testscript.TestScript, _ bool, args []string) {
	files, err := filepath.Glob(ts.MkAbs(filepath.Join(args[0], "originals", "*")))
	ts.Check(err)
	for _, f := range files {
		text, err := os.ReadFile(f)
		ts.Check(err)
		if strings.Contains(string(text), args[1]) {
			ts.Check(os.Chmod(f, 0o600))
			ts.Check(os.WriteFile(f, []byte(strings.Replace(string(text), args[1], args[2], 1)), 0o400))
			return
		}
	}
	ts.Fatalf("no original holds %q", args[1])
}

// unindexCommand takes one document out of the full-text index: unindex CASE
// EVENT.
func unindexCommand(ts *testscript.TestScript, _ bool, args []string) {
	x, err := bleve.Open(ts.MkAbs(filepath.Join(args[0], "index", "bleve")))
	ts.Check(err)
	request := bleve.NewSearchRequestOptions(bleve.NewMatchAllQuery(), 1000, 0, false)
	found, err := x.Search(request)
	ts.Check(err)
	event := strings.TrimPrefix(strings.TrimSpace(ts.ReadFile(args[1])), "e_")
	deleted := 0
	for _, hit := range found.Hits {
		if strings.HasSuffix(hit.ID, event) {
			ts.Check(x.Delete(hit.ID))
			deleted++
		}
	}
	ts.Check(x.Close())
	if deleted != 1 {
		ts.Fatalf("%d documents of %s in the index", deleted, event)
	}
	ts.Check(closeIndex(ts.MkAbs(filepath.Join(args[0], "index"))))
}

// closeIndex notes an index as it is now, as if it had been closed so; else it would not
// be opened (index/sound.go).
func closeIndex(dir string) error {
	store := filepath.Join(dir, "bleve", "store")
	list, err := os.ReadFile(filepath.Join(store, "root.bolt"))
	if err != nil {
		return err
	}
	lines := []string{fmt.Sprintf("list %08x", crc32.ChecksumIEEE(list))}
	segments, err := filepath.Glob(filepath.Join(store, "*.zap"))
	for _, path := range segments {
		info, e := os.Stat(path)
		text, e2 := os.ReadFile(path)
		if err = errors.Join(err, e, e2); err != nil {
			return err
		}
		lines = append(lines, fmt.Sprintf("%s %d %08x %d", filepath.Base(path), len(text), binary.BigEndian.Uint32(text[len(text)-crc32.Size:]), info.ModTime().UnixNano()))
	}
	return errors.Join(err, os.WriteFile(filepath.Join(dir, "checked"), []byte(strings.Join(lines, "\n")), 0o600))
}
