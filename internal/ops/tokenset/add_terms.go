package tokenset

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// terms are what an addition gives to the pool and what it takes for it, in one state of the pool.
// They know what the deposit is worth by the price, and which mint is fair for it.
type terms struct {
	pool          *ops.Snapshot
	token         common.Address
	symbol        string
	weight        units.Fixed
	deposit, mint units.Amount
	price         TokenPrice
	rounded       bool // the deposit was computed from the price, and rounded down
}

// terms are those of this operation in this state.
func (op AddToken) terms(now *ops.Snapshot) terms {
	return terms{pool: now, token: op.Token, symbol: op.symbol(now), weight: op.Weight,
		deposit: op.Deposit, mint: op.Mint, price: op.Price, rounded: op.Neutral}
}

// Fair is the mint that neither dilutes the LPs nor gives them anything.
func (op AddToken) Fair(now *ops.Snapshot) (units.Amount, error) { return op.terms(now).fair() }

// neutral returns the neutral deposit as the fraction worth / costs. known is false without a usable
// price.
func (t terms) neutral() (worth, costs *big.Int, known bool) {
	other, err := t.pool.Token(t.price.Of)
	if !t.price.Given() || err != nil || t.price.Of == t.token {
		return nil, nil, false
	}
	worth, costs, err = neutral(t.pool, t.token, t.weight, other, t.price.Value, t.deposit.Decimals)
	return worth, costs, err == nil && worth.Sign() > 0 && costs.Sign() > 0
}

// neutralDeposit is the neutral deposit by the price, rounded down.
func (t terms) neutralDeposit() (units.Amount, error) {
	other, err := t.pool.Token(t.price.Of)
	if err != nil {
		return units.Amount{}, err
	}
	return NeutralDeposit(t.pool, AddToken{Token: t.token, Weight: t.weight}, other, t.price.Value, t.deposit.Decimals)
}

// gap compares the deposit with the price. It returns false without a usable price or a deposit.
func (t terms) gap() (depositGap, bool) {
	worth, costs, known := t.neutral()
	if !known || t.deposit.Raw.IsZero() {
		return depositGap{}, false
	}
	return depositGap{t.deposit.Raw.ToBig(), worth, costs, t.weight}, true
}

// weightBeside is the weight of another token after the addition.
func (t terms) weightBeside(other ops.Token) units.Fixed {
	if t.pool.Has(t.token) {
		return other.Weight
	}
	return shrunk(other.Weight, t.weight)
}

// impliedPrice is the price of one whole token in whole tokens of other, by the pool's spot price
// after the deposit: (other's balance / other's weight) / (deposit / weight).
func (t terms) impliedPrice(other ops.Token) (numerator, denominator *big.Int) {
	balance := other.Balance().Raw
	numerator = new(big.Int).Mul(balance.ToBig(), units.RawOf(t.weight))
	numerator.Mul(numerator, units.Pow10(t.deposit.Decimals))
	denominator = new(big.Int).Mul(t.deposit.Raw.ToBig(), units.RawOf(t.weightBeside(other)))
	return numerator, denominator.Mul(denominator, units.Pow10(other.Decimals))
}
