package main

import (
	"github.com/spf13/cobra"
)

func newRevoke(a *app) *cobra.Command {
	return newOperation(a, "manage-balance revoke", page{
		long: `revoke sets what the Vault may take of a token from its asset manager to nothing. A
deposit, or add-token, that stops after the approval leaves such an allowance: it is
for exactly that deposit. TOKEN is a symbol, or the address of any token; where the
pool does not have it, --of says whose allowance it is. Nothing is sent unless
--broadcast is given.`,
		example: `  mpool manage-balance revoke 0x… USDC
  mpool manage-balance revoke fund USDC --out plan.json
  mpool manage-balance revoke USDC --broadcast --account manager`,
	})
}
