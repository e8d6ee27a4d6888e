package main

import (
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// scriptCommand is a command of scripts.
type scriptCommand = func(*testscript.TestScript, bool, []string)

// v2Artifacts returns the folder with the v2 contracts' Hardhat artifacts, or skips the test.
func v2Artifacts(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("MPOOL_V2_ARTIFACTS")
	if folder == "" {
		t.Skip("MPOOL_V2_ARTIFACTS names no folder with the second generation's Hardhat artifacts")
	}
	return folder
}

// runV2 runs scripts with v2 pools; more are commands in addition to devnet.
func runV2(t *testing.T, pattern string, more map[string]scriptCommand) {
	t.Helper()
	folder := v2Artifacts(t)
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	scripts, err := filepath.Glob(pattern)
	if err != nil || len(scripts) == 0 {
		t.Fatalf("%d scripts: %v", len(scripts), err)
	}
	commands := map[string]scriptCommand{
		"members": members,
		"devnet": func(ts *testscript.TestScript, neg bool, args []string) {
			startDevnetOf(ts, neg, args, []string{folder})
		},
	}
	maps.Copy(commands, more)
	testscript.Run(t, testscript.Params{Files: scripts, RequireExplicitExec: true, Condition: generation(true), Setup: scriptWorld(root), Cmds: commands})
}
