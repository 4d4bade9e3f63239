package index

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/duizheng/duizheng/timeline/fold"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// tokensOf are the tokens of a text with their positions.
func tokensOf(text string) (all []string) {
	for _, t := range (zh5{}).Analyze([]byte(fold.String(text))) {
		all = append(all, fmt.Sprintf("%s@%d", t.Term, t.Position))
	}
	return all
}

func TestZh5(t *testing.T) {
	for text, want := range map[string]string{
		"":                  "",
		"，。 ":               "",
		"驿":                 "驿@1",
		"放驿站了":              "放@1 放驿@1 驿站@2 站了@3 了@4",
		"到，了":               "到@1 了@3",
		"到了。 明天":            "到@1 到了@1 了@2 明@4 明天@4 天@5",
		"下午3点前":             "下@1 下午@1 午@2 3@3 点@4 点前@4 前@5",
		"SF1390到了":          "sf1390@1 到@2 到了@2 了@3",
		"OK, ok":            "ok@1 ok@3",
		"１５：００":             "15@1 00@3",
		"後天":                "后@1 后天@1 天@2",
		"👍👍好":               "👍@1 👍@2 好@3",
		"¥12.5":             "¥@1 12@2 5@4",
		"スーパー":              "ス@1 スー@1 ーパ@2 パー@3 ー@4",
		"택배 왔어":             "택@1 택배@1 배@2 왔@4 왔어@4 어@5",
		"cafe\u0301 e\xffe": "cafe\u0301@1 e@3 e@5",
		"𠮷野":                "𠮷@1 𠮷野@1 野@2",
	} {
		if diff := cmp.Diff(want, strings.Join(tokensOf(text), " ")); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", text, diff)
		}
	}
}

// A part of a text is cut into the same runs as it is within the text, but for
// those cut off at its ends: what makes phrases exact.
func TestRuns_partsAreCutAlike(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := fold.String(rapid.OneOf(anyText, rapid.String()).Draw(t, "text"))
		var bounds []int // where runs begin and end
		covered := ""
		for r := range runs(text) {
			if n := utf8.RuneCountInString(r.text); n != r.runes || r.start != len(covered) {
				t.Fatalf("run %+v of %q", r, text)
			}
			covered += r.text
			bounds = append(bounds, len(covered))
		}
		if covered != text {
			t.Fatalf("the runs of %q cover %q", text, covered)
		}
		from := rapid.IntRange(0, len(text)).Draw(t, "from")
		to := rapid.IntRange(from, len(text)).Draw(t, "to")
		for from < to && !utf8.RuneStart(text[from]) {
			from++
		}
		for to < len(text) && !utf8.RuneStart(text[to]) {
			to++
		}
		var got, want []int
		for r := range runs(text[from:to]) {
			got = append(got, from+r.start+len(r.text))
		}
		for _, b := range bounds {
			if from < b && b < to {
				want = append(want, b)
			}
		}
		if from < to {
			want = append(want, to)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%q[%d:%d]: cut at %v, in the text at %v", text, from, to, got, want)
		}
	})
}

func BenchmarkZh5(b *testing.B) {
	text := []byte(strings.Repeat("您的快件SF1390000000017已到，明天下午3点前送到菜鸟驿站。", 4))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		zh5{}.Analyze(text)
	}
}
