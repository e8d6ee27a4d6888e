package recognise

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

const testNow = units.Time(1_700_000_000)

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
			Address: common.BigToAddress(uint256.NewInt(uint64(100 + i)).ToBig()), Symbol: named.Symbol(rune('A' + i)), Decimals: 6,
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

func watchedFor(t *testing.T, base *ops.Snapshot, op ops.Operation) *ops.Snapshot {
	t.Helper()
	w, more := op.(ops.Watching)
	if !more {
		return base
	}
	return watchedBy(base.Clone(), w.Watch(base))
}

// watchedBy gives each watched holding a large balance.
func watchedBy(s *ops.Snapshot, w ops.Watch) *ops.Snapshot {
	for _, key := range w.Holdings {
		s.Holdings = append(s.Holdings, ops.Holding{Token: key.Token, Account: key.Account, Symbol: "NEW", Decimals: 6, Balance: amountOf(1e18, 6), Allowance: amountOf(0, 6)})
	}
	for _, member := range w.Members {
		s.Members = append(s.Members, ops.Member{Address: member})
	}
	return s
}

// running is the test pool one hour into a change of ten hours: WETH from 50 to 35 %, USDC from 30
// to 44.9…9 %, and WBTC from 20 % to the rest.
func running(t *testing.T) *ops.Snapshot {
	t.Helper()
	pool := testPool()
	pool.Weights = ops.Ramp{Start: testNow - 3600, End: testNow + 9*3600}
	for i, end := range []string{"35%", "44.9999999999999999%", "20.0000000000000001%"} {
		weight, err := units.ParsePercent(end)
		if err != nil {
			t.Fatal(err)
		}
		pool.Tokens[i].EndWeight = weight
	}
	now, err := pool.At(testNow)
	if err != nil {
		t.Fatal(err)
	}
	now.Block = pool.Block
	return now
}

func frozen(t *testing.T, pool *ops.Snapshot, within units.Time) ops.FreezeWeights {
	t.Helper()
	op, err := ops.Freeze(pool, testNow+12, testNow+within)
	if err != nil {
		t.Fatal(err)
	}
	return op
}

func planAt(t *testing.T, op ops.Operation, pool *ops.Snapshot, at units.Time) *ops.Plan {
	t.Helper()
	plan, err := op.Plan(pool, at)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

func codesOf(plan *ops.Plan) (codes []string) {
	for _, finding := range plan.Findings {
		codes = append(codes, finding.Code)
	}
	return codes
}

func member(n byte) common.Address { return common.BytesToAddress([]byte{0x77, n}) }

func settled(t *testing.T, s *ops.Snapshot) *ops.Snapshot {
	t.Helper()
	next, err := s.Recomputed()
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// testPool has WETH, USDC and WBTC at constant weights of 50, 30 and 20 %.
func testPool() *ops.Snapshot {
	token := func(n byte, symbol string, decimals uint8, percent string) ops.Token {
		weight, _ := units.ParsePercent(percent)
		return ops.Token{
			Address: common.BytesToAddress([]byte{n}), Symbol: named.Symbol(symbol), Decimals: decimals,
			Cash: units.Amount{Raw: *uint256.NewInt(1_000_000), Decimals: decimals}, Managed: units.Amount{Decimals: decimals},
			StartWeight: weight, EndWeight: weight, Weight: weight,
		}
	}
	return &ops.Snapshot{
		ChainID: 31337, Block: ops.Block{Number: 7, Time: testNow},
		Pool:    ops.Pool{Address: common.HexToAddress("0x1001"), Owner: common.HexToAddress("0x0abc"), OwnerKind: ops.OwnerAccount, Generation: ops.V1, SwapEnabled: true, JoinExitEnabled: true},
		Weights: ops.Ramp{Start: testNow - 100, End: testNow - 100},
		Tokens:  []ops.Token{token(1, "WETH", 18, "50%"), token(2, "USDC", 6, "30%"), token(3, "WBTC", 8, "20%")},
		Supply:  ops.Supply{Virtual: units.Amount{Raw: *uint256.NewInt(1_000_000_000), Decimals: 18}, Actual: units.Amount{Raw: *uint256.NewInt(1_000_000_000), Decimals: 18}},
		Fees:    ops.Fees{SwapFee: units.FixedFrom(3e15), StartSwapFee: units.FixedFrom(3e15), EndSwapFee: units.FixedFrom(3e15), AumFeeDue: units.Amount{Decimals: 18}},
	}
}
