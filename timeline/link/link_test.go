package link

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/waybill"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var china = time.FixedZone("CST", 8*3600)

const (
	first  = "YT7600000000001"
	second = "JT5600000000002"
	third  = "773600000000003"
)

var carriers = map[string]string{first: "yto", second: "jt", third: "sto", "YT7600000000009": "yto"}

// A line is one message: minutes after nine, who, the text, the numbers in it.
type line struct {
	minute  int
	who     string
	text    string
	numbers []string
	says    []timeline.Statement
	reply   string
}

var roles = map[string]timeline.Role{"阿青": timeline.RoleBuyer, "木棉小店": timeline.RoleSeller, "快递小程": timeline.RoleCourier,
	"邻居": timeline.RoleBuyer, "楼长": timeline.RoleBuyer}

func chatOf(name string, lines ...line) []timeline.Event {
	var out []timeline.Event
	for i, l := range lines {
		at := time.Date(2026, 3, 1, 9, l.minute, 0, 0, china)
		e := timeline.Event{ID: fmt.Sprintf("e_%s%02d", name, i), Chat: name, Order: int64(i), Statements: l.says,
			Record: timeline.Record{Kind: timeline.KindMessage, Text: l.text, ID: fmt.Sprint(i), ReplyTo: l.reply, Conversation: name,
				Time:   timeline.At(at, timeline.PrecisionMinute, timeline.ZoneAssumed, ""),
				Sender: timeline.Sender{Name: l.who, Role: roles[l.who], Self: l.who == "阿青"}}}
		for _, n := range l.numbers {
			e.Waybills = append(e.Waybills, timeline.Waybill{Number: n, Text: n, Carriers: []string{carriers[n]}})
		}
		for k := range e.Statements {
			if len(l.numbers) == 1 {
				e.Statements[k].Waybill, e.Statements[k].Link = l.numbers[0], timeline.LinkMention
			}
		}
		out = append(out, e)
	}
	return out
}

func says(kind timeline.StatementKind, more ...func(*timeline.Statement)) []timeline.Statement {
	s := timeline.Statement{Kind: kind, Mode: timeline.ModeAsserted, By: timeline.BySpeaker}
	for _, f := range more {
		f(&s)
	}
	return []timeline.Statement{s}
}

var no = func(s *timeline.Statement) { s.Negated = true }

func spanning(from, to int) func(*timeline.Statement) {
	return func(s *timeline.Statement) { s.Span = timeline.Span{from, to} }
}

func promised(day int) func(*timeline.Statement) {
	return func(s *timeline.Statement) {
		s.Mode, s.Latest, s.Timed = timeline.ModePromised, time.Date(2026, 3, day, 15, 0, 0, 0, china), true
	}
}

func scanOf(number string) timeline.Event {
	at := time.Date(2026, 3, 1, 20, 0, 0, 0, china)
	return timeline.Event{ID: "e_scan" + number, Record: timeline.Record{Kind: timeline.KindScan, Text: "已签收",
		Time: timeline.At(at, timeline.PrecisionSecond, timeline.ZoneExplicit, ""),
		Scan: &timeline.Scan{Waybill: number, Carrier: carriers[number], Status: timeline.StatusDelivered}}}
}

// linked shows every statement of the messages as "kind→number link", with a
// mark for an ambiguous one and for a standing other than stands.
func linked(events []timeline.Event, r Result) []string {
	ambiguous := map[string]bool{}
	has := map[string]bool{}
	for _, l := range r.Links {
		key := fmt.Sprint(l.Event, l.Statement)
		has[key], ambiguous[key] = true, l.Ambiguous
	}
	out := []string{}
	for _, e := range events {
		for k, s := range e.Statements {
			key := fmt.Sprint(e.ID, k)
			show := string(s.Kind) + "→" + s.Waybill + " " + string(s.Link)
			if !has[key] {
				show = string(s.Kind) + "→nothing"
			}
			if ambiguous[key] {
				show += "?"
			}
			if s.Standing != timeline.Stands {
				show += " " + string(s.Standing)
			}
			out = append(out, show)
		}
	}
	return out
}

func TestLink(t *testing.T) {
	lost := says(timeline.KindReceived, no)
	for _, c := range []struct {
		name   string
		events []timeline.Event
		want   []string
	}{
		{"named", chatOf("c", line{0, "木棉小店", "发了 " + first, []string{first}, says(timeline.KindShipped), ""}),
			[]string{"shipped→" + first + " mention"}},
		{"the latest number", chatOf("c", line{0, "木棉小店", first, []string{first}, nil, ""}, line{5, "阿青", "没收到", nil, lost, ""}),
			[]string{"received→" + first + " context"}},
		{"before the only number", chatOf("c", line{0, "木棉小店", "今天发", nil, says(timeline.KindShipped, promised(1)), ""}, line{5, "木棉小店", first, []string{first}, nil, ""}),
			[]string{"shipped→" + first + " only_parcel"}},
		{"by carrier", chatOf("c", line{0, "木棉小店", first, []string{first}, nil, ""}, line{1, "木棉小店", second, []string{second}, nil, ""}, line{9, "木棉小店", "圆通那个在派送", nil, says(timeline.KindOutForDelivery), ""}),
			[]string{"out_for_delivery→" + first + " context"}},
		{"by thing", chatOf("c", line{0, "木棉小店", "茶壶走 " + first, []string{first}, nil, ""}, line{1, "木棉小店", "相框走 " + second, []string{second}, nil, ""}, line{9, "阿青", "茶壶没收到", nil, lost, ""}, line{10, "阿青", "还是没有", nil, says(timeline.KindReceived, no), ""}),
			[]string{"received→" + first + " context", "received→" + first + " context"}},
		{"by a thing whose name holds a courier's character", chatOf("c", line{0, "木棉小店", "置物架走顺丰 " + first, []string{first}, nil, ""}, line{1, "木棉小店", "收纳箱发货了 单号 " + second, []string{second}, nil, ""}, line{9, "阿青", "置物架收到了，谢谢", nil, says(timeline.KindReceived), ""}),
			[]string{"received→" + first + " context"}},
		{"words of every parcel name none", chatOf("c", line{0, "木棉小店", "今天上午发货了 快递单号 " + first + " 麻烦注意查收", []string{first}, nil, ""}, line{1, "木棉小店", second, []string{second}, nil, ""}, line{9, "阿青", "今天上午的快递没收到 麻烦查一下单号", nil, lost, ""}),
			[]string{"received→" + second + " context"}},
		{"two things in one message", chatOf("c", line{0, "木棉小店", "床单走 " + first, []string{first}, nil, ""}, line{1, "木棉小店", "书包走 " + second, []string{second}, nil, ""},
			line{9, "阿青", "书包到了 床单还没收到", nil, append(says(timeline.KindDelivered, spanning(0, 4)), says(timeline.KindReceived, no, spanning(7, 11))...), ""}),
			[]string{"delivered→" + second + " context", "received→" + first + " context"}},
		{"two carriers in one message", chatOf("c", line{0, "木棉小店", first, []string{first}, nil, ""}, line{1, "木棉小店", third, []string{third}, nil, ""},
			line{9, "阿青", "圆通的到了，申通的没到", nil, append(says(timeline.KindDelivered, spanning(3, 5)), says(timeline.KindReceived, no, spanning(9, 11))...), ""}),
			[]string{"delivered→" + first + " context", "received→" + third + " context"}},
		{"a number put right a day later", chatOf("c", line{0, "木棉小店", "给您留着 二号走货", nil, says(timeline.KindShipped, promised(2)), ""}, line{10, "木棉小店", "发了 " + first, []string{first}, says(timeline.KindShipped), ""}, line{20, "木棉小店", "四号前到", nil, says(timeline.KindDelivered, promised(4)), ""},
			line{30, "阿青", "显示签收了", nil, says(timeline.KindDelivered, func(s *timeline.Statement) { s.By = timeline.ByRecord }), ""}, line{27 * 60, "木棉小店", "昨天那个给错了 你的是" + third, []string{third}, nil, ""}, line{27*60 + 5, "阿青", "没收到", nil, says(timeline.KindReceived, no), ""}),
			[]string{"shipped→" + third + " only_parcel", "shipped→" + third + " mention", "delivered→" + third + " context", "delivered→" + first + " context", "received→" + third + " context"}},
		{"the end of a number put right", chatOf("c", line{0, "木棉小店", "Please no porch", nil, says(timeline.KindDelivered, no), ""}, line{10, "木棉小店", first, []string{first}, nil, ""}, line{27 * 60, "木棉小店", "Oh! it ends in 9, not 1. YT7600000000009", []string{"YT7600000000009"}, nil, ""}),
			[]string{"delivered→YT7600000000009 only_parcel"}},
		{"by reply", chatOf("c", line{0, "木棉小店", first, []string{first}, nil, ""}, line{1, "木棉小店", second, []string{second}, nil, ""}, line{9, "阿青", "没收到", nil, lost, "0"}),
			[]string{"received→" + first + " reply"}},
		{"stale among several", chatOf("c", line{0, "木棉小店", first, []string{first}, nil, ""}, line{1, "木棉小店", second, []string{second}, nil, ""}, line{1 + 25*60, "阿青", "没收到", nil, lost, ""}),
			[]string{"received→" + second + " context?"}},
		{"another carrier is another thing", chatOf("c", line{0, "快递小程", first, []string{first}, nil, ""}, line{5, "阿青", "还有个中通的没收到", nil, lost, ""}),
			[]string{"received→nothing"}},
		{"and stays so for the next words", chatOf("c", line{0, "快递小程", first, []string{first}, nil, ""}, line{5, "阿青", "还有个中通的不归你管吧", nil, nil, ""}, line{6, "阿青", "那个还没收到", nil, lost, ""}, line{7, "阿青", "没收到", nil, says(timeline.KindReceived, no), ""}, line{50, "阿青", "没收到", nil, says(timeline.KindReceived, no), ""}),
			[]string{"received→nothing", "received→" + first + " only_parcel?", "received→" + first + " only_parcel"}},
		{"a carrier that has several", append(chatOf("申通老梁", line{0, "阿青", "申通那个签了", nil, says(timeline.KindDelivered), ""}, line{1, "阿青", "圆通的不归你管吧", nil, nil, ""}, line{2, "快递小程", "不归", nil, nil, ""}, line{3, "阿青", "那个还没收到", nil, lost, ""}), scanOf(first), scanOf(third), scanOf("YT7600000000009")),
			[]string{"delivered→" + third + " context", "received→nothing"}},
		{"talk with a friend", append(chatOf("c", line{0, "阿青", "没收到", nil, lost, ""}, line{1, "表弟", "啥", nil, nil, ""}), scanOf(first)),
			[]string{"received→nothing"}},
		{"no number at all", chatOf("c", line{0, "阿青", "没收到", nil, lost, ""}, line{1, "快递小程", "哪个", nil, nil, ""}),
			[]string{"received→ only_parcel"}},
		{"the only parcel of the case", append(chatOf("c", line{0, "阿青", "没收到", nil, lost, ""}, line{1, "快递小程", "哪个", nil, nil, ""}), scanOf(first)),
			[]string{"received→" + first + " only_parcel"}},
		{"several of the case, no sign", append(chatOf("c", line{0, "阿青", "没收到", nil, lost, ""}), scanOf(first), scanOf(third)),
			[]string{"received→nothing"}},
		{"several of the case, the chat's carrier", append(chatOf("申通老梁", line{0, "阿青", "没收到", nil, lost, ""}, line{1, "快递小程", "哪个", nil, nil, ""}), scanOf(first), scanOf(third)),
			[]string{"received→" + third + " context?"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, linked(c.events, Make(Input{Events: pointers(c.events)}))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestGroup(t *testing.T) {
	lost := func() []timeline.Statement { return says(timeline.KindReceived, no) }
	put := says(timeline.KindDelivered)
	events := chatOf("g",
		line{0, "楼长", "停水通知", nil, nil, ""},
		line{1, "阿青", "今天派吗 " + first, []string{first}, nil, ""},
		line{2, "邻居", "我的 " + second + " 没收到", []string{second}, lost(), ""},
		line{3, "快递小程", "@阿青 放门口了", nil, put, ""},
		line{4, "邻居", "我那个也没收到", nil, lost(), ""},
		line{5, "快递小程", "你那个不是我送的", nil, says(timeline.KindDelivered, no), ""},
		line{6, "阿青", "没收到", nil, lost(), ""},
		line{7, "快递小程", "马上送", nil, says(timeline.KindOutForDelivery), ""},
	)
	r := Make(Input{Events: pointers(events)})
	want := []string{"received→" + second + " mention", "delivered→" + first + " context", "received→nothing", "delivered→nothing", "received→" + first + " context", "out_for_delivery→" + first + " context"}
	want[0] = "received→nothing"
	if diff := cmp.Diff(want, linked(events, r)); diff != "" {
		t.Error(diff)
	}
	if s := events[4].Statements[0]; s.Waybill != "" || s.Link != timeline.LinkNone {
		t.Errorf("a neighbour's words name %q (%s)", s.Waybill, s.Link)
	}
	for _, p := range r.Parcels {
		if p.Complainant != (p.Number() == first) {
			t.Errorf("%s: complainant %v", p.Number(), p.Complainant)
		}
	}
}

func TestComplainant(t *testing.T) {
	events := chatOf("c", line{0, "木棉小店", first, []string{first}, nil, ""}, line{1, "邻居", "没收到", nil, says(timeline.KindReceived, no), ""})
	r := Make(Input{Events: pointers(events)})
	if !r.Parcels[0].Complainant {
		t.Error("the only buyer of a chat without the complainant is one")
	}
}

func TestNumbersTakenBack(t *testing.T) {
	given := line{0, "木棉小店", "发啦 " + first, []string{first}, says(timeline.KindShipped), ""}
	lost := line{18, "阿青", "没收到啊", nil, says(timeline.KindReceived, no), ""}
	for _, c := range []struct {
		name  string
		lines []line
		back  bool
		slip  bool
	}{
		{"in the same message as the new one", []line{given, lost, {21, "木棉小店", "发错了 你的是 " + second, []string{second}, nil, ""}}, true, true},
		{"new one in the next message", []line{given, lost, {21, "木棉小店", "不好意思发错了", nil, nil, ""}, {22, "木棉小店", second, []string{second}, nil, ""}}, true, true},
		{"somebody else's", []line{given, {21, "木棉小店", "啊发错了 这是别人的", nil, nil, ""}}, true, true},
		{"after an hour", []line{given, {90, "木棉小店", "单号发错了 是 " + second, []string{second}, nil, ""}}, true, false},
		{"a guess", []line{given, {21, "木棉小店", "可能发错了？", nil, nil, ""}, {22, "木棉小店", second, []string{second}, nil, ""}}, false, false},
		{"the buyer asks", []line{given, {21, "阿青", "是不是发错了", nil, nil, ""}, {22, "木棉小店", second, []string{second}, nil, ""}}, false, false},
		{"another parcel", []line{given, {21, "木棉小店", "另一个是 " + second, []string{second}, nil, ""}}, false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			events := chatOf("c", c.lines...)
			r := Make(Input{Events: pointers(events)})
			if got := events[0].Waybills[0].Retracted; got != c.back {
				t.Errorf("retracted: %v", got)
			}
			i := slices.IndexFunc(r.Parcels, func(p timeline.Parcel) bool { return p.Number() == first })
			if got := !r.Parcels[i].Complainant; got != c.slip {
				t.Errorf("somebody else's: %v", got)
			}
		})
	}
}

func TestStandings(t *testing.T) {
	correcting := func(s *timeline.Statement) { s.Corrects = true }
	quoting := func(s *timeline.Statement) { s.By = timeline.ByCourier }
	accepting := func(s *timeline.Statement) { s.By, s.Agrees = timeline.ByCourier, true }
	num := line{0, "阿青", first, []string{first}, nil, ""}
	promise := func(minute int, who, text string, day int, more ...func(*timeline.Statement)) line {
		return line{minute, who, text, nil, says(timeline.KindDelivered, append([]func(*timeline.Statement){promised(day)}, more...)...), ""}
	}
	for _, c := range []struct {
		name  string
		lines []line
		want  timeline.Standing
	}{
		{"moved in time", []line{num, promise(1, "快递小程", "二号三点前", 2), promise(60, "快递小程", "改三号", 3)}, timeline.Superseded},
		{"moved by an offer that the other accepts", []line{num, promise(1, "快递小程", "二号三点前", 2), {59, "快递小程", "三号行吗", nil, nil, ""}, promise(60, "阿青", "行", 3, accepting)}, timeline.Superseded},
		{"the other reminds him of another day", []line{num, promise(1, "快递小程", "二号三点前", 2), promise(60, "阿青", "你说三号", 3, quoting)}, timeline.Stands},
		{"moved too late", []line{num, promise(1, "快递小程", "二号三点前", 2), promise(60*31, "快递小程", "改三号", 3)}, timeline.Stands},
		{"said again", []line{num, promise(1, "快递小程", "二号三点前", 2), promise(60, "快递小程", "二号三点前", 2)}, timeline.Stands},
		{"moved by somebody else", []line{num, promise(1, "快递小程", "二号三点前", 2), promise(60, "木棉小店", "三号", 3)}, timeline.Stands},
		{"slip", []line{num, promise(1, "快递小程", "二号三点前", 2), promise(5, "快递小程", "打错了 三号", 3, correcting)}, timeline.Retracted},
		{"slip without a statement", []line{num, promise(1, "快递小程", "二号三点前", 2), {5, "快递小程", "说错了", nil, nil, ""}}, timeline.Retracted},
		{"sorry, with the number again", []line{num, {1, "快递小程", "delivered at 5:12", nil, says(timeline.KindDelivered), ""}, {2, "快递小程", "sorry, 5:12 is Beijing time", nil, nil, ""}}, timeline.Retracted},
		{"merely sorry", []line{num, {1, "快递小程", "放门口了 5:12", nil, says(timeline.KindDelivered), ""}, {2, "快递小程", "sorry for the wait", nil, nil, ""}}, timeline.Stands},
		{"the other says slip", []line{num, promise(1, "快递小程", "二号三点前", 2), {5, "阿青", "你说错了吧", nil, nil, ""}}, timeline.Stands},
		{"after an hour no slip", []line{num, {1, "快递小程", "放门口了", nil, says(timeline.KindDelivered), ""}, {90, "快递小程", "说错了 在车上", nil, says(timeline.KindDelivered, no, correcting), ""}}, timeline.Stands},
	} {
		t.Run(c.name, func(t *testing.T) {
			events := chatOf("c", c.lines...)
			Make(Input{Events: pointers(events)})
			if got := events[1].Statements[0].Standing; got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func TestForwardedUnderANewNumber(t *testing.T) {
	a, b := scanOf(first), scanOf(second)
	a.Scan.Status, a.Text = timeline.StatusForwarded, "快件已转寄，新单号 "+second
	r := Make(Input{Events: pointers([]timeline.Event{a, b})})
	if len(r.Parcels) != 1 || len(r.Parcels[0].Numbers) != 2 || len(r.Links) != 2 {
		t.Errorf("%+v", r.Parcels)
	}
}

func TestAlias(t *testing.T) {
	a := scanOf(first)
	a.Scan.Alias = third
	talk := chatOf("c", line{0, "木棉小店", "发了 " + third, []string{third}, says(timeline.KindShipped), ""})
	r := Make(Input{Events: pointers(append(talk, a, a))})
	if len(r.Parcels) != 1 || len(r.Parcels[0].Numbers) != 2 || !r.Parcels[0].Complainant || len(r.Links) != 3 {
		t.Errorf("%+v %+v", r.Parcels, r.Links)
	}
}

// Chats do not disturb each other, whatever order they come in.
func TestOrderOfChats(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := []string{"没收到", "圆通那个在派送", "发错了", first, second, "今天送到"}
		var chats [3][]line
		for c := range chats {
			var lines []line
			for i := range rapid.IntRange(1, 5).Draw(t, "lines") {
				text := rapid.SampledFrom(texts).Draw(t, "text")
				l := line{minute: i*3 + c, who: rapid.SampledFrom([]string{"阿青", "木棉小店", "快递小程"}).Draw(t, "who"), text: text}
				switch text {
				case first, second:
					l.numbers = []string{text}
				default:
					l.says = says(timeline.KindReceived, no)
				}
				lines = append(lines, l)
			}
			chats[c] = lines
		}
		join := func(order []int) Result {
			var all []timeline.Event
			for _, i := range order {
				all = append(all, chatOf(fmt.Sprint(i), chats[i]...)...)
			}
			slices.SortStableFunc(all, func(a, b timeline.Event) int { return a.Time.Start.Compare(b.Time.Start) })
			return Make(Input{Events: pointers(all)})
		}
		if diff := cmp.Diff(join([]int{0, 1, 2}).Parcels, join([]int{2, 0, 1}).Parcels); diff != "" {
			t.Fatal(diff)
		}
	})
}

// A chat is linked the same whether the rest of the case is given with it or
// only its parcels, as long as no number is named in both.
func TestElsewhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		chat := func(id, number string) []line {
			var lines []line
			for i := range rapid.IntRange(1, 6).Draw(t, id+" lines") {
				text := rapid.SampledFrom([]string{"没收到", "圆通那个在派送", "顺丰的呢", number}).Draw(t, id+" text")
				l := line{minute: i, who: rapid.SampledFrom([]string{"阿青", "木棉小店"}).Draw(t, id+" who"), text: text, says: says(timeline.KindReceived, no)}
				if text == number {
					l.numbers, l.says = []string{number}, nil
				}
				lines = append(lines, l)
			}
			return lines
		}
		a, b := chat("a", first), append([]line{{0, "木棉小店", second, []string{second}, nil, ""}}, chat("b", second)...)
		alone, beside := chatOf("a", a...), chatOf("b", b...)
		whole := append(chatOf("a", a...), chatOf("b", b...)...)
		together := linked(whole, Make(Input{Events: pointers(whole)}))
		rest := Make(Input{Events: pointers(beside)})
		apart := linked(alone, Make(Input{Events: pointers(alone), Elsewhere: rest.Parcels}))
		if diff := cmp.Diff(together[:len(apart)], apart); diff != "" {
			t.Fatal(diff)
		}
	})
}

// A chat of 100,000 messages, one in twenty of which says something.
func BenchmarkMake(b *testing.B) {
	var lines []line
	for i := range 100_000 {
		l := line{minute: i, who: []string{"阿青", "快递小程"}[i%2], text: "今天天气不错 中午吃什么", reply: fmt.Sprint(i - 5)}
		switch {
		case i%5000 == 0:
			l.text, l.numbers = first, []string{first}
		case i%20 == 0:
			l.text, l.says = "没收到", says(timeline.KindReceived, no)
		}
		lines = append(lines, l)
	}
	events := chatOf("c", lines...)
	b.ReportAllocs()
	for b.Loop() {
		Make(Input{Events: pointers(events)})
	}
}

// A carrier's id is the one that the rest of the house uses.
func TestCarrierWords(t *testing.T) {
	for _, text := range []string{"顺丰", "圓通", "中通", "申通", "韵达", "極兔", "京东物流", "邮政", "德邦", "百世", "丹鸟", "黑貓", "UPS", "FedEx", "DHL", "USPS"} {
		if got := namedCarriers(text); !slices.Contains(got, waybill.Carrier(text)) {
			t.Errorf("%s is %q, of a record %q", text, got, waybill.Carrier(text))
		}
	}
}

func TestTakesNumberBack(t *testing.T) {
	for text, want := range map[string]bool{
		"Ah sorry I typed it wrong, it is EB420711853JP": true,
		"mistyped, it's 1Z999":                           true,
		"sent you the wrong one sorry":                   true,
		"pasted the tracking number wrong":               true,
		"you typed it wrong":                             false,
		"the label was wrong?":                           false,
		"they got the colour wrong":                      false,
	} {
		if got := takesNumberBack(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// pointers are the events as Make takes them.
func pointers(events []timeline.Event) []*timeline.Event {
	out := make([]*timeline.Event, len(events))
	for i := range events {
		out[i] = &events[i]
	}
	return out
}

// Of several numbers in a message each has the words beside it.
func TestBeside(t *testing.T) {
	for _, c := range []struct{ text, first, second string }{
		{"公司SF1390000000456 屋企SF1390000000457", "公司", " 屋企"},
		{"SF1390000000456 台灯 SF1390000000457 书包", " 台灯 ", " 书包"},
	} {
		numbers := waybill.Find(c.text, nil)
		if len(numbers) != 2 {
			t.Fatalf("%s: %v", c.text, numbers)
		}
		if first, second := beside(c.text, numbers, 0), beside(c.text, numbers, 1); first != c.first || second != c.second {
			t.Errorf("%s: %q and %q", c.text, first, second)
		}
	}
}
