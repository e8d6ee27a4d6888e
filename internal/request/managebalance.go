package request

import (
	"context"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/text"
)

func manageBalanceGroup() Help {
	return Help{
		Name: "manage-balance", Short: "Move or report balances, as an asset manager", Chapter: AsManager,
		Long: `A token's asset manager can withdraw it from the Vault and deposit it again, and reports
its value in between. The pool counts withdrawn tokens as its own: cash is in the Vault,
managed is with the asset manager.`,
		Example: "  mpool manage-balance withdraw fund USDC=1000\n  mpool manage-balance update fund USDC=1010\n  mpool manage-balance deposit fund USDC=1010",
	}
}

// manageBalance is a request of the asset manager to move tokens or report their managed balance.
type manageBalance struct {
	someAmounts
	way string // assetmanager.WithdrawBalance and so on
}

func aboutWithdraw() entry {
	return aboutManaging(assetmanager.WithdrawBalance, "Withdraw tokens from the Vault",
		`withdraw sends tokens from the Vault to their asset manager. The pool counts them as its
own until a loss is reported.`,
		`  mpool manage-balance withdraw 0x… USDC=1000
  mpool manage-balance withdraw fund USDC=1000 WETH=0.5 --out plan.json
  mpool manage-balance withdraw USDC=1000 --broadcast --account manager`)
}

func aboutDeposit() entry {
	return aboutManaging(assetmanager.DepositBalance, "Deposit tokens into the Vault again",
		`deposit sends tokens from their asset manager back to the Vault, up to the managed
balance. Exactly this amount is approved for the Vault, and no allowance remains. Report
a gain with update first.`,
		`  mpool manage-balance deposit 0x… USDC=1000
  mpool manage-balance deposit fund USDC=1000 WETH=0.5 --out plan.json
  mpool manage-balance deposit USDC=1000 --broadcast --account manager`)
}

func aboutUpdate() entry {
	return aboutManaging(assetmanager.UpdateBalance, "Report the current managed balances",
		`update sets the managed balance of a token. A higher value is a gain and a lower one a
loss for all LPs, and it changes the pool's price at once.`,
		`  mpool manage-balance update 0x… USDC=1010
  mpool manage-balance update fund USDC=1010 WETH=0.51 --out plan.json
  mpool manage-balance update USDC=1010 --broadcast --account manager`)
}

func aboutManaging(way, short, long, example string) entry {
	return entry{
		name: "manage-balance " + way, short: short, judged: true,
		asks: func() asked { return &manageBalance{way: way} },
		long: long + `

Several tokens with the same asset manager are one call. Amounts are in whole tokens:
USDC=1.5 or USDC=1500000raw. Nothing is sent unless --broadcast is given.`,
		example: example,
	}
}

func (o *manageBalance) build(_ context.Context, on *Target) (ops.Operation, error) {
	op := assetmanager.ManageBalance{Way: o.way}
	seen := map[string]bool{}
	for _, item := range o.items.words {
		balance, err := assetmanager.ParseManagedBalance(on.Before, item)
		if err != nil {
			return nil, failure.Usage("%s", err)
		}
		if seen[balance.Token.Hex()] {
			return nil, failure.Usage("%s is named twice", text.Quote(item))
		}
		if o.way != assetmanager.UpdateBalance && balance.Amount.Raw.IsZero() {
			return nil, failure.Usage("the amount of %s is zero", text.Quote(item))
		}
		seen[balance.Token.Hex()] = true
		op.Tokens = append(op.Tokens, balance)
	}
	return op, nil
}
