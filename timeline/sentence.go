package timeline

import "encoding/json"

// A Sentence is a text for the user, kept as a key and values so that it can
// be rendered in any language (package locale). Once rendered, Text holds it.
// JSON: the text where it was rendered, else {"key","values"}.
type Sentence struct {
	Key    string
	Values map[string]string
	Text   string
}

// Say makes a Sentence from a key and pairs of name and value.
func Say(key string, pairs ...string) Sentence {
	s := Sentence{Key: key}
	if len(pairs) > 0 {
		s.Values = make(map[string]string, len(pairs)/2)
		for i := 0; i+1 < len(pairs); i += 2 {
			s.Values[pairs[i]] = pairs[i+1]
		}
	}
	return s
}

type sentenceJSON struct {
	Key    string            `json:"key"`
	Values map[string]string `json:"values,omitempty"`
}

// MarshalJSON writes the rendered text, or key and values.
func (s Sentence) MarshalJSON() ([]byte, error) {
	if s.Text != "" {
		return json.Marshal(s.Text)
	}
	return json.Marshal(sentenceJSON{s.Key, s.Values})
}

// UnmarshalJSON reads either form.
func (s *Sentence) UnmarshalJSON(b []byte) error {
	*s = Sentence{}
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &s.Text)
	}
	var j sentenceJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	s.Key, s.Values = j.Key, j.Values
	return nil
}
