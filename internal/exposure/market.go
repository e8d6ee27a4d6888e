package exposure

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/units"
)

// Market is the value of one smallest unit of each token, in any common currency: only ratios
// count.
type Market struct {
	quotes map[common.Address]quote
	// Unchecked are the tokens whose price is only implied by their balance, because no price is
	// known.
	Unchecked []common.Address
}

// quote is a price as the fraction worth / of.
type quote struct{ worth, of *big.Int }

// SpotMarket uses the pool's own spot prices as the market's: weight / balance of each token. A
// token without a balance has no price, nor one with so small a balance that its spot price means
// nothing.
//
// At these prices the pool gives nothing away. They only serve to judge a plan's changes, starting
// from the pool before it.
func SpotMarket(pool *ops.Snapshot) Market {
	m := Market{quotes: map[common.Address]quote{}}
	for i, token := range pool.Tokens {
		balance := token.Balance().Raw
		if token.Weight == (units.Fixed{}) || balance.IsZero() || ops.Dust(pool, i) {
			continue
		}
		m.quotes[token.Address] = quote{units.RawOf(token.Weight), balance.ToBig()}
	}
	return m
}

// Has says whether the token has a price.
func (m Market) Has(token common.Address) bool {
	_, known := m.quotes[token]
	return known
}

// price sets the price of a token from the price of one whole token in whole tokens of another.
func (m Market) price(token common.Address, decimals uint8, pool *ops.Snapshot, price tokenset.TokenPrice) {
	other, err := pool.Token(price.Of)
	q, known := m.quotes[price.Of]
	if err != nil || !known || !price.Given() || price.Of == token {
		return
	}
	worth := new(big.Int).Mul(q.worth, units.Pow10(other.Decimals))
	of := new(big.Int).Mul(q.of, units.Pow10(decimals))
	m.quotes[token] = quote{worth.Mul(worth, units.RawOf(price.Value)), of.Mul(of, units.Unit())}
}

// Imply sets the price of a token so that the state is in balance: its value matches its weight. It
// sets none for a balance so small that nobody would pay the resulting price.
func (m *Market) Imply(token common.Address, state *ops.Snapshot) {
	t, err := state.Token(token)
	if err != nil || t.Empty() || m.Has(token) || ops.Dust(state, state.IndexOf(token)) {
		return
	}
	others, weights := new(big.Int), new(big.Int)
	for _, other := range state.Tokens {
		if other.Address != token && m.Has(other.Address) {
			others.Add(others, m.value(other))
			weights.Add(weights, units.RawOf(other.Weight))
		}
	}
	if others.Sign() == 0 || weights.Sign() == 0 {
		return
	}
	of := new(big.Int).Mul(weights, ops.UnitsOf(*t))
	m.quotes[token] = quote{others.Mul(others, units.RawOf(t.Weight)), of.Lsh(of, valueBits)}
	m.Unchecked = append(m.Unchecked, token)
}

// valueBits is the number of binary places of values. The part that is cut off is below any amount
// that a pool can hold.
const valueBits = 512

// value is the value of the pool's balance of a token, rounded down. It is 0 without a price.
func (m Market) value(token ops.Token) *big.Int {
	q, known := m.quotes[token.Address]
	if !known {
		return new(big.Int)
	}
	v := new(big.Int).Mul(ops.UnitsOf(token), q.worth)
	return v.Div(v.Lsh(v, valueBits), q.of)
}

// values are the values of all tokens, and their sum.
func (m Market) values(state *ops.Snapshot) (list []*big.Int, sum *big.Int) {
	sum = new(big.Int)
	for _, token := range state.Tokens {
		v := m.value(token)
		list, sum = append(list, v), sum.Add(sum, v)
	}
	return list, sum
}
