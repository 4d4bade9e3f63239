package generic

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"iter"
	"strconv"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
)

var errNothing = errors.New("no time and no text where the profile has them")

// elements reads JSON.
func (r *reader) elements(ctx context.Context) iter.Seq2[timeline.Record, error] {
	return r.e.Elements(ctx, r.e.Main, func(el *parsers.Element, rec *timeline.Record) error {
		var raw json.RawMessage
		if err := el.Decode(&raw); err != nil {
			return err
		}
		d := json.NewDecoder(bytes.NewReader(raw))
		d.UseNumber() // ids and times have more digits than a float
		var message any
		if err := d.Decode(&message); err != nil {
			return err
		}
		var v values
		for _, k := range r.places {
			v.set(k.name, point(message, *k.value))
		}
		if v.time == "" && v.text == "" {
			return errNothing
		}
		r.fill(v, rec)
		return nil
	}, r.Messages)
}

// point is the value at a JSON Pointer as text; what is no text, number or
// truth value stays JSON, and what is not there is "".
func point(v any, pointer string) string {
	for part := range strings.SplitSeq(pointer[1:], "/") {
		part = strings.ReplaceAll(strings.ReplaceAll(part, "~1", "/"), "~0", "~")
		switch in := v.(type) {
		case map[string]any:
			v = in[part]
		case []any:
			i, err := strconv.Atoi(part)
			if err != nil || i < 0 || i >= len(in) {
				return ""
			}
			v = in[i]
		default:
			return ""
		}
	}
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case json.Number:
		return v.String()
	}
	b, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(b)
}
