package main

import (
	"context"

	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/parse"
	"mpool/internal/request"
)

func newAllowlistCheck(a *app) *cobra.Command {
	var detailed bool
	cmd := &cobra.Command{
		Use:   "check [POOL] ADDRESS...",
		Short: "Check whether addresses are on the allowlist and can join",
		Long: withExitCodes(`check asks the pool about each address, at one block. The exit code is 0 for any
answer; with --detailed-exitcode it is 7 if an address cannot join. If the allowlist is not
enabled, anyone can.

`+request.MemberWords, 0, 1, 2, 7, 130),
		Example: `  mpool allowlist check fund 0x… 0x…
  mpool allowlist check fund 0x… --detailed-exitcode --quiet`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, words []string) error {
			args, err := a.settings.PoolAndMembers(words)
			if err != nil {
				return err
			}
			return tookForPool(a.settings, cmd, words, args, a.checkMembers(cmd.Context(), args, detailed))
		},
	}
	cmd.Flags().BoolVar(&detailed, "detailed-exitcode", false, "exit with 7 if an address cannot join")
	return cmd
}

// checkMembers reports whether each given address is on the pool's allowlist.
func (a *app) checkMembers(ctx context.Context, args []string, detailed bool) error {
	addresses, err := parse.Addresses(args[1:])
	if err != nil {
		return failure.Usage("%s", err)
	}
	v, err := a.looks.CheckAllowlist(ctx, args, addresses)
	if err != nil {
		return err
	}
	if detailed && !v.AllCanJoin {
		a.exit = failure.Changes
	}
	return a.show(v)
}
