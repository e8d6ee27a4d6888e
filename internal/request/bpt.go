package request

import (
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// The values of --mint and --burn for no BPT and for the share that keeps the BPT price.
const (
	none   = "none"
	fairly = "fair"
)

// bptAmount parses none, fair or an amount of BPT.
func bptAmount(flag, words string, before *ops.Snapshot, fair func() (units.Amount, error)) (units.Amount, error) {
	const decimals = 18 // BPT has 18 decimals in every pool
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

// holdsNothing reports whether both the cash and the managed balance of a token are zero.
func holdsNothing(token *ops.Token) bool {
	balance := token.Balance()
	return balance.Raw.IsZero()
}
