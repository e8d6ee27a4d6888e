package main

import (
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"mpool/internal/failure"
)

// newMan writes the manual.
func newMan() *cobra.Command {
	return &cobra.Command{
		Use:     "man FOLDER",
		Short:   "Write the manual pages",
		Long:    withExitCodes("man writes a manual page for each command into a folder that exists.", 0, 1, 2),
		Example: "  mpool man ~/.local/share/man/man1\n  mpool man man && man -l man/mpool-status.1",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if info, err := os.Stat(args[0]); err != nil || !info.IsDir() {
				return failure.Usage("%s is not a folder", args[0]).WithHint("mkdir -p %s", args[0])
			}
			root := cmd.Root()
			root.DisableAutoGenTag = true
			return doc.GenManTree(root, &doc.GenManHeader{Title: "MPOOL", Section: "1", Source: "mpool", Manual: "mpool"}, args[0])
		},
	}
}
