package main

import (
	"github.com/spf13/cobra"
)

func newOpen(a *app) *cobra.Command {
	return newOperation(a, "open", page{
		long: `open opens again what mpool shut has shut, as it was: what was open before is in the
record of that. Where there is no such record here, the pool's events tell what was
shut since swaps were disabled last, or --doors names what to open.

What prices and weights have moved meanwhile is open to arbitrage at once, unless the
swap fee is high in the beginning: --fee-ramp 50%:0.3%:7d begins with 50% and lowers
it to 0.3% in 7 days. Nothing is sent unless --broadcast is given.`,
		example: `  mpool open fund --fee-ramp 50%:0.3%:7d
  mpool open fund --fee-ramp 50%:0.3%:7d --broadcast --yes --account owner
  mpool open fund --doors swaps,joins-exits`,
	})
}
