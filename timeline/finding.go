package timeline

import "time"

// A FindingType is the id of a kind of finding (CONTRACT section 5).
type FindingType string

// The types of CONTRACT section 5.
const (
	DeliveryTimeMismatch FindingType = "delivery_time_mismatch"
	DeliveredNotRecorded FindingType = "delivered_not_recorded"
	SignedNotReceived    FindingType = "signed_not_received"
	ShippedNotPickedUp   FindingType = "shipped_not_picked_up"
	StatusMismatch       FindingType = "status_mismatch"
	PlaceMismatch        FindingType = "place_mismatch"
	SignerMismatch       FindingType = "signer_mismatch"
	RefusalMismatch      FindingType = "refusal_mismatch"
	SelfContradiction    FindingType = "self_contradiction"
	PartyContradiction   FindingType = "party_contradiction"
	RecordAnomaly        FindingType = "record_anomaly"
	WaybillMismatch      FindingType = "waybill_mismatch"
	PromiseBroken        FindingType = "promise_broken"
	InstructionIgnored   FindingType = "instruction_ignored"
	Stalled              FindingType = "stalled"
	ExportGap            FindingType = "export_gap"
	ExportConflict       FindingType = "export_conflict"
)

// FindingTypes lists every FindingType.
var FindingTypes = []FindingType{DeliveryTimeMismatch, DeliveredNotRecorded, SignedNotReceived, ShippedNotPickedUp,
	StatusMismatch, PlaceMismatch, SignerMismatch, RefusalMismatch, SelfContradiction, PartyContradiction,
	RecordAnomaly, WaybillMismatch, PromiseBroken, InstructionIgnored, Stalled, ExportGap, ExportConflict}

// A Verdict is the class of a finding.
type Verdict string

// The verdicts.
const (
	VerdictContradiction Verdict = "contradiction" // 矛盾
	VerdictBreach        Verdict = "breach"        // 未兑现
	VerdictIntegrity     Verdict = "integrity"     // 完整性
)

// Verdict is the class that every finding of type t has.
func (t FindingType) Verdict() Verdict {
	switch t {
	case PromiseBroken, InstructionIgnored, Stalled:
		return VerdictBreach
	case ExportGap, ExportConflict:
		return VerdictIntegrity
	}
	return VerdictContradiction
}

// Firmness says whether every defensible reading conflicts, or only some.
type Firmness string

// The firmnesses.
const (
	Firm     Firmness = "firm"     // 确定
	Possible Firmness = "possible" // 可能
)

// Severity says how much weight a finding has for a complaint.
type Severity string

// The severities.
const (
	SeverityHigh   Severity = "high"
	SeverityMedium Severity = "medium"
	SeverityLow    Severity = "low"
)

// An EvidenceRole is what a member of a finding's minimal set is.
type EvidenceRole string

// The roles of evidence.
const (
	EvidenceClaim   EvidenceRole = "claim"
	EvidencePromise EvidenceRole = "promise"
	EvidenceRequest EvidenceRole = "request"
	EvidenceRecord  EvidenceRole = "record"
	EvidenceGap     EvidenceRole = "gap"
)

// Evidence is one member of a finding's minimal set.
type Evidence struct {
	// Event may be empty for a gap.
	Event   string        `json:"event"`
	Role    EvidenceRole  `json:"role"`
	Kind    StatementKind `json:"kind,omitempty"`
	Mode    Mode          `json:"mode,omitempty"`
	Negated bool          `json:"negated,omitempty"`
	Party   string        `json:"party,omitempty"` // the speaker's name
	Text    string        `json:"text"`            // the record's whole text
	Span    *Span         `json:"span,omitempty"`  // the part meant
	Time    Moment        `json:"time"`
	AsOf    time.Time     `json:"as_of,omitzero"` // of a record that shows no such scan
	Source  Source        `json:"source"`
	Locator Locator       `json:"locator"`
}

// A Finding is a contradiction, a breach or an integrity note. It says that
// things do not match, and is never a verdict on anybody.
type Finding struct {
	// ID is the hash of type, parcel's first number, party contradicted, and
	// the id of the record or promise concerned.
	ID       string      `json:"finding"`
	Type     FindingType `json:"type"`
	Verdict  Verdict     `json:"verdict"`
	Firmness Firmness    `json:"firmness"`
	Severity Severity    `json:"severity"`
	Waybill  string      `json:"waybill"`
	Carrier  string      `json:"carrier"`
	// Parcel is the parcel's id; empty for findings about an export.
	Parcel string `json:"parcel,omitempty"`
	// Promise names what was promised, for promise_broken.
	Promise StatementKind `json:"promise,omitempty"`
	// Party is the name of who is contradicted.
	Party string `json:"party,omitempty"`
	// GapSeconds is how far the two accounts lie apart; 0 where that has no meaning.
	GapSeconds  int64      `json:"gap_seconds,omitempty"`
	Summary     Sentence   `json:"summary"`
	Explanation []Sentence `json:"explanation"`
	// Benign lists the innocent readings that would dissolve the finding.
	Benign []Sentence `json:"benign"`
	// Evidence is a minimal set: take any one member away and the rest can all
	// be true.
	Evidence []Evidence `json:"evidence"`
	// Also lists events that say the same as a member of Evidence.
	Also        []string `json:"also"`
	Constraints []string `json:"constraints"`
	Rule        string   `json:"rule"`
	RuleVersion int      `json:"rule_version"`
	// Citations name articles of law, "law article", by statute id in Statutes.
	Citations []string `json:"citations"`
	Statutes  []string `json:"statutes,omitempty"`
}
