package skype

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/duizheng/duizheng/parsers/parsertest"
)

func TestPlain(t *testing.T) {
	for _, c := range []struct {
		in, want string
		quoted   []string
	}{
		{"a < b", "a < b", nil},
		{`see <a href="https://e.example">https://e.example</a> &amp; more`, "see https://e.example & more", nil},
		{`<quote author="dan" timestamp="1"><legacyquote>[1] dan: </legacyquote>delivered<legacyquote>

&lt;&lt;&lt; </legacyquote></quote>no<e_m ts="1"></e_m>`, "delivered\nno", []string{"delivered"}},
	} {
		got, quoted := plain(c.in)
		if got != c.want || !cmp.Equal(quoted, c.quoted) {
			t.Errorf("plain(%q) = %q %q, want %q %q", c.in, got, quoted, c.want, c.quoted)
		}
	}
}

func FuzzJSON(f *testing.F) { parsertest.Fuzz(f, JSON) }
