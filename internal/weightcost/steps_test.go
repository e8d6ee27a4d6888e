package weightcost

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"mpool/internal/units"
)

func move(t *testing.T, from, to string, length units.Time) Move {
	t.Helper()
	parse := func(text string) (weights []units.Fixed) {
		for _, item := range strings.Split(text, " ") {
			weight, err := units.ParsePercent(item + "%")
			if err != nil {
				t.Fatal(err)
			}
			weights = append(weights, weight)
		}
		return weights
	}
	return Move{From: parse(from), To: parse(to), Length: length}
}

func costOf(t *testing.T, m Move, steps uint64) float64 {
	t.Helper()
	cost, err := m.Cost(steps)
	if err != nil {
		t.Fatal(err)
	}
	return float(cost)
}

func float(f units.Fixed) float64 {
	value, _ := f.Int().ToBig().Float64()
	return value / 1e18
}

// The numbers are from arXiv 2603.05326.
func TestCostAsPublished(t *testing.T) {
	m := move(t, "50 50", "90 10", 0)
	for steps, want := range map[uint64]float64{1: 0.3079, 100: 0.004375, 1000: 0.000439} {
		if got := costOf(t, m, steps); math.Abs(got/want-1) > 1e-3 {
			t.Errorf("%d steps cost %.6f, want %.6f", steps, got, want)
		}
	}
	if got := costOf(t, move(t, "50 50", "50 50", 0), 1); got != 0 {
		t.Errorf("no change costs %g", got)
	}
}

// A pool that is arbitraged token by token until no trade is profitable loses what the model says,
// never more.
func TestCostAgainstArbitrage(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	for range 30 {
		n := []int{2, 3, 8, 38, 50}[dice.IntN(5)]
		m := Move{From: drawWeights(dice, n), To: drawWeights(dice, n)}
		steps := 1 + dice.Uint64N(10)
		got, want := costOf(t, m, steps), arbitraged(m, steps)
		if got < want-1e-12 || got > want+1e-9 {
			t.Errorf("%d tokens in %d steps: %.15f, simulated %.15f", n, steps, got, want)
		}
	}
}

// Where the steps are no longer summed, the cost is still not below their sum.
func TestClosedFormIsAboveTheSum(t *testing.T) {
	dice := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		n := 2 + dice.IntN(5)
		m := Move{From: drawWeights(dice, n), To: drawWeights(dice, n)}
		steps := exactSteps + 1 + dice.Uint64N(1000)
		exact, err := m.stepByStep(steps)
		if err != nil {
			t.Fatal(err)
		}
		closed, err := m.closedForm(steps)
		if err != nil {
			t.Fatal(err)
		}
		a, _ := exact.Float64()
		a -= 200 * float64(steps) * float64(n) // minus its slack
		b, _ := closed.Float64()
		if b < a*(1-1e-9) || b > a*1.0003+1e4 {
			t.Errorf("%v to %v in %d steps: %g, summed %g", m.From, m.To, steps, b, a)
		}
	}
}

func TestLeastLength(t *testing.T) {
	dice := rand.New(rand.NewPCG(5, 6))
	for i := range 100 {
		n := 2 + dice.IntN(5)
		m := Move{From: drawWeights(dice, n), To: drawWeights(dice, n)}
		most, interval := units.FixedFrom(uint64(math.Pow(10, 12+5*dice.Float64()))), units.Time(1+dice.IntN(300))
		length, found, err := m.LeastLength(most, interval)
		if err != nil || !found {
			t.Fatal(err)
		}
		m.Length = length
		if cost := costOf(t, m, m.Steps(interval)); cost > float(most) {
			t.Errorf("case %d: %d seconds cost %g, more than %g", i, length, cost, float(most))
		}
		if steps := m.Steps(interval); steps > 1 {
			if cost := costOf(t, m, steps-1); cost <= float(most)*(1-2e-4) {
				t.Errorf("case %d: a step less costs %g, no more than %g", i, cost, float(most))
			}
		}
	}
	if _, found, err := move(t, "50 50", "90 10", 0).LeastLength(units.FixedFrom(1), 12); found || err != nil {
		t.Error("a length is found that costs next to nothing", err)
	}
	if length, found, err := move(t, "50 50", "51 49", 0).LeastLength(units.FixedFrom(1e16), 12); length != 0 || !found || err != nil {
		t.Error(length, found, err)
	}
}

// arbitraged simulates a pool of value 1 at prices of 1. After each step of the weights it trades
// pairs until every balance is at market. It returns the share that the pool has lost.
func arbitraged(m Move, steps uint64) float64 {
	n := len(m.From)
	balances := make([]float64, n)
	for i := range balances {
		balances[i] = float(m.From[i])
	}
	weights := make([]float64, n)
	for k := uint64(1); k <= steps; k++ {
		for i := range weights {
			weights[i] = float(m.From[i]) + (float(m.To[i])-float(m.From[i]))*float64(k)/float64(steps)
		}
		for moved := 1.0; moved > 1e-13; {
			moved = 0
			for i := range n {
				for j := range i {
					moved = max(moved, trade(balances, weights, i, j))
				}
			}
		}
	}
	kept := 0.0
	for _, balance := range balances {
		kept += balance
	}
	return 1 - kept
}

// trade swaps two tokens along the pool's curve, b_i^w_i b_j^w_j, until their price is one. It
// returns the share of the balance that moved. Such a trade is profitable as long as anything
// moves.
func trade(balances, weights []float64, i, j int) float64 {
	share := weights[i] / (weights[i] + weights[j])
	before := balances[i]
	// b_i / b_j must become w_i / w_j, on the curve.
	total := math.Pow(balances[i]/share, share) * math.Pow(balances[j]/(1-share), 1-share)
	balances[i], balances[j] = total*share, total*(1-share)
	return math.Abs(balances[i]/before - 1)
}

// drawWeights draws weights of at least 1 % that sum to one, some of them exactly 1 %.
func drawWeights(dice *rand.Rand, n int) []units.Fixed {
	const percent = 10_000_000_000_000_000
	left := uint64(100-n) * percent
	weights := make([]units.Fixed, n)
	for i := range weights {
		share := left
		if i < n-1 {
			share = min(left, dice.Uint64N(left/uint64(n-i)*2+1)*uint64(dice.IntN(4))/3)
		}
		left -= share
		weights[i] = units.FixedFrom(percent + share)
	}
	dice.Shuffle(n, func(i, j int) { weights[i], weights[j] = weights[j], weights[i] })
	return weights
}

func BenchmarkPrice(b *testing.B) {
	dice := rand.New(rand.NewPCG(1, 2))
	m := Move{From: drawWeights(dice, 50), To: drawWeights(dice, 50), Length: 7 * 86_400}
	for b.Loop() {
		if _, _, err := m.LeastLength(units.FixedFrom(1e16), 12); err != nil {
			b.Fatal(err)
		}
	}
}
