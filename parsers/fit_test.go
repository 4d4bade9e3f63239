package parsers

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type loose string

func (l *loose) UnmarshalJSON(b []byte) error { *l = loose(b); return nil }

func TestUnmarshalFits(t *testing.T) {
	type inner struct{ Name string }
	type message struct {
		Text    string `json:"text"`
		Time    int64  `json:"ts"`
		Sent    bool   `json:"sent"`
		ID      json.Number
		Float   float64
		Content *string
		Inner   inner
		List    []inner
		Raw     json.RawMessage
		Own     loose
		ByName  map[string]int
	}
	five := "5"
	for _, c := range []struct {
		in   string
		want message
	}{
		{`{"text":7,"ts":"1772786409","sent":1}`, message{Text: "7", Time: 1772786409, Sent: true}},
		{`{"text":12345678901234567890,"ts":1772786409.9}`, message{Text: "12345678901234567890", Time: 1772786409}},
		{`{"text":{"a":"<b>","n":1.50},"ts":[1]}`, message{Text: `{"a":"<b>","n":1.50}`}},
		{`{"text":"x","ts":"soon","sent":"false","Content":5}`, message{Text: "x", Content: &five}},
		{`{"text":true,"id":"x","float":"1.5"}`, message{Text: "true", Float: 1.5}},
		{`{"TEXT":"x","ID":"12","sent":"true"}`, message{Text: "x", ID: "12", Sent: true}},
		{`{"text":"x","ts":"1","inner":3,"list":[{"name":4},5],"raw":[1],"own":{"a":1},"byname":{"a":"2"}}`,
			message{Text: "x", Time: 1, List: []inner{{Name: "4"}, {}}, Raw: json.RawMessage(`[1]`), Own: `{"a":1}`, ByName: map[string]int{"a": 2}}},
	} {
		var m message
		if err := Unmarshal([]byte(c.in), &m); err != nil {
			t.Errorf("%s: %v", c.in, err)
		} else if d := cmp.Diff(c.want, m); d != "" {
			t.Errorf("%s: %s", c.in, d)
		}
	}
	for _, in := range []string{`7`, `[1]`, `"x"`, `{"text":`, ``} {
		if Unmarshal([]byte(in), &message{}) == nil {
			t.Errorf("%s is read as a message", in)
		}
	}
	var s string
	if Unmarshal([]byte(`{"a":1}`), &s) == nil {
		t.Error("an object is read as a text")
	}
}
