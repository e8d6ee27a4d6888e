package faults_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/vault"
)

// F26: a thief who buys a token's cash right before its asset manager reports a loss, and trades
// afterwards, takes a large part of the pool from the published contracts. mpool announces at least
// that amount, and refuses the report.
func TestReportIsPushed(t *testing.T) {
	for _, v2 := range generations() {
		t.Run(fmt.Sprintf("v2 %v", v2), func(t *testing.T) {
			t.Parallel()
			w := theft{v2: v2}.world(t)
			thief, usdc := newThief(w), w.token("USDC")
			send := []string{"--broadcast", "--yes", "--private-key", "env:MANAGER_KEY"}
			w.wants(w.run(nil, append([]string{"manage-balance", "withdraw", "USDC=200000"}, send...)...), 0)
			e := w.run(nil, append([]string{"manage-balance", "update", "USDC=20000"}, send...)...)
			if w.wants(e, 3); !strings.Contains(e.out+e.err, "exposure.push") || !strings.Contains(e.out, "up to 38.8797%") {
				t.Errorf("%s\n%s", e.out, e.err)
			}
			before := thief.wealth()
			thief.buysAll(usdc, tokens(99_000, 6))
			w.manages(usdc, 2, tokens(20_000, 6))
			thief.must(thief.look())
			for _, token := range slices.Clone(thief.tokens) {
				thief.buys(token.address)
			}
			// The bound assumes no fee. The state alone gives less than 7.4%.
			gain := new(big.Int).Sub(thief.wealth(), before)
			of := new(big.Int).Add(thief.pool(), gain)
			if taken := new(big.Int).Div(times(gain, 10_000), of).Int64(); taken < 2_000 || taken > 3_887 {
				t.Errorf("the thief gained %d of 10000 of the pool", taken)
			} else {
				t.Logf("the thief gained %d of 10000 of the pool", taken)
			}
		})
	}
}

// buysAll buys an amount of a token with the others in turn, a tenth of its balance at a time.
func (t *thief) buysAll(token common.Address, amount *big.Int) {
	t.Helper()
	for round := 0; amount.Sign() > 0; round++ {
		t.must(t.look())
		i := slices.IndexFunc(t.tokens, func(h held) bool { return h.address == token })
		in := t.tokens[(i+1+round%(len(t.tokens)-1))%len(t.tokens)].address
		part := new(big.Int).Div(t.tokens[i].balance, big.NewInt(10))
		if part.Cmp(amount) > 0 {
			part.Set(amount)
		}
		t.send(t.swap(in, token, part))
		amount = new(big.Int).Sub(amount, part)
	}
}

// manages makes the asset manager change a token's balance.
func (w *world) manages(token common.Address, kind uint8, amount *big.Int) {
	w.Helper()
	_, err := w.chain.Send(w.context(), "manage", w.manager(), w.chain.Contracts.Vault, vault.NewVault().PackManagePoolBalance(
		[]vault.IVaultPoolBalanceOp{{Kind: kind, PoolId: w.chain.Pool.ID, Token: token, Amount: amount}}))
	w.must(err)
}
