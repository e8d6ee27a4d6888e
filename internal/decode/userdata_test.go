package decode

import (
	"encoding/hex"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/balancerqueries"
	"mpool/bindings/vault"
)

// Every kind of join and exit.
func TestUserData(t *testing.T) {
	word := func(n int64) string { return hex.EncodeToString(common.BigToHash(big.NewInt(n)).Bytes()) }
	bpt := hex.EncodeToString(common.BigToHash(one(100)).Bytes())
	amounts := word(2) + hex.EncodeToString(common.BigToHash(one(200)).Bytes()) + word(3_000_000)
	tests := []struct {
		exit bool
		data string
		want string
	}{
		{false, word(0) + word(64) + amounts, "userData = INIT: the first join: these amounts initialise the pool\n amounts\n  WETH = 2 WETH\n  USDC = 3 USDC\n"},
		{false, word(1) + word(96) + bpt + amounts, "userData = EXACT_TOKENS_IN_FOR_BPT_OUT: joins with these amounts for at least this much BPT\n amounts\n  WETH = 2 WETH\n  USDC = 3 USDC\n minimumBpt = 1 BPT\n"},
		{false, word(2) + bpt + word(1), "userData = TOKEN_IN_FOR_EXACT_BPT_OUT: joins with one token for this much BPT\n bptAmountOut = 1 BPT\n tokenIndex = USDC\n"},
		{false, word(3) + bpt, "userData = ALL_TOKENS_IN_FOR_EXACT_BPT_OUT: joins with all tokens proportionally for this much BPT\n bptAmountOut = 1 BPT\n"},
		{true, word(0) + bpt + word(0), "userData = EXACT_BPT_IN_FOR_ONE_TOKEN_OUT: exits to one token for this much BPT\n bptAmountIn = 1 BPT\n tokenIndex = WETH\n"},
		{true, word(1) + bpt, "userData = EXACT_BPT_IN_FOR_TOKENS_OUT: exits to all tokens proportionally for this much BPT\n bptAmountIn = 1 BPT\n"},
		{true, word(2) + word(96) + bpt + amounts, "userData = BPT_IN_FOR_EXACT_TOKENS_OUT: exits with these amounts for at most this much BPT\n amounts\n  WETH = 2 WETH\n  USDC = 3 USDC\n maximumBpt = 1 BPT\n"},
		{true, word(255) + bpt, "userData = RECOVERY_MODE: exits to all tokens proportionally for this much BPT, in recovery mode only\n bptAmountIn = 1 BPT\n"},
		{true, word(3) + bpt, "userData = not decoded: not a standard format of Managed Pools\n"},
		{false, word(3) + bpt + "00", "userData = not decoded: not a standard format of Managed Pools\n"},
		{false, "", "userData = not decoded: not a standard format of Managed Pools\n"},
	}
	d := decoder(t)
	for _, test := range tests {
		data, _ := hex.DecodeString(test.data)
		limits := []*big.Int{big.NewInt(1), one(200), big.NewInt(3_000_000)}
		assets := []common.Address{pool(), weth(), usdc()}
		packed := vault.NewVault().PackJoinPool(id(), weth(), weth(), vault.IVaultJoinPoolRequest{Assets: assets, MaxAmountsIn: limits, UserData: data})
		query := balancerqueries.NewBalancerQueries().PackQueryJoin(id(), weth(), weth(), balancerqueries.IVaultJoinPoolRequest{Assets: assets, MaxAmountsIn: limits, UserData: data})
		if test.exit {
			packed = vault.NewVault().PackExitPool(id(), weth(), weth(), vault.IVaultExitPoolRequest{Assets: assets, MinAmountsOut: limits, UserData: data})
			query = balancerqueries.NewBalancerQueries().PackQueryExit(id(), weth(), weth(), balancerqueries.IVaultExitPoolRequest{Assets: assets, MinAmountsOut: limits, UserData: data})
		}
		for _, data := range [][]byte{packed, query} {
			call, err := d.Call(data)
			if err != nil {
				t.Fatal(err)
			}
			call.Explain(book(), common.Address{})
			request := call.Args[3].Items
			if got := told(request[2:3], ""); got != test.want {
				t.Errorf("%s:\n%swant\n%s", call.Function, got, test.want)
			}
			if got := told(request[1:2], ""); !strings.HasSuffix(got, "\n BPT = 0.000000000000000001 BPT\n WETH = 2 WETH\n USDC = 3 USDC\n") {
				t.Error(got)
			}
		}
	}
}
