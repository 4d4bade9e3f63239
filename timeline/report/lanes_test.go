package report

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/locale"
)

var shanghai = time.FixedZone("CST", 8*3600)

func clock(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04:05", s, shanghai)
	if err != nil {
		panic(err)
	}
	return t
}

func message(id, at, who string, role timeline.Role, text string, statements ...timeline.Statement) timeline.Event {
	r := timeline.Record{Kind: timeline.KindMessage, Text: text,
		Sender:  timeline.Sender{Name: who, Role: role, Self: role == timeline.RoleBuyer},
		Source:  timeline.Source{Name: "微信聊天.txt", SHA256: strings.Repeat("ab", 32), Format: "wechat-share-txt"},
		Locator: timeline.Locator{Offset: 182, Length: 61, Line: 12}}
	if at != "" {
		r.Time = timeline.At(clock(at+":00"), timeline.PrecisionMinute, timeline.ZoneAssumed, at)
	}
	return timeline.Event{ID: id, Record: r, Statements: statements}
}

func scan(id, at string, status timeline.ScanStatus, text string) timeline.Event {
	return timeline.Event{ID: id, Record: timeline.Record{Kind: timeline.KindScan, Text: text,
		Time:    timeline.At(clock(at), timeline.PrecisionSecond, timeline.ZoneExplicit, at),
		Scan:    &timeline.Scan{Waybill: "SF1390000000017", Carrier: "sf", Status: status},
		Source:  timeline.Source{Name: "kuaidi100.json", SHA256: strings.Repeat("cd", 32), Format: "tracking-kuaidi100-json"},
		Locator: timeline.Locator{Offset: 240, Length: 96, Path: "/data/0"}}}
}

func stated(mode timeline.Mode, kind timeline.StatementKind, latest string, span timeline.Span) timeline.Statement {
	s := timeline.Statement{Mode: mode, Kind: kind, Span: span, Waybill: "SF1390000000017"}
	if latest != "" {
		s.Latest = clock(latest + ":00")
	}
	return s
}

func member(e timeline.Event, role timeline.EvidenceRole) timeline.Evidence {
	m := timeline.Evidence{Event: e.ID, Role: role, Party: e.Sender.Name, Text: e.Text, Time: e.Time, Source: e.Source, Locator: e.Locator}
	if len(e.Statements) > 0 {
		m.Span = &e.Statements[0].Span
	}
	return m
}

// dispute is one invented parcel: promised for 15:00, said to be delivered at
// 14:55, recorded at 18:42 and not received.
func dispute() ([]timeline.Event, []timeline.Finding) {
	events := []timeline.Event{
		scan("e_1", "2026-03-14 19:02:10", timeline.StatusPickedUp, "顺丰速运 已收取快件 · 深圳"),
		scan("e_2", "2026-03-15 06:10:00", timeline.StatusArrived, "快件到达 杭州集散中心"),
		message("e_3", "2026-03-15 15:02", "林晓", timeline.RoleBuyer, "今天能到吗？"),
		message("e_4", "2026-03-15 20:11", "顺丰小王", timeline.RoleCourier, "明天下午3点前一定送到",
			stated(timeline.ModePromised, timeline.KindDelivered, "2026-03-16 15:00", timeline.Span{0, 11})),
		scan("e_5", "2026-03-16 13:08:44", timeline.StatusOutForDelivery, "快件交给王师傅，正在派送途中"),
		message("e_6", "2026-03-16 14:55", "顺丰小王", timeline.RoleCourier, "已经签收了，本人签的",
			stated(timeline.ModeAsserted, timeline.KindDelivered, "2026-03-16 14:55", timeline.Span{0, 5})),
		scan("e_7", "2026-03-16 18:42:10", timeline.StatusDelivered, "已签收，签收人：本人"),
		message("e_8", "2026-03-16 19:05", "林晓", timeline.RoleBuyer, "我没收到啊，也没人给我打电话！",
			timeline.Statement{Mode: timeline.ModeAsserted, Kind: timeline.KindReceived, Negated: true, Span: timeline.Span{0, 4}}),
		message("e_9", "2026-03-16 19:20", "顺丰小王", timeline.RoleCourier, "放驿站了（XX小区菜鸟驿站）",
			stated(timeline.ModeAsserted, timeline.KindAtPickupPoint, "2026-03-16 19:20", timeline.Span{0, 4})),
		message("e_10", "", "林晓", timeline.RoleBuyer, "<script>alert(1)</script>"),
	}
	events[6].Scan.SignerKind = timeline.SignerSelf
	finding := func(id string, t timeline.FindingType, firm timeline.Firmness, gap int64, members ...timeline.Evidence) timeline.Finding {
		return timeline.Finding{ID: id, Type: t, Verdict: t.Verdict(), Firmness: firm, Severity: timeline.SeverityHigh, GapSeconds: gap,
			Waybill: "SF1390000000017", Carrier: "sf", Evidence: members, Summary: timeline.Sentence{Text: "两者不一致。"},
			Explanation: []timeline.Sentence{{Text: "记录在前，说法在后。"}}, Benign: []timeline.Sentence{{Text: "家人代收而未告知。"}},
			Rule: "R03", RuleVersion: 1}
	}
	promise := finding("f_2", timeline.PromiseBroken, timeline.Firm, 13330,
		member(events[3], timeline.EvidencePromise), member(events[6], timeline.EvidenceRecord))
	promise.Promise = timeline.KindDelivered
	return events, []timeline.Finding{
		finding("f_1", timeline.SignedNotReceived, timeline.Firm, 1370,
			member(events[6], timeline.EvidenceRecord), member(events[7], timeline.EvidenceClaim)),
		promise,
		finding("f_3", timeline.DeliveredNotRecorded, timeline.Possible, 13630,
			member(events[5], timeline.EvidenceClaim), member(events[6], timeline.EvidenceRecord)),
	}
}

func TestDraw(t *testing.T) {
	events, findings := dispute()
	d := Draw(locale.Chinese, shanghai, events, findings, 1060)
	if dir := os.Getenv("DUIZHENG_LOOK"); dir != "" {
		svg, err := d.SVG()
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(dir+"/lanes.html", []byte("<meta charset=utf-8><style>body{font-family:'WenQuanYi Micro Hei'}"+LanesCSS+"</style>"+string(svg)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if len(d.Lanes) != 4 || len(d.Bars) != 1 || len(d.Links) != 3 || len(d.Folds) == 0 {
		t.Fatalf("%d lanes, %d bars, %d links, %d folds", len(d.Lanes), len(d.Bars), len(d.Links), len(d.Folds))
	}
	if d.Omitted != 2 {
		t.Errorf("%d events omitted, want the undated and the one that states nothing", d.Omitted)
	}
}

// Whatever the events are: marks keep the order of time, stay inside, and no
// two labels of a lane overlap.
func TestDrawHoldsItsRules(t *testing.T) {
	for n := range 200 {
		var events []timeline.Event
		at := clock("2026-03-01 00:00:00")
		for i := range n {
			at = at.Add(time.Duration((i*i*7919)%90000) * time.Second)
			events = append(events, scan("e", at.Format("2006-01-02 15:04:05"), timeline.StatusArrived, "到达"))
			events[i].ID = "e_" + at.Format("150405") + string(rune('a'+i%26))
		}
		d := Draw(locale.English, shanghai, events, nil, 720)
		for i, m := range d.Marks {
			if m.X < laneNames || m.X > d.Width {
				t.Fatalf("%d events: mark at %d of %d", n, m.X, d.Width)
			}
			if i > 0 && m.X < d.Marks[i-1].X {
				t.Fatalf("%d events: order of time is lost", n)
			}
		}
		for i, a := range d.Labels {
			for _, b := range d.Labels[:i] {
				if a.Y == b.Y && overlap(a, b) {
					t.Fatalf("%d events: labels overlap", n)
				}
			}
		}
		if len(events) != len(d.Marks)+d.Omitted {
			t.Fatalf("%d events, %d marks, %d omitted", n, len(d.Marks), d.Omitted)
		}
	}
}

func TestPieces(t *testing.T) {
	for _, c := range []struct {
		text  string
		spans []timeline.Span
		want  string
	}{
		{"明天送到", []timeline.Span{{0, 2}}, "[明天]送到"},
		{"明天送到", []timeline.Span{{1, 3}, {0, 2}}, "[明天送]到"},
		{"a𠮷b", []timeline.Span{{1, 2}}, "a[𠮷]b"},
		{"ab", []timeline.Span{{-3, 1}, {1, 99}}, "[ab]"},
		{"ab", []timeline.Span{{2, 1}}, "ab"},
		{"", []timeline.Span{{0, 1}}, ""},
	} {
		var got strings.Builder
		for _, p := range Pieces(c.text, c.spans...) {
			if p.Hit {
				got.WriteString("[" + p.Text + "]")
			} else {
				got.WriteString(p.Text)
			}
		}
		if got.String() != c.want {
			t.Errorf("%q at %v: %s, want %s", c.text, c.spans, &got, c.want)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	events, findings := dispute()
	b.ReportAllocs()
	for b.Loop() {
		Draw(locale.Chinese, shanghai, events, findings, 1060)
	}
}

func FuzzPieces(f *testing.F) {
	f.Add("明天下午3点前𠮷", 0, 3, 2, 9)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int) {
		var whole strings.Builder
		last := Piece{Hit: false}
		for i, p := range Pieces(text, timeline.Span{a, b}, timeline.Span{c, d}) {
			if p.Text == "" || i > 0 && p.Hit == last.Hit {
				t.Fatal("pieces are empty or not joined")
			}
			last = p
			whole.WriteString(p.Text)
		}
		if whole.String() != string([]rune(text)) {
			t.Fatalf("%q became %q", text, whole.String())
		}
	})
}
