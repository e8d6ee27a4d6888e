package exposure

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"mpool/internal/exposure/thief"
	"mpool/internal/units"
)

// lnPrecision is the precision, in bits, of the logarithms to compare with.
const lnPrecision = 320

// bigLn is ln(a/b) by 2 artanh((m-1)/(m+1)) + k ln 2. m is a/b divided by the power of two that
// brings it between a half and two. ln 2 is computed by the same series.
func bigLn(a, b *big.Int) *big.Float {
	k := a.BitLen() - b.BitLen()
	num, den := new(big.Int).Set(a), new(big.Int).Set(b)
	if k >= 0 {
		den.Lsh(den, uint(k))
	} else {
		num.Lsh(num, uint(-k))
	}
	ln := bigArtanh(new(big.Int).Sub(num, den), new(big.Int).Add(num, den))
	two := bigArtanh(big.NewInt(1), big.NewInt(3))
	return ln.Add(ln, two.Mul(two, new(big.Float).SetInt64(int64(k))))
}

// bigArtanh is 2 artanh(p/q), for p/q of at most a third. Each term is at most a ninth of the one
// before, so that the omitted terms are below the precision.
func bigArtanh(p, q *big.Int) *big.Float {
	z := asFloat(p)
	z.Quo(z, asFloat(q))
	square := new(big.Float).Mul(z, z)
	sum, power := new(big.Float).SetPrec(lnPrecision), new(big.Float).Set(z)
	for odd := int64(1); odd < lnPrecision*2/3; odd += 2 {
		term := new(big.Float).Quo(power, new(big.Float).SetInt64(odd))
		sum.Add(sum, term)
		power.Mul(power, square)
	}
	return sum.Add(sum, new(big.Float).Set(sum))
}

func asFloat(n *big.Int) *big.Float { return new(big.Float).SetPrec(lnPrecision).SetInt(n) }

// lnPair is a pair of numbers above zero, far apart or next to each other.
func lnPair(dice *rand.Rand) (a, b *big.Int) {
	number := func() *big.Int {
		n := new(big.Int).SetUint64(1 + dice.Uint64())
		n.Mul(n, new(big.Int).SetUint64(1+dice.Uint64()))
		return n.Lsh(n, uint(dice.IntN(1400)))
	}
	a = number()
	if dice.IntN(3) > 0 {
		return a, number()
	}
	off := new(big.Int).Rsh(a, uint(dice.IntN(70)))
	return a, new(big.Int).Add(a, off)
}

// lnUp is never below the true logarithm. It is above it by at most the 2e-16 that it adds,
// poolmath's error of 1e-16, and one unit for each power of two.
func TestSoakLnUp(t *testing.T) {
	seed := thief.SeedOfRun()
	dice := rand.New(rand.NewPCG(seed, 36))
	count := thief.CountOf(200_000, 2_000)
	var least, most float64
	for i := range count {
		a, b := lnPair(dice)
		if i%2 == 1 {
			a, b = b, a
		}
		up, err := lnUp(a, b)
		if err != nil {
			t.Fatalf("seed %d: ln %s / %s: %v", seed, a, b, err)
		}
		over := asFloat(up)
		over.Sub(over, new(big.Float).Mul(bigLn(a, b), asFloat(units.Unit())))
		units, _ := over.Float64()
		powers := float64(max(a.BitLen()-b.BitLen(), b.BitLen()-a.BitLen()))
		if units < 0 || units > 302+powers {
			t.Fatalf("seed %d: ln %s / %s is off by %v units of the 18th place", seed, a, b, units)
		}
		if least, most = min(least, units), max(most, units-powers); i == 0 {
			least, most = units, units
		}
	}
	t.Logf("seed %d: %d logarithms, above the true one by %.0f units of the 18th place at least and %.0f and one a power of two at most", seed, count, least, most)
}
