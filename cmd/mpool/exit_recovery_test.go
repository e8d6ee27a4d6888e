package main

import "testing"

// TestExitRecoveryV2 runs the script of exits in recovery mode with a v2 pool.
func TestExitRecoveryV2(t *testing.T) {
	runV2(t, "testdata/script/exit_recovery.txtar", map[string]scriptCommand{"exits": exits})
}
