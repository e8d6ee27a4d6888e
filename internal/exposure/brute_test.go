package exposure

import (
	"errors"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/exposure/thief"
	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/units"
)

// oddPool returns a pool at market and a changed copy: with almost none of some tokens, with too
// much of them, or with other weights.
func oddPool(dice *rand.Rand) (at, odd *ops.Snapshot) {
	n := 2 + dice.IntN(5)
	weights := diceWeights(dice, n)
	s := opstest.Pool(make([]uint64, n)...)
	s.Pool.JoinExitEnabled, s.Pool.Generation = true, ops.V1+ops.Generation(dice.IntN(2))
	s.Supply.Virtual.Raw.Lsh(uint256.NewInt(1+dice.Uint64()), uint(dice.IntN(20)))
	s.Supply.Actual = s.Supply.Virtual
	s.Fees.StartSwapFee = units.FixedFrom(1e12 + dice.Uint64N(1e16))
	s.Fees.EndSwapFee, s.Fees.SwapFee = s.Fees.StartSwapFee, s.Fees.StartSwapFee
	for i := range s.Tokens {
		t := &s.Tokens[i]
		t.Address = common.BigToAddress(big.NewInt(int64(100 + i)))
		t.Decimals = uint8(dice.IntN(19))
		t.StartWeight, t.EndWeight, t.Weight = weights[i], weights[i], weights[i]
		t.Cash = units.Amount{Raw: *new(uint256.Int).Mul(uint256.NewInt(1e4+dice.Uint64N(1e6)), uint256.MustFromBig(units.Pow10(t.Decimals))), Decimals: t.Decimals}
		t.Managed.Decimals = t.Decimals
	}
	odd = s.Clone()
	for i := range odd.Tokens {
		raw := &odd.Tokens[i].Cash.Raw
		switch dice.IntN(6) {
		case 0:
			raw.SetUint64(dice.Uint64N(4)) // zero, or some smallest units
		case 1:
			raw.Rsh(raw, uint(dice.IntN(60)))
		case 2:
			raw.Mul(raw, uint256.NewInt(1+dice.Uint64N(9)))
		}
	}
	return s, odd
}

// diceWeights are at least 1 % each, and sum to one.
func diceWeights(dice *rand.Rand, n int) []units.Fixed {
	list, left := make([]units.Fixed, n), uint64(1e18)-uint64(n)*1e16
	for i := range list {
		more := dice.Uint64N(left + 1)
		if i == n-1 {
			more = left
		}
		left -= more
		list[i] = units.FixedFrom(1e16 + more)
	}
	return list
}

// No attack of a search, with joins, exits and swaps of all kinds, takes more than the bound.
func TestSoakExposureAgainstSearch(t *testing.T) {
	seed := thief.SeedOfRun()
	dice := rand.New(rand.NewPCG(seed, 12))
	states, tries := thief.CountOf(2_000, 40), thief.CountOf(600, 150)
	attacks, paying, worthless := 0, 0, 0
	var most float64
	for range states {
		at, odd := oddPool(dice)
		m := SpotMarket(at)
		e, err := ExposureOf(row(odd), m)
		if errors.Is(err, ErrNoValue) && ops.HoldsNothing(odd.Tokens) {
			worthless++
			continue // nothing is left to take
		}
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		_, sum := m.values(odd)
		for _, a := range thief.Searched(dice, odd, m, tries, 20) {
			attacks++
			if a.Loot.Sign() > 0 {
				paying++
			}
			if a.Loot.Cmp(partUp(sum, e.Total)) > 0 {
				t.Fatalf("seed %d: %d deeds take %s of %s, and the bound is %s", seed, len(a.Deeds), a.Loot, sum, e.Total)
			}
			if e.Total != (units.Fixed{}) {
				most = max(most, opstest.Float(shareUp(a.Loot, sum))/opstest.Float(e.Total))
			}
		}
	}
	t.Logf("seed %d: %d states, of which %d have nothing, %d attacks, %d of them pay, the best takes %.4f of its bound; none takes more", seed, states, worthless, attacks, paying, most)
	if paying == 0 {
		t.Error("no attack pays: the search is worth nothing")
	}
}
