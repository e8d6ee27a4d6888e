package poolmath

import (
	"math/big"
	"testing"
)

func bigOf(x Int) *big.Int    { return x.ToBig() }
func bigPair(p pair) *big.Int { return bigOf(Int{p.lo, p.hi}) }
func pow2(n uint) *big.Int    { return new(big.Int).Lsh(big.NewInt(1), n) }
func toPair(x Int) pair       { return pair{x[1], x[0]} }
func ceilQuo(n, d *big.Int) *big.Int {
	q, r := new(big.Int).QuoRem(n, d, new(big.Int))
	if r.Sign() != 0 {
		q.Add(q, big.NewInt(1))
	}
	return q
}

// TestLnSteps checks the constants of lnSteps, and the condition a*q <= 2^192
// for every a that can reach each of them.
func TestLnSteps(t *testing.T) {
	// a is below 100*x for x < 2^118, or the inverse of 3.
	limit := bigOf(Int{0, lnFastBelow})
	limit.Mul(limit, big.NewInt(100))
	if most := new(big.Int).Quo(bigOf(smul(one36, hundred)), big.NewInt(3)); most.Cmp(limit) >= 0 {
		limit = most.Add(most, big.NewInt(1))
	}
	if limit.Cmp(pow2(125)) > 0 {
		t.Errorf("a reaches beyond 2^125: %v", limit)
	}
	for i, s := range lnSteps {
		a := bigOf(expTerms[i].a)
		if bigPair(s.a).Cmp(a) != 0 {
			t.Errorf("step %d has another a_n", i)
		}
		g := new(big.Int).GCD(nil, nil, a, bigOf(one20))
		p, q := new(big.Int).Quo(bigOf(one20), g), new(big.Int).Quo(a, g)
		r := bigOf(Int{s.r0, s.r1, s.r2})
		if want := ceilQuo(new(big.Int).Mul(pow2(192), p), q); r.Cmp(want) != 0 {
			t.Errorf("step %d: %v is not ceil(2^192*p/q)", i, r)
		}
		if new(big.Int).Mul(limit, q).Cmp(pow2(192)) > 0 {
			t.Errorf("step %d: an a below %v is outside its domain", i, limit)
		}
		next := new(big.Int).Quo(new(big.Int).Mul(limit, p), q)
		next.Add(next, big.NewInt(1))
		if limit.Cmp(a) > 0 {
			limit = a
		}
		if next.Cmp(limit) > 0 {
			limit = next
		}
	}
}

// TestReciprocals checks the other constants.
func TestReciprocals(t *testing.T) {
	e := func(n int64) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(n), nil) }
	times := func(n int64, x *big.Int) *big.Int { return new(big.Int).Mul(big.NewInt(n), x) }
	check := func(name string, got pair, want *big.Int) {
		if bigPair(got).Cmp(want) != 0 {
			t.Errorf("%s is %v, not %v", name, bigPair(got), want)
		}
	}
	check("recipE20", recipE20, ceilQuo(pow2(193), e(20)))
	check("expSecond", expSecond, ceilQuo(pow2(182), times(2, e(16))))
	for i, r := range expReciprocals {
		check("expReciprocals", r, ceilQuo(pow2(189), times(int64(i+3), e(18))))
	}
	for i, r := range oddReciprocals {
		check("oddReciprocals", r, ceilQuo(pow2(128), big.NewInt(int64(2*i+3))))
	}
	check("1e20", pair{e20hi, e20lo}, e(20))
	check("1e36", pair{e36hi, e36lo}, e(36))
	check("mu36", pair{mu36hi, mu36lo}, new(big.Int).Quo(pow2(236), e(36)))
	check("32", pair{thirtyTwoHi, thirtyTwoLo}, times(32, e(18)))
	for _, p := range expProducts {
		if bigPair(p).BitLen() > 113 {
			t.Errorf("a product has %d bits", bigPair(p).BitLen())
		}
	}
}

// TestFastParts compares the parts of the fast power with the plain ones, also at their borders.
func TestFastParts(t *testing.T) {
	s := newSource(33)
	exp := func(v Int) {
		if got, want := fastExp(toPair(v)), plainExp(v); toPair(want) != got {
			t.Fatalf("exp(%v) is %v, fast: %v", v, want, got)
		}
	}
	ln := func(x Int) {
		got, negative := fastLn(toPair(x))
		want := plainLnInner(x)
		if want.Sign() < 0 != (negative && got != pair{}) || toPair(*want.Abs(&want)) != got {
			t.Fatalf("ln(%v) is %v, fast: %v", x, want, got)
		}
	}
	ln36 := func(x Int) {
		got, negative := fastLn36(x[0])
		want := plainLn36(x)
		if want.Sign() < 0 != (negative && got != pair{}) || toPair(*want.Abs(&want)) != got {
			t.Fatalf("ln36(%v) is %v, fast: %v", x, want, got)
		}
	}
	for quarters := range uint64(128) {
		for _, left := range []uint64{0, 1, 2, quarter / 2, quarter - 2, quarter - 1} {
			exp(sadd(smul(num(quarter), num(quarters)), num(left)))
		}
	}
	for _, x := range edges() {
		if x[3]|x[2] == 0 && x[1] < lnFastBelow && (x[1] != 0 || x[0] >= 3) {
			ln(x)
		}
	}
	last := num(1)
	last.Lsh(&last, 118)
	ln(ssub(last, num(1)))
	for d := range uint64(1000) {
		ln36(num(9*one/10 + 1 + d))
		ln36(num(11*one/10 - 1 - d))
		ln36(num(one - 500 + d))
	}
	const inputs = 300_000
	for range inputs {
		v := s.bits(0, 65)
		exp(*v.Mod(&v, &Int{thirtyTwoLo, thirtyTwoHi}))
		ln(sadd(s.bits(1, 117), num(2)))
		ln(s.near(expTerms[s.IntN(10)].a, 60))
		ln36(s.between(9*one/10+1, 11*one/10-1))
		ln36(s.near(one18, 56))
	}
	t.Logf("%d random inputs of 3 functions, 0 mismatches", inputs)
}

// aboveMultiple draws factors of a product just above a multiple of 2^64 * 1e36. There overE36's guess
// is one less than the quotient and so has 2^64-1 in its lower word.
func aboveMultiple(s *source) (a, b pair) {
	x, k := s.bits(96, 104), s.bits(1, 32)
	quotient := smul(*k.Lsh(&k, 64), one36)
	return toPair(x), toPair(sadd(sdiv(quotient, x), num(1)))
}

// TestOver2 compares the division by two words with math/big's.
func TestOver2(t *testing.T) {
	s := newSource(34)
	const inputs = 300_000
	for range inputs {
		d := s.bits(65, 128)
		q := s.bits(0, 64)
		if s.IntN(4) == 0 { // where the first guess of the digit overflows
			q = num(^s.bits(0, 40)[0])
		}
		n := sadd(smul(d, q), smod(s.wide(), d))
		if s.IntN(4) == 0 {
			n = smul(d, q)
		}
		want := sdiv(n, d)
		if n.BitLen() > 192 || want.BitLen() > 64 || n[2] > d[1] {
			continue
		}
		if got := over2(n[2], n[1], n[0], toPair(d)); got != want[0] {
			t.Fatalf("%v / %v is %v, fast: %v", n, d, want, got)
		}
		a, b := toPair(s.bits(0, 116)), toPair(s.bits(0, 116))
		if s.IntN(4) == 0 {
			a, b = aboveMultiple(s)
		}
		product := new(big.Int).Mul(bigPair(a), bigPair(b))
		if got := overE36(a, b); bigPair(got).Cmp(product.Quo(product, bigOf(one36))) != 0 {
			t.Fatalf("%v * %v / 1e36: %v", a, b, got)
		}
	}
	t.Logf("%d inputs, 0 mismatches", inputs)
}
