package main

import (
	"github.com/spf13/cobra"
)

func newShut(a *app) *cobra.Command {
	return newOperation(a, "shut", page{
		long: `shut is one command for an alarm: it disables swaps, and with them joins. On a pool of
the second generation joins and exits are disabled together, so that liquidity
providers are locked in until the pool is opened; --keep-exits has only those on the
allowlist join instead, which is how a pool of the first generation is shut. Whoever
is on the allowlist could then still join: --suspend-members takes them off it.
Where a Safe owns the pool, all of it is one transaction.

What was open before is kept in the record, and mpool open restores it. A running
change of weights goes on meanwhile. Nothing is sent unless --broadcast is given.`,
		example: `  mpool shut fund
  mpool shut fund --broadcast --yes --account owner
  mpool shut fund --keep-exits --out shut.json`,
	})
}
