package faults_test

import (
	"fmt"
	"math/big"
	"os"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/managedpool"
	"mpool/bindings/vault"
)

// reports has the asset manager report one smallest unit of a token, which costs nothing
// and makes the pool look as if it had been paid.
func (w *world) reports(token common.Address) {
	w.Helper()
	_, err := w.chain.Send(w.context(), "dust", w.manager(), w.chain.Contracts.Vault, vault.NewVault().PackManagePoolBalance(
		[]vault.IVaultPoolBalanceOp{{Kind: 2, PoolId: w.chain.Pool.ID, Token: token, Amount: big.NewInt(1)}}))
	w.must(err)
}

// plunders tries everything for some blocks, leaves, and says what was gained.
func (t *thief) plunders(before *big.Int) *big.Int {
	t.Helper()
	for range 6 {
		t.tries()
		t.mine(1)
	}
	if shares := t.shares(); shares.Sign() > 0 {
		t.send(t.exit(shares))
	}
	return new(big.Int).Sub(t.wealth(), before)
}

// F26: one smallest unit is no deposit: the pool is not opened over it, neither by what
// goes on with an addition, nor by mpool open or swaps enable.
func TestDustOpensNothing(t *testing.T) {
	generations := []bool{false}
	if os.Getenv("MPOOL_V2_ARTIFACTS") != "" {
		generations = append(generations, true)
	}
	for _, v2 := range generations {
		for name, args := range map[string][]string{
			"amount": {"--amount", "111111"}, "price": {"--price", "1 USDC"}, "both": {"--amount", "111111", "--price", "1 USDC", "--mint", "fair"},
		} {
			t.Run(fmt.Sprintf("%s/v2 %v", name, v2), func(t *testing.T) {
				t.Parallel()
				w := theft{v2: v2}.world(t)
				thief, usdt := newThief(w), w.token("USDT")
				w.must(w.chain.Mint(w.context(), usdt, w.manager(), tokens(500_000, 6)))
				before := thief.wealth()
				w.wants(w.run(nil, append([]string{"add-token", usdt.Hex(), "--weight", "10%", "--out", "plan.json"}, args...)...), 0)
				w.run(nil, "send", "plan.json", "--partial", "--yes", "--private-key", "env:OWNER_KEY")
				w.reports(usdt)
				w.run(nil, "resume", "--yes", "--private-key", "env:OWNER_KEY")
				w.run(nil, "send", "plan.json", "--partial", "--yes", "--private-key", "env:OWNER_KEY")
				if gain := thief.plunders(before); gain.Cmp(big.NewInt(1_000_000)) > 0 {
					t.Errorf("the thief gained $%s/1000000; the doors are %s", gain, w.doors())
				}
			})
		}
	}
	for _, line := range [][]string{{"open"}, {"swaps", "enable"}} {
		t.Run(line[0], func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			thief, usdt := newThief(w), w.token("USDT")
			before := thief.wealth()
			key := []string{"--broadcast", "--yes", "--private-key", "env:OWNER_KEY"}
			w.wants(w.run(nil, append([]string{"shut"}, key...)...), 0)
			_, err := w.chain.Send(w.context(), "add", w.owner(), w.chain.Pool.Address, managedpool.NewManagedPool().PackAddToken(usdt, w.manager(), big.NewInt(1e17), new(big.Int), w.manager()))
			w.must(err)
			w.reports(usdt)
			w.wants(w.run(nil, append(line, key...)...), 3)
			if gain := thief.plunders(before); gain.Sign() > 0 {
				t.Errorf("the thief gained $%s/1000000", gain)
			}
		})
	}
}
