package parsers

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// target has every kind of field that a wire format has.
type target struct {
	ID     string
	Text   string `json:"text"`
	Skin   string `json:"sk_in"` // s and k have relatives beyond ASCII
	Deep   struct{ A []int }
	List   []struct{ Text string }
	Self   *target `json:"self,omitempty"`
	Any    any
	Map    map[string]int
	Maybe  *string `json:"maybe"`
	Flag   bool
	Int    int64
	Float  float64
	Raw    json.RawMessage
	Time   time.Time
	Hidden string `json:"-"`
}

// oracle compares Unmarshal with json.Unmarshal on one text: the same texts are
// read, with the same values, but for members of another type than expected,
// and nothing that can be read is left to encoding/json.
func oracle(t interface {
	Fatalf(string, ...any)
	Helper()
}, text []byte) {
	t.Helper()
	var got, want target
	var mistyped *json.UnmarshalTypeError
	gotErr, wantErr := Unmarshal(text, &got), json.Unmarshal(text, &want)
	if errors.As(wantErr, &mistyped) && mistyped.Field != "" {
		if gotErr != nil {
			t.Fatalf("%q: error %v for one member", text, gotErr)
		}
		return
	}
	if (gotErr == nil) != (wantErr == nil) {
		t.Fatalf("%q: error %v, want %v", text, gotErr, wantErr)
	}
	if wantErr != nil {
		return
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Fatalf("%q (-want +got):\n%s", text, d)
	}
	if d := (decoder{b: text}); !d.whole(reflect.ValueOf(&got).Elem()) && bytes.Count(text, []byte("["))+bytes.Count(text, []byte("{")) < MaxDepth {
		t.Fatalf("%q is not understood", text)
	}
}

// unquoteOracle is the same for strings.
func unquoteOracle(t interface {
	Fatalf(string, ...any)
	Helper()
}, text []byte) {
	t.Helper()
	var want string
	text = bytes.TrimSpace(text)
	err := json.Unmarshal(text, &want)
	got, ok := Unquote(text)
	if isString := err == nil && string(text) != "null"; ok != isString || ok && got != want {
		t.Fatalf("%q says %q %v, want %q %v", text, got, ok, want, isString)
	}
}

func TestUnmarshal(t *testing.T) {
	value := rapid.StringMatching(`"[a-z\\"é]{0,5}"|-?[0-9]{1,3}|[0-9]\.[0-9]e[0-9]|null|true|false|\[\]|\[1, ?2\]|\{"A": ?\[1\]\}|\{"x":"\}"\}|\[\{"text":"a"\},\{\}\]|"2026-03-02T09:14:07Z"|\{"self":\{"int":1\}\}`)
	key := rapid.SampledFrom([]string{"id", "ID", "text", "Text", "Deep", "list", "self", "any", "map", "maybe", "flag", "int", "float", "raw", "time", "hidden",
		"other", "öther", "te\\u0078t", "ſk_in", "sk_in", "\u212aey", "SK_IN", "s\\u212a_in"})
	rapid.Check(t, func(t *rapid.T) {
		text := "{"
		for i := range rapid.IntRange(0, 6).Draw(t, "n") {
			if i > 0 {
				text += rapid.SampledFrom([]string{",", ", ", " ,\n", "", ",,"}).Draw(t, "comma")
			}
			text += `"` + key.Draw(t, "key") + `":` + value.Draw(t, "value")
		}
		text += rapid.SampledFrom([]string{"}", " }", "", ",}", "}}"}).Draw(t, "end")
		oracle(t, []byte(text))
	})
}

// Values of another type than expected are fitted.
func TestUnmarshal_fits(t *testing.T) {
	x := "5"
	for text, want := range map[string]target{
		`{"text":7,"int":"1772786409","flag":1}`:                                {Text: "7", Int: 1772786409, Flag: true},
		`{"text":12345678901234567890,"int":1772786409.9}`:                      {Text: "12345678901234567890", Int: 1772786409},
		`{"text":"x","int":"soon","flag":"false","maybe":5}`:                    {Text: "x", Maybe: &x},
		`{"text":"x","deep":3,"list":[{"text":4},5],"raw":[1],"map":{"a":"2"}}`: {Text: "x", List: []struct{ Text string }{{"4"}, {}}, Raw: json.RawMessage("[1]"), Map: map[string]int{"a": 2}},
		`{"text":7000000000000000001,"sk_in":true,"maybe":5}`:                   {Text: "7000000000000000001", Skin: "true", Maybe: &x},
		`{"text":{"a": [1]},"sk_in":["b"]}`:                                     {Text: `{"a": [1]}`, Skin: `["b"]`},
		`{"int":"7000000000000000001","float":" 1.5 ","flag":"true"}`:           {Int: 7000000000000000001, Float: 1.5, Flag: true},
		`{"int":7.9,"float":true,"flag":1}`:                                     {Int: 7, Float: 1, Flag: true},
		`{"int":true,"flag":"0"}`:                                               {Int: 1},
		`{"int":"\u0037"}`:                                                      {Int: 7},
		`{"int":"yesterday","float":"","flag":"?","text":"a"}`:                  {Text: "a"},
		`{"int":1e300,"float":1e400,"flag":{},"text":"a"}`:                      {Text: "a"},
		`{"deep":[1],"list":{"a":1},"self":"x","map":7,"text":"a"}`:             {Text: "a"},
		`{"list":[7,{"text":"a"},null],"deep":{"a":["1",2,[]]},"id":"12"}`:      {List: []struct{ Text string }{{}, {"a"}, {}}, Deep: struct{ A []int }{[]int{1, 2, 0}}, ID: "12"},
	} {
		var got target
		if err := Unmarshal([]byte(text), &got); err != nil {
			t.Errorf("%s: %v", text, err)
		} else if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", text, d)
		}
	}
	// What is of another kind as a whole is an error.
	for text, v := range map[string]any{`[]`: new(target), ``: new(target), `"a"`: new(target), `7`: new(string), `{"a":1}`: new(string), `{}`: new([]string), `[1]`: new(int)} {
		if Unmarshal([]byte(text), v) == nil {
			t.Errorf("%s is read into %T", text, v)
		}
	}
}

var texts = []string{
	`{"text":"a`, `{"text":"a"`, `{"other":"a,"text":"b"}`, "{\"other\":\"a\nb\"}", `{"other":tru e}`, `{"other":{]}}`, `{"text" "a"}`, `{"text":"\x0B"}`,
	`{"other":"\x0B"}`, `{"a":1,}`, `{"a":1}{`, `[1,]`, ``, ` `, `null`, `nul`, `"a"`, `"\ud83d\ude00 \ud83d \ude00\ud83d\ud83d\ude00 \u00e5\/\b\f\n\r\t\""`, `"\u12g4"`, `"\u12`, `"\`, `"\ud83d\u00"`,
	"\"\xff\xfeab\xe4\xb8\"", "{\"text\":\"\xff\\n\xff\"}", "\"\x7f\x00\"", `{"int":9223372036854775807,"float":1e308}`, `{"int":9223372036854775808}`, `{"int":1.0}`, `{"int":-0,"float":-0.0e-1}`, `{"float":1e400}`,
	`{"int":01}`, `{"int":+1}`, `{"int":.5}`, `{"int":1.}`, `{"int":1e}`, `{"int":-}`, `{"id":"12","loose":12}`, `{"id":"x"}`, `{"id":""}`, `{"loose":"a\u0062"}`, `{"loose":{"a":[1]}}`, `{"loose":null,"raw":null}`,
	`{"maybe":null,"self":null,"list":null,"deep":null,"any":null,"map":null,"flag":null,"time":null}`, `{"maybe":"x","self":{"self":{"text":"y"}}}`, `{"list":[{"text":"a"},{},null]}`, `{"list":[1]}`, `{"list":{}}`, `{"deep":[]}`,
	`{"text":1}`, `{"flag":"true"}`, `{"time":"yesterday"}`, `{"text":"a","Text":"b"}`, `{"list":[{"text":"a"}],"list":[{}]}`, "\ufeff{}", "{\"te\u017ft\":\"x\",\"\u017f\u212a_in\":\"y\"}", `{"":1}`,
	`{"text":"` + strings.Repeat(`明天下午3点前\n`, 40) + `"}`, strings.Repeat("[", 1001) + strings.Repeat("]", 1001), strings.Repeat("[", 10001) + strings.Repeat("]", 10001), `{"a":` + strings.Repeat(`{"a":`, 2000),
}

func TestUnmarshal_texts(t *testing.T) {
	for _, text := range texts {
		oracle(t, []byte(text))
		unquoteOracle(t, []byte(text))
	}
}

// FuzzUnmarshal holds the decoder to encoding/json on any bytes.
func FuzzUnmarshal(f *testing.F) {
	for _, text := range texts {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		oracle(t, text)
		unquoteOracle(t, text)
	})
}
