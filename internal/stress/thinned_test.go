package stress

import (
	"slices"
	"testing"
)

// TestThinned checks that a limited number of decisions is evenly spread, from the first to the last.
func TestThinned(t *testing.T) {
	all := []int64{0, 1, 2, 3, 4, 5, 6, 7, 8}
	if got := thinned(all, 9); !slices.Equal(got, all) {
		t.Error(got)
	}
	if got := thinned(all, 3); !slices.Equal(got, []int64{0, 4, 8}) {
		t.Error(got)
	}
}
