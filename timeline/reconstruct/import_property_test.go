package reconstruct

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/duizheng/duizheng/timeline/casefile"
)

// A drawn chat and exports of it, as files: of either party, with names, clock,
// precision and placeholders of their own.
func drawExports(t *rapid.T) [][]string {
	words := []string{"好的", "好的", "好", "[图片]", "好的好的", "明天下午送到门口", "到了吗到了吗", "单号 SF1390000000017 发我", "已经在路上了呀"}
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	longest := rapid.SampledFrom([]int{20, 100, 4000}).Draw(t, "longest pause")
	type said struct {
		at        time.Time
		who, text string
	}
	var chat []said
	for range rapid.IntRange(1, 25).Draw(t, "messages") {
		at = at.Add(time.Duration(rapid.IntRange(0, longest).Draw(t, "pause")) * time.Second)
		chat = append(chat, said{at, rapid.SampledFrom([]string{"小王", "李女士"}).Draw(t, "who"), rapid.SampledFrom(words).Draw(t, "text")})
	}
	var out [][]string
	for n := range rapid.IntRange(1, 3).Draw(t, "exports") {
		from := rapid.IntRange(0, len(chat)-1).Draw(t, "from")
		to := rapid.IntRange(from+1, len(chat)).Draw(t, "to")
		layout := rapid.SampledFrom([]string{"2006-01-02 15:04:05", "2006-01-02 15:04"}).Draw(t, "layout")
		clock := time.Duration(rapid.SampledFrom([]int{0, 0, 0, -8, 1}).Draw(t, "clock")) * time.Hour
		ids, mirrored := rapid.Bool().Draw(t, "ids"), rapid.Bool().Draw(t, "of the other party")
		own, placeholder := rapid.Bool().Draw(t, "own names"), rapid.SampledFrom([]string{"[图片]", "<Media omitted>"}).Draw(t, "placeholder")
		chatName, names := "小王", map[string]string{"小王": "小王", "李女士": "我"}
		if mirrored {
			chatName, names = "李女士", map[string]string{"小王": "我", "李女士": "李女士"}
		}
		var lines []string
		for i, m := range chat[from:to] {
			text, id, who := m.text, "", names[m.who]
			if text == "[图片]" {
				text = placeholder
			}
			if ids {
				id = fmt.Sprint("m", from+i)
			}
			if own {
				who = fmt.Sprint(n, m.who)
			}
			lines = append(lines, fmt.Sprintf("%s|%s|%s|%s|%s", m.at.Add(clock).Format(layout), chatName, who, text, id))
		}
		out = append(out, append(lines, fmt.Sprint("file ", n)))
	}
	return out
}

// Whatever the exports: the order in which they are imported does not matter,
// nothing is lost, importing all again changes nothing, and an undo leaves
// what there was before.
func TestImport_properties(t *testing.T) {
	if testing.Short() {
		t.Skip("many whole imports; run without -short")
	}
	rapid.Check(t, func(rt *rapid.T) {
		exports := drawExports(rt)
		dir, err := os.MkdirTemp(t.TempDir(), "")
		if err != nil {
			rt.Fatal(err)
		}
		defer os.RemoveAll(dir)
		paths := writeFiles(rt, dir, exports)
		largest := 0
		for _, lines := range exports {
			largest = max(largest, len(lines)-1)
		}
		c := &testCase{t, openCase(t, filepath.Join(dir, "a")), dir}
		defer c.store.Close()
		var states []string
		for _, p := range paths {
			states = append(states, c.state())
			c.imp(p)
		}
		whole := c.state()
		if n := len(c.ids()); n < largest {
			rt.Fatalf("%d events, an export has %d", n, largest)
		}
		if done := c.imp(paths...); done.New != 0 || c.state() != whole {
			rt.Fatalf("importing all again brings %d events", done.New)
		}
		if err := Undo(t.Context(), c.store, "i_"+fmt.Sprint(len(paths)+1)); err != nil || c.state() != whole {
			rt.Fatalf("undoing that changes the case: %v", err)
		}
		other := &testCase{t, openCase(t, filepath.Join(dir, "b")), dir}
		defer other.store.Close()
		reversed := slices.Clone(paths)
		slices.Reverse(reversed)
		other.imp(reversed...)
		if got := other.state(); got != whole {
			rt.Fatalf("in another order:\n%s\nwas:\n%s", got, whole)
		}
		for n := len(paths); n > 0; n-- {
			if err := Undo(t.Context(), c.store, fmt.Sprintf("i_%d", n)); err != nil {
				rt.Fatal(err)
			}
			if got := c.state(); got != states[n-1] {
				rt.Fatalf("undone import %d:\n%s\nwas:\n%s", n, got, states[n-1])
			}
		}
	})
}

// writeFiles writes drawn files into dir.
func writeFiles(t *rapid.T, dir string, files [][]string) (paths []string) {
	for n, lines := range files {
		p := filepath.Join(dir, fmt.Sprintf("%d.txt", n))
		if err := os.WriteFile(p, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, p)
	}
	return paths
}

func openCase(t *testing.T, dir string) *casefile.Store {
	t.Helper()
	store, err := casefile.Create(t.Context(), dir, casefile.Options{Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	return store
}

// state is all that an import decides, in words.
func (c *testCase) state() string {
	c.Helper()
	out := append(c.show(), c.ids()...)
	gaps, err := c.store.Gaps(c.Context())
	if err != nil {
		c.Fatal(err)
	}
	for _, g := range gaps {
		out = append(out, fmt.Sprint(g.Kind, g.After, g.Before, g.Missing))
	}
	parties, err := c.store.Parties(c.Context())
	if err != nil {
		c.Fatal(err)
	}
	for _, p := range parties {
		out = append(out, fmt.Sprint(p.ID, p.Names, p.Messages))
	}
	return strings.Join(out, "\n")
}
