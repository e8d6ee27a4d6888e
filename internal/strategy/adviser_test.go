package strategy

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"mpool/internal/market"
	"mpool/internal/ops"
	"mpool/internal/poolfile"
	"mpool/internal/units"
)

const begin = 1_600_000_000

func twoTokens(t *testing.T) *ops.Snapshot {
	t.Helper()
	f, err := poolfile.Read([]byte("tokens: [{symbol: A, weight: 60%}, {symbol: B, weight: 40%}]\nswap_fee: 1%\n"))
	if err != nil {
		t.Fatal(err)
	}
	pool, err := f.Snapshot(begin, []float64{1, 1}, 1e6)
	if err != nil {
		t.Fatal(err)
	}
	return pool
}

func adviser(t *testing.T, text string, file ...market.Series) *Adviser {
	t.Helper()
	s, err := Read([]byte("version: 1\nsignal: {" + text + "}\n"))
	if err != nil {
		t.Fatal(err)
	}
	a, err := s.Adviser(twoTokens(t), begin, file)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// advised is A's new weight after hours of prices, or the reason for none.
func advised(t *testing.T, a *Adviser, prices ...float64) (weight float64, reason string) {
	t.Helper()
	pool := twoTokens(t)
	for i, p := range prices {
		a.See(begin+int64(i)*3600, []float64{p, 1})
	}
	pool.Block.Time = begin + units.Time(len(prices)-1)*3600
	op, reason, err := a.Advise(pool)
	if err != nil {
		t.Fatal(err)
	}
	if op == nil {
		return 0, reason
	}
	weights := op.(ops.UpdateWeights).Weights
	var sum units.Fixed
	for _, w := range weights {
		sum = units.Fixed(*sum.Int().Add(sum.Int(), w.Weight.Int()))
	}
	if sum != units.FixedOne() {
		t.Errorf("the weights sum to %s", sum)
	}
	return weights[0].Weight.Int().Float64() / 1e18, reason
}

// TestRules compares each rule with its formula, from weights of 60 and 40 %.
func TestRules(t *testing.T) {
	file := []market.Series{{Name: "A", Times: []int64{begin, begin + 7200}, Prices: []float64{30, 90}}, {Name: "B", Times: []int64{begin}, Prices: []float64{10}}}
	for _, test := range []struct {
		signal string
		file   []market.Series
		prices []float64
		want   float64
	}{
		{"every: 1h, rule: {kind: target, weights: {A: 30%, B: rest}}", nil, []float64{1}, 0.3},
		{"every: 1h, rule: {kind: momentum, lookback: 2h, strength: 2}", nil, []float64{1, 5, 2}, 0.6 * 4 / (0.6*4 + 0.4)},
		{"every: 1h, rule: {kind: momentum, lookback: 2h}, lag: 1h", nil, []float64{1, 5, 2, 77}, 0.6 * 2 / (0.6*2 + 0.4)},
		{"every: 1h, rule: {kind: mean-reversion, lookback: 2h}", nil, []float64{9, 1, 3}, 0.6 * 2 / 3 / (0.6*2/3 + 0.4)},
		{"every: 1h, rule: {kind: market-cap, supply: {A: 3, B: 1}}", nil, []float64{1, 2}, 6.0 / 7},
		{"every: 1h, source: 'file:x.csv', lag: 1h", file, []float64{1, 1, 1}, 0.75},
		{"every: 1h, source: 'file:x.csv'", file, []float64{1, 1, 1}, 0.9},
		{"every: 1h, rule: {kind: market-cap, supply: {A: 3, B: 1}}, guard: {oracle: 'twap:2h'}", nil, []float64{50, 1, 3}, 6.0 / 7},
		{"every: 1h, rule: {kind: target, weights: {A: 90%, B: rest}}, guard: {max_weight: 70%}", nil, []float64{1}, 0.7},
		{"every: 1h, rule: {kind: target, weights: {A: 90%, B: rest}}, guard: {min_weight: 35%}", nil, []float64{1}, 0.65},
		{"every: 1h, rule: {kind: target, weights: {A: 90%, B: rest}}, guard: {max_change: 12%/day, duration: 6h}", nil, []float64{1}, 0.63},
	} {
		got, reason := advised(t, adviser(t, test.signal, test.file...), test.prices...)
		if math.Abs(got-test.want) > 1e-8 {
			t.Errorf("%s: %v, want %v (%s)", test.signal, got, test.want, reason)
		}
	}
}

// TestGuards checks which changes the guards prevent, and the reasons.
func TestGuards(t *testing.T) {
	for _, test := range []struct {
		signal string
		prices []float64
		want   string
	}{
		{"every: 1h, rule: {kind: momentum, lookback: 3h}", []float64{1, 5, 2}, TooEarly},
		{"every: 1h, rule: {kind: momentum, lookback: 1h}, lag: 2h", []float64{1, 5, 2}, TooEarly},
		{"every: 1h, rule: {kind: target, weights: {A: 60.4%, B: rest}}, guard: {min_change: 0.5%}", []float64{1}, MinChange},
		{"every: 1h, rule: {kind: target, weights: {A: 10%, B: rest}}, guard: {oracle: 'twap:3h', max_deviation: 2%}", []float64{1, 1, 1, 1.1}, Deviation},
	} {
		if _, reason := advised(t, adviser(t, test.signal), test.prices...); reason != test.want {
			t.Errorf("%s: %q, want %q", test.signal, reason, test.want)
		}
	}
}

// TestDue checks that it decides at its times and no more often.
func TestDue(t *testing.T) {
	a := adviser(t, "every: 1d, rule: {kind: target, weights: {A: 10%, B: rest}}")
	if !a.Due(begin) {
		t.Fatal("not due at the first row")
	}
	advised(t, a, 1)
	for at, want := range map[int64]bool{begin + 60: false, begin + 86399: false, begin + 86400: true} {
		if a.Due(at) != want {
			t.Errorf("due at %d: %v", at-begin, !want)
		}
	}
}

// TestPastIsForgotten checks that the stored past stays small and does not change the decisions.
func TestPastIsForgotten(t *testing.T) {
	const text = "every: 1h, rule: {kind: mean-reversion, lookback: 5h}, lag: 1h, guard: {oracle: 'twap:2h'}"
	long, short := adviser(t, text), adviser(t, text)
	dice := rand.New(rand.NewPCG(1, 1))
	var all []float64
	for range 5000 {
		all = append(all, 1+dice.Float64())
	}
	a, _ := advised(t, long, all...)
	for i := 4900; i < len(all); i++ {
		short.See(begin+int64(i)*3600, []float64{all[i], 1})
	}
	pool := twoTokens(t)
	pool.Block.Time = begin + 4999*3600
	op, _, err := short.Advise(pool)
	if err != nil {
		t.Fatal(err)
	}
	b := op.(ops.UpdateWeights).Weights[0].Weight.Int().Float64() / 1e18
	if a != b || len(long.times) > 50 {
		t.Errorf("%v with all, %v without; %d rows are kept", a, b, len(long.times))
	}
}

// TestClamp checks that any weights are brought within their bounds and sum to one.
func TestClamp(t *testing.T) {
	dice := rand.New(rand.NewPCG(3, 3))
	for range 20_000 {
		n := 2 + dice.IntN(20)
		least, most := dice.Float64()/float64(n), (1+dice.Float64()*float64(n-1))/float64(n)
		weights := make([]float64, n)
		for i := range weights {
			weights[i] = math.Exp(8 * dice.NormFloat64())
		}
		normalize(weights)
		clamp(weights, least, most)
		sum := 0.0
		for _, w := range weights {
			sum += w
			if w < least-1e-12 || w > most+1e-12 {
				t.Fatalf("%v is not from %v to %v", weights, least, most)
			}
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Fatalf("%v sum to %v", weights, sum)
		}
	}
}

// TestBadSignals checks that an invalid signal is refused with its line.
func TestBadSignals(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"{every: 1h, rule: {kind: magic}}", `line 2: signal: rule: kind: unknown value "magic"`},
		{"{rule: {kind: target}}", "line 2: signal: every: missing interval"},
		{"{every: 1h, rule: {kind: momentum}}", "line 2: signal: rule: lookback:"},
		{"{every: 1h, rule: {kind: target, lookback: 1h}}", "line 2: signal: rule: lookback:"},
		{"{every: 1h, ruler: {}}", `line 2: unknown key "ruler" in a signal`},
		{"{every: 1h, rule: {kin: target}}", `line 2: unknown key "kin" in a rule`},
		{"{every: 1h, rule: {kind: target}, guard: {max_weight: 40%}}", "signal: guard: min_weight must be at least 1%"},
		{"{every: 1h, rule: {kind: target}, guard: {max_change: 5%}}", "signal: guard: max_change: use a form like 5%/day"},
		{"{every: 1h, rule: {kind: target}, guard: {max_deviation: 5%}}", "signal: guard: max_deviation: needs a mean"},
		{"{every: 1h, rule: {kind: target}, guard: {oracle: chainlink}}", "signal: guard: oracle: must be spot or twap:30m"},
		{"{every: 1h, rule: {kind: market-cap, supply: {A: 3}}}", "signal: rule: supply: B needs a value"},
		{"{every: 1h, source: 'file:x.csv'}", "signal: rule: file:x.csv has no values for A"},
		{"{every: 1h, rule: {kind: target, strength: .nan}}", "signal: rule: strength:"},
	} {
		s, err := Read([]byte("version: 1\nsignal: " + test.text + "\n"))
		if err == nil {
			_, err = s.Adviser(twoTokens(t), begin, nil)
		}
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s:\n%v, want\n%s", test.text, err, test.want)
		}
	}
}
