package backtest_test

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"mpool/internal/backtest"
	"mpool/internal/market"
	"mpool/internal/ops"
	"mpool/internal/strategy"
	"mpool/internal/units"
)

const four = "{symbol: A, weight: 10%},{symbol: B, weight: 20%, decimals: 6},{symbol: C, weight: 30%, decimals: 8},{symbol: D, weight: 40%}"

const changing = `
version: 1
schedule:
  - {at: +1h, weights: {A: 25%, B: 25%, C: 25%, D: rest}, duration: 1d}
  - {at: +2h, fee: {to: 0.1%, duration: 6h, from: 1%}}
  - {at: +10h, swaps: off}
  - {at: +11h, swaps: on}
`

func tasks(t *testing.T, s *ops.Snapshot, text string) []backtest.Task {
	t.Helper()
	plan, err := strategy.Read([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	list, err := plan.Tasks(s, s.Block.Time)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func start(t *testing.T, table *market.Table, tokens string, tvl float64) *ops.Snapshot {
	t.Helper()
	s, err := pool(t, tokens, "0.3%").Snapshot(units.Time(table.Times[0]), table.Row(0), tvl)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func newEngine(t *testing.T, s *ops.Snapshot, list []backtest.Task) *backtest.Engine {
	t.Helper()
	e, err := backtest.New(s, backtest.Options{ArbEvery: 1, Tasks: list, Gas: backtest.Gas{Token: -1}})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func steps(t *testing.T, e *backtest.Engine, table *market.Table, from, to int) {
	t.Helper()
	for i := from; i < to; i++ {
		if err := e.Step(table.Times[i], table.Row(i)); err != nil {
			t.Fatal(err)
		}
	}
}

func result(t *testing.T, e *backtest.Engine) *backtest.Result {
	t.Helper()
	r, err := e.Result()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestNoLookAhead checks that later rows do not change earlier results, while weights and fee move.
func TestNoLookAhead(t *testing.T) {
	one, other := gbm(5, 4, 2000, 0.003, 60), gbm(5, 4, 2000, 0.003, 60)
	for i := 1200 * 4; i < len(other.Prices); i++ {
		other.Prices[i] *= 3
	}
	s := start(t, one, four, 1e6)
	a, b := newEngine(t, s, tasks(t, s, changing)), newEngine(t, s, tasks(t, s, changing))
	steps(t, a, one, 0, 1200)
	steps(t, b, other, 0, 1200)
	if !reflect.DeepEqual(result(t, a), result(t, b)) {
		t.Error("prices of later change what was")
	}
	steps(t, a, one, 1200, 2000)
	steps(t, b, other, 1200, 2000)
	if reflect.DeepEqual(result(t, a), result(t, b)) {
		t.Error("they change nothing at all")
	}
}

const following = `
version: 1
signal:
  every: 2h
  rule: {kind: momentum, lookback: 6h, strength: 1}
  lag: 10m
  guard: {min_weight: 5%, max_change: 20%/day, min_change: 0.1%, oracle: twap:5m, duration: 1h}
`

func follow(t *testing.T, s *ops.Snapshot, text string) *backtest.Engine {
	t.Helper()
	plan, err := strategy.Read([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	adviser, err := plan.Adviser(s, s.Block.Time, nil)
	if err != nil {
		t.Fatal(err)
	}
	e, err := backtest.New(s, backtest.Options{ArbEvery: 1, Adviser: adviser, Gas: backtest.Gas{Token: -1}})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestSignalDoesNotLookAhead checks that a signal knows neither later rows nor rows within its lag.
func TestSignalDoesNotLookAhead(t *testing.T) {
	one, other := gbm(5, 4, 2000, 0.003, 60), gbm(5, 4, 2000, 0.003, 60)
	changed := 1200
	for i := changed * 4; i < len(other.Prices); i += 4 {
		other.Prices[i] *= 1.5
	}
	s := start(t, one, four, 1e6)
	a, b := follow(t, s, following), follow(t, s, following)
	weights := func(e *backtest.Engine) []ops.Token {
		s, err := e.Snapshot()
		if err != nil {
			t.Fatal(err)
		}
		return s.Tokens
	}
	differs := -1
	for i := range one.Times {
		steps(t, a, one, i, i+1)
		steps(t, b, other, i, i+1)
		x, y := weights(a), weights(b)
		if differs < 0 && (x[0].EndWeight != y[0].EndWeight || i < changed && !reflect.DeepEqual(x, y)) {
			differs = i
		}
	}
	r := result(t, a)
	t.Logf("%d decisions, %d transactions; prices change at step %d, what the owner does at %d", r.Owner.Decisions, r.Owner.Transactions, changed, differs)
	if r.Owner.Transactions < 5 || differs < changed+10 {
		t.Error("the signal saw what it could not know, or did nothing")
	}
}

// TestSplitRun checks that a run in two parts, the second from where the first ended, ends like one
// run.
func TestSplitRun(t *testing.T) {
	table := gbm(6, 4, 2000, 0.003, 60)
	s := start(t, table, four, 1e6)
	list := tasks(t, s, changing)
	whole, first := newEngine(t, s, list), newEngine(t, s, list)
	steps(t, whole, table, 0, 2000)
	steps(t, first, table, 0, 1000) // all tasks have begun by then
	middle, err := first.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	second := newEngine(t, middle, nil)
	steps(t, second, table, 999, 2000)
	a, b, c := result(t, whole), result(t, first), result(t, second)
	if !reflect.DeepEqual(a.Balances, c.Balances) || a.Arbitrage.Trades != b.Arbitrage.Trades+c.Arbitrage.Trades {
		t.Errorf("%v in one run, %v in two", a.Balances, c.Balances)
	}
}

// TestScaledPrices checks that prices in another unit of money scale all amounts of money and change
// nothing else.
func TestScaledPrices(t *testing.T) {
	table, scaled := gbm(7, 4, 2000, 0.003, 60), gbm(7, 4, 2000, 0.003, 60)
	for i := range scaled.Prices {
		scaled.Prices[i] *= 1024
	}
	s := start(t, table, four, 1e6)
	a, b := newEngine(t, s, tasks(t, s, changing)), newEngine(t, s, tasks(t, s, changing))
	steps(t, a, table, 0, 2000)
	steps(t, b, scaled, 0, 2000)
	x, y := result(t, a), result(t, b)
	for name, pair := range map[string][2]float64{"value": {x.Value, y.Value}, "arbitrage": {x.Arbitrage.Gross, y.Arbitrage.Gross}, "lvr": {x.LVR, y.LVR}, "fees": {x.Fees.Arbitrage, y.Fees.Arbitrage}} {
		if math.Abs(pair[0]*1024/pair[1]-1) > 1e-6 {
			t.Errorf("%s: %v and %v", name, pair[0], pair[1])
		}
	}
}

// TestPermutedTokens checks that another order of the tokens gives the same balances, except for
// rounding.
func TestPermutedTokens(t *testing.T) {
	table := gbm(8, 4, 2000, 0.003, 60)
	turned := &market.Table{Tokens: 4, Times: table.Times}
	for i := range table.Times {
		row := table.Row(i)
		turned.Prices = append(turned.Prices, row[3], row[1], row[0], row[2])
	}
	a := result(t, ran(t, table, four))
	b := result(t, ran(t, turned, "{symbol: D, weight: 40%},{symbol: B, weight: 20%, decimals: 6},{symbol: A, weight: 10%},{symbol: C, weight: 30%, decimals: 8}"))
	if math.Abs(a.Value/b.Value-1) > 1e-9 || a.Arbitrage.Trades != b.Arbitrage.Trades {
		t.Errorf("%v in %d trades, and %v in %d", a.Value, a.Arbitrage.Trades, b.Value, b.Arbitrage.Trades)
	}
}

// TestScaledBalances checks that a larger pool trades in proportion: all money scales, and nothing
// else changes. All tokens have 18 decimals, so that the integers' rounding is far smaller.
func TestScaledBalances(t *testing.T) {
	table := gbm(7, 4, 2000, 0.003, 60)
	run := func(tvl float64) *backtest.Result {
		s := start(t, table, "{symbol: A, weight: 10%},{symbol: B, weight: 20%},{symbol: C, weight: 30%},{symbol: D, weight: 40%}", tvl)
		e := newEngine(t, s, tasks(t, s, changing))
		steps(t, e, table, 0, 2000)
		return result(t, e)
	}
	x := run(1e6)
	for _, by := range []float64{1024, 1.0 / 8, 3} {
		y := run(1e6 * by)
		for name, pair := range map[string][2]float64{"value": {x.Value, y.Value}, "hold": {x.Hold, y.Hold}, "rebalanced": {x.Rebalanced, y.Rebalanced}, "arbitrage": {x.Arbitrage.Gross, y.Arbitrage.Gross},
			"volume": {x.Arbitrage.Volume, y.Arbitrage.Volume}, "lvr": {x.LVR, y.LVR}, "fees": {x.Fees.Arbitrage, y.Fees.Arbitrage}} {
			if math.Abs(pair[0]*by/pair[1]-1) > 1e-7 {
				t.Errorf("%v times as large: %s is %v and %v", by, name, pair[0], pair[1])
			}
		}
		if math.Abs(x.ReweightCost*by-y.ReweightCost) > 1e-6*y.Arbitrage.Gross { // this is a difference of two optima
			t.Errorf("%v times as large: reweighting costs %v and %v", by, x.ReweightCost, y.ReweightCost)
		}
		if x.Arbitrage.Trades != y.Arbitrage.Trades || x.Arbitrage.Hops != y.Arbitrage.Hops || math.Abs(x.Drawdown-y.Drawdown) > 1e-9 {
			t.Errorf("%v times as large: %+v, and %+v", by, x.Arbitrage, y.Arbitrage)
		}
	}
}

// TestEveryOrder checks that every order of four tokens gives the same balances, except for rounding,
// with moving prices and with constant prices, at which tokens are equal.
func TestEveryOrder(t *testing.T) {
	names := []string{"{symbol: A, weight: 10%}", "{symbol: B, weight: 20%, decimals: 6}", "{symbol: C, weight: 30%, decimals: 8}", "{symbol: D, weight: 40%}"}
	for name, table := range map[string]*market.Table{"moving": gbm(8, 4, 600, 0.003, 60), "still": still(600, 1000, 1)} {
		var first *backtest.Result
		for _, order := range orders(4) {
			turned, tokens := &market.Table{Tokens: 4, Times: table.Times}, ""
			for _, k := range order {
				tokens += names[k] + ","
			}
			for i := range table.Times {
				for _, k := range order {
					turned.Prices = append(turned.Prices, table.Row(i)[k])
				}
			}
			r := result(t, ran(t, turned, tokens))
			if first == nil {
				first = r
				continue
			}
			if math.Abs(r.Value/first.Value-1) > 1e-9 || r.Arbitrage.Trades != first.Arbitrage.Trades || r.Arbitrage.Hops != first.Arbitrage.Hops || math.Abs(r.LVR-first.LVR) > 1e-9*r.Value {
				t.Errorf("%s, %v: %v in %d trades of %d hops, and %v in %d of %d", name, order, r.Value, r.Arbitrage.Trades, r.Arbitrage.Hops, first.Value, first.Arbitrage.Trades, first.Arbitrage.Hops)
			}
		}
		if first.Arbitrage.Trades == 0 {
			t.Errorf("%s: nobody trades", name)
		}
	}
}

// orders are all permutations of n things.
func orders(n int) (all [][]int) {
	if n == 0 {
		return [][]int{nil}
	}
	for _, fewer := range orders(n - 1) {
		for at := range n {
			all = append(all, slices.Insert(slices.Clone(fewer), at, n-1))
		}
	}
	return all
}

func ran(t *testing.T, table *market.Table, tokens string) *backtest.Engine {
	s := start(t, table, tokens, 1e6)
	e := newEngine(t, s, tasks(t, s, changing))
	steps(t, e, table, 0, len(table.Times))
	return e
}

// TestRampWithGas checks that a ramp at constant prices costs l sqrt(g V / 2) with gas, where l is the
// length of the path (backtest.md 3.4; 5 % where it is ten times the cost without gas).
func TestRampWithGas(t *testing.T) {
	const blocks, tvl, gas = 50_400, 1e6, 5.0
	s, err := pool(t, "{symbol: A, weight: 50%},{symbol: B, weight: 50%}", "0.0001%").Snapshot(1_600_000_000, []float64{1, 1}, tvl)
	if err != nil {
		t.Fatal(err)
	}
	list := tasks(t, s, "version: 1\nschedule:\n  - {at: +0s, weights: {A: 80%, B: 20%}, duration: 7d}\n")
	e, err := backtest.New(s, backtest.Options{ArbEvery: 1, Tasks: list, Gas: backtest.Gas{Hop: 1, Price: gas, Token: -1}})
	if err != nil {
		t.Fatal(err)
	}
	for i := range int64(blocks + 1) {
		if err := e.Step(1_600_000_000+12*i, []float64{1, 1}); err != nil {
			t.Fatal(err)
		}
	}
	r := result(t, e)
	length := 2 * math.Acos(math.Sqrt(0.5*0.8)+math.Sqrt(0.5*0.2))
	want := length * math.Sqrt(gas*tvl/2)
	t.Logf("it cost %.0f in %d trades; the closed form has %.0f", r.Arbitrage.Gross, r.Arbitrage.Trades, want)
	if math.Abs(r.Arbitrage.Gross/want-1) > 0.05 {
		t.Error("that is not it")
	}
	if math.Abs(r.ReweightCost/r.Arbitrage.Gross-1) > 1e-3 {
		t.Errorf("at still prices all of it is the cost of the weights, and not %.0f", r.ReweightCost)
	}
}

// TestJumpIsKL checks that one step of the weights at constant prices without a fee costs 1 -
// exp(-KL(w'|w)).
func TestJumpIsKL(t *testing.T) {
	s, err := pool(t, "{symbol: A, weight: 50%},{symbol: B, weight: 50%}", "0.0001%").Snapshot(1_600_000_000, []float64{1, 1}, 1e6)
	if err != nil {
		t.Fatal(err)
	}
	e := newEngine(t, s, tasks(t, s, "version: 1\nschedule:\n  - {at: +12s, weights: {A: 52%, B: 48%}}\n"))
	for i := range int64(3) {
		if err := e.Step(1_600_000_000+12*i, []float64{1, 1}); err != nil {
			t.Fatal(err)
		}
	}
	got := 1 - e.Value()/1e6
	want := 1 - math.Exp(-(0.52*math.Log(0.52/0.5) + 0.48*math.Log(0.48/0.5)))
	if math.Abs(got-want) > 1e-7 {
		t.Errorf("it cost %v of the pool, not %v", got, want)
	}
}

// TestAumFee checks that an AUM fee of 10 % a year has a tenth of the supply after a year, however
// often it was collected, and does not change the pool's value.
func TestAumFee(t *testing.T) {
	for _, plan := range []string{"", "  - {at: +100d, collect_aum_fee: true}\n  - {at: +200d, collect_aum_fee: true}\n"} {
		s, err := pool(t, "{symbol: A, weight: 50%},{symbol: B, weight: 50%}", "1%\naum_fee: 10%").Snapshot(1_600_000_000, []float64{1, 1}, 1e6)
		if err != nil {
			t.Fatal(err)
		}
		e := newEngine(t, s, tasks(t, s, "version: 1\nschedule:\n  - {at: +0d, swaps: on}\n"+plan))
		for i := range int64(366) {
			if err := e.Step(1_600_000_000+86400*i, []float64{1, 1}); err != nil {
				t.Fatal(err)
			}
		}
		r := result(t, e)
		part := r.AumFee.Value / r.Value
		t.Logf("%d transactions, %.6f of the supply", r.Owner.Transactions, part)
		if r.Value != r.ValueStart || math.Abs(part-0.1) > 0.006 || r.AumFee.Bpt == 0 {
			t.Errorf("%+v", r)
		}
	}
}
