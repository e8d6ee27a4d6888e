package main

import "testing"

// TestDoorsV2 runs the scripts of what is shut around the calls of a plan, with a pool of
// the second generation.
func TestDoorsV2(t *testing.T) {
	runV2(t, "testdata/v2/*.txtar", map[string]scriptCommand{"exits": exits})
}
