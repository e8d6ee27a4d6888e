package fork

import (
	"fmt"
	"slices"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// The codes that need more explanation.
const (
	codeCash    = "BAL#001" // SUB_OVERFLOW
	codeBreaker = "BAL#356" // CIRCUIT_BREAKER_TRIPPED
)

// whyNot returns why a call that does not revert still fails its user; empty if it works.
// Queries of joins and exits move no tokens, so they do not notice that the Vault's cash is
// too small.
func whyNot(a attempt, state *ops.Snapshot, amounts []Moved, err error) string {
	switch {
	case err != nil:
		return "invalid response: " + err.Error()
	case a.kind == TrySwap && amounts[1].Amount.Raw.IsZero():
		return "it pays nothing: the pool has no " + a.out.Symbol.String()
	}
	for _, m := range amounts {
		token, err := state.Token(m.Token)
		if err == nil && !m.Given && token.Cash.Raw.Lt(&m.Amount.Raw) {
			return lacks(*token)
		}
	}
	return ""
}

func lacks(token ops.Token) string {
	return fmt.Sprintf("the Vault has only %s %s (cash)", token.Cash, token.Symbol)
}

// whyReverts names the token without cash or with the violated bound. It is empty if the code says
// enough, or the arithmetic cannot tell.
func whyReverts(a attempt, state *ops.Snapshot, r *Revert) string {
	switch r.Code {
	case codeCash:
		if token, err := state.Token(a.out.Address); a.kind == TrySwap && err == nil && !token.Managed.Raw.IsZero() {
			return lacks(*token)
		}
	case codeBreaker:
		if a.kind == TrySwap {
			return swapTrips(a, state)
		}
		return joinTrips(a, state)
	}
	return ""
}

// outOfPrice says whether the action fails because of prices: a bound on them, or a limit on the
// share of a balance per action.
func (o *Outcome) outOfPrice() bool {
	return o.Revert != nil && slices.Contains([]string{codeBreaker, "BAL#304", "BAL#305", "BAL#306", "BAL#307"}, o.Revert.Code)
}

// OfSize says whether a smaller amount might work although this one fails.
func (o *Outcome) OfSize() bool { return !o.Works && (o.Why != "" || o.outOfPrice()) }

// swapTrips returns the bound that a swap violates: the pool checks the lower bound of the
// input token, then the upper bound of the output token.
func swapTrips(a attempt, state *ops.Snapshot) string {
	in, err1 := state.Token(a.in.Address)
	out, err2 := state.Token(a.out.Address)
	switch {
	case err1 != nil || err2 != nil:
		return ""
	case in.Breaker != nil && priced(state.Supply.Actual, *in, a.amount).Lt(in.Breaker.LowerBptPrice.Int()):
		return belowLower(*in)
	case out.Breaker != nil && !out.Breaker.UpperBound.Int().IsZero():
		return aboveUpper(*out)
	}
	return ""
}

// joinTrips returns the first bound that a join or an exit violates: the pool checks both bounds of
// each token, after the join or exit. A proportional one changes no price.
func joinTrips(a attempt, state *ops.Snapshot) string {
	supply := state.Supply.Actual
	if a.kind == TryJoinSingle {
		minted, err := mintedFor(a, state)
		if err != nil {
			return ""
		}
		supply = supply.Plus(minted)
	}
	for _, token := range state.Tokens {
		if token.Breaker == nil {
			continue
		}
		more := units.Amount{}
		if a.kind == TryJoinSingle && token.Address == a.in.Address {
			more = a.amount
		}
		price, upper := priced(supply, token, more), token.Breaker.UpperBptPrice.Int()
		switch {
		case price.Lt(token.Breaker.LowerBptPrice.Int()):
			return belowLower(token)
		case !upper.IsZero() && price.Gt(upper):
			return aboveUpper(token)
		}
	}
	return ""
}

// mintedFor returns the BPT that a join with one token would mint.
func mintedFor(a attempt, state *ops.Snapshot) (units.Amount, error) {
	var balances, weights, amounts []uint256.Int
	for _, token := range state.Tokens {
		factor, err := poolmath.ScalingFactor(token.Decimals)
		if err != nil {
			return units.Amount{}, err
		}
		balance, err := poolmath.Upscale(token.Balance().Raw, factor)
		if err != nil {
			return units.Amount{}, err
		}
		var amount uint256.Int
		if token.Address == a.in.Address {
			if amount, err = poolmath.Upscale(a.amount.Raw, factor); err != nil {
				return units.Amount{}, err
			}
		}
		balances, weights, amounts = append(balances, balance), append(weights, uint256.Int(token.Weight)), append(amounts, amount)
	}
	minted, err := poolmath.BptOutForExactTokensIn(balances, weights, amounts, state.Supply.Actual.Raw, uint256.Int(state.Fees.SwapFee))
	return units.Amount{Raw: minted, Decimals: state.Supply.Actual.Decimals}, err
}

func belowLower(t ops.Token) string {
	return fmt.Sprintf("%s below its lower bound of %s", t.Symbol, units.PercentText(t.Breaker.LowerBound))
}

func aboveUpper(t ops.Token) string {
	return fmt.Sprintf("%s above its upper bound of %s", t.Symbol, units.PercentText(t.Breaker.UpperBound))
}

// priced returns a token's BPT price, comparable with its bounds, with more of the token in the
// pool; zero if there is no price.
func priced(supply units.Amount, token ops.Token, more units.Amount) *uint256.Int {
	price, err := poolmath.BptPrice(supply.Raw, uint256.Int(token.Weight), token.Balance().Plus(more).Raw)
	if err != nil {
		return new(uint256.Int)
	}
	return &price
}
