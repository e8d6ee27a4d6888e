package exposure

import (
	"fmt"
	"math/big"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// farAbove is how many times its last known price a pool may value a token at before mpool warns.
const farAbove = 100

// sayValue warns of tokens that the pool after the plan values far above their last known price:
// the given price, or the pool's own before the plan.
func (x *Exposed) sayValue() []ops.Finding {
	var found []ops.Finding
	last := x.States[len(x.States)-1].State
	row := standingOf(last, x.Market)
	for i, token := range last.Tokens {
		known := row.values[i]
		if known.Sign() == 0 || token.Weight == (units.Fixed{}) {
			continue
		}
		balanced := row.besideOthers(i)
		if balanced.Cmp(new(big.Int).Mul(known, big.NewInt(farAbove))) > 0 {
			found = append(found, ops.Finding{Severity: ops.Warn, Code: exposureValue, Summary: fmt.Sprintf("the pool values %s at more than %d times its last known price", token.Symbol, farAbove),
				Detail: fmt.Sprintf("others gain by this unless %s now costs %s times as much", token.Symbol, timesOf(balanced, known)), Hint: "deposit more of it, or lower its weight first"})
		}
	}
	return found
}

// besideOthers is the value at which a token would be in balance with the others.
func (s standing) besideOthers(i int) *big.Int {
	others := new(big.Int).Sub(s.sum, s.values[i])
	rest := new(big.Int).Sub(s.total, s.weights[i])
	if rest.Sign() <= 0 {
		return new(big.Int).Set(s.values[i])
	}
	return others.Div(others.Mul(others, s.weights[i]), rest)
}

// timesOf is a / b, rounded down to a whole number.
func timesOf(a, b *big.Int) string {
	word, over := uint256.FromBig(new(big.Int).Div(a, b))
	if over {
		return "more than 2^256"
	}
	return word.Dec()
}
