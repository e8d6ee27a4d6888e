package main

import "testing"

// TestDoorsV2 runs these scripts with a v2 pool: plans that disable swaps, joins or the allowlist
// during their calls.
func TestDoorsV2(t *testing.T) {
	runV2(t, "testdata/v2/*.txtar", map[string]scriptCommand{"exits": exits})
}
