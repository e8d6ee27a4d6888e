package poolmath

// Limits of WeightedMath.
const (
	maxSwapRatio      = 300_000_000_000_000_000 // _MAX_IN_RATIO and _MAX_OUT_RATIO
	maxInvariantRatio = 3 * one                 // _MAX_INVARIANT_RATIO
	minInvariantRatio = 700_000_000_000_000_000 // _MIN_INVARIANT_RATIO
	minimumWeight     = 10_000_000_000_000_000  // _MIN_WEIGHT
)

// Amounts, balances and supplies in weighted.go, weightedjoin.go and weightedexit.go have 18 decimals:
// the pool scales tokens that have fewer.

// OutGivenIn is the output of a swap for amountIn, without the fee, rounded down. It mirrors
// WeightedMath._calcOutGivenIn; BAL#304 above 30 % of the balance.
func OutGivenIn(balanceIn, weightIn, balanceOut, weightOut, amountIn Int) (z Int, err error) {
	defer catch(&err)
	return outGivenIn(balanceIn, weightIn, balanceOut, weightOut, amountIn), nil
}

func outGivenIn(balanceIn, weightIn, balanceOut, weightOut, amountIn Int) Int {
	if a, ok := newSwapArgs(&balanceIn, &weightIn, &balanceOut, &weightOut, &amountIn); ok {
		if z, ok := fastOutGivenIn(&a); ok {
			return Int{z.lo, z.hi}
		}
	}
	limit := mulDown(balanceIn, num(maxSwapRatio))
	require(!amountIn.Gt(&limit), maxInRatio)

	denominator := add(balanceIn, amountIn)
	base := divUp(balanceIn, denominator)
	exponent := divDown(weightIn, weightOut)
	power := powUp(base, exponent)
	return mulDown(balanceOut, complement(power))
}

// InGivenOut is the input of a swap for amountOut, before the fee is added, rounded up. It mirrors
// WeightedMath._calcInGivenOut; BAL#305 above 30 % of the balance.
func InGivenOut(balanceIn, weightIn, balanceOut, weightOut, amountOut Int) (z Int, err error) {
	defer catch(&err)
	return inGivenOut(balanceIn, weightIn, balanceOut, weightOut, amountOut), nil
}

func inGivenOut(balanceIn, weightIn, balanceOut, weightOut, amountOut Int) Int {
	if a, ok := newSwapArgs(&balanceIn, &weightIn, &balanceOut, &weightOut, &amountOut); ok {
		if z, ok := fastInGivenOut(&a); ok {
			return Int{z.lo, z.hi}
		}
	}
	limit := mulDown(balanceOut, num(maxSwapRatio))
	require(!amountOut.Gt(&limit), maxOutRatio)

	base := divUp(balanceOut, sub(balanceOut, amountOut))
	exponent := divUp(weightOut, weightIn)
	power := powUp(base, exponent)
	ratio := sub(power, num(one))
	return mulUp(balanceIn, ratio)
}

// Invariant is the product of all balance^weight, rounded down. It mirrors
// WeightedMath._calculateInvariant; BAL#311 where it is 0.
func Invariant(weights, balances []Int) (z Int, err error) {
	defer catch(&err)
	return invariant(weights, balances), nil
}

func invariant(weights, balances []Int) Int {
	z := num(one)
	for i, w := range weights {
		z = mulDown(z, powDown(at(balances, i), w))
	}
	require(!z.IsZero(), zeroInvariant)
	return z
}

// BptOutAddToken is the BPT that a new token of the given weight is worth: supply * w / (1-w), rounded
// down. The weight is that after the token is added. It mirrors WeightedMath._calcBptOutAddToken;
// BAL#001, BAL#004.
func BptOutAddToken(totalSupply, weight Int) (z Int, err error) {
	defer catch(&err)
	weightSumRatio := divDown(num(one), sub(num(one), weight))
	return mulDown(totalSupply, sub(weightSumRatio, num(one))), nil
}

// ProportionalAmountsIn are the amounts of all tokens that bptOut costs, the
// ratio and each amount rounded up. It mirrors
// BasePoolMath.computeProportionalAmountsIn.
func ProportionalAmountsIn(balances []Int, supply, bptOut Int) (z []Int, err error) {
	defer catch(&err)
	return proportionalAmountsIn(balances, supply, bptOut), nil
}

func proportionalAmountsIn(balances []Int, supply, bptOut Int) []Int {
	bptRatio := divUp(bptOut, supply)
	z := make([]Int, len(balances))
	for i := range balances {
		z[i] = mulUp(balances[i], bptRatio)
	}
	return z
}

// ProportionalAmountsOut are the amounts of all tokens that bptIn gives, the
// ratio and each amount rounded down. It mirrors
// BasePoolMath.computeProportionalAmountsOut.
func ProportionalAmountsOut(balances []Int, supply, bptIn Int) (z []Int, err error) {
	defer catch(&err)
	return proportionalAmountsOut(balances, supply, bptIn), nil
}

func proportionalAmountsOut(balances []Int, supply, bptIn Int) []Int {
	bptRatio := divDown(bptIn, supply)
	z := make([]Int, len(balances))
	for i := range balances {
		z[i] = mulDown(balances[i], bptRatio)
	}
	return z
}

// at is xs[i]. Where there is no such element it fails as the contract does.
func at(xs []Int, i int) Int {
	if i >= len(xs) {
		abort("index out of range")
	}
	return xs[i]
}
