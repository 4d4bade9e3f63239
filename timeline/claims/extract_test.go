package claims

import (
	"testing"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func at(day, hour, minute int) time.Time { return time.Date(2026, 11, day, hour, minute, 0, 0, china) }

// TestExtract looks at every field of some statements; exampleTime is
// Wednesday 2026-11-18 14:30.
func TestExtract(t *testing.T) {
	for _, c := range []struct {
		line string
		want timeline.Statement
	}{
		{"c: 明天下午3点前肯定给您送到", timeline.Statement{Kind: timeline.KindDelivered, Mode: timeline.ModePromised, Latest: at(19, 15, 0), Timed: true, Grain: timeline.GrainHour, Relation: timeline.RelationBefore}},
		{"s: 周五前给您发", timeline.Statement{Kind: timeline.KindShipped, Mode: timeline.ModePromised, Latest: at(21, 0, 0), AltLatest: at(20, 0, 0), Timed: true, Grain: timeline.GrainDay, Relation: timeline.RelationBefore}},
		{"s: 您这单揽收后48小时内送到", timeline.Statement{Kind: timeline.KindDelivered, Mode: timeline.ModePromised, Anchor: timeline.KindPickedUp, Within: timeline.Period{Elapsed: 48 * time.Hour}, Timed: true, Grain: timeline.GrainHour, Relation: timeline.RelationIn}},
		{"c: 昨天上午就给您放门口鞋柜上了", timeline.Statement{Kind: timeline.KindDelivered, Mode: timeline.ModeAsserted, Earliest: at(17, 6, 0), Latest: at(17, 12, 0), Timed: true, Grain: timeline.GrainDaypart, Relation: timeline.RelationIn, Place: "门口鞋柜", PlaceKind: timeline.PlaceDoor}},
		{"c: 放小区门口的丰巢柜里了", timeline.Statement{Kind: timeline.KindAtPickupPoint, Mode: timeline.ModeAsserted, Latest: exampleTime, Place: "小区门口的丰巢柜", PlaceKind: timeline.PlaceLocker}},
		{"b: 还没收到", timeline.Statement{Kind: timeline.KindReceived, Mode: timeline.ModeAsserted, Negated: true, Earliest: exampleTime}},
		{"b: 昨天没送", timeline.Statement{Kind: timeline.KindDelivered, Mode: timeline.ModeAsserted, Negated: true, Earliest: at(17, 0, 0), Latest: at(18, 0, 0), Timed: true, Grain: timeline.GrainDay, Relation: timeline.RelationIn}},
		{"b: 物流显示昨天18:20由家人签收", timeline.Statement{Kind: timeline.KindDelivered, Mode: timeline.ModeAsserted, By: timeline.ByRecord, Earliest: at(17, 18, 20), Latest: at(17, 18, 20), Timed: true, Grain: timeline.GrainMinute, Relation: timeline.RelationIn, Signer: "家人", SignerKind: timeline.SignerFamily}},
		{"s: 应该明天能到，具体以物流为准", timeline.Statement{Kind: timeline.KindDelivered, Mode: timeline.ModePromised, Earliest: at(19, 0, 0), Latest: at(20, 0, 0), Timed: true, Grain: timeline.GrainDay, Relation: timeline.RelationIn, Hedged: true, Disclaimed: true}},
		{"s: 明天退给您15元", timeline.Statement{Kind: timeline.KindRefund, Mode: timeline.ModePromised, Earliest: at(19, 0, 0), Latest: at(20, 0, 0), Timed: true, Grain: timeline.GrainDay, Relation: timeline.RelationIn, Amount: "15元"}},
		{"c: 尽快给您送过去", timeline.Statement{Kind: timeline.KindDelivered, Mode: timeline.ModePromised, Relation: timeline.RelationIn}},
		{"b: 门口和楼道都看了 没有", timeline.Statement{Kind: timeline.KindReceived, Mode: timeline.ModeAsserted, Negated: true, Earliest: exampleTime, Looked: true}},
		{"b: 明天下午五点前能送到吗 || c: 可以", timeline.Statement{Kind: timeline.KindDelivered, Mode: timeline.ModePromised, Latest: at(19, 17, 0), Timed: true, Grain: timeline.GrainHour, Relation: timeline.RelationBefore, Agrees: true}},
		{"c: 明天给您送 || c: 打错了，是后天", timeline.Statement{Kind: timeline.KindDelivered, Mode: timeline.ModePromised, Earliest: at(20, 0, 0), Latest: at(21, 0, 0), Timed: true, Grain: timeline.GrainDay, Relation: timeline.RelationIn, Corrects: true}},
		{"c: 今天五点前送到 || c: 改明天上午", timeline.Statement{Kind: timeline.KindDelivered, Mode: timeline.ModePromised, Earliest: at(19, 6, 0), Latest: at(19, 12, 0), Timed: true, Grain: timeline.GrainDaypart, Relation: timeline.RelationIn}},
		{"c: 明天给您送 || b: 几点 || c: 上午", timeline.Statement{Kind: timeline.KindDelivered, Mode: timeline.ModePromised, Earliest: at(19, 6, 0), Latest: at(19, 12, 0), Timed: true, Grain: timeline.GrainDaypart, Relation: timeline.RelationIn}},
		{"b: 明天几点能送到 || c: 下午三点", timeline.Statement{Kind: timeline.KindDelivered, Mode: timeline.ModePromised, Earliest: at(19, 15, 0), Latest: at(19, 15, 0), Timed: true, Grain: timeline.GrainHour, Relation: timeline.RelationIn}},
		{"s: 单号SF1390000000456 昨天寄的", timeline.Statement{Kind: timeline.KindShipped, Mode: timeline.ModeAsserted, Earliest: at(17, 0, 0), Latest: at(18, 0, 0), Timed: true, Grain: timeline.GrainDay, Relation: timeline.RelationIn, Waybill: "SF1390000000456", Link: timeline.LinkMention}},
		{"s: 台灯走顺丰 SF1390000000456 || s: 手机壳走圆通 YT7100000000777 || b: 台灯还没收到", timeline.Statement{Kind: timeline.KindReceived, Mode: timeline.ModeAsserted, Negated: true, Earliest: exampleTime, Waybill: "SF1390000000456", Link: timeline.LinkContext}},
		{"s: 台灯走顺丰 SF1390000000456 || s: 手机壳走圆通 YT7100000000777 || b: 还没收到", timeline.Statement{Kind: timeline.KindReceived, Mode: timeline.ModeAsserted, Negated: true, Earliest: exampleTime, Waybill: "YT7100000000777", Link: timeline.LinkContext}},
		{"s: 是15号晚上才交给快递的", timeline.Statement{Kind: timeline.KindShipped, Mode: timeline.ModeAsserted, Earliest: at(15, 18, 0), Latest: at(16, 0, 0), Timed: true, Grain: timeline.GrainDaypart, Relation: timeline.RelationIn}},
		{"c: Your parcel's coming to you tomorrow, between 9am and 11am", timeline.Statement{Kind: timeline.KindDelivered, Mode: timeline.ModePromised, Earliest: at(19, 9, 0), Latest: at(19, 11, 0), Timed: true, Grain: timeline.GrainHour, Relation: timeline.RelationIn}},
		{"c: 明天下午给您送 || c: 写错了 是上午不是下午", timeline.Statement{Kind: timeline.KindDelivered, Mode: timeline.ModePromised, Earliest: at(19, 6, 0), Latest: at(19, 12, 0), Timed: true, Grain: timeline.GrainDaypart, Relation: timeline.RelationIn, Corrects: true}},
		{"c: 再等我四十分钟 马上给你送过来", timeline.Statement{Kind: timeline.KindDelivered, Mode: timeline.ModePromised, Earliest: at(18, 15, 10), Latest: at(18, 15, 10), Timed: true, Grain: timeline.GrainMinute, Relation: timeline.RelationIn}},
		{"p: 最晚后天下班前（18:00）给到您结果", timeline.Statement{Kind: timeline.KindReply, Mode: timeline.ModePromised, Latest: at(20, 18, 0), Timed: true, Grain: timeline.GrainMinute, Relation: timeline.RelationBefore}},
		{"b: 您是昨天放我家门口的吗 || c: 是的，昨天五点多", timeline.Statement{Kind: timeline.KindDelivered, Mode: timeline.ModeAsserted, Earliest: at(17, 17, 0), Latest: at(17, 18, 0), Timed: true, Grain: timeline.GrainHour, Relation: timeline.RelationIn, Place: "家门口", PlaceKind: timeline.PlaceDoor}},
		{"c: 周五（20号）晚上之前给您送到", timeline.Statement{Kind: timeline.KindDelivered, Mode: timeline.ModePromised, Latest: at(21, 0, 0), AltLatest: at(20, 18, 0), Timed: true, Grain: timeline.GrainDaypart, Relation: timeline.RelationBefore}},
	} {
		u, _ := parseExample(c.line)
		x := Extract(u, Options{})
		if len(x.Statements) != 1 {
			t.Errorf("%s: %d statements %+v", c.line, len(x.Statements), x.Statements)
			continue
		}
		if c.want.By == "" {
			c.want.By = timeline.BySpeaker
		}
		if c.want.Link == "" {
			c.want.Link = timeline.LinkNone
		}
		if d := cmp.Diff(c.want, x.Statements[0], cmpopts.IgnoreFields(timeline.Statement{}, "Span")); d != "" {
			t.Errorf("%s (-want +got)\n%s", c.line, d)
		}
	}
}

// TestExtract_all holds that what never takes part in a check is named with
// All, and explained without it.
func TestExtract_all(t *testing.T) {
	for line, mode := range map[string]timeline.Mode{
		"b: 明天能送到吗":     timeline.ModeAsked,
		"c: 要是下雨我给你放门口": timeline.ModeHypothetical,
		"s: 本店48小时内发货":  timeline.ModePolicy,
	} {
		u, _ := parseExample(line)
		x := Extract(u, Options{All: true, Explain: true})
		if len(x.Statements) != 1 || x.Statements[0].Mode != mode || len(x.Statements[0].Why) == 0 {
			t.Errorf("%s: %+v", line, x.Statements)
		}
		if x = Extract(u, Options{Explain: true}); len(x.Statements) != 0 || len(x.Why) == 0 {
			t.Errorf("%s: %+v", line, x)
		}
	}
}

// TestExtract_waybills holds that a bare number that was asked for is one.
func TestExtract_waybills(t *testing.T) {
	u, _ := parseExample("b: 快递单号发我一下 || s: 73100000000555")
	if x := Extract(u, Options{}); len(x.Waybills) != 1 || x.Waybills[0].Number != "73100000000555" {
		t.Errorf("%+v", x.Waybills)
	}
	u, _ = parseExample("b: 电话多少 || s: 73100000000555")
	if x := Extract(u, Options{}); len(x.Waybills) != 0 {
		t.Errorf("%+v", x.Waybills)
	}
}

// TestExtract_undated holds that a message without a time places nothing.
func TestExtract_undated(t *testing.T) {
	for _, line := range []string{"c: 明天下午三点前送到", "c: 昨天送到了", "b: 还没收到"} {
		u, _ := parseExample(line)
		u.Time = time.Time{}
		for i := range u.Context {
			u.Context[i].Time = time.Time{}
		}
		x := Extract(u, Options{})
		if len(x.Statements) != 1 {
			t.Errorf("%s: %+v", line, x.Statements)
			continue
		}
		if s := x.Statements[0]; !s.Earliest.IsZero() || !s.Latest.IsZero() || !s.AltLatest.IsZero() {
			t.Errorf("%s: from %v to %v", line, s.Earliest, s.Latest)
		}
	}
}

// In a chat with a carrier a number of its form is a waybill.
func TestExtract_names(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       int
	}{
		{"中通小费", "73112345678901", 1},
		{"中通小费", "73112345678901 到了没", 1},
		{"老赵", "73112345678901", 0},
		{"中通小费", "13912345678", 0},
	} {
		x := Extract(timeline.Utterance{Time: exampleTime, Sender: "c", Role: timeline.RoleCourier, Text: c.text}, Options{Names: []string{"阿青", c.name}})
		if len(x.Waybills) != c.want {
			t.Errorf("%s: %s: %v", c.name, c.text, x.Waybills)
		}
	}
}
