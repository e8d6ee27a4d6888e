package strategy

import (
	"fmt"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// breakers sets the bounds by the prices at the time of the operation.
func (e *Entry) breakers(pool *ops.Snapshot) (func(*ops.Snapshot) (ops.Operation, error), error) {
	type pair struct{ lower, upper units.Fixed }
	bounds := map[named.Symbol]pair{}
	for i := range pool.Tokens {
		symbol := pool.Tokens[i].Symbol
		b, found := e.Breakers[symbol.Bare()]
		if !found {
			continue
		}
		lower, err := bound(b.Lower)
		if err != nil {
			return nil, fmt.Errorf("breakers: %s: lower: %w", symbol, err)
		}
		upper, err := bound(b.Upper)
		if err != nil {
			return nil, fmt.Errorf("breakers: %s: upper: %w", symbol, err)
		}
		bounds[symbol] = pair{lower, upper}
	}
	if len(bounds) != len(e.Breakers) {
		return nil, fmt.Errorf("breakers: a token is not in the pool")
	}
	return func(now *ops.Snapshot) (ops.Operation, error) {
		var op ops.SetBreakers
		for i := range now.Tokens {
			if b, found := bounds[now.Tokens[i].Symbol]; found {
				one := now.PriceBounds([]*ops.Token{&now.Tokens[i]}, b.lower, b.upper)
				op.Breakers = append(op.Breakers, one.Breakers...)
			}
		}
		return op, nil
	}, nil
}

func bound(text string) (units.Fixed, error) {
	if text == "" {
		return units.Fixed{}, nil
	}
	return units.ParseBound(text)
}
