package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"mpool/internal/poolfile"
)

// TestLiquidityGuide runs every line of docs/liquidity.md as a reader would copy it.
func TestLiquidityGuide(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(root, "docs/liquidity.md"))
	if err != nil {
		t.Fatal(err)
	}
	script := "devnet\n" + strings.Join(guideLines(string(text)), "\n") + "\nstdout 'My Fund'\nexec mpool position 0xD316991A0B2014DCf954bB02150Df6261661be2E $LP\nstdout 'BPT +93\\.32'\n"
	file := filepath.Join(t.TempDir(), "guide.txtar")
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{Files: []string{file}, Setup: scriptWorld(root), Cmds: map[string]func(*testscript.TestScript, bool, []string){"devnet": startDevnet}})
}

// TestLiquidityGuideFile reads the guide's pool file.
func TestLiquidityGuideFile(t *testing.T) {
	text, err := os.ReadFile("../../docs/liquidity.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "```yaml\n")
	example, _, found := strings.Cut(rest, "```")
	if _, err := poolfile.Read([]byte(example)); err != nil || !found {
		t.Errorf("%v in\n%s", err, example)
	}
}
