package ops

import (
	"math/big"
	"math/rand/v2"

	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// These are for the tests that do attacks again on the contracts.

// SearchedWithin are the best attacks that a search finds and that somebody can pay
// who has so many whole tokens of each.
func SearchedWithin(dice *rand.Rand, s *Snapshot, m Market, tries, keep int, purse uint64) []Attack {
	var list []Attack
	for _, a := range searched(dice, s, m, tries, 3*keep) {
		if len(list) < keep && a.paidFrom(s, purse) {
			list = append(list, a)
		}
	}
	return list
}

// paidFrom says whether nobody needs more of a token at any time.
func (a Attack) paidFrom(s *Snapshot, purse uint64) bool {
	th := newThief(s)
	for _, d := range a.Deeds {
		if th.do(d) != nil {
			return false
		}
		for i, token := range s.Tokens {
			has := new(big.Int).Mul(new(big.Int).SetUint64(purse), units.Pow10(token.Decimals))
			if has.Add(has, th.got[i]).Sign() < 0 {
				return false
			}
		}
	}
	return true
}

// Balances are what poolmath leaves in the pool.
func (a Attack) Balances(s *Snapshot) []uint256.Int {
	th := newThief(s)
	for _, d := range a.Deeds {
		_ = th.do(d) // each went through before
	}
	var list []uint256.Int
	for _, t := range th.pool.Tokens {
		list = append(list, t.Balance)
	}
	return list
}

// LootOf is what is gone from a pool, at the market's prices.
func LootOf(before, after *Snapshot, m Market) *big.Int {
	th := newThief(before)
	for i, token := range before.Tokens {
		th.got[i].Sub(unitsOf(token), unitsOf(after.Tokens[i]))
	}
	return th.loot(before, m)
}

// Allowed is the most that a bound lets a stranger have.
func (e Exposure) Allowed(s *Snapshot, m Market) *big.Int {
	_, sum := m.values(s)
	return partUp(sum, e.Total)
}

// SeedOfRun and CountOf are those of the package's own tests.
func SeedOfRun() uint64 { return seedOfRun() }

// CountOf is the count of a recorded run, or that of a sample.
func CountOf(recorded, sample int) int { return countOf(recorded, sample) }
