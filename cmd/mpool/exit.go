package main

import "github.com/spf13/cobra"

func newExit(a *app) *cobra.Command {
	return newOperation(a, "exit", page{
		long: `exit burns BPT, the pool's own token, and pays tokens out. --bpt 50% burns half of what
the sender has for all tokens in the pool's proportions, which costs neither swap fee nor
price impact; with --token USDC it is paid in that one token. USDC=1000 WETH=0.5 gets
exactly these. --value "1000 USDC" burns BPT of that worth.

While a pool is in recovery mode, --recovery pays all tokens without asking the pool for
anything: it works even while the pool is paused. --slippage says how much less than
quoted it may turn out, or how much more BPT it may take: the pool reverts beyond it. No
allowance is needed. Nothing is sent unless --broadcast is given.`,
		example: `  mpool exit 0x… --bpt 100% --from 0x…
  mpool exit fund USDC=1000 WETH=0.4 --out plan.json
  mpool exit fund --value "10000 USDC" --token USDC --broadcast --account lp`,
	})
}
