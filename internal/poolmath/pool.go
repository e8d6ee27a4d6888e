package poolmath

// Pool is the state that a Managed Pool's hooks read. Balances and amounts of tokens here have the
// token's own decimals; times are in seconds.
type Pool struct {
	Tokens      []Token // in the Vault's order, without BPT
	WeightStart uint64  // of the weight change
	WeightEnd   uint64
	V1          bool // a v1 pool, whose joins run their checks in another order

	SwapFee       FeeRamp
	VirtualSupply Int // BPT's total supply less the Vault's balance of it

	AumFee         Int // per year, as getManagementAumFeeParams returns it: 0 in recovery mode
	LastCollection uint64

	Paused         bool // BAL#402 for all calls
	SwapsDisabled  bool // BAL#327 for swaps, BAL#330 for most joins and exits
	JoinsDisabled  bool // BAL#358 for joins and exits; v1 pools do not have this switch
	NotAllowlisted bool // the sender is not on the allowlist, BAL#433
	RecoveryMode   bool // allows OnRecoveryExit
}

// Token is the state of one token in the pool.
type Token struct {
	Balance     Int // cash and managed together
	Decimals    uint8
	StartWeight Int
	EndWeight   Int
	Breaker     Breaker // the zero value has no bounds
}

// FeeRamp is a gradual change of the swap fee.
type FeeRamp struct {
	Start, End         Int
	StartTime, EndTime uint64
}

// At is the swap fee at the block time now. It mirrors
// ManagedPoolStorageLib.getSwapFeePercentage.
func (f FeeRamp) At(now uint64) Int {
	return Interpolate(f.Start, f.End, Progress(now, f.StartTime, f.EndTime))
}

// Weights are the weights at the block time now. They mirror ManagedPoolSettings.getNormalizedWeights.
// During a change their sum can differ from one.
func (p *Pool) Weights(now uint64) []Int {
	progress := Progress(now, p.WeightStart, p.WeightEnd)
	z := make([]Int, len(p.Tokens))
	for i, t := range p.Tokens {
		z[i] = Interpolate(t.StartWeight, t.EndWeight, progress)
	}
	return z
}

// ActualSupply is the virtual supply plus the AUM fees due at the block time now. It mirrors
// ManagedPoolSettings.getActualSupply; BAL#000, BAL#003, BAL#004.
func (p *Pool) ActualSupply(now uint64) (z Int, err error) {
	defer catch(&err)
	return p.actualSupply(now), nil
}

func (p *Pool) actualSupply(now uint64) Int {
	return add(p.VirtualSupply, aumFeesBpt(p.VirtualSupply, now, p.LastCollection, p.AumFee))
}

func (p *Pool) factors() []Int {
	z := make([]Int, len(p.Tokens))
	for i, t := range p.Tokens {
		z[i] = scalingFactor(t.Decimals)
	}
	return z
}

// balances are all balances with 18 decimals.
func (p *Pool) balances() []Int {
	z := make([]Int, len(p.Tokens))
	for i, t := range p.Tokens {
		z[i] = mulDown(t.Balance, scalingFactor(t.Decimals))
	}
	return z
}

// checkBreakers checks every token in both directions after amounts came in (op is add) or went out
// (op is sub). It mirrors ManagedPoolAmmLib.checkCircuitBreakers.
func (p *Pool) checkBreakers(supply Int, balances, amounts, weights []Int, op func(a, b Int) Int) {
	for i, t := range p.Tokens {
		t.Breaker.check(Both, supply, op(balances[i], amounts[i]), weights[i])
	}
}
