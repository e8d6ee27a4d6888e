package thief

import (
	"math/big"
	"math/rand/v2"
	"os"
	"strconv"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// These functions are for tests that repeat attacks on the contracts.

// SearchedWithin are the best attacks of a search that need at most purse whole tokens of each
// token.
func SearchedWithin(dice *rand.Rand, s *ops.Snapshot, m prices, tries, keep int, purse uint64) []Attack {
	var list []Attack
	for _, a := range Searched(dice, s, m, tries, 3*keep) {
		if len(list) < keep && a.paidFrom(s, purse) {
			list = append(list, a)
		}
	}
	return list
}

// paidFrom says whether the attack never needs more than purse whole tokens of any token.
func (a Attack) paidFrom(s *ops.Snapshot, purse uint64) bool {
	th := New(s)
	for _, d := range a.Deeds {
		if th.do(d) != nil {
			return false
		}
		for i, token := range s.Tokens {
			has := new(big.Int).Mul(new(big.Int).SetUint64(purse), units.Pow10(token.Decimals))
			if has.Add(has, th.Got[i]).Sign() < 0 {
				return false
			}
		}
	}
	return true
}

// Balances are the pool's balances after the attack, by poolmath.
func (a Attack) Balances(s *ops.Snapshot) []uint256.Int {
	th := New(s)
	for _, d := range a.Deeds {
		_ = th.do(d) // cannot fail: each succeeded before
	}
	var list []uint256.Int
	for _, t := range th.Pool.Tokens {
		list = append(list, t.Balance)
	}
	return list
}

// LootOf is the value that is gone from a pool, at the market's prices.
func LootOf(before, after *ops.Snapshot, m prices) *big.Int {
	th := New(before)
	for i, token := range before.Tokens {
		th.Got[i].Sub(ops.UnitsOf(token), ops.UnitsOf(after.Tokens[i]))
	}
	return th.Loot(before, m)
}

// SeedOfRun is MPOOL_SEED, or a fixed seed.
func SeedOfRun() uint64 {
	if seed, err := strconv.ParseUint(os.Getenv("MPOOL_SEED"), 10, 64); err == nil {
		return seed
	}
	return 20260712
}

// CountOf is the count for a recorded run if MPOOL_SOAK is set, else that for a sample.
func CountOf(recorded, sample int) int {
	if os.Getenv("MPOOL_SOAK") != "" {
		return recorded
	}
	return sample
}
