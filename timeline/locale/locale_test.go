package locale

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/google/go-cmp/cmp"
)

var shanghai = time.FixedZone("CST", 8*3600)

func TestEveryKeyHasBothLanguages(t *testing.T) {
	sum := 0
	for _, table := range tables {
		sum += len(table)
		for key, words := range table {
			if words[0] == "" || words[1] == "" {
				t.Errorf("%s: a language is missing: %q", key, words)
			}
			if zh, en := placeholders(words[0]), placeholders(words[1]); !slices.Equal(zh, en) {
				t.Errorf("%s: placeholders differ: %v, %v", key, zh, en)
			}
		}
	}
	if sum != len(catalogue) {
		t.Errorf("%d keys stand in two tables", sum-len(catalogue))
	}
}

var placeholder = regexp.MustCompile(`\{[^}]*\}`)

func placeholders(s string) []string {
	all := placeholder.FindAllString(s, -1)
	slices.Sort(all)
	return slices.Compact(all)
}

func TestPlaceholderForms(t *testing.T) {
	groups := map[string]bool{"": true, "time": true, "deadline": true, "date": true, "duration": true}
	for key := range coreTexts {
		group, _, _ := strings.Cut(key, ".")
		groups[group] = true
	}
	for key, words := range catalogue {
		for _, p := range placeholders(words[0]) {
			_, form, _ := strings.Cut(strings.Trim(p, "{}"), ":")
			if !groups[form] {
				t.Errorf("%s: %s has an unknown form", key, p)
			}
		}
	}
}

// uses finds keys where they are written out: in Go and in templates.
var uses = regexp.MustCompile(`(?:timeline\.Say\(|locale\.Text\([^,()]+, ?|\b[at]\.(?:text|say|tell)\(|\{\{-? ?t |\(t |\bsay |text (?:\$d|d)?\.Lang |say \$d )"([a-z_]+(?:\.[a-z_0-9.]+)?)"`)

func TestEveryKeyThatIsUsedExists(t *testing.T) {
	found := 0
	err := filepath.WalkDir("../..", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(p, "_test.go") || strings.Contains(p, "testdata") ||
			filepath.Ext(p) != ".go" && filepath.Ext(p) != ".html" {
			return err
		}
		content, err := os.ReadFile(p)
		for _, use := range uses.FindAllSubmatch(content, -1) {
			found++
			if _, ok := catalogue[string(use[1])]; !ok && !bytes.HasSuffix(use[1], []byte(".")) {
				t.Errorf("%s uses %q, which has no words", p, use[1])
			}
		}
		return err
	})
	if err != nil || found < 100 {
		t.Fatalf("%d uses: %v", found, err)
	}
}

func TestNoTextAccuses(t *testing.T) {
	accusing := regexp.MustCompile(`谎|欺诈|骗|造假|(?i)\b(fraud\w*|lie[sd]?|lying|liar|fak\w+|cheat\w*)\b`)
	for key, words := range catalogue {
		if bad := accusing.FindString(words[0] + " " + words[1]); bad != "" {
			t.Errorf("%s says %q", key, bad)
		}
	}
}

func TestEveryConstantHasAWord(t *testing.T) {
	hasWords(t, "kind", timeline.StatementKinds)
	hasWords(t, "mode", []timeline.Mode{timeline.ModeAsserted, timeline.ModePromised, timeline.ModeRequested,
		timeline.ModeAsked, timeline.ModeHypothetical, timeline.ModePolicy})
	hasWords(t, "by", []timeline.By{timeline.BySpeaker, timeline.ByCourier, timeline.BySeller, timeline.ByBuyer,
		timeline.ByPlatform, timeline.ByRecord, timeline.ByOther})
	hasWords(t, "grain", []timeline.Grain{timeline.GrainMinute, timeline.GrainHour, timeline.GrainDaypart,
		timeline.GrainDay, timeline.GrainWeek, timeline.GrainMonth})
	hasWords(t, "relation", []timeline.Relation{timeline.RelationIn, timeline.RelationBefore, timeline.RelationAfter, timeline.RelationAbout})
	hasWords(t, "link", []timeline.Link{timeline.LinkMention, timeline.LinkReply, timeline.LinkContext, timeline.LinkOnlyParcel, timeline.LinkNone})
	hasWords(t, "standing", []timeline.Standing{timeline.Stands, timeline.Superseded, timeline.Retracted, timeline.Rejected})
	hasWords(t, "role", timeline.Roles)
	hasWords(t, "status", timeline.Statuses)
	hasWords(t, "place", []timeline.PlaceKind{timeline.PlaceHand, timeline.PlaceDoor, timeline.PlaceFrontdesk,
		timeline.PlaceStation, timeline.PlaceLocker, timeline.PlaceOther})
	hasWords(t, "signer", []timeline.SignerKind{timeline.SignerSelf, timeline.SignerFamily, timeline.SignerColleague,
		timeline.SignerFrontdesk, timeline.SignerStation, timeline.SignerLocker, timeline.SignerOther, timeline.SignerUnknown})
	hasWords(t, "type", timeline.FindingTypes)
	hasWords(t, "verdict", []timeline.Verdict{timeline.VerdictContradiction, timeline.VerdictBreach, timeline.VerdictIntegrity})
	hasWords(t, "firmness", []timeline.Firmness{timeline.Firm, timeline.Possible})
	hasWords(t, "severity", []timeline.Severity{timeline.SeverityHigh, timeline.SeverityMedium, timeline.SeverityLow})
	hasWords(t, "evidence", []timeline.EvidenceRole{timeline.EvidenceClaim, timeline.EvidencePromise,
		timeline.EvidenceRequest, timeline.EvidenceRecord, timeline.EvidenceGap})
	hasWords(t, "precision", []timeline.Precision{timeline.PrecisionNone, timeline.PrecisionDay, timeline.PrecisionMinute, timeline.PrecisionSecond})
	hasWords(t, "zone", []timeline.ZoneOrigin{timeline.ZoneExplicit, timeline.ZoneDeclared, timeline.ZoneAssumed})
	hasWords(t, "gap", []timeline.GapKind{timeline.GapSequence, timeline.GapCount, timeline.GapRange, timeline.GapReply,
		timeline.GapSilence, timeline.GapHead, timeline.GapTail, timeline.GapCapped, timeline.GapOrder, timeline.GapSkew,
		timeline.GapMissing, timeline.GapConflict})
	hasWords(t, "record", []timeline.RecordKind{timeline.KindMessage, timeline.KindNotice, timeline.KindScan, timeline.KindFrame, timeline.KindUnparsed})
	hasWords(t, "reason", []timeline.WaybillReason{timeline.ReasonPrefix, timeline.ReasonCheckDigit, timeline.ReasonLabel,
		timeline.ReasonCarrier, timeline.ReasonRecord})
	hasWords(t, "check", []timeline.CheckDigit{timeline.CheckNone, timeline.CheckOK, timeline.CheckBad})
}

func hasWords[T ~string](t *testing.T, group string, values []T) {
	t.Helper()
	for _, v := range values {
		if _, ok := catalogue[group+"."+string(v)]; !ok {
			t.Errorf("%s.%s has no word", group, v)
		}
	}
}

func TestShow(t *testing.T) {
	for _, c := range []struct{ form, value, zh, en string }{
		{"", "小王", "小王", "小王"},
		{"time", "2026-03-16T10:42:10Z", "2026年3月16日 18:42:10", "16 Mar 2026 18:42:10"},
		{"time", "2026-03-16T18:42:00+08:00", "2026年3月16日 18:42", "16 Mar 2026 18:42"},
		{"time", "2026-03-16T18:42:00+08:00 second", "2026年3月16日 18:42:00", "16 Mar 2026 18:42:00"},
		{"time", "2026-03-16T00:00:00+08:00 day", "2026年3月16日", "16 Mar 2026"},
		{"time", "某天", "某天", "某天"},
		{"deadline", "2026-03-16T15:00:00+08:00", "2026年3月16日 15:00", "16 Mar 2026 15:00"},
		{"deadline", "2026-03-17T00:00:00+08:00", "2026年3月16日 24:00", "16 Mar 2026 24:00"},
		{"date", "2026-03-16T18:42:00Z", "2026年3月17日", "17 Mar 2026"},
		{"duration", "76920", "21 小时 22 分", "21 h 22 min"},
		{"duration", "-76920", "21 小时 22 分", "21 h 22 min"},
		{"duration", "270000", "3 天 3 小时", "3 d 3 h"},
		{"duration", "7200", "2 小时", "2 h"},
		{"duration", "1370", "22 分", "22 min"},
		{"duration", "0", "0 秒", "0 s"},
		{"duration", "61", "1 分 1 秒", "1 min 1 s"},
		{"kind", "delivered", "送达", "delivered"},
		{"carrier", "sf", "顺丰速运", "SF Express"},
		{"kind", "from_a_newer_version", "from_a_newer_version", "from_a_newer_version"},
	} {
		if got := show(Chinese, shanghai, c.form, c.value); got != c.zh {
			t.Errorf("zh %s %s: %q, want %q", c.form, c.value, got, c.zh)
		}
		if got := show(English, shanghai, c.form, c.value); got != c.en {
			t.Errorf("en %s %s: %q, want %q", c.form, c.value, got, c.en)
		}
	}
}

func TestSay(t *testing.T) {
	catalogue["test.say"] = [2]string{"{who}说{k:kind}，{t:time}", "{who} says {k:kind}, {t:time}"}
	defer delete(catalogue, "test.say")
	s := timeline.Say("test.say", "who", "小王{k}", "k", "delivered", "t", "2026-03-16T14:55:00+08:00")
	if got, want := Say(Chinese, shanghai, s), "小王{k}说送达，2026年3月16日 14:55"; got != want {
		t.Errorf("%q, want %q: a value is never read as a template", got, want)
	}
	if got, want := Say(English, shanghai, timeline.Say("test.new", "b", "2", "a", "1")), "test.new a=1 b=2"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := Say(English, shanghai, timeline.Sentence{Text: "done {x}"}); got != "done {x}" {
		t.Errorf("a rendered sentence changed: %q", got)
	}
}

func TestFindingRendersEverySentence(t *testing.T) {
	catalogue["test.plain"] = [2]string{"甲", "A"}
	defer delete(catalogue, "test.plain")
	plain := timeline.Say("test.plain")
	f := timeline.Finding{Summary: plain, Explanation: []timeline.Sentence{plain}, Benign: []timeline.Sentence{plain, plain}}
	got := Finding(English, shanghai, f)
	texts := []string{got.Summary.Text, got.Explanation[0].Text, got.Benign[0].Text, got.Benign[1].Text}
	if diff := cmp.Diff([]string{"A", "A", "A", "A"}, texts); diff != "" {
		t.Error(diff)
	}
	if f.Explanation[0].Text != "" {
		t.Error("the finding given was changed")
	}
}

func TestTextPanicsOnUnknownKey(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	Text(Chinese, "no.such.key")
}

func TestMoment(t *testing.T) {
	at := time.Date(2026, 3, 16, 18, 42, 10, 0, shanghai)
	for _, c := range []struct {
		m    timeline.Moment
		want string
	}{
		{timeline.At(at, timeline.PrecisionSecond, timeline.ZoneExplicit, ""), "2026年3月16日 18:42:10"},
		{timeline.At(at, timeline.PrecisionMinute, timeline.ZoneAssumed, ""), "2026年3月16日 18:42"},
		{timeline.At(at, timeline.PrecisionDay, timeline.ZoneAssumed, ""), "2026年3月16日"},
		{timeline.Undated("14:32"), "14:32"},
		{timeline.Moment{}, "没有时间"},
	} {
		if got := Moment(Chinese, shanghai, c.m); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func FuzzSay(f *testing.F) {
	f.Add("report.deadline", "at", "2026-03-17T00:00:00+08:00")
	f.Add("report.gap.late", "gap", "999999999999999999")
	f.Add("no.such", "{a}", "{b}")
	f.Fuzz(func(t *testing.T, key, name, value string) {
		for _, l := range Langs {
			Say(l, shanghai, timeline.Say(key, name, value))
		}
	})
}
