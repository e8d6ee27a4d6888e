package liquidity_test

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/liquidity"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// pool has 80 % of a token with 18 decimals and 20 % of one with 6, at 2,000 for one.
func pool() *ops.Snapshot {
	s := &ops.Snapshot{ChainID: 1, Block: ops.Block{Number: 1, Time: 1_800_000_000}, Pool: ops.Pool{
		Address: common.HexToAddress("0xb97"), Symbol: "POOL", Generation: ops.V1, SwapEnabled: true, JoinExitEnabled: true}}
	add := func(address, symbol string, decimals uint8, whole, percent uint64) {
		raw := new(uint256.Int).Exp(uint256.NewInt(10), uint256.NewInt(uint64(decimals)))
		raw.Mul(raw, uint256.NewInt(whole))
		weight := units.FixedFrom(percent * 10_000_000_000_000_000)
		s.Tokens = append(s.Tokens, ops.Token{Address: common.HexToAddress(address), Symbol: named.Symbol(symbol), Decimals: decimals, Cash: units.Amount{Raw: *raw, Decimals: decimals},
			Managed: units.Amount{Decimals: decimals}, StartWeight: weight, EndWeight: weight, Weight: weight})
	}
	add("0x1", "WETH", 18, 40, 80)
	add("0x2", "USDC", 6, 20_000, 20)
	fee := units.FixedFrom(3_000_000_000_000_000)
	s.Fees.SwapFee, s.Fees.StartSwapFee, s.Fees.EndSwapFee, s.Fees.LastCollection = fee, fee, fee, s.Block.Time
	s.Supply.Virtual = units.Amount{Raw: *uint256.MustFromDecimal("1000000000000000000000"), Decimals: 18}
	s.Supply.Actual = s.Supply.Virtual
	return s
}

func TestPrice(t *testing.T) {
	s := pool()
	if price := liquidity.Price(s, s.Tokens[0].Address, s.Tokens[1].Address); price.String() != "2000" {
		t.Errorf("one WETH costs %s USDC", price)
	}
	if price := liquidity.Price(s, s.Pool.Address, s.Tokens[1].Address); price.String() != "100" {
		t.Errorf("one BPT costs %s USDC", price)
	}
	s.Tokens[1].Cash.Raw.Clear()
	if price := liquidity.Price(s, s.Tokens[0].Address, s.Tokens[1].Address); price != nil {
		t.Errorf("a token without a balance has the price %s", price)
	}
}

func TestBptWorth(t *testing.T) {
	s := pool()
	bpt, err := liquidity.BptWorth(s, s.Tokens[1], units.FixedFrom(1_000_000_000_000_000_000))
	if err != nil || bpt.String() != "0.01" {
		t.Errorf("one USDC is worth %s BPT, %v", bpt, err)
	}
}

func TestLost(t *testing.T) {
	if lost := liquidity.Lost(big.NewRat(3, 1), big.NewRat(2, 1)); lost.Raw() != "333333333333333334" {
		t.Errorf("a third is lost as %s: rounded up", lost)
	}
	if lost := liquidity.Lost(big.NewRat(1, 1), big.NewRat(2, 1)); !lost.Int().IsZero() {
		t.Errorf("a gain is lost as %s", lost)
	}
	if liquidity.Lost(new(big.Rat), big.NewRat(1, 1)) != nil || liquidity.Lost(nil, nil) != nil {
		t.Error("nothing has no share")
	}
}

// Price impact grows with the size, and small swaps have almost none.
func TestProfile(t *testing.T) {
	s := pool()
	profile := liquidity.ProfileOf(s, liquidity.UsualSizes())
	if len(profile.Pairs) != 2 {
		t.Fatalf("%d pairs", len(profile.Pairs))
	}
	for _, pair := range profile.Pairs {
		for i, swap := range pair.Swaps {
			if swap.Refused != "" || swap.Impact == nil || i > 0 && !swap.Impact.Int().Gt(pair.Swaps[i-1].Impact.Int()) || !swap.Cost.Int().Gt(swap.Impact.Int()) {
				t.Errorf("%s to %s, size %d: %+v", pair.InSymbol, pair.OutSymbol, i, swap)
			}
		}
	}
	// 0.1 % of 20,000 USDC, computed by hand: in 19.94 after the fee, out 40 (1 -
	// (20000/20019.94)^(1/4)).
	small := profile.Pairs[1].Swaps[0]
	if got := small.Out.String()[:10]; got != "0.00996379"[:10] {
		t.Errorf("20 USDC give %s", small.Out)
	}
	s.Tokens[0].Cash.Raw, s.Tokens[0].Managed.Raw = *uint256.NewInt(1), s.Tokens[0].Cash.Raw
	if out := liquidity.ProfileOf(s, liquidity.UsualSizes()).Pairs[1].Swaps[0]; out.Refused != "BAL#001" {
		t.Errorf("without cash: %+v", out)
	}
	s.Pool.SwapEnabled = false
	if out := liquidity.ProfileOf(s, liquidity.UsualSizes()).Pairs[0].Swaps[0]; out.Refused != "BAL#327" {
		t.Errorf("without swaps: %+v", out)
	}
}

// The position is compared with what was paid in, at current prices.
func TestPosition(t *testing.T) {
	s := pool()
	bpt := units.Amount{Raw: *uint256.MustFromDecimal("10000000000000000000"), Decimals: 18} // 1 %
	net := map[common.Address]units.Signed{s.Tokens[0].Address: {Int: big.NewInt(400_000_000_000_000_000)}, s.Tokens[1].Address: {Int: big.NewInt(201_000_000)}}
	p, err := liquidity.PositionOf(s, bpt, s.Tokens[1], net, new(big.Int))
	if err != nil {
		t.Fatal(err)
	}
	if p.Share.Percent() != "1%" || p.Value.String() != "1000" || !p.Cash || p.Holding.Gain.Int.String() != "-1000000" {
		t.Errorf("%+v against %+v", p, p.Holding)
	}
	s.Tokens[0].Cash.Raw, s.Tokens[0].Managed.Raw = *uint256.NewInt(1), s.Tokens[0].Cash.Raw
	if p, err = liquidity.PositionOf(s, bpt, s.Tokens[1], nil, new(big.Int)); err != nil || p.Cash || p.Holding != nil {
		t.Errorf("without cash: %+v, %v", p, err)
	}
}

// A token that was paid in and has left the pool has no price, so nothing is compared.
func TestRemovedToken(t *testing.T) {
	s := pool()
	gone := common.HexToAddress("0x3")
	s.Holdings = []ops.Holding{{Token: gone, Symbol: "GONE", Decimals: 8}}
	bpt := units.Amount{Raw: *uint256.MustFromDecimal("10000000000000000000"), Decimals: 18}
	net := map[common.Address]units.Signed{s.Tokens[1].Address: {Int: big.NewInt(201_000_000)}, gone: {Int: big.NewInt(150_000_000)}}
	p, err := liquidity.PositionOf(s, bpt, s.Tokens[1], net, new(big.Int))
	if err != nil || p.Holding != nil || len(p.Gone) != 1 || p.Gone[0].Symbol != "GONE" || p.Gone[0].Raw.Decimal(p.Gone[0].Decimals) != "1.5" || len(p.Paid) != 2 {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestInitAmount(t *testing.T) {
	s := pool()
	price := units.FixedFrom(3_000_000_000_000_000_000)
	value := units.Fixed(*uint256.MustFromDecimal("1000000000000000000000"))
	if amount := liquidity.InitAmount(s.Tokens[1], value, price); amount.String() != "66.666666" {
		t.Errorf("20%% of 1000 at 3 are %s, rounded down", amount)
	}
}
