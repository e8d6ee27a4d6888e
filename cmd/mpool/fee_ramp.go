package main

import (
	"github.com/spf13/cobra"
)

func newFeeRamp(a *app) *cobra.Command {
	return newOperation(a, "fee-ramp", page{
		long: `fee-ramp moves the swap fee gradually from one value to another. The fee is the
first one as soon as the transaction is mined, also where the ramp begins later;
--from now keeps the fee of the moment of planning. A fee that jumps is told with
the size of the jump, and one that falls at once is warned of. Pools take swap fees
of 0.0001% to 95%. Nothing is sent unless --broadcast is given.

Here --from is a fee. The account that sends is --sender, -f or ETH_FROM.`,
		example: `  mpool fee-ramp 0x… --from 2% --to 0.3% --duration 3d
  mpool fee-ramp fund --from now --to 1% --end 2026-12-31T00:00:00Z --out plan.json
  mpool fee-ramp --from 2% --to 0.3% --duration 3d --broadcast --account owner`,
	})
}
