package devnet

import (
	"fmt"
	"math/big"

	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// TokenSpec describes a demo token to deploy.
type TokenSpec struct {
	Name     string
	Symbol   string
	Decimals uint8
	// ResetFirst makes the token refuse a new allowance while an old one is left.
	ResetFirst bool
	// Wrapped makes the token the wrapped form of the chain's native token.
	Wrapped bool
	// Dollars is the price of one token; zero counts as one.
	Dollars uint64
}

// The demo pool's number of tokens, and its value.
const (
	DefaultTokens = 4
	MinTokens     = 2
	MaxTokens     = 50 // limit of both generations
	demoDollars   = 1_000_000
	// heldDollars is the value of each token that each of the three accounts gets, in addition to
	// the pool's balances.
	heldDollars = 10_000_000
)

// demoTokens returns the tokens for a devnet whose pool holds n of them. At least one is left over,
// so that there is a token to add.
func demoTokens(n int) []TokenSpec {
	specs := []TokenSpec{
		{Name: "Demo Wrapped Ether", Symbol: "WETH", Decimals: 18, Dollars: 2_500, Wrapped: true},
		{Name: "Demo USD Coin", Symbol: "USDC", Decimals: 6, Dollars: 1},
		{Name: "Demo Wrapped Bitcoin", Symbol: "WBTC", Decimals: 8, Dollars: 50_000},
		{Name: "Demo Dai", Symbol: "DAI", Decimals: 18, Dollars: 1},
		{Name: "Demo Tether USD", Symbol: "USDT", Decimals: 6, ResetFirst: true, Dollars: 1},
	}
	decimals := []uint8{18, 6, 8}
	for i := len(specs); i <= n; i++ {
		specs = append(specs, TokenSpec{
			Name: fmt.Sprintf("Demo Token %02d", i+1), Symbol: fmt.Sprintf("TOK%02d", i+1),
			Decimals: decimals[i%len(decimals)], Dollars: 10,
		})
	}
	return specs
}

// demoWeights returns n weights in basis points that decrease from the first token to the last, add
// up to 10,000 and stay above the contract's minimum of 1%.
func demoWeights(n int) []uint64 {
	switch n {
	case 2:
		return []uint64{6000, 4000}
	case 3:
		return []uint64{5000, 3000, 2000}
	case 4:
		return []uint64{4000, 3000, 2000, 1000}
	}
	weights := make([]uint64, n)
	total, left := uint64(n*(3*n+1)/2), uint64(10_000)
	for i := range weights {
		weights[i] = 10_000 * uint64(2*n-i) / total
		left -= weights[i]
	}
	weights[0] += left
	return weights
}

// basisPoints converts a weight or fee to the contracts' 18 decimals.
func basisPoints(bp uint64) units.Fixed { return units.FixedFrom(bp * 1e14) }

// worth returns the amount of the token that has this value, in its smallest unit, rounded down.
func (s TokenSpec) worth(dollars uint64) uint256.Int {
	raw := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(s.Decimals)), nil)
	raw.Mul(raw, new(big.Int).SetUint64(dollars))
	raw.Div(raw, new(big.Int).SetUint64(max(s.Dollars, 1)))
	return *uint256.MustFromBig(raw)
}
