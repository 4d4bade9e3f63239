package report

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/locale"
)

// A Voice is whose side of the matter an event is; it decides colour and lane.
type Voice string

// The voices, in the order of the lanes. VoiceNone is talk that says nothing
// about a parcel.
const (
	VoicePromise   Voice = "promise"
	VoiceClaim     Voice = "claim"
	VoiceRecord    Voice = "record"
	VoiceRecipient Voice = "recipient"
	VoiceNone      Voice = "none"
)

// Voices lists the voices that have a lane, from top to bottom.
var Voices = []Voice{VoicePromise, VoiceClaim, VoiceRecord, VoiceRecipient}

// VoiceOf is the voice of an event: the carrier's record, the recipient, or
// somebody who promises or claims.
func VoiceOf(e timeline.Event) Voice {
	if e.Kind == timeline.KindScan {
		return VoiceRecord
	}
	if e.Kind != timeline.KindMessage {
		return VoiceNone
	}
	if e.Sender.Self || e.Sender.Role == timeline.RoleBuyer {
		return VoiceRecipient
	}
	voice := VoiceNone
	for _, s := range e.Statements {
		switch s.Mode {
		case timeline.ModePromised:
			return VoicePromise
		case timeline.ModeAsserted, timeline.ModeRequested:
			voice = VoiceClaim
		}
	}
	return voice
}

// A Piece is a part of a text; Hit marks the part meant.
type Piece struct {
	Text string
	Hit  bool
}

// Pieces cuts text at spans (code points, in any order, may overlap), so that
// the parts meant can be set off without any markup in the text itself.
func Pieces(text string, spans ...timeline.Span) []Piece {
	runes := []rune(text)
	hit := make([]bool, len(runes))
	for _, s := range spans {
		for i := max(s[0], 0); i < min(s[1], len(runes)); i++ {
			hit[i] = true
		}
	}
	var out []Piece
	for start := 0; start < len(runes); {
		end := start
		for end < len(runes) && hit[end] == hit[start] {
			end++
		}
		out = append(out, Piece{string(runes[start:end]), hit[start]})
		start = end
	}
	return out
}

// A Quote is one member of a finding's evidence as it is shown.
type Quote struct {
	Evidence timeline.Evidence
	Voice    Voice
	// Label is what it is and whose: "承诺 · 快递员 顺丰小王".
	Label  string
	Pieces []Piece
	When   string
	Where  string // file and line
	// Note says up to when a record was queried that shows nothing further.
	Note string
}

// Spoken reports whether the quote is somebody's words, which stand in
// quotation marks.
func (q Quote) Spoken() bool { return q.Voice != VoiceRecord }

// A Facing is a finding as two sides with their difference between them.
type Facing struct {
	Left, Right []Quote
	Gap         string // "晚 3 小时 42 分"
	Note        string // "期限 …"
}

// Face sets the two sides of f against each other: left its first member and
// what goes with it, right what cannot be true beside it. Events holds the
// events of the evidence by id, as far as they are known.
func Face(l locale.Lang, zone *time.Location, f timeline.Finding, events map[string]timeline.Event) Facing {
	members := slices.Clone(f.Evidence)
	slices.SortStableFunc(members, func(a, b timeline.Evidence) int { return a.Time.Start.Compare(b.Time.Start) })
	var facing Facing
	for i, m := range members {
		q := quote(l, zone, m, events[m.Event])
		if i == 0 || len(facing.Right) == 0 && i < len(members)-1 && sameSide(members[0], m) {
			facing.Left = append(facing.Left, q)
		} else {
			facing.Right = append(facing.Right, q)
		}
	}
	facing.Gap = difference(l, f)
	if deadline, ok := deadlineOf(f, events); ok {
		facing.Note = locale.Say(l, zone, timeline.Say("report.deadline", "at", deadline.Format(time.RFC3339)))
	}
	return facing
}

func sameSide(a, b timeline.Evidence) bool { return a.Role == b.Role && a.Party == b.Party }

func quote(l locale.Lang, zone *time.Location, m timeline.Evidence, e timeline.Event) Quote {
	q := Quote{Evidence: m, Voice: evidenceVoice(m, e), When: locale.Moment(l, zone, m.Time), Where: Place(l, m.Source, m.Locator)}
	if m.Span != nil {
		q.Pieces = Pieces(m.Text, *m.Span)
	} else {
		q.Pieces = Pieces(m.Text)
	}
	q.Label = locale.Word(l, "evidence", m.Role)
	if q.Voice == VoiceRecord {
		if e.Scan != nil {
			q.Label += " · " + locale.Word(l, "carrier", e.Scan.Carrier)
		}
	} else if who := Speaker(l, e, m.Party); who != "" {
		q.Label += " · " + who
	}
	if !m.AsOf.IsZero() {
		q.Note = locale.Say(l, zone, timeline.Say("report.as_of", "at", m.AsOf.Format(time.RFC3339)))
	}
	return q
}

func evidenceVoice(m timeline.Evidence, e timeline.Event) Voice {
	switch m.Role {
	case timeline.EvidenceRecord:
		return VoiceRecord
	case timeline.EvidencePromise:
		return VoicePromise
	case timeline.EvidenceGap:
		return VoiceNone
	}
	if VoiceOf(e) == VoiceRecipient || e.ID == "" && m.Role == timeline.EvidenceRequest {
		return VoiceRecipient
	}
	return VoiceClaim
}

// Speaker names who wrote e, with his role where it is known; name is used
// where the event has none.
func Speaker(l locale.Lang, e timeline.Event, name string) string {
	if e.Sender.Name != "" {
		name = e.Sender.Name
	}
	if e.Sender.Role != "" && e.Sender.Role != timeline.RoleUnknown {
		name = locale.Word(l, "role", e.Sender.Role) + " " + name
	}
	if e.Sender.Self {
		name += locale.Text(l, "report.self")
	}
	return name
}

// Place is where something stands in its source, for people: file and line, or
// the number in a list of records, else the byte.
func Place(l locale.Lang, src timeline.Source, at timeline.Locator) string {
	name := src.Name
	if src.Member != "" {
		name += "!/" + src.Member
	}
	switch {
	case name == "":
		return ""
	case at.Line > 0:
		return locale.Say(l, time.UTC, timeline.Say("report.line", "file", name, "n", strconv.Itoa(at.Line)))
	case item(at.Path) > 0:
		return locale.Say(l, time.UTC, timeline.Say("report.item", "file", name, "n", strconv.Itoa(item(at.Path))))
	}
	return locale.Say(l, time.UTC, timeline.Say("report.byte", "file", name, "n", strconv.FormatInt(at.Offset, 10)))
}

// item is the place in a list, from 1, that a JSON Pointer such as /data/0
// ends in; 0 if it ends otherwise.
func item(path string) int {
	n, err := strconv.Atoi(path[strings.LastIndexByte(path, '/')+1:])
	if err != nil || n < 0 {
		return 0
	}
	return n + 1
}

// gapWords names, per type, what the difference of a finding means.
var gapWords = map[timeline.FindingType]string{
	timeline.PromiseBroken:     "report.gap.late",
	timeline.SignedNotReceived: "report.gap.after",
	timeline.Stalled:           "report.gap.silent",
}

func difference(l locale.Lang, f timeline.Finding) string {
	if f.GapSeconds == 0 {
		return locale.Text(l, "report.gap.none")
	}
	key, ok := gapWords[f.Type]
	if !ok {
		key = "report.gap.apart"
	}
	return locale.Say(l, time.UTC, timeline.Say(key, "gap", strconv.FormatInt(f.GapSeconds, 10)))
}

// deadlineOf is the end of the promise that f is about.
func deadlineOf(f timeline.Finding, events map[string]timeline.Event) (time.Time, bool) {
	if f.Type != timeline.PromiseBroken {
		return time.Time{}, false
	}
	for _, m := range f.Evidence {
		if m.Role != timeline.EvidencePromise {
			continue
		}
		for _, s := range events[m.Event].Statements {
			if s.Mode == timeline.ModePromised && s.Kind == f.Promise && !s.Latest.IsZero() {
				return s.Latest, true
			}
		}
	}
	return time.Time{}, false
}
