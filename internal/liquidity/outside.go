package liquidity

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// outside is the share of the payment's value that is lost (rounded up) or gained (rounded down) at
// outside prices. It includes the difference of the pool's price, the swap fee and the price
// impact. BPT count as their share of the pool's tokens.
func outside(now *ops.Snapshot, prices []ops.TokenWorth, pays, gets []Sum) (cost, gain *units.Fixed) {
	if len(prices) == 0 {
		return nil, nil
	}
	in, out := outsideSum(now, prices, pays), outsideSum(now, prices, gets)
	if cost = Lost(in, out); cost == nil || in.Cmp(out) >= 0 {
		return cost, nil
	}
	share := new(big.Rat).Quo(out, in)
	return cost, down(share.Sub(share, big.NewRat(1, 1)))
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

// outsideWorth is the value of an amount at outside prices. It is nil without a price.
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

// OutsideValue is the value of amounts at outside prices, in whole tokens of in, rounded down. It
// is nil if a price is missing.
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

// OutsideAgainst is a position's Holding at outside prices, rounded towards zero. It is nil if
// Holding is unknown or a price is missing.
func OutsideAgainst(now *ops.Snapshot, prices []ops.TokenWorth, p *Position, in ops.Token) *Against {
	whole, out := outsideWorth(now, prices, in.Address, *wholeToken(in.Decimals)), outsideSum(now, prices, p.Exit)
	if p.Holding == nil || whole == nil || whole.Sign() == 0 || out == nil {
		return nil
	}
	held := new(big.Rat)
	for _, paid := range p.Paid {
		worth := outsideWorth(now, prices, paid.Token, *uint256.MustFromBig(new(big.Int).Abs(paid.Raw.Int)))
		if worth == nil {
			return nil
		}
		if paid.Raw.Sign() < 0 {
			worth.Neg(worth)
		}
		held.Add(held, worth)
	}
	raw := func(worth *big.Rat) *big.Int {
		n := new(big.Rat).Mul(worth, new(big.Rat).SetInt(tens(in.Decimals)))
		n.Quo(n, whole)
		return new(big.Int).Quo(n.Num(), n.Denom())
	}
	holding, position := raw(held), raw(out)
	return &Against{units.Signed{Int: holding}, units.Signed{Int: position}, units.Signed{Int: new(big.Int).Sub(position, holding)}}
}

// wholeToken is one whole token in smallest units.
func wholeToken(decimals uint8) *uint256.Int { return uint256.MustFromBig(tens(decimals)) }
