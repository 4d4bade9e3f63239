package index

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/duizheng/duizheng/timeline/casefile"
)

// crashCase names the case of the process that is going to be killed.
const crashCase = "DUIZHENG_TEST_CRASH_CASE"

// TestCrash kills a process that imports and indexes, at random moments. Every
// time the case opens, answers right at once, and catches up.
func TestCrash(t *testing.T) {
	if dir := os.Getenv(crashCase); dir != "" {
		writeUntilKilled(t, dir)
		return
	}
	if testing.Short() {
		t.Skip("starts processes")
	}
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(42, 7))
	for range 12 {
		killWhileWriting(t, dir, random.IntN(6), time.Duration(random.IntN(30))*time.Millisecond)
		store, err := casefile.Create(t.Context(), dir, casefile.Options{})
		if err != nil {
			t.Fatal(err)
		}
		x, err := Open(t.Context(), store)
		if err != nil {
			t.Fatal(err)
		}
		want := 0
		for e, err := range store.Events(t.Context(), casefile.EventQuery{}) {
			if err != nil {
				t.Fatal(err)
			}
			if Match(Text{"驿站"}, e, nil) {
				want++
			}
		}
		for _, when := range []string{"at once", "caught up"} {
			if r := ask(t, x, "驿站", SearchOptions{}); r.Total != want {
				t.Errorf("%s: %d found of %d", when, r.Total, want)
			}
			follow(t, x)
		}
		last, err := store.LastChange(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if mark, known, documents, err := x.disk.state(); !known || mark != last || int(documents) != len(eventIDs(t, store)) || err != nil {
			t.Errorf("mark %d %v of %d, %d documents, %v", mark, known, last, documents, err)
		}
		if err := x.Close(); err != nil {
			t.Error(err)
		}
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}
}

// killWhileWriting lets another process finish so many rounds, and kills it a
// little later.
func killWhileWriting(t *testing.T, dir string, rounds int, later time.Duration) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestCrash$")
	cmd.Env = append(os.Environ(), crashCase+"="+dir)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for range rounds + 1 {
		if !lines.Scan() {
			t.Fatalf("the writing process ended by itself: %v", cmd.Wait())
		}
	}
	time.Sleep(later)
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // killed
}

// writeUntilKilled imports, follows and now and then builds again, and says so.
func writeUntilKilled(t *testing.T, dir string) {
	ctx := context.Background()
	store, err := casefile.Create(ctx, dir, casefile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	x, err := Open(ctx, store)
	if err != nil {
		t.Fatal(err)
	}
	for n := 0; ; n++ {
		fmt.Println("round", n)
		var lines []line
		for i := range 300 {
			lines = append(lines, line{from: "小王", text: fmt.Sprint("到驿站了 ", os.Getpid(), "/", n, "/", i), at: day(2026, 3, 1).Add(time.Duration(i) * time.Minute)})
		}
		put(t, store, fmt.Sprint("chat ", os.Getpid(), " ", n), "qq-txt", lines...)
		if n%3 == 2 {
			err = x.Rebuild(ctx)
		} else {
			err = x.Follow(ctx)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
