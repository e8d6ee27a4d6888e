package poolmath

// Rates are what a swap needs of a block time beside the balances, worked out once for
// many swaps.
type Rates struct {
	Now           uint64
	Weights       []Int // by token
	FeeComplement Int   // 1e18 less the swap fee
	factors       []Int
}

// RatesAt works them out, into what was there before.
func (p *Pool) RatesAt(now uint64, into *Rates) {
	progress := Progress(now, p.WeightStart, p.WeightEnd)
	into.Now, into.FeeComplement = now, complement(p.SwapFee.At(now))
	into.Weights, into.factors = into.Weights[:0], into.factors[:0]
	for i := range p.Tokens {
		t := &p.Tokens[i]
		into.Weights = append(into.Weights, Interpolate(t.StartWeight, t.EndWeight, progress))
		into.factors = append(into.factors, scalingFactor(t.Decimals))
	}
}

// GivenIn is OnSwap of a given amount in, of two different tokens of the pool: the same
// integers and the same failures, at the rates' time.
func (p *Pool) GivenIn(r *Rates, in, out int, amount Int) (z Int, err error) {
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
