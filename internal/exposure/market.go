package exposure

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// Market is what one smallest unit of each token is worth, in any one money: only
// ratios count.
type Market struct {
	quotes map[common.Address]quote
	// Unchecked are tokens whose price is the one that a deposit implies: nobody has
	// said what they are worth.
	Unchecked []common.Address
}

// quote is a price as a fraction.
type quote struct{ worth, of *big.Int }

// SpotMarket takes a pool's own spot prices for the market's: a token's weight by
// its balance. It has no price of a token without a balance, nor of one of which the
// pool has next to nothing, for which its spot is no price.
//
// By these prices the state that they are taken from gives nothing away. They stand
// for the market only for what a plan changes, and only before it.
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

// Has says whether there is a price of a token.
func (m Market) Has(token common.Address) bool {
	_, known := m.quotes[token]
	return known
}

// price takes what one whole token costs in whole tokens of another.
func (m Market) price(token common.Address, decimals uint8, pool *ops.Snapshot, price ops.TokenPrice) {
	other, err := pool.Token(price.Of)
	q, known := m.quotes[price.Of]
	if err != nil || !known || !price.Given() || price.Of == token {
		return
	}
	worth := new(big.Int).Mul(q.worth, units.Pow10(other.Decimals))
	of := new(big.Int).Mul(q.of, units.Pow10(decimals))
	m.quotes[token] = quote{worth.Mul(worth, units.RawOf(price.Value)), of.Mul(of, units.Unit())}
}

// Imply gives a token the price at which a state is in balance: its weight in value.
// Of dust it implies none: a price at which next to nothing is worth its weight is none
// that anybody pays.
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

// valueBits is how many binary places values have: enough that what is cut off is
// below all that a pool can hold.
const valueBits = 512

// value is what a pool's balance of a token is worth, cut; 0 where there is no price.
func (m Market) value(token ops.Token) *big.Int {
	q, known := m.quotes[token.Address]
	if !known {
		return new(big.Int)
	}
	v := new(big.Int).Mul(ops.UnitsOf(token), q.worth)
	return v.Div(v.Lsh(v, valueBits), q.of)
}

// values are those of all tokens, and their sum.
func (m Market) values(state *ops.Snapshot) (list []*big.Int, sum *big.Int) {
	sum = new(big.Int)
	for _, token := range state.Tokens {
		v := m.value(token)
		list, sum = append(list, v), sum.Add(sum, v)
	}
	return list, sum
}
