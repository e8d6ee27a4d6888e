package poolmath

import "math/bits"

// pair is a number of 128 bits. The fast functions keep the sign separately: the contracts' divisions
// truncate towards 0 and so treat both signs alike.
type pair struct{ hi, lo uint64 }

const (
	e20hi, e20lo = 0x5, 0x6bc75e2d63100000              // 1e20
	e36hi, e36lo = 0xc097ce7bc90715, 0xb34b9f1000000000 // 1e36
	fiveTo22     = 2_384_185_791_015_625                // 1e22 / 2^22
	mu36hi       = 0x154484932d2e72                     // floor(2^236 / 1e36)
	mu36lo       = 0x5a5bbca17a3aba17
)

func (a pair) less(b pair) bool { return a.hi < b.hi || a.hi == b.hi && a.lo < b.lo }

// plus is a+b where that fits.
func (a pair) plus(b pair) pair {
	lo, carry := bits.Add64(a.lo, b.lo, 0)
	hi, _ := bits.Add64(a.hi, b.hi, carry)
	return pair{hi, lo}
}

// over is floor(a/d) and the remainder, for d of one word.
func (a pair) over(d uint64) (pair, uint64) {
	if a.hi < d {
		lo, r := bits.Div64(a.hi, a.lo, d)
		return pair{0, lo}, r
	}
	hi, r := a.hi/d, a.hi%d
	lo, r := bits.Div64(r, a.lo, d)
	return pair{hi, lo}, r
}

// scale is the two highest words of v*c, plus 1. With c = ceil(2^(k+s) / d) and v = w << (64-s), where
// w < 2^s, it exceeds 2^k * w/d by less than 2: by at most 1 because of the added 1 and the words cut
// off, and by w*1/2^s < 1 because of the ceiling.
func scale(v uint64, c pair) pair {
	h, _ := bits.Mul64(v, c.lo)
	hi, lo := bits.Mul64(v, c.hi)
	lo, carry := bits.Add64(lo, h, 0)
	lo, carry1 := bits.Add64(lo, 1, 0)
	return pair{hi + carry + carry1, lo}
}

// times is the two highest words of a*r. With r from scale, a*r/2^k exceeds
// a*w/d by less than 2a/2^k, and so has the same floor if 2*a*d <= 2^k.
func times(a uint64, r pair) pair {
	h, _ := bits.Mul64(a, r.lo)
	hi, lo := bits.Mul64(a, r.hi)
	lo, carry := bits.Add64(lo, h, 0)
	return pair{hi + carry, lo}
}

// over2 is floor(n/d) for a quotient of one word, where d has two words and
// n/2^64 < d. It is Knuth's algorithm D (The Art of Computer Programming,
// 4.3.1) for one digit.
func over2(n2, n1, n0 uint64, d pair) uint64 {
	s := uint(bits.LeadingZeros64(d.hi))
	d1, d0 := d.hi<<s|d.lo>>(64-s), d.lo<<s
	n2, n1, n0 = n2<<s|n1>>(64-s), n1<<s|n0>>(64-s), n0<<s
	if n2 >= d1 { // only then does the first guess overflow
		return over2Slow(n2, n1, n0, d1, d0)
	}
	q, r := bits.Div64(n2, n1, d1)
	hi, lo := bits.Mul64(q, d0)
	for hi > r || hi == r && lo > n0 {
		q--
		var carry, borrow uint64
		if r, carry = bits.Add64(r, d1, 0); carry != 0 {
			break
		}
		lo, borrow = bits.Sub64(lo, d0, 0)
		hi -= borrow
	}
	return q
}

// over2Slow divides where the first guess of the digit overflows.
func over2Slow(n2, n1, n0, d1, d0 uint64) uint64 {
	n, d := Int{n0, n1, n2}, Int{d0, d1}
	return n.Div(&n, &d).Uint64()
}

// overE36 is floor(a*b / 1e36) for a*b below 2^232, by Barrett's method. Let t = floor(n / 2^108),
// below 2^124, and mu = floor(2^236 / 1e36). The guess floor(t*mu / 2^128) is at most n/1e36, and less
// than it by under 2^108/1e36 + t/2^128 + 1 < 2^-11 + 2^-4 + 1, so the guess is the quotient or one
// less. The remainder is below 2e36, so its last 128 bits determine it.
func overE36(a, b pair) pair {
	n3, n2, n1, n0 := wide(a, b)
	q1, q0, _, _ := wide(pair{n3<<20 | n2>>44, n2<<20 | n1>>44}, pair{mu36hi, mu36lo})
	hi, lo := bits.Mul64(q0, e36lo)
	hi += q1*e36lo + q0*e36hi
	lo, borrow := bits.Sub64(n0, lo, 0)
	hi, _ = bits.Sub64(n1, hi, borrow)
	if !(pair{hi, lo}).less(pair{e36hi, e36lo}) {
		var carry uint64
		q0, carry = bits.Add64(q0, 1, 0)
		q1 += carry
	}
	return pair{q1, q0}
}

// wide is a*b, the highest word first.
func wide(a, b pair) (w3, w2, w1, w0 uint64) {
	h00, w0 := bits.Mul64(a.lo, b.lo)
	h01, l01 := bits.Mul64(a.lo, b.hi)
	h10, l10 := bits.Mul64(a.hi, b.lo)
	h11, l11 := bits.Mul64(a.hi, b.hi)
	w1, c1 := bits.Add64(h00, l01, 0)
	w2, c2 := bits.Add64(l11, h01, c1)
	w3 = h11 + c2
	w1, c3 := bits.Add64(w1, l10, 0)
	w2, c4 := bits.Add64(w2, h10, c3)
	return w3 + c4, w2, w1, w0
}
