package explain

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/decode"
	"mpool/internal/named"
)

// TestAmountText checks that an amount has the token's symbol if that is unique, and otherwise also
// its address.
func TestAmountText(t *testing.T) {
	weth, usdc, bpt, foreign := common.Address{1}, common.Address{2}, common.Address{3}, common.Address{4}
	known := func() decode.Book {
		return decode.Book{Tokens: map[common.Address]decode.Token{weth: {Symbol: "WETH", Decimals: 18}, usdc: {Symbol: "USDC", Decimals: 6}, bpt: {Symbol: named.Own("BPT"), Decimals: 18}}}
	}
	tokens := func(n uint64) uint256.Int { return *new(uint256.Int).Mul(uint256.NewInt(n), uint256.NewInt(1e18)) }
	atoms := func(n uint64) uint256.Int { return *uint256.NewInt(n) }
	book, twin, odd := known(), known(), known()
	twin.Tokens[foreign] = decode.Token{Symbol: "WETH", Decimals: 18}
	odd.Tokens[foreign] = decode.Token{Symbol: "\x1b[31mA VERY LONG SYMBOL", Decimals: 0}
	for _, test := range []struct {
		name  string
		book  decode.Book
		token common.Address
		raw   uint256.Int
		want  string
	}{
		{"a whole token", book, weth, tokens(3), "3 WETH"},
		{"a part of one", book, usdc, atoms(1), "0.000001 USDC"},
		{"nothing", book, usdc, atoms(0), "0 USDC"},
		{"BPT", book, bpt, tokens(2), "2 BPT"},
		{"coins", book, common.Address{}, tokens(2), "2 of the native token"},
		{"a wei", book, common.Address{}, atoms(1), "0.000000000000000001 of the native token"},
		{"a token that nobody knows", book, foreign, atoms(7), "7 base units of the token " + foreign.Hex()},
		{"a token and its twin", twin, weth, tokens(3), "3 WETH (" + weth.Hex() + ")"},
		{"the twin", twin, foreign, tokens(3), "3 WETH (" + foreign.Hex() + ")"},
		{"beside twins", twin, usdc, atoms(1e6), "1 USDC"},
		{"a name that is none", odd, foreign, atoms(7), `7 "\x1b[31mA…" (0x0400…0000)`},
	} {
		if got := AmountText(test.book, test.token, test.raw); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
