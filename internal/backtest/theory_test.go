package backtest_test

import (
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"mpool/internal/backtest"
	"mpool/internal/market"
	"mpool/internal/poolfile"
	"mpool/internal/units"
)

func engine(t *testing.T, f *poolfile.File, table *market.Table, tvl float64, o backtest.Options) *backtest.Engine {
	t.Helper()
	s, err := f.Snapshot(units.Time(table.Times[0]), table.Row(0), tvl)
	if err != nil {
		t.Fatal(err)
	}
	if o.Gas.Token == 0 {
		o.Gas.Token = -1
	}
	e, err := backtest.New(s, o)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// soak is many in the recorded run, and otherwise few.
func soak(few, many int) int {
	if os.Getenv("MPOOL_SOAK") != "" {
		return many
	}
	return few
}

// gbm is a path of n tokens. Each has the given volatility per step, and they are half correlated.
func gbm(seed uint64, tokens, rows int, sigma float64, spacing int64) *market.Table {
	dice := rand.New(rand.NewPCG(seed, 7))
	t := &market.Table{Tokens: tokens}
	logs := make([]float64, tokens)
	for i := range rows {
		t.Times = append(t.Times, 1_600_000_000+int64(i)*spacing)
		common := dice.NormFloat64()
		for k := range logs {
			t.Prices = append(t.Prices, 100*math.Exp(logs[k]))
			logs[k] += sigma*math.Sqrt(0.5)*(common+dice.NormFloat64()) - sigma*sigma/2
		}
	}
	return t
}

// TestSoakLossVersusRebalancing checks that without a fee, arbitrage takes the loss versus
// rebalancing: in closed form V sigma^2/2 (sum w - sum sum w w rho) a step (Milionis et al., arXiv
// 2208.06046).
func TestSoakLossVersusRebalancing(t *testing.T) {
	rows, sigma := soak(20_000, 525_600), 0.8/math.Sqrt(525_600)
	for name, tokens := range map[string][]string{
		"50/50": {"50%", "50%"}, "20/80": {"20%", "80%"}, "25x4": {"25%", "25%", "25%", "25%"}, "10/20/30/40": {"10%", "20%", "30%", "40%"},
	} {
		for seed := range uint64(soak(1, 4)) {
			list, squares := "", 0.0
			for i, w := range tokens {
				list += "{symbol: " + string(rune('A'+i)) + ", weight: " + w + "},"
				share, _ := units.ParsePercent(w)
				x := float64(share.Int().Uint64()) / 1e18
				squares += x * x
			}
			table := gbm(seed, len(tokens), rows, sigma, 60)
			e := engine(t, pool(t, list, "0.0001%"), table, 1e7, backtest.Options{ArbEvery: 1})
			var closed float64
			for i, at := range table.Times {
				if err := e.Step(at, table.Row(i)); err != nil {
					t.Fatal(err)
				}
				if i > 0 {
					closed += e.Value() * sigma * sigma / 2 * (1 - squares) / 2
				}
			}
			r, err := e.Result()
			if err != nil {
				t.Fatal(err)
			}
			ratio, bound := r.Arbitrage.Gross/closed, max(0.01, 8*math.Sqrt(2/float64(rows)))
			t.Logf("%s seed %d: arbitrage / closed form %.5f", name, seed, ratio)
			if math.Abs(ratio-1) > bound {
				t.Errorf("%s seed %d: arbitrage is %.5f of the closed form", name, seed, ratio)
			}
		}
	}
}

// TestStepAllocatesNothing checks that a step allocates no memory.
func TestStepAllocatesNothing(t *testing.T) {
	table := gbm(1, 4, 3000, 0.002, 60)
	e := engine(t, pool(t, "{symbol: A, weight: 25%},{symbol: B, weight: 25%},{symbol: C, weight: 25%},{symbol: D, weight: 25%}", "0.3%"), table, 1e6, backtest.Options{ArbEvery: 1})
	i := 0
	step := func() {
		if err := e.Step(table.Times[i], table.Row(i)); err != nil {
			t.Fatal(err)
		}
		i++
	}
	step()
	if n := testing.AllocsPerRun(2000, step); n != 0 {
		t.Errorf("%v allocations a step", n)
	}
}
