package poolmath

// ExitKind is WeightedPoolUserData.ExitKind.
type ExitKind uint8

// The kinds of exits. Each comment has the contract's name.
const (
	ExitOneToken    ExitKind = iota // EXACT_BPT_IN_FOR_ONE_TOKEN_OUT
	ExitAllTokens                   // EXACT_BPT_IN_FOR_TOKENS_OUT
	ExitExactTokens                 // BPT_IN_FOR_EXACT_TOKENS_OUT
)

// Exit is the user data of an exit.
type Exit struct {
	Kind    ExitKind
	Bpt     Int    // for ExitOneToken and ExitAllTokens
	Index   uint64 // for ExitOneToken
	Amounts []Int  // for ExitExactTokens, in the tokens' own decimals
	MaxBpt  Int    // for ExitExactTokens
}

// OnExit returns the BPT that an exit at the block time now burns and the amounts that it pays, in the
// tokens' own decimals, rounded down. It does not check whether the sender has the BPT. It mirrors
// ManagedPool.onExitPool and ManagedPoolAmmLib.exitPool. Proportional exits are not checked against
// the breakers.
func (p *Pool) OnExit(now uint64, e Exit) (bpt Int, amounts []Int, err error) {
	defer catch(&err)
	require(!p.Paused, paused)
	supply := p.actualSupply(now)
	balances, weights, factors := p.balances(), p.Weights(now), p.factors()
	in, out := p.doExit(e, balances, weights, factors, supply, p.SwapFee.At(now))
	if e.Kind != ExitAllTokens {
		p.checkBreakers(sub(supply, in), balances, out, weights, sub)
	}
	return in, each(out, factors, divDown), nil
}

// doExit mirrors ManagedPoolAmmLib._doExit and WeightedExitsLib.
func (p *Pool) doExit(e Exit, balances, weights, factors []Int, supply, fee Int) (Int, []Int) {
	require(!p.JoinsDisabled, joinsExitsDisabled)
	if e.Kind > ExitExactTokens {
		abort("no such kind of exit")
	}
	require(!p.SwapsDisabled || e.Kind == ExitAllTokens, invalidJoinExitKind)
	switch e.Kind {
	case ExitOneToken:
		require(e.Index < uint64(len(balances)), outOfBounds)
		amounts := make([]Int, len(balances))
		amounts[e.Index] = tokenOutForExactBptIn(balances[e.Index], weights[e.Index], e.Bpt, supply, fee)
		return e.Bpt, amounts
	case ExitAllTokens:
		return e.Bpt, proportionalAmountsOut(balances, supply, e.Bpt)
	default:
		amounts := each(e.Amounts, factors, mulDown)
		bptIn := bptInForExactTokensOut(balances, weights, amounts, supply, fee)
		require(!bptIn.Gt(&e.MaxBpt), bptInMaxAmount)
		return bptIn, amounts
	}
}

// OnRecoveryExit returns the amounts that bptIn redeems in recovery mode, in the tokens' own decimals,
// rounded down: a share of the balances. Pauses, switches, fees and breakers do not apply. It mirrors
// ManagedPool._doRecoveryModeExit; BAL#438 outside recovery mode.
func (p *Pool) OnRecoveryExit(bptIn Int) (amounts []Int, err error) {
	defer catch(&err)
	require(p.RecoveryMode, notInRecoveryMode)
	balances := make([]Int, len(p.Tokens))
	for i, t := range p.Tokens {
		balances[i] = t.Balance
	}
	return proportionalAmountsOut(balances, p.VirtualSupply, bptIn), nil
}
