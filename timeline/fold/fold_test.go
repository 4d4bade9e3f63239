package fold

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestString(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"已经签收", "已经签收"},
		{"後天下午３點前送達", "后天下午3点前送达"},
		{"下禮拜一會補寄", "下礼拜一会补寄"},
		{"ＳＦ１２３　ａｂ", "sf123 ab"},
		{"SF139Abc", "sf139abc"},
		{"週五內簽收，櫃台代領", "周五内签收,柜台代领"},
		{"￥２５．５", "¥25.5"},
		{"ÀÉÎ ẞ Σ", "àéî ß σ"},
		{"bad\xffBYTE\xe4", "bad\xffbyte\xe4"},
		{"薴", "苎"},
		{"👍🏻 OK", "👍🏻 ok"},
	} {
		if got := String(c.in); got != c.want {
			t.Errorf("String(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// TestEveryRune holds the promises for all code points at once: folding twice
// is folding once, and simplified characters do not move.
func TestEveryRune(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		f := Rune(r)
		if Rune(f) != f {
			t.Errorf("Rune(%U) = %U, but that folds on to %U", r, f, Rune(f))
		}
		if utf8.ValidRune(r) != utf8.ValidRune(f) {
			t.Errorf("Rune(%U) = %U: one of them is no character", r, f)
		}
	}
}

func TestTable(t *testing.T) {
	n := 0
	for _, page := range simplified {
		if page == nil {
			continue
		}
		for _, to := range page {
			if to != 0 {
				n++
			}
		}
	}
	if n != 4105 {
		t.Errorf("the table has %d characters, want 4105", n)
	}
	if r := Rune('後'); r != '后' {
		t.Errorf("Rune(後) = %c", r)
	}
}

func TestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { check(t, rapid.String().Draw(t, "s")) })
}

func FuzzString(f *testing.F) {
	for _, s := range []string{"", "後天", "ＳＦ", "a\xffB", "\xe4\xb8", "İıſK"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { check(t, s) })
}

func check(t interface{ Fatalf(string, ...any) }, s string) {
	got := String(s)
	if utf8.RuneCountInString(got) != utf8.RuneCountInString(s) {
		t.Fatalf("String(%q) = %q: the number of code points changed", s, got)
	}
	if again := String(got); again != got {
		t.Fatalf("String(%q) = %q, folded again %q", s, got, again)
	}
	if utf8.ValidString(s) != utf8.ValidString(got) {
		t.Fatalf("String(%q) = %q: validity changed", s, got)
	}
}

func TestUnchangedDoesNotAllocate(t *testing.T) {
	if n := testing.AllocsPerRun(10, func() { String("明天下午3点前给您送到 sf139") }); n != 0 {
		t.Errorf("String allocates %v times for a text that needs no folding", n)
	}
}

func BenchmarkString(b *testing.B) {
	for name, s := range map[string]string{
		"unchanged":   "亲 明天下午3点前一定给您送到 单号sf1390000000017",
		"traditional": "親 明天下午３點前一定給您送到 單號SF1390000000017",
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				String(s)
			}
		})
	}
}
