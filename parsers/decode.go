package parsers

import (
	"bytes"
	"encoding"
	"encoding/binary"
	"encoding/json"
	"errors"
	"math"
	"math/bits"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"
	"unicode/utf8"
)

// Unmarshal is json.Unmarshal for what exporters write, several times as fast:
// it walks the text once and sets the fields of v as it meets them. Elements of
// real exports are mostly values that nobody reads (addresses of pictures,
// colours, the text a second time); these are checked and stepped over.
//
// Within v, a value of another type than expected is turned into that type ("7"
// for 7, 7 for "7", the JSON of an object for a text) or, where that cannot be,
// stays out: no message is lost for one field.
func Unmarshal(raw []byte, v any) error {
	to := reflect.ValueOf(v)
	if to.Kind() != reflect.Pointer || to.IsNil() {
		return &json.InvalidUnmarshalError{Type: reflect.TypeOf(v)}
	}
	d := decoders.Get().(*decoder)
	*d = decoder{b: raw}
	ok := d.expects(to.Elem()) && d.whole(to.Elem())
	d.b = nil // the pool keeps no text
	decoders.Put(d)
	if ok {
		return nil
	}
	to.Elem().SetZero()
	return json.Unmarshal(raw, v) // it finds words for what is wrong
}

// expects reports whether the text begins as a value for v does.
func (d *decoder) expects(v reflect.Value) bool {
	if _, other := v.Addr().Interface().(json.Unmarshaler); other {
		return true
	}
	begin := d.next()
	switch v.Kind() {
	case reflect.String:
		return begin == '"' || begin == 'n'
	case reflect.Struct, reflect.Map:
		return begin == '{' || begin == 'n'
	case reflect.Slice:
		return begin == '[' || begin == 'n'
	case reflect.Bool, reflect.Int, reflect.Int64, reflect.Float64:
		return begin != '{' && begin != '['
	}
	return true
}

// Unquote is what a JSON string says: invalid UTF-8 and halves of surrogate
// pairs become U+FFFD. ok is false for anything that is no string.
func Unquote(raw []byte) (s string, ok bool) {
	d := decoder{b: raw}
	s = d.text()
	return s, !d.bad && d.next() == 0 && d.i == len(raw)
}

// A decoder walks JSON text. What it does not understand ends the walk: bad is
// set, and nothing is left to read.
type decoder struct {
	b     []byte
	i     int
	depth int
	bad   bool
}

var decoders = sync.Pool{New: func() any { return &decoder{} }}

// A setter reads the value that comes next into v.
type setter func(d *decoder, v reflect.Value)

// whole reads the text as one value into v; false where it is not understood.
func (d *decoder) whole(v reflect.Value) bool {
	setterOf(v.Type())(d, v)
	return !d.bad && d.next() == 0 && d.i == len(d.b)
}

func (d *decoder) fail() { d.bad, d.i = true, len(d.b) }

// next steps over blanks and returns the next byte, 0 at the end.
func (d *decoder) next() byte {
	for d.i < len(d.b) {
		if c := d.b[d.i]; !isSpace(c) {
			return c
		}
		d.i++
	}
	return 0
}

// item steps to member n of an object or array that end closes; false behind
// the last one.
func (d *decoder) item(n int, end byte) bool {
	switch c := d.next(); {
	case c == end:
		d.i++
		d.depth--
		return false
	case c == 0:
		d.fail()
		return false
	case n == 0:
		return true
	case c == ',':
		d.i++
		return true
	}
	d.fail()
	return false
}

// open steps into an object or array.
func (d *decoder) open() {
	d.i++
	if d.depth++; d.depth > MaxDepth {
		d.fail()
	}
}

// skip steps over a value.
func (d *decoder) skip() {
	switch c := d.next(); c {
	case '{':
		d.open()
		for n := 0; d.item(n, '}'); n++ {
			d.key()
			d.skip()
		}
	case '[':
		d.open()
		for n := 0; d.item(n, ']'); n++ {
			d.skip()
		}
	case '"':
		d.str()
	case 't':
		d.word("true")
	case 'f':
		d.word("false")
	case 'n':
		d.word("null")
	default:
		d.number()
	}
}

// value is the text of the value that comes next.
func (d *decoder) value() []byte {
	d.next()
	from := d.i
	d.skip()
	return d.b[min(from, d.i):d.i]
}

// null steps over a null; false where there is none.
func (d *decoder) null() bool {
	if d.next() != 'n' {
		return false
	}
	d.word("null")
	return true
}

func (d *decoder) word(w string) {
	if !bytes.HasPrefix(d.b[d.i:], []byte(w)) {
		d.fail()
		return
	}
	d.i += len(w)
}

// number steps over a number and returns its text.
func (d *decoder) number() []byte {
	d.next()
	from := d.i
	d.sign("-")
	if d.i < len(d.b) && d.b[d.i] == '0' {
		d.i++
	} else {
		d.digits()
	}
	if d.i < len(d.b) && d.b[d.i] == '.' {
		d.i++
		d.digits()
	}
	if d.i < len(d.b) && d.b[d.i]|0x20 == 'e' {
		d.i++
		d.sign("+-")
		d.digits()
	}
	return d.b[min(from, d.i):d.i]
}

func (d *decoder) sign(signs string) {
	if d.i < len(d.b) && strings.IndexByte(signs, d.b[d.i]) >= 0 {
		d.i++
	}
}

func (d *decoder) digits() {
	from := d.i
	for d.i < len(d.b) && d.b[d.i] >= '0' && d.b[d.i] <= '9' {
		d.i++
	}
	if d.i == from {
		d.fail()
	}
}

// key steps over a key and its colon and returns what stands between the
// quotes.
func (d *decoder) key() []byte {
	k, _ := d.str()
	if d.next() != ':' {
		d.fail()
		return nil
	}
	d.i++
	return k
}

// str steps over a string and returns what stands between the quotes; plain
// is false where it has escapes.
func (d *decoder) str() (s []byte, plain bool) {
	plain = true
	if d.next() != '"' {
		d.fail()
		return nil, true
	}
	d.i++
	from := d.i
	for {
		d.i += run(d.b[d.i:])
		switch {
		case d.i == len(d.b) || d.b[d.i] < ' ':
			d.fail()
			return nil, true
		case d.b[d.i] == '"':
			d.i++
			return d.b[from : d.i-1], plain
		}
		plain = false
		d.escape()
	}
}

// run is how many bytes of a string come before a quote, a backslash or a
// control character; it looks at eight at a time.
func run(b []byte) int {
	const each, high = 0x0101010101010101, 0x8080808080808080
	i := 0
	for ; i+8 <= len(b); i += 8 {
		w := binary.LittleEndian.Uint64(b[i:])
		quote, slash := w^each*'"', w^each*'\\'
		if hit := ((quote-each)&^quote | (slash-each)&^slash | (w-each*' ')&^w) & high; hit != 0 {
			return i + bits.TrailingZeros64(hit)/8
		}
	}
	for i < len(b) && b[i] != '"' && b[i] != '\\' && b[i] >= ' ' {
		i++
	}
	return i
}

func (d *decoder) escape() {
	d.i++
	switch {
	case d.i == len(d.b):
		d.fail()
	case d.b[d.i] == 'u' && hex4(d.b[d.i+1:]) >= 0:
		d.i += 5
	case unescaped[d.b[d.i]] != 0:
		d.i++
	default:
		d.fail()
	}
}

var unescaped = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// hex4 is the number that the first four digits write, -1 if they are none.
func hex4(b []byte) rune {
	if len(b) < 4 {
		return -1
	}
	var r rune
	for _, c := range b[:4] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return -1
		}
		r = r<<4 | rune(c)
	}
	return r
}

// text reads a string.
func (d *decoder) text() string {
	s, plain := d.str()
	if plain && utf8.Valid(s) {
		return string(s)
	}
	return unquoted(s)
}

// unquoted resolves the escapes of a string, which were found in order.
func unquoted(s []byte) string {
	var short [256]byte
	out := short[:0]
	for len(s) > 0 {
		if s[0] == '\\' && s[1] == 'u' {
			r := hex4(s[2:])
			s = s[6:]
			if utf16.IsSurrogate(r) {
				pair := rune(-1)
				if len(s) > 1 && s[0] == '\\' && s[1] == 'u' {
					pair = hex4(s[2:])
				}
				if r = utf16.DecodeRune(r, pair); r != utf8.RuneError {
					s = s[6:]
				}
			}
			out = utf8.AppendRune(out, r)
			continue
		}
		if s[0] == '\\' {
			out = append(out, unescaped[s[1]])
			s = s[2:]
			continue
		}
		n := bytes.IndexByte(s, '\\')
		if n < 0 {
			n = len(s)
		}
		if part := s[:n]; utf8.Valid(part) {
			out = append(out, part...)
		} else {
			for _, r := range string(part) {
				out = utf8.AppendRune(out, r)
			}
		}
		s = s[n:]
	}
	return string(out)
}

var (
	setters         sync.Map // reflect.Type → setter
	unmarshaler     = reflect.TypeFor[json.Unmarshaler]()
	textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()
)

// setterOf says how values of type t are read.
func setterOf(t reflect.Type) setter {
	if s, ok := setters.Load(t); ok {
		return s.(setter)
	}
	s := newSetter(t)
	setters.Store(t, s)
	return s
}

func newSetter(t reflect.Type) setter {
	switch p := reflect.PointerTo(t); {
	case p.Implements(unmarshaler):
		return setSelf
	case p.Implements(textUnmarshaler):
		return setOther
	}
	switch t.Kind() {
	case reflect.String:
		return setString
	case reflect.Bool:
		return setBool
	case reflect.Int, reflect.Int64:
		return setInt
	case reflect.Float64:
		return setFloat
	case reflect.Pointer:
		return setPointer(t)
	case reflect.Slice:
		if t.Elem().Kind() != reflect.Uint8 {
			return setSlice(t)
		}
	case reflect.Map:
		if t.Key().Kind() == reflect.String && !t.Key().Implements(textUnmarshaler) {
			return setMap(t)
		}
	case reflect.Struct:
		if f := fieldsOf(t); f != nil {
			return f.set
		}
	}
	return setOther
}

// setOther leaves the value to encoding/json.
func setOther(d *decoder, v reflect.Value) {
	raw := d.value()
	if d.bad {
		return
	}
	var mistyped *json.UnmarshalTypeError
	if err := json.Unmarshal(raw, v.Addr().Interface()); err != nil && !errors.As(err, &mistyped) {
		d.fail()
	}
}

// setSelf lets the value read itself.
func setSelf(d *decoder, v reflect.Value) {
	if raw := d.value(); !d.bad && v.Addr().Interface().(json.Unmarshaler).UnmarshalJSON(raw) != nil {
		d.fail()
	}
}

func setString(d *decoder, v reflect.Value) {
	switch d.next() {
	case '"':
		v.SetString(d.text())
	case 'n':
		d.word("null")
	default:
		v.SetString(string(d.value()))
	}
}

func setBool(d *decoder, v reflect.Value) {
	if x, ok := amount(d.scalar()); ok {
		v.SetBool(x != 0)
	}
}

func setInt(d *decoder, v reflect.Value) {
	s := d.scalar()
	if n, err := strconv.ParseInt(string(s), 10, 64); err == nil {
		v.SetInt(n)
	} else if x, ok := amount(s); ok && math.Abs(x) < 1<<62 {
		v.SetInt(int64(x))
	}
}

func setFloat(d *decoder, v reflect.Value) {
	if x, ok := amount(d.scalar()); ok {
		v.SetFloat(x)
	}
}

// scalar is the text of a number, a truth value, or what a string says; nil for
// anything else.
func (d *decoder) scalar() []byte {
	switch d.next() {
	case '"':
		s, plain := d.str()
		if !plain {
			s = []byte(unquoted(s))
		}
		return bytes.TrimSpace(s)
	case 'n', '{', '[':
		d.skip()
		return nil
	}
	return d.value()
}

// amount is what a number says; a truth value is 1 or 0.
func amount(s []byte) (x float64, ok bool) {
	switch string(s) {
	case "true", "True", "yes":
		return 1, true
	case "false", "False", "no":
		return 0, true
	}
	x, err := strconv.ParseFloat(string(s), 64)
	return x, err == nil && !math.IsNaN(x) && !math.IsInf(x, 0)
}

func setPointer(t reflect.Type) setter {
	set := sync.OnceValue(func() setter { return setterOf(t.Elem()) }) // a type may hold itself
	object := t.Elem().Kind() == reflect.Struct && !t.Implements(unmarshaler)
	return func(d *decoder, v reflect.Value) {
		switch {
		case d.null():
			v.SetZero()
			return
		case object && d.next() != '{': // false, "", []: there is none
			d.skip()
			return
		case v.IsNil():
			v.Set(reflect.New(t.Elem()))
		}
		set()(d, v.Elem())
	}
}

func setSlice(t reflect.Type) setter {
	set := sync.OnceValue(func() setter { return setterOf(t.Elem()) })
	empty := reflect.MakeSlice(t, 0, 0)
	return func(d *decoder, v reflect.Value) {
		if d.null() {
			v.SetZero()
			return
		}
		if d.next() != '[' {
			d.skip()
			return
		}
		d.open()
		n := 0
		for ; d.item(n, ']'); n++ {
			v.SetLen(n)
			v.Grow(1)
			v.SetLen(n + 1)
			set()(d, v.Index(n))
		}
		if n == 0 {
			v.Set(empty)
		}
	}
}

func setMap(t reflect.Type) setter {
	set := sync.OnceValue(func() setter { return setterOf(t.Elem()) })
	return func(d *decoder, v reflect.Value) {
		if d.next() != '{' {
			if d.next() == 'n' {
				v.SetZero()
			}
			d.skip()
			return
		}
		d.open()
		if v.IsNil() {
			v.Set(reflect.MakeMap(t))
		}
		for n := 0; d.item(n, '}'); n++ {
			key, value := reflect.New(t.Key()).Elem(), reflect.New(t.Elem()).Elem()
			key.SetString(unquoted(d.key()))
			if set()(d, value); !d.bad {
				v.SetMapIndex(key, value)
			}
		}
	}
}

// fields are those of a struct that JSON can set.
type fields struct {
	list  []field
	byKey [64][]int // hash of a name → its places in list
}

type field struct {
	name  string // lower case: encoding/json does not regard case either
	index int
	set   setter
}

// fieldsOf is nil for structs of another make than wire formats need: embedded
// ones, options, names that differ in case only.
func fieldsOf(t reflect.Type) *fields {
	f := &fields{}
	for i := range t.NumField() {
		sf := t.Field(i)
		name, option, _ := strings.Cut(sf.Tag.Get("json"), ",")
		if !sf.Anonymous && !sf.IsExported() || name == "-" && option == "" {
			continue
		}
		if name == "" {
			name = sf.Name
		}
		key := []byte(name)
		if sf.Anonymous || option != "" && option != "omitempty" || !isASCII(key) || f.find(key) >= 0 {
			return nil
		}
		f.byKey[hash(key)] = append(f.byKey[hash(key)], len(f.list))
		f.list = append(f.list, field{strings.ToLower(name), i, setterOf(sf.Type)})
	}
	return f
}

// set reads an object into a struct.
func (f *fields) set(d *decoder, v reflect.Value) {
	if d.null() {
		return
	}
	if d.next() != '{' {
		d.skip()
		return
	}
	d.open()
	for n := 0; d.item(n, '}'); n++ {
		i := f.find(d.key())
		if i < 0 {
			d.skip()
			continue
		}
		f.list[i].set(d, v.Field(f.list[i].index))
	}
}

// find is the place of the field that key means, -1 if there is none.
func (f *fields) find(key []byte) int {
	if len(key) == 0 {
		return -1
	}
	for _, i := range f.byKey[hash(key)] {
		if same(f.list[i].name, key) {
			return i
		}
	}
	for _, c := range key {
		if c == '\\' || c >= utf8.RuneSelf {
			return f.findFolded(unquoted(key))
		}
	}
	return -1
}

// oddLetters are those beyond ASCII that case folding makes ASCII.
var oddLetters = strings.NewReplacer("\u017f", "s", "\u212a", "k")

func (f *fields) findFolded(key string) int {
	for i, x := range f.list {
		if same(x.name, []byte(oddLetters.Replace(key))) {
			return i
		}
	}
	return -1
}

// hash is alike for names that differ in case.
func hash(key []byte) int {
	return (len(key) + 7*int(key[0]|0x20) + int(key[len(key)-1]|0x20)) % 64
}

// same reports whether key is name, which is in lower case.
func same(name string, key []byte) bool {
	if len(name) != len(key) {
		return false
	}
	for i, c := range key {
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		if name[i] != c {
			return false
		}
	}
	return true
}
