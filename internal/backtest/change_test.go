package backtest_test

import (
	"math"
	"testing"

	"mpool/internal/backtest"
	"mpool/internal/ops"
	"mpool/internal/poolfile"
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

// A change costs l^2/2N without gas, and l sqrt(g V / 2) with it, whatever prices are.
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

// The same sale before and after a change, by the formula of the weights.
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
