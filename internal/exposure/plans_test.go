package exposure

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/exposure/thief"
	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/ops/tokenset"
	"mpool/internal/units"
)

// diceDoors are a pool's doors, with a random way to shut it, or none.
func diceDoors(dice *rand.Rand, pool *ops.Snapshot) ops.Doors {
	ways := []ops.Closing{ops.UsualClosing(pool, dice.IntN(2) == 0), ops.AtOnce, ops.ByAllowlist}
	return ops.DoorsOf(pool, ways[dice.IntN(len(ways))])
}

// diceShape is a random addition or removal of a token, fair up to rounding.
func diceShape(t *testing.T, dice *rand.Rand, pool *ops.Snapshot) ops.Watching {
	t.Helper()
	doors, manager := diceDoors(dice, pool), pool.Tokens[0].AssetManager
	if dice.IntN(2) == 0 && len(pool.Tokens) > 2 {
		gone := pool.Tokens[dice.IntN(len(pool.Tokens))]
		burn, err := tokenset.FairBurn(pool, gone.Weight)
		if err != nil {
			t.Fatal(err)
		}
		return tokenset.RemoveToken{Doors: doors, Token: gone.Address, AssetManager: manager, Burn: burn}
	}
	weight := units.FixedFrom(1e16 + dice.Uint64N(3e17))
	mint, err := tokenset.FairMint(pool, weight)
	if err != nil {
		t.Fatal(err)
	}
	deposit := units.Amount{Raw: *new(uint256.Int).Mul(uint256.NewInt(1+dice.Uint64N(1e6)), uint256.NewInt(1e9)), Decimals: uint8(dice.IntN(19))}
	return tokenset.AddToken{Doors: doors, Token: common.HexToAddress("0x0101"), Weight: weight, AssetManager: manager, Deposit: deposit, Mint: mint, MintTo: manager}
}

// Every state between the calls of a plan that adds or removes a token gives nothing away, or the
// plan is refused.
func TestSoakExposureOfPlans(t *testing.T) {
	seed := thief.SeedOfRun()
	dice := rand.New(rand.NewPCG(seed, 13))
	refused, checked, states := 0, 0, 0
	for range thief.CountOf(1_000, 200) {
		pool, _ := oddPool(dice)
		for i := range pool.Tokens {
			pool.Tokens[i].AssetManager = common.HexToAddress("0xa5")
		}
		pool.Pool.MustAllowlistLPs = dice.IntN(4) == 0
		pool.Pool.SwapEnabled = dice.IntN(6) > 0
		if dice.IntN(3) == 0 {
			pool.Pool.OwnerKind, pool.Pool.Owner = ops.OwnerSafe, common.HexToAddress("0xa5")
		}
		op := diceShape(t, dice, pool)
		pool = opstest.Watched(pool, op, opstest.Amount(1<<62, 18))
		for i := range pool.Holdings {
			pool.Holdings[i].Balance.Raw.Lsh(&pool.Holdings[i].Balance.Raw, 60)
		}
		plan := opstest.PlanAt(t, op, pool, pool.Block.Time+12)
		plan.Findings = append(plan.Findings, Check(pool, plan)...)
		if plan.Refused() {
			refused++
			continue
		}
		checked++
		states += withinNoise(t, seed, pool, plan)
	}
	t.Logf("seed %d: %d plans refused, %d not, with %d states between their transactions: all below 1e-9", seed, refused, checked, states)
	if checked == 0 || states == 0 || refused == 0 {
		t.Error("the dice made no such plan")
	}
}

// withinNoise checks that each state between two transactions gives nothing away, alone and
// together with the states around it.
func withinNoise(t *testing.T, seed uint64, pool *ops.Snapshot, plan *ops.Plan) int {
	t.Helper()
	x, err := exposed(pool, plan)
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	inner := 0
	for i := 1; i < len(x.States)-1; i++ {
		e, err := ExposureOf(x.States[i:i+1], x.Market)
		if err != nil || units.IsAbove(e.Total, ops.Noise()) {
			t.Fatalf("seed %d: %s, state %d of %d: %v, %v", seed, plan.Operation.Name(), i, len(x.States), e.Total, err)
		}
		inner++
	}
	if units.IsAbove(x.Window.Total, ops.Noise()) {
		t.Fatalf("seed %d: the window of %s: %+v", seed, plan.Operation.Name(), x.Window)
	}
	return inner
}

// Every pool has an answer, and it is never zero for a pool that anyone can empty.
func TestExposureOfExtremes(t *testing.T) {
	dice := rand.New(rand.NewPCG(thief.SeedOfRun(), 14))
	for range 300 {
		n := 2 + dice.IntN(49)
		s := opstest.Pool(make([]uint64, n)...)
		weights := diceWeights(dice, n)
		quotes := Market{quotes: map[common.Address]quote{}}
		for i := range s.Tokens {
			tok := &s.Tokens[i]
			tok.Address = common.BigToAddress(units.Pow10(uint8(i)))
			tok.Decimals, tok.Weight = uint8(dice.IntN(19)), weights[i]
			tok.Cash.Raw.Rsh(new(uint256.Int).Not(new(uint256.Int)), uint(144+dice.IntN(112)))
			quotes.quotes[tok.Address] = quote{units.Pow10(uint8(dice.IntN(19))), units.Pow10(uint8(dice.IntN(19)))}
		}
		empty := dice.IntN(2) == 0
		if empty {
			s.Tokens[dice.IntN(n)].Cash.Raw.Clear()
		}
		e, err := ExposureOf(row(s, s), quotes)
		one := units.FixedOne()
		if err != nil || units.IsAbove(e.Total, one) || empty && e.Total != one || e.Total == (units.Fixed{}) {
			t.Fatalf("%d tokens: %+v, %v", n, e, err)
		}
	}
	if _, err := ExposureOf(row(opstest.Pool(50, 50)), Market{}); !errors.Is(err, ErrNoValue) {
		t.Errorf("without prices: %v", err)
	}
}
