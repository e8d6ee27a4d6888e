package poolmath

import (
	"testing"

	"pgregory.net/rapid"
)

// TestRamps checks that a ramp has its start value until the start, its end value from the end on, and
// never turns back between.
func TestRamps(t *testing.T) {
	check(t, func(t *rapid.T) {
		from, to := num(rapid.Uint64().Draw(t, "from")), num(rapid.Uint64().Draw(t, "to"))
		start := rapid.Uint64Range(1, 1<<32).Draw(t, "start")
		end := start + rapid.Uint64Range(1, 1<<32).Draw(t, "duration")
		at := func(now uint64) Int { return FeeRamp{from, to, start, end}.At(now) }
		if at(start) != from || at(start-1) != from || at(end) != to || at(end+1) != to {
			t.Fatalf("%v to %v begins at %v and ends at %v", from, to, at(start), at(end))
		}
		x := rapid.Uint64Range(start, end).Draw(t, "earlier")
		y := rapid.Uint64Range(x, end).Draw(t, "later")
		a, b := at(x), at(y)
		if from.Lt(&to) == a.Gt(&b) && a != b && from != to {
			t.Fatalf("%v to %v is %v and then %v", from, to, a, b)
		}
	})
}

// TestAddRemoveSums checks that weights sum to one after tokens are added and removed.
func TestAddRemoveSums(t *testing.T) {
	sumsToOne := func(t *rapid.T, weights []Int) {
		var sum Int
		for _, w := range weights {
			sum = add(sum, w)
		}
		if sum != num(one) {
			t.Fatalf("%v sum to %v", weights, sum)
		}
	}
	check(t, func(t *rapid.T) {
		n := rapid.IntRange(3, 40).Draw(t, "tokens")
		weights := drawWeights(t, n)
		w := num(rapid.Uint64Range(minimumWeight, one/4).Draw(t, "weight"))
		if added, err := AddTokenWeights(weights, w); err == nil {
			sumsToOne(t, added)
			if removed, err := RemoveTokenWeights(added, n); err == nil {
				sumsToOne(t, removed)
			}
		}
		index := rapid.IntRange(0, n-1).Draw(t, "index")
		removed, err := RemoveTokenWeights(weights, index)
		noError(t, err)
		sumsToOne(t, removed)
		if index < n-2 && removed[index].Lt(&weights[n-1]) {
			t.Fatalf("the last token did not take place %d: %v", index, removed)
		}
	})
}

// TestFeesShare checks that AUM fees grow with time, and that their two shares add up to them.
func TestFeesShare(t *testing.T) {
	check(t, func(t *rapid.T) {
		supply, fee := number(t, 111, "supply"), num(rapid.Uint64Range(0, maxFee).Draw(t, "fee"))
		last := rapid.Uint64Range(0, 1<<32).Draw(t, "last")
		now := last + rapid.Uint64Range(0, 1<<32).Draw(t, "elapsed")
		due, err := AumFeesBpt(supply, now, last, fee)
		noError(t, err)
		later, err := AumFeesBpt(supply, now+1, last, fee)
		noError(t, err)
		if later.Lt(&due) {
			t.Fatalf("%v and then %v", due, later)
		}
		protocol, owner, err := ProtocolShare(due, num(rapid.Uint64Range(0, one).Draw(t, "share")))
		noError(t, err)
		if add(protocol, owner) != due {
			t.Fatalf("%v and %v of %v", protocol, owner, due)
		}
	})
}

// TestCompressionLoses checks that decompression returns at most the original value, and less by at
// most CompressionError.
func TestCompressionLoses(t *testing.T) {
	check(t, func(t *rapid.T) {
		width := rapid.UintRange(2, 120).Draw(t, "bits")
		most := number(t, 110, "most")
		value := within(t, most, 100, "value")
		compressed, err := Compress(value, width, most)
		noError(t, err)
		back, err := Decompress(compressed, width, most)
		noError(t, err)
		lost, err := CompressionError(width, most)
		noError(t, err)
		if limit := add(back, lost); back.Gt(&value) || value.Gt(&limit) {
			t.Fatalf("%v of %v in %d bits became %v", value, most, width, back)
		}
	})
}

// TestCompressionEdges checks the codes for invalid bit lengths and values.
func TestCompressionEdges(t *testing.T) {
	for _, c := range []struct {
		value, most Int
		width       uint
		code        uint16
	}{
		{num(1), num(1), 1, outOfBounds}, {num(1), num(1), 256, outOfBounds}, {num(2), num(1), 8, outOfBounds},
		{unlimited(), unlimited(), 8, mulOverflow}, {Int{}, Int{}, 8, zeroDivision},
	} {
		if _, err := Compress(c.value, c.width, c.most); !sameFailure(err, Error{c.code}) {
			t.Errorf("compress(%v, %d, %v): %v, not %d", c.value, c.width, c.most, err, c.code)
		}
	}
	if _, err := Decompress(num(256), 8, num(one)); !sameFailure(err, Error{outOfBounds}) {
		t.Errorf("decompress(256, 8): %v", err)
	}
}

// TestScaling checks that an amount comes back from 18 decimals unchanged with either rounding.
func TestScaling(t *testing.T) {
	check(t, func(t *rapid.T) {
		factor, err := ScalingFactor(uint8(rapid.IntRange(0, 18).Draw(t, "decimals")))
		noError(t, err)
		amount := number(t, 112, "amount")
		scaled, err := Upscale(amount, factor)
		noError(t, err)
		down, err := DownscaleDown(scaled, factor)
		noError(t, err)
		up, err := DownscaleUp(scaled, factor)
		noError(t, err)
		if down != amount || up != amount {
			t.Fatalf("%v became %v and %v", amount, down, up)
		}
	})
	if _, err := ScalingFactor(19); !sameFailure(err, Error{subOverflow}) {
		t.Errorf("19 decimals: %v", err)
	}
}
