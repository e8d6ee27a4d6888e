package request

import (
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// How an amount of BPT is asked for that is none, or is worked out.
const (
	none   = "none"
	fairly = "fair"
)

// bptAmount reads none, fair or an amount of the pool's own token.
func bptAmount(flag, words string, before *ops.Snapshot, fair func() (units.Amount, error)) (units.Amount, error) {
	const decimals = 18 // of BPT, in every pool
	var amount units.Amount
	var err error
	switch words {
	case none:
		amount.Decimals = decimals
	case fairly:
		amount, err = fair()
	default:
		amount, err = units.ParseAmount(words, before.Pool.Symbol, decimals)
	}
	if err != nil {
		return amount, failure.Usage("%s: %s", flag, err).WithHint("use none, fair or an amount in BPT")
	}
	return amount, nil
}

// holdsNothing says whether the pool counts nothing of a token as its own.
func holdsNothing(token *ops.Token) bool {
	balance := token.Balance()
	return balance.Raw.IsZero()
}
