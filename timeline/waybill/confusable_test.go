package waybill

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/duizheng/duizheng/timeline"
	"pgregory.net/rapid"
)

// confusables write what looks like a waybill number and is none.
var confusables = []struct {
	name string
	make func(r *rand.Rand) string
}{
	{"mobile", func(r *rand.Rand) string { return fmt.Sprintf("1%d%s", 3+r.IntN(7), digits(r, 9)) }},
	{"mobile in groups", func(r *rand.Rand) string {
		return fmt.Sprintf("1%d%s %s-%s", 3+r.IntN(7), digits(r, 1), digits(r, 4), digits(r, 4))
	}},
	{"mobile with 86", func(r *rand.Rand) string { return fmt.Sprintf("+86 1%d%s", 3+r.IntN(7), digits(r, 9)) }},
	{"hotline", func(r *rand.Rand) string { return "400-" + digits(r, 3) + "-" + digits(r, 4) }},
	{"land line", func(r *rand.Rand) string { return "0" + digits(r, 2) + "-" + digits(r, 8) }},
	{"ID card", func(r *rand.Rand) string {
		return idNumber(fmt.Sprintf("%d%s%s%s", 1+r.IntN(8), digits(r, 5), day(r, 1940, 2010), digits(r, 3)))
	}},
	{"bank card 16", func(r *rand.Rand) string { return "62" + digits(r, 14) }},
	{"bank card 19", func(r *rand.Rand) string { return "62" + digits(r, 17) }},
	{"bank card in groups", func(r *rand.Rand) string {
		return "6222 " + digits(r, 4) + " " + digits(r, 4) + " " + digits(r, 4) + " " + digits(r, 3)
	}},
	{"timestamp", func(r *rand.Rand) string { return day(r, 2015, 2030) + clock(r) }},
	{"day", func(r *rand.Rand) string { return day(r, 2015, 2030) }},
	{"milliseconds", func(r *rand.Rand) string { return "17" + digits(r, 11) }},
	{"order 12", func(r *rand.Rand) string { return digits(r, 12) }},
	{"order 18", func(r *rand.Rand) string { return digits(r, 18) }},
	{"order 19", func(r *rand.Rand) string { return digits(r, 19) }},
	{"order with day", func(r *rand.Rand) string { return day(r, 2015, 2030)[2:] + "-" + digits(r, 15) }},
	{"order 17", func(r *rand.Rand) string { return day(r, 2015, 2030) + clock(r) + digits(r, 3) }},
	{"payment 28", func(r *rand.Rand) string { return "4200" + digits(r, 24) }},
	{"foreign order", func(r *rand.Rand) string { return digits(r, 3) + "-" + digits(r, 7) + "-" + digits(r, 7) }},
	{"lettered order", func(r *rand.Rand) string { return day(r, 2015, 2030)[2:] + "ABCDE" + digits(r, 3) }},
	{"pick-up code", func(r *rand.Rand) string { return digits(r, 1) + "-" + digits(r, 1) + "-" + digits(r, 4) }},
	{"pick-up code 8", func(r *rand.Rand) string { return digits(r, 8) }},
	{"pick-up code with letters", func(r *rand.Rand) string { return "SF" + digits(r, 6) }},
	{"barcode", func(r *rand.Rand) string { return "69" + digits(r, 11) }},
	{"amount", func(r *rand.Rand) string { return digits(r, 10) + ".00元" }},
}

// surroundings are sentences of parcel talk that hold no label of a waybill.
var surroundings = []string{"%s", "我的是%s", "%s 麻烦看一下", "帮忙查一下 %s，谢谢", "这个 %s 怎么还没到", "昨天发的，%s", "please check %s today"}

func digits(r *rand.Rand, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = '0' + byte(r.IntN(10))
	}
	return string(b)
}

func day(r *rand.Rand, from, to int) string {
	return fmt.Sprintf("%d%02d%02d", from+r.IntN(to-from), 1+r.IntN(12), 1+r.IntN(28))
}

func clock(r *rand.Rand) string {
	return fmt.Sprintf("%02d%02d%02d", r.IntN(24), r.IntN(60), r.IntN(60))
}

// idNumber adds the check character.
func idNumber(s string) string {
	for _, c := range "0123456789X" {
		if idCard(s + string(c)) {
			return s + string(c)
		}
	}
	return s + "0"
}

// TestFind_confusables writes 100,000 numbers without a label: none may come out.
func TestFind_confusables(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 100_000 {
		c := confusables[i%len(confusables)]
		text := fmt.Sprintf(surroundings[r.IntN(len(surroundings))], c.make(r))
		if got := Find(text, nil); len(got) > 0 {
			t.Fatalf("%s: %q found %s", c.name, text, got[0].Number)
		}
	}
}

// TestFind_personal: what surely is a phone, an ID card or a time is no number
// even beside a carrier's name or behind a loose label.
func TestFind_personal(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	sure := []string{"mobile", "mobile in groups", "mobile with 86", "hotline", "land line", "ID card", "timestamp", "day", "amount"}
	for _, c := range confusables {
		if !slices.Contains(sure, c.name) {
			continue
		}
		for range 500 {
			for _, around := range []string{"中通 %s", "德邦快递 %s 麻烦", "单号 %s", "韵达%s", "快递员 %s"} {
				text := fmt.Sprintf(around, c.make(r))
				if got := Find(text, nil); len(got) > 0 {
					t.Fatalf("%s: %q found %s", c.name, text, got[0].Number)
				}
			}
		}
	}
}

func TestFind_spans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOf(rapid.SampledFrom([]string{"单号", "不是", "SF1000000000012", " ", "-", "7310", "0000", "000012", "，", "圆通", "電", "😀", "１２", "订单号", "13900000000", "发错了", "\n"})).Draw(t, "parts")
		s := ""
		for _, p := range text {
			s += p
		}
		checkSpans(t, s, Find(s, nil))
	})
}

type failer interface{ Fatalf(string, ...any) }

func checkSpans(t failer, text string, list []timeline.Waybill) {
	runes, end := []rune(text), 0
	for _, w := range list {
		if w.Span[0] < end || w.Span[1] > len(runes) || w.Span[0] >= w.Span[1] {
			t.Fatalf("%q: span %v", text, w.Span)
		}
		end = w.Span[1]
		if string(runes[w.Span[0]:w.Span[1]]) != w.Text || Normalise(w.Text) != w.Number || w.Carriers == nil {
			t.Fatalf("%q: %+v", text, w)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"单号不是SF1000000000012，是SF1000000000013", "RB 123 456 785 GB", "运单号：7310-0000-0000-12", "１２３４５６７８９０12 https://a.b/c", "\xff12345678"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkSpans(t, s, Find(s, nil))
		Candidates(s)
	})
}

func TestFind_record(t *testing.T) {
	known := func(n string) (string, bool) { return "sto", n == "380000000012" }
	got := Find("帮我看看380000000012和380000000013", known)
	if len(got) != 1 || got[0].Reason != timeline.ReasonRecord || got[0].Carriers[0] != "sto" {
		t.Errorf("got %+v", got)
	}
}

func TestCandidates(t *testing.T) {
	for _, tc := range []struct{ number, first, all string }{
		{"73100000000012", "zto", "[zto]"},
		{"777000000000013", "sto", "[sto]"},
		{"463000000000013", "yunda", "[yunda]"}, {"463000000000012", "yunda", "[yunda fedex]"},
		{"YT7000000000012", "yto", "[yto]"},
		{"YT7000000000012345", "yunexpress", "[yunexpress]"},
		{"SF1000000000012", "sf", "[sf]"},
		{"EA200300401CN", "ems", "[ems chinapost]"},
		{"RB123456785GB", "royalmail", "[royalmail]"},
		{"9400111206206406260787", "usps", "[usps]"},
	} {
		got := Candidates(tc.number)
		if len(got) != 1 || got[0].Carriers[0] != tc.first {
			t.Errorf("%s: %+v", tc.number, got)
			continue
		}
		if s := fmt.Sprint(got[0].Carriers); s != tc.all {
			t.Errorf("%s: carriers %s, want %s", tc.number, s, tc.all)
		}
	}
	if got := Candidates("13900000000"); len(got) > 0 {
		t.Errorf("a mobile number: %+v", got)
	}
}

// TestFind_checkDigit: a mistyped number of a form that identifies itself stays
// a number, marked; one that other carriers might have issued is not accused.
func TestFind_checkDigit(t *testing.T) {
	for _, tc := range []struct {
		text string
		want timeline.CheckDigit
	}{
		{"RB123456785GB", timeline.CheckOK}, {"RB123456786GB", timeline.CheckBad},
		{"1Z5R89390357567127", timeline.CheckOK}, {"1Z5R89390357567128", timeline.CheckBad},
		{"中通单号 73100000000012", timeline.CheckNone}, {"顺丰单号 986578788856", timeline.CheckNone},
		{"USPS tracking number 9400111206206406260788", timeline.CheckBad},
	} {
		got := Find(tc.text, nil)
		if len(got) != 1 || got[0].CheckDigit != tc.want {
			t.Errorf("%s: %+v, want %s", tc.text, got, tc.want)
		}
	}
}
