package backtest_test

import (
	"math"
	"testing"

	"mpool/internal/backtest"
	"mpool/internal/poolfile"
	"mpool/internal/units"
)

// TestSlippage compares slippage with the formula: a sale of f of the balance costs 1 - (1 - (1 + f
// (1-fee))^-(w in/w out)) w out/(w in f).
func TestSlippage(t *testing.T) {
	table := still(3, 100, 1)
	r, _ := runWith(t, table, backtest.Options{})
	const fee = 0.003
	weights := []float64{0.1, 0.2, 0.3, 0.4}
	for _, row := range r.Slippage.Start.Rows {
		in, out := weights[row.Token], weights[row.Against]
		if row.Side == "buy" {
			in, out = out, in
		}
		var cost float64
		if row.Side == "sell" {
			cost = 1 - (1-math.Pow(1+row.Share*(1-fee), -in/out))*out/in/row.Share
		} else {
			cost = 1 - row.Share*(out/in)*(1-fee)/(math.Pow(1/(1-row.Share), out/in)-1)
		}
		if math.Abs(row.Cost-cost) > 2e-6 || row.Refused != "" {
			t.Errorf("%+v: the formula has %v", row, cost)
		}
		if row.Impact <= 0 || row.Cost < fee {
			t.Errorf("%+v", row)
		}
	}
	if n := len(r.Slippage.Start.Rows); n != 4*3*2 {
		t.Errorf("%d rows", n)
	}
}

// TestWorstSlippage checks that the worst step is that with the highest fee.
func TestWorstSlippage(t *testing.T) {
	table := still(500, 1000, 1)
	s := start(t, table, four, 1e6)
	e := newEngine(t, s, tasks(t, s, "version: 1\nschedule:\n  - {at: +1h, fee: {from: 5%, to: 1%, duration: 2h}}\n"))
	steps(t, e, table, 0, 500)
	r := result(t, e)
	if at := r.Slippage.Worst.At - r.From; at < 3600 || at >= 3660 {
		t.Errorf("swaps are dearest %d s after the start", at)
	}
}

// TestWorstOfEachSwap checks that no swap costs more at the start or at the end than at its worst time,
// that a refused swap has its value, and that its worst time is before swaps were disabled.
func TestWorstOfEachSwap(t *testing.T) {
	table := still(500, 1000, 1)
	s := start(t, table, four, 1e6)
	e := newEngine(t, s, tasks(t, s, "version: 1\nschedule:\n  - {at: +1h, weights: {A: 40%, B: 30%, C: 20%, D: rest}, duration: 2h}\n  - {at: +5h, swaps: off}\n"))
	steps(t, e, table, 0, 200) // the weights have moved
	moved := result(t, e).Slippage
	steps(t, e, table, 200, 500)
	r := result(t, e)
	for i, worst := range r.Slippage.Worst.Rows {
		if end := moved.End.Rows[i]; worst.Cost < r.Slippage.Start.Rows[i].Cost || worst.Cost < end.Cost || worst.Refused != "" || worst.At > moved.End.At {
			t.Errorf("%+v, but %+v at the end", worst, end)
		}
		if closed := r.Slippage.End.Rows[i]; closed.Refused == "" || !(closed.Value > 0) {
			t.Errorf("%+v", closed)
		}
	}
	if first, last := r.Slippage.Worst.Rows[0].At, r.Slippage.Worst.Rows[18].At; first == last {
		t.Errorf("the rising and the falling weight cost most at the same time, %d", first)
	}
}

// TestBreakdown checks that the sums over the periods are those of the run.
func TestBreakdown(t *testing.T) {
	table := gbm(3, 4, 3000, 0.003, 3600)
	s := start(t, table, four, 1e6)
	for _, of := range []string{"day", "week", "month"} {
		b := backtest.Breakdown{Of: of}
		rec := backtest.Recorder{Every: 700}
		e, err := backtest.New(s, backtest.Options{ArbEvery: 1, Gas: backtest.Gas{Token: -1}, Witness: backtest.Witness{Stepped: func(_ int64, e *backtest.Engine) { b.Stepped(e); rec.Stepped(e) }}})
		if err != nil {
			t.Fatal(err)
		}
		steps(t, e, table, 0, 3000)
		b.End()
		rec.End(e)
		r := result(t, e)
		var lvr, gross, fees float64
		for i, p := range b.Periods {
			lvr, gross, fees = lvr+p.LVR, gross+p.Gross, fees+p.Fees
			if i > 0 && p.Start != b.Periods[i-1].End {
				t.Errorf("%s begins with %v", p.Name, p.Start)
			}
		}
		last := b.Periods[len(b.Periods)-1]
		if math.Abs(lvr/r.LVR-1) > 1e-9 || math.Abs(gross/r.Arbitrage.Gross-1) > 1e-9 || math.Abs(fees/r.Fees.Arbitrage-1) > 1e-9 || last.End != r.Value || last.To != r.To {
			t.Errorf("%s: %d periods, %v of %v", of, len(b.Periods), gross, r.Arbitrage.Gross)
		}
		if want := map[string]int{"day": 125, "week": 19, "month": 5}[of]; len(b.Periods) < want || len(b.Periods) > want+2 {
			t.Errorf("%d periods of a %s", len(b.Periods), of)
		}
		if n := len(rec.Samples); n != 6 || rec.Samples[n-1].Value != r.Value || rec.Samples[0].At != r.From {
			t.Errorf("%d samples", n)
		}
	}
}

// TestFund checks that the fund without a spread is the rebalanced portfolio, and that it has less
// with a spread.
func TestFund(t *testing.T) {
	table := gbm(3, 4, 3000, 0.003, 60)
	free, _ := runWith(t, table, backtest.Options{ArbEvery: 1})
	paid, _ := runWith(t, table, backtest.Options{ArbEvery: 1, Spread: 0.001})
	if math.Abs(free.Fund/free.Rebalanced-1) > 1e-9 || paid.Fund >= free.Fund*0.999 || paid.Rebalanced != free.Rebalanced {
		t.Errorf("%v, rebalanced %v, with a spread %v", free.Fund, free.Rebalanced, paid.Fund)
	}
}

// TestTrips checks that a trip of a breaker is recorded with its side and for as long as it refuses.
func TestTrips(t *testing.T) {
	table := still(60, 20, 2) // the first token's price doubles: traders take it out, and its BPT price rises
	for i := 40; i < 60; i++ {
		table.Row(i)[0] = 100
	}
	f, err := poolfile.Read([]byte("tokens: [{symbol: A, weight: 10%, breaker: {upper: 1.3}},{symbol: B, weight: 20%},{symbol: C, weight: 30%},{symbol: D, weight: 40%}]\nswap_fee: 0.3%\n"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := f.Snapshot(units.Time(table.Times[0]), table.Row(0), 1e6)
	if err != nil {
		t.Fatal(err)
	}
	e := newEngine(t, s, nil)
	steps(t, e, table, 0, 60)
	r := result(t, e)
	if len(r.Trips) != 1 || r.Trips[0].Side != "upper" || r.Trips[0].Token != 0 || r.Trips[0].From != table.Times[20] || r.Trips[0].To != table.Times[39] {
		t.Errorf("%+v", r.Trips)
	}
	if len(r.Nearest) != 1 || r.Nearest[0].Share > 0.3 || r.Nearest[0].Share < 0 {
		t.Errorf("%+v", r.Nearest)
	}
	if c, err := backtest.ParseCondition("trips>0"); err != nil {
		t.Error(err)
	} else if holds, _ := c.Holds(r); !holds {
		t.Error("trips>0 does not hold")
	}
}

// TestConditions tests conditions and invalid ones.
func TestConditions(t *testing.T) {
	r := &backtest.Result{AgainstHold: -0.01, ValueStart: 100, Value: 95, Holders: backtest.Holders{AgainstHold: -0.05, Value: 90, Return: -0.1}}
	for text, want := range map[string]bool{"il<-5%": false, "il<=-5%": true, "il < -4.9%": true, "value>89.5": true, "value>90": false, "pool_value>94": true, "pool_il<-1.5%": false, "return>=-0.1": true, "drawdown>30%": false, "distance<1%": false} {
		c, err := backtest.ParseCondition(text)
		if err != nil {
			t.Error(err)
		}
		if holds, is := c.Holds(r); holds != want {
			t.Errorf("%s: %v, for it is %v", text, holds, is)
		}
	}
	for _, text := range []string{"il", "il<", "il<x", "ill<1%", "il<NaN", "<1"} {
		if _, err := backtest.ParseCondition(text); err == nil {
			t.Errorf("%q is read", text)
		}
	}
}
