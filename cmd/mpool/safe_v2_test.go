package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestSafeOperationsV2 runs the scripts that have every operation done by a Safe
// with a pool of the second generation.
func TestSafeOperationsV2(t *testing.T) {
	folder := os.Getenv("MPOOL_V2_ARTIFACTS")
	if folder == "" {
		t.Skip("MPOOL_V2_ARTIFACTS names no folder with the second generation's Hardhat artifacts")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	scripts, err := filepath.Glob("testdata/script/safe_operations_*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("%d scripts: %v", len(scripts), err)
	}
	testscript.Run(t, testscript.Params{
		Files:               scripts,
		RequireExplicitExec: true,
		Condition:           generation(true),
		Setup:               scriptWorld(root),
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"devnet": func(ts *testscript.TestScript, neg bool, args []string) {
				startDevnetOf(ts, neg, args, []string{folder})
			},
		},
	})
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
