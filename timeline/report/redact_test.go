package report

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/locale"
)

func TestRedact(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"电话13812345678", "电话138******78"},
		{"138-1234-5678，+86 13912345678", "138-****-**78，+86 139******78"},
		{"+8613912345678", "+86139******78"},
		{"13812345678,13912345678", "138******78,139******78"},
		{"010-12345678", "***-******78"},
		{"身份证11010519491231002X", "身份证110*************2X"},
		{"订单110105194912310021", "订单110105194912310021"},
		{"卡号6222 0200 0000 0000 000", "卡号**** **** **** ***0 000"},
		{"6222020000000000001", "6222020000000000001"},
		{"3号楼2单元1201室", "*号楼*单元****室"},
		{"住3-2-1201", "住*-*-****"},
		{"放A座菜鸟驿站", "放*座菜鸟驿站"},
		{"粤B12345 车", "粤B****5 车"},
		{"mail zhou.min@example.com", "mail z***.***@*******.**m"},
		{"周敏说", "周*说"},
		// Numbers of waybills and orders are evidence.
		{"YT1381234567890", "YT1381234567890"},
		{"SF1390000000017", "SF1390000000017"},
		{"75313812345678", "75313812345678"},
		{"9981381234567", "9981381234567"},
		{"JDVA13812345678-1-1-", "JDVA13812345678-1-1-"},
		{"1234567890123456789", "1234567890123456789"},
		{"2026-03-16T18:42:10+08:00", "2026-03-16T18:42:10+08:00"},
		{"2026-03-16 18:42", "2026-03-16 18:42"},
		{"取件码 3-2-1201", "取件码 *-*-****"},
		{"王师傅 95338", "王师傅 95338"},
	} {
		r := &redactor{names: []string{"周敏"}, seen: map[string]map[string]bool{}}
		if got := r.text(c.text); got != c.want {
			t.Errorf("%q became %q, want %q", c.text, got, c.want)
		}
	}
}

func TestRedactedReportHoldsNothingPrivate(t *testing.T) {
	events, findings := dispute()
	for i := range events {
		if events[i].ID == "e_8" {
			events[i].Source.Member = "与林晓的聊天.txt"
			findings[0].Evidence[1].Source.Member = events[i].Source.Member
			events[i].Text += "打我电话13812345678，3号楼2单元1201室，林晓"
			findings[0].Evidence[1].Text = events[i].Text
		}
	}
	findings[0].Summary = timeline.Sentence{Text: "林晓（13812345678）说没收到"}
	for _, f := range []Format{HTML, Text, JSON} {
		c := sample()
		c.findings, c.of["p_1"] = findings, events
		for _, e := range events {
			c.events[e.ID] = e
		}
		c.cut = func(src timeline.Source, _ timeline.Locator) ([]byte, error) {
			if strings.Contains(src.Member, "*") {
				t.Errorf("cut from %s, a name that is only shown", src.Member)
			}
			return nil, nil
		}
		d, err := compose(c, Options{Lang: locale.Chinese, Zone: shanghai, Redact: true})
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := d.write(&b, f); err != nil {
			t.Fatal(err)
		}
		for _, private := range []string{"13812345678", "林晓", "1201"} {
			if strings.Contains(b.String(), private) {
				t.Errorf("%s: %s is still there", f, private)
			}
		}
		for _, evidence := range []string{"SF1390000000017", "顺丰小王", "138******78", "林*", "脱敏"} {
			if !strings.Contains(b.String(), evidence) {
				t.Errorf("%s: %s is gone", f, evidence)
			}
		}
	}
}

func FuzzRedact(f *testing.F) {
	f.Add("电话 138 1234 5678 或 010-12345678，3号楼，a@b.cn")
	f.Add("11010519491231002X")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		r := &redactor{names: []string{"周敏"}, seen: map[string]map[string]bool{}}
		once := r.text(text)
		if utf8.RuneCountInString(once) != utf8.RuneCountInString(text) {
			t.Fatalf("%q became %q: spans no longer hold", text, once)
		}
	})
}
