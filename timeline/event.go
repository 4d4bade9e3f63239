package timeline

// A Holding is one Record that holds an Event: the same message in one of the
// exports.
type Holding struct {
	Record  string  `json:"record"` // the record's id
	Source  Source  `json:"source"`
	Locator Locator `json:"locator"`
	Time    Moment  `json:"time"`
	// Text is set only where it differs from the event's own.
	Text string `json:"text,omitempty"`
	// Scan is what a further tracking record of the same scan says: another
	// query time, another code. Unset for the record shown.
	Scan   *Scan  `json:"scan,omitempty"`
	Import string `json:"import,omitempty"`
}

// An Event is one thing on the timeline, held by one or more Records. The
// embedded Record is the one with the finest time, then the smallest id.
type Event struct {
	// ID is the smallest record id among its sources; every other record id
	// resolves to the event.
	ID string `json:"event"`
	Record
	// Chat is the id of the case's Conversation; empty for scans.
	Chat string `json:"chat,omitempty"`
	// Order is the position within the chat after merging its exports.
	Order      int64       `json:"-"`
	Waybills   []Waybill   `json:"waybills"` // only those in its text
	Statements []Statement `json:"statements"`
	// Sources is every export that holds it.
	Sources     []Holding    `json:"sources"`
	Labels      []string     `json:"labels"`
	Note        string       `json:"note"`
	Corrections []Correction `json:"corrections"`
}
