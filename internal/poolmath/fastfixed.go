package poolmath

import "math/bits"

// narrow says whether both numbers fit into a pair.
func narrow(a, b *Int) bool { return a[3]|a[2]|b[3]|b[2] == 0 }

// mulDown mirrors FixedPoint.mulDown.
func mulDown(a, b Int) Int {
	if !narrow(&a, &b) {
		return plainMulDown(a, b)
	}
	q, _ := overOne(wide(pair{a[1], a[0]}, pair{b[1], b[0]}))
	return q
}

// mulUp mirrors FixedPoint.mulUp.
func mulUp(a, b Int) Int {
	if !narrow(&a, &b) {
		return plainMulUp(a, b)
	}
	q, r := overOne(wide(pair{a[1], a[0]}, pair{b[1], b[0]}))
	return increment(q, r != 0)
}

// divDown mirrors FixedPoint.divDown.
func divDown(a, b Int) Int {
	if q, _, ok := fastDiv(&a, &b); ok {
		return q
	}
	return plainDivDown(a, b)
}

// divUp mirrors FixedPoint.divUp.
func divUp(a, b Int) Int {
	if q, rest, ok := fastDiv(&a, &b); ok {
		return increment(q, rest)
	}
	return plainDivUp(a, b)
}

// overOne is n / 1e18 and the remainder, by long division word by word: each remainder is below 1e18,
// and so each next quotient fits a word.
func overOne(w3, w2, w1, w0 uint64) (q Int, r uint64) {
	if w3|w2 != 0 {
		q[3], r = w3/one, w3%one
		q[2], r = bits.Div64(r, w2, one)
		q[1], r = bits.Div64(r, w1, one)
	} else {
		q[1], r = w1/one, w1%one
	}
	q[0], r = bits.Div64(r, w0, one)
	return q, r
}

// fastDiv is a*1e18 / b; rest says whether there is a remainder. ok is true where a has at most two
// words and either b fits one word and is not 0, or b has two words and the quotient fits one.
func fastDiv(a, b *Int) (q Int, rest, ok bool) {
	if !narrow(a, b) {
		return q, false, false
	}
	h, n0 := bits.Mul64(a[0], one)
	n2, n1 := bits.Mul64(a[1], one)
	n1, carry := bits.Add64(n1, h, 0)
	n2 += carry
	d := pair{b[1], b[0]}
	if d.hi == 0 {
		if d.lo == 0 {
			return q, false, false
		}
		q, r := overWord(n2, n1, n0, d.lo)
		return q, r != 0, true
	}
	if !(pair{n2, n1}).less(d) {
		return q, false, false
	}
	q[0] = over2(n2, n1, n0, d)
	// The remainder is below d, so its last 128 bits determine it.
	hi, lo := bits.Mul64(q[0], d.lo)
	return q, lo != n0 || hi+q[0]*d.hi != n1, true
}

// overWord is n / d and the remainder, word by word.
func overWord(n2, n1, n0, d uint64) (q Int, r uint64) {
	if n2 != 0 {
		q[2], r = n2/d, n2%d
		q[1], r = bits.Div64(r, n1, d)
	} else if n1 >= d {
		q[1], r = n1/d, n1%d
	} else {
		r = n1
	}
	q[0], r = bits.Div64(r, n0, d)
	return q, r
}

// increment adds 1 if yes is true. The sum does not overflow: a quotient by 1 has no remainder, and a
// quotient by more than 1 is small enough.
func increment(q Int, yes bool) Int {
	if yes {
		q.AddUint64(&q, 1)
	}
	return q
}
