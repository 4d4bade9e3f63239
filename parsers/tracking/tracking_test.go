package tracking_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking/aftership"
	"github.com/duizheng/duizheng/parsers/tracking/best"
	"github.com/duizheng/duizheng/parsers/tracking/cainiao"
	"github.com/duizheng/duizheng/parsers/tracking/csv"
	"github.com/duizheng/duizheng/parsers/tracking/dhl"
	"github.com/duizheng/duizheng/parsers/tracking/easypost"
	"github.com/duizheng/duizheng/parsers/tracking/ems"
	"github.com/duizheng/duizheng/parsers/tracking/epcis"
	"github.com/duizheng/duizheng/parsers/tracking/fedex"
	"github.com/duizheng/duizheng/parsers/tracking/jd"
	"github.com/duizheng/duizheng/parsers/tracking/jt"
	"github.com/duizheng/duizheng/parsers/tracking/kdniao"
	"github.com/duizheng/duizheng/parsers/tracking/kuaidi100"
	"github.com/duizheng/duizheng/parsers/tracking/market"
	"github.com/duizheng/duizheng/parsers/tracking/page"
	"github.com/duizheng/duizheng/parsers/tracking/pasted"
	"github.com/duizheng/duizheng/parsers/tracking/sf"
	"github.com/duizheng/duizheng/parsers/tracking/ship24"
	"github.com/duizheng/duizheng/parsers/tracking/sto"
	"github.com/duizheng/duizheng/parsers/tracking/taobao"
	"github.com/duizheng/duizheng/parsers/tracking/track17"
	"github.com/duizheng/duizheng/parsers/tracking/trackingmore"
	"github.com/duizheng/duizheng/parsers/tracking/ups"
	"github.com/duizheng/duizheng/parsers/tracking/usps"
	"github.com/duizheng/duizheng/parsers/tracking/wechat"
	"github.com/duizheng/duizheng/parsers/tracking/yto"
	"github.com/duizheng/duizheng/parsers/tracking/yunda"
	"github.com/duizheng/duizheng/parsers/tracking/zto"
	"github.com/duizheng/duizheng/timeline"
)

var all = []*parsers.Format{kuaidi100.Format, kdniao.Format, sf.Format, sf.Push, jd.Format, yto.Format, zto.Format, sto.Format, yunda.Format,
	jt.Format, best.Format, ems.Format, cainiao.Format, taobao.Format, market.Format, wechat.Format, track17.JSON, track17.Text, aftership.Format,
	trackingmore.Format, ship24.Format, easypost.Format, dhl.JSON, dhl.XML, ups.Format, fedex.Format, usps.Format, epcis.Format, csv.Format,
	page.Format, pasted.Format}

// read reads b with the format; the file bears the format's extension.
func read(t testing.TB, f *parsers.Format, b []byte) ([]timeline.Record, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x."+f.Ext)
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := parsers.Read(context.Background(), all, []string{path}, parsers.Options{Format: f.ID, Zone: time.UTC})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Exports) != 1 {
		return nil, fmt.Errorf("%d exports", len(r.Exports))
	}
	var out []timeline.Record
	for rec, err := range r.Exports[0].Records(context.Background()) {
		if err != nil {
			return out, err
		}
		out = append(out, rec)
	}
	return out, nil
}

// brief writes records in one line each.
func brief(records []timeline.Record) string {
	var b strings.Builder
	for _, r := range records {
		fmt.Fprintf(&b, "%s|%s|%.40s", r.Kind, r.Time.Start.Format("01-02 15:04"), r.Text)
		if s := r.Scan; s != nil {
			fmt.Fprintf(&b, "|%s|%s|%s|%d", s.Waybill, s.Carrier, s.Status, s.Position)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestBadInput(t *testing.T) {
	for _, tc := range []struct {
		name   string
		format *parsers.Format
		in     string
		want   string
		fails  bool
	}{
		{"numbers for strings, a row without text", kuaidi100.Format,
			`{"nu":463000000000001,"com":"yunda","state":0,"data":[{"time":"2024-03-08 10:00:00","context":"【深圳市】已到达","statusCode":1001},{"time":"2024-03-08 11:00:00"},{"context":"已发出","time":20240308}]}`,
			"scan|03-08 10:00|【深圳市】已到达|463000000000001|yunda|arrived|1\nunparsed|01-01 00:00|{\"time\":\"2024-03-08 11:00:00\"}\nscan|01-01 00:00|已发出|463000000000001|yunda|departed|2\n", false},
		{"keys that occur twice", kuaidi100.Format,
			`{"nu":"1","nu":"463000000000001","com":"yunda","data":[{"context":"已到达","context":"已发出","time":"2024-03-08 10:00:00"}]}`,
			"scan|03-08 10:00|已发出|463000000000001|yunda|departed|1\n", false},
		{"an array as an object", kdniao.Format,
			`{"LogisticCode":"777000000000001","ShipperCode":"STO","Traces":{"0":{"AcceptTime":"2024/3/8 9:05:03","AcceptStation":"已签收&nbsp;,签收人是:门卫"}}}`,
			"scan|03-08 09:05|已签收\u00a0,签收人是:门卫|777000000000001|sto|delivered|1\n", false},
		{"one row instead of an array", zto.Format,
			`{"data":{"billCode":"73100000000001","traces":{"scanDate":"2024-03-08 09:05:03","scanType":"派件","desc":""}}}`,
			"scan|03-08 09:05||73100000000001|zto|out_for_delivery|1\n", false},
		{"mixed zones", aftership.Format,
			`{"tracking_number":"RB200000006GB","slug":"royal-mail","checkpoints":[{"checkpoint_time":"2024-03-08T10:00:00+08:00","message":"Item posted"},{"checkpoint_time":"2024-03-08T10:00:00","message":"Delivered"}]}`,
			"scan|03-08 02:00|Item posted|RB200000006GB|royalmail|picked_up|1\nscan|03-08 10:00|Delivered|RB200000006GB|royalmail|delivered|2\n", false},
		{"an empty answer before a full one", kdniao.Format,
			`{"EBusinessID":"1","Data":[{"LogisticCode":"777000000000002","Reason":"暂无轨迹信息","Traces":[]},{"LogisticCode":"777000000000001","ShipperCode":"STO","Traces":[{"AcceptTime":"2024-03-08 09:05:03","AcceptStation":"已发出"}]}]}`,
			"frame|01-01 00:00|暂无轨迹信息\nscan|03-08 09:05|已发出|777000000000001|sto|departed|1\n", false},
		{"a stray brace, which ends the answer: its number is not known of the rows", kuaidi100.Format,
			`{"nu":"463000000000001","com":"yunda","data":[{"context":"已到达","time":"2024-03-08 10:00:00"},},{"context":"已发出","time":"2024-03-08 09:00:00"}]}`,
			"scan|03-08 10:00|已到达|||arrived|2\nunparsed|01-01 00:00|},\nscan|03-08 09:00|已发出|||departed|1\nframe|01-01 00:00|\n", false},
		{"members of another type", track17.JSON,
			`{"number":"RB200000006GB","track_info":{"latest_status":"Delivered","tracking":{"providers":[{"provider":"Royal Mail","events":[{"time_iso":"2024-03-08T10:00:00Z","time_raw":"10:00","description":"Delivered","location":{"city":"LEEDS"}}]}]}}}`,
			"scan|03-08 10:00|Delivered|RB200000006GB|royalmail|delivered|1\n", false},
		{"two documents in one file", kuaidi100.Format,
			`{"nu":"JT5100000000001","com":"jtexpress","data":[{"context":"已到达","time":"2024-03-08 10:00:00"}]}` + "\n" + `{"nu":"463000000000001","com":"yunda","data":[{"context":"已发出","time":"2024-03-08 10:00:00"}]}`,
			"scan|03-08 10:00|已到达|JT5100000000001|jt|arrived|1\nscan|03-08 10:00|已发出|463000000000001|yunda|departed|1\n", false},
		{"cut off", kuaidi100.Format,
			`{"nu":"JT5100000000001","com":"jtexpress","data":[{"context":"已到达","time":"2024-03-08 10:00:00"},{"context":"已发`,
			"scan|03-08 10:00|已到达|JT5100000000001|jt|arrived|1\nunparsed|01-01 00:00|{\"context\":\"已发\n", true},
		{"a list that runs backwards within a second", kuaidi100.Format,
			`{"nu":"JT5100000000001","com":"jtexpress","data":[{"context":"已签收","time":"2024-03-08 10:00:00"},{"context":"派件中","time":"2024-03-08 10:00:00"},{"context":"已到达","time":"2024-03-07 10:00:00"}]}`,
			"scan|03-08 10:00|已签收|JT5100000000001|jt|delivered|3\nscan|03-08 10:00|派件中|JT5100000000001|jt|out_for_delivery|2\nscan|03-07 10:00|已到达|JT5100000000001|jt|arrived|1\n", false},
		{"two carriers in one list", pasted.Format, "圆通速递 YT7100000000001\n2024-03-08 10:00:00 已签收\n中通快递 73100000000001\n2024-03-08 09:00:00 派件中\n",
			"frame|01-01 00:00|圆通速递 YT7100000000001\nscan|03-08 10:00|已签收|YT7100000000001|yto|delivered|1\nframe|01-01 00:00|中通快递 73100000000001\nscan|03-08 09:00|派件中|73100000000001|zto|out_for_delivery|1\n", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, err := read(t, tc.format, []byte(tc.in))
			if (err != nil) != tc.fails {
				t.Errorf("error %v, want one: %v", err, tc.fails)
			}
			if d := cmp.Diff(tc.want, brief(got)); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// TestRecognised: every sample is recognised, and by no other format as likely.
func TestRecognised(t *testing.T) {
	for _, f := range all {
		samples, err := filepath.Glob("*/testdata/" + f.ID + "/*." + f.Ext)
		if err != nil || len(samples) == 0 {
			t.Fatalf("%s: no samples (%v)", f.ID, err)
		}
		for _, s := range samples {
			r, err := parsers.Read(context.Background(), all, []string{s}, parsers.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Exports) != 1 || r.Exports[0].Format != f {
				t.Errorf("%s: %+v", s, r.Refusals)
			}
		}
	}
}

// TestGBK: the text survives another encoding, and the bytes of each row are
// found in it.
func TestGBK(t *testing.T) {
	for _, f := range []*parsers.Format{kuaidi100.Format, sf.Format, pasted.Format} {
		samples, _ := filepath.Glob("*/testdata/" + f.ID + "/*." + f.Ext)
		for _, s := range samples {
			b, err := os.ReadFile(s)
			if err != nil {
				t.Fatal(err)
			}
			gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes(b)
			if err != nil || bytes.Equal(gbk, b) {
				continue
			}
			want, err := read(t, f, b)
			if err != nil {
				t.Fatal(err)
			}
			got, err := read(t, f, gbk)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(brief(want), brief(got)); d != "" {
				t.Errorf("%s (-utf8 +gbk):\n%s", s, d)
			}
			for i, r := range got {
				back, _ := simplifiedchinese.GBK.NewDecoder().Bytes(gbk[r.Locator.Offset:r.Locator.End()])
				if want := b[want[i].Locator.Offset:want[i].Locator.End()]; !bytes.Equal(back, want) {
					t.Errorf("%s: record %d cuts %q, want %q", s, i, back, want)
				}
			}
		}
	}
}

// big is an answer with n scans.
func big(n int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"nu":"73100000000001","com":"zhongtong","state":"0","data":[`)
	at := time.Date(2024, 3, 8, 0, 0, 0, 0, time.UTC)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"time":"%[1]s","ftime":"%[1]s","context":"【苏州市】快件已经到达【苏州中转 %[2]d】","statusCode":"0"}`, at.Add(-time.Duration(i)*time.Minute).Format(time.DateTime), i)
	}
	b.WriteString("]}")
	return b.Bytes()
}

func TestManyScans(t *testing.T) {
	const n = 100_000
	got, err := read(t, kuaidi100.Format, big(n))
	if err != nil || len(got) != n {
		t.Fatalf("%d records, %v", len(got), err)
	}
	if got[0].Scan.Position != n || got[n-1].Scan.Position != 1 || got[0].Scan.AnswerCode != "0" || got[1].Scan.AnswerCode != "" {
		t.Errorf("first %+v last %+v", got[0].Scan, got[n-1].Scan)
	}
}

func BenchmarkParse(b *testing.B) {
	doc := big(2000)
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read(b, kuaidi100.Format, doc); err != nil {
			b.Fatal(err)
		}
	}
}

// FuzzParse gives any bytes to any format: records must lie within the file,
// in order and apart, and a scan must have a status.
func FuzzParse(f *testing.F) {
	for i, format := range all {
		samples, _ := filepath.Glob("*/testdata/" + format.ID + "/*." + format.Ext)
		for _, s := range samples {
			b, err := os.ReadFile(s)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(i, b)
			f.Add((i+1)%len(all), b)
		}
	}
	f.Fuzz(func(t *testing.T, i int, b []byte) {
		format := all[((i%len(all))+len(all))%len(all)]
		records, _ := read(t, format, b)
		end := int64(0)
		for _, r := range records {
			l := r.Locator
			if l.Length <= 0 || l.Offset < end || l.End() > int64(len(b)) {
				t.Fatalf("%s: locator %+v after %d in %d bytes", format.ID, l, end, len(b))
			}
			end = l.End()
			if r.Kind == timeline.KindScan && (r.Scan == nil || r.Scan.Status == "") {
				t.Fatalf("%s: scan without a status: %+v", format.ID, r)
			}
		}
	})
}
