package main

import "testing"

// TestExitRecoveryV2 runs the script of exits in recovery mode with a pool of the second generation.
func TestExitRecoveryV2(t *testing.T) {
	runV2(t, "testdata/script/exit_recovery.txtar", map[string]scriptCommand{"exits": exits})
}
