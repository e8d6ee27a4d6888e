package faults_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/bindings/erc20"
	"mpool/bindings/managedpool"
	"mpool/bindings/vault"
)

// reports makes the asset manager report one smallest unit of a token. That costs nothing, and
// makes the pool look as if the deposit had been made.
func (w *world) reports(token common.Address) {
	w.Helper()
	w.manages(token, 2, big.NewInt(1))
}

// plunders tries all attacks for some blocks, exits, and returns the gain.
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

// dusting is an addition with these flags, in which the manager reports one smallest unit instead
// of the deposit.
type dusting struct {
	name string
	v2   bool
	args []string
}

func dustings() (list []dusting) {
	for _, v2 := range generations() {
		list = append(list,
			dusting{"both", v2, []string{"--amount", "111111", "--price", "1 USDC", "--mint", "fair"}},
			dusting{"amount", v2, []string{"--amount", "111111"}},
			dusting{"price", v2, []string{"--price", "1 USDC"}},
			dusting{"fair", v2, []string{"--price", "1 USDC", "--mint", "fair"}})
	}
	return list
}

// generations returns the available generations; the second needs its published artifacts.
func generations() []bool {
	if os.Getenv("MPOOL_V2_ARTIFACTS") == "" {
		return []bool{false}
	}
	return []bool{false, true}
}

// F26: one smallest unit is no deposit, so continuing an addition does not open the pool.
func TestSoakDust(t *testing.T) {
	list := dustings()
	if !soak() {
		list = []dusting{list[0], list[len(list)-1]}
	}
	for _, c := range list {
		t.Run(fmt.Sprintf("%s/v2 %v", c.name, c.v2), func(t *testing.T) {
			t.Parallel()
			w := theft{v2: c.v2}.world(t)
			thief, usdt := newThief(w), w.token("USDT")
			w.must(w.chain.Mint(w.context(), usdt, w.manager(), tokens(500_000, 6)))
			before := thief.wealth()
			w.wants(w.run(nil, append([]string{"add-token", usdt.Hex(), "--weight", "10%", "--out", "plan.json"}, c.args...)...), 0)
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

// No other command enables swaps or joins in a pool that has one smallest unit of a token.
func TestSoakDustAndDoors(t *testing.T) {
	for _, v2 := range generations() {
		lines := [][]string{{"open"}, {"swaps", "enable"}, {"allowlist", "disable"}}
		if v2 {
			lines = append(lines[:2], []string{"joins-exits", "enable"})
		}
		if !soak() {
			lines = lines[:1]
		}
		for _, line := range lines {
			t.Run(fmt.Sprintf("%s/v2 %v", line[0], v2), func(t *testing.T) {
				t.Parallel()
				w := theft{v2: v2}.world(t)
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
}

// A Safe's batch that adds a token with one smallest unit is refused, whether mpool or someone else
// wrote it. If executed, the pool would be robbed.
func TestDustInASafesBatch(t *testing.T) {
	from, err := safeOrigins["1.4.1"]()
	if err != nil {
		t.Fatal(err)
	}
	w := newWorldFrom(t, from)
	thief, usdt, safe := newThief(w), w.token("USDT"), w.poolOwner()
	w.must(w.chain.Mint(w.context(), usdt, safe, tokens(1000, 6)))
	node := []string{"ETH_RPC_URL=" + w.chain.RPC}
	e := w.run(node, "add-token", usdt.Hex(), "--weight", "10%", "--amount", "1raw", "--asset-manager", safe.Hex())
	if w.wants(e, 3); !strings.Contains(e.err, "exposure.dust") {
		t.Error(e.err)
	}
	calls := dustCalls(w, usdt, safe)
	w.must(os.WriteFile(filepath.Join(w.home, "batch.json"), builderFile(safe, calls), 0o600))
	e = w.run(node, "safe", "check", "batch.json")
	if w.wants(e, 3); !strings.Contains(e.out, "exposure.dust") {
		t.Error(e.out)
	}
	before := thief.wealth()
	w.rpc(nil, "anvil_impersonateAccount", safe)
	w.rpc(nil, "anvil_setBalance", safe, "0x56bc75e2d63100000")
	for _, call := range calls {
		_, err := w.chain.Send(w.context(), "batch", safe, call.To, call.Data)
		w.must(err)
	}
	if gain := thief.plunders(before); gain.Cmp(big.NewInt(1_000_000)) < 0 {
		t.Errorf("the thief gained no more than $%s/1000000: what is refused here?", gain)
	}
}

// builderCall is a call in a Transaction Builder file.
type builderCall struct {
	To    common.Address `json:"to"`
	Value string         `json:"value"`
	Data  hexutil.Bytes  `json:"data"`
}

// dustCalls adds a token and deposits one smallest unit of it.
func dustCalls(w *world, token, safe common.Address) []builderCall {
	v, one := vault.NewVault(), big.NewInt(1)
	deposit := []vault.IVaultPoolBalanceOp{{Kind: 2, PoolId: w.chain.Pool.ID, Token: token, Amount: one}, {Kind: 1, PoolId: w.chain.Pool.ID, Token: token, Amount: one}}
	return []builderCall{
		{w.chain.Pool.Address, "0", managedpool.NewManagedPool().PackAddToken(token, safe, big.NewInt(1e17), new(big.Int), safe)},
		{token, "0", erc20.NewERC20().PackApprove(w.chain.Contracts.Vault, one)},
		{w.chain.Contracts.Vault, "0", v.PackManagePoolBalance(deposit)},
	}
}

func builderFile(safe common.Address, calls []builderCall) []byte {
	file, err := json.Marshal(map[string]any{"version": "1.0", "chainId": "31337", "meta": map[string]any{"createdFromSafeAddress": safe}, "transactions": calls})
	if err != nil {
		panic(err)
	}
	return file
}

// poolOwner returns the pool's owner according to the pool.
func (w *world) poolOwner() common.Address {
	w.Helper()
	b := managedpool.NewManagedPool()
	answer, err := w.chain.Call(w.context(), w.chain.Pool.Address, b.PackGetOwner())
	w.must(err)
	owner, err := b.UnpackGetOwner(answer)
	w.must(err)
	return owner
}
