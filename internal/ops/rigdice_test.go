package ops_test

import (
	"math/big"
	"math/rand/v2"
	"os"
	"strconv"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// roll seeds the dice, and reports the seed at the end.
func (r *rig) roll() {
	r.seed = 1
	if text := os.Getenv("MPOOL_SEED"); text != "" {
		var err error
		if r.seed, err = strconv.ParseUint(text, 10, 64); err != nil {
			r.Fatal(err)
		}
	}
	r.dice = rand.New(rand.NewPCG(r.seed, 0))
	r.Cleanup(func() {
		r.Logf("MPOOL_SEED=%d: %d states compared, %d calls before, of which %d reverted", r.seed, r.compared, r.sent, r.failed)
	})
}

// anyAddress is a random address without code or balance.
func (r *rig) anyAddress() common.Address { return common.BigToAddress(big256(r.dice.Uint64())) }

// upTo draws from 0 to n.
func (r *rig) upTo(n units.Time) units.Time { return units.Time(r.dice.Uint64N(uint64(n) + 1)) }

// chance is true in one of n cases.
func (r *rig) chance(n int) bool { return r.dice.IntN(n) == 0 }

// fraction draws a number between the two, of any magnitude, or one of the two.
func (p *rigPool) fraction(least, most uint64) units.Fixed {
	switch p.dice.IntN(12) {
	case 0:
		return units.FixedFrom(least)
	case 1:
		return units.FixedFrom(most)
	}
	return units.FixedFrom(least + p.dice.Uint64N(most-least)>>p.dice.IntN(20))
}

// part is a random part of an amount, at most 1/n of it.
func (r *rig) part(of *uint256.Int, n uint64) *big.Int {
	share := new(uint256.Int).Div(of, uint256.NewInt(n))
	share.Mul(share, uint256.NewInt(r.dice.Uint64N(1_000_001)))
	return share.Div(share, uint256.NewInt(1_000_000)).ToBig()
}

// randomWeights draws weights of at least 1 % that sum to exactly one, some of them exactly 1 %.
func randomWeights(dice *rand.Rand, n int) []units.Fixed {
	const percent = 10_000_000_000_000_000
	left := uint64(100-n) * percent
	weights := make([]units.Fixed, n)
	for i := range weights {
		share := left
		if i < n-1 {
			share = dice.Uint64N(left/uint64(n-i)*2+1) * uint64(dice.IntN(4)) / 3
			share = min(share, left)
		}
		left -= share
		weights[i] = units.FixedFrom(percent + share)
	}
	dice.Shuffle(n, func(i, j int) { weights[i], weights[j] = weights[j], weights[i] })
	return weights
}
