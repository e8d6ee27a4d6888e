package poolmath

// JoinKind is WeightedPoolUserData.JoinKind.
type JoinKind uint8

// The kinds of joins. Each comment has the contract's name.
const (
	JoinInit          JoinKind = iota // INIT: see Pool.OnInit
	JoinExactTokensIn                 // EXACT_TOKENS_IN_FOR_BPT_OUT
	JoinTokenIn                       // TOKEN_IN_FOR_EXACT_BPT_OUT
	JoinAllTokensIn                   // ALL_TOKENS_IN_FOR_EXACT_BPT_OUT
)

// Join is the user data of a join.
type Join struct {
	Kind    JoinKind
	Amounts []Int  // for JoinExactTokensIn, in the tokens' own decimals
	MinBpt  Int    // for JoinExactTokensIn
	Bpt     Int    // for JoinTokenIn and JoinAllTokensIn
	Index   uint64 // for JoinTokenIn
}

// Init is the result of the first join.
type Init struct {
	Bpt       Int   // minted for the invariant; MinimumBpt of it goes to the zero address
	Preminted Int   // minted to the sender, who pays it into the Vault: the rest of 2^111
	Amounts   []Int // in the tokens' own decimals
}

// MinimumBpt is the BPT that an init locks for ever, in wei.
const MinimumBpt = 1_000_000

// OnInit is the first join of a pool, at the block time now. It mints BPT for the invariant times the
// number of tokens. It mirrors ManagedPool._onInitializePool and NewBasePool.onJoinPool; BAL#103,
// BAL#311, BAL#204.
func (p *Pool) OnInit(now uint64, amounts []Int) (z Init, err error) {
	defer catch(&err)
	require(!p.Paused, paused)
	require(!p.NotAllowlisted, addressNotAllowlisted)
	require(len(amounts) == len(p.Tokens), inputLengthMismatch)
	factors := p.factors()
	scaled := each(amounts, factors, mulDown)
	bpt := mul(invariant(p.Weights(now), scaled), num(uint64(len(scaled))))
	back := each(scaled, factors, divUp)
	var preminted Int
	preminted.Lsh(preminted.SetOne(), 111)
	preminted = sub(preminted, bpt)
	least := num(MinimumBpt)
	require(!bpt.Lt(&least), minimumBpt)
	return Init{Bpt: bpt, Preminted: preminted, Amounts: back}, nil
}

// OnJoin returns the BPT that a join at the block time now mints and the amounts that it takes, in the
// tokens' own decimals, rounded up. It mirrors ManagedPool.onJoinPool and ManagedPoolAmmLib.joinPool.
// In a pool without supply it returns the refusals of ManagedPool._onInitializePool, such as BAL#206.
// It refuses JoinInit with BAL#310; for the first join call OnInit.
func (p *Pool) OnJoin(now uint64, j Join) (bpt Int, amounts []Int, err error) {
	defer catch(&err)
	require(!p.Paused, paused)
	if p.VirtualSupply.IsZero() { // an init locks MinimumBpt for ever
		p.checkFirstJoin(j.Kind)
	}
	require(p.V1 || !p.NotAllowlisted, addressNotAllowlisted)
	supply := p.actualSupply(now)
	balances, weights, factors := p.balances(), p.Weights(now), p.factors()
	out, in := p.doJoin(j, balances, weights, factors, supply, p.SwapFee.At(now))
	p.checkBreakers(add(supply, out), balances, in, weights, add)
	return out, each(in, factors, divUp), nil
}

// checkJoinKind mirrors WeightedPoolUserData.joinKind, which decodes an enum.
func checkJoinKind(kind JoinKind) {
	if kind > JoinAllTokensIn {
		abort("no such kind of join")
	}
}

// checkFirstJoin mirrors the requires of ManagedPool._onInitializePool.
func (p *Pool) checkFirstJoin(kind JoinKind) {
	require(!p.NotAllowlisted, addressNotAllowlisted)
	checkJoinKind(kind)
	require(kind == JoinInit, uninitialized)
}

// checkJoin mirrors the requires of ManagedPoolAmmLib._doJoin. ManagedPool._doJoin of v1 pools checks
// the allowlist last, not first.
func (p *Pool) checkJoin(kind JoinKind) {
	require(!p.JoinsDisabled, joinsExitsDisabled)
	checkJoinKind(kind)
	require(!p.SwapsDisabled || kind == JoinAllTokensIn, invalidJoinExitKind)
	require(!p.V1 || !p.NotAllowlisted, addressNotAllowlisted)
}

// doJoin mirrors ManagedPoolAmmLib._doJoin and WeightedJoinsLib.
func (p *Pool) doJoin(j Join, balances, weights, factors []Int, supply, fee Int) (Int, []Int) {
	p.checkJoin(j.Kind)
	switch j.Kind {
	case JoinExactTokensIn:
		amounts := each(j.Amounts, factors, mulDown)
		bptOut := bptOutForExactTokensIn(balances, weights, amounts, supply, fee)
		require(!bptOut.Lt(&j.MinBpt), bptOutMinAmount)
		return bptOut, amounts
	case JoinTokenIn:
		require(j.Index < uint64(len(balances)), outOfBounds)
		amounts := make([]Int, len(balances))
		amounts[j.Index] = tokenInForExactBptOut(balances[j.Index], weights[j.Index], j.Bpt, supply, fee)
		return j.Bpt, amounts
	case JoinAllTokensIn:
		return j.Bpt, proportionalAmountsIn(balances, supply, j.Bpt)
	}
	fail(unhandledJoinKind)
	return Int{}, nil
}
