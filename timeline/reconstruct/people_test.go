package reconstruct

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
)

// likely lists who may be one person, by name and chat, with the keys of why.
func (c *testCase) likely() (out []string) {
	c.Helper()
	people, err := People(c.Context(), c.store)
	if err != nil {
		c.Fatal(err)
	}
	label := map[string]string{}
	conversations, err := c.store.Conversations(c.Context())
	if err != nil {
		c.Fatal(err)
	}
	for _, p := range people {
		for _, conv := range conversations {
			if slices.Contains(p.Conversations, conv.ID) {
				label[p.ID] += p.Name + "@" + conv.Name + " "
			}
		}
	}
	for _, p := range people {
		for _, o := range p.MaybeSame {
			if label[p.ID] > label[o.Party] {
				continue // each two once
			}
			var why []string
			for _, w := range o.Why {
				why = append(why, strings.TrimPrefix(w.Key, "people_why_"))
			}
			out = append(out, label[p.ID]+"= "+label[o.Party]+strings.Join(why, " "))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func TestPeople(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string][]string
		chats int
		want  []string
	}{
		{"one telephone in two names", map[string][]string{
			"a.txt": {"2026-03-02 09:20|小王13900000001|小王13900000001|在吗", "2026-03-02 09:21|小王13900000001|李女士|在"},
			"b.txt": {"2026-03-05 09:20|网点|王师傅 13900000001|今天派", "2026-03-05 09:21|网点|周先生|好"},
		}, 2, []string{"小王13900000001@小王13900000001 = 王师傅 13900000001@网点 phone"}},
		{"one telephone, given by both as their own", map[string][]string{
			"a.txt": {"2026-03-02 09:20|小王|小王|我的电话是13900000001 您打给我", "2026-03-02 09:21|小王|李女士|在"},
			"b.txt": {"2026-03-05 09:20|网点|老王|有事打我电话 13900000001", "2026-03-05 09:21|网点|周先生|快递员电话13900000001是吗"},
		}, 2, []string{"小王@小王 = 老王@网点 phone"}},
		{"one name, one counterpart", map[string][]string{
			"a.txt": {"2026-03-02 09:20|小王|小王|在吗", "2026-03-02 09:21|小王|李女士|在"},
			"b.txt": {"2026-03-05 09:20|驿站小王|小王|到驿站了", "2026-03-05 09:21|驿站小王|李女士|好"},
		}, 2, nil}, // who the counterpart is, is not known either
		{"a chat in two files", map[string][]string{
			"a.txt": {"2026-03-02 09:20|小王|小王|在吗", "2026-03-02 09:21|小王|李女士|在"},
			"b.txt": {"2026-03-05 09:20|小王|小王|到驿站了", "2026-03-05 09:21|小王|李女士|好"},
		}, 2, []string{"小王@小王 = 小王@小王 goes_on", "李女士@小王 = 李女士@小王 goes_on"}},
		{"one notice in two chats", map[string][]string{
			"a.txt": {"2026-03-02 09:20|小王|小王|您的快递到楼下驿站了请来取", "2026-03-02 09:21|小王|李女士|好"},
			"b.txt": {"2026-03-02 09:20|网点|王师傅|您的快递到楼下驿站了请来取", "2026-03-02 09:40|网点|周先生|知道了"},
		}, 2, []string{"小王@小王 = 王师傅@网点 said"}},
		{"both parties' exports with few messages", map[string][]string{
			"a.txt": {"2026-03-02 09:20|小王|我|请放前台吧", "2026-03-02 09:21|小王|小王|明天下午送到"},
			"b.txt": {"2026-03-02 09:20|李女士|李女士|请放前台吧", "2026-03-02 09:21|李女士|我|明天下午送到"},
		}, 1, nil},
		{"both parties' exports with short messages", map[string][]string{
			"a.txt": {"2026-03-02 09:20|小王|李女士|在吗", "2026-03-02 09:21|小王|小王|在", "2026-03-02 09:25|小王|李女士|好的"},
			"b.txt": {"2026-03-02 09:20|李女士|李女士|在吗", "2026-03-02 09:21|李女士|小王|在", "2026-03-02 09:25|李女士|李女士|好的"},
		}, 1, nil},
		{"both parties' exports in two zones", map[string][]string{
			"a.txt": {"2026-03-02 09:20|小王|李女士|请放前台吧", "2026-03-02 09:21|小王|小王|明天下午送到", "2026-03-02 09:25|小王|李女士|那我等着你"},
			"b.txt": {"2026-03-02 01:20|李女士|李女士|请放前台吧", "2026-03-02 01:21|李女士|小王|明天下午送到", "2026-03-02 01:25|李女士|李女士|那我等着你"},
		}, 1, nil},
		{"the last message of one file is the first of the next", map[string][]string{
			"a.txt": {"2026-03-02 09:20|小王|李女士|我的快递到哪里了", "2026-03-02 09:22|小王|小王|在路上了马上到"},
			"b.txt": {"2026-03-02 09:22|小王|小王|在路上了马上到", "2026-03-02 09:40|小王|李女士|还没有收到呢"},
		}, 1, nil},
		{"two couriers of one name who are asked the same", map[string][]string{
			"a.txt": {"2026-03-02 09:20|小王|李女士|你好我的快递到哪里了请问", "2026-03-02 09:22|小王|小王|在路上了马上到"},
			"b.txt": {"2026-03-02 09:20|小王|李女士|你好我的快递到哪里了请问", "2026-03-02 09:21|小王|小王|还没有到网点呢"},
		}, 2, []string{"李女士@小王 = 李女士@小王 said"}},
		{"two couriers of one name at one time", map[string][]string{
			"a.txt": {"2026-03-02 09:20|小王|小王|在吗", "2026-03-02 12:21|小王|李女士|在"},
			"b.txt": {"2026-03-02 09:25|小王|小王|到驿站了", "2026-03-02 10:21|小王|李女士|好"},
		}, 2, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := newCase(t)
			for _, name := range sortedKeys(c.files) {
				x.imp(x.write(name, c.files[name]...))
			}
			if diff := cmp.Diff(c.want, x.likely()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			conversations, err := x.store.Conversations(t.Context())
			if err != nil || len(conversations) != c.chats {
				t.Errorf("%d chats, %v", len(conversations), err)
			}
		})
	}
}

// One who is known to be the complainant is a known counterpart; one id in two
// apps is told.
func TestLikenesses(t *testing.T) {
	parties := []timeline.Party{
		{ID: "p_me", Name: "李女士", Conversations: []string{"c_1", "c_2"}},
		{ID: "p_1", Name: "小王", Names: []string{"小王"}, Conversations: []string{"c_1"}, IDs: []string{"wechat:wxid_7"}},
		{ID: "p_2", Name: "王哥", Names: []string{"小王", "王哥"}, Conversations: []string{"c_2"}, IDs: []string{"chatlab:wxid_7"}},
	}
	l := &likenesses{byID: map[string]*timeline.Party{}, why: map[[2]string][]timeline.Sentence{}}
	for i := range parties {
		l.byID[parties[i].ID] = &parties[i]
	}
	l.sameID(parties)
	l.sameName(parties)
	l.settle()
	want := []timeline.Likeness{{Party: "p_2", Name: "王哥", Why: []timeline.Sentence{
		timeline.Say("people_why_id", "id", "wxid_7"), timeline.Say("people_why_name", "name", "小王", "with", "李女士")}}}
	if diff := cmp.Diff(want, parties[1].MaybeSame); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if parties[0].MaybeSame != nil || len(parties[2].MaybeSame) != 1 {
		t.Errorf("got %+v", parties)
	}
}

// A merge is the user's; what follows is concluded anew, and it can be undone.
func TestPeople_mergeAndSplit(t *testing.T) {
	c := newCase(t)
	c.imp(c.write("a.txt", "2026-03-02 09:20|小王|小王|在吗", "2026-03-02 09:21|小王|李女士|在"))
	c.imp(c.write("b.txt", "2026-03-05 09:20|小王|小王|到驿站了", "2026-03-05 09:21|小王|李女士|好"))
	before := c.state()
	people, err := People(t.Context(), c.store)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(people, func(p timeline.Party) bool { return p.Name == "小王" && len(p.MaybeSame) > 0 })
	if i < 0 {
		t.Fatalf("nobody may be another: %+v", people)
	}
	p := people[i]
	touched, err := c.store.TakeUp(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := c.store.Derive(t.Context(), func(d *casefile.Derivation) error { return d.Done(touched) }); err != nil {
		t.Fatal(err)
	}
	if err := c.store.MergeParties(t.Context(), p.ID, p.MaybeSame[0].Party); err != nil {
		t.Fatal(err)
	}
	if touched, err := c.store.Touched(t.Context()); err != nil || len(touched.Chats) != 2 {
		t.Errorf("touched %+v, %v", touched, err)
	}
	// Now that 小王 is known to be one, more speaks for 李女士 being one too.
	if diff := cmp.Diff([]string{"李女士@小王 = 李女士@小王 goes_on name"}, c.likely()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if n, err := c.store.SplitParties(t.Context(), p.ID); err != nil || n != 1 {
		t.Errorf("split %d, %v", n, err)
	}
	if after := c.state(); after != before {
		t.Errorf("merge and split:\n%s\nwas:\n%s", after, before)
	}
	if n, err := c.store.SplitParties(t.Context(), fmt.Sprint(p.ID)); err != nil || n != 0 {
		t.Errorf("split again: %d, %v", n, err)
	}
}
