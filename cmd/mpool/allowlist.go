package main

import (
	"github.com/spf13/cobra"
)

func newAllowlist(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "allowlist",
		Short: "Say who may join the pool",
		Long: `A Managed Pool can let only those join who are on its allowlist. The list and the
switch that makes it count are two things: both can be changed at any time.
Everybody may leave the pool, whatever the list says.`,
		Example: `  mpool allowlist show fund
  mpool allowlist add fund 0x… 0x…
  mpool allowlist enable fund`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newAllowlistShow(a), newAllowlistCheck(a), newAllowlistEnable(a), newAllowlistDisable(a),
		newAllowlistAdd(a), newAllowlistRemove(a), newAllowlistSync(a))
	return cmd
}

func newAllowlistEnable(a *app) *cobra.Command {
	return newOperation(a, "allowlist enable", page{
		long: `enable lets only those on the allowlist join from then on. It looks for an address
that is on the list, and warns where it finds none: nobody could join. Nothing is
sent unless --broadcast is given.`,
		example: `  mpool allowlist enable fund
  mpool allowlist enable fund --broadcast --account owner`,
	})
}

func newAllowlistDisable(a *app) *cobra.Command {
	return newOperation(a, "allowlist disable", page{
		long: `disable lets everybody join from then on. The list stays as it is. Nothing is sent
unless --broadcast is given.`,
		example: `  mpool allowlist disable fund
  mpool allowlist disable fund --broadcast --account owner`,
	})
}

func newAllowlistAdd(a *app) *cobra.Command {
	return newOperation(a, "allowlist add", page{
		long: `add puts addresses on the allowlist, a transaction each. Those that are on it are
left out. Nothing is sent unless --broadcast is given.

` + memberWordsHelp,
		example: `  mpool allowlist add fund 0x…
  mpool allowlist add fund 0x… 0x… --out plan.json
  mpool allowlist add fund 0x… --broadcast --account owner`,
	})
}

func newAllowlistRemove(a *app) *cobra.Command {
	return newOperation(a, "allowlist remove", page{
		long: `remove takes addresses off the allowlist, a transaction each. Those that are not on
it are left out. What they have in the pool stays theirs, and they may leave it.
Nothing is sent unless --broadcast is given.

` + memberWordsHelp,
		example: `  mpool allowlist remove fund 0x…
  mpool allowlist remove fund 0x… --broadcast --account owner`,
	})
}
