// Package plantest has the pools and operations that tests of plans are about, and what they check.
// Only tests import it.
package plantest

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/units"
)

// Time is the time of the block at which the pools are.
const Time = units.Time(1_700_000_000)

// Pool has 50% A, 30% B and 20% C; swaps, joins and exits are enabled.
func Pool() *ops.Snapshot {
	fee := units.FixedFrom(3e15)
	s := &ops.Snapshot{ChainID: 1, Block: ops.Block{Number: 7, Hash: common.Hash{7}, Time: Time}, Pool: ops.Pool{
		Address: common.Address{0xb0}, ID: common.Hash{0xb0}, Owner: Owner(), Vault: common.Address{0xba}, Name: "Some Pool", Symbol: "BPT",
		FeesCollector: common.Address{0xfc}, OwnerKind: ops.OwnerAccount, Generation: ops.V2, SwapEnabled: true, JoinExitEnabled: true,
	}, Fees: ops.Fees{SwapFee: fee, StartSwapFee: fee, EndSwapFee: fee, LastCollection: Time, AumFeeDue: Amount(0, 18)}}
	for i, percent := range []uint64{50, 30, 20} {
		weight := units.FixedFrom(percent * 1e16)
		s.Tokens = append(s.Tokens, ops.Token{
			Address: common.BigToAddress(big.NewInt(int64(100 + i))), Symbol: named.Symbol(string(rune('A' + i))), Decimals: 6, AssetManager: Manager(),
			Cash: Amount(percent*1000*1e6, 6), Managed: Amount(0, 6), StartWeight: weight, EndWeight: weight, Weight: weight,
		})
	}
	s.Supply = ops.Supply{Virtual: Amount(1e18, 18), Actual: Amount(1e18, 18)}
	return s
}

// SafePool is owned by a Safe with threshold 2 of 3.
func SafePool() (*ops.Snapshot, map[common.Address]*chain.Safe) {
	pool := Pool()
	pool.Pool.OwnerKind = ops.OwnerSafe
	return pool, map[common.Address]*chain.Safe{Owner(): Safe(Owner())}
}

// Safe has a threshold of 2 of 3 owners.
func Safe(at common.Address) *chain.Safe {
	return &chain.Safe{Address: at, Version: "1.4.1", Threshold: 2, Owners: []common.Address{{1}, {2}, {3}}, Nonce: 5, SlotsRead: true, ModulesRead: true}
}

// Shift moves ten percentage points of weight from A to B over a duration.
func Shift(pool *ops.Snapshot, span units.Time) ops.UpdateWeights {
	return ops.UpdateWeights{Start: Time, End: Time + span, Weights: []ops.TokenWeight{
		{Token: pool.Tokens[0].Address, Weight: units.FixedFrom(4e17)}, {Token: pool.Tokens[1].Address, Weight: units.FixedFrom(4e17)}, {Token: pool.Tokens[2].Address, Weight: units.FixedFrom(2e17)},
	}}
}

// ThreeMembers is an operation with three calls of the owner.
func ThreeMembers() ops.Operation {
	return ops.ChangeAllowlist{Add: []common.Address{{0xa1}, {0xa2}, {0xa3}}}
}

// Addition shuts the pool, adds a token and opens the pool, with calls from two accounts.
func Addition(pool *ops.Snapshot) tokenset.AddToken {
	return tokenset.AddToken{Doors: ops.DoorsOf(pool, ops.ByJoinsExits), Token: common.HexToAddress("0x0101"), Weight: units.FixedFrom(1e17), AssetManager: Manager(),
		Deposit: Amount(5e6, 6), Mint: Amount(0, 18), MintTo: Manager()}
}

// Wei returns an amount of wei.
func Wei(n uint64) *units.Wei {
	w := units.Wei(*uint256.NewInt(n))
	return &w
}

// Amount is a token amount from its smallest units.
func Amount(raw uint64, decimals uint8) units.Amount {
	return units.Amount{Raw: *uint256.NewInt(raw), Decimals: decimals}
}

// Owner owns the pools.
func Owner() common.Address { return common.Address{0x0e} }

// Manager is the asset manager of all tokens.
func Manager() common.Address { return common.Address{0x3a} }

// Offered is a fee cap and a priority fee in gwei, with a base fee of 10.
func Offered(feeCap, tip uint64) chain.Fees {
	return chain.Fees{FeeCap: *Wei(feeCap * 1e9), Tip: *Wei(tip * 1e9), BaseFee: *Wei(10e9), BlockGas: 30_000_000}
}

// ShutPool has half WETH, half USDC, a swap fee of 0.3% and swaps disabled.
func ShutPool() *ops.Snapshot {
	fee := units.FixedFrom(3e15)
	s := &ops.Snapshot{Pool: ops.Pool{JoinExitEnabled: true}, Fees: ops.Fees{SwapFee: fee, StartSwapFee: fee, EndSwapFee: fee}}
	for i, symbol := range []string{"WETH", "USDC"} {
		half := units.FixedFrom(5e17)
		s.Tokens = append(s.Tokens, ops.Token{Address: common.Address{byte(i + 1)}, Symbol: named.Symbol(symbol), Decimals: 18, StartWeight: half, EndWeight: half, Weight: half,
			Cash: units.Amount{Raw: *uint256.NewInt(1e18), Decimals: 18}, Managed: units.Amount{Decimals: 18}})
	}
	return s
}

// Enabling is a plan that enables swaps.
func Enabling(before *ops.Snapshot) *ops.Plan {
	after := *before
	after.Pool.SwapEnabled = true
	return &ops.Plan{Calls: make([]ops.Call, 1), Predicted: &after}
}

// Fixed returns a number from its 18 decimals.
func Fixed(raw uint64) *units.Fixed {
	f := units.FixedFrom(raw)
	return &f
}

// Changing is the plan of a weight change, with swaps enabled or not.
func Changing(t *testing.T, span units.Time, swaps bool) (*ops.Snapshot, *ops.Plan) {
	t.Helper()
	pool := Pool()
	pool.Pool.SwapEnabled = swaps
	plan, err := Shift(pool, span).Plan(pool, Time)
	Must(t, err)
	return pool, plan
}

// Broken has a due AUM fee larger than its supply.
func Broken() *ops.Snapshot {
	pool := Pool()
	pool.Fees.LastCollection, pool.Fees.AumFee = 1, units.FixedFrom(5e18)
	return pool
}
