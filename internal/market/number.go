package market

import (
	"encoding/binary"
	"math/bits"
)

// digits is the number that the next up to eight bytes begin with, and how many digits it
// has. All eight are looked at in one word (Lemire, "Quickly parsing eight digits").
func digits(b []byte) (value uint64, n int) {
	word := binary.LittleEndian.Uint64(b) ^ 0x3030303030303030
	other := (word + 0x7676767676767676 | word) & 0x8080808080808080 // of the first byte that is no digit, at least
	if n = bits.TrailingZeros64(other) >> 3; n == 0 {
		return 0, 0
	}
	word <<= (64 - 8*uint(n)) & 63 // zeros before it
	word = (word & 0x0f0f0f0f0f0f0f0f) * 2561 >> 8
	word = (word & 0x00ff00ff00ff00ff) * 6553601 >> 16
	return (word & 0x0000ffff0000ffff) * 42949672960001 >> 32, n
}

// tens are the powers of ten that a number of 19 digits needs; powers are those by which
// decimal divides, as floats: all up to 10^22 are exact.
var tens = [20]uint64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19} //nolint:gochecknoglobals // a table, which nothing writes to

var powers = [9]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8} //nolint:gochecknoglobals // a table, which nothing writes to

// run is a row of up to 18 digits.
func run(b []byte, at int) (value uint64, next int, ok bool) {
	value, n := digits(b[at : at+8])
	next = at + n
	if n < 8 {
		return value, next, n > 0
	}
	for round := 0; n == 8; round++ {
		var more uint64
		if more, n = digits(b[next : next+8]); round == 1 && n > 2 {
			return 0, next, false
		}
		value, next = value*tens[n]+more, next+n
	}
	return value, next, true
}

// decimal reads a plain decimal such as 1234.5678, where it is one of at most 18 digits
// and below 2^53 without its point: then one division of two exact numbers gives what
// strconv.ParseFloat does (Clinger, "How to read floating point numbers accurately").
func decimal(b []byte, at int) (value float64, next int, ok bool) {
	if whole, n := digits(b[at:]); uint(n-1) < 7 && b[at+n] == '.' {
		if part, m := digits(b[at+n+1:]); m > 0 && (m < 8 || b[at+n+1+m]-'0' > 9) {
			return float64(whole*tens[m]+part) / powers[m], at + n + 1 + m, true // below 10^15
		}
	}
	return longDecimal(b, at)
}

func longDecimal(b []byte, at int) (value float64, next int, ok bool) {
	whole, next, ok := run(b, at)
	if !ok || b[next] != '.' {
		return float64(whole), next, ok && whole < 1<<53
	}
	before := next - at
	part, end, ok := run(b, next+1)
	places := end - next - 1
	if !ok || before+places > 18 {
		return 0, end, false
	}
	if whole = whole*tens[places] + part; whole >= 1<<53 {
		return 0, end, false
	}
	return float64(whole) / float64(tens[places]), end, true
}

// unixTime reads a number of seconds or of parts of them, as ParseTime does.
func unixTime(b []byte, at int) (seconds int64, next int, ok bool) {
	if v, n := digits(b[at:]); n == 8 { // a time of this century, in seconds
		if tail := binary.LittleEndian.Uint16(b[at+8:]) - 0x3030; tail&0xff <= 9 && tail>>8 <= 9 && b[at+10]-'0' > 9 {
			if v = v*100 + uint64(tail&0xff)*10 + uint64(tail>>8); v < second && v > 0 {
				return int64(v), at + 10, true
			}
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
