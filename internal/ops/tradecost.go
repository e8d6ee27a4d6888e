package ops

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/units"
)

// TradeGas is what an arbitrageur's trade with a Managed Pool takes of gas: a swap
// of one hop through the Vault, as measured on both generations.
const TradeGas = 142_000

// TradeCost is what is known of the cost of an arbitrage trade and of a pool's value.
type TradeCost struct {
	Gas      uint64         // that a trade takes
	GasPrice *units.Wei     // of the native token; nil: unknown
	Wrapped  common.Address // the native token as an ERC-20, by Vault.WETH; zero: unknown
	// CoinPrice is what one coin costs in a token of the pool, and Worth what the
	// pool is worth in one; zero: nobody said.
	CoinPrice units.Price
	Worth     units.Price
	// Insists says that CoinPrice counts for more than the pool's own price.
	Insists bool
}

// GasFloor is what gas makes of the cost of a weight change, in one of the pool's
// tokens, and as a share of the pool. All of it is rounded up.
type GasFloor struct {
	GasPrice units.Wei
	Units    uint64 // of gas, a trade
	Token    common.Address
	Symbol   named.Symbol
	Trade    units.Amount // what the gas of a trade costs
	Value    units.Amount // what the pool is worth
	Amount   units.Amount // that the change gives to arbitrage
	Share    units.Fixed  // the same as a share of the pool
	NoTrade  bool         // not even the whole of it pays for one trade: it is the most, not what it is
}

// coin is a token of the pool in which the coin has a price, and that price as
// price / (wei of a coin) in the token's smallest units.
type coin struct {
	token *Token
	price *big.Int // of one coin
}

// Floor is what the change of a pool gives to arbitrage that pays for gas, and no
// more than it would give at once. Where that cannot be told it is nil, and the text
// says what is missing.
func (t TradeCost) Floor(pool *Snapshot, move WeightMove) (*GasFloor, string, error) {
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

// PartOfPool is what the gas of one trade costs by what the pool is worth; the text says
// what is missing where that cannot be told.
func (t TradeCost) PartOfPool(pool *Snapshot) (*big.Rat, string) {
	_, gas, value, missing := t.inToken(pool)
	if missing != "" {
		return nil, missing
	}
	return new(big.Rat).SetFrac(gas, value), ""
}

// inToken is what the gas of a trade costs, rounded up, and what the pool is worth, in the
// smallest units of one of its tokens.
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

// coin is nil where no price of the coin is known in a token of the pool.
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

// inUnits is an amount with 18 decimals in a token's smallest units, rounded up.
func inUnits(amount units.Fixed, decimals uint8) *big.Int {
	return units.CeilDiv(new(big.Int).Mul(units.RawOf(amount), units.Pow10(decimals)), units.Unit())
}

// spotValue is what a pool is worth in one of its tokens, by its own prices: the
// balance / the weight, rounded down; nil without either.
func spotValue(token *Token) *big.Int {
	if token.Empty() || token.Weight == (units.Fixed{}) {
		return nil
	}
	balance := token.Balance().Raw
	value := new(big.Int).Mul(balance.ToBig(), units.Unit())
	return value.Div(value, units.RawOf(token.Weight))
}

// converted is an amount of one token in another, by the pool's spot price without
// the fee, rounded up; nil where there is none.
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

// newGasFloor caps the form by what the change costs at once: a pool that is so
// small that not even one trade pays loses less.
func newGasFloor(token *Token, gas, value *big.Int, move WeightMove) (*GasFloor, error) {
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
