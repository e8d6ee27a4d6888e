package backtest_test

import (
	"math"
	"reflect"
	"testing"

	"mpool/internal/backtest"
	"mpool/internal/market"
)

// runWith runs a pool of four tokens over a path and returns the swaps.
func runWith(t *testing.T, table *market.Table, o backtest.Options) (*backtest.Result, []backtest.Swap) {
	t.Helper()
	s := start(t, table, four, 1e6)
	var swaps []backtest.Swap
	o.Witness.Swapped = func(one backtest.Swap) { swaps = append(swaps, one) }
	if o.Gas.Token == 0 {
		o.Gas.Token = -1
	}
	e, err := backtest.New(s, o)
	if err != nil {
		t.Fatal(err)
	}
	steps(t, e, table, 0, len(table.Times))
	return result(t, e), swaps
}

// still is a path with constant prices, except for one move of one token's price.
func still(rows, at int, by float64) *market.Table {
	t := &market.Table{Tokens: 4}
	for i := range rows {
		first := 100.0
		if i >= at {
			first *= by
		}
		t.Times, t.Prices = append(t.Times, 1_600_000_000+60*int64(i)), append(t.Prices, first, 100, 100, 100)
	}
	return t
}

// TestEverybody checks that the books balance with all kinds of traders, and that the same seed gives
// the same run.
func TestEverybody(t *testing.T) {
	table := gbm(9, 4, 3000, 0.003, 60)
	o := backtest.Options{ArbMean: 90, ArbShare: 0.8, Latency: 2, Retail: backtest.Retail{Ratio: 0.3, Daily: 0.5}, Sandwich: true, Slippage: 0.01,
		Thin: []backtest.Window{{From: 3600 * 22, To: 3600 * 4, Depth: 0.1}}, Seed: 7, Gas: backtest.Gas{Base: 1, Hop: 1, Price: 0.2, Token: -1}}
	r, _ := runWith(t, table, o)
	again, _ := runWith(t, table, o)
	o.Seed = 8
	other, _ := runWith(t, table, o)
	if !reflect.DeepEqual(r, again) || reflect.DeepEqual(r, other) {
		t.Error("a seed does not do the same twice, or does nothing")
	}
	if r.Retail.Gain >= 0 || r.Sandwich.Count == 0 || r.Sandwich.Gain <= r.Sandwich.Gas || r.Fees.Retail == 0 || r.Fees.Sandwich == 0 || r.Arbitrage.Trades == 0 {
		t.Errorf("somebody did not come: %+v", r)
	}
}

// TestRetailVolume checks that users trade as much as configured.
func TestRetailVolume(t *testing.T) {
	table := gbm(4, 4, 1440*3, 0.0005, 60)
	r, _ := runWith(t, table, backtest.Options{ArbEvery: 1, Retail: backtest.Retail{Daily: 0.2}})
	if want := 0.2 * 3 * (r.Value + r.ValueStart) / 2; math.Abs(r.Retail.Volume/want-1) > 0.02 {
		t.Errorf("they traded %.0f, and not %.0f", r.Retail.Volume, want)
	}
	r, _ = runWith(t, table, backtest.Options{ArbEvery: 1, Retail: backtest.Retail{Ratio: 0.5}})
	if ratio := r.Retail.Volume / r.Arbitrage.Volume; math.Abs(ratio-0.5) > 0.01 {
		t.Errorf("they traded %.4f of arbitrage, and not a half", ratio)
	}
}

// TestLatency checks that a late arbitrageur trades the configured number of steps after a price
// moves.
func TestLatency(t *testing.T) {
	for _, latency := range []int{0, 1, 5} {
		_, swaps := runWith(t, still(30, 10, 1.1), backtest.Options{ArbEvery: 1, Latency: latency})
		if len(swaps) == 0 || swaps[0].At != uint64(1_600_000_000+60*(10+latency)) {
			t.Errorf("%d steps late: %+v", latency, swaps[:min(1, len(swaps))])
		}
	}
}

// TestArbShare checks that an arbitrageur who makes a part of each trade reaches the same end later.
func TestArbShare(t *testing.T) {
	whole, _ := runWith(t, still(60, 10, 1.3), backtest.Options{ArbEvery: 1})
	half, swaps := runWith(t, still(60, 10, 1.3), backtest.Options{ArbEvery: 1, ArbShare: 0.5})
	if half.Arbitrage.Trades < 5*whole.Arbitrage.Trades || math.Abs(half.Arbitrage.Volume/whole.Arbitrage.Volume-1) > 0.02 {
		t.Errorf("%d trades of %.0f, and %d of %.0f: %+v", whole.Arbitrage.Trades, whole.Arbitrage.Volume, half.Arbitrage.Trades, half.Arbitrage.Volume, swaps[:1])
	}
}

// TestVolumeCap checks that arbitrage of a step is at most its share of each token's volume, and less
// in a thin hour.
func TestVolumeCap(t *testing.T) {
	table := still(200, 10, 1.3)
	wide := &market.Table{Tokens: 5, Times: table.Times}
	for i := range table.Times {
		wide.Prices = append(append(wide.Prices, table.Row(i)...), 50) // the first token's volume, in whole tokens
	}
	thin := backtest.Window{From: 12 * 3600, To: 13 * 3600, Depth: 0.5} // the path begins at 12:26:40
	r, swaps := runWith(t, wide, backtest.Options{ArbEvery: 1, MostVolume: 0.1, Volumes: []int{4, 0, 0, 0}, Thin: []backtest.Window{thin}})
	byStep := map[uint64]float64{}
	for _, s := range swaps {
		if s.Refused != nil || s.Out != 0 {
			t.Fatalf("%+v", s)
		}
		byStep[s.At] += s.Got.Float64() / 1e18
	}
	first, later := byStep[1_600_000_000+600], byStep[1_600_000_000+60*40]
	t.Logf("%.4f tokens in a thin step, %.4f in another, %d hops made smaller", first, later, r.Arbitrage.Thin)
	if first > 2.5 || first < 2.2 || later > 5 || later < 4.4 || r.Arbitrage.Thin == 0 {
		t.Error("a tenth of 50 tokens, and half of that, are to be traded")
	}
}

// TestSandwich checks that a user with a named minimum gets at least that or does not trade, and that
// a searcher leaves exactly that, ends with the same tokens, and gains.
func TestSandwich(t *testing.T) {
	table := still(20, 100, 1)
	list := []backtest.Listed{{At: table.Times[5], In: 0, Out: 3, Amount: 100, Least: 93}, {At: table.Times[9], In: 0, Out: 3, Amount: 100, Least: 150}}
	r, swaps := runWith(t, table, backtest.Options{Sandwich: true, Retail: backtest.Retail{Listed: list}})
	if len(swaps) != 3 || r.Sandwich.Count != 1 || r.Retail.Declined != 1 || r.Retail.Swaps != 1 {
		t.Fatalf("%+v %+v", r, swaps)
	}
	front, user, back := swaps[0], swaps[1], swaps[2]
	if got := user.Got.Float64() / 1e18; front.By != backtest.Searcher || user.By != backtest.User || got < 93 || got > 93*(1+1e-6) {
		t.Errorf("the user gets %v", got)
	}
	if back.Paid != front.Got || !back.Got.Gt(&front.Paid) {
		t.Errorf("the searcher pays %s and gets %s", front.Paid.Dec(), back.Got.Dec())
	}
	gas := backtest.Gas{Base: r.Sandwich.Gain/2 + 1, Price: 1, Token: -1}
	if r, _ := runWith(t, table, backtest.Options{Sandwich: true, Retail: backtest.Retail{Listed: list}, Gas: gas}); r.Sandwich.Count != 0 || r.Retail.Swaps != 1 {
		t.Errorf("a searcher loses by gas: %+v", r)
	}
}

// TestGasSeries checks that a constant series of gas prices gives the same as the price itself.
func TestGasSeries(t *testing.T) {
	table := gbm(9, 4, 2000, 0.003, 60)
	wide := &market.Table{Tokens: 5, Times: table.Times}
	for i := range table.Times {
		wide.Prices = append(append(wide.Prices, table.Row(i)...), 20)
	}
	a, _ := runWith(t, table, backtest.Options{ArbEvery: 1, Gas: backtest.Gas{Base: 87_000, Hop: 55_000, Price: 20e-9, Token: 1}})
	b, _ := runWith(t, wide, backtest.Options{ArbEvery: 1, Gas: backtest.Gas{Base: 87_000, Hop: 55_000, Column: 4, Token: 1}})
	c, _ := runWith(t, wide, backtest.Options{ArbEvery: 1, Gas: backtest.Gas{Whole: 4}})
	if math.Abs(a.Arbitrage.Gas/b.Arbitrage.Gas-1) > 1e-9 || a.Arbitrage.Trades != b.Arbitrage.Trades || c.Arbitrage.Gas != 20*float64(c.Arbitrage.Trades) || c.Arbitrage.Trades == 0 {
		t.Errorf("%+v\n%+v\n%+v", a.Arbitrage, b.Arbitrage, c.Arbitrage)
	}
}
