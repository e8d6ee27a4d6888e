package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestSafeGuide runs every line of docs/safe.md as a reader would copy it.
func TestSafeGuide(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(root, "docs/safe.md"))
	if err != nil {
		t.Fatal(err)
	}
	script := "devnet 1.4.1\nservice\n" + strings.Join(guideLines(string(text)), "\n") +
		"\nstdout '^transaction 2: '\n! stdout '^transaction 1: '\nstdout ', nonce 2$'\nservice posts 3\n" +
		"exec mpool status\nstdout 'weights +starts in [23] days?'\nstdout 'swap fee .*0\\.3%'\n"
	file := filepath.Join(t.TempDir(), "guide.txtar")
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Files: []string{file},
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
			env.Setenv("ROOT", root)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"devnet": startDevnet, "service": (&services{}).run},
	})
}

// guideLines returns the lines of shell blocks as testscript wants them.
func guideLines(text string) []string {
	var lines []string
	for i, block := range strings.Split(text, "```") {
		commands, isShell := strings.CutPrefix(block, "sh\n")
		if i%2 == 0 || !isShell {
			continue
		}
		for _, line := range strings.Split(strings.TrimSpace(commands), "\n") {
			if set, isExport := strings.CutPrefix(line, "export "); isExport {
				name, _, _ := strings.Cut(set, "=")
				if strings.Contains(name, "TRANSACTION_SERVICE") { // the test's stand-in replaces the service
					set = name + "=$" + name
				}
				lines = append(lines, "env "+set)
			} else {
				lines = append(lines, "exec "+line)
			}
		}
	}
	return lines
}
