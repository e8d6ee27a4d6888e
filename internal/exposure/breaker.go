package exposure

import (
	"fmt"
	"math/big"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// A circuit breaker keeps a token's BPT price within bounds. If a plan moves a price away from the
// market, the breaker may revert the very trades that would restore it (BAL#356). Then the price
// stays wrong, and traders keep taking value by other tokens.

// exposureBreaker is the code of this finding.
const exposureBreaker = ops.ExposurePrefix + "breaker"

// sayShutOut warns of breakers that stop their token's price from returning to the market, in the
// pool after the plan.
func (x *Exposed) sayShutOut() []ops.Finding {
	last := x.States[len(x.States)-1].State
	if !last.Pool.SwapsOpen() || !units.IsAbove(x.End.Within, worthAWord()) || !units.IsAbove(x.End.Within, x.Now.Within) {
		return nil
	}
	var found []ops.Finding
	for i, row := 0, standingOf(last, x.Market); i < len(last.Tokens); i++ {
		token := last.Tokens[i]
		way, stopped := stopsRepair(last, i, row.fair(i), row.values[i])
		if !stopped {
			continue
		}
		found = append(found, ops.Finding{Severity: ops.Warn, Code: exposureBreaker, Summary: fmt.Sprintf("the circuit breaker of %s stops the traders who would restore its price: their trades %s (BAL#356)", token.Symbol, way),
			Detail: "until then the price stays wrong, and trades of the other tokens take up to " + ops.ShortShare(x.End.Within) + " of the pool",
			Hint:   "clear it first, and set it again when the price has settled: mpool breakers clear " + token.Symbol.Word()})
	}
	return found
}

// stopsRepair says whether a token's breaker trips at the balance at which its value matches its
// weight, but not at the current balance. A token without value has no such balance.
func stopsRepair(pool *ops.Snapshot, token int, fair, value *big.Int) (way string, stopped bool) {
	if pool.Tokens[token].Breaker == nil || value.Sign() == 0 {
		return "", false
	}
	balance := pool.Tokens[token].Balance()
	raw, over := uint256.FromBig(new(big.Int).Div(new(big.Int).Mul(balance.Raw.ToBig(), fair), value))
	if over {
		return "", false
	}
	repaired := pool.Clone()
	t := &repaired.Tokens[token]
	t.Cash.Raw, t.Managed.Raw = *raw, uint256.Int{}
	was := pool.Tokens[token]
	switch {
	case repaired.Trips(*t, poolmath.Lower) && !pool.Trips(was, poolmath.Lower):
		return "push its BPT price below the lower bound", true
	case repaired.Trips(*t, poolmath.Upper) && !pool.Trips(was, poolmath.Upper):
		return "push its BPT price above the upper bound", true
	}
	return "", false
}
