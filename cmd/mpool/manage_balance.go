package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/ops"
)

func newManageBalance(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "manage-balance",
		Short: "Move or report balances, as an asset manager",
		Long: `A token's asset manager may take it out of the Vault and bring it back, and reports what
it has become meanwhile. The pool counts what is out as its own: cash is in the Vault,
managed is with the asset manager.`,
		Example: "  mpool manage-balance withdraw fund USDC=1000\n  mpool manage-balance update fund USDC=1010\n  mpool manage-balance deposit fund USDC=1010",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newWithdraw(a), newDeposit(a), newUpdate(a), newRevoke(a))
	return cmd
}

func newWithdraw(a *app) *cobra.Command {
	return newManage(a, ops.WithdrawBalance,
		`withdraw sends tokens from the Vault to their asset manager. The pool counts them as
its own until they are reported lost.`,
		`  mpool manage-balance withdraw 0x… USDC=1000
  mpool manage-balance withdraw fund USDC=1000 WETH=0.5 --out plan.json
  mpool manage-balance withdraw USDC=1000 --broadcast --account manager`)
}

func newDeposit(a *app) *cobra.Command {
	return newManage(a, ops.DepositBalance,
		`deposit sends tokens from their asset manager back to the Vault, up to what is
managed. The Vault is allowed exactly that before, and nothing is left over. A gain
has to be reported first, with update.`,
		`  mpool manage-balance deposit 0x… USDC=1000
  mpool manage-balance deposit fund USDC=1000 WETH=0.5 --out plan.json
  mpool manage-balance deposit USDC=1000 --broadcast --account manager`)
}

func newUpdate(a *app) *cobra.Command {
	return newManage(a, ops.UpdateBalance,
		`update sets what is managed of a token. More than before is a gain and less is a loss
of all who hold BPT, and the pool's price moves with it at once.`,
		`  mpool manage-balance update 0x… USDC=1010
  mpool manage-balance update fund USDC=1010 WETH=0.51 --out plan.json
  mpool manage-balance update USDC=1010 --broadcast --account manager`)
}

func newManage(a *app, way, long, example string) *cobra.Command {
	return newOperation(a, "manage-balance "+way, page{example: example, long: long + `

Several tokens go in one call, where they have the same asset manager. Amounts are
in whole tokens: USDC=1.5 or USDC=1500000raw. Nothing is sent unless --broadcast is
given.`})
}
