package reconstruct

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
)

// drawFiles draws a case: chats that name some of three numbers or none, and
// records of some of them.
func drawFiles(t *rapid.T) [][]string {
	numbers := []string{"SF1390000000017", "YT7488201936517", "78812345678901"}
	say := []string{"好的", "明天下午3点前一定送到", "没收到啊", "已经放门口了", "圆通那个到了吗", "顺丰的明天送", "单号 %s", "发错了 是 %s", "%s 已经发货了", "晚饭吃什么"}
	scan := []string{"已揽收", "快件到达【杭州转运中心】", "已转单，新单号 78812345678901", "正在派送", "已签收，签收人：本人"}
	start := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	var out [][]string
	for n := range rapid.IntRange(1, 4).Draw(t, "chats") {
		at := start
		other := rapid.SampledFrom([]string{"圆通小陈", "木棉旗舰店", "邻居"}).Draw(t, "other")
		people := []string{other, "阿青"}
		if rapid.Bool().Draw(t, "group") {
			people = append(people, "李女士")
		}
		var lines []string
		for range rapid.IntRange(1, 8).Draw(t, "messages") {
			at = at.Add(time.Duration(rapid.SampledFrom([]int{1, 40, 3000, 90 * 24 * 60}).Draw(t, "minutes")) * time.Minute)
			text := rapid.SampledFrom(say).Draw(t, "text")
			if strings.Contains(text, "%s") {
				text = fmt.Sprintf(text, rapid.SampledFrom(numbers).Draw(t, "number"))
			}
			who := rapid.SampledFrom(people).Draw(t, "who")
			lines = append(lines, fmt.Sprintf("%s|%s%d|%s|%s", at.Format("2006-01-02 15:04:05"), other, n, who, text))
		}
		out = append(out, lines)
	}
	for _, number := range numbers[:rapid.IntRange(0, 3).Draw(t, "records")] {
		at := start
		var lines []string
		for _, text := range scan[:rapid.IntRange(1, 5).Draw(t, "scans")] {
			at = at.Add(time.Duration(rapid.IntRange(1, 3000).Draw(t, "minutes")) * time.Minute)
			lines = append(lines, fmt.Sprintf("%s|#%s|%s", at.Format("2006-01-02 15:04:05"), number, text))
		}
		out = append(out, lines)
	}
	return out
}

// A marking is what the user says of the people of a case: who one is, or that two
// are one.
type marking struct {
	who, other string // other "": who has the role
	role       timeline.Role
}

func drawMarkings(t *rapid.T) []marking {
	names := []string{"圆通小陈", "木棉旗舰店", "邻居", "李女士", "阿青"}
	var out []marking
	for range rapid.IntRange(0, 3).Draw(t, "markings") {
		m := marking{who: rapid.SampledFrom(names).Draw(t, "whose")}
		if rapid.Bool().Draw(t, "merged") {
			m.other = rapid.SampledFrom(names).Draw(t, "with")
		} else {
			m.role = rapid.SampledFrom([]timeline.Role{timeline.RoleBuyer, timeline.RoleSeller, timeline.RoleCourier, timeline.RolePlatform}).Draw(t, "role")
		}
		out = append(out, m)
	}
	return out
}

// mark says it, and tells what was refused: there may be no such person, or two.
func (c *testCase) mark(m marking) bool {
	var err error
	if m.other == "" {
		err = c.store.SetRole(c.Context(), m.who, m.role)
	} else {
		err = c.store.MergeParties(c.Context(), m.who, m.other)
	}
	return err == nil
}

// concluded is all that Finish decides, in words.
func (c *testCase) concluded() string {
	c.Helper()
	var out []string
	add := func(kind string, v any) {
		text, err := json.Marshal(v)
		if err != nil {
			c.Fatal(err)
		}
		out = append(out, kind+" "+string(text))
	}
	for e, err := range c.store.Events(c.Context(), casefile.EventQuery{}) {
		if err != nil {
			c.Fatal(err)
		}
		if len(e.Waybills)+len(e.Statements) > 0 {
			add("reading "+e.Text, []any{e.Waybills, e.Statements})
		}
	}
	parcels, err := c.store.Parcels(c.Context())
	if err != nil {
		c.Fatal(err)
	}
	for _, p := range parcels {
		add("parcel", p)
	}
	links, err := c.store.ParcelLinks(c.Context(), "")
	if err != nil {
		c.Fatal(err)
	}
	for _, l := range links {
		add("link", l)
	}
	findings, err := c.store.Findings(c.Context(), casefile.FindingQuery{})
	if err != nil {
		c.Fatal(err)
	}
	for _, f := range findings {
		add("finding", f)
	}
	gaps, err := c.store.Gaps(c.Context())
	if err != nil {
		c.Fatal(err)
	}
	for _, g := range gaps {
		add("gap", g)
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// Whatever the case: what is concluded file by file, in any order and in loads of
// any size, with an import taken back in between, is what is concluded of the
// whole; so it is after the user said who people are.
func TestFinish_properties(t *testing.T) {
	if testing.Short() {
		t.Skip("many whole imports; run without -short")
	}
	usual := loadSize
	defer func() { loadSize = usual }()
	rapid.Check(t, func(rt *rapid.T) {
		loadSize = usual
		files := drawFiles(rt)
		dir, err := os.MkdirTemp(t.TempDir(), "")
		if err != nil {
			rt.Fatal(err)
		}
		defer os.RemoveAll(dir)
		paths := writeFiles(rt, dir, files)
		finish := func(c *testCase) {
			if err := Finish(t.Context(), c.store); err != nil {
				rt.Fatal(err)
			}
		}
		whole := &testCase{t, openCase(t, filepath.Join(dir, "whole")), dir}
		defer whole.store.Close()
		whole.imp(paths...)
		finish(whole)
		parts := &testCase{t, openCase(t, filepath.Join(dir, "parts")), dir}
		defer parts.store.Close()
		loadSize = rapid.SampledFrom([]int{1, 10, usual}).Draw(rt, "load")
		for i, p := range rapid.Permutation(paths).Draw(rt, "order") {
			before := parts.concluded()
			done := parts.imp(p)
			finish(parts)
			if i > 0 && rapid.Bool().Draw(rt, "take back") {
				if err := Undo(t.Context(), parts.store, done.ID); err != nil {
					rt.Fatal(err)
				}
				finish(parts)
				if diff := cmp.Diff(strings.Split(before, "\n"), strings.Split(parts.concluded(), "\n")); diff != "" {
					rt.Fatalf("(-before +after it was imported and taken back)\n%s", diff)
				}
				parts.imp(p)
				finish(parts)
			}
		}
		if diff := cmp.Diff(strings.Split(whole.concluded(), "\n"), strings.Split(parts.concluded(), "\n")); diff != "" {
			rt.Fatalf("(-at once +in parts)\n%s", diff)
		}
		for _, m := range drawMarkings(rt) {
			one, other := whole.mark(m), parts.mark(m)
			if one != other {
				rt.Fatalf("%+v is taken %v at once and %v in parts", m, one, other)
			}
			finish(parts) // after each
		}
		finish(whole) // after all
		if diff := cmp.Diff(strings.Split(whole.concluded(), "\n"), strings.Split(parts.concluded(), "\n")); diff != "" {
			rt.Fatalf("(-marked at once +one by one)\n%s", diff)
		}
	})
}

// A chat that turns out to be about a parcel of the load that was read ahead takes
// that load with it; the ones after it are read for themselves.
func TestFinish_readAhead(t *testing.T) {
	usual := loadSize
	defer func() { loadSize = usual }()
	for n := range 8 { // ids are hashes: which load stands behind which is left to chance
		var paths []string
		chat := func(name string, lines ...string) {
			for i, l := range lines {
				lines[i] = fmt.Sprintf("2026-03-0%d 09:00:00|%s|%s", i+2, name, l)
			}
			paths = append(paths, (&testCase{t, nil, t.TempDir()}).write("chat.txt", lines...))
		}
		chat("圆通小陈", fmt.Sprintf("圆通小陈|您的快递 YT74882019365%d7", n), "阿青|没收到啊")
		chat("木棉旗舰店", "木棉旗舰店|单号 SF1390000000017", "阿青|没收到啊")
		chat("快递老吴", "快递老吴|圆通那个明天下午3点前一定送到")

		whole, parts := newCase(t), newCase(t)
		whole.imp(paths...)
		parts.imp(paths[:2]...)
		loadSize = usual
		finish := func(c *testCase) {
			if err := Finish(t.Context(), c.store); err != nil {
				t.Fatal(err)
			}
		}
		finish(whole)
		finish(parts)
		parts.imp(paths[2])
		if err := parts.store.TouchAll(t.Context()); err != nil {
			t.Fatal(err)
		}
		loadSize = 1
		finish(parts)
		if diff := cmp.Diff(strings.Split(whole.concluded(), "\n"), strings.Split(parts.concluded(), "\n")); diff != "" {
			t.Fatalf("(-at once +in parts)\n%s", diff)
		}
	}
}
