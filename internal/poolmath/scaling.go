package poolmath

// ScalingFactor is the factor from a token's amounts to 18 decimals: 1e18 * 10^(18-decimals). It
// mirrors ManagedPoolTokenStorageLib.getTokenScalingFactor; BAL#001 above 18 decimals.
func ScalingFactor(decimals uint8) (z Int, err error) {
	defer catch(&err)
	return scalingFactor(decimals), nil
}

func scalingFactor(decimals uint8) Int {
	require(decimals <= 18, subOverflow)
	z, ten := num(one), num(10)
	for ; decimals < 18; decimals++ {
		z.Mul(&z, &ten)
	}
	return z
}

// Upscale converts an amount to 18 decimals, rounded down. It mirrors ScalingHelpers._upscale;
// BAL#003.
func Upscale(amount, scalingFactor Int) (z Int, err error) {
	return MulDown(amount, scalingFactor)
}

// DownscaleDown converts an amount of 18 decimals back to the token's, rounded down. It mirrors
// ScalingHelpers._downscaleDown; BAL#004, BAL#005.
func DownscaleDown(amount, scalingFactor Int) (z Int, err error) {
	return DivDown(amount, scalingFactor)
}

// DownscaleUp converts an amount of 18 decimals back to the token's, rounded up. It mirrors
// ScalingHelpers._downscaleUp; BAL#004, BAL#005.
func DownscaleUp(amount, scalingFactor Int) (z Int, err error) {
	return DivUp(amount, scalingFactor)
}

// ScaleBptPrice converts an unscaled BPT price, as setCircuitBreakers takes it, into the scaled price
// that is stored, rounded down. It mirrors ManagedPoolSettings._setCircuitBreaker; BAL#005, BAL#001
// above 18 decimals.
func ScaleBptPrice(price Int, decimals uint8) (z Int, err error) {
	defer catch(&err)
	return divDown(price, scalingFactor(decimals)), nil
}

// UnscaleBptPrice converts a stored BPT price, or a bound of it, into the unscaled one that
// getCircuitBreakerState returns. It mirrors that function of ManagedPoolSettings; BAL#003, BAL#001
// above 18 decimals.
func UnscaleBptPrice(price Int, decimals uint8) (z Int, err error) {
	defer catch(&err)
	return mulDown(price, scalingFactor(decimals)), nil
}

// each applies op to each amount and its factor and returns a new slice. The contract changes its
// arrays in place; this does not. BAL#103 for different lengths.
func each(amounts, factors []Int, op func(a, b Int) Int) []Int {
	require(len(amounts) == len(factors), inputLengthMismatch)
	z := make([]Int, len(amounts))
	for i := range amounts {
		z[i] = op(amounts[i], factors[i])
	}
	return z
}
