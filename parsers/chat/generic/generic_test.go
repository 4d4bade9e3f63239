package generic

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/parsertest"
)

// profile reads a profile that the test has written rightly.
func profile(t testing.TB, yaml string) Profile {
	t.Helper()
	p, err := Read("profile.yaml", []byte(yaml))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestProfiles(t *testing.T) {
	for _, c := range []struct {
		name, profile, file, content string
		want                         []string
	}{
		{"header and body", `
kind: txt
header: '(?P<sender>.+?) \[(?P<time>[^\]]+)\]:? ?(?P<text>.*)'
`, "a.txt", "导出\n沈女士 [2026-04-06 09:14]: 今天能到吗\n在家\n\n中通老赵 [2026-04-06 09:20]\n能到\n沈女士 [昨天 9点]: 好\n",
			[]string{"unparsed|-||导出", "message|2026-04-06 09:14:00|沈女士|今天能到吗\n在家", "message|2026-04-06 09:20:00|中通老赵|能到", "message|-|沈女士|好"}},
		{"day lines and single lines", `
kind: txt
header: (?P<time>\d\d:\d\d) (?P<sender>\S+) (?P<text>.*)
day: == (?P<time>.+) ==
oneline: true
`, "a.txt", "09:00 a 无日期\n== 2026年4月6日 ==\n09:14 a 早\nrest\n== 明天 ==\n",
			[]string{"message|-|a|无日期", "frame|-||== 2026年4月6日 ==", "message|2026-04-06 09:14:00|a|早", "unparsed|-||rest\n== 明天 =="}},
		{"day first, found from the file", `
kind: txt
header: (?P<time>\S+ \S+) (?P<sender>\S+) (?P<text>.*)
`, "a.txt", "03/04/2026 09:00 a x\n25/04/2026 09:00 b y\n",
			[]string{"message|2026-04-03 09:00:00|a|x", "message|2026-04-25 09:00:00|b|y"}},
		{"zone of the profile", `
kind: txt
header: (?P<time>\S+ \S+) (?P<sender>\S+) (?P<text>.*)
zone: UTC
`, "a.txt", "2026-04-03 09:00 a x\n", []string{"message|2026-04-03 17:00:00|a|x"}},
		{"named columns", `
kind: csv
time: 发送时间
sender: 发送账号
text: 发送内容
chat: 客户名
`, "a.csv", "\ufeff客户名,消息序号,发送时间,发送内容,发送账号,账号类型\r\ntb1,1,2026/3/2 9:20:31,\"亲，明天\"\"三点\"\"前\r\n送到\",旗舰店:小颖,客服\r\ntb1,2,2026/3/2 9:21:02,收到,tb1,客户\r\nbroken,row\r\n",
			[]string{"frame|-||客户名,消息序号,发送时间,发送内容,发送账号,账号类型", "message|2026-03-02 09:20:31|旗舰店:小颖|亲，明天\"三点\"前\n送到", "message|2026-03-02 09:21:02|tb1|收到", "unparsed|-||broken,row"}},
		{"counted columns, a delimiter, a date of its own", `
kind: csv
delimiter: \t
day: 1
time: 2
sender: 3
text: 4
`, "a.tsv", "日期\t时间\t谁\t什么\n2026-03-02\t9:20\ta\t5\" 管\n2026-03-02\t\tb\t\"半\n2026-03-02\t9:30\tb\t好\n",
			[]string{"frame|-||日期\t时间\t谁\t什么", "message|2026-03-02 09:20:00|a|5\" 管", "message|2026-03-02 00:00:00|b|\"半", "message|2026-03-02 09:30:00|b|好"}},
		{"json", `
kind: json
messages: /data/*/list/*
time: /at
sender: /from/name
text: /body
id: /id
`, "a.json", `{"v":1,"data":[{"list":[{"id":9007199254740993,"at":1772414431000,"from":{"name":"a"},"body":"早"},{"at":"2026-03-02T02:00:00Z","from":{"name":"b"},"body":{"k":1}},{"x":1},7]}]}`,
			[]string{"message|2026-03-02 09:20:31|a|早", "message|2026-03-02 10:00:00|b|{\"k\":1}", "unparsed|-||{\"x\":1}", "unparsed|-||7"}},
		{"json lines", `
kind: json
time: /t
sender: /s
text: /c
`, "a.jsonl", `{"t":"2026-03-02 09:00:00","s":"a","c":"1"}` + "\n" + `{"t":"soon","s":"a","c":"2"}` + "\n",
			[]string{"message|2026-03-02 09:00:00|a|1", "message|-|a|2"}},
		{"html", `
kind: html
messages: //div[contains(@class, "msg")]
day: //h3
time: .//span[@class="at"]/@title
sender: string(.//b)
text: .//p
`, "a.html", `<html><body><h3>2026-03-02</h3><div class="msg me"><b>a</b><span class="at" title="09:20:31">早上</span><p>一<br>二</p></div><h3>广告</h3><div class="msg"><i>空</i></div><div class="msg"><b>b</b><span class="at" title="10:00"></span><p>x</p><p>y</p></div></body></html>`,
			[]string{"frame|-||2026-03-02", "message|2026-03-02 09:20:31|a|一\n二", "unparsed|-||广告", "unparsed|-||空", "message|2026-03-02 10:00:00|b|x\ny"}},
		{"table rows", `
kind: html
messages: //tr
time: ./td[1]
sender: ./td[2]
text: ./td[3]
`, "a.html", `<table><tr><th>时间</th></tr><tr><td>2026-03-02 09:00<td>a<td>早</tr></table>`,
			[]string{"unparsed|-||时间", "message|2026-03-02 09:00:00|a|早"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, rs := parsertest.Read(t, profile(t, c.profile).Format(), c.file, []byte(c.content))
			if d := cmp.Diff(c.want, parsertest.Brief(rs)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestBadProfiles(t *testing.T) {
	for _, c := range []struct{ yaml, want string }{
		{"", "p.yaml: the profile is empty"},
		{"kind: [txt]", "p.yaml: line 1: kind: must be one value"},
		{"- txt", "p.yaml: line 1: a profile is a list of `key: value`"},
		{"kind: txt\nheadr: x", `p.yaml: line 2: unknown key "headr"`},
		{"kind: txt\nkind: csv", "p.yaml: line 2: kind: stands in line 1 already"},
		{"kind: doc", `p.yaml: line 1: kind: txt, csv, json or html, not "doc"`},
		{"kind: txt", "p.yaml: line 1: kind: a profile for txt needs header"},
		{"kind: txt\nheader: (?P<time>.*\n", "p.yaml: line 2: header: missing closing ): `(?P<time>.*`"},
		{"kind: txt\n\nheader: a)(b", "p.yaml: line 3: header: unexpected ): `a)(b`"},
		{"kind: txt\nheader: x", "p.yaml: line 2: header: has no group (?P<time>…)"},
		{"kind: txt\nheader: (?P<time>.)(?P<who>.)", `p.yaml: line 2: header: unknown group "who"`},
		{"kind: txt\nheader: (?P<time>.)\ntime: x", "p.yaml: line 3: time: does not belong in a profile for txt"},
		{"kind: txt\nheader: (?P<time>.)\noneline: maybe", `p.yaml: line 3: oneline: true or false, not "maybe"`},
		{"kind: csv\ntime: a\ntext: b\ndelimiter: ab", "p.yaml: line 4: delimiter: one character"},
		{"kind: csv\ntime: a\ntext: b\nzone: Mars", `p.yaml: line 4: zone: unknown time zone "Mars"`},
		{"kind: csv\ntime: a\ntext: b\ndate_order: XYZ", "p.yaml: line 4: date_order: DMY, MDY or YMD"},
		{"kind: json\ntime: a\ntext: /b", "p.yaml: line 2: time: a JSON Pointer begins with a slash: /a"},
		{"kind: html\nmessages: //div[\ntime: .\ntext: .", "p.yaml: line 2: messages: //div["},
		{"kind: html\nmessages: //div\ntime: .\ntext: nonsense(1)", "p.yaml: line 4: text: nonsense(1)"},
		{"kind: html\nmessages: //div\ntime: .\ntext: matches(., '(')", "p.yaml: line 4: text: matches(., '(')"},
		{"kind: txt\n---\nkind: csv", "p.yaml: more than one document"},
		{"kind: !!binary x", "p.yaml: "},
		{strings.Repeat("#", 1<<17), "p.yaml: longer than 64 KB"},
	} {
		_, err := Read("p.yaml", []byte(c.yaml))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%.60q: %v, want %s", c.yaml, err, c.want)
		}
	}
}

func TestReady(t *testing.T) {
	if len(Names()) == 0 {
		t.Fatal("no ready profiles")
	}
	for _, n := range Names() {
		p, ok := Ready(n)
		if !ok {
			t.Errorf("%s is not there", n)
		}
		if again, err := Read(n, []byte(p.YAML())); err != nil || again != p {
			t.Errorf("%s does not survive writing: %v", n, err)
		}
	}
	if _, ok := Ready("../generic"); ok {
		t.Error("a path is no name")
	}
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		row  string
		want []string
	}{
		{`a,b`, []string{"a", "b"}}, {``, []string{""}}, {`,`, []string{"", ""}}, {`"a,""b""",c`, []string{`a,"b"`, "c"}},
		{`"""",x`, []string{`"`, "x"}}, {`"",x`, []string{"", "x"}}, {`5" x,y`, []string{`5" x`, "y"}}, {`"a"b,c`, []string{"ab", "c"}},
		{"\"a\nb\",c", []string{"a\nb", "c"}}, {`"a,b`, nil}, {`"a""`, nil},
	} {
		got, err := split(c.row, ',')
		if (err != nil) != (c.want == nil) {
			t.Errorf("%s: %v", c.row, err)
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %s", c.row, d)
		}
	}
}

// A row ends where no quoted field is open: the two rules are one.
func FuzzSplit(f *testing.F) {
	f.Add(`"a,""b""",c`)
	f.Add(`"a""`)
	f.Fuzz(func(t *testing.T, row string) {
		if !utf8.ValidString(row) {
			return
		}
		if _, err := split(row, ';'); (err != nil) != quoted(row, ';', false) {
			t.Fatalf("%q: %v", row, err)
		}
	})
}

func FuzzRead(f *testing.F) {
	for _, n := range Names() {
		b, err := os.ReadFile(filepath.Join("profiles", n+".yaml"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte("kind: html\nmessages: //div[@class='a']\ntime: ./span\ntext: string(.)"))
	f.Add([]byte("kind: txt\nheader: '(?P<time>\\d+) (?P<sender>.+?): (?P<text>.*)'"))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := Read("p.yaml", b)
		if err != nil {
			return
		}
		if again, err := Read("p.yaml", []byte(p.YAML())); err != nil || again != p {
			t.Fatalf("%#v does not survive writing: %v, %#v", p, err, again)
		}
	})
}

func FuzzPathway(f *testing.F) {
	for _, x := range []string{"//div[@class='a']", "./td[1]", "string(.//b)", "substring-before(., ':')", ".//span[contains(@class, \"t\")]/@title", "count(//p) > 1", "//a | //b", "//p[position() mod 2 = 1]/following-sibling::*"} {
		f.Add(x)
	}
	page, err := html.Parse(strings.NewReader(`<div class="a"><b>x</b><p title="t">1<br>2</p><p>3</p></div>`))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, x string) {
		p, err := newPathway(x)
		if err != nil {
			return
		}
		_, _ = p.find(page) // an error is as good as texts
		k := picker{p: p}
		k.want(parsers.Tag{Name: "div"})
	})
}
