package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/text"
)

// safeNext returns the next command for a plan that a Safe sends.
func safeNext(cmd *cobra.Command, args []string, out string) string {
	if out != "" {
		return safeLine(cmd, "safe hash", text.ShellWord(out))
	}
	return planLine(cmd, args)
}
