package trade

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/units"
	"mpool/internal/weightcost"
)

// Loss is the arbitrage cost of the amounts at the given prices, as a share of their value, rounded
// up. It assumes free gas and no swap fee. The pool keeps prod (v_i/w_i)^w_i of the sum of the
// values v_i. So -ln of the part that it keeps is sum w_i ln(w_i/s_i), where s_i is the share of
// v_i in the sum.
func (op InitPool) Loss(now *ops.Snapshot) (units.Fixed, error) {
	values := make([]*big.Int, len(now.Tokens))
	sum := new(big.Int)
	amounts, err := inOrder(now, op.Amounts)
	if err != nil {
		return units.Fixed{}, err
	}
	for i, token := range now.Tokens {
		worth, given := op.worth(token.Address)
		if !given {
			return units.Fixed{}, fmt.Errorf("missing price of %s", token.Symbol)
		}
		v := new(big.Int).Mul(amounts[i].ToBig(), worth)
		values[i] = v.Mul(v, units.Pow10(36-token.Decimals))
		sum.Add(sum, values[i])
	}
	if sum.Sign() == 0 {
		return units.Fixed{}, fmt.Errorf("the amounts are worth nothing at the given prices")
	}
	exponent := new(big.Int)
	for i, token := range now.Tokens {
		share := new(big.Int).Mul(values[i], units.Unit())
		ln, err := weightcost.LnRatio(units.RawOf(token.Weight), share.Div(share, sum))
		if err != nil {
			return units.FixedOne(), nil //nolint:nilerr // almost none of a token: everything is lost
		}
		exponent.Add(exponent, ln.Mul(ln, units.RawOf(token.Weight)))
	}
	x := weightcost.Slack(exponent.Div(exponent, units.Unit()), uint64(len(values)))
	if x.Sign() < 0 {
		return units.Fixed{}, nil
	}
	return weightcost.Lost(x)
}

func (op InitPool) worth(token common.Address) (*big.Int, bool) {
	for _, p := range op.Prices {
		if p.Token == token {
			return units.RawOf(p.Worth), p.Worth != (units.Fixed{})
		}
	}
	return nil, false
}
