package request

import (
	"context"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// manageBalance asks an asset manager to move tokens, or to report what became of them.
type manageBalance struct {
	someAmounts
	way string // ops.WithdrawBalance and so on
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
