package poolfile

import (
	"strings"
	"testing"

	"mpool/internal/ops"
)

const whole = `
name: Demo
generation: 1
tokens:
  - {symbol: WETH, weight: 80%, end_weight: 50%, balance: 1000, breaker: {lower: 0.7, upper: 1.3}}
  - {symbol: USDC, decimals: 6, weight: 20%, end_weight: 50%, balance: 150000}
swap_fee: 1%
swap_fee_change: {to: 0.1%, start: -1d, end: +1d}
weight_change: {start: -2d, end: +8d}
aum_fee: 2%
swaps: off
allowlist: true
`

// A snapshot has what the file says, including running changes.
func TestWholeFile(t *testing.T) {
	f, err := Read([]byte(whole))
	if err != nil {
		t.Fatal(err)
	}
	const at = 1_600_000_000
	s, err := f.Snapshot(at, []float64{600, 1}, 0)
	if err != nil {
		t.Fatal(err)
	}
	b := s.Tokens[0].Breaker
	for name, ok := range map[string]bool{
		"weight a fifth on its way": s.Tokens[0].Weight.Percent() == "74%" && s.Tokens[1].Weight.Percent() == "26%",
		"fee half on its way":       s.Fees.SwapFee.Percent() == "0.55%",
		"running":                   s.Weights.Running(at) && s.Weights.Start == at-2*86400,
		"supply":                    s.Supply.Virtual.String() == "750000",
		"switches":                  !s.Pool.SwapEnabled && s.Pool.JoinExitEnabled && s.Pool.MustAllowlistLPs && s.Pool.Generation == ops.V1,
		"aum":                       s.Fees.AumFee.Percent() == "2%",
		"breaker":                   b != nil && s.Tokens[1].Breaker == nil && b.BptPrice.String() == "555" && b.LowerRatio != 0 && b.UpperRatio != 0,
	} {
		if !ok {
			t.Errorf("%s: %+v", name, s)
		}
	}
	scaled, err := Placed(s, at+1000, []float64{600, 1}, 1e6)
	if err != nil {
		t.Fatal(err)
	}
	if scaled.Weights.Start != at-2*86400+1000 || scaled.Supply.Virtual.String() != "1000000" || scaled.Tokens[1].Balance().String() != "200000" || scaled.Tokens[0].Weight != s.Tokens[0].Weight {
		t.Errorf("scaled and moved: %+v", scaled)
	}
}

// Values that no pool can have are refused with their place.
func TestBadFiles(t *testing.T) {
	for _, test := range []struct{ from, to, want string }{
		{"swaps: off", "swap: off", "field swap not found"},
		{"end_weight: 50%, balance: 150", "balance: 150", "end_weight: needs weight_change, and a value for every token"},
		{"weight: 80%", "weight: 79%", "the sum 100% (BAL#308"},
		{"lower: 0.7", "lower: 0.01", "WETH: breaker: the lower bound of WETH is 1%; it must be 10% to 100%, or none"},
		{"generation: 1", "generation: 3", "generation: must be 1 or 2"},
		{"to: 0.1%", "to: 99%", "swap_fee_change: to:"},
		{"decimals: 6", "decimals: 19", "at most 18"},
	} {
		_, err := Read([]byte(strings.Replace(whole, test.from, test.to, 1)))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %s", test.to, err, test.want)
		}
	}
}

// A file that is not a status is refused before it is used.
func TestBadStatus(t *testing.T) {
	for _, words := range []string{`{}`, `{"schema_version":1,"success":true,"data":{}}`, `{"schema_version":1,"success":true,"data":{"pool":{"generation":2},"tokens":[{},{}]}}`} {
		if s, err := ReadStatus([]byte(words)); err == nil {
			t.Errorf("%s is read: %+v", words, s)
		}
	}
}
