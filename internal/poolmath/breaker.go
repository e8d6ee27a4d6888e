package poolmath

const (
	boundShift        = 48 // CircuitBreakerStorageLib._BOUND_SHIFT_BITS
	minBound          = 100_000_000_000_000_000
	maxBound          = 10 * one
	adjustedBoundBits = 32
)

// Breaker is a token's circuit breaker as the pool stores it.
type Breaker struct {
	BptPrice        Int // scaled: supply * weight / balance, 18 decimals
	ReferenceWeight Int
	LowerBound      Int // a share of the price, a multiple of 2^48; 0: no bound
	UpperBound      Int

	LowerRatio uint32 // bound^(1-weight) at the reference weight, compressed
	UpperRatio uint32
}

// SetBreaker returns the breaker as the pool would store it: the bounds lose their lowest 48 bits, and
// the ratios are cached. The price is scaled, see ScaleBptPrice. It mirrors
// CircuitBreakerStorageLib.setCircuitBreaker; BAL#355 for invalid bounds, BAL#436 for a price above 96
// bits or a weight above 64.
func SetBreaker(bptPrice, referenceWeight, lower, upper Int) (b Breaker, err error) {
	defer catch(&err)
	return setBreaker(bptPrice, referenceWeight, lower, upper), nil
}

func setBreaker(bptPrice, referenceWeight, lower, upper Int) Breaker {
	maximum, o, least := num(maxBound), num(one), num(minBound)
	require(lower.IsZero() || !lower.Lt(&least) && !lower.Gt(&o), invalidBreakerBounds)
	require(!upper.Gt(&maximum), invalidBreakerBounds)
	require(upper.IsZero() || !upper.Lt(&lower), invalidBreakerBounds)
	require(bptPrice.BitLen() <= 96, codecOverflow)
	require(referenceWeight.BitLen() <= 64, codecOverflow)
	return Breaker{
		BptPrice:        bptPrice,
		ReferenceWeight: referenceWeight,
		LowerBound:      truncateBound(lower),
		UpperBound:      truncateBound(upper),
		LowerRatio:      compressRatio(adjustedBound(lower, referenceWeight, true)),
		UpperRatio:      compressRatio(adjustedBound(upper, referenceWeight, false)),
	}
}

// truncateBound is a bound shifted right by 48 bits and back.
func truncateBound(bound Int) (z Int) {
	z.Rsh(&bound, boundShift)
	return *z.Lsh(&z, boundShift)
}

func compressRatio(ratio Int) uint32 {
	z := compress(ratio, adjustedBoundBits, num(maxBound))
	return uint32(z.Uint64())
}

// adjustedBound is bound^(1-weight), rounded up for a lower bound and down for
// an upper one. It mirrors CircuitBreakerLib.calcAdjustedBound.
func adjustedBound(bound, weight Int, isLower bool) Int {
	if isLower {
		return powUp(bound, complement(weight))
	}
	return powDown(bound, complement(weight))
}

// AdjustedBound is bound^(1-weight), rounded up for a lower bound and down for
// an upper one. It mirrors CircuitBreakerLib.calcAdjustedBound.
func AdjustedBound(bound, weight Int, isLower bool) (z Int, err error) {
	defer catch(&err)
	return adjustedBound(bound, weight, isLower), nil
}

// BptPriceBounds are the scaled BPT prices below and above which the breaker trips at the given
// weight; 0 where there is no bound. The lower one is rounded up and the upper one down. At the
// reference weight they use the cached ratio; at any other weight they compute the power. They mirror
// CircuitBreakerStorageLib.getBptPriceBound.
func (b Breaker) BptPriceBounds(weight Int) (lower, upper Int, err error) {
	defer catch(&err)
	l, u := b.lowerPrice(weight), b.upperPrice(weight)
	return l, u, nil
}

func (b Breaker) lowerPrice(weight Int) Int {
	if b.LowerBound.IsZero() {
		return Int{}
	}
	return mulUp(b.BptPrice, b.ratio(b.LowerBound, b.LowerRatio, weight, true))
}

func (b Breaker) upperPrice(weight Int) Int {
	if b.UpperBound.IsZero() {
		return Int{}
	}
	return mulDown(b.BptPrice, b.ratio(b.UpperBound, b.UpperRatio, weight, false))
}

func (b Breaker) ratio(bound Int, cached uint32, weight Int, isLower bool) Int {
	if weight == b.ReferenceWeight {
		return decompress(num(uint64(cached)), adjustedBoundBits, num(maxBound))
	}
	return adjustedBound(bound, weight, isLower)
}

// BptPrice is the BPT price of a token, supply * weight / balance, rounded down. With a balance in the
// token's own decimals it is the unscaled price that setCircuitBreakers takes; with a balance of 18
// decimals it is the scaled price. It mirrors the price of CircuitBreakerLib.hasCircuitBreakerTripped
// for a lower bound; BAL#003, BAL#004.
func BptPrice(actualSupply, weight, balance Int) (z Int, err error) {
	defer catch(&err)
	return quoDown(mul(actualSupply, weight), balance), nil
}
