package main

import "testing"

// TestSkewedV2 is the script of skewed pools on the second generation, with position by feeds.
func TestSkewedV2(t *testing.T) {
	runV2(t, "testdata/script/skewed.txtar", map[string]scriptCommand{"exits": exits, "feed": feedContract})
}

// TestResumeJoinV2 is the script of a join that is resumed, on the second generation.
func TestResumeJoinV2(t *testing.T) {
	runV2(t, "testdata/script/resume_join.txtar", map[string]scriptCommand{"exits": exits})
}
