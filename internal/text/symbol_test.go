package text

import (
	"testing"

	"mpool/internal/named"
)

// TestSymbol: no symbol reads as an amount, a number or a part of the sentence around it.
func TestSymbol(t *testing.T) {
	for symbol, want := range map[string]string{
		"WETH": "WETH", "USDC.e": "USDC.e", "B-80BAL-20WETH": "B-80BAL-2…", "USD₮0": "USD₮0", "USD+": "USD+", "стETH": `"стETH"`, "": "",
		"5,000 USDC": `"5,000 USDC"`, "1INCH": `"1INCH"`, "5%": `"5%"`, "USDC (at l": `"USDC (at l"`, "a,b": `"a,b"`, `x"y`: `"x\"y"`, "１０USDC": `"１０USDC"`,
		"-5": `"-5"`, "12:30": `"12:30"`, "\x1b[31m5 USDC": `"\x1b[31m5…"`, "WETH = 5": `"WETH = 5"`, "$": `"$"`,
	} {
		if got := Symbol(named.Symbol(symbol)); got != want {
			t.Errorf("%q: %s, want %s", symbol, got, want)
		}
	}
}
