package parsers

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

type target struct {
	ID    json.Number
	Text  string `json:"text"`
	Deep  struct{ A []int }
	Any   any
	Maybe *string `json:"maybe,omitempty"`
}

// Whatever json.Unmarshal makes of a text, unmarshal makes too, but for faults
// inside fields that nobody reads.
func TestUnmarshal(t *testing.T) {
	value := rapid.StringMatching(`"[a-z\\"é]{0,5}"|[0-9]{1,3}|null|true|\[\]|\[1, ?2\]|\{"A": ?\[1\]\}|\{"x":"\}"\}`)
	key := rapid.SampledFrom([]string{"id", "ID", "text", "Text", "Deep", "any", "maybe", "other", "öther", "te\\u0078t"})
	rapid.Check(t, func(t *rapid.T) {
		text := "{"
		for i := range rapid.IntRange(0, 6).Draw(t, "n") {
			if i > 0 {
				text += rapid.SampledFrom([]string{",", ", ", " ,\n", "", ",,"}).Draw(t, "comma")
			}
			text += `"` + key.Draw(t, "key") + `":` + value.Draw(t, "value")
		}
		text += rapid.SampledFrom([]string{"}", " }", "", ",}", "}}"}).Draw(t, "end")
		var got, want target
		var scratch []byte
		gotErr, wantErr := unmarshal([]byte(text), &got, &scratch), json.Unmarshal([]byte(text), &want)
		if gotErr != nil && wantErr == nil || gotErr == nil && wantErr == nil && !cmp.Equal(got, want) {
			t.Fatalf("%s: %+v %v, want %+v %v", text, got, gotErr, want, wantErr)
		}
	})
}

func TestUnmarshalFaults(t *testing.T) {
	for _, text := range []string{`{"text":"a`, `{"text":"a"`, `{"other":"a,"text":"b"}`, `{"other":"a` + "\n" + `b"}`, `{"other":tru e}`, `{"other":{]}}`, `{"text" "a"}`, `{"text":"\x0B"}`, `{"other":"\x0B"}`, `{"a":1,}`, `{"a":1}{`} {
		var v target
		var scratch []byte
		if err := unmarshal([]byte(text), &v, &scratch); (err == nil) != (json.Unmarshal([]byte(text), &target{}) == nil) && text != `{"other":{]}}` {
			t.Errorf("%s: %v", text, err)
		}
	}
}
