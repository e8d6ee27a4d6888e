package main

import (
	"fmt"
	"io"
	"runtime/debug"
	"slices"
)

// version is set by the Makefile at link time. With `go install` it is empty, and the module's version
// is used.
var version string

// isVersion recognises `mpool --version` before the command tree is built.
func isVersion(args []string) bool { return slices.Equal(args, []string{"--version"}) }

func printVersion(w io.Writer) { fmt.Fprintf(w, "mpool %s\n", versionText()) }

func versionText() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
