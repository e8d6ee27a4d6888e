package network

import "testing"

// A chain is named in any letter case, or by its number. The error about an unknown one lists the
// names.
func TestParse(t *testing.T) {
	for words, want := range map[string]ID{"mainnet": 1, "Ethereum": 1, "1": 1, "BASE": 8453, "31337": Development, "anvil": Development, "987654": 987654} {
		if got, err := Parse(words); err != nil || got != want {
			t.Errorf("%q: %d, %v", words, got, err)
		}
	}
	for _, words := range []string{"", "0", "-1", "mainnet2", "0x1", "18446744073709551616"} {
		if got, err := Parse(words); err == nil {
			t.Errorf("%q is %d", words, got)
		}
	}
}

// Each known chain is parsed from its own name, and has a native token and a block time of at least a
// second.
func TestKnown(t *testing.T) {
	for _, known := range Known() {
		back, err := Parse(known.id.String())
		if err != nil || back != known.id || known.id.Coin() == "" || known.id.BlockTime() < 1 {
			t.Errorf("%s: %d, %q, %d s, %v", known.name, back, known.id.Coin(), known.id.BlockTime(), err)
		}
	}
	if !ID(10).DataFee() || ID(1).DataFee() || ID(42161).DataFee() {
		t.Error("chains built like Optimism, and no others, charge for data")
	}
}
