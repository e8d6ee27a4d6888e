package poolmath

// Rates are the values of a block time that swaps need besides the balances, computed once for many
// swaps.
type Rates struct {
	Now           uint64
	Weights       []Int // by token
	FeeComplement Int   // 1e18 less the swap fee
	factors       []Int
	scales        []scaled // by token
	quick         bool     // not paused, swaps enabled, and the supply cannot revert
}

// scaled is what quickGivenIn needs to know of a token.
type scaled struct {
	by      uint64 // the factor from its smallest unit to 18 decimals
	guarded bool   // it has a circuit breaker to check
}

// RatesAt computes the rates and reuses the slices of into. They hold until the pool's breakers and
// switches change.
func (p *Pool) RatesAt(now uint64, into *Rates) {
	progress := Progress(now, p.WeightStart, p.WeightEnd)
	into.Now, into.FeeComplement = now, complement(p.SwapFee.At(now))
	into.Weights, into.factors, into.scales = into.Weights[:0], into.factors[:0], into.scales[:0]
	into.quick = !p.Paused && !p.SwapsDisabled && p.hasSupply()
	for i := range p.Tokens {
		t := &p.Tokens[i]
		into.Weights = append(into.Weights, Interpolate(t.StartWeight, t.EndWeight, progress))
		factor := scalingFactor(t.Decimals)
		into.factors = append(into.factors, factor)
		into.scales = append(into.scales, scaled{tens(18 - t.Decimals), t.Breaker != (Breaker{})})
	}
}

// GivenIn is OnSwap of a given amount in, between two different tokens of the pool, at the rates'
// time: it returns the same integers and the same failures.
func (p *Pool) GivenIn(r *Rates, in, out int, amount Int) (z Int, err error) {
	if z, ok := p.quickGivenIn(r, in, out, &amount); ok {
		return z, nil
	}
	return p.givenIn(r, in, out, amount)
}

func (p *Pool) givenIn(r *Rates, in, out int, amount Int) (z Int, err error) {
	defer catch(&err)
	require(!p.Paused, paused)
	require(!p.SwapsDisabled, swapsDisabled)
	a, b := &p.Tokens[in], &p.Tokens[out]
	balanceIn, balanceOut := mulDown(a.Balance, r.factors[in]), mulDown(b.Balance, r.factors[out])
	amountIn := mulDown(amount, r.factors[in])
	amountOut := outGivenIn(balanceIn, r.Weights[in], balanceOut, r.Weights[out], mulDown(amountIn, r.FeeComplement))
	if !p.AumFee.IsZero() || a.Breaker != (Breaker{}) || b.Breaker != (Breaker{}) {
		p.checkRegularSwap(r.Now, *a, *b, add(balanceIn, amountIn), sub(balanceOut, amountOut))
	}
	return divDown(amountOut, r.factors[out]), nil
}

// hasSupply says that computing the actual supply never reverts: with a supply below 2^128 and a fee
// below 1, the fees due in 2^64 seconds are below 2^252 before the division.
func (p *Pool) hasSupply() bool {
	limit := num(one)
	return p.AumFee.IsZero() || p.AumFee.Lt(&limit) && p.VirtualSupply[3]|p.VirtualSupply[2] == 0
}

// tens is 10^n.
func tens(n uint8) uint64 {
	z := uint64(1)
	for range n {
		z *= 10
	}
	return z
}
