package backtest_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"mpool/internal/backtest"
)

// TestSoakLossWithFees checks that with a fee, arbitrage takes a part of the loss versus rebalancing.
// With g = ln(1/(1-fee)) and z = g / (volatility of a block), the part for blocks at random times is 1
// / (1 + sqrt(2) z), and for blocks of one length 1 / (1 + z / 0.5826), where 0.5826 is
// -zeta(1/2)/sqrt(2 pi) (Milionis, Moallemi, Roughgarden, arXiv 2305.14604). The first is also the
// share of blocks with a trade.
func TestSoakLossWithFees(t *testing.T) {
	const daily, bound = 0.05, 0.03
	for _, mean := range []float64{12, 120, 600} {
		for _, bp := range []int{5, 10, 30, 100} {
			for _, chance := range []bool{true, false} {
				fee := float64(bp) / 1e4
				sigma := daily * math.Sqrt(mean/86400)
				z := -math.Log(1-fee) / sigma
				want, kind := 1/(1+z/0.5826), "fixed"
				if chance {
					want, kind = 1/(1+math.Sqrt2*z), "by chance"
				}
				// A price crosses the band of a fee about once in z^2 blocks, so the relative error is
				// about one divided by the root of the number of crossings. The recorded run has
				// 90,000 crossings in four seeds: 3 % is nine times the error of the average, and four
				// times that of one seed.
				crossings, seeds := soak(1500, 22_500), uint64(soak(1, 4))
				blocks := int(float64(crossings) * (3 + z*z))
				noise := 0.0
				if seeds == 1 { // one seed has too few crossings for 3 %
					noise = 4 / math.Sqrt(float64(crossings))
				}
				average, often := 0.0, 0.0
				for seed := range seeds {
					ratio, traded := lossWithFee(t, seed, blocks, sigma, fee, chance)
					average, often = average+ratio/float64(seeds), often+traded/float64(seeds)
					if math.Abs(ratio/want-1) > bound+noise {
						t.Errorf("%s %d bp, %v s, seed %d: arbitrage takes %.4f, and not %.4f", kind, bp, mean, seed, ratio, want)
					}
				}
				t.Logf("%s %d bp, %v s: %.4f (%.4f, off by %+.2f%%) over %d blocks", kind, bp, mean, average, want, 100*(average/want-1), uint64(blocks)*seeds)
				if math.Abs(average/want-1) > bound+noise {
					t.Errorf("%s %d bp, %v s: arbitrage takes %.4f on average, and not %.4f", kind, bp, mean, average, want)
				}
				if chance && math.Abs(often/want-1) > bound+noise {
					t.Errorf("%d bp, %v s: %.4f of the blocks have a trade, and not %.4f", bp, mean, often, want)
				}
			}
		}
	}
}

// lossWithFee runs a 50/50 pool over blocks. It returns the part of the loss versus rebalancing that
// arbitrage takes, and the share of blocks with a trade.
func lossWithFee(t *testing.T, seed uint64, blocks int, sigma, fee float64, chance bool) (ratio, traded float64) {
	t.Helper()
	f := pool(t, "{symbol: A, weight: 50%},{symbol: B, weight: 50%}", fmt.Sprintf("%g%%", fee*100))
	s, err := f.Snapshot(1_600_000_000, []float64{1, 1}, 1e9)
	if err != nil {
		t.Fatal(err)
	}
	e, err := backtest.New(s, backtest.Options{ArbEvery: 1, Gas: backtest.Gas{Token: -1}})
	if err != nil {
		t.Fatal(err)
	}
	dice := rand.New(rand.NewPCG(seed, 11))
	row, log, closed := []float64{1, 1}, 0.0, 0.0
	for i := range blocks {
		length := 1.0
		if chance {
			length = dice.ExpFloat64()
		}
		log += sigma*math.Sqrt(length)*dice.NormFloat64() - sigma*sigma*length/2
		row[0] = math.Exp(log)
		if err := e.Step(1_600_000_000+12*int64(i), row); err != nil {
			t.Fatal(err)
		}
		closed += e.Value() * sigma * sigma / 8 * length
	}
	r := result(t, e)
	return r.Arbitrage.Gross / closed, float64(r.Arbitrage.Trades) / float64(blocks)
}

// TestArrivals checks that random arbitrage comes as often as configured.
func TestArrivals(t *testing.T) {
	table := gbm(2, 4, 20_000, 0.02, 12) // arbitrage pays in every step
	r, _ := runWith(t, table, backtest.Options{ArbMean: 60, Seed: 5})
	want := 20_000 * (1 - math.Exp(-12.0/60))
	if math.Abs(float64(r.Arbitrage.Trades)/want-1) > 0.03 {
		t.Errorf("%d trades, and not %.0f", r.Arbitrage.Trades, want)
	}
}

// TestInBandAfterArbitrage checks that after arbitrage no trade of two tokens gains anything, except
// for the rounding of hops, also without a fee.
func TestInBandAfterArbitrage(t *testing.T) {
	table := gbm(12, 4, 3000, 0.01, 60)
	s := start(t, table, four, 1e6)
	worst := 0.0
	e := newEngine(t, s, tasks(t, s, changing))
	for i, at := range table.Times {
		if err := e.Step(at, table.Row(i)); err != nil {
			t.Fatal(err)
		}
		if i >= 600 && i <= 660 {
			continue // swaps are disabled
		}
		sample := e.Sample()
		low, high := math.Inf(1), 0.0
		for k, w := range sample.Weights {
			r := sample.Balances[k] * table.Row(i)[k] / w
			low, high = min(low, r), max(high, r)
		}
		fee := 0.003
		if at-table.Times[0] >= 7200 {
			fee = 0.01 - 0.009*math.Min(1, float64(at-table.Times[0]-7200)/(6*3600))
		}
		worst = max(worst, high*(1-fee)/low-1)
	}
	t.Logf("at most %.2e of a price is left", worst)
	if worst > 1e-5 {
		t.Error("that is worth a trade")
	}
}
