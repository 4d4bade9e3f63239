package tracking

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// A shape is where the rows and answers of a document stand, as JSON Pointers
// with "*" for an index. Tools put answers into envelopes of their own, so they
// are looked for by their keys at any depth.
type shape struct {
	rows, answers []string
}

// A walker reads JSON text loosely: what is cut off or broken ends the walk,
// what came before counts.
type walker struct {
	b     []byte
	i     int
	depth int
	row   []string // keys of a row; "a|b" is either
	own   []string // keys of an answer
	skip  []string // keys of rows that repeat another
	found shape
	hits  int // rows and answers so far
}

// node is an open object.
type node struct {
	pattern string
	keys    []string // of an object, lower case
}

// shapeOf adds what the document raw holds.
func (s *shape) shapeOf(raw []byte, j JSON) {
	w := &walker{b: raw, row: j.Rows, own: j.Answers, skip: j.Skip}
	w.value("")
	for _, p := range w.found.rows {
		s.rows = addedOnce(s.rows, p)
	}
	for _, p := range w.found.answers {
		s.answers = addedOnce(s.answers, p)
	}
}

// addedOnce adds p unless it, or its like in other letter case, is there: tools
// write a list a second time under "traces" beside "Traces".
func addedOnce(list []string, p string) []string {
	if slices.ContainsFunc(list, func(q string) bool { return strings.EqualFold(p, q) }) {
		return list
	}
	return append(list, p)
}

func added(list []string, p string) []string {
	if slices.Contains(list, p) {
		return list
	}
	return append(list, p)
}

const maxDepth = 200

func (w *walker) value(pattern string) bool {
	w.space()
	if w.i >= len(w.b) || w.depth > maxDepth {
		return false
	}
	w.depth++
	defer func() { w.depth-- }()
	switch w.b[w.i] {
	case '{':
		return w.object(pattern)
	case '[':
		return w.array(pattern)
	case '"':
		return w.str()
	}
	from := w.i
	for w.i < len(w.b) && !strings.ContainsRune(",]} \n\r\t", rune(w.b[w.i])) {
		w.i++
	}
	return w.i > from
}

func (w *walker) space() {
	for w.i < len(w.b) && (w.b[w.i] == ' ' || w.b[w.i] == '\n' || w.b[w.i] == '\r' || w.b[w.i] == '\t') {
		w.i++
	}
}

func (w *walker) str() bool {
	for w.i++; w.i < len(w.b); w.i++ {
		switch w.b[w.i] {
		case '\\':
			w.i++
		case '"':
			w.i++
			return true
		}
	}
	return false
}

func (w *walker) object(pattern string) bool {
	n, hits := &node{pattern: pattern}, w.hits
	w.i++
	whole := false
	for {
		w.space()
		if w.i >= len(w.b) {
			break
		}
		if w.b[w.i] == '}' {
			w.i++
			whole = true
			break
		}
		if w.b[w.i] == ',' {
			w.i++
			continue
		}
		from := w.i
		if w.b[w.i] != '"' || !w.str() {
			break
		}
		var key string
		if json.Unmarshal(w.b[from:w.i], &key) != nil {
			break
		}
		w.space()
		if w.i >= len(w.b) || w.b[w.i] != ':' {
			break
		}
		w.i++
		n.keys = append(n.keys, strings.ToLower(key))
		part := strings.ReplaceAll(strings.ReplaceAll(key, "~", "~0"), "/", "~1")
		if _, err := strconv.Atoi(key); err == nil {
			part = "*" // an array written as an object
		}
		if !w.value(pattern + "/" + part) {
			break
		}
	}
	w.close(n, w.hits == hits)
	return whole
}

func (w *walker) array(pattern string) bool {
	w.i++
	for {
		w.space()
		if w.i >= len(w.b) {
			return false
		}
		switch w.b[w.i] {
		case ']':
			w.i++
			return true
		case ',', '}', ':': // a stray one: what follows still counts
			w.i++
			continue
		}
		if !w.value(pattern + "/*") {
			return false
		}
	}
}

// close decides what the object was; one that holds rows or answers is no row.
func (w *walker) close(n *node, leaf bool) {
	switch {
	case leaf && has(n.keys, w.row):
		if slices.Contains(w.skip, n.pattern[strings.LastIndexByte(n.pattern, '/')+1:]) {
			return
		}
		w.hits++
		w.found.rows = added(w.found.rows, n.pattern)
	case len(w.own) > 0 && has(n.keys, w.own):
		w.hits++
		w.found.answers = added(w.found.answers, n.pattern)
	}
}

// has reports whether keys hold every one of want.
func has(keys, want []string) bool {
	for _, alternatives := range want {
		if !slices.ContainsFunc(strings.Split(strings.ToLower(alternatives), "|"), func(k string) bool { return slices.Contains(keys, k) }) {
			return false
		}
	}
	return true
}
