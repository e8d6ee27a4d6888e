package poolfile

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// imported is a pool with a hostile name, circuit breakers in the pool's precision, and a running
// weight change.
func imported(t *testing.T) *ops.Snapshot {
	t.Helper()
	f, err := Read([]byte(wanted))
	if err != nil {
		t.Fatal(err)
	}
	s, err := f.Snapshot(1_700_000_000, []float64{1, 1, 1}, 1e6)
	if err != nil {
		t.Fatal(err)
	}
	s.Pool.Name = "F\u00fcnd \u202e\x1b[31m \"x\""
	s.Weights = ops.Ramp{Start: s.Block.Time - 10, End: s.Block.Time + 10}
	return s
}

// import writes the form of fmt, escapes invisible characters, and gives no drift.
func TestImportIsUsual(t *testing.T) {
	s := imported(t)
	for _, members := range [][]common.Address{nil, {}, {{1}, {2}}} {
		file := Import(s, "gnosis", members)
		tidy, err := Tidy(file)
		if err != nil || string(tidy) != string(file) {
			t.Errorf("fmt writes it otherwise (%v):\n%s\nimport:\n%s", err, tidy, file)
		}
		for _, want := range []string{"breaker: {lower: 80%, upper: 150%} # shares of the market price when they were set;", `name: "Fünd \U0000202E\e[31m \"x\""`, "# a weight change runs from"} {
			if !strings.Contains(string(file), want) {
				t.Errorf("%s is not in\n%s", want, file)
			}
		}
		if strings.ContainsFunc(string(file), hidden) {
			t.Errorf("letters that are not seen in %q", file)
		}
		w, err := ReadWant(file)
		if err != nil {
			t.Fatalf("%v in\n%s", err, file)
		}
		if d, err := Compare(w, Situation{State: s, Members: members, Interval: 12}); err != nil || !d.Closed() {
			t.Errorf("%+v, %v", d, err)
		}
	}
}

// The pool stores the short form of a bound as the same bound.
func TestShortBound(t *testing.T) {
	for i := range 9900 {
		typed := fmt.Sprintf("%d.%04d", (i+100)/1000, (i+100)%1000*10+i%10)
		bound, err := units.ParseBound(typed)
		if err != nil {
			t.Fatal(typed, err)
		}
		kept, err := cut(WantBreaker{Upper: bound}, units.FixedFrom(half))
		if err != nil {
			t.Fatal(typed, err)
		}
		again, err := units.ParseBound(shortBound(kept.Upper).String())
		if err != nil {
			t.Fatal(typed, err)
		}
		if same, err := cut(WantBreaker{Upper: again}, units.FixedFrom(half)); err != nil || same != kept || len(shortBound(kept.Upper).String()) > len("1.2345") {
			t.Fatalf("%s: %s, %v", typed, shortBound(kept.Upper), err)
		}
	}
}

// All mistakes in a file are reported at once, in the order of their lines.
func TestAllMistakes(t *testing.T) {
	text := strings.NewReplacer("swaps: on", "swaps: perhaps", "aum_fee: 2%", "aum_fee: 96%", "generation: 2", "generation: 3",
		"weight: 40%", "weight: 40", "swap_fee: 0.3%\n", "swap_fee: 0.3%\nswapfee: 1%\n", "5%/day", "5%").Replace(wanted)
	_, err := ReadWant([]byte(text))
	var all Errors
	if !errors.As(err, &all) {
		t.Fatal(err)
	}
	var lines []int
	for _, one := range all {
		lines = append(lines, one.At.Line)
	}
	if got := fmt.Sprint(lines); got != "[4 7 17 19 21 22]" {
		t.Errorf("%s: %v", got, all.Unwrap())
	}
}

// Invalid YAML is reported in its line, and wrong weights with their sum.
func TestWhereItIs(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"# a pool\nchain: gnosis\n\npool: \"0x35 (\"demo\")\"\nname: x\n", "line 4, column 1: this is not valid YAML"},
		{"chain: gnosis\ntokens:\n  - symbol: A\n    breaker: {lower: 0.8\n    weight: 1%\nswaps: on\n", "line 4, column 5: "},
		{"chain: gnosis\n---\nchain: mainnet\n", "line 2, column 1: the file contains a second document"},
		{strings.Replace(wanted, "weight: rest", "weight: 40%", 1), "the weights sum to 90%, not 100% (WETH 40%, USDC 40%, NEW 10%): is a token of the pool missing?"},
		{strings.Replace(wanted, "weight: 10%", "weight: 0.5%", 1), "line 14, column 13: the weight of NEW is 0.5%: below 1%"},
		{strings.Replace(wanted, "weight: rest", "weight: 60%", 1), "the weights sum to 110%, not 100% (WETH 40%, USDC 60%, NEW 10%)"},
	} {
		if _, err := ReadWant([]byte(test.text)); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v, want %s", err, test.want)
		}
	}
}
