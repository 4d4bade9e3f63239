package parsers

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/duizheng/duizheng/timeline/original"
)

// fileOf makes a File of content, its encoding found as in Read.
func fileOf(t testing.TB, content []byte) *File {
	t.Helper()
	dir, err := os.MkdirTemp("", "parsers-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return fileIn(t, dir, content)
}

func fileIn(t interface{ Fatal(...any) }, dir string, content []byte) *File {
	path := filepath.Join(dir, "x.txt")
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	files, _, err := original.Walk(context.Background(), path, original.DefaultLimits)
	if err != nil || len(files) != 1 {
		t.Fatal("walk:", err, len(files))
	}
	f := &File{File: files[0]}
	if _, err := f.head(nil, ""); err != nil {
		t.Fatal(err)
	}
	return f
}

func TestDetectEncoding(t *testing.T) {
	gb := func(e Encoding, s string) []byte {
		b, err := e.Encode(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for _, tt := range []struct {
		name  string
		bytes []byte
		want  Encoding
	}{
		{"ascii", []byte("SF1390000000017 delivered"), UTF8},
		{"utf-8", []byte("明天下午3点前送到"), UTF8},
		{"utf-8 cut off", []byte("明天下午3点前送到")[:20], UTF8},
		{"bom", []byte("\ufeff明天"), UTF8},
		{"utf-16", append([]byte{0xff, 0xfe}, gb(UTF16LE, "明天下午")...), UTF16LE},
		{"utf-16 without a mark", gb(UTF16LE, "2026-03-02 09:14 hello world, 明天"), UTF16LE},
		{"gb18030", gb(GB18030, "李女士 2026-03-02 09:14\n明天下午三点前给您送到，请您注意查收"), GB18030},
		{"gb18030, two characters", gb(GB18030, "张三"), GB18030},
		{"gb18030 in latin", gb(GB18030, "SF123 delivered 好"), GB18030},
		{"big5", gb(Big5, "李司機 下午3:05\n明天下午三點前送到，請您在家等候，謝謝您的配合"), Big5},
		{"utf-8 with a bad byte", []byte(strings.Repeat("明天下午三点前送到。", 40) + "\xff" + strings.Repeat("谢谢", 20)), UTF8},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, why := DetectEncoding(tt.bytes); got != tt.want {
				t.Errorf("got %s (%s), want %s", got, why, tt.want)
			}
		})
	}
}

// TestLines_cover checks that the lines of any file lie one behind the other
// and are the whole file.
func TestLines_cover(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOf(rapid.SampledFrom([]string{"明天", "a", "\n", "\r\n", "\r", "", " ", "\ufeff", "\xff"})).Draw(t, "parts")
		content := []byte(strings.Join(parts, ""))
		f := fileIn(t, dir, content)
		end := int64(0)
		number := 0
		for l, err := range f.Lines(context.Background()) {
			if err != nil {
				t.Fatal(err)
			}
			if l.Offset != end {
				t.Fatalf("line %d begins at %d, want %d", l.Number, l.Offset, end)
			}
			if l.Number <= number && !l.Part {
				t.Fatalf("line number %d after %d", l.Number, number)
			}
			if bytes.ContainsAny(l.Text, "\n") {
				t.Fatalf("line %d holds a line feed", l.Number)
			}
			number, end = l.Number, l.Offset+l.Length
		}
		if end != int64(len(content)) {
			t.Fatalf("lines end at %d of %d bytes", end, len(content))
		}
	})
}

// TestLines_blocks checks that the lines are the same wherever a block of the
// file ends.
func TestLines_blocks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		enc := rapid.SampledFrom([]Encoding{UTF8, UTF16LE, UTF16BE}).Draw(t, "encoding")
		parts := rapid.SliceOf(rapid.SampledFrom([]string{"明天", "a", "\n", "\n", "\r\n", "\xff", "\u0a0a", "\u000a\u0100"})).Draw(t, "parts")
		content := []byte(strings.Join(parts, ""))
		unit := []byte("\n")
		if enc != UTF8 {
			var err error
			if content, err = enc.Encode(strings.ToValidUTF8(string(content), "")); err != nil {
				t.Fatal(err)
			}
			unit, _ = enc.Encode("\n")
		}
		size := rapid.IntRange(1, 40).Draw(t, "block")
		s := lineSplitter{r: iotest.OneByteReader(bytes.NewReader(content)), enc: enc, unit: unit, block: make([]byte, size)}
		var got []string
		for {
			var l Line
			err := s.next(&l)
			if l.Length > 0 {
				got = append(got, string(l.Text))
			}
			if err != nil {
				break
			}
		}
		text := enc.Decode(content)
		if enc == UTF8 {
			text = string(content)
		}
		var want []string
		for line := range strings.Lines(text) {
			want = append(want, strings.ToValidUTF8(strings.TrimRight(line, "\r\n"), "\ufffd"))
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatal(d)
		}
	})
}

// TestLines_long checks that an over-long line comes in pieces that end between
// characters.
func TestLines_long(t *testing.T) {
	content := "x" + strings.Repeat("明", MaxLine) + "\nend\n"
	f := fileOf(t, []byte(content))
	var text strings.Builder
	pieces := 0
	for l, err := range f.Lines(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if len(l.Text) > MaxLine || l.Part != (pieces > 0 && l.Number == 1) {
			t.Fatalf("a piece of %d bytes, line %d, part %v", len(l.Text), l.Number, l.Part)
		}
		text.Write(l.Text)
		text.WriteString("\n"[:min(1, l.Ending)])
		pieces++
	}
	if text.String() != content || pieces != 5 {
		t.Errorf("%d pieces of %d bytes, want 5 of %d", pieces, text.Len(), len(content))
	}
}

// TestJSON_sameAsWhole cuts elements out of random documents and compares them
// with what a whole decoding gives.
func TestJSON_sameAsWhole(t *testing.T) {
	dir := t.TempDir()
	value := rapid.OneOf(
		rapid.Custom(func(t *rapid.T) any { return rapid.String().Draw(t, "s") }),
		rapid.Custom(func(t *rapid.T) any { return float64(rapid.IntRange(-9, 9).Draw(t, "n")) }),
		rapid.Custom(func(t *rapid.T) any { return map[string]any{"a]}": rapid.String().Draw(t, "v"), "b": []any{nil, true}} }),
	)
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(value, 0, 8).Draw(t, "list")
		doc := map[string]any{"skip": map[string]any{"messages": []any{1.0}}, "messages": list, "z": rapid.String().Draw(t, "z")}
		var content []byte
		var err error
		if rapid.Bool().Draw(t, "indent") {
			content, err = json.MarshalIndent(doc, "", "  ")
		} else {
			content, err = json.Marshal(doc)
		}
		if err != nil {
			t.Fatal(err)
		}
		f := fileIn(t, dir, content)
		var got []any
		for el, err := range f.JSON(context.Background(), "/messages/*") {
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(content[el.Offset:el.Offset+el.Length], el.Raw) {
				t.Fatalf("%s: the located bytes are %q, the element is %q", el.Pointer, content[el.Offset:el.Offset+el.Length], el.Raw)
			}
			if want := fmt.Sprintf("/messages/%d", len(got)); el.Pointer != want {
				t.Fatalf("pointer %s, want %s", el.Pointer, want)
			}
			var v any
			if err := el.Decode(&v); err != nil {
				t.Fatal(err)
			}
			got = append(got, v)
		}
		if d := cmp.Diff(list, got); d != "" && len(list) > 0 {
			t.Fatal(d)
		}
	})
}

func TestJSON_broken(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string // raw of each element, broken ones with a !
		err        bool
	}{
		{"a flipped quote costs one element", `{"m":[{"t":"a"},{"t":"b},{"t":"c"},{"t":"d"}]}`, []string{`{"t":"a"}`, `!{"t":"b},{"t":"c"}`, `{"t":"d"}`}, false},
		{"cut off", `{"m":[{"t":"a"},{"t":"b`, []string{`{"t":"a"}`, `!{"t":"b`}, true},
		{"garbage between", `{"m":[{"t":"a"}, :}, {"t":"b"}]}`, []string{`{"t":"a"}`, `!:}, `, `{"t":"b"}`}, false},
		{"two documents", `{"m":[1]}{"m":[2]}`, []string{"1", "2"}, false},
		{"cut off behind a key", `{"m":[1],"n"`, []string{"1"}, true},
		{"no such key", `{"x":[1]}`, nil, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			var failed error
			for el, err := range fileOf(t, []byte(tt.text)).JSON(t.Context(), "/m/*") {
				if err != nil {
					failed = err
					break
				}
				var v any
				mark := ""
				if el.Decode(&v) != nil {
					mark = "!"
				}
				got = append(got, mark+string(el.Raw))
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Error(d)
			}
			if (failed != nil) != tt.err {
				t.Errorf("error %v, want one: %v", failed, tt.err)
			}
		})
	}
}

func TestJSON_depth(t *testing.T) {
	f := fileOf(t, []byte(`{"m":`+strings.Repeat("[", 1<<20)))
	for _, err := range f.JSON(t.Context(), "/m/*") {
		if err != nil {
			return
		}
	}
	t.Error("a million open brackets are no error")
}

func TestJSONAfter(t *testing.T) {
	page := `<script>x = [1]; var list = [{"t":"a ]; b"},{"t":"</script>"}];</script><script>var list = [{"t":"c"}]</script>`
	var got []string
	for el, err := range fileOf(t, []byte(page)).JSONAfter(t.Context(), "var list =", false, "/*") {
		if err != nil {
			t.Fatal(err)
		}
		if page[el.Offset:el.Offset+el.Length] != string(el.Raw) {
			t.Errorf("located bytes %q", page[el.Offset:el.Offset+el.Length])
		}
		got = append(got, string(el.Raw))
	}
	if d := cmp.Diff([]string{`{"t":"a ]; b"}`, `{"t":"</script>"}`, `{"t":"c"}`}, got); d != "" {
		t.Error(d)
	}
}

// TestDecodedOffsets maps offsets of decoded text back to a file in GB18030.
func TestDecodedOffsets(t *testing.T) {
	doc := `{"messages":[` + strings.Repeat(`{"t":"明天下午三点前送到𠮷"},`, 3000) + `{"t":"末尾"}]}`
	for _, enc := range []Encoding{GB18030, UTF16LE} {
		t.Run(string(enc), func(t *testing.T) {
			b, err := enc.Encode(doc)
			if err != nil {
				t.Fatal(err)
			}
			f := fileOf(t, b)
			f.Encoding = enc
			n := 0
			for el, err := range f.JSON(t.Context(), "/messages/*") {
				if err != nil {
					t.Fatal(err)
				}
				if n%500 == 0 || n == 3000 {
					if got := enc.Decode(b[el.Offset : el.Offset+el.Length]); got != string(el.Raw) {
						t.Fatalf("element %d: the bytes decode to %q, the element is %q", n, got, el.Raw)
					}
				}
				n++
			}
			if n != 3001 {
				t.Errorf("%d elements", n)
			}
		})
	}
}

func TestPieces(t *testing.T) {
	page := `<html><body><div class="m a" id="1"><div>x</div><br></div><p>y</p><div class="m"/>z</div><div class="m" id="3">cut`
	var got []string
	for p, err := range fileOf(t, []byte(page)).Pieces(t.Context(), func(t Tag) bool { return t.HasClass("m") }) {
		if err != nil {
			t.Fatal(err)
		}
		if page[p.Offset:p.Offset+p.Length] != string(p.HTML) {
			t.Errorf("located bytes %q, piece %q", page[p.Offset:p.Offset+p.Length], p.HTML)
		}
		mark := ""
		if p.Broken != nil {
			mark = "!"
		}
		got = append(got, mark+p.Tag.Attr("id")+":"+string(p.HTML))
	}
	want := []string{`1:<div class="m a" id="1"><div>x</div><br></div>`, `:<div class="m"/>z</div>`, `!3:<div class="m" id="3">cut`}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestNatural(t *testing.T) {
	for _, pair := range [][2]string{{"messages.html", "messages2.html"}, {"messages2.html", "messages10.html"}, {"a", "b"}, {"c001", "c2"}} {
		if !natural(pair[0], pair[1]) || natural(pair[1], pair[0]) {
			t.Errorf("%s does not come before %s", pair[0], pair[1])
		}
	}
}

// FuzzJSON holds the scanner to any bytes: no panic, located bytes inside the
// file, elements in order.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{`{"m":[{"t":"a"},{"t":"b`, `[1,2]`, `{"m":{"x":[[[]]]}}`, "\ufeff{\"m\":[]}", `{"m":[}]`, `var x = [{a:'b'}]`} {
		f.Add([]byte(s), true)
	}
	f.Fuzz(func(t *testing.T, b []byte, js bool) {
		file := fileOf(t, b)
		end := int64(0)
		read := file.JSON(t.Context(), "/m/*", "/*")
		if js {
			read = file.JSONAfter(t.Context(), "=", true, "/*")
		}
		for el, err := range read {
			if err != nil {
				return
			}
			var v any
			_ = el.Decode(&v)
			if el.Offset < end || el.Length < 0 || el.Offset+el.Length > int64(len(b)) {
				t.Fatalf("element at %d+%d, the one before ended at %d, the file at %d", el.Offset, el.Length, end, len(b))
			}
			end = el.Offset + el.Length
		}
	})
}

// FuzzPieces holds the HTML cutter to any bytes.
func FuzzPieces(f *testing.F) {
	for _, s := range []string{`<div class="m">a</div>`, `<div><div class=m>`, `<m/>`, strings.Repeat("<div>", 600)} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		file := fileOf(t, b)
		end := int64(0)
		for p, err := range file.Pieces(t.Context(), func(t Tag) bool { return t.Name == "div" || t.HasClass("m") }) {
			if err != nil {
				return
			}
			if p.Offset < end || p.Offset+p.Length > int64(len(b)) {
				t.Fatalf("piece at %d+%d, the one before ended at %d, the file at %d", p.Offset, p.Length, end, len(b))
			}
			end = p.Offset + p.Length
		}
	})
}
