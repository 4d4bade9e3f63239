package meta

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/duizheng/duizheng/parsers/parsertest"
)

func TestMend(t *testing.T) {
	for in, want := range map[string]string{
		"":                            "",
		"plain":                       "plain",
		"caf\u00c3\u00a9":             "café",
		"café":                        "café", // é alone is no UTF-8
		"\u00e7\u008e\u008b":          "王",
		"王":                           "王",
		"王 caf\u00c3\u00a9":           "王 caf\u00c3\u00a9", // proper text is kept
		"\u00f0\u009f\u0091\u008d ok": "👍 ok",
	} {
		if got := mend(in); got != want {
			t.Errorf("mend(%q) = %q, want %q", in, got, want)
		}
	}
}

// Whatever was written byte by byte comes back, and once is enough.
func TestMendAny(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		var spoilt []rune
		for _, c := range []byte(s) {
			spoilt = append(spoilt, rune(c))
		}
		if got := mend(string(spoilt)); got != s {
			t.Fatalf("mend gives %q for %q", got, s)
		}
	})
}

func FuzzMessenger(f *testing.F)     { parsertest.FuzzFolder(f, Messenger) }
func FuzzMessengerHTML(f *testing.F) { parsertest.Fuzz(f, MessengerHTML) }
func FuzzInstagram(f *testing.F)     { parsertest.Fuzz(f, Instagram) }
func FuzzInstagramHTML(f *testing.F) { parsertest.Fuzz(f, InstagramHTML) }
func FuzzEncrypted(f *testing.F)     { parsertest.Fuzz(f, Encrypted) }

func BenchmarkJSON(b *testing.B) {
	parsertest.Bench(b, Messenger, "message_1.json", `{"participants":[{"name":"A"},{"name":"B"}],"messages":[`, func(i int) string {
		comma := ","
		if i == 0 {
			comma = ""
		}
		return fmt.Sprintf(comma+`
    {
      "sender_name": "\u00e7\u008e\u008b\u00e5\u00b8\u0088\u00e5\u0082\u0085",
      "timestamp_ms": %d,
      "content": "\u00e5\u00b7\u00b2\u00e7\u00ad\u00be\u00e6\u0094\u00b6 please check the station again",
      "is_geoblocked_for_viewer": false
    }`, 1772786409000-i)
	}, `],"title":"A","thread_path":"inbox/a_1"}`)
}
