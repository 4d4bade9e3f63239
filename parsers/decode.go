package parsers

import (
	"encoding/json"
	"reflect"
	"strings"
	"sync"
)

// Elements of real exports are mostly values that nobody reads (addresses of
// pictures, colours, the text a second time). unmarshal copies the fields that
// the target knows and gives only those to encoding/json, which reads every
// byte twice.

// unmarshal is json.Unmarshal. What it does not understand at once, faults
// included, is left to json.Unmarshal and so has its errors.
func unmarshal(raw []byte, v any, scratch *[]byte) error {
	known := keysOf(reflect.TypeOf(v))
	if known == nil {
		return json.Unmarshal(raw, v)
	}
	out, ok := prune((*scratch)[:0], raw, known)
	*scratch = out
	if !ok {
		return json.Unmarshal(raw, v)
	}
	if err := json.Unmarshal(out, v); err != nil {
		reflect.ValueOf(v).Elem().SetZero()
		return json.Unmarshal(raw, v) // for the offset of the error
	}
	return nil
}

var keyCache sync.Map // reflect.Type → keys

// keys are the lower-case names of the fields of a struct: encoding/json does
// not regard case either.
type keys map[string]bool

var unmarshaler = reflect.TypeFor[json.Unmarshaler]()

// keysOf is nil for targets that are no pointers to plain structs.
func keysOf(t reflect.Type) keys {
	if k, ok := keyCache.Load(t); ok {
		return k.(keys)
	}
	var k keys
	if t != nil && t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct && !t.Implements(unmarshaler) {
		k = keys{}
		for i := range t.Elem().NumField() {
			f := t.Elem().Field(i)
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if name == "" {
				name = f.Name
			}
			if f.Anonymous || !ascii(name) {
				k = nil
				break
			}
			k[strings.ToLower(name)] = true
		}
	}
	keyCache.Store(t, k)
	return k
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// prune copies the known fields of an object to out; false where the text is
// not as plain as it expects.
func prune(out, b []byte, known keys) ([]byte, bool) {
	i := blanks(b, 0)
	if i >= len(b) || b[i] != '{' {
		return out, false
	}
	out = append(out, '{')
	var low [64]byte
	for i = blanks(b, i+1); i < len(b) && b[i] != '}'; {
		start := i
		end := stringEnd(b, i)
		if end < 0 || end-start-2 > len(low) {
			return out, false
		}
		key := low[:0]
		for _, c := range b[start+1 : end-1] {
			if c == '\\' || c >= 0x80 {
				return out, false
			}
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			key = append(key, c)
		}
		if i = blanks(b, end); i >= len(b) || b[i] != ':' {
			return out, false
		}
		i = blanks(b, i+1)
		if end = valueEnd(b, i); end < 0 {
			return out, false
		}
		if known[string(key)] {
			if len(out) > 1 {
				out = append(out, ',')
			}
			out = append(out, b[start:end]...)
		}
		if i = blanks(b, end); i < len(b) && b[i] == ',' {
			if i = blanks(b, i+1); i < len(b) && b[i] == '}' {
				return out, false
			}
		} else if i >= len(b) || b[i] != '}' {
			return out, false
		}
	}
	if i >= len(b) || blanks(b, i+1) != len(b) {
		return out, false
	}
	return append(out, '}'), true
}

func blanks(b []byte, i int) int {
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	return i
}

// stringEnd is the offset behind the string at b[i]; -1 where there is none,
// or one with bytes that JSON forbids.
func stringEnd(b []byte, i int) int {
	if i >= len(b) || b[i] != '"' {
		return -1
	}
	for i++; i < len(b); i++ {
		switch c := b[i]; {
		case c == '"':
			return i + 1
		case c == '\\':
			if i++; i >= len(b) || !escapes[b[i]] {
				return -1
			}
		case c < 0x20:
			return -1
		}
	}
	return -1
}

var escapes = [256]bool{'"': true, '\\': true, '/': true, 'b': true, 'f': true, 'n': true, 'r': true, 't': true, 'u': true}

// valueEnd is the offset behind the value at b[i], -1 where it does not end.
func valueEnd(b []byte, i int) int {
	depth := 0
	for i < len(b) {
		switch b[i] {
		case '"':
			if i = stringEnd(b, i); i < 0 {
				return -1
			}
		case '{', '[':
			depth++
			i++
		case '}', ']':
			if depth--; depth < 0 {
				return -1
			}
			i++
		case ',', ':', ' ', '\n', '\r', '\t':
			if depth == 0 {
				return -1
			}
			i++
			continue
		default:
			start := i
			for i < len(b) && (b[i] >= '0' && b[i] <= '9' || b[i] >= 'a' && b[i] <= 'z' || b[i] == '-' || b[i] == '+' || b[i] == '.' || b[i] == 'E') {
				i++
			}
			if i == start {
				return -1
			}
		}
		if depth == 0 {
			return i
		}
	}
	return -1
}
