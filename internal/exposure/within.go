package exposure

import (
	"fmt"
	"math/big"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/poolmath"
	"mpool/internal/units"
	"mpool/internal/weightcost"
)

// standing is a state as input for the bound: the tokens' values and weights.
type standing struct {
	values  []*big.Int // one for each token
	sum     *big.Int
	weights []*big.Int // 1e18 is one; during a change the sum may differ from it
	total   *big.Int   // sum of the weights
	supply  *big.Int   // actual supply, in BPT's smallest unit
}

func standingOf(state *ops.Snapshot, market Market) standing {
	s := standing{total: new(big.Int), supply: state.Supply.Actual.Raw.ToBig()}
	s.values, s.sum = market.values(state)
	for _, token := range state.Tokens {
		w := units.RawOf(token.Weight)
		s.weights, s.total = append(s.weights, w), s.total.Add(s.total, w)
	}
	return s
}

// share is 1 - exp(-KL(w||v)), rounded up. It is the largest share of the pool's value that a
// trader without BPT before and after can take. Trades, joins and exits never lower the product of
// balance^weight per BPT. A pool with that product is worth at least as much as if each token's
// value matched its weight. The share is one if a token with a weight has no value.
//
// It returns an error if the logarithms cannot be computed, and never a value below the true one.
func (s standing) share() (units.Fixed, error) { return s.shareBeside(new(big.Int)) }

// shareBeside is share if the logarithm of the product is lower by less, with 18 decimals.
func (s standing) shareBeside(less *big.Int) (units.Fixed, error) {
	if s.sum.Sign() == 0 {
		return units.Fixed{}, nil // there is nothing to take
	}
	sum := new(big.Int)
	for i, w := range s.weights {
		if w.Sign() == 0 {
			continue
		}
		if s.values[i].Sign() == 0 {
			return units.FixedOne(), nil
		}
		ln, err := lnUp(new(big.Int).Mul(w, s.sum), new(big.Int).Mul(s.total, s.values[i]))
		if err != nil {
			return units.Fixed{}, err
		}
		sum.Add(sum, ln.Mul(ln, w))
	}
	if s.total.Sign() == 0 {
		return lostUp(less)
	}
	return lostUp(sum.Add(units.CeilDiv(sum, s.total), less))
}

// lostUp is 1 - exp(-x), rounded up. It is one if almost nothing is left.
func lostUp(x *big.Int) (units.Fixed, error) {
	const all = 40 // e^-40 is below 18 decimals; exp accepts exponents down to -41
	if x.Sign() <= 0 {
		return units.Fixed{}, nil
	}
	if x.Cmp(new(big.Int).Mul(units.Unit(), big.NewInt(all))) > 0 {
		return units.FixedOne(), nil
	}
	return weightcost.Lost(x)
}

// lnUp is ln(a/b) with 18 decimals, rounded up, for a and b above zero. a/b is 2^k times a number
// between a half and two, whose logarithm poolmath computes to 1e-16. It adds twice that error.
func lnUp(a, b *big.Int) (*big.Int, error) {
	if a.Sign() <= 0 || b.Sign() <= 0 {
		return nil, fmt.Errorf("no logarithm of %s / %s", a, b)
	}
	k := a.BitLen() - b.BitLen()
	num, den := new(big.Int).Mul(a, units.Unit()), new(big.Int).Set(b)
	if k >= 0 {
		den.Lsh(den, uint(k))
	} else {
		num.Lsh(num, uint(-k))
	}
	word, over := uint256.FromBig(units.CeilDiv(num, den)) // between a half and two, so it fits
	if over {
		return nil, fmt.Errorf("no logarithm of %s / %s", a, b)
	}
	ln, err := poolmath.Ln(*word)
	if err != nil {
		return nil, err
	}
	const given = 200
	sum := signed(ln)
	sum.Add(sum, timesLn2Up(int64(k)))
	return sum.Add(sum, big.NewInt(given)), nil
}

// timesLn2Up is k ln 2 with 18 decimals, rounded up.
func timesLn2Up(k int64) *big.Int {
	const above, below = 693_147_180_559_945_310, 693_147_180_559_945_309
	if k < 0 {
		return new(big.Int).Mul(big.NewInt(k), big.NewInt(below))
	}
	return new(big.Int).Mul(big.NewInt(k), big.NewInt(above))
}

// signed converts a word in two's complement.
func signed(word uint256.Int) *big.Int {
	if word.Sign() >= 0 {
		return word.ToBig()
	}
	size := word.Neg(&word).ToBig()
	return size.Neg(size)
}

// partUp is share * value, rounded up.
func partUp(value *big.Int, share units.Fixed) *big.Int {
	return units.CeilDiv(new(big.Int).Mul(value, units.RawOf(share)), units.Unit())
}

// shareUp is part / value, rounded up, at most one.
func shareUp(part, value *big.Int) units.Fixed {
	if part.Sign() <= 0 {
		return units.Fixed{}
	}
	if part.Cmp(value) >= 0 {
		return units.FixedOne()
	}
	word, _ := uint256.FromBig(units.CeilDiv(new(big.Int).Mul(part, units.Unit()), value))
	return units.Fixed(*word)
}
