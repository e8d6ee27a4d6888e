// Package weightcost computes the arbitrage cost of a weight change: the share of a pool that
// arbitrage takes, step by step or with the gas fee of its trades. It knows weights and lengths, and
// no pool.
package weightcost

import (
	"fmt"
	"math/big"

	"github.com/holiman/uint256"

	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// This file computes the arbitrage cost of a weight change. The model assumes constant prices, no
// swap fee, and arbitrage to market prices at every step. A step from weights w to w' then leaves
// the pool exp(-KL) of its value, with KL = sum w'_i ln(w'_i/w_i). A swap fee makes the cost
// smaller.
//
// All results are rounded up: they are never below the model's cost.

// Move is a weight change, for its arbitrage cost.
type Move struct {
	From, To []units.Fixed // one for each token, each above zero
	Length   units.Time    // 0 means a jump
	Stops    bool          // it stops another change; From and To are its largest possible jump
	Slows    bool          // it gives another change more time
}

// Largest is the largest distance that a weight moves.
func (m Move) Largest() units.Fixed {
	var largest uint256.Int
	for i := range m.From {
		if d := m.Distance(i); d.Int().Gt(&largest) {
			largest = *d.Int()
		}
	}
	return units.Fixed(largest)
}

// Distance is the distance that a token's weight moves.
func (m Move) Distance(token int) units.Fixed {
	return units.Fixed(units.Distance(m.From[token], m.To[token]))
}

// Steps is the number of arbitrage trades during the change, one each interval seconds. It is at
// least one, and rounded down, because fewer steps cost more.
func (m Move) Steps(interval units.Time) uint64 {
	return max(1, uint64(m.Length/max(interval, 1)))
}

// exactSteps is the largest number of steps that are summed one by one. For more steps the closed
// form is within 0.01 % of the sum, for weights of at least 1 %.
const exactSteps = 256

// Cost is the arbitrage cost of the change in this number of even steps, as a share of the pool,
// rounded up.
func (m Move) Cost(steps uint64) (units.Fixed, error) {
	if m.Largest() == (units.Fixed{}) {
		return units.Fixed{}, nil
	}
	exponent, err := m.exponent(steps)
	if err != nil {
		return units.Fixed{}, fmt.Errorf("the arbitrage cost of the weight change: %w", err)
	}
	return Lost(exponent)
}

// exponent is -ln of the share that the pool keeps.
func (m Move) exponent(steps uint64) (*big.Int, error) {
	if steps <= exactSteps {
		return m.stepByStep(steps)
	}
	return m.closedForm(steps)
}

// stepByStep sums KL over all steps, rounded up.
func (m Move) stepByStep(steps uint64) (*big.Int, error) {
	sum := new(big.Int)
	for i := range m.From {
		last := m.at(i, 0, steps)
		for k := uint64(1); k <= steps; k++ {
			next := m.at(i, k, steps)
			ln, err := LnRatio(next, last)
			if err != nil {
				return nil, err
			}
			sum.Add(sum, ln.Mul(ln, next))
			last = next
		}
	}
	return Slack(sum.Div(sum, units.Unit()), steps*uint64(len(m.From))), nil
}

// at is a token's weight after step of steps steps.
func (m Move) at(token int, step, steps uint64) *big.Int {
	from, way := m.From[token].Int().ToBig(), m.way(token)
	way.Mul(way, new(big.Int).SetUint64(step))
	return from.Add(from, way.Div(way, new(big.Int).SetUint64(steps)))
}

// way is the signed distance from a token's first weight to its last.
func (m Move) way(token int) *big.Int {
	to := m.To[token].Int().ToBig()
	return to.Sub(to, m.From[token].Int().ToBig())
}

// closedForm approximates the sum. With D_i the way of a weight from w_i to v_i in n even steps, it
// is
//
//	1/2n * sum D_i ln(v_i/w_i)  +  1/12n^2 * sum D_i^2 (1/w_i - 1/v_i)
//
// plus 0.01 %. The first term is half of KL forward plus KL backward of each step, which sums
// exactly. The second term is most of the difference between forward and backward.
func (m Move) closedForm(steps uint64) (*big.Int, error) {
	first, second := new(big.Int), new(big.Int)
	for i := range m.From {
		from, to, way := m.From[i].Int().ToBig(), m.To[i].Int().ToBig(), m.way(i)
		ln, err := LnRatio(to, from)
		if err != nil {
			return nil, err
		}
		first.Add(first, ln.Mul(ln, way))
		cube := new(big.Int).Exp(way, big.NewInt(3), nil)
		second.Add(second, cube.Div(cube, from.Mul(from, to))) // D^2 (1/w - 1/v) = D^3 / wv
	}
	n := new(big.Int).SetUint64(steps)
	first.Div(first, new(big.Int).Mul(n, big.NewInt(2)))
	first.Div(first, units.Unit())
	second.Div(second, n.Mul(n, n).Mul(n, big.NewInt(12)))
	first.Add(first, second)
	first.Add(first, new(big.Int).Div(first, big.NewInt(10_000)))
	return Slack(first, uint64(len(m.From))), nil
}

// Slack adds 2e-16 for each term to a sum with 18 decimals, in place, so that the sum is rounded up.
// The logarithm of a ratio of weights is accurate to 1e-16.
func Slack(sum *big.Int, terms uint64) *big.Int {
	return sum.Add(sum, new(big.Int).SetUint64(200*terms))
}

// LnRatio is ln(a/b), signed, with 18 decimals and accurate to 1e-16. It is an error if b is not
// above zero.
func LnRatio(a, b *big.Int) (*big.Int, error) {
	if b.Sign() <= 0 {
		return nil, fmt.Errorf("a weight is zero")
	}
	ratio := new(big.Int).Mul(a, units.Unit())
	word, _ := uint256.FromBig(ratio.Div(ratio, b)) // fits: the ratios are far below 2^196
	ln, err := poolmath.Ln(*word)
	if err != nil {
		return nil, err
	}
	if ln.Sign() >= 0 {
		return ln.ToBig(), nil
	}
	size := ln.Neg(&ln).ToBig()
	return size.Neg(size), nil
}

// Lost is 1 - exp(-x), rounded up, for x >= 0 with 18 decimals.
func Lost(x *big.Int) (units.Fixed, error) {
	word, over := uint256.FromBig(x)
	if over {
		return units.Fixed{}, fmt.Errorf("the result is too large")
	}
	kept, err := poolmath.Exp(*word.Neg(word))
	if err != nil {
		return units.Fixed{}, err
	}
	const digits = 100 // error of Exp, in units of the last place
	kept.Sub(&kept, uint256.NewInt(min(digits, kept.Uint64())))
	return units.Fixed(poolmath.Complement(kept)), nil
}

// LeastLength is the shortest duration at which the change costs at most this share of the pool. It
// is 0 if the change may happen at once. It returns false if no duration within the contracts' 32
// bits is long enough.
func (m Move) LeastLength(most units.Fixed, interval units.Time) (units.Time, bool, error) {
	interval = max(interval, 1)
	high := uint64(1)
	for ; ; high *= 2 {
		cost, err := m.Cost(high)
		if err != nil {
			return 0, false, err
		}
		if !cost.Int().Gt(most.Int()) {
			break
		}
		if high*uint64(interval) >= 1<<32 {
			return 0, false, nil
		}
	}
	steps, err := m.leastSteps(most, high/2+1, high)
	if steps == 1 || err != nil {
		return 0, err == nil, err
	}
	return units.Time(steps) * interval, true, nil
}

// leastSteps is the smallest sufficient number of steps between low and high. high is sufficient.
func (m Move) leastSteps(most units.Fixed, low, high uint64) (uint64, error) {
	for low < high {
		middle := (low + high) / 2
		cost, err := m.Cost(middle)
		if err != nil {
			return 0, err
		}
		if cost.Int().Gt(most.Int()) {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return high, nil
}
