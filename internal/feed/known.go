package feed

import (
	_ "embed"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

// known are Chainlink's feeds by chain id, pair and address, as bgd-labs/aave-address-book
// lists them (src/Chainlink<Chain>.sol, commit f61c9762, 2026-05-01). The list gives the
// pair, and not that the feed is alive: they are only suggested, and never used by
// themselves.
//
//go:embed known.csv
var known string

// Suggestion is where the price of a token could come from.
type Suggestion struct {
	Pairs []string         // such as BAL/ETH and ETH/USD
	Hops  []common.Address // their feeds
}

// Suggest are the feeds of a chain for a token's symbol, in US dollars; false where the list has
// none. The symbol is the token's own word: whose token it is it does not say.
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

// ways are the pairs that lead from a symbol to dollars, the best first. A coin and its wrapped
// form have one price; a wrapped bitcoin has its own feed on most chains, and bitcoin's else.
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
