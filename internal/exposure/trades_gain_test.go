package exposure

import (
	"math/big"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/exposure/thief"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// gains returns the dice and the number of random tries.
func gains(t *testing.T) (*rand.Rand, int) {
	t.Helper()
	seed, tries := uint64(1), 400
	if text := os.Getenv("MPOOL_SEED"); text != "" {
		seed, _ = strconv.ParseUint(text, 10, 64)
	}
	if os.Getenv("MPOOL_SOAK") != "" {
		tries = 20_000
	}
	t.Logf("MPOOL_SEED=%d: %d tries", seed, tries)
	return rand.New(rand.NewPCG(seed, 7)), tries
}

// randomPool has 2 to 8 tokens with any decimals and magnitudes, and any swap fee.
func randomPool(dice *rand.Rand) *ops.Snapshot {
	n := 2 + dice.IntN(7)
	s := &ops.Snapshot{ChainID: 1, Block: ops.Block{Number: 1, Time: 1_800_000_000}, Pool: ops.Pool{
		Address: common.HexToAddress("0xb97"), Symbol: "POOL", Vault: common.HexToAddress("0xba1"), Generation: ops.V1, SwapEnabled: true, JoinExitEnabled: true}}
	left := uint64(100 - n)
	for i := range n {
		points := left
		if i < n-1 {
			points = dice.Uint64N(left + 1)
		}
		left -= points
		weight := units.FixedFrom((1 + points) * 10_000_000_000_000_000)
		decimals := uint8(dice.IntN(19))
		raw := new(uint256.Int).Mul(uint256.NewInt(1+dice.Uint64N(1_000_000)), new(uint256.Int).Exp(uint256.NewInt(10), uint256.NewInt(uint64(decimals))))
		s.Tokens = append(s.Tokens, ops.Token{Address: common.BigToAddress(big.NewInt(int64(0x1000 + i))), Symbol: named.Symbol(strconv.Itoa(i)), Decimals: decimals,
			Cash: units.Amount{Raw: *raw, Decimals: decimals}, Managed: units.Amount{Decimals: decimals}, StartWeight: weight, EndWeight: weight, Weight: weight})
	}
	fee := units.FixedFrom(1e12 + dice.Uint64N(1e17)>>dice.IntN(20))
	s.Fees.StartSwapFee, s.Fees.EndSwapFee, s.Fees.SwapFee, s.Fees.LastCollection = fee, fee, fee, s.Block.Time
	s.Supply.Virtual = units.Amount{Raw: *new(uint256.Int).Mul(uint256.NewInt(1+dice.Uint64N(1_000_000)), uint256.NewInt(1e18)), Decimals: 18}
	s.Supply.Actual = s.Supply.Virtual
	return s
}

func someOf(dice *rand.Rand, amount uint256.Int) uint256.Int {
	share := new(uint256.Int).Mul(&amount, uint256.NewInt(dice.Uint64N(300_000)>>dice.IntN(18)))
	return *share.Div(share, uint256.NewInt(1_000_000))
}

// TestRoundTripsNeverGain trades there and back in every way, and never has more of anything
// afterwards.
func TestRoundTripsNeverGain(t *testing.T) {
	dice, tries := gains(t)
	done := make([]int, 5)
	for range tries {
		s := randomPool(dice)
		way := dice.IntN(len(done))
		thief := thief.New(s)
		if thereAndBack(thief, s, way, dice) != nil {
			continue // the pool refuses it
		}
		done[way]++
		for i, got := range thief.Got {
			if got.Sign() > 0 {
				t.Fatalf("way %d gains %s of token %d in %+v", way, got, i, s)
			}
		}
	}
	for way, n := range done {
		if n == 0 {
			t.Errorf("way %d was never gone", way)
		}
	}
	t.Log("ways gone:", done)
}

// thereAndBack trades a token for another and back, or joins and exits.
func thereAndBack(thief *thief.Thief, s *ops.Snapshot, way int, dice *rand.Rand) error {
	i, j := dice.IntN(len(s.Tokens)), dice.IntN(len(s.Tokens)-1)
	if j >= i {
		j++
	}
	bpt := someOf(dice, s.Supply.Actual.Raw)
	switch way {
	case 0: // token to token, and back
		if err := thief.Swap(poolmath.Swap{In: i, Out: j, Amount: someOf(dice, s.Tokens[i].Cash.Raw)}); err != nil {
			return err
		}
		return thief.Swap(poolmath.Swap{In: j, Out: i, Amount: *uint256.MustFromBig(thief.Got[j])})
	case 1: // token to BPT and back, by swaps
		if err := thief.Swap(poolmath.Swap{In: i, Out: poolmath.BPT, Amount: someOf(dice, s.Tokens[i].Cash.Raw)}); err != nil {
			return err
		}
		return thief.Swap(poolmath.Swap{In: poolmath.BPT, Out: i, Amount: thief.Bpt})
	case 2: // join for exact BPT with one token, and exit to the same
		if err := thief.Join(poolmath.Join{Kind: poolmath.JoinTokenIn, Bpt: bpt, Index: uint64(i)}); err != nil {
			return err
		}
		return thief.Exit(poolmath.Exit{Kind: poolmath.ExitOneToken, Bpt: thief.Bpt, Index: uint64(i)})
	case 3: // all tokens
		if err := thief.Join(poolmath.Join{Kind: poolmath.JoinAllTokensIn, Bpt: bpt}); err != nil {
			return err
		}
		return thief.Leave()
	default: // join with exact tokens, and exit with the same amounts
		amounts := make([]uint256.Int, len(s.Tokens))
		for k := range amounts {
			amounts[k] = someOf(dice, s.Tokens[k].Cash.Raw)
		}
		if err := thief.Join(poolmath.Join{Kind: poolmath.JoinExactTokensIn, Amounts: amounts}); err != nil {
			return err
		}
		bpt, _, err := thief.Pool.OnExit(thief.Now, poolmath.Exit{Kind: poolmath.ExitExactTokens, Amounts: amounts, MaxBpt: s.Supply.Actual.Raw})
		if err == nil && bpt.Lt(&thief.Bpt) {
			thief.Got[0] = big.NewInt(1) // the same tokens for less BPT
		}
		return err
	}
}

// TestSandwichOfJoin lets a thief move the price before a join with one token, and back after it.
// The join reverts, or gives at least its minimum. The thief takes at most the difference between
// the payment and that minimum, at the prices before: nothing comes from other LPs.
func TestSandwichOfJoin(t *testing.T) {
	dice, tries := gains(t)
	hit, stopped, profits := 0, 0, 0
	for range tries {
		s := randomPool(dice)
		slippage := units.FixedFrom(1e15 + dice.Uint64N(5e16))
		i, j := dice.IntN(len(s.Tokens)), dice.IntN(len(s.Tokens)-1)
		if j >= i {
			j++
		}
		op := trade.Join{Kind: trade.JoinExactTokens, Amounts: []trade.TokenAmount{{Token: s.Tokens[i].Address, Amount: units.Amount{Raw: someOf(dice, s.Tokens[i].Cash.Raw), Decimals: s.Tokens[i].Decimals}}}, Bpt: units.Amount{Decimals: 18}}
		quote, amounts, err := op.Outcome(s)
		if err != nil || quote.IsZero() {
			continue
		}
		op.Bpt = units.LeastOf(units.Amount{Raw: quote, Decimals: 18}, slippage)
		thief := thief.New(s)
		if thief.Swap(poolmath.Swap{In: i, Out: j, Amount: someOf(dice, s.Tokens[i].Cash.Raw)}) != nil {
			continue
		}
		bpt, _, err := thief.Pool.OnJoin(thief.Now, poolmath.Join{Kind: poolmath.JoinExactTokensIn, Amounts: amounts, MinBpt: op.Bpt.Raw})
		if err != nil {
			stopped++
			continue
		}
		hit++
		if bpt.Lt(&op.Bpt.Raw) {
			t.Fatalf("%s BPT, and the least is %s", bpt.Dec(), op.Bpt.Raw.Dec())
		}
		thief.Pool.Tokens[i].Balance.Add(&thief.Pool.Tokens[i].Balance, &amounts[i])
		thief.Pool.VirtualSupply.Add(&thief.Pool.VirtualSupply, &bpt)
		if thief.Swap(poolmath.Swap{In: j, Out: i, Amount: *uint256.MustFromBig(thief.Got[j])}) != nil {
			continue
		}
		if thief.Got[i].Sign() > 0 {
			profits++
		}
		worth := func(n *big.Int) *big.Rat { // value of token i, as a share of the pool before
			share := new(big.Rat).SetFrac(n, s.Tokens[i].Cash.Raw.ToBig())
			return share.Mul(share, new(big.Rat).SetFrac(units.RawOf(s.Tokens[i].Weight), units.Unit()))
		}
		most := worth(amounts[i].ToBig())
		most.Sub(most, new(big.Rat).SetFrac(op.Bpt.Raw.ToBig(), s.Supply.Actual.Raw.ToBig()))
		if worth(thief.Got[i]).Cmp(most) > 0 {
			t.Fatalf("the thief takes %s of %s paid, at a slippage of %s, in %+v", thief.Got[i], amounts[i].Dec(), slippage.Percent(), s)
		}
	}
	if hit == 0 || stopped == 0 {
		t.Errorf("%d joins were sandwiched, and %d reverted", hit, stopped)
	}
	t.Logf("%d sandwiched, of which %d with a profit, and %d reverted", hit, profits, stopped)
}

// TestSlippageLimits checks that limits are rounded in favour of the trader.
func TestSlippageLimits(t *testing.T) {
	one := units.Amount{Raw: *uint256.NewInt(1001), Decimals: 0}
	half := units.FixedFrom(5_000_000_000_000_000)
	if least := units.LeastOf(one, half); least.Raw.Uint64() != 996 { // exactly 995.995
		t.Errorf("the least is %s", least)
	}
	if most := units.MostOf(one, half); most.Raw.Uint64() != 1006 { // exactly 1006.005
		t.Errorf("the most is %s", most)
	}
	if units.LeastOf(one, units.Fixed{}) != one || units.MostOf(one, units.Fixed{}) != one {
		t.Error("no slippage changes the amount")
	}
	all := units.FixedOne()
	if least := units.LeastOf(one, all); !least.Raw.IsZero() {
		t.Errorf("of everything, the least is %s", least)
	}
}
