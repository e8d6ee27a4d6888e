package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestDoorsV2 runs the scripts of what is shut around the calls of a plan, with a pool of
// the second generation.
func TestDoorsV2(t *testing.T) {
	folder := os.Getenv("MPOOL_V2_ARTIFACTS")
	if folder == "" {
		t.Skip("MPOOL_V2_ARTIFACTS names no folder with the second generation's Hardhat artifacts")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/v2",
		RequireExplicitExec: true,
		Condition:           generation(true),
		Setup:               scriptWorld(root),
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"devnet": func(ts *testscript.TestScript, neg bool, args []string) {
				startDevnetOf(ts, neg, args, []string{folder})
			},
			"exits": exits,
		},
	})
}
