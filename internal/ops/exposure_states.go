package ops

// visibleStates are those of a plan that others can act in: the one before it, the
// one after it, and each between two of its transactions. Calls of an owner's Safe
// that follow each other are made in one.
func visibleStates(now *Snapshot, plan *Plan) []Visible {
	states := []Visible{{now, 0}}
	for i, after := range plan.After {
		last := i == len(plan.After)-1
		if last || i+1 >= len(plan.Calls) || !oneTransaction(now, plan.Calls[i], plan.Calls[i+1]) {
			states = append(states, Visible{after, i + 1})
		}
	}
	return states
}

func oneTransaction(now *Snapshot, a, b Call) bool {
	return a.From == b.From && now.Pool.OwnerKind == OwnerSafe && a.From == now.Pool.Owner
}

// marketOf are the prices that a plan is held against: the pool's own before it, the
// one given for a token that comes, and, where none is given, the one that its deposit
// implies.
func marketOf(states []Visible, op Operation) Market {
	first, last := states[0].State, states[len(states)-1].State
	m := SpotMarket(first)
	for _, add := range additions(op) {
		delete(m.quotes, add.Token)
		m.price(add.Token, add.Deposit.Decimals, first, add.Price)
	}
	for _, token := range last.Tokens {
		m.imply(token.Address, last)
	}
	return m
}

// additions are the tokens that an operation adds, wherever in it.
func additions(op Operation) []AddToken {
	switch op := op.(type) {
	case AddToken:
		return []AddToken{op}
	case ExecSafe:
		return additions(op.Of.Operation)
	case Series:
		var all []AddToken
		for _, part := range op.Parts {
			all = append(all, additions(part.Operation)...)
		}
		return all
	}
	return nil
}
