package main

import "github.com/spf13/cobra"

func newInit(a *app) *cobra.Command {
	return newOperation(a, "init", page{
		long: `init puts the first tokens into a pool that was created. Whoever does that sets its
prices: --price says what each token is worth, all in one money, and what arbitrage would
take where the amounts are not at those prices is shown, and refused beyond the policy
max_cost. --value 100000 works the amounts out from prices and weights.

Where the allowlist is enabled, the owner puts the sender on it before, and takes it off
again behind it, so that nobody else can come first; --open has the owner disable the
allowlist afterwards, so that everybody may join. Nothing is sent unless --broadcast is
given.`,
		example: `  mpool init 0x… --value 100000 --price WETH=2500 --price USDC=1 --from 0x…
  mpool init fund WETH=20 USDC=50000 --price WETH=2500 --price USDC=1 --open --out plan.json
  mpool init fund WETH=20 USDC=50000 --broadcast --account owner`,
	}, addManager)
}
