package claims

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// An example is one line:
//
//	b: 昨天的话 || s: 你好 | c: 已经放门口了 => delivered@courier -received
//
// Messages are separated by " || ", the last one is read; the letter before the
// colon is the sender's role: b buyer, s seller, c courier, p platform, o
// unknown. After => stand the statements in any order, none if it is missing:
// kind is asserted, >kind promised, !kind requested, a minus denies, @source
// quotes, ~ is a hedge.
var exampleRoles = map[string]timeline.Role{"b": timeline.RoleBuyer, "s": timeline.RoleSeller, "c": timeline.RoleCourier, "p": timeline.RolePlatform, "o": timeline.RoleUnknown}

var china = time.FixedZone("CST", 8*3600)

// exampleTime is a Wednesday afternoon.
var exampleTime = time.Date(2026, 11, 18, 14, 30, 0, 0, china)

func parseExample(line string) (timeline.Utterance, []string) {
	text, want, _ := strings.Cut(line, "=>")
	turns := strings.Split(strings.TrimSpace(text), " || ")
	var all []timeline.Utterance
	for i, t := range turns {
		who, said, _ := strings.Cut(t, ": ")
		at := exampleTime.Add(time.Duration(i-len(turns)+1) * 2 * time.Minute)
		all = append(all, timeline.Utterance{Sender: who, Role: exampleRoles[who], Text: said, Time: at})
	}
	u := all[len(all)-1]
	u.Context = all[:len(all)-1]
	w := strings.Fields(want)
	slices.Sort(w)
	return u, w
}

func notation(s timeline.Statement) string {
	var b strings.Builder
	switch s.Mode {
	case timeline.ModePromised:
		b.WriteByte('>')
	case timeline.ModeRequested:
		b.WriteByte('!')
	case timeline.ModeAsserted:
	default:
		fmt.Fprintf(&b, "%s:", s.Mode)
	}
	if s.Negated {
		b.WriteByte('-')
	}
	b.WriteString(string(s.Kind))
	if s.By != timeline.BySpeaker {
		b.WriteString("@" + string(s.By))
	}
	return b.String()
}

func checkExample(t *testing.T, line string) {
	t.Helper()
	u, want := parseExample(line)
	var got []string
	for _, s := range Extract(u, Options{}).Statements {
		got = append(got, notation(s))
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		x := Extract(u, Options{All: true, Explain: true})
		var why []string
		for _, s := range x.Statements {
			why = append(why, fmt.Sprint(notation(s), s.Why))
		}
		t.Errorf("%s\n\tgot  %v\n\twhy  %s %s", line, got, why, x.Why)
	}
}

// TestVerbs reads the examples beside the verbs.
func TestVerbs(t *testing.T) {
	for _, v := range verbs {
		for _, e := range v.examples {
			checkExample(t, e)
		}
	}
}

// TestLexicon holds that a word has one meaning.
func TestLexicon(t *testing.T) {
	seen := map[string]string{}
	add := func(list, class string) {
		for _, w := range literals(list) {
			if old, ok := seen[w]; ok && w != "" {
				t.Errorf("%q is in %s and in %s", w, old, class)
			}
			seen[w] = class
			if w == "" {
				t.Errorf("empty word in %s", class)
			}
		}
	}
	for i, v := range verbs {
		add(v.words, fmt.Sprintf("verbs[%d] %s", i, v.kind))
	}
	for _, c := range cues {
		add(c.words, fmt.Sprintf("cues %d", c.class))
	}
	for _, s := range sources {
		add(s.words, "sources "+string(s.by))
	}
	add(noises, "noises")
}

// TestSentences reads testdata/sentences.txt: all kinds, modes and roles.
func TestSentences(t *testing.T) {
	b, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			checkExample(t, line)
		}
	}
}
