package backtest_test

import (
	"fmt"
	"math"
	"testing"

	"mpool/internal/backtest"
	"mpool/internal/units"
)

// kl is the loss, as an exponent, of a pool without a fee whose weights jump: KL(to || from).
func kl(to, from []float64) (sum float64) {
	for i, w := range to {
		sum += w * math.Log(w/from[i])
	}
	return sum
}

// TestRampsAtStillPrices tests ramps in 2,000 steps at constant prices, without fee and gas. The pool
// loses the sum of the KL of each step's weights, and the great circle loses less than the straight
// line.
func TestRampsAtStillPrices(t *testing.T) {
	for _, test := range []struct {
		from, to []float64
		linear   float64 // the sum of the KL of each step
		saves    []float64
		bound    float64
	}{
		{[]float64{50, 50}, []float64{80, 20}, 1.0397e-4, []float64{0.003, 0.004, 0.004}, 1e-6},
		{[]float64{90, 10}, []float64{10, 90}, 8.789e-4, []float64{0.000, 0.015, 0.020}, 1e-6},
		{[]float64{97, 1, 1, 1}, []float64{25, 25, 25, 25}, 8.238e-4, []float64{0.035, 0.062, 0.071}, 1e-5},
		{[]float64{40, 30, 20, 10}, []float64{10, 20, 30, 40}, 2.282e-4, []float64{0.011, 0.015, 0.016}, 2e-4},
	} {
		lost, sum := ramped(t, test.from, test.to, "linear")
		t.Logf("%v to %v: lost %.5e, sum of KL %.5e", test.from, test.to, lost, sum)
		if math.Abs(lost/sum-1) > test.bound || math.Abs(sum/test.linear-1) > 1e-4 {
			t.Errorf("%v to %v: the pool lost %v, the sum is %v", test.from, test.to, lost, sum)
		}
		for i, want := range test.saves {
			shape := fmt.Sprintf("slerp:%d", 2<<i)
			circle, _ := ramped(t, test.from, test.to, shape)
			if saved := 1 - circle/lost; math.Abs(saved-want) > 0.0011 {
				t.Errorf("%v to %v, %s: saves %.4f, and not %.4f", test.from, test.to, shape, saved, want)
			}
		}
	}
}

// ramped returns the loss of a change in 2,000 steps, as an exponent, and the sum of the KL of the
// pool's actual weights.
func ramped(t *testing.T, from, to []float64, shape string) (lost, sum float64) {
	t.Helper()
	tokens, targets, prices := "", "", []float64{}
	for i, w := range from {
		tokens += fmt.Sprintf("{symbol: %c, weight: %v%%},", 'A'+i, w)
		targets += fmt.Sprintf("%c: %v%%,", 'A'+i, to[i])
		prices = append(prices, 1)
	}
	const begin, spacing, count = 1_600_000_000, 60, 2000
	s, err := pool(t, tokens, "0.3%").Snapshot(begin, prices, 1e9)
	if err != nil {
		t.Fatal(err)
	}
	s.Fees.SwapFee, s.Fees.StartSwapFee, s.Fees.EndSwapFee = units.Fixed{}, units.Fixed{}, units.Fixed{} // lower than pools accept
	plan := fmt.Sprintf("version: 1\nschedule:\n  - {at: +0s, weights: {%s}, duration: %ds, shape: %s}\n", targets, count*spacing, shape)
	before := make([]float64, len(from))
	for i, w := range from {
		before[i] = w / 100
	}
	e, err := backtest.New(s, backtest.Options{ArbEvery: 1, Tasks: tasks(t, s, plan), Gas: backtest.Gas{Token: -1},
		Witness: backtest.Witness{Stepped: func(_ int64, e *backtest.Engine) {
			now := e.Sample().Weights
			sum += kl(now, before)
			copy(before, now)
		}}})
	if err != nil {
		t.Fatal(err)
	}
	for i := range int64(count + 1) {
		if err := e.Step(begin+spacing*i, prices); err != nil {
			t.Fatal(err)
		}
	}
	r := result(t, e)
	return -math.Log(r.Value / r.ValueStart), sum
}
