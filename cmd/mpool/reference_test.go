package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"mpool/internal/golden"
	"mpool/internal/manual"
)

// docs/reference.md equals the help of the commands.
func TestReference(t *testing.T) {
	golden.Check(t, "../../docs/reference.md", reference(t))
}

// reference returns the help of all commands as one document. The flags of all operations are in
// chapters of their own.
func reference(t *testing.T) string {
	t.Helper()
	root := newRoot(newApp(world{}))
	root.InitDefaultCompletionCmd()
	var b bytes.Buffer
	b.WriteString("# Reference\n\nThis file is written from the commands: `go test ./cmd/mpool -run TestReference -update`. `mpool man FOLDER` writes manual pages.\n\n```\n" + manual.FirstScreen(commandsOf(root)) + "```\n\n")
	eachCommand(root, func(cmd *cobra.Command) {
		if cmd == root || !cmd.IsAvailableCommand() || strings.HasPrefix(cmd.CommandPath(), "mpool completion ") {
			return
		}
		b.WriteString("## " + cmd.CommandPath() + "\n\n```\n" + helpPage(cmd) + "```\n\n")
	})
	text := b.String()
	for _, name := range []string{"signing", "proof", "reports", "cost", "policies", "flags", "exit-codes"} {
		text += "## mpool help " + name + "\n\n```\n" + try(t, nil, "help", name).out + "```\n\n"
	}
	return text
}

// Each command in the help has a manual page with its flags.
func TestManual(t *testing.T) {
	dir := t.TempDir()
	if got := try(t, nil, "man", dir); got.code != 0 {
		t.Fatal(got)
	}
	eachCommand(newRoot(newApp(world{})), func(cmd *cobra.Command) {
		if !cmd.IsAvailableCommand() && cmd.HasParent() {
			return
		}
		page, err := os.ReadFile(filepath.Join(dir, strings.ReplaceAll(cmd.CommandPath(), " ", "-")+".1"))
		if err != nil || !bytes.Contains(page, []byte(".SH NAME")) || isOperation(cmd) && !cmd.Flags().Lookup("broadcast").Hidden && !bytes.Contains(page, []byte(`\-\-broadcast`)) && !bytes.Contains(page, []byte("--broadcast")) {
			t.Errorf("%s: %v", cmd.CommandPath(), err)
		}
	})
	if got := try(t, nil, "man", filepath.Join(dir, "nowhere")); got.code != 2 {
		t.Error(got)
	}
}
