package parsers

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// Unmarshal is json.Unmarshal for what exporters write: where a field has a
// value of another type than usual ("7" for 7, an object for a text), the
// value is turned into that type, or that one field stays empty. A message is
// not lost for one field. Values that are no object at all stay an error.
func Unmarshal(raw []byte, v any) error {
	err := json.Unmarshal(raw, v)
	if mistyped(err) {
		return unmarshalFit(raw, v, err)
	}
	return err
}

// mistyped reports an error about a value in sound JSON.
func mistyped(err error) bool {
	var syntax *json.SyntaxError
	return err != nil && !errors.As(err, &syntax)
}

// unmarshalFit reads raw again after err, with its values fitted to the type
// of v.
func unmarshalFit(raw []byte, v any, err error) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var value any
	if d.Decode(&value) != nil {
		return err
	}
	target := reflect.ValueOf(v).Elem()
	if target.Kind() != reflect.Struct {
		return err
	}
	fitted := fit(value, target.Type())
	if fitted == nil {
		return err
	}
	b, merr := json.Marshal(fitted)
	if merr != nil {
		return err
	}
	target.SetZero()
	return json.Unmarshal(b, v)
}

// fit makes of a value one that encoding/json reads into a t; nil if there is
// none.
func fit(value any, t reflect.Type) any {
	if reflect.PointerTo(t).Implements(unmarshaler) || t.Kind() == reflect.Interface {
		return value
	}
	switch t.Kind() {
	case reflect.Pointer:
		return fit(value, t.Elem())
	case reflect.String:
		if t == reflect.TypeFor[json.Number]() {
			return fitNumber(value, false)
		}
		return fitText(value)
	case reflect.Bool:
		if n := fitNumber(value, true); n != nil {
			return n != json.Number("0")
		}
		return nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return fitNumber(value, true)
	case reflect.Float32, reflect.Float64:
		return fitNumber(value, false)
	case reflect.Slice, reflect.Array:
		list, ok := value.([]any)
		if !ok {
			return nil
		}
		for i := range list {
			list[i] = fit(list[i], t.Elem())
		}
		return list
	case reflect.Map:
		object, ok := value.(map[string]any)
		if !ok {
			return nil
		}
		for k := range object {
			object[k] = fit(object[k], t.Elem())
		}
		return object
	case reflect.Struct:
		object, ok := value.(map[string]any)
		if !ok {
			return nil
		}
		for k := range object {
			if f, ok := fieldOf(t, k); ok {
				object[k] = fit(object[k], f)
			}
		}
		return object
	}
	return nil
}

// fieldOf is the type of the field that encoding/json would read key into.
func fieldOf(t reflect.Type, key string) (reflect.Type, bool) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" {
			name = f.Name
		}
		if strings.EqualFold(name, key) {
			return f.Type, true
		}
	}
	return nil, false
}

func fitText(value any) any {
	switch v := value.(type) {
	case nil, string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if enc.Encode(value) != nil {
		return nil
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// fitNumber reads numbers in quotes and true as 1; whole drops what stands
// behind the decimal point.
func fitNumber(value any, whole bool) any {
	var s string
	switch v := value.(type) {
	case json.Number:
		s = v.String()
	case string:
		s = strings.TrimSpace(v)
	case bool:
		s = "0"
		if v {
			s = "1"
		}
	default:
		return nil
	}
	if _, err := strconv.ParseInt(s, 10, 64); err == nil {
		return json.Number(s)
	}
	switch strings.ToLower(s) {
	case "true", "yes":
		return json.Number("1")
	case "false", "no":
		return json.Number("0")
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f != f || f > 1<<62 || f < -1<<62 {
		return nil
	}
	if whole {
		return json.Number(strconv.FormatInt(int64(f), 10))
	}
	return json.Number(fmt.Sprint(f))
}
