package timeline

// A GapKind says how a hole in an export was noticed.
type GapKind string

// The kinds of gap.
const (
	GapSequence GapKind = "sequence"  // numbers of the exporter's own sequence are missing
	GapCount    GapKind = "count"     // the header announces another number of messages
	GapRange    GapKind = "range"     // the header announces a longer time
	GapReply    GapKind = "reply"     // a reply to a message that is not there
	GapSilence  GapKind = "silence"   // days without messages in a dense chat
	GapHead     GapKind = "head"      // begins after the dispute begins
	GapTail     GapKind = "tail"      // ends before the dispute ends
	GapCapped   GapKind = "capped"    // as many messages as the app exports at most
	GapOrder    GapKind = "order"     // file order against time order
	GapSkew     GapKind = "skew"      // clocks of two sources differ
	GapMissing  GapKind = "missing"   // another export of the chat holds a message here
	GapConflict GapKind = "differing" // another export has another text here
)

// A Gap is a place where messages may be missing: a lead for the user. Only
// what JUDGEMENT names becomes a finding.
type Gap struct {
	ID     string  `json:"id"`
	Kind   GapKind `json:"kind"`
	Source Source  `json:"source"`
	Chat   string  `json:"chat,omitempty"`
	// Before and After are the events around the hole; either may be empty.
	After  string `json:"after,omitempty"`
	Before string `json:"before,omitempty"`
	// Announced and Found are counts, where the kind has them.
	Announced int `json:"announced,omitempty"`
	Found     int `json:"found,omitempty"`
	Missing   int `json:"missing,omitempty"`
	// Words are those with which Source itself announces them, at Locator; empty
	// where no line of text does.
	Words   string   `json:"words,omitempty"`
	Locator Locator  `json:"locator,omitzero"`
	Time    Moment   `json:"time"`
	Say     Sentence `json:"say"`
}
