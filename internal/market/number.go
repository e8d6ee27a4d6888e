package market

import (
	"encoding/binary"
	"math"
	"math/bits"
)

// digits reads the number at the start of eight bytes, and how many digits it has. It handles all
// eight as one word (Lemire, "Quickly parsing eight digits").
func digits(b []byte) (value uint64, n int) {
	word := binary.LittleEndian.Uint64(b) ^ zeros
	if n = bits.TrailingZeros64(others(word)) >> 3; n == 0 {
		return 0, 0
	}
	return eight(word << ((64 - 8*uint(n)) & 63)), n // with zeros in front
}

// tens are the powers of ten that fit 64 bits. powers are the floats by which decimals divides; they
// are exact up to 10^22.
var tens = [20]uint64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19} //nolint:gochecknoglobals // a table, which nothing writes to

var powers = [16]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15} //nolint:gochecknoglobals // a table, which nothing writes to

// zeros is the word of eight digits 0.
const zeros = 0x3030303030303030

// others sets the highest bit of each byte of a word that is not 0 to 9.
func others(word uint64) uint64 {
	return (word&0x7f7f7f7f7f7f7f7f + 0x7676767676767676 | word) & 0x8080808080808080
}

// eight is the number of eight digits, each a byte from 0 to 9, with the first digit in the lowest
// byte.
func eight(word uint64) uint64 {
	word = word * 2561 >> 8
	word = (word & 0x00ff00ff00ff00ff) * 6553601 >> 16
	return (word & 0x0000ffff0000ffff) * 42949672960001 >> 32
}

// decimals reads plain decimals such as 1234.5678, separated by commas. A number with up to seven
// digits before its point and up to eight after it is below 2^53 without the point. One division of
// two exact numbers then gives the same as strconv.ParseFloat (Clinger, "How to read floating point
// numbers accurately"). It finds the point and the end first, in units of an eighth of a byte, so that
// a processor can start the next number before this one is finished.
func decimals(values []float64, b []byte, at int, comma byte) (next int, ok bool) {
	for k := range values {
		cell := (*[16]byte)(b[at : at+16])
		first, second := binary.LittleEndian.Uint64(cell[:8])^zeros, binary.LittleEndian.Uint64(cell[8:])^zeros
		ends := others(first)
		point := bits.TrailingZeros64(ends) & 0x78
		part, end := uint64(0), 0 // part is the eight bytes before the end
		if ends &= ends - 1; ends != 0 {
			end = bits.TrailingZeros64(ends) & 0x38
			part = first << (-end & 63)
		} else {
			end = bits.TrailingZeros64(others(second)) & 0x78
			part = first>>(end&56) | second<<8<<(^end&56)
			end += 64
		}
		places := end - point - 8
		if uint(point-8) > 48 || uint(places-8) > 56 || end == 128 || first>>(point&56)&0xff != '.'^'0' {
			if values[k], at, ok = longDecimal(b, at); !ok {
				return at, false
			}
		} else {
			whole, places := eight(first<<(-point&56)), uint(places)>>3&15
			part = eight(part & (^uint64(0) << (-(places << 3) & 63)))
			values[k] = float64(int64(whole*tens[places]+part)) / powers[places]
			at += end >> 3
		}
		if k+1 < len(values) {
			if b[at] != comma {
				return at, false
			}
			at++
		}
	}
	return at, true
}

// longDecimal reads a decimal of up to 19 digits, with or without a point.
func longDecimal(b []byte, at int) (value float64, next int, ok bool) {
	whole, next, ok := run(b, at)
	if !ok || b[next] != '.' {
		return float64(whole), next, ok // the conversion rounds correctly
	}
	before := next - at
	part, end, ok := run(b, next+1)
	places := end - next - 1
	if !ok || before+places > 19 {
		return 0, end, false
	}
	if whole = whole*tens[places] + part; whole < 1<<53 && places <= 22 {
		return float64(whole) / float64(tens[places]), end, true
	}
	return divided(whole, tens[places]), end, true
}

// divided is the float nearest to a/b, the even one of two, for an a of at least 2^53 and a b that is
// not 0. It computes the quotient to 64 bits, and whether there is a remainder.
func divided(a, b uint64) float64 {
	shiftA, shiftB := bits.LeadingZeros64(a), bits.LeadingZeros64(b)
	high, low := a<<shiftA, uint64(0)
	if b <<= shiftB; high >= b { // halve high, so that the quotient fits
		high, low, shiftA = high>>1, high<<63, shiftA-1
	}
	quotient, left := bits.Div64(high, low, b) // at least 2^63
	exponent := shiftB - shiftA - 64
	bottom := quotient & (1<<11 - 1)
	quotient >>= 11
	if bottom > 1<<10 || bottom == 1<<10 && (left > 0 || quotient&1 == 1) {
		quotient++
	}
	return float64(quotient) * math.Float64frombits(uint64(exponent+11+1023)<<52)
}

// unixTime reads a number of seconds or of fractions of seconds, as ParseTime does.
func unixTime(b []byte, at int) (seconds int64, next int, ok bool) {
	cell := (*[16]byte)(b[at : at+16])
	first, rest := binary.LittleEndian.Uint64(cell[:8])^zeros, binary.LittleEndian.Uint64(cell[8:])^zeros
	if others(first) == 0 && bits.TrailingZeros64(others(rest)) == 23 { // ten digits: a time in seconds
		if v := int64(eight(first)*100 + (rest&0xff)*10 + rest>>8&0xff); v < second && v > 0 {
			return v, at + 10, true
		}
	}
	value, next, ok := run(b, at)
	if value < second {
		return int64(value), next, ok && value > 0
	}
	for value >= second {
		value /= 1000
	}
	return int64(value), next, ok
}

// run reads up to 19 digits.
func run(b []byte, at int) (value uint64, next int, ok bool) {
	value, n := digits(b[at : at+8])
	next = at + n
	if n < 8 {
		return value, next, n > 0
	}
	for round := 0; n == 8; round++ {
		var more uint64
		if more, n = digits(b[next : next+8]); round == 1 && n > 3 {
			return 0, next, false
		}
		value, next = value*tens[n]+more, next+n
	}
	return value, next, true
}
