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
// circuit breaker before the bounds that it is compared with.
func previewed(state *ops.Snapshot) []ops.Field {
	fields := state.Fields()
	for _, token := range state.Tokens {
		path := tokenPath(token)
		price, known := ops.BptPriceOf(state, token)
		at := slices.IndexFunc(fields, func(f ops.Field) bool { return f.Path == path+breakerPath+"lower_bpt_price" })
		if known && at >= 0 {
			fields = slices.Insert(fields, at, ops.Field{Path: path + bptPricePath, Label: token.Symbol.String() + " BPT price", Value: price})
		}
	}
	return fields
}

func tokenPath(token ops.Token) string { return "tokens." + strings.ToLower(token.Address.Hex()) }

// misleads says that a row is a BPT price that a plan's weight change makes wrong: while weights move,
// arbitrage moves the balances too. It stays where a plan warns that the price at the current balances
// leaves the bounds: then it is what the warning compares. mined is the state after the plan.
func misleads(plan *ops.Plan, row Row, mined *ops.Snapshot, later []*ops.Snapshot) bool {
	token, is := strings.CutSuffix(row.Path, bptPricePath)
	i := slices.IndexFunc(mined.Tokens, func(t ops.Token) bool { return tokenPath(t) == token })
	return is && plan.Moves != nil && !slices.ContainsFunc(later, func(state *ops.Snapshot) bool { return i >= 0 && ops.TripsLater(mined, state, i) })
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
