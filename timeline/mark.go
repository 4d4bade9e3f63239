package timeline

import "time"

// A Correction is a value that the user changed; the original stays.
type Correction struct {
	ID     string    `json:"id"`
	Record string    `json:"record"` // the record it hangs on
	Field  string    `json:"field"`  // time, sender, waybill, statement
	From   string    `json:"from"`
	To     string    `json:"to"`
	Reason string    `json:"reason,omitempty"`
	At     time.Time `json:"at"`
}

// An Exhibit is a document or picture that the user added.
type Exhibit struct {
	ID      string    `json:"id"`
	Name    string    `json:"name"`
	SHA256  string    `json:"sha256"`
	As      string    `json:"as"` // stamp_proof weighing order payment photo other
	Waybill string    `json:"waybill,omitempty"`
	At      time.Time `json:"at"`
}

// A Fact is what no export holds and the user states: order, payment time,
// first complaint and its ticket. Shown as the user's own statement, never as
// record.
type Fact struct {
	Key     string    `json:"key"` // complainant respondent platform order paid request first_complaint ticket
	Value   string    `json:"value"`
	Waybill string    `json:"waybill,omitempty"`
	At      time.Time `json:"at"`
}
