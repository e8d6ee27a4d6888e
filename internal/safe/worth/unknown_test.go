package worth

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/decode"
	"mpool/internal/failure"
)

// TestHintAdded: a symbol that only the file's added token has gets a hint with that token's address.
func TestHintAdded(t *testing.T) {
	usdt := decode.Token{Symbol: "USDT"}
	for _, test := range []struct {
		name  string
		given string
		added map[common.Address]decode.Token
		want  string
	}{
		{"one", "USDT=1 " + weth().Hex(), map[common.Address]decode.Token{who(6): usdt}, `this file adds a token that calls itself "USDT": if its address is right, use --price '` + who(6).Hex() + "=1 " + weth().Hex() + "'"},
		{"two", "USDT=1 " + weth().Hex(), map[common.Address]decode.Token{who(6): usdt, who(7): usdt}, "use the token's address"},
		{"none", "USDT=1 " + weth().Hex(), nil, "use the token's address"},
		{"as the unit", weth().Hex() + "=1 USDT", map[common.Address]decode.Token{who(6): usdt}, "use the token's address"},
	} {
		_, err := ReadPrices([]string{test.given}, nil, 1)
		var f *failure.Failure
		if !errors.As(HintAdded(err, []string{test.given}, test.added), &f) || f.Hint != test.want {
			t.Errorf("%s: %v, %+v", test.name, err, f)
		}
	}
}
