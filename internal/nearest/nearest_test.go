package nearest

import (
	"strings"
	"testing"
)

func TestWord(t *testing.T) {
	known := []string{"weights-update", "fee-set", "status", "WETH", "USDC", "aum-fee set"}
	for typed, want := range map[string]string{
		"weighst-update":                       "weights-update",
		"weights_update":                       "weights-update",
		"Weights Update":                       "weights-update",
		"aum-fee-set":                          "aum-fee set",
		"stats":                                "status",
		"weth":                                 "WETH",
		"USDT":                                 "USDC",
		"WTEH":                                 "WETH",
		"fee-ste":                              "fee-set",
		"UDSB":                                 "", // two of four letters are half of the word
		"destroy":                              "",
		"":                                     "",
		"weights-updates":                      "weights-update",
		strings.Repeat("weights-update", 1000): "",
	} {
		if got := Word(typed, known); got != want {
			t.Errorf("%.40q: %q, want %q", typed, got, want)
		}
	}
	if got := Hint("fee-sett", known); got != "did you mean fee-set?" {
		t.Error(got)
	}
	if got := Hint("destroy", known); got != "" {
		t.Error(got)
	}
}
