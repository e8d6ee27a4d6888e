package poolmath

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// number draws from 1 to 2^bits - 1, all magnitudes equally often.
func number(t *rapid.T, bits int, name string) Int {
	n := rapid.IntRange(1, bits).Draw(t, name+" bits")
	z := Int{rapid.Uint64().Draw(t, name), rapid.Uint64().Draw(t, name+" high")}
	z.Rsh(&z, 128-uint(min(n, 128)))
	top := num(1)
	top.Lsh(&top, uint(n-1))
	mask := sub(top, num(1))
	z.And(&z, &mask)
	return *z.Or(&z, &top)
}

// within draws a share of x of at most the given percentage.
func within(t *rapid.T, x Int, percent uint64, name string) Int {
	share := rapid.Uint64Range(0, percent*(one/100)).Draw(t, name)
	return plainMulDown(x, num(share))
}

func drawWeight(t *rapid.T, name string) Int {
	return num(rapid.Uint64Range(minimumWeight, one-minimumWeight).Draw(t, name))
}

func drawWeights(t *rapid.T, n int) []Int {
	s := newSource(rapid.Uint64().Draw(t, "weights"))
	return s.weights(n)
}

func noError(t *rapid.T, err error) {
	if err != nil {
		t.Fatal(err)
	}
}

// check runs a property fifty times as often as rapid does by default.
func check(t *testing.T, property func(*rapid.T)) {
	t.Helper()
	for range 50 {
		rapid.Check(t, property)
	}
}

// TestSwapThereAndBack checks that a swap and the swap back gain nothing.
func TestSwapThereAndBack(t *testing.T) {
	check(t, func(t *rapid.T) {
		in, out := number(t, 110, "balance in"), number(t, 110, "balance out")
		wIn, wOut := drawWeight(t, "weight in"), drawWeight(t, "weight out")
		amount := within(t, in, 25, "amount")
		got, err := OutGivenIn(in, wIn, out, wOut, amount)
		noError(t, err)
		if limit := plainMulDown(sub(out, got), num(maxSwapRatio)); got.Gt(&limit) {
			t.Skip("too much to swap back")
		}
		back, err := OutGivenIn(sub(out, got), wOut, add(in, amount), wIn, got)
		noError(t, err)
		if back.Gt(&amount) {
			t.Fatalf("%v became %v", amount, back)
		}
	})
}

// TestInvariantNeverFalls compares invariants exactly: with weights in whole percents their 100th
// power is an integer.
func TestInvariantNeverFalls(t *testing.T) {
	check(t, func(t *rapid.T) {
		in, out := number(t, 110, "balance in"), number(t, 110, "balance out")
		percent := rapid.Uint64Range(1, 99).Draw(t, "weight in")
		wIn, wOut := num(percent*(one/100)), num((100-percent)*(one/100))
		power := func(in, out Int) *big.Int {
			a := new(big.Int).Exp(bigOf(in), big.NewInt(int64(percent)), nil)
			return a.Mul(a, new(big.Int).Exp(bigOf(out), big.NewInt(int64(100-percent)), nil))
		}
		amountIn := within(t, in, 30, "amount in")
		got, err := OutGivenIn(in, wIn, out, wOut, amountIn)
		noError(t, err)
		if power(add(in, amountIn), sub(out, got)).Cmp(power(in, out)) < 0 {
			t.Fatalf("%v for %v lowers the invariant", got, amountIn)
		}
		amountOut := within(t, out, 30, "amount out")
		paid, err := InGivenOut(in, wIn, out, wOut, amountOut)
		noError(t, err)
		if power(add(in, paid), sub(out, amountOut)).Cmp(power(in, out)) < 0 {
			t.Fatalf("%v for %v lowers the invariant", amountOut, paid)
		}
	})
}

// TestMoreInMoreOut checks that a hundredth more input never gives less output. Single wei more can
// give less, because the power is an approximation.
func TestMoreInMoreOut(t *testing.T) {
	check(t, func(t *rapid.T) {
		in, out := number(t, 110, "balance in"), number(t, 110, "balance out")
		wIn, wOut := drawWeight(t, "weight in"), drawWeight(t, "weight out")
		amount := within(t, in, 29, "amount")
		more := add(amount, quoDown(amount, num(100)))
		got, err := OutGivenIn(in, wIn, out, wOut, amount)
		noError(t, err)
		gotMore, err := OutGivenIn(in, wIn, out, wOut, more)
		noError(t, err)
		if gotMore.Lt(&got) {
			t.Fatalf("%v gives %v, but %v gives %v", amount, got, more, gotMore)
		}
	})
}

// TestJoinAndExit checks that a join with one token and the exit for all of its BPT gain nothing.
func TestJoinAndExit(t *testing.T) {
	check(t, func(t *rapid.T) {
		balance, supply := number(t, 110, "balance"), number(t, 110, "supply")
		weight := drawWeight(t, "weight")
		fee := num(rapid.Uint64Range(0, maxFee).Draw(t, "fee"))
		amount := within(t, balance, 20, "amount")
		bpt, err := BptOutForExactTokenIn(balance, weight, amount, supply, fee)
		noError(t, err)
		back, err := TokenOutForExactBptIn(add(balance, amount), weight, bpt, add(supply, bpt), fee)
		noError(t, err)
		if back.Gt(&amount) {
			t.Fatalf("%v became %v", amount, back)
		}
	})
}

// TestProportionalJoinAndExit checks that a proportional join and exit gain nothing in any token.
func TestProportionalJoinAndExit(t *testing.T) {
	check(t, func(t *rapid.T) {
		balances := []Int{number(t, 100, "a"), number(t, 100, "b"), number(t, 100, "c")}
		supply := number(t, 100, "supply")
		bpt := within(t, supply, 100, "bpt")
		in, err := ProportionalAmountsIn(balances, supply, bpt)
		noError(t, err)
		after := make([]Int, len(in))
		for i := range in {
			after[i] = add(balances[i], in[i])
		}
		out, err := ProportionalAmountsOut(after, add(supply, bpt), bpt)
		noError(t, err)
		for i := range in {
			if out[i].Gt(&in[i]) {
				t.Fatalf("%v became %v", in[i], out[i])
			}
		}
	})
}

// TestPowBrackets checks exactly that the square root lies between PowDown and PowUp.
func TestPowBrackets(t *testing.T) {
	check(t, func(t *rapid.T) {
		x := number(t, 110, "x")
		down, err := PowDown(x, num(one/2))
		noError(t, err)
		up, err := PowUp(x, num(one/2))
		noError(t, err)
		square := bigMul(bigOf(x), bigOf(one18)) // the square of the root, with 36 decimals
		if bigMul(bigOf(down), bigOf(down)).Cmp(square) > 0 || bigMul(bigOf(up), bigOf(up)).Cmp(square) < 0 {
			t.Fatalf("the root of %v is not between %v and %v", x, down, up)
		}
	})
}
