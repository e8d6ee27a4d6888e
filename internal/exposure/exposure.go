// Package exposure computes how much of a pool strangers can take in the states between a plan's
// transactions, and after it. It is pure, and rounds up.
package exposure

import (
	"errors"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// Visible is a state in which others can act: between two transactions, not inside one.
type Visible struct {
	State *ops.Snapshot
	Call  int // number of calls made before it
}

// Exposure is the most that a stranger can take from a row of visible states. Shares are of the
// pool's smallest value among the states, rounded up, and at most one. Breakers, the swap fee and
// the contracts' limits (30 % per swap, 3x per join) do not break the bound: they only slow an
// attack or make it less profitable.
type Exposure struct {
	Within units.Fixed // by trades and unbalanced joins, in states with swaps enabled
	Held   units.Fixed // by holding BPT from one state to a later one
	Total  units.Fixed
	Worst  int // the state in which trades take most; -1 if none
	Join   int // the states in which the stranger joins and exits to hold BPT; -1 if none
	Leave  int
}

// ErrNoValue says that no token has a price, so that shares cannot be computed.
var ErrNoValue = errors.New("no token has a price, so the pool's value cannot be computed")

// ExposureOf bounds what a stranger can take in a row of states, at the market's prices. If it
// cannot compute the bound, it returns an error, never zero.
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

// leastValue is the smallest value of a state. It is nil if no state has any value.
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

// bestHold is the largest sum of S(u' - u) over periods of holding BPT that do not overlap. u is
// the value per BPT, and S the supply at the join: with enough capital the stranger gets the whole
// rise. join and leave are the period with the largest gain.
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

// heldGain is S_i (V_k/S_k - V_i/S_i), rounded up. It is zero if nobody can join in state i or exit
// in state k.
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

// unlike says whether two states differ in tokens, values or weights.
func unlike(a, b standing, tokensA, tokensB []common.Address) bool {
	same := func(x, y *big.Int) bool { return x.Cmp(y) == 0 }
	return !slices.Equal(tokensA, tokensB) || !slices.EqualFunc(a.values, b.values, same) || !slices.EqualFunc(a.weights, b.weights, same)
}
