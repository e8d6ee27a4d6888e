package liquidity

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// outsideCost is the share of the payment's worth that is lost, at outside prices: the
// difference of the pool's price, the swap fee and the price impact together. BPT are worth
// their share of the pool's tokens.
func outsideCost(now *ops.Snapshot, prices []ops.TokenWorth, pays, gets []Sum) *units.Fixed {
	if len(prices) == 0 {
		return nil
	}
	return Lost(outsideSum(now, prices, pays), outsideSum(now, prices, gets))
}

func outsideSum(now *ops.Snapshot, prices []ops.TokenWorth, sums []Sum) *big.Rat {
	total := new(big.Rat)
	for _, s := range sums {
		worth := outsideWorth(now, prices, s.Token, s.Amount.Raw)
		if worth == nil {
			return nil
		}
		total.Add(total, worth)
	}
	return total
}

// outsideWorth is nil for a token without a price.
func outsideWorth(now *ops.Snapshot, prices []ops.TokenWorth, token common.Address, amount uint256.Int) *big.Rat {
	if token == now.Pool.Address {
		return bptOutside(now, prices, amount)
	}
	for _, p := range prices {
		if p.Token == token {
			worth := new(big.Rat).SetFrac(amount.ToBig(), tens(DecimalsOf(now, token)))
			return worth.Mul(worth, new(big.Rat).SetInt(p.Worth.Int().ToBig()))
		}
	}
	return nil
}

func bptOutside(now *ops.Snapshot, prices []ops.TokenWorth, amount uint256.Int) *big.Rat {
	share := ratio(amount, now.Supply.Actual.Raw)
	if share == nil {
		return nil
	}
	whole := new(big.Rat)
	for _, t := range now.Tokens {
		worth := outsideWorth(now, prices, t.Address, t.Balance().Raw)
		if worth == nil {
			return nil
		}
		whole.Add(whole, worth)
	}
	return share.Mul(share, whole)
}

// OutsideValue is what amounts are worth by outside prices, in a token of the pool that has one,
// rounded down; nil where a price is missing.
func OutsideValue(now *ops.Snapshot, prices []ops.TokenWorth, list []Sum, in ops.Token) *units.Amount {
	whole := outsideWorth(now, prices, in.Address, *wholeToken(in.Decimals))
	total := outsideSum(now, prices, list)
	if whole == nil || whole.Sign() == 0 || total == nil {
		return nil
	}
	total.Mul(total.Quo(total, whole), new(big.Rat).SetInt(tens(in.Decimals)))
	value := amountOf(new(big.Int).Quo(total.Num(), total.Denom()), in.Decimals)
	return &value
}

// wholeToken is one whole token in its smallest units.
func wholeToken(decimals uint8) *uint256.Int { return uint256.MustFromBig(tens(decimals)) }
