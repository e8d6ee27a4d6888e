package main

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// poolScripts lists the scripts about pool files and feeds that also run with a v2 pool.
func poolScripts() []string {
	return []string{"feeds", "feeds_off", "feeds_policy", "feeds_used", "pool_file", "pool_files", "pool_guards", "pool_guards_safe", "pool_half", "pool_protocol",
		"pool_safe", "pool_safe_once", "pool_strategy", "pool_words", "recipes"}
}

// TestPoolV2 runs the scripts about pool files and feeds with a v2 pool.
func TestPoolV2(t *testing.T) {
	folder := v2Artifacts(t)
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, name := range poolScripts() {
		files = append(files, filepath.Join("testdata", "script", name+".txtar"))
	}
	commands := scriptCommands()
	commands["devnet"] = func(ts *testscript.TestScript, neg bool, args []string) {
		startDevnetOf(ts, neg, args, []string{folder})
	}
	testscript.Run(t, testscript.Params{Files: files, RequireExplicitExec: true, Condition: generation(true), Setup: scriptWorld(root), Cmds: commands})
}
