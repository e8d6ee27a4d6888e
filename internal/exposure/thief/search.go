package thief

import (
	"math/big"
	"math/rand/v2"
	"slices"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/poolmath"
)

// Act is one action of a thief, as data, so that it can be repeated on the contracts.
type Act struct {
	Join *poolmath.Join
	Exit *poolmath.Exit
	Swap *poolmath.Swap
}

func (t *Thief) do(d Act) error {
	switch {
	case d.Join != nil:
		return t.Join(*d.Join)
	case d.Exit != nil:
		return t.Exit(*d.Exit)
	}
	return t.Swap(*d.Swap)
}

// Attack is a list of actions, and its gain at the market's prices.
type Attack struct {
	Deeds []Act
	Loot  *big.Int
}

// Searched tries many attacks on a state and returns the best ones, best first. Each attack extends
// one of the best so far, or starts from nothing, with random actions that the contracts accept.
func Searched(dice *rand.Rand, s *ops.Snapshot, m prices, tries, keep int) []Attack {
	var best []Attack
	for range tries {
		var begin []Act
		if len(best) > 0 && dice.IntN(3) > 0 {
			d := best[dice.IntN(len(best))].Deeds
			begin = d[:dice.IntN(len(d)+1)]
		}
		a := grown(dice, s, m, begin)
		if len(a.Deeds) == 0 {
			continue
		}
		best = append(best, a)
		slices.SortStableFunc(best, func(a, b Attack) int { return b.Loot.Cmp(a.Loot) })
		best = best[:min(len(best), keep)]
	}
	return best
}

// grown extends an attack and exits with all BPT at the end.
func grown(dice *rand.Rand, s *ops.Snapshot, m prices, begin []Act) Attack {
	th := New(s)
	var a Attack
	for _, d := range begin {
		if th.do(d) == nil {
			a.Deeds = append(a.Deeds, d)
		}
	}
	for range 1 + dice.IntN(6) {
		if d := th.draw(dice); th.do(d) == nil {
			a.Deeds = append(a.Deeds, d)
		}
	}
	if !th.Bpt.IsZero() {
		d := Act{Exit: &poolmath.Exit{Kind: poolmath.ExitAllTokens, Bpt: th.Bpt}}
		if th.do(d) == nil {
			a.Deeds = append(a.Deeds, d)
		}
	}
	a.Loot = th.Loot(s, m)
	return a
}

// draw is a random join, exit or swap, with an amount of any magnitude.
func (t *Thief) draw(dice *rand.Rand) Act {
	n := len(t.Pool.Tokens)
	supply, _ := t.Pool.ActualSupply(t.Now)
	token := dice.IntN(n)
	switch dice.IntN(8) {
	case 0:
		return Act{Join: &poolmath.Join{Kind: poolmath.JoinTokenIn, Bpt: part(dice, supply, 199), Index: uint64(token)}}
	case 1:
		return Act{Join: &poolmath.Join{Kind: poolmath.JoinAllTokensIn, Bpt: part(dice, supply, 900)}}
	case 2:
		return Act{Join: &poolmath.Join{Kind: poolmath.JoinExactTokensIn, Amounts: t.amounts(dice, 150)}}
	case 3:
		return Act{Exit: &poolmath.Exit{Kind: poolmath.ExitOneToken, Bpt: part(dice, t.Bpt, 100), Index: uint64(token)}}
	case 4:
		return Act{Exit: &poolmath.Exit{Kind: poolmath.ExitExactTokens, Amounts: t.amounts(dice, 30), MaxBpt: t.Bpt}}
	}
	return Act{Swap: t.drawSwap(dice, token)}
}

func (t *Thief) drawSwap(dice *rand.Rand, in int) *poolmath.Swap {
	out := dice.IntN(len(t.Pool.Tokens))
	s := poolmath.Swap{In: in, Out: out, GivenOut: dice.IntN(3) > 0}
	switch dice.IntN(8) {
	case 0:
		s.Out = poolmath.BPT
	case 1:
		s.In = poolmath.BPT
	}
	supply, _ := t.Pool.ActualSupply(t.Now)
	of := func(i int) uint256.Int {
		if i == poolmath.BPT {
			return supply
		}
		return t.Pool.Tokens[i].Balance
	}
	s.Amount = part(dice, of(s.In), 30)
	if s.GivenOut {
		s.Amount = part(dice, of(s.Out), 30)
	}
	return &s
}

// amounts are random amounts of some tokens.
func (t *Thief) amounts(dice *rand.Rand, most uint64) []uint256.Int {
	list := make([]uint256.Int, len(t.Pool.Tokens))
	for i := range list {
		if dice.IntN(2) == 0 {
			list[i] = part(dice, t.Pool.Tokens[i].Balance, most)
		}
	}
	return list
}

// part is up to most hundredths of an amount, often exactly that or almost nothing.
func part(dice *rand.Rand, of uint256.Int, most uint64) uint256.Int {
	var p uint256.Int
	p.Mul(&of, uint256.NewInt(most))
	switch dice.IntN(4) {
	case 0:
	case 1:
		p.Rsh(&p, uint(dice.IntN(40)))
	default:
		p.Mul(&p, uint256.NewInt(dice.Uint64N(1000)))
		p.Div(&p, uint256.NewInt(1000))
	}
	return *p.Div(&p, uint256.NewInt(100))
}
