package strategy

import (
	"testing"

	"mpool/internal/market"
	"mpool/internal/poolfile"
	"mpool/internal/units"
)

// TestBadStrategies checks that values which contracts refuse, and misspelt keys, are refused with
// their line.
func TestBadStrategies(t *testing.T) {
	f, err := poolfile.Read([]byte("tokens: [{symbol: A, weight: 50%}, {symbol: B, weight: 50%}]\nswap_fee: 1%\n"))
	if err != nil {
		t.Fatal(err)
	}
	pool, err := f.Snapshot(1_600_000_000, []float64{1, 1}, 1e6)
	if err != nil {
		t.Fatal(err)
	}
	const head = "version: 1\nschedule:\n  - {at: +0s, swaps: on}\n"
	for _, test := range []struct{ text, want string }{
		{"", "the file is empty"},
		{"version: 2\n", "version: must be 1"},
		{head + "  - {at: +1d, wheights: {A: 60%}}\n", `line 4: unknown key "wheights" in a schedule entry`},
		{head + "  - {at: +1d, weights: {A: 60%}}\n", "line 4: weights: missing weight for B: list every token, or give one token rest"},
		{head + "  - {at: +1d, weights: {A: 60%, B: 50%}}\n", "line 4: weights: the weights exceed 100%"},
		{head + "  - {at: +1d, weights: {A: 60%, B: 30%}}\n", "line 4: weights: each weight must be at least 1%, and the sum 100% (BAL#308 NORMALIZED_WEIGHT_INVARIANT)"},
		{head + "  - {at: +1d, weights: {A: 99.5%, B: rest}}\n", "line 4: weights: each weight must be at least 1%, and the sum 100% (BAL#302 MIN_WEIGHT)"},
		{head + "  - {at: +1d, weights: {A: rest, B: rest}}\n", "line 4: weights: only one token can be rest"},
		{head + "  - {at: 2020-01-01T00:00:00Z, swaps: off}\n", "line 4: at: must not be before the first row"},
		{head + "  - {at: +1d, weights: {A: 60%, B: rest}, duration: 1d, shape: round}\n", "line 4: shape: must be linear or slerp:8, with at most 64 pieces"},
		{head + "  - {at: +1d, fee: {to: 1%}, duration: 7d}\n", "line 4: duration, shape and replace belong to weights; a fee has its own duration, as in fee: {to: 0.3%, duration: 7d}"},
		{head + "  - {at: +1d, swaps: off, replace: true}\n", "line 4: duration, shape and replace belong to weights; a fee has its own duration, as in fee: {to: 0.3%, duration: 7d}"},
		{head + "---\nversion: 1\n", "the file has a second document: use one file for each strategy"},
		{head + "  - {at: +1d}\n", "line 4: use one of weights, fee, swaps, breakers, aum_fee and collect_aum_fee"},
		{head + "  - {at: +1d, breakers: {C: {lower: 0.7}}}\n", "line 4: breakers: a token is not in the pool"},
	} {
		s, err := Read([]byte(test.text))
		if err == nil {
			_, err = s.Tasks(pool, units.Time(1_600_000_000))
		}
		if err == nil || err.Error() != test.want {
			t.Errorf("%q:\n%v, want\n%s", test.text, err, test.want)
		}
	}
}

// TestNothingIsIgnored checks that a signal is refused if a value in it would have no effect.
func TestNothingIsIgnored(t *testing.T) {
	f, err := poolfile.Read([]byte("tokens: [{symbol: A, weight: 50%}, {symbol: B, weight: 50%}]\nswap_fee: 1%\n"))
	if err != nil {
		t.Fatal(err)
	}
	pool, err := f.Snapshot(1_600_000_000, []float64{1, 1}, 1e6)
	if err != nil {
		t.Fatal(err)
	}
	file := []market.Series{{Name: "A", Times: []int64{1}, Prices: []float64{1}}, {Name: "B", Times: []int64{1}, Prices: []float64{1}}}
	const base = "weights: {A: 40%, B: rest}"
	for _, test := range []struct{ signal, want string }{
		{"rule: {kind: target, strength: 2}", "rule: strength: the rule target does not use it"},
		{"rule: {kind: target, supply: {A: 1, B: 1}}", "rule: supply: the rule target does not use it"},
		{"rule: {kind: inverse-volatility, lookback: 1d, " + base + "}", "rule: weights: the rule inverse-volatility does not use it"},
		{"rule: {kind: market-cap, supply: {A: 1, B: 1}, " + base + "}", "rule: weights: the rule market-cap does not use it"},
		{"rule: {kind: momentum, lookback: 1d, supply: {A: 1, B: 1}}", "rule: supply: the rule momentum does not use it"},
		{"source: 'file:x.csv', rule: {lookback: 1d}", "rule: lookback: the rule weight does not use it"},
		{"source: 'file:x.csv', rule: {kind: weight, strength: 1}", "rule: strength: the rule weight does not use it"},
		{"source: 'file:x.csv', rule: {kind: score, lookback: 1d}", "rule: lookback: the rule score does not use it"},
		{"source: 'file:x.csv', rule: {kind: score, strength: 1, " + base + "}", ""},
		{"source: 'file:x.csv'", ""},
		{"rule: {kind: target, " + base + "}", ""},
		{"rule: {kind: target}, guard: {max_change: 0%/day}", "guard: max_change: must be above 0%"},
		{"rule: {kind: target}, guard: {oracle: 'twap:1h', max_deviation: 0%}", "guard: max_deviation: must be above 0%"},
	} {
		s, err := Read([]byte("version: 1\nsignal: {every: 1d, " + test.signal + "}\n"))
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.Adviser(pool, 1_600_000_000, file)
		if test.want == "" && err != nil || test.want != "" && (err == nil || err.Error() != "line 2: signal: "+test.want) {
			t.Errorf("%s: %v, want %q", test.signal, err, test.want)
		}
	}
}
