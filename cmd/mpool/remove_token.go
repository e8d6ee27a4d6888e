package main

import (
	"github.com/spf13/cobra"
)

func newRemoveToken(a *app) *cobra.Command {
	return newOperation(a, "remove-token", page{
		long: `remove-token does all that it takes: the token's asset manager withdraws what the
Vault has of it and writes off what is managed, and the owner removes it. What is
withdrawn goes to the asset manager and stays there. The weights of the others grow
in proportion, and the last token takes the removed one's place in the pool's order.

All of its weight goes at once, which the policy max_weight_change_per_day limits
where it is configured: bring the weight down before, with mpool weights-update, or
say --override. No price among the others moves.

No BPT is burned unless --burn says so. --burn fair burns supply * w of the owner's:
then nobody else pays for what is withdrawn. mpool burns from nobody but the owner.

` + doorsHelp("the withdrawal", "the removal") + `

Owner and asset manager may be different: sign with the keys of both, or send only
the calls of one with --partial and have the other go on with the same plan.
Nothing is sent unless --broadcast is given.`,
		example: `  mpool remove-token 0x… DAI
  mpool remove-token fund DAI --burn fair --out plan.json
  mpool remove-token DAI --broadcast --account owner --manager-account manager`,
	}, addManager)
}
