package place

import (
	"testing"

	"github.com/duizheng/duizheng/timeline"
	"pgregory.net/rapid"
)

func TestFind(t *testing.T) {
	for _, c := range []struct {
		text, place string
		kind        timeline.PlaceKind
	}{
		{"放你家门口了", "家门口", timeline.PlaceDoor},
		{"给您搁在鞋柜上头了", "鞋柜", timeline.PlaceDoor},
		{"已放入楼道消火栓里", "楼道消火栓", timeline.PlaceDoor},
		{"放在小区门口的丰巢柜", "小区门口的丰巢柜", timeline.PlaceLocker},
		{"存2号楼下面的自提柜了", "楼下面的自提柜", timeline.PlaceLocker},
		{"给您放東門驛站了", "驛站", timeline.PlaceStation},
		{"驿站门口", "驿站门口", timeline.PlaceStation},
		{"物业门口的架子上", "物业门口", timeline.PlaceFrontdesk},
		{"物业旁边的快递柜", "物业旁边的快递柜", timeline.PlaceLocker},
		{"放管理員室", "管理員", timeline.PlaceFrontdesk},
		{"大樓管理室代收", "管理室", timeline.PlaceFrontdesk},
		{"交到您手上了", "您手上", timeline.PlaceHand},
		{"给蜂巢了", "蜂巢", timeline.PlaceLocker},
		{"放楼下小卖部了", "楼下小卖部", timeline.PlaceStation},
		{"已暂存至和平路店菜鸟驿站，请及时取件", "菜鸟驿站", timeline.PlaceStation},
		{"快件在【5号楼智能柜】", "智能柜", timeline.PlaceLocker},
		{"邮件已代收【信报箱】", "信报箱", timeline.PlaceOther},
		{"I left it on the porch", "porch", timeline.PlaceDoor},
		{"Left at FRONT DESK", "FRONT DESK", timeline.PlaceFrontdesk},
		{"in the parcel locker round the corner", "parcel locker", timeline.PlaceLocker},
		{"Delivered, In/At Mailbox", "Mailbox", timeline.PlaceOther},
		{"with your neighbour at 12", "neighbour", timeline.PlaceOther},
		{"Available at pick-up point", "pick-up point", timeline.PlaceStation},
		{"我买的衣柜还没到", "", ""},
		{"用菜鸟裹裹寄的", "", ""},
		{"the blockers arrived", "", ""},
		{"", "", ""},
	} {
		place, kind, ok := Find(c.text)
		if place != c.place || kind != c.kind || ok != (c.kind != "") {
			t.Errorf("Find(%q) = %q %q %v, want %q %q", c.text, place, kind, ok, c.place, c.kind)
		}
	}
}

func TestAll(t *testing.T) {
	got := All("没放驿站，放门口了")
	if len(got) != 2 || got[0].Kind != timeline.PlaceStation || got[1].Kind != timeline.PlaceDoor || got[1].Span != (timeline.Span{6, 8}) {
		t.Errorf("All = %+v", got)
	}
}

func TestSigner(t *testing.T) {
	for _, c := range []struct {
		text, signer string
		kind         timeline.SignerKind
	}{
		{"已签收，签收人：保安室", "保安室", timeline.SignerFrontdesk},
		{"快件已签收，签收人是【本人签收】", "本人", timeline.SignerSelf},
		{"客户 签收人 : 本人 已签收", "本人", timeline.SignerSelf},
		{"本人签收", "本人", timeline.SignerSelf},
		{"已签收，他人代签", "他人", timeline.SignerOther},
		{"快件已被 代签收", "代签收", timeline.SignerOther},
		{"由家人代收", "家人", timeline.SignerFamily},
		{"由您家人签收了", "家人", timeline.SignerFamily},
		{"快件已由和平路店菜鸟驿站代收，请及时取件", "菜鸟驿站", timeline.SignerStation},
		{"快件已被【丰巢的春江花园2号柜】代收", "号柜", timeline.SignerLocker},
		{"您的快递已签收，签收人在【丰巢的春江花园2号柜】领取", "丰巢", timeline.SignerLocker},
		{"快件已签收，签收人：快递代收点", "快递代收点", timeline.SignerStation},
		{"已投妥，签收人：单位收发章", "收发章", timeline.SignerFrontdesk},
		{"货物已签收，签收类型：拍照签收", "拍照", timeline.SignerUnknown},
		{"签收栏为草签", "草签", timeline.SignerUnknown},
		{"签收人：张*", "张*", timeline.SignerUnknown},
		{"昨天下午三点送的 你老公接的", "老公", timeline.SignerFamily},
		{"你老公接的电话", "", ""},
		{"送完了 交给你家老人了 头发花白那位", "老人", timeline.SignerFamily},
		{"快件交给闵某，正在派送途中", "", ""},
		{"Signed for by: J. SMITH", "J. SMITH", timeline.SignerUnknown},
		{"Delivered - signed for by front desk", "front desk", timeline.SignerFrontdesk},
		{"You signed for it yourself", "yourself", timeline.SignerSelf},
		{"my wife signed for it herself", "wife", timeline.SignerFamily},
		{"my neighbour took it in", "neighbour", timeline.SignerOther},
		{"隔壁同事帮忙签的", "隔壁同事", timeline.SignerColleague},
		{"门卫大爷签的", "门卫", timeline.SignerFrontdesk},
		{"管理員簽收", "管理員", timeline.SignerFrontdesk},
		{"我自己签的", "我自己", timeline.SignerSelf},
		{"邮件已代收【信报箱】", "信报箱", timeline.SignerOther},
		{"签收人凭取件码签收", "", ""},
		{"快件代收点电话", "", ""},
		{"支持代收货款", "", ""},
		{"家人说没收到", "", ""},
		{"本人不在，没签", "", ""},
		{"放前台了", "", ""},
		{"谁签收的", "", ""},
		{"", "", ""},
	} {
		signer, kind, ok := Signer(c.text)
		if signer != c.signer || kind != c.kind || ok != (c.kind != "") {
			t.Errorf("Signer(%q) = %q %q %v, want %q %q", c.text, signer, kind, ok, c.signer, c.kind)
		}
	}
}

func TestSpansShowTheirText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { spansHold(t, rapid.String().Draw(t, "text")) })
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"放小区门口的丰巢柜", "签收人：前台", "left with neighbour", "签收人：\xff", "柜"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { spansHold(t, s) })
}

func spansHold(t interface {
	Fatalf(string, ...any)
}, text string) {
	r := []rune(text)
	end := 0
	for _, w := range All(text) {
		if w.Span[0] < end || w.Span[1] <= w.Span[0] || w.Span[1] > len(r) || string(r[w.Span[0]:w.Span[1]]) != w.Text {
			t.Fatalf("All(%q): span %v of %q", text, w.Span, w.Text)
		}
		end = w.Span[1]
	}
	if h, ok := SignerIn(text); ok && (h.Span[1] > len(r) || string(r[h.Span[0]:h.Span[1]]) != h.Text) {
		t.Fatalf("SignerIn(%q): span %v of %q", text, h.Span, h.Text)
	}
}

func BenchmarkFind(b *testing.B) {
	const text = "【苏州市】您的快递已签收，签收人在【丰巢的春江花园2号柜】领取，如有疑问请电联"
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Find(text)
	}
}
