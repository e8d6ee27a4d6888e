package policy

import (
	"math/big"
	"testing"

	"mpool/internal/ops/tokenset/tokentest"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/ops/tokenset"
	"mpool/internal/units"
)

func inFloat(n *big.Int) float64 { f, _ := new(big.Float).SetInt(n).Float64(); return f }

func resolve(t *testing.T, s *ops.Snapshot, text string) []ops.TokenWeight {
	t.Helper()
	targets, err := ops.ParseTargets(text)
	if err != nil {
		t.Fatal(err)
	}
	weights, err := s.ResolveTargets(targets, ops.OthersNone)
	if err != nil {
		t.Fatal(err)
	}
	return weights
}

// fairCase adds a token with 10 % at one for one to a pool of 100,000: the neutral deposit is
// 11,111.
func fairCase(deposit uint64, mint func(op tokenset.AddToken, pool *ops.Snapshot) units.Amount) (tokenset.AddToken, *ops.Snapshot) {
	pool := opstest.Pool(50, 30, 20)
	pool.Supply.Virtual = units.Amount{Raw: *new(uint256.Int).Mul(uint256.NewInt(1000), uint256.NewInt(1e18)), Decimals: 18}
	pool.Supply.Actual = pool.Supply.Virtual
	op := tokentest.Addition()
	op.Price, op.Deposit = oneForOne(), opstest.Amount(deposit*1e6, 6)
	op.Mint = mint(op, pool)
	return op, opstest.Watched(pool, op, opstest.Amount(1e15, 6))
}

func fairMint(op tokenset.AddToken, pool *ops.Snapshot) units.Amount {
	fair, err := op.Fair(pool)
	if err != nil {
		panic(err)
	}
	return fair
}

func said(list []ops.Finding, code string) string {
	for _, f := range list {
		if f.Code == code {
			return f.Summary
		}
	}
	return ""
}

// priced plans to add a token with 10 % at one for one to a pool of 100,000 units. The neutral
// deposit is 11,111.1.
func priced(t *testing.T, deposit uint64, price tokenset.TokenPrice) *ops.Plan {
	t.Helper()
	op := tokentest.Addition()
	op.Deposit, op.Price = opstest.Amount(deposit, 6), price
	pool := opstest.Watched(opstest.Pool(50, 30, 20), op, opstest.Amount(1e15, 6))
	return opstest.PlanAt(t, op, pool, pool.Block.Time+12)
}

func oneForOne() tokenset.TokenPrice {
	return tokenset.TokenPrice{Of: opstest.Pool(50).Tokens[0].Address, Value: units.FixedOne()}
}
