package policy

import (
	"math/big"
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

// fairCase adds a token with 10 % at one for one to a pool of 100,000: the neutral deposit is
// 11,111.
func fairCase(deposit uint64, mint func(op ops.AddToken, pool *ops.Snapshot) units.Amount) (ops.AddToken, *ops.Snapshot) {
	pool := somePool(50, 30, 20)
	pool.Supply.Virtual = units.Amount{Raw: *new(uint256.Int).Mul(uint256.NewInt(1000), uint256.NewInt(1e18)), Decimals: 18}
	pool.Supply.Actual = pool.Supply.Virtual
	op := anAddition()
	op.Price, op.Deposit = oneForOne(), amountOf(deposit*1e6, 6)
	op.Mint = mint(op, pool)
	return op, watched(pool, op, amountOf(1e15, 6))
}

func fairMint(op ops.AddToken, pool *ops.Snapshot) units.Amount {
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
func priced(t *testing.T, deposit uint64, price ops.TokenPrice) *ops.Plan {
	t.Helper()
	op := anAddition()
	op.Deposit, op.Price = amountOf(deposit, 6), price
	pool := watched(somePool(50, 30, 20), op, amountOf(1e15, 6))
	return planAt(t, op, pool, pool.Block.Time+12)
}

func oneForOne() ops.TokenPrice {
	return ops.TokenPrice{Of: somePool(50).Tokens[0].Address, Value: units.FixedOne()}
}

const testNow = units.Time(1_700_000_000)
