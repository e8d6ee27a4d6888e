package network

import (
	"testing"

	"mpool/internal/units"
)

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

// A newest block may be behind the clock by five block times and at least a minute, and ahead of it by half a
// minute. The clocks of chains for development do not matter.
func TestAstray(t *testing.T) {
	const now = 1_700_000_000
	for _, test := range []struct {
		chain                ID
		block, behind, ahead units.Time
	}{
		{1, now, 0, 0}, {1, now - 60, 0, 0}, {1, now - 61, 61, 0}, {1, now + 30, 0, 0}, {1, now + 31, 0, 31},
		{42161, now - 60, 0, 0}, {42161, now - 61, 61, 0}, {100, now - 61, 61, 0}, {987654, now - 60, 0, 0},
		{Development, 1, 0, 0}, {Development, 2 * now, 0, 0}, {gethDevelopmentChain, 1, 0, 0},
	} {
		if behind, ahead := test.chain.Astray(test.block, now); behind != test.behind || ahead != test.ahead {
			t.Errorf("%s, %d s: %d behind, %d ahead", test.chain, int64(test.block)-now, behind, ahead)
		}
	}
}
