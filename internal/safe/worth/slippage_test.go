package worth

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// TestNearness tests limits at their edges, outside a trade.
func TestNearness(t *testing.T) {
	near := (&Slippage{}).near() // 2 %
	for _, test := range []struct {
		limit, amount int64
		takes, gives  bool // the limit is near enough
	}{
		{100, 100, true, true}, {98, 100, true, true}, {97, 100, false, true}, {102, 100, true, true}, {103, 100, true, false},
		{0, 100, false, true}, {0, 0, false, true}, {1, 0, true, false}, {-5, 100, false, true}, {1, 1, true, true}, {2, 1, true, false},
		{49, 50, true, true}, {51, 50, true, true}, {52, 50, true, false}, {48, 50, false, true},
	} {
		limit, amount := big.NewInt(test.limit), big.NewInt(test.amount)
		if got := near.takes(common.Address{1}, limit, amount) == ""; got != test.takes {
			t.Errorf("at least %d where it gave %d: %v", test.limit, test.amount, got)
		}
		if got := near.gives(common.Address{1}, limit, amount) == ""; got != test.gives {
			t.Errorf("at most %d where it took %d: %v", test.limit, test.amount, got)
		}
	}
}

func TestSlippage(t *testing.T) {
	for words, want := range map[string]string{"": "2%", "0%": "0%", "0.5%": "0.5%", "99.9%": "99.9%", "100%": "!", "150%": "!", "some": "!", "-1%": "!"} {
		var s Slippage
		if words != "" {
			if err := s.Set(words); (err != nil) != (want == "!") {
				t.Errorf("%s: %v", words, err)
			}
		}
		if want != "!" && s.String() != want {
			t.Errorf("%s is %s, want %s", words, s.String(), want)
		}
	}
}
