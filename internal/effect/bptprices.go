package effect

import (
	"slices"
	"strings"

	"mpool/internal/ops"
)

const (
	bptPricePath = ".bpt_price"
	breakerPath  = ".breaker."
)

// previewed are the fields of a preview: those of the state, and the BPT price of each token with a
// circuit breaker before the bounds that it is compared with. While weights move, arbitrage moves the
// balances, so that the price at the current ones would mislead.
func previewed(plan *ops.Plan, state *ops.Snapshot) []ops.Field {
	fields := state.Fields()
	if plan.Moves != nil {
		return fields
	}
	for _, token := range state.Tokens {
		path := "tokens." + strings.ToLower(token.Address.Hex())
		price, known := ops.BptPriceOf(state, token)
		at := slices.IndexFunc(fields, func(f ops.Field) bool { return f.Path == path+breakerPath+"lower_bpt_price" })
		if known && at >= 0 {
			fields = slices.Insert(fields, at, ops.Field{Path: path + bptPricePath, Label: token.Symbol.String() + " BPT price", Value: price})
		}
	}
	return fields
}

// alone says that a row is the BPT price of a token without any row of its circuit breaker: only
// together they say how far it is.
func (r Row) alone(rows []Row) bool {
	token, is := strings.CutSuffix(r.Path, bptPricePath)
	return is && !strings.Contains(token, breakerPath[:len(breakerPath)-1]) &&
		!slices.ContainsFunc(rows, func(other Row) bool {
			return strings.HasPrefix(other.Path, token+breakerPath) && other.ours && other.changes()
		})
}
