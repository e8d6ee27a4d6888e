package request

import (
	"context"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/text"
)

func manageBalanceGroup() Help {
	return Help{
		Name: "manage-balance", Short: "Move or report balances, as an asset manager", Chapter: AsManager,
		Long: `A token's asset manager may take it out of the Vault and bring it back, and reports what
it has become meanwhile. The pool counts what is out as its own: cash is in the Vault,
managed is with the asset manager.`,
		Example: "  mpool manage-balance withdraw fund USDC=1000\n  mpool manage-balance update fund USDC=1010\n  mpool manage-balance deposit fund USDC=1010",
	}
}

// manageBalance asks an asset manager to move tokens, or to report what became of them.
type manageBalance struct {
	someAmounts
	way string // ops.WithdrawBalance and so on
}

func aboutWithdraw() entry {
	return aboutManaging(ops.WithdrawBalance, "Take tokens out of the Vault",
		`withdraw sends tokens from the Vault to their asset manager. The pool counts them as
its own until they are reported lost.`,
		`  mpool manage-balance withdraw 0x… USDC=1000
  mpool manage-balance withdraw fund USDC=1000 WETH=0.5 --out plan.json
  mpool manage-balance withdraw USDC=1000 --broadcast --account manager`)
}

func aboutDeposit() entry {
	return aboutManaging(ops.DepositBalance, "Bring tokens back into the Vault",
		`deposit sends tokens from their asset manager back to the Vault, up to what is
managed. The Vault is allowed exactly that before, and nothing is left over. A gain
has to be reported first, with update.`,
		`  mpool manage-balance deposit 0x… USDC=1000
  mpool manage-balance deposit fund USDC=1000 WETH=0.5 --out plan.json
  mpool manage-balance deposit USDC=1000 --broadcast --account manager`)
}

func aboutUpdate() entry {
	return aboutManaging(ops.UpdateBalance, "Report what the managed tokens have become",
		`update sets what is managed of a token. More than before is a gain and less is a loss
of all who hold BPT, and the pool's price moves with it at once.`,
		`  mpool manage-balance update 0x… USDC=1010
  mpool manage-balance update fund USDC=1010 WETH=0.51 --out plan.json
  mpool manage-balance update USDC=1010 --broadcast --account manager`)
}

func aboutManaging(way, short, long, example string) entry {
	return entry{
		name: "manage-balance " + way, short: short, judged: true,
		asks: func() asked { return &manageBalance{way: way} },
		long: long + `

Several tokens go in one call, where they have the same asset manager. Amounts are
in whole tokens: USDC=1.5 or USDC=1500000raw. Nothing is sent unless --broadcast is
given.`,
		example: example,
	}
}

func (o *manageBalance) build(_ context.Context, on *Target) (ops.Operation, error) {
	op := ops.ManageBalance{Way: o.way}
	seen := map[string]bool{}
	for _, item := range o.items.words {
		balance, err := on.Before.ParseManagedBalance(item)
		if err != nil {
			return nil, failure.Usage("%s", err)
		}
		if seen[balance.Token.Hex()] {
			return nil, failure.Usage("%s is named twice", text.Quote(item))
		}
		if o.way != ops.UpdateBalance && balance.Amount.Raw.IsZero() {
			return nil, failure.Usage("the amount of %s is zero", text.Quote(item))
		}
		seen[balance.Token.Hex()] = true
		op.Tokens = append(op.Tokens, balance)
	}
	return op, nil
}
