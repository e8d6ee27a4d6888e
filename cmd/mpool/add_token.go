package main

import (
	"github.com/spf13/cobra"
)

func newAddToken(a *app) *cobra.Command {
	return newOperation(a, "add-token", page{
		long: `add-token does all that it takes: the owner adds the token, and its asset manager
approves the Vault for exactly the deposit and deposits it. An allowance that is
there is reset first, and none is left over. The weights of the others shrink to
make room; the new token has the weight given, and up to one wei a token more. It
has it at once, which the policy max_weight_change_per_day limits where configured.

` + doorsHelp("adding the token", "the deposit") + `

The deposit is --amount, or is worked out from --price so that it leaves nothing
to arbitrage: it is worth w/(1-w) of the pool at the pool's own prices. With both,
the amount is held against the price: how far it is off, and what of the pool that
gives to arbitrage, which the policy max_cost limits (refused above 0.5% unless
configured). --amount alone is checked by nothing, and is warned of. TOKEN is an
address. Amounts are in whole tokens: 1.5 or "1.5 USDC", or 1500000raw.

No BPT is minted unless --mint says so, and so the deposit belongs to all who hold
BPT. --mint fair mints for the deposit's share of the pool's value, by --price: that
dilutes nobody, and gives nobody anything. It goes to the asset manager, who pays the
deposit, or to --mint-to. What holders lose by another mint is held under max_cost.

Owner and asset manager may be different: sign with the keys of both, or send only
the calls of one with --partial and have the other go on with the same plan.
Nothing is sent unless --broadcast is given.`,
		example: `  mpool add-token 0x… 0x… --weight 10% --amount 1000 --price "1 USDC"
  mpool add-token fund 0x… --weight 10% --price "2000 USDC" --mint fair --out plan.json
  mpool add-token 0x… --weight 10% --amount 1000 --broadcast --account owner --manager-account manager`,
	}, addManager)
}
