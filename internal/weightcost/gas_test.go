package weightcost

import (
	"math"
	"math/big"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// dollars is n with 18 decimals.
func dollars(n float64) *big.Int {
	f, _ := new(big.Float).Mul(big.NewFloat(n), big.NewFloat(1e18)).Int(nil)
	return f
}

func gasCostOf(t *testing.T, m Move, gas, value float64) float64 {
	t.Helper()
	amount, share, err := m.GasCost(dollars(gas), dollars(value))
	if err != nil {
		t.Fatal(err)
	}
	cost := inFloat(amount) / 1e18
	if want := math.Min(cost/value, 1); math.Abs(float(share)/want-1) > 1e-9 {
		t.Errorf("a share of %g, and an amount of %g of %g", float(share), cost, value)
	}
	return cost
}

func inFloat(n *big.Int) float64 { f, _ := new(big.Float).SetInt(n).Float64(); return f }

// Costs that a backtest in exact integers confirmed: pool, gas of a trade, cost.
func TestGasCostOfTheTables(t *testing.T) {
	for _, c := range []struct {
		from, to         string
		value, gas, want float64
	}{
		{"50 50", "80 20", 1e6, 5, 1017},
		{"50 50", "80 20", 1e7, 1, 1439},
		{"50 50", "80 20", 1e7, 5, 3218},
		{"50 50", "80 20", 1e7, 20, 6435},
		{"40 30 20 10", "10 20 30 40", 1e7, 5, 4737},
		{"50 50", "80 20", 1e7, 0, 0},
		{"50 50", "50 50", 1e7, 5, 0},
	} {
		if got := gasCostOf(t, move(t, c.from, c.to, 0), c.gas, c.value); math.Abs(got-c.want) > 1 {
			t.Errorf("%s to %s, %g at %g: %g, want %g", c.from, c.to, c.value, c.gas, got, c.want)
		}
	}
	if _, _, err := move(t, "50 50", "80 20", 0).GasCost(big.NewInt(1), new(big.Int)); err == nil {
		t.Error("a pool without a value has a cost")
	}
}

// The angle is not below its value in floats of 200 bits by more than their error, and above it by
// no more than its own bound.
func TestAngle(t *testing.T) {
	dice := rand.New(rand.NewPCG(7, 8))
	for i := range 300 {
		n := 2 + dice.IntN(49)
		m := Move{From: drawWeights(dice, n), To: drawWeights(dice, n)}
		if i%3 == 0 { // almost no movement
			m.To = append([]units.Fixed(nil), m.From...)
			m.To[0], m.To[1] = units.FixedFrom(m.From[0].Int().Uint64()+1+dice.Uint64N(1e6)), units.FixedFrom(m.From[1].Int().Uint64()-1)
		}
		got := new(big.Float).SetPrec(400).Quo(new(big.Float).SetPrec(400).SetInt(m.Angle()), new(big.Float).SetPrec(400).SetInt(angleUnit()))
		over, _ := new(big.Float).Sub(chordOf(got), chord(m)).Float64()
		if over < -1e-60 || over > 1e-30 {
			t.Fatalf("%v to %v: %g above", m.From, m.To, over)
		}
	}
}

// chord is |sqrt(w) - sqrt(w')|. chordOf is 2 sin(l/4), which equals it for an exact angle l.
func chord(m Move) *big.Float {
	root := func(f units.Fixed) *big.Float {
		x := new(big.Float).SetPrec(400).SetInt(f.Int().ToBig())
		return x.Sqrt(x.Quo(x, big.NewFloat(1e18)))
	}
	sum := new(big.Float).SetPrec(400)
	for i := range m.From {
		d := new(big.Float).Sub(root(m.From[i]), root(m.To[i]))
		sum.Add(sum, d.Mul(d, d))
	}
	return sum.Sqrt(sum)
}

func chordOf(angle *big.Float) *big.Float {
	x := new(big.Float).SetPrec(400).Quo(angle, big.NewFloat(4))
	square := new(big.Float).Mul(x, x)
	sum, term := new(big.Float).SetPrec(400), new(big.Float).Set(x)
	for k := int64(1); k < 120; k++ {
		sum.Add(sum, term)
		term.Mul(term, square).Quo(term, new(big.Float).SetInt64(-2*k*(2*k+1)))
	}
	return sum.Mul(sum, big.NewFloat(2))
}

// Two tokens in a pool of exact integers, traded only when that pays for the gas. If gas dominates
// and there are many trades, the formula equals the pool's loss. The trade that pays comes half a
// block late on average, which costs half of the change's cost without gas: at ten times that cost,
// the delay is 5 %.
func TestSoakGasAgainstIntegers(t *testing.T) {
	dice, runs := soak(t, 6, 200)
	done, worst := 0, 0.0
	for done < runs {
		a, b := 0.01+0.98*dice.Float64(), 0.01+0.98*dice.Float64()
		m := Move{From: []units.Fixed{percent18(a), percent18(1 - a)}, To: []units.Fixed{percent18(b), percent18(1 - b)}}
		value, gas := math.Pow(10, 5+3*dice.Float64()), math.Pow(10, -1+2*dice.Float64())
		steps := uint64(500 + dice.IntN(7000))
		form := gasCostOf(t, m, gas, value)
		angle := inFloat(m.Angle()) / 1e36
		free := angle * angle * value / 2 / float64(steps)
		if form < 12*free || form < 50*gas {
			continue // gas does not dominate, or there are too few trades
		}
		lost, trades := paid(t, m, gas, value, steps)
		off := math.Abs(form/lost - 1)
		if worst = max(worst, off); off > 0.05 {
			t.Errorf("%g to %g, %g at %g in %d blocks: %g by the form, %g in %d trades", a, b, value, gas, steps, form, lost, trades)
		}
		if exact := math.Abs((form+free/2)/lost - 1); exact > 0.03 {
			t.Errorf("%g to %g: %g by the form and half a block's wait, %g in %d trades", a, b, form+free/2, lost, trades)
		}
		done++
	}
	t.Logf("%d pools, at most %.2f%% off", done, 100*worst)
}

// soak returns the dice and the number of runs: many if MPOOL_SOAK is set.
func soak(t *testing.T, few, many int) (*rand.Rand, int) {
	t.Helper()
	seed := uint64(1)
	if n, err := strconv.ParseUint(os.Getenv("MPOOL_SEED"), 10, 64); err == nil {
		seed = n
	}
	if os.Getenv("MPOOL_SOAK") != "1" {
		many = few
	}
	t.Logf("seed %d, %d runs", seed, many)
	return rand.New(rand.NewPCG(seed, 20)), many
}

func percent18(share float64) units.Fixed {
	const parts = 1e9 // so that two weights add up to one
	return units.FixedFrom(uint64(math.Round(share*parts)) * 1e9)
}

// paid runs the change block by block and returns the pool's loss at prices of 1.
func paid(t *testing.T, m Move, gas, value float64, steps uint64) (lost float64, trades int) {
	t.Helper()
	var balances [2]uint256.Int
	for i := range balances {
		n := new(big.Int).Mul(dollars(value), m.From[i].Int().ToBig())
		balances[i] = *uint256.MustFromBig(n.Div(n, units.Unit()))
	}
	in := 0 // the token that gains weight
	if m.To[1].Int().Gt(m.From[1].Int()) {
		in = 1
	}
	out, cost := 1-in, uint256.MustFromBig(dollars(gas))
	for k := uint64(1); k <= steps; k++ {
		weightIn, weightOut := uint256.MustFromBig(m.at(in, k, steps)), uint256.MustFromBig(m.at(out, k, steps))
		offer, gets := bestTrade(t, balances[in], *weightIn, balances[out], *weightOut)
		if profit := new(uint256.Int); offer.Lt(&gets) && profit.Sub(&gets, &offer).Gt(cost) {
			balances[in].Add(&balances[in], &offer)
			balances[out].Sub(&balances[out], &gets)
			trades++
		}
	}
	left := new(uint256.Int).Add(&balances[0], &balances[1])
	return value - inFloat(left.ToBig())/1e18, trades
}

// bestTrade moves the balances to the weights. It uses the pool's own arithmetic, except for the
// size of the offer.
func bestTrade(t *testing.T, balanceIn, weightIn, balanceOut, weightOut uint256.Int) (offer, gets uint256.Int) {
	t.Helper()
	f := func(n uint256.Int) float64 { return inFloat(n.ToBig()) / 1e18 }
	grows := math.Pow(f(balanceOut)*f(weightIn)/f(weightOut)/f(balanceIn), f(weightOut))
	if grows <= 1 {
		return offer, gets
	}
	offer = *uint256.MustFromBig(dollars(f(balanceIn) * (grows - 1)))
	limit := new(uint256.Int).Div(new(uint256.Int).Mul(&balanceIn, uint256.NewInt(3)), uint256.NewInt(10))
	if offer.Gt(limit) {
		offer = *limit
	}
	if offer.IsZero() {
		return offer, gets
	}
	gets, err := poolmath.OutGivenIn(balanceIn, weightIn, balanceOut, weightOut, offer)
	if err != nil {
		t.Fatal(err)
	}
	return offer, gets
}
