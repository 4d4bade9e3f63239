package timex

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// check holds what is true of every text and every time.
func check(t interface{ Fatalf(string, ...any) }, text string, at time.Time) {
	found := Find(text, at)
	end := 0
	runes := []rune(text)
	for _, x := range found {
		from, to := x.Span[0], x.Span[1]
		if from < end || to <= from || to > utf8.RuneCountInString(text) {
			t.Fatalf("Find(%q, %v): span %v overlaps or lies outside", text, at, x.Span)
		}
		end = to
		if utf8.ValidString(text) && string(runes[from:to]) != x.Text {
			t.Fatalf("Find(%q, %v): span %v is not %q", text, at, x.Span, x.Text)
		}
		if !x.Earliest.IsZero() && !x.Latest.IsZero() && x.Latest.Before(x.Earliest) {
			t.Fatalf("Find(%q, %v): %q ends %v before it begins %v", text, at, x.Text, x.Latest, x.Earliest)
		}
		if !x.AltLatest.IsZero() && !x.AltLatest.Before(x.Latest) {
			t.Fatalf("Find(%q, %v): %q has the stricter end %v, not before %v", text, at, x.Text, x.AltLatest, x.Latest)
		}
		if x.Earliest.IsZero() && x.Latest.IsZero() && x.Within.IsZero() && !x.Fuzzy && !at.IsZero() {
			t.Fatalf("Find(%q, %v): %q says nothing", text, at, x.Text)
		}
	}
	if whole := find(text, at); !cmp.Equal(found, whole) {
		t.Fatalf("the first look at %q misses what the parser finds: %s", text, show(whole, at.Year()))
	}
	if again := Find(text, at); !cmp.Equal(found, again) {
		t.Fatalf("Find(%q, %v) differs the second time:\n%s", text, at, cmp.Diff(found, again))
	}
}

// words are the lexicon's own, for texts that mean something now and then.
func words() []string {
	all := []string{"1", "2", "3", "12", "15", "24", "30", "31", "48", "2026", "99", "三", "十五", "两三", "3.5", "11", " ", "，", "。", "SF", "楼", "我", "吗"}
	for _, e := range lexicon {
		all = append(all, strings.Split(e.words, "|")...)
	}
	for r := range signs {
		all = append(all, string(r))
	}
	for _, a := range anchors {
		all = append(all, strings.Split(a.words, "|")...)
	}
	for _, h := range holidays {
		all = append(all, strings.Split(h.words, "|")...)
	}
	return all
}

func TestProperties(t *testing.T) {
	all := words()
	zones := []*time.Location{time.UTC, beijing, time.FixedZone("", -7*60*60)}
	if berlin, err := time.LoadLocation("Europe/Berlin"); err == nil {
		zones = append(zones, berlin)
	}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(all), 0, 12).Draw(t, "words"), "")
		second := rapid.Int64Range(0, 4102444800).Draw(t, "at")
		check(t, text, time.Unix(second, 0).In(rapid.SampledFrom(zones).Draw(t, "zone")))
	})
	rapid.Check(t, func(t *rapid.T) { check(t, rapid.String().Draw(t, "text"), said) })
}

func TestUndated(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words()), 0, 6).Draw(t, "words"), "")
		check(t, text, time.Time{})
	})
}

func FuzzFind(f *testing.F) {
	for _, e := range lexicon {
		text, _, _ := strings.Cut(e.example, " = ")
		f.Add(text, said.Unix())
	}
	f.Add("3-5天\xff前", int64(0))
	f.Add("签收0日内", said.Unix())
	f.Fuzz(func(t *testing.T, text string, at int64) {
		check(t, text, time.Unix(at%(1<<37), 0).In(beijing))
	})
}

// typical is a stretch of chat as it comes: most messages name no time.
var typical = []string{
	"在吗", "亲 您好", "好的 谢谢", "这个怎么还没发货啊", "单号SF1390000000017", "麻烦帮我催一下", "收到了", "我没收到", "放门口就行",
	"您好 请问有什么可以帮您", "地址是人民路12号3栋502", "明天下午3点前给您送到", "可以退货吗", "多少钱", "嗯嗯", "已经签收了", "哪里签收的", "[图片]",
	"快递员电话多少", "13800138000", "我们尽快给您处理", "ok", "Where is my parcel?", "It was delivered yesterday", "物流显示已到达杭州转运中心", "师傅说放驿站了",
}

var full = []string{
	"亲 昨天下午3点20分已经揽收 预计3-5天到货 最晚11月25号18:00前送到 48小时内没更新再联系我",
	"您的包裹预计明天上午9点到11点之间派送 付款后72小时内发货 周五前一定到 退款1-3个工作日内到账",
	"Shipped on Nov 16 at 3:15 pm, should arrive within 3-5 business days, no later than the 25th; refund by 6pm tomorrow",
}

func benchmark(b *testing.B, texts []string) {
	n := 0
	for _, s := range texts {
		n += len(s)
	}
	b.SetBytes(int64(n))
	b.ReportAllocs()
	count := 0
	for b.Loop() {
		for _, s := range texts {
			Find(s, said)
			count++
		}
	}
	b.ReportMetric(float64(count)/b.Elapsed().Seconds(), "texts/s")
}

func BenchmarkTypical(b *testing.B) { benchmark(b, typical) }
func BenchmarkFull(b *testing.B)    { benchmark(b, full) }

func TestNoTimeDoesNotAllocate(t *testing.T) {
	if raceDetector {
		t.Skip("the pools are not kept under the race detector")
	}
	for _, s := range []string{"好的 谢谢", "单号SF1390000000017", "我没收到", "地址是人民路12号3栋502", "Where is my parcel?", "快一点行不行", "重量3.5kg"} {
		Find(s, said)
		if n := testing.AllocsPerRun(20, func() { Find(s, said) }); n != 0 {
			t.Errorf("Find(%q) allocates %v times and finds nothing", s, n)
		}
	}
}
