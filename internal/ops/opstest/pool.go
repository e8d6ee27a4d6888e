// Package opstest has the pools and operations that tests are about in packages above ops. Only tests
// import it.
package opstest

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Now is the time of ThreeTokens' block.
const Now = units.Time(1_700_000_000)

// Pool has tokens with these weights, in percent. Each has a balance of a thousand whole tokens
// per percent.
func Pool(percent ...uint64) *ops.Snapshot {
	s := &ops.Snapshot{ChainID: 1, Block: ops.Block{Number: 7, Time: 1_000_000}, Pool: ops.Pool{
		Address: common.HexToAddress("0xb0"), Owner: common.HexToAddress("0x0e"), Vault: common.HexToAddress("0xba"),
		FeesCollector: common.HexToAddress("0xfc"), OwnerKind: ops.OwnerAccount, Generation: ops.V2, SwapEnabled: true, JoinExitEnabled: true, Symbol: "BPT",
	}}
	for i, p := range percent {
		weight := units.FixedFrom(p * 1e16)
		s.Tokens = append(s.Tokens, ops.Token{
			Address: common.BigToAddress(uint256.NewInt(uint64(100 + i)).ToBig()), Symbol: named.Symbol(rune('A' + i)), Decimals: 6,
			Cash: Amount(p*1000*1e6, 6), Managed: Amount(0, 6), AssetManager: common.HexToAddress("0xa5"),
			StartWeight: weight, EndWeight: weight, Weight: weight,
		})
	}
	s.Supply = ops.Supply{Virtual: Amount(1e18, 18), Actual: Amount(1e18, 18)}
	return s
}

// ThreeTokens has WETH, USDC and WBTC at constant weights of 50, 30 and 20 %.
func ThreeTokens() *ops.Snapshot {
	token := func(n byte, symbol string, decimals uint8, percent uint64) ops.Token {
		weight := units.FixedFrom(percent * 1e16)
		return ops.Token{
			Address: common.BytesToAddress([]byte{n}), Symbol: named.Symbol(symbol), Decimals: decimals,
			Cash: Amount(1_000_000, decimals), Managed: Amount(0, decimals),
			StartWeight: weight, EndWeight: weight, Weight: weight,
		}
	}
	supply, fee := Amount(1_000_000_000, 18), units.FixedFrom(3e15)
	return &ops.Snapshot{
		ChainID: 31337, Block: ops.Block{Number: 7, Time: Now},
		Pool:    ops.Pool{Address: common.HexToAddress("0x1001"), Owner: common.HexToAddress("0x0abc"), OwnerKind: ops.OwnerAccount, Generation: ops.V1, SwapEnabled: true, JoinExitEnabled: true},
		Weights: ops.Ramp{Start: Now - 100, End: Now - 100},
		Tokens:  []ops.Token{token(1, "WETH", 18, 50), token(2, "USDC", 6, 30), token(3, "WBTC", 8, 20)},
		Supply:  ops.Supply{Virtual: supply, Actual: supply},
		Fees:    ops.Fees{SwapFee: fee, StartSwapFee: fee, EndSwapFee: fee, AumFeeDue: Amount(0, 18)},
	}
}

// Running is ThreeTokens one hour into a change of ten hours: WETH from 50 to 35 %, USDC from 30
// to 44.9…9 %, and WBTC from 20 % to the rest.
func Running(t *testing.T) *ops.Snapshot {
	t.Helper()
	pool := ThreeTokens()
	pool.Weights = ops.Ramp{Start: Now - 3600, End: Now + 9*3600}
	for i, end := range []string{"35%", "44.9999999999999999%", "20.0000000000000001%"} {
		weight, err := units.ParsePercent(end)
		if err != nil {
			t.Fatal(err)
		}
		pool.Tokens[i].EndWeight = weight
	}
	now, err := pool.At(Now)
	if err != nil {
		t.Fatal(err)
	}
	now.Block = pool.Block
	return now
}

// Settled is the pool with its weights and fees as the contracts compute them at its block's time.
func Settled(t *testing.T, s *ops.Snapshot) *ops.Snapshot {
	t.Helper()
	next, err := s.Recomputed()
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// Amount is an amount in base units of a token with these decimals.
func Amount(raw uint64, decimals uint8) units.Amount {
	return units.Amount{Raw: *uint256.NewInt(raw), Decimals: decimals}
}

// Float is a fixed-point number for comparisons that allow a difference.
func Float(f units.Fixed) float64 {
	value, _ := new(big.Float).SetInt(f.Int().ToBig()).Float64()
	return value / 1e18
}

// Scaled is an amount times thousandths / 1000.
func Scaled(a units.Amount, thousandths uint64) units.Amount {
	var n uint256.Int
	n.Mul(&a.Raw, uint256.NewInt(thousandths))
	return units.Amount{Raw: *n.Div(&n, uint256.NewInt(1000)), Decimals: a.Decimals}
}
