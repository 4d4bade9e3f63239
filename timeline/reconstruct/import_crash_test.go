package reconstruct

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
)

// importEnv names a case and a file: the test binary then imports the one into
// the other and ends, so that it can be killed while it does.
const importEnv = "DUIZHENG_TEST_IMPORT"

func TestHelper_import(t *testing.T) {
	arg := os.Getenv(importEnv)
	if arg == "" {
		t.Skip("only run by the crash tests")
	}
	dir, path, _ := strings.Cut(arg, "|")
	limitFileSize(t)
	store, err := casefile.Create(context.Background(), dir, casefile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if _, err := Import(context.Background(), store, exportsOf(t, []string{path}), Options{}); err != nil {
		t.Fatal(err)
	}
}

func importCommand(t *testing.T, dir, path string, env ...string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestHelper_import$")
	cmd.Env = append(append(os.Environ(), importEnv+"="+dir+"|"+path), env...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	return cmd, &out
}

// generate writes n messages and n/10 scans into five chat files and one
// tracking file of dir, the same for the same seed.
func generate(tb testing.TB, dir string, n int, seed uint64) []string {
	tb.Helper()
	r := rand.New(rand.NewPCG(seed, 7))
	at := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	var paths []string
	file := func(name string, lines int, line func() string) {
		p := filepath.Join(dir, name)
		paths = append(paths, p)
		f, err := os.Create(p)
		if err != nil {
			tb.Fatal(err)
		}
		defer f.Close()
		w := bufio.NewWriter(f)
		for range lines {
			fmt.Fprintln(w, line())
		}
		if err := w.Flush(); err != nil {
			tb.Fatal(err)
		}
	}
	number := func() string { return fmt.Sprintf("SF%013d", 1390000000000+r.Int64N(int64(max(10, n/20)))) }
	for k := range 5 {
		file(fmt.Sprintf("chat%d-%d.txt", seed, k), n/5, func() string {
			at = at.Add(time.Duration(r.Int64N(60)) * time.Second)
			chat := r.IntN(40)
			text := sentences[r.IntN(len(sentences))] + strings.Repeat("呀", r.IntN(4))
			if r.IntN(50) == 0 {
				text += " " + number()
			}
			return fmt.Sprintf("%s|群%d-%d|人%d|%s", at.Format("2006-01-02 15:04:05"), k, chat, r.IntN(3), text)
		})
	}
	file(fmt.Sprintf("track%d.txt", seed), n/10, func() string {
		at := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(r.Int64N(365*86400)) * time.Second)
		return fmt.Sprintf("%s|#%s|快件到达【杭州转运中心】", at.Format("2006-01-02 15:04:05"), number())
	})
	return paths
}

func exportsOf(tb testing.TB, paths []string) []*parsers.Export {
	tb.Helper()
	reading, err := parsers.Read(context.Background(), []*parsers.Format{plain}, paths, parsers.Options{Zone: time.UTC, ZoneFrom: timeline.ZoneAssumed})
	if err != nil {
		tb.Fatal(err)
	}
	return reading.Exports
}

// whole fails the test unless the case has whole imports only: as many events
// as their ledgers say, and every original in place.
func whole(t *testing.T, dir string) (imports int) {
	t.Helper()
	ctx := context.Background()
	store, err := casefile.Open(ctx, dir, casefile.Options{})
	if errors.Is(err, casefile.ErrNoCase) {
		return 0
	}
	if err != nil {
		t.Fatalf("the case does not open: %v", err)
	}
	defer store.Close()
	all, err := store.Imports(ctx)
	if err != nil {
		t.Fatal(err)
	}
	want, got := 0, 0
	for _, i := range all {
		want += i.New
	}
	for _, err := range store.Events(ctx, casefile.EventQuery{}) {
		if err != nil {
			t.Fatal(err)
		}
		got++
	}
	if got != want {
		t.Errorf("%d events, the imports brought %d", got, want)
	}
	v, err := store.Verify(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range v.Problems {
		if p.Kind != "extra" { // an original that nothing refers to yet
			t.Errorf("%+v", p)
		}
	}
	return len(all)
}

// An import that is killed at any moment leaves no trace, and can be repeated.
func TestImport_killed(t *testing.T) {
	rounds := 10
	if n, err := strconv.Atoi(os.Getenv("DUIZHENG_CRASH_ROUNDS")); err == nil {
		rounds = n
	}
	dir, files := filepath.Join(t.TempDir(), "case"), t.TempDir()
	r := rand.New(rand.NewPCG(3, 5))
	killed, imports := 0, 0
	// How long one takes here and now: moments of death lie all over it.
	begun := time.Now()
	if cmd, out := importCommand(t, filepath.Join(t.TempDir(), "other"), generate(t, files, 4000, 98)[0]); cmd.Run() != nil {
		t.Fatalf("%s", out)
	}
	whileAlive := time.Since(begun)
	for n := range rounds {
		path := generate(t, files, 4000, uint64(n))[n%5]
		cmd, _ := importCommand(t, dir, path)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 1)
		go func() { done <- cmd.Wait() }()
		select {
		case <-time.After(time.Duration(r.Int64N(int64(whileAlive * 3 / 2)))):
			_ = cmd.Process.Kill()
			if err := <-done; err != nil {
				killed++
			}
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
		}
		if now := whole(t, dir); now < imports {
			t.Fatalf("%d imports, there were %d", now, imports)
		} else {
			imports = now
		}
	}
	t.Logf("%d of %d imports were killed, %d are in the case", killed, rounds, imports)
	cmd, out := importCommand(t, dir, generate(t, files, 4000, 99)[0])
	if err := cmd.Run(); err != nil {
		t.Fatalf("the import after all that: %v\n%s", err, out)
	}
	if whole(t, dir) != imports+1 {
		t.Error("the import after all that is not in the case")
	}
}

// grow runs imports with ever more room until one goes through; each that does
// not must leave the case as it was.
func grow(t *testing.T, dir, path string, rooms []int, run func(room int) error) {
	t.Helper()
	before := whole(t, dir)
	for i, room := range rooms {
		err := run(room)
		if now := whole(t, dir); err != nil && now != before {
			t.Fatalf("room for %d bytes: the import fails (%v), yet it is in the case", room, err)
		} else if err == nil {
			if now != before+1 {
				t.Fatalf("room for %d bytes: the import says it went through, and is not in the case", room)
			}
			if i == 0 {
				t.Fatal("the smallest room is room enough: nothing was tested")
			}
			return
		}
	}
	t.Fatal("no room was enough")
}

var rooms = []int{16 << 10, 40 << 10, 100 << 10, 250 << 10, 600 << 10, 1500 << 10, 4 << 20, 16 << 20, 64 << 20}

func TestImport_fileTooLarge(t *testing.T) {
	dir, files := filepath.Join(t.TempDir(), "case"), t.TempDir()
	store, err := casefile.Create(context.Background(), dir, casefile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	path := generate(t, files, 20_000, 1)[0]
	if !canLimitFileSize {
		t.Skip("this system has no limit on file size")
	}
	grow(t, dir, path, rooms, func(room int) error {
		cmd, out := importCommand(t, dir, path, fileSizeEnv+"="+strconv.Itoa(room))
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("%w: %s", err, out)
		}
		return nil
	})
}

func TestImport_cancelled(t *testing.T) {
	c := newCase(t)
	path := generate(t, c.dir, 4000, 1)[0]
	ctx, cancel := context.WithCancel(context.Background())
	_, err := Import(ctx, c.store, exportsOf(t, []string{path}), Options{Progress: func(p Progress) {
		if p.Records > 300 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	if got := c.show(); len(got) != 0 {
		t.Errorf("a cancelled import leaves %d events", len(got))
	}
	if done := c.imp(path); done.New == 0 {
		t.Error("the next import brings nothing")
	}
}

// Two imports at once: one waits for the other, and both are in the case.
func TestImport_twoProcesses(t *testing.T) {
	dir, files := filepath.Join(t.TempDir(), "case"), t.TempDir()
	a, outA := importCommand(t, dir, generate(t, files, 4000, 1)[0])
	b, outB := importCommand(t, dir, generate(t, files, 4000, 2)[0])
	for _, cmd := range []*exec.Cmd{a, b} {
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(a.Wait(), b.Wait()); err != nil {
		t.Fatalf("%v\n%s\n%s", err, outA, outB)
	}
	if n := whole(t, dir); n != 2 {
		t.Errorf("%d imports in the case", n)
	}
}

// A part of an export that cannot be read does not take the rest along.
func TestImport_ledger(t *testing.T) {
	c := newCase(t)
	done := c.imp(c.write("a.txt", append([]string{"count=9", "what is this"}, talk...)...))
	l := done.Ledger[0]
	if l.Announced != 9 || l.Gaps != 1 || l.Records[timeline.KindFrame] != 1 || len(l.Unparsed) != 1 || l.Unparsed[0].Locator.Line != 2 {
		t.Errorf("got %+v", l)
	}
	gaps, err := c.store.Gaps(context.Background())
	if err != nil || len(gaps) != 1 || gaps[0].Kind != timeline.GapCount || gaps[0].Missing != 3 || gaps[0].Chat == "" {
		t.Errorf("got %+v, %v", gaps, err)
	}
}
