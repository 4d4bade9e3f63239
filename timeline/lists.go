package timeline

import "encoding/json"

// CONTRACT writes empty lists as [], never as null. The types below have such
// lists; their MarshalJSON sees to it, in one place.

// list is s, or an empty list for nil.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// MarshalJSON writes CONTRACT section 3.
func (e Extraction) MarshalJSON() ([]byte, error) {
	type plain Extraction
	e.Waybills, e.Times, e.Statements = list(e.Waybills), list(e.Times), list(e.Statements)
	return json.Marshal(plain(e))
}

// MarshalJSON writes CONTRACT section 5.
func (f Finding) MarshalJSON() ([]byte, error) {
	type plain Finding
	f.Explanation, f.Benign, f.Evidence = list(f.Explanation), list(f.Benign), list(f.Evidence)
	f.Also, f.Constraints, f.Citations = list(f.Also), list(f.Constraints), list(f.Citations)
	return json.Marshal(plain(f))
}
