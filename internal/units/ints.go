package units

import "math/big"

// CeilDiv is a / b rounded up, for b above zero.
func CeilDiv(a, b *big.Int) *big.Int {
	q, rest := new(big.Int).DivMod(a, b, new(big.Int)) // rounded down, also for negative a
	if rest.Sign() != 0 {
		q.Add(q, big.NewInt(1))
	}
	return q
}

// RawOf is the raw integer as a big.Int, as the bindings take it.
func RawOf(f Fixed) *big.Int { return f.Int().ToBig() }

func Pow10(n uint8) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}

// Unit is 1e18, which stands for 1.
func Unit() *big.Int { return FixedOne().Int().ToBig() }
