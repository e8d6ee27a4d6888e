package main

import "github.com/spf13/cobra"

func newJoin(a *app) *cobra.Command {
	return newOperation(a, "join", page{
		long: `join pays tokens into the pool and gets BPT, the pool's own token. USDC=1000 WETH=0.5
pays exactly these; USDC=50% is half of what the sender has. --bpt 10 gets exactly 10 BPT
for all tokens in the pool's proportions, which costs neither swap fee nor price impact;
with --token USDC that one token pays for them. --value "1000 USDC" gets BPT of that worth.

It is shown who can take the money out of the pool: asset managers, and the owner by what
an owner may do. --slippage says how much less BPT than quoted it may turn out, or how
much more has to be paid: the pool reverts beyond it. The Vault is allowed exactly what is
paid, and nothing of it is left over. Nothing is sent unless --broadcast is given.`,
		example: `  mpool join 0x… USDC=1000 WETH=0.4 --from 0x…
  mpool join fund --value "10000 USDC" --out plan.json
  mpool join fund --bpt 10 --token USDC --slippage 0.1% --broadcast --account lp`,
	})
}
