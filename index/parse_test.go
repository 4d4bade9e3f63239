package index

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var zone = time.FixedZone("", 8*60*60)

func day(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, zone) }

func TestParse(t *testing.T) {
	for query, want := range map[string]Query{
		"":                     And{},
		"  ":                   And{},
		"到了":                   Text{"到了"},
		"後天 SF":                And{Text{"后天"}, Text{"sf"}},
		`"明天 到"`:               Text{"明天 到"},
		"“明天 到”":               Text{"明天 到"},
		`"他说“到了”"`:             Text{"他说“到了”"},
		`"a\"b\\c\d"`:          Text{`a"b\c\d`},
		"-驿站":                  Not{Text{"驿站"}},
		"到了 -驿站":               And{Text{"到了"}, Not{Text{"驿站"}}},
		"SF-1 a-b":             And{Text{"sf-1"}, Text{"a-b"}},
		"--a":                  Not{Not{Text{"a"}}},
		"a b OR c":             Or{And{Text{"a"}, Text{"b"}}, Text{"c"}},
		"a (b OR c)":           And{Text{"a"}, Or{Text{"b"}, Text{"c"}}},
		"a OR b OR c":          Or{Text{"a"}, Text{"b"}, Text{"c"}},
		"or ORB":               And{Text{"or"}, Text{"orb"}},
		"-(a b)":               Not{And{Text{"a"}, Text{"b"}}},
		"（a OR b） －c":          And{Or{Text{"a"}, Text{"b"}}, Not{Text{"c"}}},
		"from:小王":              Field{Name: "from", Value: "小王"},
		"FROM：小王":              Field{Name: "from", Value: "小王"},
		`from:"小 王"`:           Field{Name: "from", Value: "小 王"},
		"waybill:SF139*":       Field{Name: "waybill", Value: "sf139", Prefix: true},
		`waybill:"SF 13-9"*`:   Field{Name: "waybill", Value: "sf139", Prefix: true},
		`label:"a*"`:           Field{Name: "label", Value: "a*"},
		"label:*":              Field{Name: "label", Prefix: true},
		"says:at*":             Field{Name: "says", Value: "at", Prefix: true},
		"-has:promise":         Not{Field{Name: "has", Value: "promise"}},
		"finding:f_abc":        Field{Name: "finding", Value: "f_abc"},
		"finding:stalled":      Field{Name: "finding", Value: "stalled"},
		"12:30":                Text{"12:30"},
		"微信:a":                 Text{"微信:a"},
		`"from:a"`:             Text{"from:a"},
		"SF*":                  Text{"sf*"},
		"on:2026-03-02":        Period{"on", "2026-03-02", day(2026, 3, 2), day(2026, 3, 3)},
		"on:2026-3":            Period{"on", "2026-3", day(2026, 3, 1), day(2026, 4, 1)},
		"on:2026":              Period{"on", "2026", day(2026, 1, 1), day(2027, 1, 1)},
		"after:2026/03/02":     Period{"after", "2026/03/02", day(2026, 3, 2), time.Time{}},
		"before:2026-03-02":    Period{"before", "2026-03-02", time.Time{}, day(2026, 3, 2)},
		"after:2026-3-2T15:00": Period{"after", "2026-3-2t15:00", day(2026, 3, 2).Add(15 * time.Hour), time.Time{}},
		`on:"2026-3-2 15:00"`: Period{"on", "2026-3-2 15:00", day(2026, 3, 2).Add(15 * time.Hour),
			day(2026, 3, 2).Add(15*time.Hour + time.Minute)},
		"before:2026-03-02T00:00:00Z": Period{"before", "2026-03-02t00:00:00z", time.Time{}, day(2026, 3, 2).Add(8 * time.Hour)},
	} {
		got, err := Parse(query, zone)
		if err != nil {
			t.Errorf("%s: %v", query, err)
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", query, diff)
		}
	}
}

// A mistake is named with its place: the marked part of the query.
func TestParse_mistakes(t *testing.T) {
	for _, test := range []struct{ query, at, key string }{
		{"到了 form:小王", "form:", "query.field"},
		{"http://a.cn", "http:", "query.field"},
		{"from:", "from:", "query.empty"},
		{"from: 小王", "from:", "query.empty"},
		{"kind:massage", "massage", "query.value"},
		{"says:deliver", "deliver", "query.value"},
		{"has:x*", "x*", "query.value"},
		{"finding:late", "late", "query.value"},
		{"from:a*b", "a*b", "query.star"},
		{"from:*a*", "*a*", "query.star"},
		{"on:2026-13", "2026-13", "query.time"},
		{"on:昨天", "昨天", "query.time"},
		{"on:2026-03-02T15:00:00.5", "2026-03-02T15:00:00.5", "query.time"},
		{"on:2026*", "2026*", "query.prefix"},
		{`a "b c`, `"b c`, "query.quote"},
		{`a ""`, `""`, "query.phrase"},
		{"(a b", "(a b", "query.open"},
		{"(", "", "query.open"},
		{"a) b", ")", "query.close"},
		{")", ")", "query.close"},
		{"a ( )", ")", "query.group"},
		{"a - b", "-", "query.not"},
		{"a -", "-", "query.not"},
		{"OR a", "OR", "query.or"},
		{"a OR OR b", "OR", "query.or"},
		{"a OR", "", "query.or"},
		{"(a OR )", "", "query.or"},
		{"-OR", "-", "query.not"},
		{"a\xff", "", "query.encoding"},
		{strings.Repeat("(", 101) + "a", "(", "query.deep"},
		{strings.Repeat("a", 10_001), "a", "query.long"},
	} {
		_, err := Parse(test.query, zone)
		var mistake *SyntaxError
		if !errors.As(err, &mistake) {
			t.Errorf("%q: no mistake found: %v", test.query, err)
			continue
		}
		at := string([]rune(test.query)[mistake.Span[0]:mistake.Span[1]])
		if at != test.at || mistake.Say.Key != test.key {
			t.Errorf("%q: got %s at %q %v, want %s at %q", test.query, mistake.Say.Key, at, mistake.Span, test.key, test.at)
		}
		if mistakes[test.key] == "" || strings.ContainsAny(err.Error(), "{}") {
			t.Errorf("%q: no words for %s: %v", test.query, test.key, err)
		}
	}
}

func TestSyntaxError(t *testing.T) {
	_, err := Parse("到了 kind:massage", zone)
	want := `search query, character 9: "massage" is no value of kind; values are message notice scan frame unparsed`
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// anyQuery is a tree as Parse makes them.
func anyQuery(term *rapid.Generator[string]) *rapid.Generator[Query] {
	leaf := rapid.OneOf(
		rapid.Map(term, func(s string) Query { return Text{s} }),
		rapid.Map(term, func(s string) Query { return Text{s} }),
		rapid.SampledFrom([]Query{
			Field{"from", "小王", false}, Field{"from", "", true}, Field{"label", `a*"`, false}, Field{"in", "a b", true},
			Field{"has", "promise", false}, Field{"kind", "scan", false}, Field{"says", "at", true}, Field{"waybill", "sf1", true},
			Period{"on", "1970-01-03", day(1970, 1, 3), day(1970, 1, 4)},
			Period{"after", "1970-01-02", day(1970, 1, 2), time.Time{}},
			Period{"before", "1970-01-03 12:00", time.Time{}, day(1970, 1, 3).Add(12 * time.Hour)},
			Period{"on", "1970", day(1970, 1, 1), day(1971, 1, 1)},
		}),
	)
	return rapid.Custom(func(t *rapid.T) Query { return grow(t, leaf, 3) })
}

func grow(t *rapid.T, leaf *rapid.Generator[Query], depth int) Query {
	parts := func() (all []Query) {
		for range rapid.IntRange(2, 3).Draw(t, "parts") {
			all = append(all, grow(t, leaf, depth-1))
		}
		return all
	}
	if depth > 0 {
		switch rapid.IntRange(0, 5).Draw(t, "node") {
		case 0:
			return And(parts())
		case 1:
			return Or(parts())
		case 2:
			return Not{grow(t, leaf, depth-1)}
		}
	}
	return leaf.Draw(t, "leaf")
}

func TestQuery_String(t *testing.T) {
	term := rapid.StringMatching(`[a到\-:"“”()*\\ OR.]{1,8}`)
	rapid.Check(t, func(t *rapid.T) {
		q := anyQuery(rapid.Map(term, strings.ToLower)).Draw(t, "query")
		back, err := Parse(q.String(), zone)
		if err != nil {
			t.Fatalf("%s: %v", q, err)
		}
		if diff := cmp.Diff(q, back); diff != "" {
			t.Fatalf("%s reads back differently:\n%s", q, diff)
		}
	})
}

// Whatever is typed either parses, and then writes itself so that it parses to
// the same, or is a mistake with a place inside the query.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "到了 -驿站", `("明天 到" OR 后天) from:小王 waybill:SF139*`, `“a”b:"c"*`, "on:2026-03-02 before:2026",
		"（a）－b：c", `\"`, "OR", "a\xffb", "from:*", `"\\" -"-"`, "İ K Σς"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, query string) {
		q, err := Parse(query, zone)
		var mistake *SyntaxError
		switch {
		case errors.As(err, &mistake):
			if n := len([]rune(query)); mistake.Span[0] < 0 || mistake.Span[0] > mistake.Span[1] || mistake.Span[1] > n {
				t.Errorf("%q: mistake at %v of %d characters", query, mistake.Span, n)
			}
		case err != nil:
			t.Errorf("%q: %v", query, err)
		default:
			back, err := Parse(q.String(), zone)
			if err != nil {
				t.Fatalf("%q writes itself as %s: %v", query, q, err)
			}
			if diff := cmp.Diff(q, back); diff != "" {
				t.Errorf("%q writes itself as %s:\n%s", query, q, diff)
			}
		}
	})
}
