package poolfile

import (
	"errors"
	"strings"
	"testing"
)

const wanted = `chain: gnosis
pool: "0x1111111111111111111111111111111111111111"
owner: "0x00000000000000000000000000000000000000AA"
generation: 2
tokens:
  - symbol: WETH
    weight: 40%
    breaker: {lower: 0.8, upper: 1.5}
  - symbol: USDC
    weight: rest
    breaker: null
  - symbol: NEW
    address: "0x2222222222222222222222222222222222222222"
    weight: 10%
    add: {price: "2 USDC", mint: fair}
tolerance: 0.1%
weight_ramp: {max_change: 5%/day}
swap_fee: 0.3%
swap_fee_ramp: {duration: 2d}
aum_fee: 2%
swaps: on
joins_exits: true
allowlist:
  enabled: true
  complete: true
  members: ["0x3333333333333333333333333333333333333333"]
removal: {burn: fair}
shut: {members: suspend}
guards: {max_oracle_deviation: 3%}
policies: {max_arbitrage_cost: 0.05%, min_duration: 3d, max_weight_change_per_day: 5%, max_swap_fee_drop_per_day: 1%}
protocol_fee: current
`

func TestReadWant(t *testing.T) {
	w, err := ReadWant([]byte(wanted))
	if err != nil {
		t.Fatal(err)
	}
	for what, ok := range map[string]bool{
		"rest":      w.Tokens[1].Weight.Percent() == "50%",
		"breaker":   w.Tokens[0].Breaker.Upper.String() == "1.5",
		"cleared":   w.Tokens[1].Breaker != nil && *w.Tokens[1].Breaker == WantBreaker{},
		"unmanaged": w.Tokens[2].Breaker == nil,
		"pace":      w.Pace.PerDay.Percent() == "5%" && w.SwapFeeFor == 2*86400,
		"switches":  *w.Swaps && *w.JoinsExits && *w.Allowlist && w.Complete && len(w.Members) == 1,
		"policies":  w.Policies.MaxArbitrageCost.Percent() == "0.05%" && *w.Policies.MinDuration == 3*86400 && w.Policies.MaxWeightChangePerDay.Percent() == "5%" && w.Policies.MaxSwapFeeDropPerDay.Percent() == "1%",
		"protocol":  w.Protocol,
		"tokens":    w.Removal == "fair" && w.Tokens[2].Add.Mint == "fair" && w.Shutting.Suspend,
	} {
		if !ok {
			t.Errorf("%s: %+v", what, w)
		}
	}
}

// A mistake has its place and says what to write.
func TestWantMistakes(t *testing.T) {
	for _, test := range []struct{ from, to, want string }{
		{"swaps: on", "swap: on", `line 21, column 1: "swap" is not a key of a pool file`},
		{"swaps: on", "swaps: perhaps", "line 21, column 8: swaps must be true or false"},
		{"swaps: on", "swaps:", "line 21, column 7: swaps has no value"},
		{"aum_fee: 2%", "aum_fee: 96%", "line 20, column 10: aum_fee: "},
		{"swap_fee: 0.3%\n", "swap_fee: 0.3\n", "line 18, column 11: swap_fee: "},
		{"weight: 40%", "weight: 95%", "line 6, column 3: the weights sum to 105%: nothing is left for rest"},
		{"weight: rest", "weight: 45%", "line 6, column 3: the weights sum to 95%, not 100% (WETH 40%, USDC 45%, NEW 10%): is a token of the pool missing?"},
		{"lower: 0.8", "lower: 0.05", "line 8, column 14: breaker: the lower bound of WETH is 5%; it must be 10% to 100%, or none"},
		{`owner: "0x00000000000000000000000000000000000000AA"`, "owner: nobody", "line 3, column 8: owner is not a valid address"},
		{"5%/day", "5%", "line 17, column 27: max_change is not a valid speed"},
		{"tolerance: 0.1%", "tolerance: 0.1%\ntolerance: 0.2%", "line 17, column 1: duplicate key tolerance: it is also in line 16"},
		{"    address: \"0x2222222222222222222222222222222222222222\"\n", "", "a new token needs its address"},
		{"suspend", "perhaps", "members must be suspend or trust"},
		{"guards:", "strategy: {file: s.yaml, prices: p.csv}\nguards:", "both the strategy and tokens set the weights"},
		{"guards:", "weight_change: {start: -1d, end: +1d}\nguards:", "weight_change is only for backtests"},
		{"max_oracle_deviation: 3%", "max_oracle_loss: 1%", "line 29, column 27: guards.max_oracle_loss limits a strategy, and this file has none"},
		{"min_duration: 3d", "max_price_impact: 3%", `"max_price_impact" is not a key of policies`},
		{"protocol_fee: current", "protocol_fee: 50%", "line 31, column 15: protocol_fee must be current"},
		{"chain: gnosis", "chain: &a gnosis", "anchors such as &a are not supported"},
	} {
		text := strings.Replace(wanted, test.from, test.to, 1)
		_, err := ReadWant([]byte(text))
		var at *Error
		if err == nil || !strings.Contains(err.Error(), test.want) || !errors.As(err, &at) || at.At.Line == 0 {
			t.Errorf("%q: %v, want %s", test.to, err, test.want)
		}
	}
}

// A backtest reads the same file and ignores what only a pool on a chain has.
func TestBacktestReadsWanted(t *testing.T) {
	f, err := Read([]byte(wanted))
	if err != nil {
		t.Fatal(err)
	}
	s, err := f.Snapshot(1_700_000_000, []float64{1, 1, 1}, 1e6)
	if err != nil || s.Tokens[1].Weight.Percent() != "50%" || !s.Pool.MustAllowlistLPs {
		t.Errorf("%+v, %v", s, err)
	}
}

// The usual form keeps the file's content, and comments with their keys.
func TestTidy(t *testing.T) {
	tidy, err := Tidy([]byte("# a fund\nswaps: on # always\nchain: gnosis\n"))
	if err != nil || !strings.Contains(string(tidy), "chain: gnosis\n") || !strings.HasSuffix(string(tidy), "swaps: on # always\n") || !strings.Contains(string(tidy), "# a fund") {
		t.Errorf("%q, %v", tidy, err)
	}
	again, err := Tidy(tidy)
	if err != nil || string(again) != string(tidy) {
		t.Errorf("once more it is %q, %v", again, err)
	}
	all, err := Tidy([]byte(wanted))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ReadWant(all); err != nil {
		t.Errorf("%v of\n%s", err, all)
	}
}
