package main

import "testing"

// TestSkewedV2 is the script of skewed pools on the second generation: it has position with feeds.
func TestSkewedV2(t *testing.T) {
	runV2(t, "testdata/script/skewed.txtar", map[string]scriptCommand{"exits": exits, "feed": feedContract})
}
