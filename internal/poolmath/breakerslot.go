package poolmath

// Offsets, in bits, of CircuitBreakerStorageLib's fields in their word.
const (
	upperBoundOffset = 16
	weightOffset     = 32
	priceOffset      = 96
	lowerRatioOffset = 192
	upperRatioOffset = 224
)

// DecodeBreaker reads the word that the pool stores for a token, big-endian as eth_getStorageAt
// returns it. It mirrors CircuitBreakerStorageLib.getCircuitBreakerFields.
func DecodeBreaker(slot [32]byte) Breaker {
	var word Int
	word.SetBytes32(slot[:])
	return Breaker{
		BptPrice:        field(word, priceOffset, 96),
		ReferenceWeight: field(word, weightOffset, 64),
		LowerBound:      num(bits64(word, 0, 16) << boundShift),
		UpperBound:      num(bits64(word, upperBoundOffset, 16) << boundShift),
		LowerRatio:      uint32(bits64(word, lowerRatioOffset, 32)),
		UpperRatio:      uint32(bits64(word, upperRatioOffset, 32)),
	}
}

// Slot is the word that DecodeBreaker reads, for a breaker from SetBreaker or DecodeBreaker. It
// mirrors the word that CircuitBreakerStorageLib.setCircuitBreaker encodes.
func (b Breaker) Slot() [32]byte {
	word := num(b.LowerBound[0]>>boundShift | b.UpperBound[0]>>boundShift<<upperBoundOffset)
	put := func(v Int, offset uint) { word.Or(&word, v.Lsh(&v, offset)) }
	put(b.ReferenceWeight, weightOffset)
	put(b.BptPrice, priceOffset)
	put(num(uint64(b.LowerRatio)), lowerRatioOffset)
	put(num(uint64(b.UpperRatio)), upperRatioOffset)
	return word.Bytes32()
}

// field mirrors WordCodec.decodeUint.
func field(word Int, offset, width uint) (z Int) {
	word.Rsh(&word, offset)
	mask := maxCompressed(width)
	return *z.And(&word, &mask)
}

func bits64(word Int, offset, width uint) uint64 {
	f := field(word, offset, width)
	return f.Uint64()
}
