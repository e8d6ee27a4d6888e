package poolmath

import "math/big"

// bigPort is a direct port of the contracts to math/big, without optimisation and without domain
// checks.
type bigPort struct {
	one18, one20, one36, hundred, lnLower, lnUpper, x0, a0, x1, a1, a0Fixed, a1Fixed *big.Int
	x, a                                                                             [10]*big.Int
}

func newBigPort() *bigPort {
	p := &bigPort{
		one18: bigOf(one18), one20: bigOf(one20), one36: bigOf(one36), hundred: big.NewInt(100),
		lnLower: bigOf(lnLower), lnUpper: bigOf(lnUpper), x0: bigOf(x0), a0: bigOf(a0), x1: bigOf(x1), a1: bigOf(a1),
		a0Fixed: bigOf(a0Fixed), a1Fixed: bigOf(a1Fixed),
	}
	for i, t := range expTerms {
		p.x[i], p.a[i] = bigOf(t.x), bigOf(t.a)
	}
	return p
}

func bigAdd(a, b *big.Int) *big.Int { return new(big.Int).Add(a, b) }
func bigSub(a, b *big.Int) *big.Int { return new(big.Int).Sub(a, b) }
func bigMul(a, b *big.Int) *big.Int { return new(big.Int).Mul(a, b) }
func bigQuo(a, b *big.Int) *big.Int { return new(big.Int).Quo(a, b) }

func (p *bigPort) mulDown(a, b *big.Int) *big.Int { return bigQuo(bigMul(a, b), p.one18) }
func (p *bigPort) divDown(a, b *big.Int) *big.Int { return bigQuo(bigMul(a, p.one18), b) }

func (p *bigPort) ceil(a, b *big.Int) *big.Int {
	if a.Sign() == 0 {
		return new(big.Int)
	}
	return bigAdd(bigQuo(bigSub(a, big.NewInt(1)), b), big.NewInt(1))
}

func (p *bigPort) mulUp(a, b *big.Int) *big.Int { return p.ceil(bigMul(a, b), p.one18) }
func (p *bigPort) divUp(a, b *big.Int) *big.Int { return p.ceil(bigMul(a, p.one18), b) }

func (p *bigPort) pow(x, y *big.Int) *big.Int {
	if y.Sign() == 0 {
		return p.one18
	}
	if x.Sign() == 0 {
		return new(big.Int)
	}
	var v *big.Int
	if p.lnLower.Cmp(x) < 0 && x.Cmp(p.lnUpper) < 0 {
		l := p.ln36(x)
		high, low := new(big.Int).QuoRem(l, p.one18, new(big.Int))
		v = bigAdd(bigMul(high, y), bigQuo(bigMul(low, y), p.one18))
	} else {
		v = bigMul(p.ln(x), y)
	}
	return p.exp(bigQuo(v, p.one18))
}

func (p *bigPort) exp(x *big.Int) *big.Int {
	if x.Sign() < 0 {
		return bigQuo(p.one36, p.exp(new(big.Int).Neg(x)))
	}
	firstAN := big.NewInt(1)
	if x.Cmp(p.x0) >= 0 {
		x, firstAN = bigSub(x, p.x0), p.a0
	} else if x.Cmp(p.x1) >= 0 {
		x, firstAN = bigSub(x, p.x1), p.a1
	}
	x = bigMul(x, p.hundred)
	product := p.one20
	for i := range 8 {
		if x.Cmp(p.x[i]) >= 0 {
			x = bigSub(x, p.x[i])
			product = bigQuo(bigMul(product, p.a[i]), p.one20)
		}
	}
	sum, term := bigAdd(p.one20, x), x
	for n := int64(2); n <= 12; n++ {
		term = bigQuo(bigQuo(bigMul(term, x), p.one20), big.NewInt(n))
		sum = bigAdd(sum, term)
	}
	return bigQuo(bigMul(bigQuo(bigMul(product, sum), p.one20), firstAN), p.hundred)
}

func (p *bigPort) ln(a *big.Int) *big.Int {
	if a.Cmp(p.one18) < 0 {
		return new(big.Int).Neg(p.ln(bigQuo(p.one36, a)))
	}
	sum := new(big.Int)
	if a.Cmp(p.a0Fixed) >= 0 {
		a, sum = bigQuo(a, p.a0), bigAdd(sum, p.x0)
	}
	if a.Cmp(p.a1Fixed) >= 0 {
		a, sum = bigQuo(a, p.a1), bigAdd(sum, p.x1)
	}
	sum, a = bigMul(sum, p.hundred), bigMul(a, p.hundred)
	for i := range p.a {
		if a.Cmp(p.a[i]) >= 0 {
			a, sum = bigQuo(bigMul(a, p.one20), p.a[i]), bigAdd(sum, p.x[i])
		}
	}
	z := bigQuo(bigMul(bigSub(a, p.one20), p.one20), bigAdd(a, p.one20))
	series := p.series(z, p.one20, 11)
	return bigQuo(bigAdd(sum, bigAdd(series, series)), p.hundred)
}

func (p *bigPort) ln36(x *big.Int) *big.Int {
	x = bigMul(x, p.one18)
	z := bigQuo(bigMul(bigSub(x, p.one36), p.one36), bigAdd(x, p.one36))
	series := p.series(z, p.one36, 15)
	return bigAdd(series, series)
}

func (p *bigPort) series(z, unit *big.Int, last int64) *big.Int {
	zSquared := bigQuo(bigMul(z, z), unit)
	power, sum := z, z
	for n := int64(3); n <= last; n += 2 {
		power = bigQuo(bigMul(power, zSquared), unit)
		sum = bigAdd(sum, bigQuo(power, big.NewInt(n)))
	}
	return sum
}

func (p *bigPort) powUp(x, y *big.Int) *big.Int {
	raw := p.pow(x, y)
	return bigAdd(raw, bigAdd(p.mulUp(raw, big.NewInt(maxPowRelativeError)), big.NewInt(1)))
}

func (p *bigPort) powDown(x, y *big.Int) *big.Int {
	raw := p.pow(x, y)
	maxError := bigAdd(p.mulUp(raw, big.NewInt(maxPowRelativeError)), big.NewInt(1))
	if raw.Cmp(maxError) < 0 {
		return new(big.Int)
	}
	return bigSub(raw, maxError)
}

func (p *bigPort) outGivenIn(balanceIn, weightIn, balanceOut, weightOut, amountIn *big.Int) *big.Int {
	base := p.divUp(balanceIn, bigAdd(balanceIn, amountIn))
	power := p.powUp(base, p.divDown(weightIn, weightOut))
	if power.Cmp(p.one18) >= 0 {
		return new(big.Int)
	}
	return p.mulDown(balanceOut, bigSub(p.one18, power))
}

func (p *bigPort) inGivenOut(balanceIn, weightIn, balanceOut, weightOut, amountOut *big.Int) *big.Int {
	base := p.divUp(balanceOut, bigSub(balanceOut, amountOut))
	power := p.powUp(base, p.divUp(weightOut, weightIn))
	return p.mulUp(balanceIn, bigSub(power, p.one18))
}

func (p *bigPort) invariant(weights, balances []*big.Int) *big.Int {
	z := p.one18
	for i, w := range weights {
		z = p.mulDown(z, p.powDown(balances[i], w))
	}
	return z
}
