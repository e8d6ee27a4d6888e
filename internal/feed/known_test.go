package feed

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// TestKnownFeeds checks that each line is a chain, a pair and an address with its checksum, and that a
// chain has no feed for two pairs.
func TestKnownFeeds(t *testing.T) {
	seen := map[string]string{}
	for line := range strings.Lines(known) {
		f := strings.Split(strings.TrimSpace(line), ",")
		if len(f) != 3 || common.HexToAddress(f[2]).Hex() != f[2] || len(strings.Split(f[1], "/")) != 2 {
			t.Errorf("%q", line)
			continue
		}
		if pair, twice := seen[f[0]+f[2]]; twice {
			t.Errorf("chain %s: %s is %s and %s", f[0], f[2], pair, f[1])
		}
		seen[f[0]+f[2]] = f[1]
	}
	if len(seen) < 100 {
		t.Errorf("%d feeds", len(seen))
	}
}

// TestSuggest checks that a suggestion leads to dollars, through ETH if there is no other way, and
// that there is none for an unlisted symbol.
func TestSuggest(t *testing.T) {
	for _, test := range []struct {
		chain  uint64
		symbol string
		pairs  string
		first  string
	}{
		{1, "WETH", "ETH/USD", "0x5f4eC3Df9cbd43714FE2740f5E3616155c5b8419"},
		{100, "WETH", "ETH/USD", "0xa767f745331D267c7751297D982b050c93985627"},
		{1, "WBTC", "BTC/USD", "0xF4030086522a5bEEa4988F8cA5B36dbC97BeE88c"},
		{137, "WBTC", "WBTC/USD", "0xDE31F8bFBD8c84b5360CFACCa3539B938dd78ae6"},
		{137, "wstETH", "WSTETH/ETH ETH/USD", "0x10f964234cae09cB6a9854B56FF7D4F38Cda5E6a"},
		{10, "wstETH", "WSTETH/USD", "0x698B585CbC4407e2D54aa898B2600B53C68958f7"},
		{1, "wstETH", "", ""},
		{1, "CAKE", "", ""},
		{31337, "WETH", "", ""},
		{1, "ETH/USD,0x", "", ""},
	} {
		s, found := Suggest(test.chain, test.symbol)
		if strings.Join(s.Pairs, " ") != test.pairs || found != (test.pairs != "") || found && s.Hops[0].Hex() != test.first {
			t.Errorf("%d %s: %+v", test.chain, test.symbol, s)
		}
	}
}
