package weightcost

import (
	"errors"
	"math/big"

	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// This file computes the arbitrage cost of a weight change if arbitrage pays for gas. Nobody trades
// before a trade pays for its gas g. So the pool's prices stay off for longer if gas is dearer, and
// the pool loses g at each trade, however slowly its weights move. If gas dominates, a pool of
// value V loses about
//
//	l * sqrt(g * V / 2)    l = 2 arccos(sum sqrt(w_i * w'_i))
//
// whatever the duration: l is the length of the path of the weights on the sphere of their square
// roots. Two tokens come within 3.3 % of it. Several tokens that all move cost up to 29 % more,
// because a trade fixes two of them at a time.
//
// The cost is never more than the change costs at once: on a straight path each step costs less
// than the whole, and there is at least one trade.

// Angle is l, in radians, with angleDigits decimals. It is rounded up by less than 1e-30.
//
// With d the distance of sqrt(w) and sqrt(w') it is 4 arcsin(d/2), which subtracts no numbers that
// are nearly one. Roots are rounded away from each other.
func (m Move) Angle() *big.Int {
	square := new(big.Int) // d^2, with twice the digits
	for i := range m.From {
		apart := rootsApart(m.From[i].Int().ToBig(), m.To[i].Int().ToBig())
		square.Add(square, apart.Mul(apart, apart))
	}
	quarter := units.CeilDiv(square, big.NewInt(4))
	half := ceilSqrt(quarter)
	sine := arcsine(half, units.CeilDiv(quarter, angleUnit()))
	return sine.Lsh(sine, 2)
}

// angleDigits is the number of decimals of angles.
const angleDigits = 36

// angleUnit is 1 with angleDigits decimals.
func angleUnit() *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(angleDigits), nil) }

// rootsApart is |sqrt(a) - sqrt(b)| with angleDigits decimals, rounded up. a and b have 18
// decimals.
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

// arcsine is the arcsine of x, for x up to a little above sqrt(1/2). square is x^2. It sums
// x^(2k+1) (2k)! / (4^k (k!)^2 (2k+1)), with each term rounded up. Each term is less than five
// eighths of the one before, so that the remaining terms sum to less than twice the last one. The
// rounding adds less than three units to each term, and there are fewer than two hundred terms.
func arcsine(x, square *big.Int) *big.Int {
	const enough = 8 // in units of the last digit
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

// GasCost is the arbitrage cost of the change if a trade costs gas. gas and value, the pool's
// value, are in the same unit. It returns the cost in that unit and as a share of the pool, both
// rounded up. The share is at most 100 %. Floor also caps it by the cost of the change at once.
func (m Move) GasCost(gas, value *big.Int) (amount *big.Int, share units.Fixed, err error) {
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

// ceilSqrt is sqrt(n), rounded up to a whole number.
func ceilSqrt(n *big.Int) *big.Int {
	root := new(big.Int).Sqrt(n)
	if new(big.Int).Mul(root, root).Cmp(n) < 0 {
		root.Add(root, big.NewInt(1))
	}
	return root
}
