package poolmath

// The formulas again, on the plain arithmetic. Tests compare the fast ones with them.

func plainPowError(x, y Int) (raw, maxError Int) {
	raw = plainPow(x, y)
	return raw, add(plainMulUp(raw, num(maxPowRelativeError)), num(1))
}

func plainPowDown(x, y Int) Int {
	switch y {
	case num(one):
		return x
	case num(2 * one):
		return plainMulDown(x, x)
	case num(4 * one):
		square := plainMulDown(x, x)
		return plainMulDown(square, square)
	}
	raw, maxError := plainPowError(x, y)
	if raw.Lt(&maxError) {
		return Int{}
	}
	return sub(raw, maxError)
}

func plainPowUp(x, y Int) Int {
	switch y {
	case num(one):
		return x
	case num(2 * one):
		return plainMulUp(x, x)
	case num(4 * one):
		square := plainMulUp(x, x)
		return plainMulUp(square, square)
	}
	raw, maxError := plainPowError(x, y)
	return add(raw, maxError)
}

func plainOutGivenIn(balanceIn, weightIn, balanceOut, weightOut, amountIn Int) Int {
	limit := plainMulDown(balanceIn, num(maxSwapRatio))
	require(!amountIn.Gt(&limit), maxInRatio)
	base := plainDivUp(balanceIn, add(balanceIn, amountIn))
	power := plainPowUp(base, plainDivDown(weightIn, weightOut))
	return plainMulDown(balanceOut, complement(power))
}

func plainInGivenOut(balanceIn, weightIn, balanceOut, weightOut, amountOut Int) Int {
	limit := plainMulDown(balanceOut, num(maxSwapRatio))
	require(!amountOut.Gt(&limit), maxOutRatio)
	base := plainDivUp(balanceOut, sub(balanceOut, amountOut))
	power := plainPowUp(base, plainDivUp(weightOut, weightIn))
	return plainMulUp(balanceIn, sub(power, num(one)))
}

func plainInvariant(weights, balances []Int) Int {
	z := num(one)
	for i, w := range weights {
		z = plainMulDown(z, plainPowDown(at(balances, i), w))
	}
	require(!z.IsZero(), zeroInvariant)
	return z
}
