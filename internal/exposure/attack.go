package exposure

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
)

// mostStates is the number of open states up to which every choice of attacked states is tried.
const mostStates = 12

// worstAttack is the most value that trades can take from the states with swaps enabled, over all
// choices of attacked states. After an attack, the next state starts from the pool that the attack
// left. worst is the state that gives most when attacked alone, or -1.
func worstAttack(states []Visible, row []standing) (taken *big.Int, worst int, err error) {
	a := attacks{row: row, most: new(big.Int)}
	var alone *big.Int
	worst = -1
	for _, s := range states {
		a.tokens = append(a.tokens, ops.TokensOf(s.State))
	}
	a.open = a.openStates(states)
	for _, k := range a.open {
		loss, err := a.lossOf(map[int]bool{k: true})
		if err != nil {
			return nil, -1, err
		}
		if loss.Sign() > 0 && (alone == nil || loss.Cmp(alone) > 0) {
			alone, worst = loss, k
		}
	}
	if err := a.tryChoices(); err != nil {
		return nil, -1, err
	}
	return a.most, worst, nil
}

type attacks struct {
	row    []standing
	tokens [][]common.Address
	open   []int // the states with swaps enabled, without repetitions
	most   *big.Int
}

// openStates are the states with swaps enabled. It skips a state that equals the open one before
// it, because an attack can take nothing more there.
func (a *attacks) openStates(states []Visible) []int {
	var open []int
	for k, s := range states {
		if !s.State.Pool.SwapsOpen() {
			continue
		}
		if n := len(open); n == 0 || unlike(a.row[open[n-1]], a.row[k], a.tokens[open[n-1]], a.tokens[k]) {
			open = append(open, k)
		}
	}
	return open
}

// tryChoices tries every choice of states. If there are too many, it tries each state alone, and
// all together.
func (a *attacks) tryChoices() error {
	if len(a.open) > mostStates {
		all := map[int]bool{}
		for _, k := range a.open {
			all[k] = true
			if err := a.try(map[int]bool{k: true}); err != nil {
				return err
			}
		}
		return a.try(all)
	}
	for choice := 1; choice < 1<<len(a.open); choice++ {
		chosen := map[int]bool{}
		for bit, k := range a.open {
			chosen[k] = choice>>bit&1 == 1
		}
		if err := a.try(chosen); err != nil {
			return err
		}
	}
	return nil
}

func (a *attacks) try(chosen map[int]bool) error {
	loss, err := a.lossOf(chosen)
	if err == nil && loss.Cmp(a.most) > 0 {
		a.most = loss
	}
	return err
}

// lossOf is the value that attacks in the chosen states take together, rounded up.
func (a *attacks) lossOf(chosen map[int]bool) (*big.Int, error) {
	loss := new(big.Int)
	var has map[common.Address]*big.Int // the attacked pool's value of each token
	for k := range a.row {
		now := a.row[k]
		if has != nil {
			now = a.attacked(has, k)
		}
		if chosen[k] {
			share, err := now.share()
			if err != nil {
				return nil, err
			}
			part := partUp(now.sum, share)
			loss.Add(loss, part)
			now = now.inBalance(part)
		}
		has = map[common.Address]*big.Int{}
		for i, token := range a.tokens[k] {
			has[token] = now.values[i]
		}
	}
	return loss, nil
}

// attacked is state k if the state before it was left with the values in has. The calls between add
// or take the same values as without the attack.
func (a *attacks) attacked(has map[common.Address]*big.Int, k int) standing {
	now := a.row[k]
	was := map[common.Address]*big.Int{}
	for i, token := range a.tokens[k-1] {
		was[token] = a.row[k-1].values[i]
	}
	next := standing{sum: new(big.Int), weights: now.weights, total: now.total, supply: now.supply}
	for i, token := range a.tokens[k] {
		v := new(big.Int).Set(now.values[i])
		if was[token] != nil {
			v.Add(v.Sub(v, was[token]), has[token])
		}
		if v.Sign() < 0 {
			v.SetInt64(0)
		}
		next.values, next.sum = append(next.values, v), next.sum.Add(next.sum, v)
	}
	return next
}

// inBalance is the state after an attack: the remaining value, divided among the tokens by their
// weights.
func (s standing) inBalance(taken *big.Int) standing {
	left := new(big.Int).Sub(s.sum, taken)
	if left.Sign() < 0 {
		left.SetInt64(0)
	}
	next := standing{sum: new(big.Int), weights: s.weights, total: s.total, supply: s.supply}
	for _, w := range s.weights {
		v := new(big.Int).Mul(left, w)
		if s.total.Sign() > 0 {
			v.Div(v, s.total)
		}
		next.values, next.sum = append(next.values, v), next.sum.Add(next.sum, v)
	}
	return next
}
