package check_test

import (
	"strings"
	"testing"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/check"
	"github.com/duizheng/duizheng/timeline/locale"
)

// Every sentence has its words in both languages.
func TestEverySentenceHasWords(t *testing.T) {
	if len(allRows) == 0 {
		t.Skip("the tables were not run")
	}
	for name, rows := range allRows {
		for _, f := range findings(rows...) {
			for _, l := range locale.Langs {
				g := locale.Finding(l, china, f)
				for _, s := range append(append([]timeline.Sentence{g.Summary}, g.Explanation...), g.Benign...) {
					if s.Text == "" || strings.Contains(s.Text, s.Key) || strings.Contains(s.Text, "{") {
						t.Errorf("%s, %s: %q of %s", name, l, s.Text, s.Key)
					}
				}
			}
		}
	}
	for _, c := range check.Constraints {
		for _, l := range locale.Langs {
			if got := locale.Say(l, china, timeline.Say("constraint."+c.ID)); strings.Contains(got, c.ID) {
				t.Errorf("%s has no words in %s", c.ID, l)
			}
		}
	}
}
