package feed

import (
	_ "embed"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

// known are Chainlink's feeds by chain ID, pair and address, as listed in bgd-labs/aave-address-book
// (src/Chainlink<Chain>.sol, commit f61c9762, 2026-05-01). The list does not say whether a feed is
// alive: mpool only suggests feeds and never uses one by itself.
//
//go:embed known.csv
var known string

// Suggestion is a possible source of a token's price.
type Suggestion struct {
	Pairs []string         // such as BAL/ETH and ETH/USD
	Hops  []common.Address // the feeds of the pairs
}

// Suggest returns the feeds for a token's symbol on a chain, in US dollars; found is false if the list
// has none. Any token can choose its symbol, so the symbol does not prove which token it is.
func Suggest(chainID uint64, symbol string) (s Suggestion, found bool) {
	for _, way := range ways(strings.ToUpper(symbol)) {
		s = Suggestion{Pairs: way}
		for _, pair := range way {
			if at := knownFeed(chainID, pair); at != (common.Address{}) {
				s.Hops = append(s.Hops, at)
			}
		}
		if len(s.Hops) == len(way) {
			return s, true
		}
	}
	return Suggestion{}, false
}

// ways are the chains of pairs from a symbol to dollars, the best first. A native token and its
// wrapped form have the same price. WBTC has its own feed on most chains; on the others it uses that
// of BTC.
func ways(symbol string) [][]string {
	name := map[string]string{"WETH": "ETH", "WMATIC": "MATIC", "WPOL": "POL", "WAVAX": "AVAX", "WBNB": "BNB"}[symbol]
	if name == "" {
		name = symbol
	}
	list := [][]string{{name + "/USD"}, {name + "/ETH", "ETH/USD"}}
	if symbol == "WBTC" {
		list = append(list, []string{"BTC/USD"})
	}
	return list
}

func knownFeed(chainID uint64, pair string) common.Address {
	want := strconv.FormatUint(chainID, 10) + "," + pair + ","
	for line := range strings.Lines(known) {
		if address, is := strings.CutPrefix(line, want); is {
			return common.HexToAddress(strings.TrimSpace(address))
		}
	}
	return common.Address{}
}
