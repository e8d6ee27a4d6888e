package main

import (
	"fmt"
	"testing"
)

// TestSafeOperationsV2 runs the scripts that have every operation done by a Safe
// with a pool of the second generation.
func TestSafeOperationsV2(t *testing.T) {
	runV2(t, "testdata/script/safe_operations_*.txtar", nil)
}

// generation is the scripts' condition [v2]: whether the pools are of the second
// generation.
func generation(second bool) func(string) (bool, error) {
	return func(condition string) (bool, error) {
		if condition == "v2" {
			return second, nil
		}
		return false, fmt.Errorf("there is no condition %s", condition)
	}
}
