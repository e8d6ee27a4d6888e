package poolmath

// Compress maps 0..maxValue onto the integers of bitLength bits, rounded down.
// It mirrors ValueCompression.compress; BAL#100 for a bit length outside 2..255
// or a value above the maximum, BAL#003, BAL#004 for a maximum of 0.
func Compress(value Int, bitLength uint, maxValue Int) (z Int, err error) {
	defer catch(&err)
	return compress(value, bitLength, maxValue), nil
}

// Decompress maps integers of bitLength bits back onto 0..maxValue, rounded
// down. It mirrors ValueCompression.decompress; BAL#100, BAL#003.
func Decompress(value Int, bitLength uint, maxValue Int) (z Int, err error) {
	defer catch(&err)
	return decompress(value, bitLength, maxValue), nil
}

// CompressionError is the most by which a value can change when compressed and
// decompressed, rounded up. It mirrors ValueCompression.maxCompressionError;
// BAL#100.
func CompressionError(bitLength uint, maxValue Int) (z Int, err error) {
	defer catch(&err)
	return quoUp(maxValue, maxCompressed(bitLength)), nil
}

func compress(value Int, bitLength uint, maxValue Int) Int {
	maxCompressedValue := maxCompressed(bitLength)
	require(!value.Gt(&maxValue), outOfBounds)
	return quoDown(mul(value, maxCompressedValue), maxValue)
}

func decompress(value Int, bitLength uint, maxValue Int) Int {
	maxCompressedValue := maxCompressed(bitLength)
	require(!value.Gt(&maxCompressedValue), outOfBounds)
	return quoDown(mul(value, maxValue), maxCompressedValue)
}

// maxCompressed is 2^bitLength - 1.
func maxCompressed(bitLength uint) (z Int) {
	require(bitLength >= 2 && bitLength <= 255, outOfBounds)
	z.Lsh(z.SetOne(), bitLength)
	return *z.SubUint64(&z, 1)
}
