package tokenset

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// NeutralDeposit is the deposit that leaves no arbitrage if one whole token costs the price. It
// assumes that the pool's other prices equal the market's. The amount is balance of other / weight
// of other * w / (1-w) / price, rounded down once at the end. If the token is in the pool already,
// the weights have made room for it, and 1-w becomes 1.
func NeutralDeposit(pool *ops.Snapshot, added AddToken, other *ops.Token, price units.Fixed, decimals uint8) (units.Amount, error) {
	deposit := units.Amount{Decimals: decimals}
	worth, costs, err := neutral(pool, added.Token, added.Weight, other, price, decimals)
	if err != nil {
		return deposit, err
	}
	raw, over := uint256.FromBig(worth.Div(worth, costs))
	if over {
		return deposit, fmt.Errorf("the deposit is too large: check --price")
	}
	deposit.Raw = *raw
	return deposit, nil
}

// neutral is NeutralDeposit before rounding: the fraction worth / costs, in raw units.
func neutral(pool *ops.Snapshot, added common.Address, weight units.Fixed, other *ops.Token, price units.Fixed, decimals uint8) (worth, costs *big.Int, err error) {
	one := units.FixedOne()
	if weight.Int().Cmp(one.Int()) >= 0 || price == (units.Fixed{}) || other.Weight == (units.Fixed{}) {
		return nil, nil, fmt.Errorf("a weight of %s leaves no other token to price the deposit by", units.Against(weight, one))
	}
	rest := new(big.Int).Sub(units.RawOf(one), units.RawOf(weight))
	if pool.Has(added) {
		rest = units.RawOf(one)
	}
	balance := other.Balance().Raw
	worth = new(big.Int).Mul(balance.ToBig(), units.RawOf(weight)) // raw units of other, times 1e18
	worth.Mul(worth, units.RawOf(one)).Mul(worth, units.RawOf(one)).Mul(worth, units.Pow10(decimals))
	costs = new(big.Int).Mul(units.RawOf(other.Weight), rest)
	costs.Mul(costs, units.RawOf(price)).Mul(costs, units.Pow10(other.Decimals))
	return worth, costs, nil
}
