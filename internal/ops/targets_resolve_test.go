package ops

import (
	"strings"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/units"
)

// resolved are the weights that targets give to the test pool.
func resolved(t *testing.T, pool *Snapshot, text string, parse func(string) ([]Target, error), others Others) ([]string, error) {
	t.Helper()
	targets, err := parse(text)
	if err != nil {
		t.Fatal(err)
	}
	weights, err := pool.ResolveTargets(targets, others)
	var list []string
	var sum uint256.Int
	for _, w := range weights {
		list = append(list, w.Weight.Percent())
		sum.Add(&sum, w.Weight.Int())
	}
	if err == nil && sum != *units.FixedOne().Int() {
		list = append(list, "sum "+units.Fixed(sum).Percent())
	}
	return list, err
}

// ramping is a pool with a running weight change: WETH 50% to 20%, USDC 30% to 50%, WBTC 20% to
// 30%.
func ramping(t *testing.T) *Snapshot {
	t.Helper()
	pool := testPool()
	for i, weights := range [][2]string{{"50%", "20%"}, {"30%", "50%"}, {"20%", "30%"}} {
		for j, at := range []*units.Fixed{&pool.Tokens[i].StartWeight, &pool.Tokens[i].EndWeight} {
			value, err := units.ParsePercent(weights[j])
			if err != nil {
				t.Fatal(err)
			}
			*at = value
		}
	}
	pool.Weights = Ramp{testNow - 100, testNow + 300}
	now, err := pool.Recomputed()
	if err != nil {
		t.Fatal(err)
	}
	return now
}

// Shifts and others' weights start from the weights at the end of a running change.
func TestResolveTargets(t *testing.T) {
	for _, test := range []struct {
		text, want string
		others     Others
		shift      bool
	}{
		{"weth=30%,usdc=40%,WBTC=rest", "30% 40% 30%", OthersNone, false},
		{"WETH=20%", "20% 50% 30%", OthersKeep, false},
		{"WETH=30%,USDC=rest", "30% 40% 30%", OthersKeep, false},
		{"WETH=60%", "60% 25% 15%", OthersScale, false},
		{"WETH=30%", "30% 43.75% 26.25%", OthersScale, false},
		{"WETH=30.1%", "30.1% 43.6875% 26.2125%", OthersScale, false},
		{"USDC=0.0000000000000001%", "39.9999999999999999% 0.0000000000000001% 60%", OthersScale, false},
		{"WETH=+5%,USDC=-5%", "25% 45% 30%", OthersKeep, true},
		{"WETH=+5%,USDC=rest", "25% 45% 30%", OthersKeep, true},
		{"WETH=+60%", "80% 12.5% 7.5%", OthersScale, true},
		{"WETH=+5%,USDC=-5%,WBTC=+0%", "25% 45% 30%", OthersNone, true},
		{"WETH=+5%", "25% 50% 30% sum 105%", OthersKeep, true}, // the plan refuses it
	} {
		parse := ParseTargets
		if test.shift {
			parse = ParseShifts
		}
		got, err := resolved(t, ramping(t), test.text, parse, test.others)
		if strings.Join(got, " ") != test.want || err != nil {
			t.Errorf("%s, others %q: %q, %v; want %q", test.text, test.others, got, err, test.want)
		}
	}
}

func TestResolveTargetsWithOthersRefuses(t *testing.T) {
	for _, test := range []struct {
		text, want string
		others     Others
		shift      bool
	}{
		{"WETH=100%", "nothing remains", OthersScale, false},
		{"WETH=30%", "missing weight for USDC, WBTC: list every token, give one token \"rest\", or add", OthersNone, false},
		{"WETH=30%,USDC=rest", "missing weight for WBTC: name their weights too, or add --others keep", OthersNone, false},
		{"WETH=60%,USDC=rest,WBTC=50%", "nothing remains", OthersKeep, false},
		{"WETH=-21%", "the weight of WETH would be below zero: 20% minus 21%", OthersScale, true},
		{"DOGE=+1%,USD=-1%", "no token DOGE", OthersKeep, true},
		{"DOGE=+1%,USD=-1%", "no token USD (did you mean USDC?)", OthersKeep, true},
	} {
		parse := ParseTargets
		if test.shift {
			parse = ParseShifts
		}
		if got, err := resolved(t, ramping(t), test.text, parse, test.others); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s, others %q: %q, %v; want %q", test.text, test.others, got, err, test.want)
		}
	}
}

// The error lists every invalid item.
func TestParseShiftsRefuses(t *testing.T) {
	_, err := ParseShifts("WETH=5%,USDC=+5,WBTC=rest,DAI=rest,x")
	for _, want := range []string{"WETH: \"5%\" has no sign", "did you mean 5%?", "only one token can be \"rest\", but 2 are", `invalid weight "x"`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v; want %q", err, want)
		}
	}
	if _, err := ParseShifts(" "); err == nil {
		t.Error("nothing is a shift")
	}
}

// Letters that only look like those of a symbol find no token.
func TestFindTokenFoldsLatinOnly(t *testing.T) {
	pool := testPool()
	pool.Tokens[0].Symbol = "\u212AWETH" // the Kelvin sign, which Unicode folds to k
	if token, err := pool.FindToken("kweth"); err == nil {
		t.Errorf("kweth is %s", token.Symbol)
	}
	if token, err := pool.FindToken("usdc"); err != nil || token.Symbol != "USDC" {
		t.Error(token, err)
	}
	pool.Tokens[2].Symbol = "usdc"
	for name, want := range map[string]string{"usdc": "usdc", "USDC": "USDC"} {
		if token, err := pool.FindToken(name); err != nil || token.Symbol != named.Symbol(want) {
			t.Errorf("%s: %v, %v", name, token, err)
		}
	}
	if _, err := pool.FindToken("Usdc"); err == nil || !strings.Contains(err.Error(), "2 tokens are called Usdc") {
		t.Error(err)
	}
}

func TestParseTargets(t *testing.T) {
	targets, err := ParseTargets("WETH=30%, 0x00000000000000000000000000000000000000aA=20% ,a=b=rest")
	if err != nil || len(targets) != 3 {
		t.Fatalf("got %v, %v", targets, err)
	}
	if targets[0].Token != "WETH" || targets[0].Weight.Percent() != "30%" || targets[2].Token != "a=b" || !targets[2].Rest {
		t.Errorf("got %+v", targets)
	}
	for text, want := range map[string]string{
		"":                  "missing weights: use WETH=30%,USDC=30%,WBTC=rest",
		",":                 "invalid weight",
		"WETH":              "invalid weight",
		"=30%":              "invalid weight",
		"WETH=":             "invalid percentage",
		"WETH=0.3":          "did you mean 0.3% or 30%",
		"WETH=1e18":         "invalid percentage",
		"WETH=-1%":          "digits",
		"A=rest,B=rest":     "only one token can be \"rest\", but",
		"WETH=30%,,DAI=70%": "invalid weight",
	} {
		if _, err := ParseTargets(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("ParseTargets(%q): %v; want %q", text, err, want)
		}
	}
}
