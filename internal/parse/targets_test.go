package parse

import (
	"fmt"
	"strings"
	"testing"

	"mpool/internal/ops"
)

func written(targets []ops.Target) string {
	var list []string
	for _, t := range targets {
		weight := t.Weight.Percent()
		if t.Rest {
			weight = "rest"
		}
		list = append(list, t.Token+"="+weight)
	}
	return strings.Join(list, " ")
}

func TestTargets(t *testing.T) {
	for words, want := range map[string]string{
		"token,weight\nWETH,30%\nUSDC,rest\n":                                       "WETH=30% USDC=rest",
		"Token, Weight\r\nWETH, 30%\r\n":                                            "WETH=30%",
		"WETH,30%\nUSDC,70%":                                                        "WETH=30% USDC=70%",
		"\uFEFFtoken;weight\nWETH;30.50%\n":                                         "WETH=30.5%",
		"# of the board, 24 December\n\nWETH,30%\n":                                 "WETH=30%",
		"\"a,b\",30%\n\"say \"\"x\"\"\",rest":                                       `a,b=30% say "x"=rest`,
		"0x00000000000000000000000000000000000000aA,100%":                           "0x00000000000000000000000000000000000000aA=100%",
		`{"WETH": "30%", "USDC": "rest"}`:                                           "WETH=30% USDC=rest",
		`[{"token": "WETH", "weight": "30%"}, {"token": "USDC", "weight": "rest"}]`: "WETH=30% USDC=rest",
		`{"WETH": "30%", "WETH": "40%"}`:                                            "WETH=30% WETH=40%", // refused later, where tokens are looked up
	} {
		got, err := Targets([]byte(words))
		if err != nil || written(Plain(got)) != want {
			t.Errorf("%q: %s, %v; want %s", words, written(Plain(got)), err, want)
		}
	}
}

// All mistakes are reported at once, with their lines.
func TestTargetsRefuses(t *testing.T) {
	for words, want := range map[string]string{
		"":                                    "the file is empty",
		"token,weight\nWETH,30\nUSDC\n,5%":    "line 2: weight of WETH: \"30\" has no unit: did you mean 30%?|line 3: it has 1 column, not two|line 4: it names no token",
		"symbol,target\nWETH,30%":             "line 1: unknown columns: write token,weight, or omit this line",
		"WETH,1%,2%":                          "line 1: it has 3 columns",
		"WETH,\"30%":                          "line 1: a quotation mark is missing",
		"WETH,rest\nUSDC,rest":                "only one token can be \"rest\"",
		"{":                                   "not valid JSON",
		`{"WETH": 0.3, "USDC": null}`:         "the weight of \"WETH\" is not text|the weight of \"USDC\" is not text",
		`{"WETH": "30%"} {}`:                  "something stands behind",
		`[{"token": "WETH", "wieght": "1%"}]`: "not the JSON of weights",
		`[{"weight": "1%"}, {"token": "A", "weight": 5}]`: "number 1: it names no token|number 2: the weight of",
		`["WETH"]`: "not the JSON of weights",
		fmt.Sprintf("%s,1%%\n%s,1", strings.Repeat("x", 100), "WETH"): "line 2",
		"WETH=30%,USDC=70%": "invalid percentage \"USDC=70%\"",
	} {
		_, err := Targets([]byte(words))
		for part := range strings.SplitSeq(want, "|") {
			if err == nil || !strings.Contains(err.Error(), part) {
				t.Errorf("%q: %v; want %q", words, err, part)
			}
		}
	}
}
