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

// formedMain is the program in scripts where it writes no document: its numbers and times
// have one form.
func formedMain(args []string) {
	if forPrograms(args) || console.IsTerminal(os.Stdout) { // whose width a screen takes
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

// forPrograms says whether a command writes what programs read, or typed words: files,
// shells' scripts, help, and what a wait or a watch writes line by line.
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
