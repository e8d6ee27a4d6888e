package ops

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/units"
	"mpool/internal/weightcost"
)

// TradeGas is the gas of an arbitrage trade with a Managed Pool: a single swap through the Vault,
// as measured on v1 and v2.
const TradeGas = 142_000

// TradeCost holds the known facts about the gas fee of an arbitrage trade and the pool's value.
type TradeCost struct {
	Gas      uint64         // gas of a trade
	GasPrice *units.Wei     // in the native token; nil means unknown
	Wrapped  common.Address // the ERC-20 form of the native token, from Vault.WETH; zero means unknown
	// CoinPrice is the price of one native token in a token of the pool. Worth is the pool's value
	// in a token of the pool. Zero means that the user gave none.
	CoinPrice units.Price
	Worth     units.Price
	// Insists says that CoinPrice takes precedence over the pool's own price.
	Insists bool
}

// GasFloor is the arbitrage cost of a weight change with gas fees, in one of the pool's tokens and
// as a share of the pool. Costs are rounded up.
type GasFloor struct {
	GasPrice units.Wei
	Units    uint64 // gas of a trade
	Token    common.Address
	Symbol   named.Symbol
	Trade    units.Amount // the gas fee of a trade
	Value    units.Amount // the pool's value
	Amount   units.Amount // the arbitrage cost of the change
	Share    units.Fixed  // the same, as a share of the pool
	NoTrade  bool         // not even one trade pays for its gas: the cost is an upper bound
}

// coin is a token of the pool with a price for the native token.
type coin struct {
	token *Token
	price *big.Int // of one native token, in the token's smallest units
}

// Floor is the arbitrage cost of a change if arbitrage pays for gas, at most the cost of the change
// at once. If a fact is missing, it is nil and the text names the fact.
func (t TradeCost) Floor(pool *Snapshot, move weightcost.Move) (*GasFloor, string, error) {
	token, gas, value, missing := t.inToken(pool)
	if missing != "" {
		return nil, missing, nil
	}
	floor, err := newGasFloor(token, gas, value, move)
	if floor != nil {
		floor.GasPrice, floor.Units = *t.GasPrice, t.Gas
	}
	return floor, "", err
}

// PartOfPool is the gas fee of one trade as a share of the pool's value. If a fact is missing, it
// is nil and the text names the fact.
func (t TradeCost) PartOfPool(pool *Snapshot) (*big.Rat, string) {
	_, gas, value, missing := t.inToken(pool)
	if missing != "" {
		return nil, missing
	}
	return new(big.Rat).SetFrac(gas, value), ""
}

// inToken returns the gas fee of a trade, rounded up, and the pool's value, both in the smallest
// units of a token of the pool.
func (t TradeCost) inToken(pool *Snapshot) (token *Token, gas, value *big.Int, missing string) {
	if t.GasPrice == nil {
		return nil, nil, nil, "the gas fee is unknown"
	}
	in := t.coin(pool)
	if in == nil {
		return nil, nil, nil, "the pool does not hold the chain's native token and no price for it is given"
	}
	gas = units.CeilDiv(new(big.Int).Mul(t.GasPrice.Times(t.Gas).Int().ToBig(), in.price), units.Unit())
	token, value = in.token, spotValue(in.token)
	if given, err := pool.FindToken(t.Worth.Of); t.Worth != (units.Price{}) && err == nil {
		gas = converted(gas, in.token, given)
		token, value = given, inUnits(t.Worth.Value, given.Decimals)
	} else if t.Worth != (units.Price{}) {
		return nil, nil, nil, "the pool's value is given in a token that the pool does not have"
	}
	if gas == nil || value == nil || value.Sign() == 0 {
		return nil, nil, nil, "a token has no balance, so the pool's value is unknown"
	}
	return token, gas, value, ""
}

// coin is nil if no token of the pool has a price for the native token.
func (t TradeCost) coin(pool *Snapshot) *coin {
	wrapped, err := pool.Token(t.Wrapped)
	own := err == nil && t.Wrapped != (common.Address{}) && !wrapped.Empty()
	given, err := pool.FindToken(t.CoinPrice.Of)
	if t.CoinPrice != (units.Price{}) && err == nil && (t.Insists || !own) {
		return &coin{given, inUnits(t.CoinPrice.Value, given.Decimals)}
	}
	if own {
		return &coin{wrapped, units.Pow10(wrapped.Decimals)}
	}
	return nil
}

// inUnits converts an amount with 18 decimals to a token's smallest units, rounded up.
func inUnits(amount units.Fixed, decimals uint8) *big.Int {
	return units.CeilDiv(new(big.Int).Mul(units.RawOf(amount), units.Pow10(decimals)), units.Unit())
}

// spotValue is the pool's value in one of its tokens, by its spot prices: balance / weight, rounded
// down. It is nil without a balance or a weight.
func spotValue(token *Token) *big.Int {
	if token.Empty() || token.Weight == (units.Fixed{}) {
		return nil
	}
	balance := token.Balance().Raw
	value := new(big.Int).Mul(balance.ToBig(), units.Unit())
	return value.Div(value, units.RawOf(token.Weight))
}

// converted converts an amount between two tokens, by the pool's spot price without the fee,
// rounded up. It is nil without a price.
func converted(amount *big.Int, from, to *Token) *big.Int {
	if from.Address == to.Address {
		return amount
	}
	a, b := spotValue(from), spotValue(to)
	if a == nil || b == nil || a.Sign() == 0 {
		return nil
	}
	return units.CeilDiv(b.Mul(b, amount), a)
}

// newGasFloor caps the formula by the cost of the change at once. A pool that is too small for a
// single trade loses less.
func newGasFloor(token *Token, gas, value *big.Int, move weightcost.Move) (*GasFloor, error) {
	_, share, err := move.GasCost(gas, value)
	if err != nil {
		return nil, err
	}
	once, err := move.Cost(1)
	if err != nil {
		return nil, err
	}
	capped := share.Int().Gt(once.Int())
	if capped {
		share = once
	}
	amount := units.CeilDiv(new(big.Int).Mul(value, units.RawOf(share)), units.Unit())
	floor := &GasFloor{Token: token.Address, Symbol: token.Symbol, Share: share, NoTrade: capped || amount.Cmp(gas) < 0}
	for into, n := range map[*units.Amount]*big.Int{&floor.Trade: gas, &floor.Value: value, &floor.Amount: amount} {
		raw, over := uint256.FromBig(n)
		if over {
			return nil, fmt.Errorf("the pool's value in %s is too large to compute", token.Symbol)
		}
		*into = units.Amount{Raw: *raw, Decimals: token.Decimals}
	}
	return floor, nil
}
