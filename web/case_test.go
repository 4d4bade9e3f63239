package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/original"
)

// shanghai is the zone of the invented case.
var shanghai = time.FixedZone("Asia/Shanghai", 8*3600)

// number is the waybill number of the case's parcel.
const number = "SF1390000000017"

// hostile is a message of the case that looks like markup and must be shown as
// it is written.
const hostile = `<script>document.title="pwned"</script><img src=x onerror=alert(1)> ` + "\u202e"

var chat = []struct{ at, who, text string }{
	{"2026-03-15 15:02", "林晓", "今天能到吗？单号 " + number},
	{"2026-03-15 20:11", "顺丰小王", "明天下午3点前一定送到"},
	{"2026-03-15 20:12", "林晓", hostile},
	{"2026-03-16 14:55", "顺丰小王", "已经签收了，本人签的"},
	{"2026-03-16 19:05", "林晓", "我没收到啊，也没人给我打电话！"},
	{"2026-03-16 19:20", "顺丰小王", "放驿站了（XX小区菜鸟驿站）"},
}

var track = []struct {
	at     string
	status timeline.ScanStatus
	text   string
}{
	{"2026-03-16 18:42:10", timeline.StatusDelivered, "已签收，签收人：本人"},
	{"2026-03-16 13:08:44", timeline.StatusOutForDelivery, "快件交给王师傅，正在派送途中"},
	{"2026-03-15 06:10:00", timeline.StatusArrived, "快件到达 杭州集散中心"},
	{"2026-03-14 19:02:10", timeline.StatusPickedUp, "顺丰速运 已收取快件 · 深圳"},
}

// newCase makes the invented case in a temporary folder: one chat, one tracking record,
// one parcel, three findings. It is closed when the test ends.
func newCase(t testing.TB) *casefile.Store {
	t.Helper()
	ctx := context.Background()
	store, err := casefile.Create(ctx, filepath.Join(t.TempDir(), "case"), casefile.Options{
		Now: func() time.Time { return time.Date(2026, 3, 18, 21, 40, 5, 0, shanghai) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := fill(ctx, store, t.TempDir()); err != nil {
		t.Fatal(err)
	}
	return store
}

func fill(ctx context.Context, store *casefile.Store, dir string) error {
	messages, scans, err := importAll(ctx, store, dir)
	if err != nil {
		return err
	}
	return derive(ctx, store, messages, scans)
}

func write(dir string) error {
	var text strings.Builder
	for _, m := range chat {
		fmt.Fprintf(&text, "%s %s\n%s\n\n", m.at, m.who, m.text)
	}
	rows := make([]map[string]string, len(track))
	for i, s := range track {
		rows[i] = map[string]string{"ftime": s.at, "context": s.text}
	}
	answer, err := json.MarshalIndent(map[string]any{"nu": number, "com": "shunfeng", "data": rows}, "", " ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "微信聊天.txt"), []byte(text.String()), 0o600); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "kuaidi100.json"), answer, 0o600)
}

func importAll(ctx context.Context, store *casefile.Store, dir string) (messages, scans []timeline.Record, err error) {
	if err := write(dir); err != nil {
		return nil, nil, err
	}
	tx, err := store.Begin(ctx, timeline.Import{Zone: "Asia/Shanghai", Paths: []string{"demo"}})
	if err != nil {
		return nil, nil, err
	}
	defer tx.Rollback()
	var ledger []timeline.SourceLedger
	take := func(name, app, format string, read func(src timeline.Source, content []byte) []timeline.Record) ([]timeline.Record, error) {
		files, _, err := original.Walk(ctx, filepath.Join(dir, name), original.DefaultLimits)
		if err != nil {
			return nil, err
		}
		f := files[0]
		content, err := os.ReadFile(f.Path())
		if err != nil {
			return nil, err
		}
		src := f.Source()
		src.Format = format
		records := read(src, content)
		if err := tx.Keep(ctx, f); err != nil {
			return nil, err
		}
		export, err := tx.Export(ctx, app, []timeline.Source{src})
		if err != nil {
			return nil, err
		}
		n, _, err := tx.Source(ctx, export, src)
		if err != nil {
			return nil, err
		}
		l := timeline.SourceLedger{Source: src, Size: f.Size, Encoding: "utf-8", Records: map[timeline.RecordKind]int{},
			Zone: "Asia/Shanghai", ZoneFrom: records[0].Time.Zone}
		for i := range records {
			r := &records[i]
			if r.Kind == timeline.KindScan {
				_, err = tx.Add(ctx, n, nil, r, nil)
			} else {
				th, threadErr := tx.Thread(ctx, export, app, r.Conversation, "", false)
				if threadErr != nil {
					return nil, threadErr
				}
				_, err = tx.Add(ctx, n, th, r, nil)
			}
			if err != nil {
				return nil, err
			}
			l.Records[r.Kind]++
		}
		ledger = append(ledger, l)
		return records, tx.Hold(ctx, n, l)
	}
	if messages, err = take("微信聊天.txt", "wechat", "wechat-share-txt", readChat); err != nil {
		return nil, nil, err
	}
	if scans, err = take("kuaidi100.json", "tracking", "tracking-kuaidi100-json", readTrack); err != nil {
		return nil, nil, err
	}
	_, err = tx.Commit(ctx, ledger, len(messages)+len(scans))
	return messages, scans, err
}

func readChat(src timeline.Source, content []byte) (records []timeline.Record) {
	from := 0
	for i, m := range chat {
		text := m.at + " " + m.who + "\n" + m.text
		at := from + bytes.Index(content[from:], []byte(text))
		from = at + len(text)
		start, _ := time.ParseInLocation("2006-01-02 15:04", m.at, shanghai)
		records = append(records, timeline.Record{Source: src, Ordinal: i + 1, Kind: timeline.KindMessage, Conversation: "顺丰小王", Text: m.text,
			Sender:  timeline.Sender{Name: m.who, Self: m.who == "林晓"},
			Time:    timeline.At(start, timeline.PrecisionMinute, timeline.ZoneAssumed, m.at),
			Locator: timeline.Locator{Offset: int64(at), Length: int64(len(text)), Line: i*3 + 1}})
	}
	return records
}

func readTrack(src timeline.Source, content []byte) (records []timeline.Record) {
	for i, s := range track {
		at := bytes.Index(content, []byte(`"context": "`+s.text))
		from := bytes.LastIndexByte(content[:at], '{')
		start, _ := time.ParseInLocation("2006-01-02 15:04:05", s.at, shanghai)
		scan := &timeline.Scan{Waybill: number, Carrier: "sf", Status: s.status, StatusFrom: "text", Code: "80", CodeStatus: s.status}
		if s.status == timeline.StatusDelivered {
			scan.SignerKind, scan.Signer = timeline.SignerSelf, "本人"
		}
		records = append(records, timeline.Record{Source: src, Ordinal: i + 1, Kind: timeline.KindScan, Text: s.text, Scan: scan,
			Time:    timeline.At(start, timeline.PrecisionSecond, timeline.ZoneExplicit, s.at),
			Locator: timeline.Locator{Offset: int64(from), Length: int64(bytes.IndexByte(content[from:], '}') + 1), Path: fmt.Sprintf("/data/%d", i)}})
	}
	return records
}

func derive(ctx context.Context, store *casefile.Store, messages, scans []timeline.Record) error {
	parties, err := store.Parties(ctx)
	if err != nil {
		return err
	}
	for _, p := range parties {
		role := timeline.RoleCourier
		if p.Self {
			role = timeline.RoleBuyer
		}
		if err := store.SetRole(ctx, p.ID, role); err != nil {
			return err
		}
	}
	say := func(i int, mode timeline.Mode, kind timeline.StatementKind, span timeline.Span) timeline.Statement {
		return timeline.Statement{Mode: mode, Kind: kind, Span: span, Waybill: number, Link: timeline.LinkContext, By: timeline.BySpeaker,
			Standing: timeline.Stands, Latest: messages[i].Time.Start}
	}
	promise := say(1, timeline.ModePromised, timeline.KindDelivered, timeline.Span{0, 11})
	promise.Latest = time.Date(2026, 3, 16, 15, 0, 0, 0, shanghai)
	denial := say(4, timeline.ModeAsserted, timeline.KindReceived, timeline.Span{0, 4})
	denial.Negated, denial.Earliest, denial.Latest = true, denial.Latest, time.Time{}
	statements := map[int]timeline.Statement{1: promise, 4: denial,
		3: say(3, timeline.ModeAsserted, timeline.KindDelivered, timeline.Span{0, 5}),
		5: say(5, timeline.ModeAsserted, timeline.KindAtPickupPoint, timeline.Span{0, 4})}
	parcel := timeline.Parcel{ID: "p_demo", Numbers: []string{number}, Carrier: "sf", Complainant: true, Recorded: true,
		Status: timeline.StatusDelivered, Events: len(messages) + len(scans), Findings: 3}
	member := func(r timeline.Record, role timeline.EvidenceRole, span timeline.Span) timeline.Evidence {
		m := timeline.Evidence{Event: r.RecordID(), Role: role, Party: r.Sender.Name, Text: r.Text, Time: r.Time, Source: r.Source, Locator: r.Locator}
		if span[1] > 0 {
			m.Span = &span
		}
		return m
	}
	signed := member(scans[0], timeline.EvidenceRecord, timeline.Span{})
	finding := func(t timeline.FindingType, firm timeline.Firmness, gap int64, members ...timeline.Evidence) timeline.Finding {
		return timeline.Finding{ID: timeline.ID("f_", string(t)), Type: t, Verdict: t.Verdict(), Firmness: firm, Severity: timeline.SeverityHigh,
			Waybill: number, Carrier: "sf", Parcel: parcel.ID, GapSeconds: gap, Evidence: members, Rule: "R03", RuleVersion: 1,
			Summary:     timeline.Sentence{Text: "两者不能同时成立。"},
			Explanation: []timeline.Sentence{{Text: "物流记录在前，收件人的说法在后。"}},
			Benign:      []timeline.Sentence{{Text: "家人或邻居代收而没有告知。"}},
			Citations:   []string{"快递市场管理办法 第二十八条"}, Statutes: []string{"dsf-二十"}}
	}
	broken := finding(timeline.PromiseBroken, timeline.Firm, 13330, member(messages[1], timeline.EvidencePromise, timeline.Span{0, 11}), signed)
	broken.Promise = timeline.KindDelivered
	findings := []timeline.Finding{broken,
		finding(timeline.SignedNotReceived, timeline.Firm, 1370, signed, member(messages[4], timeline.EvidenceClaim, timeline.Span{0, 4})),
		finding(timeline.DeliveredNotRecorded, timeline.Possible, 13630, member(messages[3], timeline.EvidenceClaim, timeline.Span{0, 5}), signed)}
	return store.Derive(ctx, func(d *casefile.Derivation) error {
		var links []timeline.ParcelLink
		for i, m := range messages {
			var said []timeline.Statement
			if s, ok := statements[i]; ok {
				said = []timeline.Statement{s}
				links = append(links, timeline.ParcelLink{Event: m.RecordID(), Parcel: parcel.ID, Link: timeline.LinkContext})
			}
			if err := d.SetReading(m.RecordID(), nil, said); err != nil {
				return err
			}
		}
		if err := d.SetReading(messages[0].RecordID(), []timeline.Waybill{{Number: number, Text: number, Span: timeline.Span{9, 24},
			Carriers: []string{"sf"}, CheckDigit: timeline.CheckNone, Reason: timeline.ReasonPrefix}}, nil); err != nil {
			return err
		}
		for _, s := range scans {
			links = append(links, timeline.ParcelLink{Event: s.RecordID(), Statement: -1, Parcel: parcel.ID, Link: timeline.LinkMention})
		}
		if err := d.ReplaceParcels(nil, []timeline.Parcel{parcel}, links); err != nil {
			return err
		}
		if err := d.ReplaceGaps(nil, []timeline.Gap{{ID: "g_1", Kind: timeline.GapSilence, Source: messages[0].Source, After: messages[2].RecordID()}}); err != nil {
			return err
		}
		return d.ReplaceFindings([]string{""}, findings)
	})
}
