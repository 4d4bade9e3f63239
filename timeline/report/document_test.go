package report

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/locale"
)

var update = flag.Bool("update", false, "write the golden files anew")

func sample() contents {
	events, findings := dispute()
	findings[0].Statutes = []string{"dsf-二十"}
	for i := range findings {
		findings[i].Parcel = "p_1"
	}
	c := contents{
		parcels:  []timeline.Parcel{{ID: "p_1", Numbers: []string{"SF1390000000017"}, Carrier: "sf", Status: timeline.StatusDelivered}},
		findings: findings,
		events:   map[string]timeline.Event{},
		of:       map[string][]timeline.Event{"p_1": events},
		sources: []timeline.SourceLedger{{Source: events[3].Source, Size: 4120, Records: map[timeline.RecordKind]int{timeline.KindMessage: 9}},
			{Source: events[0].Source, Size: 2904, Records: map[timeline.RecordKind]int{timeline.KindScan: 4}}},
		facts:   []timeline.Fact{{Key: "order", Value: "尾号 4821"}},
		changed: clock("2026-03-18 21:40:05"),
		cut: func(_ timeline.Source, l timeline.Locator) ([]byte, error) {
			return bytes.Repeat([]byte("x"), int(l.Length)), nil
		},
	}
	for _, e := range events {
		c.events[e.ID] = e
	}
	return c
}

func render(t *testing.T, f Format, l locale.Lang) []byte {
	t.Helper()
	d, err := compose(sample(), Options{Format: f, Lang: l, Zone: shanghai})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := d.write(&b, f); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestGolden(t *testing.T) {
	for _, l := range locale.Langs {
		for _, f := range []Format{HTML, Text, JSON} {
			name := "testdata/report-" + string(l) + "." + string(f)
			got := render(t, f, l)
			if !bytes.Equal(got, render(t, f, l)) {
				t.Errorf("%s: the same case gives other bytes", name)
			}
			if *update {
				if err := os.WriteFile(name, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, bytes.ReplaceAll(want, []byte("\r\n"), []byte("\n"))) {
				t.Errorf("%s differs; look at it and run with -update", name)
			}
		}
	}
}

func TestHTMLStandsAlone(t *testing.T) {
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(render(t, HTML, locale.Chinese)))
	if err != nil {
		t.Fatal(err)
	}
	for _, selector := range []string{"script", "link", "img", "iframe", "[style]", "[onclick]", "object"} {
		if n := doc.Find(selector).Length(); n > 0 {
			t.Errorf("%d × %s", n, selector)
		}
	}
	doc.Find("[href],[src]").Each(func(_ int, s *goquery.Selection) {
		href := s.AttrOr("href", s.AttrOr("src", ""))
		if !strings.HasPrefix(href, "#") {
			t.Errorf("the report points outside: %s", href)
		} else if doc.Find("[id='"+href[1:]+"']").Length() != 1 {
			t.Errorf("%s leads nowhere", href)
		}
	})
	if n := doc.Find("article.finding").Length(); n != 3 {
		t.Errorf("%d findings", n)
	}
	if !strings.Contains(doc.Find("ol.events").Text(), "<script>alert(1)</script>") {
		t.Error("a message that looks like markup must be shown as it is written")
	}
	if n := doc.Find(".said .hash").Length(); n != 12 {
		t.Errorf("%d hashes beside 6 quotes, want that of the file and of the piece each", n)
	}
}

func TestFaceSides(t *testing.T) {
	c := sample()
	want := [][3]string{
		{"物流记录 · 顺丰速运", "其后 22 分", "说法 · 收件人 林晓（我）"},
		{"承诺 · 快递员 顺丰小王", "晚 3 小时 42 分", "物流记录 · 顺丰速运"},
		{"说法 · 快递员 顺丰小王", "相差 3 小时 47 分", "物流记录 · 顺丰速运"},
	}
	for i, f := range c.findings {
		face := Face(locale.Chinese, shanghai, f, c.events)
		got := [3]string{face.Left[0].Label, face.Gap, face.Right[0].Label}
		if got != want[i] {
			t.Errorf("%s: %v, want %v", f.Type, got, want[i])
		}
	}
	if note := Face(locale.Chinese, shanghai, c.findings[1], c.events).Note; note != "期限 2026年3月16日 15:00" {
		t.Errorf("note %q", note)
	}
}
