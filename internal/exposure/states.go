package exposure

import (
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/ops/wallet"
)

// visibleStates are the states of a plan in which others can act: the one before it, the one after
// it, and those between two of its transactions. Consecutive calls of a Safe that owns the pool are
// one transaction.
func visibleStates(now *ops.Snapshot, plan *ops.Plan) []Visible {
	states := []Visible{{now, 0}}
	for i, after := range plan.After {
		last := i == len(plan.After)-1
		if last || i+1 >= len(plan.Calls) || !oneTransaction(now, plan.Calls[i], plan.Calls[i+1]) {
			states = append(states, Visible{after, i + 1})
		}
	}
	return states
}

func oneTransaction(now *ops.Snapshot, a, b ops.Call) bool {
	return a.From == b.From && now.Pool.OwnerKind == ops.OwnerSafe && a.From == now.Pool.Owner
}

// marketOf are the prices to judge a plan by: the pool's own before it, and the given price of a
// token that is added. Without a given price, it is the price that the token's balance implies.
func marketOf(states []Visible, op ops.Operation) Market {
	first, last := states[0].State, states[len(states)-1].State
	m := SpotMarket(first)
	for _, add := range additions(op) {
		delete(m.quotes, add.Token)
		m.price(add.Token, add.Deposit.Decimals, first, add.Price)
	}
	for _, token := range last.Tokens {
		m.Imply(token.Address, last)
	}
	return m
}

// additions are the tokens that an operation adds, including nested operations.
func additions(op ops.Operation) []tokenset.AddToken {
	switch op := op.(type) {
	case tokenset.AddToken:
		return []tokenset.AddToken{op}
	case wallet.ExecSafe:
		return additions(op.Of.Operation)
	case ops.Series:
		var all []tokenset.AddToken
		for _, part := range op.Parts {
			all = append(all, additions(part.Operation)...)
		}
		return all
	}
	return nil
}
