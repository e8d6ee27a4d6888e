package stress

import (
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"mpool/internal/backtest"
	"mpool/internal/market"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/poolfile"
	"mpool/internal/strategy"
	"mpool/internal/units"
)

const begin = 1_600_000_000

func world(rows int, spacing int64, price func(i int) []float64) *World {
	t := &market.Table{Tokens: 2}
	for i := range rows {
		t.Times, t.Prices = append(t.Times, begin+int64(i)*spacing), append(t.Prices, price(i)...)
	}
	return &World{Past: t, Tokens: []named.Symbol{"A", "B"}}
}

func still(int) []float64 { return []float64{100, 1} }

// moving is a random path.
func moving() func(int) []float64 {
	d, log := rand.New(rand.NewPCG(1, 2)), 0.0
	return func(int) []float64 {
		log += 0.01*d.NormFloat64() + 0.001
		return []float64{100 * math.Exp(log), 1}
	}
}

func pool(t *testing.T, fee string) *ops.Snapshot {
	t.Helper()
	f, err := poolfile.Read([]byte("tokens: [{symbol: A, weight: 60%}, {symbol: B, weight: 40%}]\nswap_fee: " + fee + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := f.Snapshot(begin, []float64{100, 1}, 1e9)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func maker(t *testing.T, s *ops.Snapshot, text string) Maker {
	t.Helper()
	plan, err := strategy.Read([]byte("version: 1\n" + text))
	if err != nil {
		t.Fatal(err)
	}
	return func() (*ops.Snapshot, backtest.Options, error) {
		o := backtest.Options{ArbEvery: 1, Gas: backtest.Gas{Token: -1}}
		a, err := plan.Adviser(s, s.Block.Time, nil)
		if a != nil {
			o.Adviser = a
		}
		return s, o, err
	}
}

// bent are the rows of a path in this scenario.
func bent(t *testing.T, s Scenario, base *World, seed uint64) *market.Table {
	t.Helper()
	begin, err := s.world(base)
	if err != nil {
		t.Fatal(err)
	}
	_, change := begin(backtest.Options{}, seed)
	table, rows := &market.Table{Tokens: len(base.Tokens)}, base.Past.From(0)
	for {
		at, row, err := rows.Next()
		if err != nil {
			t.Fatal(err)
		}
		if row == nil {
			return table
		}
		own := slices.Clone(row)
		if change != nil {
			if err := change(at, own); err != nil {
				t.Fatal(err)
			}
		}
		table.Times, table.Prices = append(table.Times, at), append(table.Prices, own...)
	}
}

// spread is the mean and the deviation of the first token's returns.
func spread(t *testing.T, past market.Past) (mean, sigma float64) {
	t.Helper()
	w := &World{Past: past, Tokens: []named.Symbol{"A", "B"}}
	means, err := w.mean()
	if err != nil {
		t.Fatal(err)
	}
	sigmas, err := w.deviations(means, func([]float64) {})
	if err != nil {
		t.Fatal(err)
	}
	return means[0], sigmas[0]
}

func never() bool { return false }

func parse(t *testing.T, text string, w *World) Scenario {
	t.Helper()
	s, err := Parse(text, w)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestPulses checks that shocks, gaps and depegs multiply prices by the right factors at the right
// times.
func TestPulses(t *testing.T) {
	for _, test := range []struct {
		text string
		want map[int]float64 // prices of A or B by hour
	}{
		{"shock:A=-50%@+10h/2h", map[int]float64{9: 100, 10: 100, 11: 100 * math.Sqrt(0.5), 12: 50, 40: 50}},
		{"shock:A=-50%@+10h/2h,recover=4h", map[int]float64{12: 50, 14: 100 * math.Sqrt(0.5), 16: 100, 40: 100}},
		{"gap:A=+100%@+10h", map[int]float64{9: 100, 10: 200, 40: 200}},
		{"gap:A=0.5", map[int]float64{23: 100, 24: 50}},
		{"depeg:A=0.88/3h@+10h", nil},
		{"depeg:A=0.88@+10h/3h", map[int]float64{9: 100, 10: 88, 12: 88, 13: 100}},
	} {
		w := world(49, 3600, still)
		s, err := Parse(test.text, w)
		if test.want == nil {
			if err == nil {
				t.Errorf("%s is read", test.text)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		table := bent(t, s, w, 0)
		for hour, want := range test.want {
			if got := table.Row(hour)[0]; math.Abs(got/want-1) > 1e-12 {
				t.Errorf("%s: %v at hour %d, want %v", test.text, got, hour, want)
			}
		}
	}
}

// TestShapes checks that volatility is scaled, that means stay, and that the first row does not
// change.
func TestShapes(t *testing.T) {
	base := world(2000, 3600, moving())
	mean, sigma := spread(t, base.Past)
	for text, want := range map[string][2]float64{"vol:2x": {2 * sigma, mean}, "vol:0x": {0, mean}, "drift:0": {sigma, 0}, "correlation:1": {sigma, mean}} {
		table := bent(t, parse(t, text, base), base, 0)
		if m, s := spread(t, table); math.Abs(s-want[0]) > 1e-9 || math.Abs(m-want[1]) > 1e-9 || table.Row(0)[0] != base.Past.(*market.Table).Row(0)[0] {
			t.Errorf("%s: deviation %v, mean %v; want %v", text, s, m, want)
		}
	}
}

// TestRandomPaths checks that random paths vary like the past, and that jumps add variance.
func TestRandomPaths(t *testing.T) {
	base := world(20_000, 3600, moving())
	_, sigma := spread(t, base.Past)
	jumpy := math.Sqrt(sigma*sigma + 400*3600/float64(secondsOfYear)*(0.08*0.08+math.Pow(math.Log(0.9), 2)))
	for text, want := range map[string]float64{"bootstrap:block=1d": sigma, "gbm": sigma, "gbm:fit": sigma, "jump:rate=400/yr,mean=-10%,sd=8%": jumpy} {
		table := bent(t, parse(t, text, base), base, 3)
		if _, s := spread(t, table); math.Abs(s/want-1) > 0.05 || table.Row(5)[1] != 1 && text != "jump:rate=400/yr,mean=-10%,sd=8%" {
			t.Errorf("%s: deviation %v, want %v", text, s, want)
		}
	}
}

// TestJobs checks that the number of goroutines does not change the result, and that the worst path
// can be run again.
func TestJobs(t *testing.T) {
	w := world(300, 3600, moving())
	s := parse(t, "bootstrap:block=1d", w)
	m := maker(t, pool(t, "0.3%"), "signal: {every: 12h, rule: {kind: momentum, lookback: 1d}, guard: {max_change: 10%/day}}")
	one, err := Run(s, w, m, 40, 1, 7, never)
	if err != nil {
		t.Fatal(err)
	}
	many, err := Run(s, w, m, 40, 5, 7, never)
	if err != nil || !reflect.DeepEqual(one, many) {
		t.Errorf("%+v\n%+v, %v", one, many, err)
	}
	worst, err := Run(s, w, m, 1, 1, one.WorstSeed, never)
	if err != nil || worst.Value.Median > one.Value.Q1 || one.Value.Q1 >= one.Value.Median || one.Value.Q50Error == 0 {
		t.Errorf("%+v, %v of %+v", worst, err, one)
	}
	if _, err := Run(s, w, m, 40, 2, 7, func() bool { return true }); !errors.Is(err, ErrEnded) {
		t.Errorf("ended, and %v", err)
	}
}

// TestSpans checks that arbitrage stops in an outage and waits longer while gas is expensive.
func TestSpans(t *testing.T) {
	w := world(300, 3600, moving())
	w.Options.Gas = backtest.Gas{Base: 1, Price: 1000, Token: -1}
	m := func() (*ops.Snapshot, backtest.Options, error) {
		return pool(t, "0.3%"), backtest.Options{ArbEvery: 1, Gas: w.Options.Gas}, nil
	}
	count := func(text string) int {
		p, o, _ := m()
		begin, err := parse(t, text, w).world(w)
		if err != nil {
			t.Fatal(err)
		}
		o, change := begin(o, 0)
		r, err := play(p, w.Past, o, change, never)
		if err != nil {
			t.Fatal(err)
		}
		return r.Arbitrage.Trades
	}
	usual, out, dear, briefly := count("vol:1x"), count("outage:100h@+10h"), count("gas:100x"), count("gas:100x@+10h/100h")
	if usual < 100 || out > usual-40 || dear > usual/2 || briefly <= dear || briefly >= usual {
		t.Errorf("%d trades, %d with an outage, %d with dear gas, %d with dear gas for a while", usual, out, dear, briefly)
	}
}

// TestAttackIsKL moves the signal's price for the length of one decision: weights jump from w to w'
// and back, and without a fee the pool loses 1 - e^-(KL(w'|w) + KL(w|w')).
func TestAttackIsKL(t *testing.T) {
	s := pool(t, "1%")
	s.Fees.SwapFee, s.Fees.StartSwapFee, s.Fees.EndSwapFee = units.Fixed{}, units.Fixed{}, units.Fixed{} // lower than pools accept
	w := world(200, 3600, still)
	m := maker(t, s, "signal: {every: 6h, rule: {kind: market-cap, supply: {A: 1.5, B: 100}}, guard: {duration: 0s}}")
	o, err := Run(parse(t, "oracle:A=+25%@+12h/3h,cost=depth:1e5", w), w, m, 1, 1, 1, never)
	if err != nil {
		t.Fatal(err)
	}
	from, to := []float64{0.6, 0.4}, []float64{187.5 / 287.5, 100 / 287.5}
	for i := range to {
		to[i] = math.Round(to[i]*1e8) / 1e8 // rounded as weights are
	}
	kl := 0.0
	for i := range from {
		kl += to[i]*math.Log(to[i]/from[i]) + from[i]*math.Log(from[i]/to[i])
	}
	want := 1 - math.Exp(-kl)
	if math.Abs(o.Attack.Loss-want) > 1e-9 {
		t.Errorf("the pool loses %v, and not %v", o.Attack.Loss, want)
	}
	if cost := 1e5 * 25 * 0.25; o.Attack.Cost != cost || math.Abs(o.Attack.Gain-(want*1e9-cost)) > 1 {
		t.Errorf("%+v", o.Attack)
	}
	guarded := maker(t, s, "signal: {every: 6h, rule: {kind: market-cap, supply: {A: 1.5, B: 100}}, guard: {duration: 0s, oracle: 'twap:6h', max_deviation: 2%}}")
	o, err = Run(parse(t, "oracle:A=+25%/3h,every=worst", w), w, guarded, 1, 1, 1, never)
	if err != nil || o.Attack.Loss > 0 && o.Attack.Kept[strategy.Deviation] == 0 || o.Attack.Loss > want/5 {
		t.Errorf("%+v, %v", o.Attack, err)
	}
}

// TestAttackOfLag checks that an attack on a signal with a lag moves the price earlier by that lag.
func TestAttackOfLag(t *testing.T) {
	w := world(200, 3600, still)
	m := maker(t, pool(t, "0.3%"), "signal: {every: 6h, lag: 2h, rule: {kind: market-cap, supply: {A: 1.5, B: 100}}, guard: {duration: 1h}}")
	o, err := Run(parse(t, "oracle:A=+25%/15m,every=worst", w), w, m, 1, 1, 1, never)
	if err != nil || o.Attack.Loss < 0.001 || (o.Attack.At-begin)%21600 != 21600-7200 {
		t.Errorf("%+v, %v", o.Attack, err)
	}
}

// TestNothingIsIgnored checks that a scenario is refused if a part of it would have no effect.
func TestNothingIsIgnored(t *testing.T) {
	w := world(10, 3600, still)
	for _, text := range []string{
		"fee-zero:", "fee-zero:x", "gbm:", "gbm:block=1d", "gbm:rate=4/yr", "gbm:fit,block=1d", "gbm:fit=1", "bootstrap:block=1d,rate=4/yr", "bootstrap:block=1d,block=2d",
		"jump:rate=4/yr,mean=-10%,sd=8%,block=1d", "jump:rate=4/yr,mean=-10%,sd=8%,fit=1", "shock:A=-50%/10m,recover=", "shock:A=-50%@/10m", "gap:A=-50%/", "shock:A=-50%/10m,",
		"shock:A=-50%/10m,recover=1d,recover=2d", "gas:2x@", "gas:2x@+1h/", "outage:6h@", "oracle:A=+10%/15m,every=", "oracle:A=+10%/15m,cost=",
	} {
		if _, err := Parse(text, w); err == nil {
			t.Errorf("%s is read", text)
		}
	}
	for text, free := range map[string]bool{"fee-zero": true, "gbm": false, "gbm:fit": false, "bootstrap:block=1d": false, "jump:rate=4/yr,mean=-10%,sd=8%": false} {
		if s, err := Parse(text, w); err != nil || s.FreeOfFees != free {
			t.Errorf("%s: free of fees is %v, %v", text, s.FreeOfFees, err)
		}
	}
}

func TestBadScenarios(t *testing.T) {
	w := world(10, 3600, still)
	for text, want := range map[string]string{
		"flood:A=2": "unknown scenario: use shock, gap, depeg, vol, drift, correlation, bootstrap, gbm, jump, outage, gas, thin, fee-zero or oracle", "shock:C=-50%/10m": `"C" is not a token`, "shock:A=-50%": "a shock and a depeg need a duration, a gap has none; a depeg has no recovery", "gap:A=-100%": ": use a form like -50%", "gap:A=-50%/1h": "a shock and a depeg need a duration, a gap has none; a depeg has no recovery",
		"shock:A=-50%/10m,again=1d": `unknown value "again=1d"`, "vol:2": ": use a form like 2x", "drift:1": "use vol:2x", "bootstrap:block=0s": "bootstrap:block=1d", "jump:rate=4": "jump:rate",
		"outage:x": "outage:6h", "oracle:A=+10%": "oracle:WETH", "oracle:A=+10%/15m,cost=2": "depth:2e6", "oracle:A=+10%@+1h/15m,every=worst": "every:",
		"shock:A=-50%@+10h/1h": "2020-09-13 22:26:40 UTC is outside the prices: they are of 2020-09-13 12:26:40 UTC to 2020-09-13 21:26:40 UTC", "gap:A=-50%@2021-09-13T12:00:00Z": "outside the prices",
		"depeg:A=0.88@2019-09-13T12:00:00Z/3d": "outside the prices", "outage:6h@+90d": "outside the prices", "oracle:A=+10%@+90d/15m": "outside the prices", "gas:10x": "no gas is paid",
	} {
		if _, err := Parse(text, w); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
	w.Options.Gas.Price = 1
	if _, err := Parse("gas:10x@+90d/1d", w); err == nil || !strings.Contains(err.Error(), "outside the prices") {
		t.Error(err)
	}
	if _, err := Parse("gap:A=-50%@+9h", w); err != nil { // the last row
		t.Error(err)
	}
}
