package slack

import (
	"testing"

	"github.com/duizheng/duizheng/parsers/parsertest"
)

func TestPlain(t *testing.T) {
	w := &workspace{users: map[string]string{"U1": "Dan"}, channels: map[string]channel{"C1": {name: "couriers"}}}
	for in, want := range map[string]string{
		"a":                              "a",
		"<@U1> &lt;b&gt;":                "@Dan <b>",
		"<@U9>":                          "@U9",
		"<#C1> <#C2|new>":                "#couriers #new",
		"<https://a.example/?x=1&amp;y>": "https://a.example/?x=1&y",
		"<https://a.example|photo>":      "photo (https://a.example)",
		"<!here> 1 < 2":                  "@here 1 < 2",
	} {
		if got := w.plain(in); got != want {
			t.Errorf("plain(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzExport(f *testing.F) { parsertest.FuzzFolder(f, Export) }
func FuzzDay(f *testing.F)    { parsertest.Fuzz(f, Day) }
