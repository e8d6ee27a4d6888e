package liquidity

import (
	"errors"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// Profile is what swaps of several sizes between every two tokens of a pool would cost.
type Profile struct {
	Sizes   []units.Fixed `json:"sizes"` // shares of the pool's balance of the token that comes in
	SwapFee units.Fixed   `json:"swap_fee"`
	Pairs   []Pair        `json:"pairs"`
}

// Pair is a direction of trade.
type Pair struct {
	In        common.Address `json:"in"`
	InSymbol  named.Symbol   `json:"in_symbol"` // hostile text, as the other
	Out       common.Address `json:"out"`
	OutSymbol named.Symbol   `json:"out_symbol"`
	Spot      *units.Fixed   `json:"spot"` // what one whole token in is worth, without fee
	Swaps     []Size         `json:"swaps"`
}

// Size is one swap, or why the pool refuses it.
type Size struct {
	In      units.Amount `json:"amount_in"`
	Out     units.Amount `json:"amount_out"`
	Impact  *units.Fixed `json:"price_impact"` // beside the swap fee; rounded up
	Cost    *units.Fixed `json:"cost"`         // with it
	Refused string       `json:"refused,omitempty"`
}

// UsualSizes are 0.1, 1, 5 and 10 %.
func UsualSizes() []units.Fixed {
	const tenthOfPercent = 1_000_000_000_000_000
	return []units.Fixed{units.FixedFrom(tenthOfPercent), units.FixedFrom(10 * tenthOfPercent), units.FixedFrom(50 * tenthOfPercent), units.FixedFrom(100 * tenthOfPercent)}
}

// ProfileOf works out all pairs of a state, each swap by itself.
func ProfileOf(now *ops.Snapshot, sizes []units.Fixed) Profile {
	p := Profile{Sizes: sizes, SwapFee: now.Fees.SwapFee, Pairs: []Pair{}}
	for _, in := range now.Tokens {
		for _, out := range now.Tokens {
			if in.Address != out.Address {
				p.Pairs = append(p.Pairs, pairOf(now, in, out, sizes))
			}
		}
	}
	return p
}

func pairOf(now *ops.Snapshot, in, out ops.Token, sizes []units.Fixed) Pair {
	pair := Pair{In: in.Address, InSymbol: in.Symbol, Out: out.Address, OutSymbol: out.Symbol, Spot: Price(now, in.Address, out.Address)}
	for _, size := range sizes {
		balance, one := in.Balance(), units.FixedOne()
		raw, _ := new(uint256.Int).MulDivOverflow(&balance.Raw, size.Int(), one.Int()) // a balance has 112 bits
		pair.Swaps = append(pair.Swaps, sizeOf(now, in, out, units.Amount{Raw: *raw, Decimals: in.Decimals}))
	}
	return pair
}

func sizeOf(now *ops.Snapshot, in, out ops.Token, amount units.Amount) Size {
	size := Size{In: amount, Out: units.Amount{Decimals: out.Decimals}}
	_, gets, err := ops.Swap{In: in.Address, Out: out.Address, Amount: amount}.Amounts(now)
	switch {
	case amount.Raw.IsZero():
		size.Refused = "BAL#510"
	case err != nil:
		size.Refused = refusal(err)
	case out.Cash.Raw.Lt(&gets.Raw):
		size.Refused = "BAL#001"
	default:
		size.Out = gets
		size.Impact = impact(now, sum(now, in.Address, amount), sum(now, out.Address, gets))
		size.Cost = Lost(Worth(now, in.Address, amount.Raw), Worth(now, out.Address, gets.Raw))
	}
	return size
}

// refusal is the contract's code.
func refusal(err error) string {
	var failed poolmath.Error
	if errors.As(err, &failed) {
		return failed.Error()[:len("BAL#000")]
	}
	return "revert"
}

// ImpactText is the price impact for people, or why the pool refuses the swap.
func (s Size) ImpactText() string {
	switch {
	case s.Refused != "":
		return s.Refused
	case s.Impact == nil:
		return "?"
	}
	return units.ShareText(*s.Impact)
}
