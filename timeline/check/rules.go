package check

import (
	"fmt"
	"slices"
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// A Basis says where a rule or constraint comes from.
type Basis string

// The bases: what always holds, how couriers work, or what the law says.
const (
	Logic    Basis = "logic"
	Practice Basis = "practice"
	Law      Basis = "law"
)

// A Rule says when accounts that differ are reported. Up to Tolerance apart
// they are not; up to Firm the finding is possible at most; beyond it is firm.
type Rule struct {
	ID        string               `json:"id"`
	Type      timeline.FindingType `json:"type"`
	Version   int                  `json:"version"`
	Tolerance time.Duration        `json:"tolerance"`
	Firm      time.Duration        `json:"firm"`
	Off       bool                 `json:"off,omitempty"`
	Basis     Basis                `json:"basis"`
	// Statutes are the articles that a finding of this rule cites, by their id
	// in package statute.
	Statutes []string `json:"statutes,omitempty"`
}

// Rules is a set of rules, one for each type of finding.
type Rules []Rule

const (
	deliveredInTime = "kdsc-二十六(九)"
	trueRecords     = "kdsc-二十六(十)"
	consent         = "kdsc-二十八"
	toTheRecipient  = "kdtl-二十六"
	courierPromise  = "dsf-五十二"
	sellerPromise   = "dsf-二十"
)

// DefaultRules are the tolerances of JUDGEMENT section 2.
func DefaultRules() Rules {
	return Rules{
		{"R01", timeline.PromiseBroken, 1, 0, 30 * time.Minute, false, Law, []string{deliveredInTime, courierPromise}},
		{"R02", timeline.InstructionIgnored, 1, 0, 0, false, Law, []string{consent}},
		{"R03", timeline.SignedNotReceived, 1, 0, 10 * time.Minute, false, Law, []string{consent, toTheRecipient}},
		{"R04", timeline.DeliveredNotRecorded, 1, 30 * time.Minute, 2 * time.Hour, false, Practice, []string{trueRecords}},
		{"R05", timeline.DeliveryTimeMismatch, 1, 30 * time.Minute, time.Hour, false, Practice, []string{trueRecords}},
		{"R06", timeline.PlaceMismatch, 1, 0, 0, false, Logic, []string{toTheRecipient}},
		{"R07", timeline.SignerMismatch, 1, 0, 0, false, Logic, []string{consent}},
		{"R08", timeline.RefusalMismatch, 1, 0, 0, false, Logic, []string{trueRecords}},
		{"R09", timeline.ShippedNotPickedUp, 1, 24 * time.Hour, 48 * time.Hour, false, Practice, []string{sellerPromise}},
		{"R10", timeline.StatusMismatch, 1, 2 * time.Hour, 24 * time.Hour, false, Practice, []string{trueRecords}},
		{"R11", timeline.SelfContradiction, 1, 0, 0, false, Logic, nil},
		{"R12", timeline.PartyContradiction, 1, 0, 0, false, Logic, nil},
		{"R13", timeline.RecordAnomaly, 1, 0, 0, false, Law, []string{trueRecords}},
		{"R14", timeline.WaybillMismatch, 1, time.Hour, time.Hour, false, Logic, nil},
		{"R15", timeline.Stalled, 1, 72 * time.Hour, 72 * time.Hour, false, Practice, []string{deliveredInTime}},
		{"R16", timeline.ExportGap, 1, 0, 0, false, Logic, nil},
		{"R17", timeline.ExportConflict, 1, 0, 0, false, Logic, nil},
	}
}

// Set returns r with one rule changed by the user. Tolerances must not be
// negative, and firm not less than tolerance.
func (r Rules) Set(id string, tolerance, firm time.Duration, off bool) (Rules, error) {
	i := slices.IndexFunc(r, func(x Rule) bool { return x.ID == id })
	if i < 0 {
		return nil, fmt.Errorf("there is no rule %q; duizheng rules lists them", id)
	}
	if tolerance < 0 || firm < tolerance {
		return nil, fmt.Errorf("rule %s: the tolerance must not be negative, and the firm one not less than it", id)
	}
	out := slices.Clone(r)
	out[i].Tolerance, out[i].Firm, out[i].Off = tolerance, firm, off
	return out, nil
}

// rule is the rule of type t. A type without one is switched off.
func (r Rules) rule(t timeline.FindingType) Rule {
	for _, x := range r {
		if x.Type == t {
			return x
		}
	}
	return Rule{Type: t, Off: true}
}

// A Constraint is what always holds of a parcel's life cycle. Bound is the
// time that must, or may, lie between the two.
type Constraint struct {
	ID        string        `json:"id"`
	Tolerance time.Duration `json:"tolerance"`
	Basis     Basis         `json:"basis"`
}

// The constraints a finding may name. Their words are in package locale, under
// "constraint." and the id.
const (
	pickedUpFirst    = "lifecycle:shipped<=picked_up"
	stageOrder       = "lifecycle:earlier_stage<=later_stage"
	outFirst         = "lifecycle:out_for_delivery<=delivered"
	receivedOnSign   = "lifecycle:received<=delivered+tolerance"
	orderFirst       = "lifecycle:ordered<=picked_up"
	signedOnce       = "lifecycle:delivered_ends_the_way"
	onePlace         = "attribute:one_place"
	oneSigner        = "attribute:one_signer"
	refusedOrNot     = "attribute:refused_or_not"
	recordsOnlyGrow  = "record:scans_do_not_vanish"
	codeFitsText     = "record:code_fits_text"
	checkDigit       = "number:check_digit"
	deadlineHolds    = "promise:event<=deadline"
	requestHolds     = "request:as_asked"
	movesWithinLimit = "record:next_scan<=last_scan+limit"
)

// Constraints lists every constraint, with its default tolerance and source.
var Constraints = []Constraint{
	{pickedUpFirst, 24 * time.Hour, Practice},
	{stageOrder, 2 * time.Hour, Logic},
	{outFirst, 0, Logic},
	{receivedOnSign, 10 * time.Minute, Law},
	{orderFirst, 0, Logic},
	{signedOnce, 0, Logic},
	{onePlace, 0, Logic},
	{oneSigner, 0, Logic},
	{refusedOrNot, 0, Logic},
	{recordsOnlyGrow, 0, Logic},
	{codeFitsText, 0, Logic},
	{checkDigit, 0, Logic},
	{deadlineHolds, 30 * time.Minute, Logic},
	{requestHolds, 0, Law},
	{movesWithinLimit, 72 * time.Hour, Practice},
}
