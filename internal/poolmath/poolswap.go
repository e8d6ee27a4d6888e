package poolmath

// BPT stands for the pool's own token in a Swap. The other tokens have their index.
const BPT = -1

// Swap is the request that the Vault passes to a pool's onSwap.
type Swap struct {
	GivenOut bool // true: Amount is the output; false: the input
	In, Out  int  // indices of the pool's tokens, or BPT
	Amount   Int  // in the given token's own decimals
}

// OnSwap returns the other amount of a swap at the block time now, in that token's own decimals:
// output is rounded down, input is rounded up. With BPT on one side it is a join or an exit.
//
// It mirrors ManagedPool.onSwap, and two of the Vault's checks that come before it: BAL#509 for the
// same token on both sides (Swaps.swap and batchSwap), and then BAL#521 for a token that is not in the
// pool (MinimalSwapInfoPoolsBalance._getMinimalSwapInfoPoolBalance). It does not check the Vault's
// deadline, limits and funds, nor BAL#510 for an amount of 0, since later steps of a batch can swap 0.
func (p *Pool) OnSwap(now uint64, s Swap) (z Int, err error) {
	defer catch(&err)
	p.checkTokens(s)
	require(!p.Paused, paused)
	require(!p.SwapsDisabled, swapsDisabled)
	switch {
	case s.Out == BPT:
		require(!p.NotAllowlisted, addressNotAllowlisted)
		return p.onJoinSwap(now, s, p.Tokens[s.In]), nil
	case s.In == BPT:
		return p.onExitSwap(now, s, p.Tokens[s.Out]), nil
	}
	return p.onTokenSwap(now, s, p.Tokens[s.In], p.Tokens[s.Out]), nil
}

// checkTokens mirrors the Vault's checks of a swap's tokens.
func (p *Pool) checkTokens(s Swap) {
	require(s.In != s.Out, sameToken)
	for _, i := range [...]int{s.In, s.Out} {
		require(i == BPT || i >= 0 && i < len(p.Tokens), tokenNotRegistered)
	}
}

// onJoinSwap mirrors ManagedPool._onJoinSwap.
func (p *Pool) onJoinSwap(now uint64, s Swap, t Token) Int {
	supply := p.actualSupply(now)
	require(!p.JoinsDisabled, joinsExitsDisabled)
	fee, weight, factor := p.SwapFee.At(now), p.weight(now, t), scalingFactor(t.Decimals)
	balance := mulDown(t.Balance, factor)
	if s.GivenOut {
		amountIn := tokenInForExactBptOut(balance, weight, s.Amount, supply, fee)
		p.checkOneAmount(now, add(supply, s.Amount), s.In, amountIn, add)
		return divUp(amountIn, factor)
	}
	amountIn := mulDown(s.Amount, factor)
	bptOut := bptOutForExactTokenIn(balance, weight, amountIn, supply, fee)
	p.checkOneAmount(now, add(supply, bptOut), s.In, amountIn, add)
	return bptOut
}

// onExitSwap mirrors ManagedPool._onExitSwap.
func (p *Pool) onExitSwap(now uint64, s Swap, t Token) Int {
	supply := p.actualSupply(now)
	require(!p.JoinsDisabled, joinsExitsDisabled)
	fee, weight, factor := p.SwapFee.At(now), p.weight(now, t), scalingFactor(t.Decimals)
	balance := mulDown(t.Balance, factor)
	if s.GivenOut {
		amountOut := mulDown(s.Amount, factor)
		bptIn := bptInForExactTokenOut(balance, weight, amountOut, supply, fee)
		p.checkOneAmount(now, sub(supply, bptIn), s.Out, amountOut, sub)
		return bptIn
	}
	amountOut := tokenOutForExactBptIn(balance, weight, s.Amount, supply, fee)
	p.checkOneAmount(now, sub(supply, s.Amount), s.Out, amountOut, sub)
	return divDown(amountOut, factor)
}

// onTokenSwap mirrors ManagedPool._onTokenSwap: the fee is taken from the input.
func (p *Pool) onTokenSwap(now uint64, s Swap, in, out Token) Int {
	weightIn, weightOut := p.weight(now, in), p.weight(now, out)
	factorIn, factorOut := scalingFactor(in.Decimals), scalingFactor(out.Decimals)
	feeComplement := complement(p.SwapFee.At(now))
	balanceIn, balanceOut := mulDown(in.Balance, factorIn), mulDown(out.Balance, factorOut)
	if s.GivenOut {
		amountOut := mulDown(s.Amount, factorOut)
		amountInMinusFees := inGivenOut(balanceIn, weightIn, balanceOut, weightOut, amountOut)
		amountIn := divUp(amountInMinusFees, feeComplement)
		p.checkRegularSwap(now, in, out, add(balanceIn, amountIn), sub(balanceOut, amountOut))
		return divUp(amountIn, factorIn)
	}
	amountIn := mulDown(s.Amount, factorIn)
	amountInMinusFees := mulDown(amountIn, feeComplement)
	amountOut := outGivenIn(balanceIn, weightIn, balanceOut, weightOut, amountInMinusFees)
	p.checkRegularSwap(now, in, out, add(balanceIn, amountIn), sub(balanceOut, amountOut))
	return divDown(amountOut, factorOut)
}

// checkRegularSwap mirrors ManagedPool._checkCircuitBreakersOnRegularSwap, for
// the balances after the swap.
func (p *Pool) checkRegularSwap(now uint64, in, out Token, balanceIn, balanceOut Int) {
	supply := p.actualSupply(now)
	in.Breaker.check(Lower, supply, balanceIn, p.weight(now, in))
	out.Breaker.check(Upper, supply, balanceOut, p.weight(now, out))
}

// checkOneAmount mirrors ManagedPool._checkCircuitBreakersOnJoinOrExitSwap: all
// tokens are checked, though only the balance of one changes.
func (p *Pool) checkOneAmount(now uint64, supply Int, index int, amount Int, op func(a, b Int) Int) {
	amounts := make([]Int, len(p.Tokens))
	amounts[index] = amount
	p.checkBreakers(supply, p.balances(), amounts, p.Weights(now), op)
}

func (p *Pool) weight(now uint64, t Token) Int {
	return Interpolate(t.StartWeight, t.EndWeight, Progress(now, p.WeightStart, p.WeightEnd))
}
