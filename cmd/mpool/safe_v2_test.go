package main

import (
	"fmt"
	"testing"
)

// TestSafeOperationsV2 runs the scripts in which a Safe does every operation, with a v2 pool.
func TestSafeOperationsV2(t *testing.T) {
	runV2(t, "testdata/script/safe_operations_*.txtar", nil)
}

// generation is the condition [v2] of scripts: true if the pools are v2.
func generation(second bool) func(string) (bool, error) {
	return func(condition string) (bool, error) {
		if condition == "v2" {
			return second, nil
		}
		return false, fmt.Errorf("there is no condition %s", condition)
	}
}
