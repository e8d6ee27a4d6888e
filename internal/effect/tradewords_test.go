package effect

import (
	"strings"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/liquidity"
	"mpool/internal/named"
	"mpool/internal/units"
)

// The first line of a trade has the bounds of each side that is not exact.
func TestTradeWords(t *testing.T) {
	t.Parallel()
	sum := func(symbol named.Symbol, amount, limit string) liquidity.Sum {
		s := liquidity.Sum{Symbol: symbol, Amount: units.Amount{Raw: *uint256.MustFromDecimal(amount)}}
		if limit != "" {
			s.Limit = &units.Amount{Raw: *uint256.MustFromDecimal(limit)}
		}
		return s
	}
	list := func(sums ...liquidity.Sum) []liquidity.Sum { return sums }
	bpt := list(sum("LP", "10", ""))
	for want, got := range map[string]string{
		"pay 2,000 A, 500 B (each at most 0.5% more), get 10 LP": TradeWords(list(sum("A", "2000", "2010"), sum("B", "500", "502")), bpt),
		"pay 10 LP, get 2,000 A, 500 B (each at most 0.5% less)": TradeWords(bpt, list(sum("A", "2000", "1990"), sum("B", "500", "498"))),
		"pay 10 LP, get 2,000 A, 500 B (each at most 100% less)": TradeWords(bpt, list(sum("A", "2000", "0"), sum("B", "500", "498"))),
		"pay 2,000 A, 500 B (no bounds), get 10 LP":              TradeWords(list(sum("A", "2000", "1"+strings.Repeat("0", 70)), sum("B", "500", "502")), bpt),
		"pay 2,000 A, 500 B, get 10 LP (at least 9)":             TradeWords(list(sum("A", "2000", ""), sum("B", "500", "")), list(sum("LP", "10", "9"))),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
