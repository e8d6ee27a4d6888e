package backtest_test

import (
	"math"
	"testing"

	"mpool/internal/backtest"
	"mpool/internal/ops"
	"mpool/internal/poolfile"
	"mpool/internal/units"
)

func changing5080(t *testing.T, fee string) *ops.Snapshot {
	t.Helper()
	f, err := poolfile.Read([]byte("tokens: [{symbol: A, weight: 50%, end_weight: 80%},{symbol: B, weight: 50%, end_weight: 20%, decimals: 6}]\nswap_fee: " + fee + "\nweight_change: {start: +0s, end: +7d}\n"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := f.Snapshot(1_600_000_000, []float64{2000, 1}, 1e6)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestChangeCost checks that a change costs l^2/2N without gas, and l sqrt(g V / 2) with gas, at any
// prices.
func TestChangeCost(t *testing.T) {
	s := changing5080(t, "0.0001%")
	length := 2 * math.Acos(math.Sqrt(0.5*0.8)+math.Sqrt(0.5*0.2))
	change := backtest.Change{Pool: s, End: s.Weights.End, Interval: 60, MostSteps: 100_000}
	free, err := change.Cost()
	if err != nil {
		t.Fatal(err)
	}
	if want := length * length / 2 / 10_080; math.Abs(free.Share/want-1) > 0.05 || free.Steps != 10_081 {
		t.Errorf("%+v, the form has %v", free, want)
	}
	change.Gas = 5e-6
	paid, err := change.Cost()
	if err != nil {
		t.Fatal(err)
	}
	if want := length * math.Sqrt(change.Gas/2); math.Abs(paid.Share/want-1) > 0.05 {
		t.Errorf("%+v, the form has %v", paid, want)
	}
	change.Volatility = 0.8
	sum := 0.0
	for change.Seed = 0; change.Seed < 8; change.Seed++ {
		moving, err := change.Cost()
		if err != nil {
			t.Fatal(err)
		}
		sum += moving.Share / 8
	}
	t.Logf("free %.3e, with gas %.3e, with prices that move %.3e", free.Share, paid.Share, sum)
	if sum == paid.Share || math.Abs(sum) > 0.05 {
		t.Errorf("%v at prices that move", sum)
	}
	change.MostSteps, change.Volatility = 1000, 0
	if few, err := change.Cost(); err != nil || few.Steps > 1002 {
		t.Errorf("%+v, %v", few, err)
	}
}

// TestChangeCostByTrades checks that the run from trade to trade gives the same as block by block, and
// more than the formula if trades wait for the next block.
func TestChangeCostByTrades(t *testing.T) {
	s := changing5080(t, "0.3%")
	for _, test := range []struct {
		span, interval units.Time
		gas            float64
	}{{7 * 86400, 60, 5e-6}, {7 * 86400, 60, 3e-4}, {3600, 12, 3e-6}, {3601, 12, 1e-7}} {
		pool := *s
		pool.Weights.End = pool.Weights.Start + test.span
		change := backtest.Change{Pool: &pool, End: pool.Weights.End, Interval: test.interval, MostSteps: 20_000, Gas: test.gas}
		fast, err := change.Cost()
		if err != nil {
			t.Fatal(err)
		}
		change.Grew = func(_ int64, into []float64) { // constant prices, run block by block
			for i := range into {
				into[i] = 1
			}
		}
		slow, err := change.Cost()
		if err != nil {
			t.Fatal(err)
		}
		if fast.Trades != slow.Trades || fast.Steps != slow.Steps || fast.Step != test.interval {
			t.Errorf("%+v: %+v, one by one %+v", test, fast, slow)
		}
	}
	change := backtest.Change{Pool: s, End: s.Weights.End, Interval: 12, MostSteps: 500, Gas: 1e-7}
	if few, err := change.Cost(); err != nil || few.Step <= 12 || few.Steps > 502 {
		t.Errorf("too many trades to look for: %+v, %v", few, err)
	}
	s.Weights.End = s.Weights.Start + 3600
	waits := backtest.Change{Pool: s, End: s.Weights.End, Interval: 12, MostSteps: 10_000, Gas: 3e-6}
	length := 2 * math.Acos(math.Sqrt(0.5*0.8)+math.Sqrt(0.5*0.2))
	if cost, err := waits.Cost(); err != nil || cost.Share < 1.5*length*math.Sqrt(waits.Gas/2) {
		t.Errorf("%+v, %v: no trade can come between two blocks", cost, err)
	}
}

// TestUserCosts compares the same sale before and after a change with the formula of the weights.
func TestUserCosts(t *testing.T) {
	s := changing5080(t, "0.3%")
	after, err := s.At(s.Weights.End)
	if err != nil {
		t.Fatal(err)
	}
	costs, err := backtest.UserCosts(s, after)
	if err != nil || len(costs) != 2 {
		t.Fatal(costs, err)
	}
	cost := func(part, in, out float64) float64 {
		return 1 - (1-math.Pow(1+part*0.997, -in/out))*out/in/part
	}
	for i, want := range [][2]float64{{cost(0.01, 0.5, 0.5), cost(0.01*0.5/0.8, 0.8, 0.2)}, {cost(0.01, 0.5, 0.5), cost(0.01*0.5/0.2, 0.2, 0.8)}} {
		if math.Abs(costs[i].Before-want[0]) > 1e-5 || math.Abs(costs[i].After-want[1]) > 1e-5 {
			t.Errorf("%+v, the formula has %v", costs[i], want)
		}
	}
}
