package main

import (
	"strings"

	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/text"
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
	return newManage(a, ops.WithdrawBalance, "Take tokens out of the Vault",
		`withdraw sends tokens from the Vault to their asset manager. The pool counts them as
its own until they are reported lost.`,
		`  mpool manage-balance withdraw 0x… USDC=1000
  mpool manage-balance withdraw fund USDC=1000 WETH=0.5 --out plan.json
  mpool manage-balance withdraw USDC=1000 --broadcast --account manager`)
}

func newDeposit(a *app) *cobra.Command {
	return newManage(a, ops.DepositBalance, "Bring tokens back into the Vault",
		`deposit sends tokens from their asset manager back to the Vault, up to what is
managed. The Vault is allowed exactly that before, and nothing is left over. A gain
has to be reported first, with update.`,
		`  mpool manage-balance deposit 0x… USDC=1000
  mpool manage-balance deposit fund USDC=1000 WETH=0.5 --out plan.json
  mpool manage-balance deposit USDC=1000 --broadcast --account manager`)
}

func newUpdate(a *app) *cobra.Command {
	return newManage(a, ops.UpdateBalance, "Report what the managed tokens have become",
		`update sets what is managed of a token. More than before is a gain and less is a loss
of all who hold BPT, and the pool's price moves with it at once.`,
		`  mpool manage-balance update 0x… USDC=1010
  mpool manage-balance update fund USDC=1010 WETH=0.51 --out plan.json
  mpool manage-balance update USDC=1010 --broadcast --account manager`)
}

func newManage(a *app, way, short, long, example string) *cobra.Command {
	var flags operationFlags
	cmd := &cobra.Command{
		Use:     way + " [POOL] TOKEN=AMOUNT…",
		Short:   short,
		Example: example,
		Long: long + `

Several tokens go in one call, where they have the same asset manager. Amounts are
in whole tokens: USDC=1.5 or USDC=1500000raw. Nothing is sent unless --broadcast is
given.`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			args, err := a.poolAndItems(args)
			if err != nil {
				return err
			}
			return a.operate(cmd, args, &flags, func(on *target) (ops.Operation, error) {
				return buildManageBalance(on.before, way, args[1:])
			})
		},
	}
	flags.add(cmd)
	addOverrideFlags(&flags.sending.Override, cmd.Flags())
	return cmd
}

// poolAndItems puts the pool of the configuration before items where POOL was
// left out. An item has an equals sign, and no pool's name or address has one.
func (a *app) poolAndItems(args []string) ([]string, error) {
	behind := len(args)
	if len(args) > 0 && !strings.Contains(args[0], "=") {
		behind--
	}
	if behind == 0 {
		return nil, failure.Usage("which tokens, and how much? name them as USDC=1000 WETH=0.5")
	}
	for _, item := range args[len(args)-behind:] {
		if !strings.Contains(item, "=") {
			return nil, failure.Usage("%s is no token and amount: write USDC=1000", text.Quote(item))
		}
	}
	return a.settings.PoolFirst(args, behind)
}

func buildManageBalance(before *ops.Snapshot, way string, items []string) (ops.Operation, error) {
	op := ops.ManageBalance{Way: way}
	seen := map[string]bool{}
	for _, item := range items {
		balance, err := before.ParseManagedBalance(item)
		if err != nil {
			return nil, failure.Usage("%s", err)
		}
		if seen[balance.Token.Hex()] {
			return nil, failure.Usage("%s is named twice", text.Quote(item))
		}
		if way != ops.UpdateBalance && balance.Amount.Raw.IsZero() {
			return nil, failure.Usage("%s moves nothing", text.Quote(item))
		}
		seen[balance.Token.Hex()] = true
		op.Tokens = append(op.Tokens, balance)
	}
	return op, nil
}
