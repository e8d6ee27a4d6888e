package exposure

import (
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// somePool has tokens with these weights, in percent. Each has a balance of a thousand whole tokens
// per percent.
func somePool(percent ...uint64) *ops.Snapshot {
	s := &ops.Snapshot{ChainID: 1, Block: ops.Block{Number: 7, Time: 1_000_000}, Pool: ops.Pool{
		Address: common.HexToAddress("0xb0"), Owner: common.HexToAddress("0x0e"), Vault: common.HexToAddress("0xba"),
		FeesCollector: common.HexToAddress("0xfc"), OwnerKind: ops.OwnerAccount, Generation: ops.V2, SwapEnabled: true, JoinExitEnabled: true, Symbol: "BPT",
	}}
	for i, p := range percent {
		weight := units.FixedFrom(p * 1e16)
		s.Tokens = append(s.Tokens, ops.Token{
			Address: common.BigToAddress(uint256.NewInt(uint64(100 + i)).ToBig()), Symbol: named.Symbol(string(rune('A' + i))), Decimals: 6,
			Cash: amountOf(p*1000*1e6, 6), Managed: amountOf(0, 6), AssetManager: common.HexToAddress("0xa5"),
			StartWeight: weight, EndWeight: weight, Weight: weight,
		})
	}
	s.Supply = ops.Supply{Virtual: amountOf(1e18, 18), Actual: amountOf(1e18, 18)}
	return s
}

func amountOf(raw uint64, decimals uint8) units.Amount {
	return units.Amount{Raw: *uint256.NewInt(raw), Decimals: decimals}
}

// watched gives each holding that an operation watches a balance.
func watched(s *ops.Snapshot, op ops.Watching, balance units.Amount) *ops.Snapshot {
	next := s.Clone()
	for _, key := range op.Watch(s).Holdings {
		next.Holdings = append(next.Holdings, ops.Holding{Token: key.Token, Account: key.Account, Symbol: "NEW", Decimals: balance.Decimals, Balance: balance, Allowance: units.Amount{Decimals: balance.Decimals}})
	}
	return next
}

// anAddition is for a pool whose swaps, joins and exits are enabled.
func anAddition() ops.AddToken {
	return ops.AddToken{Doors: ops.Doors{Closing: ops.ByJoinsExits, Swaps: true, JoinsExits: true}, Token: common.HexToAddress("0x0101"), Weight: units.FixedFrom(10 * 1e16), AssetManager: common.HexToAddress("0xa5"),
		Deposit: amountOf(5e6, 6), Mint: amountOf(0, 18), MintTo: common.HexToAddress("0xa5")}
}

// atOnce is the same addition by one Safe, which is owner and asset manager.
func atOnce(pool *ops.Snapshot, op ops.AddToken) ops.AddToken {
	op.Doors = ops.DoorsOf(pool, ops.AtOnce)
	return op
}

func float(f units.Fixed) float64 {
	value, _ := f.Int().ToBig().Float64()
	return value / 1e18
}

func planAt(t *testing.T, op ops.Operation, pool *ops.Snapshot, at units.Time) *ops.Plan {
	t.Helper()
	plan, err := op.Plan(pool, at)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

func settled(t *testing.T, s *ops.Snapshot) *ops.Snapshot {
	t.Helper()
	next, err := s.Recomputed()
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// sizedAddition is a pool, and an addition for its current supply.
func sizedAddition(t *testing.T) (ops.AddToken, *ops.Snapshot) {
	t.Helper()
	op := anAddition()
	pool := settled(t, watched(somePool(50, 30, 20), op, amountOf(9e9, 6)))
	op.Supply = pool.Supply.Actual
	return op, pool
}

func coded(findings []ops.Finding, code string) bool {
	return slices.ContainsFunc(findings, func(f ops.Finding) bool { return f.Code == code && f.Severity == ops.Refuse })
}
