package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestPoolFileGuide runs the lines of docs/poolfile.md as a reader would copy them, and plans its
// example on the chain of mpool devnet.
func TestPoolFileGuide(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(root, "docs/poolfile.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "```yaml\n")
	example, _, _ := strings.Cut(rest, "```")
	var lines []string
	for _, line := range guideLines(string(text)) {
		lines = append(lines, strings.TrimPrefix(line, "exec "))
	}
	script := "devnet\nexec mpool pool plan example.yaml\nstdout 'call 1 of'\nexec sh -e guide.sh\nstdout 'no drift, 1 in progress'\n" +
		"-- guide.sh --\n" + strings.Join(lines, "\n") + "\n-- example.yaml --\n" + example
	file := filepath.Join(t.TempDir(), "guide.txtar")
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{Files: []string{file}, Setup: scriptWorld(root), Cmds: map[string]func(*testscript.TestScript, bool, []string){"devnet": startDevnet}})
}
