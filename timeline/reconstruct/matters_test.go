package reconstruct

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestUnion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ascending := rapid.Map(rapid.SliceOf(rapid.IntRange(0, 20)), func(list []int) []int {
			slices.Sort(list)
			return slices.Compact(list)
		})
		a, b := ascending.Draw(t, "a"), ascending.Draw(t, "b")
		want := slices.Concat(a, b)
		slices.Sort(want)
		if got := union(a, b); !slices.Equal(got, slices.Compact(want)) {
			t.Fatalf("%v and %v: %v", a, b, got)
		}
	})
}
