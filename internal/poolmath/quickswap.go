package poolmath

import "math/bits"

// quickGivenIn is GivenIn where ok is true: the formula alone decides, all amounts fit swapArgs'
// domain in 18 decimals, and the formula's fast version has a result. In that domain scaling up is a
// multiplication by a power of ten, as balance*(1e18*10^k) / 1e18 has no remainder, and scaling down
// is one division by it.
func (p *Pool) quickGivenIn(r *Rates, in, out int, amount *Int) (z Int, ok bool) {
	a, b := &r.scales[in], &r.scales[out]
	if !r.quick || a.guarded || b.guarded {
		return z, false
	}
	var args swapArgs
	var fits [3]bool
	args.balanceIn, fits[0] = a.up(&p.Tokens[in].Balance)
	args.balanceOut, fits[1] = b.up(&p.Tokens[out].Balance)
	args.amount, fits[2] = a.up(amount)
	w, v := &r.Weights[in], &r.Weights[out]
	if !fits[0] || !fits[1] || !fits[2] || w[3]|w[2]|w[1]|v[3]|v[2]|v[1] != 0 || w[0]|v[0] >= 1<<63 || w[0] == 0 || v[0] == 0 {
		return z, false
	}
	args.weightIn, args.weightOut = w[0], v[0]
	args.amount, _ = args.amount.timesOne(r.FeeComplement[0])
	got, ok := fastOutGivenIn(&args)
	if ok && b.by > 1 {
		got, _ = got.over(b.by)
	}
	return Int{got.lo, got.hi}, ok
}

// up scales an amount to 18 decimals. It is false unless the result is below 2^112.
func (s *scaled) up(amount *Int) (pair, bool) {
	if amount[3]|amount[2] != 0 || amount[1] >= 1<<48 {
		return pair{}, false
	}
	if s.by == 1 {
		return pair{amount[1], amount[0]}, true
	}
	hi, lo := bits.Mul64(amount[0], s.by)
	over, high := bits.Mul64(amount[1], s.by)
	hi, carry := bits.Add64(hi, high, 0)
	return pair{hi, lo}, over|carry == 0 && hi < 1<<48
}
