package stress

import (
	"slices"
	"testing"
)

// Of too many decisions those that are tried are spread evenly, from the first to the last.
func TestThinned(t *testing.T) {
	all := []int64{0, 1, 2, 3, 4, 5, 6, 7, 8}
	if got := thinned(all, 9); !slices.Equal(got, all) {
		t.Error(got)
	}
	if got := thinned(all, 3); !slices.Equal(got, []int64{0, 4, 8}) {
		t.Error(got)
	}
}
