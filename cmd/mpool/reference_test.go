package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"github.com/spf13/pflag"
)

// docs/reference.md is what the commands say of themselves.
func TestReference(t *testing.T) {
	want := reference(t)
	path := "../../docs/reference.md"
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(path)
	if err != nil || string(have) != want {
		t.Errorf("%s is not what the commands say (%v): `go test ./cmd/mpool -run TestReference -update` writes it again", path, err)
	}
}

// reference is all commands in one file. What every operation has is on the pages of
// signing, proof and reports, which are a chapter each.
func reference(t *testing.T) string {
	t.Helper()
	root := newRoot(newApp(world{}))
	root.DisableAutoGenTag = true
	root.InitDefaultCompletionCmd()
	root.PersistentFlags().VisitAll(hide)
	var b bytes.Buffer
	b.WriteString("# Reference\n\nThis file is written from the commands: `go test ./cmd/mpool -run TestReference -update`. `mpool man FOLDER` writes manual pages.\n\n```\n" + firstScreen() + "```\n\n")
	eachCommand(root, func(cmd *cobra.Command) {
		if cmd == root || !cmd.IsAvailableCommand() || strings.HasPrefix(cmd.CommandPath(), "mpool completion ") {
			return
		}
		hideShared(cmd)
		if err := doc.GenMarkdownCustom(cmd, &b, func(string) string { return "#" }); err != nil {
			t.Fatal(err)
		}
	})
	text := withoutLinks(b.String())
	for _, name := range []string{"signing", "proof", "reports", "flags", "exit-codes"} {
		text += "## mpool help " + name + "\n\n```\n" + try(t, nil, "help", name).out + "```\n\n"
	}
	return text
}

// hideShared leaves the flags that every operation has to the pages that explain them.
func hideShared(cmd *cobra.Command) {
	cmd.InitDefaultHelpFlag()
	cmd.Flags().Lookup("help").Hidden = true
	if !isOperation(cmd) && cmd.Flags().Lookup("fork") == nil {
		return
	}
	groups := groupsOf(cmd)
	for i := range groups {
		if flagGroup(i) != ownGroup {
			groups[i].VisitAll(hide)
		}
	}
}

func hide(f *pflag.Flag) { f.Hidden = true }

// withoutLinks drops the lists of other commands, for all are in this file.
func withoutLinks(text string) string {
	var lines []string
	skip := false
	for _, line := range strings.Split(text, "\n") {
		switch {
		case strings.HasPrefix(line, "### SEE ALSO"):
			skip = true
		case strings.HasPrefix(line, "## "):
			skip = false
		}
		if !skip {
			lines = append(lines, line)
		}
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n") + "\n\n"
}

// There is a manual page for each command that help shows, with its flags.
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
