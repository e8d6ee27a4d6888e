package strategy

import (
	"testing"

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
