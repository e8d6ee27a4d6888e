package ops

import (
	"strings"
	"testing"

	"mpool/internal/named"
)

// TestTellApart: tokens that one could take for others have an address in sentences, and their symbols
// alone are refused as input, with the addresses to choose from.
func TestTellApart(t *testing.T) {
	for _, c := range []struct {
		a, b named.Symbol
		word string
		both bool // both tokens are unclear
	}{{"USDC", "USDC", "USDC", true}, {"USDC", "usdc", "Usdc", true}, {"BPT", "USDC", "BPT", false}, {"eth", "USDC", "ETH", false}, {"WETH", "USDC", "", false}} {
		pool := somePool(60, 40)
		pool.Tokens[0].Symbol, pool.Tokens[1].Symbol = c.a, c.b
		pool.TellApart()
		first, second := pool.Tokens[0], pool.Tokens[1]
		if has := strings.Contains(first.Symbol.String(), "(0x"); has != (c.word != "") || strings.Contains(second.Symbol.String(), "(0x") != c.both {
			t.Errorf("%s, %s", first.Symbol, second.Symbol)
		}
		_, err := pool.FindToken(c.word)
		if c.word != "" && (err == nil || !strings.Contains(err.Error(), first.Address.Hex()) || c.both != strings.Contains(err.Error(), second.Address.Hex())) {
			t.Errorf("%s: %v", c.word, err)
		}
		if _, err := pool.FindToken(first.Address.Hex()); err != nil {
			t.Error(err)
		}
		if pool.Tokens = pool.Tokens[:1]; c.both {
			if pool.TellApart(); pool.Tokens[0].Symbol.String() != "USDC" {
				t.Errorf("%s is alone", pool.Tokens[0].Symbol)
			}
		}
	}
}
