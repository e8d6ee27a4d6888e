package poolmath

// BptOutForExactTokensIn is the BPT that the amounts give, rounded down. The fee applies to the part
// beyond a proportional join. It mirrors WeightedMath._calcBptOutGivenExactTokensIn.
func BptOutForExactTokensIn(balances, weights, amountsIn []Int, supply, swapFee Int) (z Int, err error) {
	defer catch(&err)
	return bptOutForExactTokensIn(balances, weights, amountsIn, supply, swapFee), nil
}

func bptOutForExactTokensIn(balances, weights, amountsIn []Int, supply, swapFee Int) Int {
	ratiosWithFee := make([]Int, len(balances))
	var invariantRatioWithFees Int
	for i, balance := range balances {
		ratiosWithFee[i] = divDown(add(balance, at(amountsIn, i)), balance)
		invariantRatioWithFees = add(invariantRatioWithFees, mulDown(ratiosWithFee[i], at(weights, i)))
	}

	invariantRatio := num(one)
	for i, balance := range balances {
		amount := joinAmountWithoutFee(balance, amountsIn[i], ratiosWithFee[i], invariantRatioWithFees, swapFee)
		if amount.IsZero() && !ratiosWithFee[i].Gt(&invariantRatioWithFees) {
			continue
		}
		balanceRatio := divDown(add(balance, amount), balance)
		invariantRatio = mulDown(invariantRatio, powDown(balanceRatio, weights[i]))
	}
	return bptForGrowth(supply, invariantRatio)
}

// joinAmountWithoutFee mirrors the first half of the loop in
// WeightedMath._computeJoinExactTokensInInvariantRatio.
func joinAmountWithoutFee(balance, amountIn, ratioWithFee, invariantRatioWithFees, swapFee Int) Int {
	if !ratioWithFee.Gt(&invariantRatioWithFees) {
		return amountIn
	}
	taxable := sub(amountIn, nonTaxableIn(balance, invariantRatioWithFees))
	return sub(amountIn, mulUp(taxable, swapFee))
}

// nonTaxableIn is the part of an amount in that a proportional join would take.
func nonTaxableIn(balance, invariantRatioWithFees Int) Int {
	if o := num(one); invariantRatioWithFees.Gt(&o) {
		return mulDown(balance, sub(invariantRatioWithFees, o))
	}
	return Int{}
}

// bptForGrowth is supply * (invariantRatio - 1) rounded down, and never less
// than 0.
func bptForGrowth(supply, invariantRatio Int) Int {
	if o := num(one); invariantRatio.Gt(&o) {
		return mulDown(supply, sub(invariantRatio, o))
	}
	return Int{}
}

// BptOutForExactTokenIn is the BPT that an amount of one token gives, rounded down. It assumes that
// all weights sum to one, and so can differ a little from BptOutForExactTokensIn. It mirrors
// WeightedMath._calcBptOutGivenExactTokenIn.
func BptOutForExactTokenIn(balance, weight, amountIn, supply, swapFee Int) (z Int, err error) {
	defer catch(&err)
	return bptOutForExactTokenIn(balance, weight, amountIn, supply, swapFee), nil
}

func bptOutForExactTokenIn(balance, weight, amountIn, supply, swapFee Int) Int {
	balanceRatioWithFee := divDown(add(balance, amountIn), balance)
	invariantRatioWithFees := add(mulDown(balanceRatioWithFee, weight), complement(weight))

	amount := amountIn
	if balanceRatioWithFee.Gt(&invariantRatioWithFees) {
		nonTaxable := nonTaxableIn(balance, invariantRatioWithFees)
		taxable := sub(amountIn, nonTaxable)
		fee := mulUp(taxable, swapFee)
		amount = add(nonTaxable, sub(taxable, fee))
	} else if amount.IsZero() {
		return Int{}
	}

	balanceRatio := divDown(add(balance, amount), balance)
	return bptForGrowth(supply, powDown(balanceRatio, weight))
}

// TokenInForExactBptOut is the amount of one token that bptOut costs, the fee
// included, rounded up. It mirrors WeightedMath._calcTokenInGivenExactBptOut;
// BAL#307 where the invariant would more than triple.
func TokenInForExactBptOut(balance, weight, bptOut, supply, swapFee Int) (z Int, err error) {
	defer catch(&err)
	return tokenInForExactBptOut(balance, weight, bptOut, supply, swapFee), nil
}

func tokenInForExactBptOut(balance, weight, bptOut, supply, swapFee Int) Int {
	invariantRatio := divUp(add(supply, bptOut), supply)
	limit := num(maxInvariantRatio)
	require(!invariantRatio.Gt(&limit), maxOutBptForTokenIn)

	balanceRatio := powUp(invariantRatio, divUp(num(one), weight))
	amountInWithoutFee := mulUp(balance, sub(balanceRatio, num(one)))

	taxable := mulUp(amountInWithoutFee, complement(weight))
	nonTaxable := sub(amountInWithoutFee, taxable)
	return add(nonTaxable, divUp(taxable, complement(swapFee)))
}
