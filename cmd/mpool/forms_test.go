package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"mpool/internal/console"
	"mpool/internal/text/formtest"
)

// formedMain checks that every screen of a script writes numbers and times in one form.
func formedMain(args []string) {
	if forPrograms(args) || console.IsTerminal(os.Stdout) { // a terminal's width changes the screen
		main()
		return
	}
	var screen bytes.Buffer
	code := start(io.MultiWriter(os.Stdout, &screen))
	if wrong := formtest.Wrong(screen.String()); len(wrong) > 0 {
		fmt.Fprintf(os.Stderr, "a number or a time has another form than docs/json.md says: %s\n", strings.Join(wrong, "\n"))
		os.Exit(99)
	}
	if wrong := wrongNext(screen.String()); len(wrong) > 0 {
		fmt.Fprintf(os.Stderr, "mpool does not take what it says to type next: %s\n", strings.Join(wrong, "\n"))
		os.Exit(99)
	}
	os.Exit(code)
}

// forPrograms reports whether the output is for programs or is written line by line: files, shell
// scripts, help, waits and watches.
func forPrograms(args []string) bool {
	for _, word := range []string{"completion", "__complete", "__completeNoDesc", "help", "--help", "-h", "import", "recipe", "recipes", "init", "devnet", "watch", "--watch", "wait", "--csv", "--yaml", "chains", "sign"} {
		if slices.Contains(args, word) {
			return true
		}
	}
	return slices.ContainsFunc(args, func(a string) bool {
		return strings.HasPrefix(a, "--jq") || strings.HasPrefix(a, "--csv") || strings.HasSuffix(a, "-")
	})
}
