package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/planner"
)

func newAllowlistShow(a *app) *cobra.Command {
	var past planner.Past
	cmd := &cobra.Command{
		Use:   "show [POOL]",
		Short: "Show who is on the allowlist",
		Long: withExitCodes(`show rebuilds the allowlist from the pool's events, checks each address on the pool
at one block, and reports differences. The pool itself cannot list its members.`, 0, 1, 2, 130),
		Example: `  mpool allowlist show fund
  mpool allowlist show fund --json
  mpool allowlist show 0x… --from-block 17000000`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.showResult(a.looks.ReadMembers(cmd.Context(), args, &past))
		},
	}
	addFromFlag(&past, cmd)
	return cmd
}
