package chain_test

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/named"
)

// TestTokenInfosLies has tokens that lie about themselves.
func TestTokenInfosLies(t *testing.T) {
	d := devChain(t, devnet.Options{})
	text := func(s string) string {
		return fmt.Sprintf("%064x%064x", 32, len(s)) + hex.EncodeToString([]byte(s)) + strings.Repeat("00", 31-(len(s)+31)%32)
	}
	number := func(n int) string { return fmt.Sprintf("%064x", n) }
	for i, test := range []struct {
		symbol, decimals string
		want             chain.TokenInfo
	}{
		{text("MKR"), number(18), chain.TokenInfo{Symbol: "MKR", Decimals: 18, Known: true}},
		{hex.EncodeToString([]byte("MKR")) + strings.Repeat("00", 29), number(18), chain.TokenInfo{Symbol: "MKR", Decimals: 18, Known: true}},
		{text(strings.Repeat("x", 10_000)), number(0), chain.TokenInfo{Symbol: named.Symbol(strings.Repeat("x", 32)), Known: true}},
		{text("MOST"), number(77), chain.TokenInfo{Symbol: "MOST", Decimals: 77, Known: true}},
		{text("LIE"), number(78), chain.TokenInfo{Symbol: "LIE"}},
		{text("LIE"), number(200), chain.TokenInfo{Symbol: "LIE"}},
		{text("LIE"), strings.Repeat("ff", 32), chain.TokenInfo{Symbol: "LIE"}},
		{text("LIE"), "", chain.TokenInfo{Symbol: "LIE"}},
		{"", number(6), chain.TokenInfo{Decimals: 6, Known: true}},
		{text(""), number(6), chain.TokenInfo{Decimals: 6, Known: true}},
		{number(32) + strings.Repeat("ff", 32), number(6), chain.TokenInfo{Decimals: 6, Known: true}},
		{"", "", chain.TokenInfo{}},
	} {
		p := proxy(t, d.RPC, nil)
		p.result = func(_ string, params json.RawMessage) string {
			if strings.Contains(string(params), "0x313ce567") {
				return `"0x` + test.decimals + `"`
			}
			return `"0x` + test.symbol + `"`
		}
		infos, err := dial(t, p.url, chain.Options{}).TokenInfos(t.Context(), chain.Latest(), []common.Address{{1}})
		if test.want.Known {
			test.want.Symbol = test.want.Symbol.Of(common.Address{1})
		}
		if err != nil || infos[common.Address{1}] != test.want {
			t.Errorf("%d: %+v, %v; want %+v", i, infos, err, test.want)
		}
	}
}

// A contract that returns 10 MB, or an address that is no token, does not spoil the answers of
// other tokens. Many take a few round trips.
func TestTokenInfosOfMany(t *testing.T) {
	d := devChain(t, devnet.Options{})
	huge := common.Address{0x10}
	rpcDo(t, d.RPC, "anvil_setCode", huge, hexutil.Bytes{0x62, 0x98, 0x96, 0x80, 0x60, 0x00, 0xf3}) // PUSH3 10,000,000 PUSH1 0 RETURN
	p := proxy(t, d.RPC, nil)
	c := dial(t, p.url, chain.Options{})
	asked := []common.Address{huge, d.Tokens[1].Address, d.Accounts.LP, d.Contracts.Vault}
	infos, err := c.TokenInfos(t.Context(), chain.Latest(), asked)
	if err != nil || p.http != 1 {
		t.Errorf("%d requests, %v", p.http, err)
	}
	for address, info := range infos {
		if want := (chain.TokenInfo{Symbol: "USDC", Decimals: 6, Known: true}); (info == want) != (address == d.Tokens[1].Address) || info != want && info != (chain.TokenInfo{}) {
			t.Errorf("%s: %+v", address, info)
		}
	}
	p.reset()
	for i := range 60 {
		asked = append(asked, common.Address{0x20, byte(i)})
	}
	if infos, err := c.TokenInfos(t.Context(), chain.Latest(), asked); err != nil || len(infos) != len(asked) || p.http != 3 {
		t.Errorf("%d answers in %d requests, %v", len(infos), p.http, err)
	}
	p.reset()
	if infos, err := c.TokenInfos(t.Context(), chain.Latest(), nil); err != nil || len(infos) != 0 || p.http != 0 {
		t.Errorf("%d answers in %d requests, %v", len(infos), p.http, err)
	}
}

// An account that delegates to a contract (EIP-7702) is not a contract: it signs, and pays for gas.
func TestDelegatingAccount(t *testing.T) {
	d := devChain(t, devnet.Options{})
	delegating := common.Address{0x77, 0x02}
	rpcDo(t, d.RPC, "anvil_setCode", delegating, hexutil.Bytes(append([]byte{0xef, 0x01, 0x00}, d.Contracts.Vault[:]...)))
	c := dial(t, d.RPC, chain.Options{})
	asked := []common.Address{delegating, d.Contracts.Vault, d.Accounts.LP}
	contracts, err := c.Contracts(t.Context(), chain.Latest(), asked)
	if err != nil || len(contracts) != 1 || contracts[0] != d.Contracts.Vault {
		t.Errorf("contracts %v, %v", contracts, err)
	}
	poor, err := c.Penniless(t.Context(), asked)
	if err != nil || len(poor) != 1 || poor[0] != delegating {
		t.Errorf("without native token %v, %v", poor, err)
	}
}
