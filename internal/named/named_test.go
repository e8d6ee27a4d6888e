package named

import (
	"encoding/json"
	"fmt"
	"testing"
)

// TestSymbol: no symbol reads as an amount, a number or a part of the sentence that it is in,
// however it gets there; data has it as it is.
func TestSymbol(t *testing.T) {
	for symbol, want := range map[Symbol]string{
		"WETH": "WETH", "USDC.e": "USDC.e", "B-80BAL-20WETH": "B-80BAL-20WETH", "USD₮0": "USD₮0", "": "",
		"5,000 USDC": `"5,000 USDC"`, "1INCH": `"1INCH"`, "USDC: OK to sign": `"USDC: OK to sign"`, "0x7099": `"0x7099"`,
		"a 0x70997970C51812dc3A010C7d01b50e0d17dc79C8": `"a 0x70997970C51812dc3A0…"`, "\x1b[31m5 USDC": `"\x1b[31m5 USDC"`,
		"USDC\u200b": `"USDC\u200b"`, "\u202eCDSU": `"\u202eCDSU"`, "\u200b": `"\u200b"`, "US\x00DC": `"US\x00DC"`, "USD\u0301C": `"USD\u0301C"`, "US\xffDC": `"US\xffDC"`, "\u3164": `"\u3164"`,
	} {
		if got := fmt.Sprintf("%s|%v", symbol, symbol); got != want+"|"+want {
			t.Errorf("%s, want %s", got, want)
		}
		if raw, _ := json.Marshal(symbol); string(raw) != func() string { r, _ := json.Marshal(string(symbol)); return string(r) }() {
			t.Errorf("%s is not the symbol as it is", raw)
		}
	}
}

// TestPool: no name reads as a verdict, an amount or an address.
func TestPool(t *testing.T) {
	for name, want := range map[Pool]string{
		"Demo Managed Pool": "Demo Managed Pool", "80BAL-20WETH": "80BAL-20WETH", "Ann's Fund & Co.": "Ann's Fund & Co.", "": "",
		"Fund (at last): OK to sign": `"Fund (at last): OK to sign"`, "Fund\u200b": `"Fund\u200b"`, "5,000 USDC": `"5,000 USDC"`, "5000 USDC": `"5000 USDC"`,
		"0x70997970C51812dc3A010C7d01b50e0d17dc79C8": `"0x70997970C51812dc3A010C7d01b50e0d17dc7…"`, "WETH 40% → 1%": `"WETH 40% → 1%"`,
	} {
		if got := name.String(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// TestWord: a command to paste has no symbol that a shell would take for something else.
func TestWord(t *testing.T) {
	for symbol, want := range map[Symbol]string{"WETH": "WETH", "USDC.e": "USDC.e", "$(id)": "TOKEN", "a`id`": "TOKEN", "U$DC": "TOKEN", "-rf": "TOKEN", "5,000 USDC": "TOKEN", "": "TOKEN", "USD₮0": "TOKEN"} {
		if got := symbol.Word(); got != want {
			t.Errorf("%q: %s, want %s", string(symbol), got, want)
		}
	}
}

// TestExact: two names that differ are never written alike.
func TestExact(t *testing.T) {
	seen := map[string]Symbol{}
	for _, symbol := range []Symbol{"WETH", "WETH\u200b", "\"WETH\"", "W ETH", "", " ", "A-symbol-that-is-longer-than-most", "A-symbol-that-is-longer-than-most2"} {
		if other, twice := seen[symbol.Exact()]; twice {
			t.Errorf("%q and %q are both %s", string(symbol), string(other), symbol.Exact())
		}
		seen[symbol.Exact()] = symbol
	}
}

// TestLike: a name that only looks like another is like it.
func TestLike(t *testing.T) {
	for _, name := range []Pool{"My Fund", "my fund", "My\u200b Fund", "My  Fund ", "\x1b[1mMy Fund", "My\nFund"} {
		if !name.Like("My Fund") || name.Like("My Fund 2") {
			t.Errorf("%q", string(name))
		}
	}
	if got := Pool("My\u200b Fund").Quoted() + Pool("My Fund").Quoted(); got != `"My\u200b Fund""My Fund"` {
		t.Error(got)
	}
}
