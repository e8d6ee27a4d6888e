package ops

import (
	"errors"
	"math/big"

	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// What a weight change gives to arbitrage that pays for gas. Nobody trades before
// a trade pays its gas g, so that the pool has been off its prices for longer the
// dearer gas is, and loses g at each trade however slowly its weights move. Where
// gas rules, a pool of the value V loses about
//
//	l * sqrt(g * V / 2)    l = 2 arccos(sum sqrt(w_i * w'_i))
//
// whatever the duration: l is how long the way of the weights is, as lengths on
// the sphere are. Two tokens come within 3.3 % of it, several that all move cost up
// to 29 % more, because a trade fixes two of them at a time.
//
// It is never more than the change costs at once: along a straight way each step
// costs less than the whole, and fewer trades than one there are not.

// Angle is l, in radians, with angleDigits decimals. It is rounded up: never less
// than l, and more by less than 1e-30.
//
// With d the distance of sqrt(w) and sqrt(w') it is 4 arcsin(d/2), which needs no
// difference of numbers that are nearly one. Roots are rounded away from each other.
func (m WeightMove) Angle() *big.Int {
	square := new(big.Int) // of d, with twice the digits
	for i := range m.From {
		apart := rootsApart(m.From[i].Int().ToBig(), m.To[i].Int().ToBig())
		square.Add(square, apart.Mul(apart, apart))
	}
	quarter := units.CeilDiv(square, big.NewInt(4))
	half := ceilSqrt(quarter)
	sine := arcsine(half, units.CeilDiv(quarter, angleUnit()))
	return sine.Lsh(sine, 2)
}

// angleDigits are the decimals that angles are worked out with.
const angleDigits = 36

// angleUnit stands for one.
func angleUnit() *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(angleDigits), nil) }

// rootsApart is |sqrt(a) - sqrt(b)| of numbers with 18 decimals, rounded up.
func rootsApart(a, b *big.Int) *big.Int {
	switch a.Cmp(b) {
	case 0:
		return new(big.Int)
	case -1:
		a, b = b, a
	}
	shift := new(big.Int).Mul(units.Unit(), angleUnit()) // from 18 decimals to 72
	high := ceilSqrt(a.Mul(a, shift))
	return high.Sub(high, b.Sqrt(b.Mul(b, shift)))
}

// arcsine is that of x, whose square is given too, for an x of at most sqrt(1/2)
// and a little. It adds up x^(2k+1) (2k)! / (4^k (k!)^2 (2k+1)), each term rounded
// up, and stops where what is left of the series is less than its last term: the
// terms shrink to less than five eighths each time. The terms' roundings are less
// than three units each, and there are less than two hundred terms.
func arcsine(x, square *big.Int) *big.Int {
	const enough = 8 // units of the last digit
	sum, term := new(big.Int), new(big.Int).Set(x)
	for k := int64(0); ; k++ {
		sum.Add(sum, term)
		if term.Cmp(big.NewInt(enough)) <= 0 {
			return sum.Add(sum, new(big.Int).Lsh(term, 1))
		}
		odd := 2*k + 1
		term.Mul(term, square).Mul(term, big.NewInt(odd*odd))
		below := new(big.Int).Mul(angleUnit(), big.NewInt((odd+1)*(odd+2)))
		term = units.CeilDiv(term, below)
	}
}

// GasCost is what a change gives to arbitrage where a trade costs gas and the pool
// has a value, both in the same unit: the amount in that unit, and the share of the
// pool, both rounded up. It is not capped: see Floor.
func (m WeightMove) GasCost(gas, value *big.Int) (amount *big.Int, share units.Fixed, err error) {
	if value.Sign() <= 0 || gas.Sign() < 0 {
		return nil, units.Fixed{}, errors.New("the pool's value is zero")
	}
	if m.Largest() == (units.Fixed{}) || gas.Sign() == 0 {
		return new(big.Int), units.Fixed{}, nil
	}
	angle, square := m.Angle(), new(big.Int).Exp(angleUnit(), big.NewInt(2), nil)
	whole := new(big.Int).Mul(gas, value)
	root := ceilSqrt(units.CeilDiv(whole.Mul(whole, square), big.NewInt(2)))
	amount = units.CeilDiv(root.Mul(root, angle), square)
	part := new(big.Int).Mul(gas, square)
	root = ceilSqrt(units.CeilDiv(part, new(big.Int).Lsh(value, 1)))
	root.Mul(root, angle)
	word, over := uint256.FromBig(units.CeilDiv(root, new(big.Int).Mul(angleUnit(), units.Unit())))
	if one := units.FixedOne(); over || word.Gt(one.Int()) {
		*word = *one.Int()
	}
	return amount, units.Fixed(*word), nil
}

// ceilSqrt is the least whole number whose square is not below n.
func ceilSqrt(n *big.Int) *big.Int {
	root := new(big.Int).Sqrt(n)
	if new(big.Int).Mul(root, root).Cmp(n) < 0 {
		root.Add(root, big.NewInt(1))
	}
	return root
}
