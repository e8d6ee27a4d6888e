package liquidity

import (
	"errors"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// Profile has the costs of swaps of several sizes, for every pair of tokens of a pool.
type Profile struct {
	Sizes   []units.Fixed `json:"sizes"` // as shares of the pool's balance of the input token
	SwapFee units.Fixed   `json:"swap_fee"`
	Pairs   []Pair        `json:"pairs"`
}

// Pair is a pair of tokens, in one direction.
type Pair struct {
	In        common.Address `json:"in"`
	InSymbol  named.Symbol   `json:"in_symbol"` // untrusted text, like OutSymbol
	Out       common.Address `json:"out"`
	OutSymbol named.Symbol   `json:"out_symbol"`
	Spot      *units.Fixed   `json:"spot"` // price of one whole input token, without the fee
	Swaps     []Size         `json:"swaps"`
}

// Largest is the price impact of the largest swap that the pool does not refuse; 0 where it
// refuses all.
func (p Pair) Largest() *uint256.Int {
	for _, size := range slices.Backward(p.Swaps) {
		if size.Refused == "" && size.Impact != nil {
			return size.Impact.Int()
		}
	}
	return new(uint256.Int)
}

// Size is one swap, or the reason why the pool refuses it.
type Size struct {
	In      units.Amount `json:"amount_in"`
	Out     units.Amount `json:"amount_out"`
	Impact  *units.Fixed `json:"price_impact"` // without the swap fee; rounded up
	Cost    *units.Fixed `json:"cost"`         // with the swap fee; rounded up
	Refused string       `json:"refused,omitempty"`
}

// UsualSizes are 0.1, 1, 5 and 10 %.
func UsualSizes() []units.Fixed {
	const tenthOfPercent = 1_000_000_000_000_000
	return []units.Fixed{units.FixedFrom(tenthOfPercent), units.FixedFrom(10 * tenthOfPercent), units.FixedFrom(50 * tenthOfPercent), units.FixedFrom(100 * tenthOfPercent)}
}

// ProfileOf computes all pairs of a state. Each swap starts from that state.
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
		raw, _ := new(uint256.Int).MulDivOverflow(&balance.Raw, size.Int(), one.Int()) // fits: a balance has 112 bits
		pair.Swaps = append(pair.Swaps, sizeOf(now, in, out, units.Amount{Raw: *raw, Decimals: in.Decimals}))
	}
	return pair
}

func sizeOf(now *ops.Snapshot, in, out ops.Token, amount units.Amount) Size {
	size := Size{In: amount, Out: units.Amount{Decimals: out.Decimals}}
	_, gets, err := trade.Swap{In: in.Address, Out: out.Address, Amount: amount}.Amounts(now)
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

// refusal is the contract's error code, or "revert".
func refusal(err error) string {
	var failed poolmath.Error
	if errors.As(err, &failed) {
		return failed.Error()[:len("BAL#000")]
	}
	return "revert"
}

// ImpactText is the price impact for people, or the pool's error code.
func (s Size) ImpactText() string {
	switch {
	case s.Refused != "":
		return s.Refused
	case s.Impact == nil:
		return "?"
	}
	return units.ShareText(*s.Impact)
}
