package merge

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCompare(t *testing.T) {
	for _, c := range []struct {
		name  string
		a, b  []Item
		alike bool
		want  string
	}{
		{"both parties' exports, two long messages", export(0, "09:20 我: 请放前台吧", "09:21 小王: 明天下午三点前送到"), export(1, "09:20 李女士: 请放前台吧", "09:21 我: 明天下午三点前送到"), false, "same"},
		{"both parties' exports, with a short one", export(0, "09:20 我: 请放前台吧", "09:21 小王: 明天下午三点前送到", "09:22 我: 好"), export(1, "09:20 李女士: 请放前台吧", "09:21 我: 明天下午三点前送到", "09:22 李女士: 好"), false, "same"},
		{"only short words", export(0, "09:20 甲: 在吗", "09:21 乙乙: 在", "09:25 甲: 好的"), export(1, "09:20 甲: 在吗", "09:21 乙乙: 在", "09:25 甲: 好的"), false, "same"},
		{"only short words, one minute", export(0, "09:20 甲: 好的", "09:20 甲: 好的"), export(1, "09:20 甲: 好的", "09:20 甲: 好的"), true, ""},
		{"one notice to two chats", export(0, "09:20 小王: 您的快递到楼下驿站了请来取", "09:21 李女士: 好"), export(1, "09:20 小王: 您的快递到楼下驿站了请来取", "09:40 周先生: 知道了"), false, "likely"},
		{"notices to two chats that do not answer", export(0, "09:20 小王: 您的快递到楼下驿站了请来取", "12:20 小王: 今天的快递都在驿站请来取", "15:00 小王: 驿站六点关门请尽快来取"), export(1, "09:20 小王: 您的快递到楼下驿站了请来取", "12:20 小王: 今天的快递都在驿站请来取", "15:00 小王: 驿站六点关门请尽快来取"), false, "likely"},
		{"one forwarded message among others", export(0, "09:20 小王: 明天下午三点前送到", "09:30 李女士: 行", "09:40 小王: 嗯嗯", "09:50 李女士: 谢谢你"), export(1, "09:20 小王: 明天下午三点前送到", "09:31 周先生: 请问几点到", "09:41 小王: 还不知道呢", "09:50 周先生: 那就算了"), false, ""},
		{"another zone, mirrored", export(0, "09:20 我: 请放前台吧", "09:21 小王: 明天下午三点前送到", "09:25 我: 那我在家等着"), export(1, "01:20 李女士: 请放前台吧", "01:21 我: 明天下午三点前送到", "01:25 李女士: 那我在家等着"), false, "same shifted"},
		{"one name, and the owner asks both the same", export(0, "09:20 我: 你好我的快递到哪里了请问", "09:22 小王: 在路上了马上到"), export(1, "09:20 我: 你好我的快递到哪里了请问", "09:21 小王: 还没有到网点呢"), true, "likely"},
		{"one name, the last message of one is the first of the other", export(0, "09:20 我: 你好我的快递到哪里了", "09:22 小王: 在路上了马上到"), export(1, "09:22 小王: 在路上了马上到", "09:40 我: 还没有收到呢"), true, ""},
		{"one name, only one side wrote", export(0, "09:20 小王: 快递到了", "09:22 小王: 给您放在门口了"), export(1, "09:20 小王: 快递到了", "09:22 小王: 给您放在门口了"), true, "same"},
		{"pictures alone", export(0, "09:20 甲: [图片]", "09:21 乙乙: [图片]", "09:22 甲: [图片]"), export(1, "09:20 甲: [图片]", "09:21 乙乙: [图片]", "09:22 甲: [图片]"), true, ""},
	} {
		o, _ := Compare(c.a, c.b, c.alike)
		got := ""
		switch {
		case o.Same():
			got = "same"
		case o.Likely():
			got = "likely"
		}
		if o.Shifted {
			got += " shifted"
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q: %+v", c.name, got, c.want, o)
		}
	}
}

// Who is who in the other export is told with it.
func TestCompare_people(t *testing.T) {
	_, said := Compare(
		export(0, "09:20 我: 请放前台吧", "09:21 小王: 明天下午三点前送到", "09:22 我: 好"),
		export(1, "09:20 李女士: 请放前台吧", "09:21 我: 明天下午三点前送到", "09:22 李女士: 好"), false)
	var got []string
	for _, p := range Pairs(said) {
		got = append(got, fmt.Sprint(p, said[p]))
	}
	if diff := cmp.Diff([]string{"[3 109] 2", "[6 103] 1"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
