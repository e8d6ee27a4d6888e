package main

import "github.com/spf13/cobra"

func newSwap(a *app) *cobra.Command {
	return newOperation(a, "swap", page{
		long: `swap trades within the pool. The amount stands with the token whose amount is exact:
WETH=1.5 USDC pays exactly 1.5 WETH, and WETH USDC=3000 gets exactly 3000 USDC. BPT
stands for the pool's own token: a swap into it joins, a swap out of it exits. 50% is
half of what the sender has.

--slippage says how much worse than the quote it may turn out: that limit stands in the
transaction, and the pool reverts beyond it. The Vault is allowed exactly what is paid,
and nothing of it is left over. Nothing is sent unless --broadcast is given.`,
		example: `  mpool swap 0x… WETH=1.5 USDC --from 0x…
  mpool swap fund WETH USDC=3000 --slippage 0.1% --out plan.json
  mpool swap fund USDC=10% BPT --broadcast --account lp`,
	})
}
