package generic

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/parsertest"
	"github.com/duizheng/duizheng/timeline"
)

// head is the head of a file that holds s.
func head(t testing.TB, s string) *parsers.Head {
	t.Helper()
	raw := []byte(s)
	raw = raw[:min(len(raw), parsers.HeadSize)]
	enc, _ := parsers.DetectEncoding(raw)
	return &parsers.Head{Name: "x", Size: int64(len(s)), Raw: raw, Text: enc.Decode(raw), Encoding: enc}
}

func TestPropose(t *testing.T) {
	for _, c := range []struct {
		name, file, content string
		want                []string
	}{
		{"time first, name, text", "a.txt", "2026-03-02 09:20:31 小颖: 明天三点前送到\n2026-03-02 09:21:02 王: 好: 谢谢\n还有\n2026-03-02 09:22:00 王加入了群\n",
			[]string{"message|2026-03-02 09:20:31|小颖|明天三点前送到", "message|2026-03-02 09:21:02|王|好: 谢谢\n还有", "message|2026-03-02 09:22:00||王加入了群"}},
		{"brackets", "a.txt", "[2026/3/2 上午9:20] 小颖：明天\n[2026/3/2 下午9:21] 王：好\n[2026/3/3 下午12:21] 王：签收了？\n",
			[]string{"message|2026-03-02 09:20:00|小颖|明天", "message|2026-03-02 21:21:00|王|好", "message|2026-03-03 12:21:00|王|签收了？"}},
		{"name first, text below", "a.txt", "小颖（2026-03-02 09:20:31）\n明天三点前\n送到\n王（2026-03-02 09:21:02）\n好\n小颖（2026-03-02 09:22:02）\n嗯\n",
			[]string{"message|2026-03-02 09:20:31|小颖|明天三点前\n送到", "message|2026-03-02 09:21:02|王|好", "message|2026-03-02 09:22:02|小颖|嗯"}},
		{"time first, text below", "a.txt", "2026-03-02 09:20:31 小颖\n明天三点前\n2026-03-02 09:21:02 王\n好\n2026-03-02 09:22:02 小颖\n嗯\n2026-03-02 09:23:02 王\n到了\n",
			[]string{"message|2026-03-02 09:20:31|小颖|明天三点前", "message|2026-03-02 09:21:02|王|好", "message|2026-03-02 09:22:02|小颖|嗯", "message|2026-03-02 09:23:02|王|到了"}},
		{"name, time, text", "a.txt", "小颖 [2026.03.02 09:20] 明天\n王 [2026.03.02 09:21] 好\n王 [2026.03.03 09:21] 没到\n",
			[]string{"message|2026-03-02 09:20:00|小颖|明天", "message|2026-03-02 09:21:00|王|好", "message|2026-03-03 09:21:00|王|没到"}},
		{"date lines", "a.txt", "=== 2026年3月2日 ===\n09:20 小颖: 明天\n09:21 王: 好\n=== 2026年3月3日 ===\n10:21 王: 没到\n",
			[]string{"frame|-||=== 2026年3月2日 ===", "message|2026-03-02 09:20:00|小颖|明天", "message|2026-03-02 09:21:00|王|好", "frame|-||=== 2026年3月3日 ===", "message|2026-03-03 10:21:00|王|没到"}},
		{"names in brackets", "a.txt", "--- 2026/3/2(月) ---\n[小颖] [上午 9:20] 明天\n[王] [下午 9:21] 好\n[王] [下午 9:22] 嗯\n",
			[]string{"frame|-||--- 2026/3/2(月) ---", "message|2026-03-02 09:20:00|小颖|明天", "message|2026-03-02 21:21:00|王|好", "message|2026-03-02 21:22:00|王|嗯"}},
		{"names in brackets behind", "a.txt", "2026-03-02 09:20 <小颖> 明天: 三点\n2026-03-02 09:21 <王> 好\n2026-03-02 09:22 <王> 嗯\n",
			[]string{"message|2026-03-02 09:20:00|小颖|明天: 三点", "message|2026-03-02 09:21:00|王|好", "message|2026-03-02 09:22:00|王|嗯"}},
		{"marks of phones", "a.txt", "[2026/3/2 09:20:31] 小颖: 明天\n\u200e[2026/3/2 09:21:31] 王: \u200e图片\n[2026/3/2 09:22:31] 王: 嗯\n",
			[]string{"message|2026-03-02 09:20:31|小颖|明天", "message|2026-03-02 09:21:31|王|\u200e图片", "message|2026-03-02 09:22:31|王|嗯"}},
		{"times alone", "a.txt", "2026-03-02 09:20\n小颖: 明天三点前送到\n2026-03-02 09:21\n王: 好的，谢谢\n2026-03-02 09:22\n王: 到了吗\n",
			[]string{"message|2026-03-02 09:20:00||小颖: 明天三点前送到", "message|2026-03-02 09:21:00||王: 好的，谢谢", "message|2026-03-02 09:22:00||王: 到了吗"}},
		{"tabs", "a.txt", "2026-03-02 09:20:31\t小颖\t明天\n2026-03-02 09:21:02\t王\t好\n2026-03-02 09:22:02\t王\t没到\n",
			[]string{"message|2026-03-02 09:20:31|小颖|明天", "message|2026-03-02 09:21:02|王|好", "message|2026-03-02 09:22:02|王|没到"}},
		{"a table", "a.csv", "序号,谁,什么时候,说了什么\n1,小颖,2026/3/2 9:20,\"明天,三点前送到\"\n2,王,2026/3/2 9:21,好的谢谢\n3,王,2026/3/3 9:21,没到\n4,小颖,2026/3/3 9:30,马上\n",
			[]string{"frame|-||序号,谁,什么时候,说了什么", "message|2026-03-02 09:20:00|小颖|明天,三点前送到", "message|2026-03-02 09:21:00|王|好的谢谢", "message|2026-03-03 09:21:00|王|没到", "message|2026-03-03 09:30:00|小颖|马上"}},
		{"a table with date and time apart", "a.csv", "date;time;sender;content\n2026-03-02;09:20;a;x\n2026-03-02;09:21;b;y\n2026-03-03;09:21;b;z\n",
			[]string{"frame|-||date;time;sender;content", "message|2026-03-02 09:20:00|a|x", "message|2026-03-02 09:21:00|b|y", "message|2026-03-03 09:21:00|b|z"}},
		{"a table of epochs", "a.csv", "id,ts,user,body\n1,1772414431,a,x\n2,1772414491,b,y\n3,1772414551,b,z\n",
			[]string{"frame|-||id,ts,user,body", "message|2026-03-02 09:20:31|a|x", "message|2026-03-02 09:21:31|b|y", "message|2026-03-02 09:22:31|b|z"}},
		{"json", "a.json", `{"owner":{"created":"2020-01-01 00:00:00"},"items":[{"when":1772414431000,"createTime":1772414431000,"who":{"nick":"a","uid":"u1"},"msg":"早"},{"createTime":1772414491000,"who":{"nick":"b","uid":"u2"},"msg":"好"},{"createTime":1772414551000,"who":{"nick":"b","uid":"u2"},"msg":"嗯"}]}`,
			[]string{"message|2026-03-02 09:20:31|a|早", "message|2026-03-02 09:21:31|b|好", "message|2026-03-02 09:22:31|b|嗯"}},
		{"json lines", "a.jsonl", "{\"t\":\"2026-03-02T09:20:31+08:00\",\"speaker\":\"a\",\"content\":\"1\"}\n{\"t\":\"2026-03-02T09:21:31+08:00\",\"speaker\":\"b\",\"content\":\"2\"}\n{\"t\":\"2026-03-02T09:22:31+08:00\",\"speaker\":\"b\",\"content\":\"3\"}\n",
			[]string{"message|2026-03-02 09:20:31|a|1", "message|2026-03-02 09:21:31|b|2", "message|2026-03-02 09:22:31|b|3"}},
		{"html by class", "a.html", `<html><head><title>x</title></head><body><div class="list">` +
			`<div class="item left"><span class="nick">小颖</span><span class="t">2026-03-02 09:20:31</span><div class="bubble">明天<br>三点</div></div>` +
			`<div class="item right"><span class="nick">王</span><span class="t">2026-03-02 09:21:02</span><div class="bubble">好</div></div>` +
			`<div class="item left"><span class="nick">小颖</span><span class="t">2026-03-02 09:22:02</span><div class="bubble">嗯</div></div></div></body></html>`,
			[]string{"message|2026-03-02 09:20:31|小颖|明天\n三点", "message|2026-03-02 09:21:02|王|好", "message|2026-03-02 09:22:02|小颖|嗯"}},
		{"html with times in attributes", "a.html", `<html><body>` +
			`<div class="row" data-time="1772414431000"><i class="clock">09:20</i><b class="nick">小颖</b>明天三点前送到</div><div class="row" data-time="1772414462000"><b class="nick">王</b>好的谢谢</div><div class="row" data-time="1772414522000"><b class="nick">小颖</b>嗯嗯，再见</div></body></html>`,
			[]string{"message|2026-03-02 09:20:31|小颖|明天三点前送到", "message|2026-03-02 09:21:02|王|好的谢谢", "message|2026-03-02 09:22:02|小颖|嗯嗯，再见"}},
		{"html with time elements", "a.html", `<html><body>` +
			`<p><time datetime="2026-03-02T09:20:31+08:00">昨天</time><b>小颖</b><span>明天三点前送到</span></p><p><time datetime="2026-03-02T09:21:02+08:00">昨天</time><b>王</b><span>好的谢谢</span></p><p><time datetime="2026-03-02T09:22:02+08:00">昨天</time><b>小颖</b><span>嗯嗯，再见</span></p></body></html>`,
			[]string{"message|2026-03-02 09:20:31|小颖|明天三点前送到", "message|2026-03-02 09:21:02|王|好的谢谢", "message|2026-03-02 09:22:02|小颖|嗯嗯，再见"}},
		{"html table", "a.html", `<html><body><table><tr><td>2026-03-02 09:20</td><td>a</td><td>明天三点</td></tr><tr><td>2026-03-02 09:21</td><td>b</td><td>好</td></tr><tr><td>2026-03-02 09:22</td><td>b</td><td>到了吗</td></tr></table></body></html>`,
			[]string{"message|2026-03-02 09:20:00|a|明天三点", "message|2026-03-02 09:21:00|b|好", "message|2026-03-02 09:22:00|b|到了吗"}},
		{"html with dates apart", "a.html", `<html><body><h4 class="day">2026-03-02</h4>` +
			`<li class="m"><b class="from">a</b><i class="clock">09:20</i><p class="what">明天三点</p></li><li class="m"><b class="from">b</b><i class="clock">09:21</i><p class="what">好</p></li><h4 class="day">2026-03-03</h4><li class="m"><b class="from">b</b><i class="clock">09:22</i><p class="what">到了吗</p></li></body></html>`,
			[]string{"frame|-||2026-03-02", "message|2026-03-02 09:20:00|a|明天三点", "message|2026-03-02 09:21:00|b|好", "frame|-||2026-03-03", "message|2026-03-03 09:22:00|b|到了吗"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, why, ok := Propose(head(t, c.content))
			if !ok || len(why) == 0 {
				t.Fatal("nothing proposed", why)
			}
			_, rs := parsertest.Read(t, p.Format(), c.file, []byte(c.content))
			if d := cmp.Diff(c.want, parsertest.Brief(rs)); d != "" {
				t.Errorf("%s%s", p.YAML(), d)
			}
			if again, err := Read("x", []byte(p.YAML())); err != nil || again != p {
				t.Errorf("the proposal does not survive writing: %v", err)
			}
		})
	}
}

// What has no times is no chat.
func TestProposeNothing(t *testing.T) {
	for _, s := range []string{
		"", "买菜\n鸡蛋\n牛奶\n", "09:20 a: x\n09:21 b: y\n09:22 b: z\n", "a,b,c\n1,2,3\n4,5,6\n7,8,9\n",
		`[1,2,3]`, `{"a":[{"id":1772414431},{"id":1772414432},{"id":1772414433}]}`, "<html><body><p>2026-03-02 09:20</p></body></html>",
		"会议 2026-03-02 09:20\n",
		"小颖\n2026-03-02 09:20\n明天\n王\n2026-03-02 09:21\n好\n王\n2026-03-02 09:22\n嗯\n小颖\n2026-03-02 09:23\n在\n", "{", "[", "<",
	} {
		if p, _, ok := Propose(head(t, s)); ok {
			t.Errorf("%q: proposed %s", s, p.YAML())
		}
	}
}

func TestAuto(t *testing.T) {
	known := &parsers.Format{ID: "known", Detect: func(h *parsers.Head) parsers.Evidence {
		return parsers.Marks(h, parsers.Mark{Text: "known", Weight: 50})
	}}
	dir := t.TempDir()
	const chat = "2026-03-02 09:20:31 a: x\n2026-03-02 09:21:02 b: y\n2026-03-02 09:22:00 b: z\n"
	for name, content := range map[string]string{"a.txt": chat, "b.txt": chat + "known", "c.txt": "nothing"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	all := []*parsers.Format{known}
	r, err := parsers.Read(context.Background(), append(all, Auto(all)), []string{dir}, parsers.Options{Zone: parsertest.Shanghai})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Exports) != 2 || r.Exports[0].Format.ID != ID || r.Exports[1].Format.ID != "known" || len(r.Refusals) != 1 {
		t.Fatalf("%+v %+v", r.Exports, r.Refusals)
	}
	n := 0
	for rec, err := range r.Exports[0].Records(context.Background()) {
		if err != nil || rec.Kind != timeline.KindMessage || rec.Source.Format != ID {
			t.Fatal(rec, err)
		}
		n++
	}
	if n != 3 || !strings.HasPrefix(r.Exports[0].Says.Notes[0], "profile: {kind: txt") {
		t.Fatal(n, r.Exports[0].Says)
	}
}

func FuzzPropose(f *testing.F) {
	f.Add("2026-03-02 09:20:31 a: x\n2026-03-02 09:21:02 b: y\n2026-03-02 09:22:00 b: z\n")
	f.Add("date;time;sender;content\n2026-03-02;09:20;a;x\n2026-03-02;09:21;b;y\n2026-03-03;09:21;b;z\n")
	f.Add(`[{"t":"2026-03-02 09:20","s":"a","c":"x"},{"t":"2026-03-02 09:21","s":"a","c":"y"},{"t":"2026-03-02 09:22","s":"a","c":"z"}]`)
	f.Add(`<ul><li class="a"><b>2026-03-02 09:20</b><p>x</p></li><li class="a"><b>2026-03-02 09:21</b><p>y</p></li><li class="a"><b>2026-03-02 09:22</b><p>z</p></li></ul>`)
	f.Fuzz(func(t *testing.T, s string) {
		p, _, ok := Propose(head(t, s))
		if !ok {
			return
		}
		if again, err := Read("x", []byte(p.YAML())); err != nil || again != p {
			t.Fatalf("%s does not survive writing: %v", p.YAML(), err)
		}
		path := filepath.Join(t.TempDir(), "x")
		if err := os.WriteFile(path, []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
		fm := p.Format()
		r, err := parsers.Read(context.Background(), []*parsers.Format{fm}, []string{path}, parsers.Options{Format: ID})
		if err != nil || len(r.Exports) != 1 {
			t.Fatal(err)
		}
		end := int64(0)
		for rec, err := range r.Exports[0].Records(context.Background()) {
			if err != nil {
				return
			}
			if rec.Locator.Offset < end || rec.Locator.Length <= 0 || rec.Locator.End() > int64(len(s)) {
				t.Fatalf("record %d lies at %+v, the one before ends at %d of %d", rec.Ordinal, rec.Locator, end, len(s))
			}
			end = rec.Locator.End()
		}
	})
}
