package main

import "github.com/spf13/cobra"

func newFeeSet(a *app) *cobra.Command {
	return newOperation(a, "fee-set", page{
		long: `fee-set gives the pool another swap fee, from the moment of mining on. Lowering it
is warned of: fee-ramp lowers it gradually. The transaction can be mined until
--within has passed; later than that, the pool refuses it. Pools take swap fees of
0.0001% to 95%. Nothing is sent unless --broadcast is given.`,
		example: `  mpool fee-set 0x… 0.3%
  mpool fee-set fund 1% --out plan.json
  mpool fee-set 0.3% --within 30d --broadcast --account owner`,
	})
}
