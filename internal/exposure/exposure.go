// Package exposure holds a plan against what others can do in the states between its transactions,
// and after it: how much of a pool strangers can take. It is pure, and rounds up.
package exposure

import (
	"errors"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// Visible is a state that others can act in: between two transactions, not inside one.
type Visible struct {
	State *ops.Snapshot
	Call  int // how many calls are made by then
}

// Exposure is the most that a stranger can take from the states that he sees, one
// after the other. Shares are of the pool's value where it is least, rounded up, and
// one at the most. No breaker, no limit of the contracts (30 % a swap, 3x a join) and
// no swap fee makes the bound wrong: they make an attack take longer, or gain less.
type Exposure struct {
	Within units.Fixed // by trades and joins with some tokens, within states with swaps on
	Held   units.Fixed // by holding BPT from one state to a later one
	Total  units.Fixed
	Worst  int // the state in which trades take most; -1: in none
	Join   int // where he joins to hold BPT, and where he leaves; -1: he does not
	Leave  int
}

// ErrNoValue says that no price is known, so that no share is.
var ErrNoValue = errors.New("no token has a price, so its value cannot be computed")

// ExposureOf bounds what a stranger can take in a row of states, at the market's
// prices. Where it cannot tell, it is an error and never a zero.
func ExposureOf(states []Visible, market Market) (Exposure, error) {
	e := Exposure{Worst: -1, Join: -1, Leave: -1}
	row := standings(states, market)
	least := leastValue(row)
	if least == nil {
		return e, ErrNoValue
	}
	taken, worst, err := worstAttack(states, row)
	if err != nil {
		return e, err
	}
	held, join, leave := bestHold(states, row)
	e.Within, e.Held, e.Worst, e.Join, e.Leave = shareUp(taken, least), shareUp(held, least), worst, join, leave
	e.Total = shareUp(new(big.Int).Add(taken, held), least)
	return e, nil
}

func standings(states []Visible, market Market) []standing {
	row := make([]standing, len(states))
	for i, s := range states {
		row[i] = standingOf(s.State, market)
	}
	return row
}

// leastValue is the value of the state that has least; nil where all have none.
func leastValue(row []standing) *big.Int {
	var least *big.Int
	any := false
	for _, s := range row {
		any = any || s.sum.Sign() > 0
		if least == nil || s.sum.Cmp(least) < 0 {
			least = s.sum
		}
	}
	if !any {
		return nil
	}
	return least
}

// bestHold is the best sum of S(u' - u) over times of holding BPT that do not overlap,
// u being the value per BPT and S the supply where he joins: with enough capital all
// of a rise is his. It names the longest of the gains.
func bestHold(states []Visible, row []standing) (sum *big.Int, join, leave int) {
	best := make([]*big.Int, len(row))
	most := new(big.Int)
	join, leave = -1, -1
	for k := range row {
		best[k] = new(big.Int)
		if k > 0 {
			best[k].Set(best[k-1])
		}
		for i := 0; i < k; i++ {
			gain := heldGain(states, row, i, k)
			if gain.Cmp(most) > 0 {
				most, join, leave = gain, i, k
			}
			if all := new(big.Int).Add(best[i], gain); all.Cmp(best[k]) > 0 {
				best[k] = all
			}
		}
	}
	if len(best) == 0 {
		return new(big.Int), join, leave
	}
	return best[len(best)-1], join, leave
}

// heldGain is S_i (V_k/S_k - V_i/S_i), rounded up, and zero where he cannot join in
// the one or leave in the other.
func heldGain(states []Visible, row []standing, i, k int) *big.Int {
	from, to := row[i], row[k]
	if !states[i].State.Pool.JoinsOpen() || !states[k].State.Pool.ExitsOpen() || from.supply.Sign() == 0 || to.supply.Sign() == 0 {
		return new(big.Int)
	}
	then := units.CeilDiv(new(big.Int).Mul(to.sum, from.supply), to.supply)
	if then.Cmp(from.sum) <= 0 {
		return new(big.Int)
	}
	return then.Sub(then, from.sum)
}

// unlike says whether two states differ in what the bound looks at.
func unlike(a, b standing, tokensA, tokensB []common.Address) bool {
	same := func(x, y *big.Int) bool { return x.Cmp(y) == 0 }
	return !slices.Equal(tokensA, tokensB) || !slices.EqualFunc(a.values, b.values, same) || !slices.EqualFunc(a.weights, b.weights, same)
}
