package poolmath

// BptInForExactTokensOut is the BPT that the amounts cost, rounded up. The fee applies to the part
// beyond a proportional exit. It mirrors WeightedMath._calcBptInGivenExactTokensOut.
func BptInForExactTokensOut(balances, weights, amountsOut []Int, supply, swapFee Int) (z Int, err error) {
	defer catch(&err)
	return bptInForExactTokensOut(balances, weights, amountsOut, supply, swapFee), nil
}

func bptInForExactTokensOut(balances, weights, amountsOut []Int, supply, swapFee Int) Int {
	ratiosWithoutFee := make([]Int, len(balances))
	var invariantRatioWithoutFees Int
	for i, balance := range balances {
		ratiosWithoutFee[i] = divUp(sub(balance, at(amountsOut, i)), balance)
		invariantRatioWithoutFees = add(invariantRatioWithoutFees, mulUp(ratiosWithoutFee[i], at(weights, i)))
	}

	invariantRatio := num(one)
	for i, balance := range balances {
		taxed := invariantRatioWithoutFees.Gt(&ratiosWithoutFee[i])
		if !taxed && amountsOut[i].IsZero() {
			continue
		}
		amount := amountsOut[i]
		if taxed {
			amount = exitAmountWithFee(balance, amount, invariantRatioWithoutFees, swapFee)
		}
		balanceRatio := divDown(sub(balance, amount), balance)
		invariantRatio = mulDown(invariantRatio, powDown(balanceRatio, weights[i]))
	}
	return mulUp(supply, complement(invariantRatio))
}

// exitAmountWithFee adds the fee to the part of an amount out beyond a proportional exit. It mirrors
// the first branch of WeightedMath._computeExitExactTokensOutInvariantRatio.
func exitAmountWithFee(balance, amountOut, invariantRatioWithoutFees, swapFee Int) Int {
	nonTaxable := mulDown(balance, complement(invariantRatioWithoutFees))
	taxable := sub(amountOut, nonTaxable)
	return add(nonTaxable, divUp(taxable, complement(swapFee)))
}

// BptInForExactTokenOut is the BPT that an amount of one token costs, rounded up. It assumes that all
// weights sum to one. It mirrors WeightedMath._calcBptInGivenExactTokenOut.
func BptInForExactTokenOut(balance, weight, amountOut, supply, swapFee Int) (z Int, err error) {
	defer catch(&err)
	return bptInForExactTokenOut(balance, weight, amountOut, supply, swapFee), nil
}

func bptInForExactTokenOut(balance, weight, amountOut, supply, swapFee Int) Int {
	balanceRatioWithoutFee := divUp(sub(balance, amountOut), balance)
	invariantRatioWithoutFees := add(mulUp(balanceRatioWithoutFee, weight), complement(weight))

	amount := amountOut
	if invariantRatioWithoutFees.Gt(&balanceRatioWithoutFee) {
		amount = exitAmountWithFee(balance, amount, invariantRatioWithoutFees, swapFee)
	} else if amount.IsZero() {
		return Int{}
	}

	balanceRatio := divDown(sub(balance, amount), balance)
	invariantRatio := powDown(balanceRatio, weight)
	return mulUp(supply, complement(invariantRatio))
}

// TokenOutForExactBptIn is the amount of one token that bptIn gives, after the fee, rounded down. It
// mirrors WeightedMath._calcTokenOutGivenExactBptIn; BAL#306 where the invariant would fall below 0.7
// of itself.
func TokenOutForExactBptIn(balance, weight, bptIn, supply, swapFee Int) (z Int, err error) {
	defer catch(&err)
	return tokenOutForExactBptIn(balance, weight, bptIn, supply, swapFee), nil
}

func tokenOutForExactBptIn(balance, weight, bptIn, supply, swapFee Int) Int {
	invariantRatio := divUp(sub(supply, bptIn), supply)
	limit := num(minInvariantRatio)
	require(!invariantRatio.Lt(&limit), minBptInForTokenOut)

	balanceRatio := powUp(invariantRatio, divDown(num(one), weight))
	amountOutWithoutFee := mulDown(balance, complement(balanceRatio))

	taxable := mulUp(amountOutWithoutFee, complement(weight))
	nonTaxable := sub(amountOutWithoutFee, taxable)
	return add(nonTaxable, mulUp(taxable, complement(swapFee)))
}
