package chain_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/devnet"
	"mpool/internal/ops"
)

// TestAccountAt reads an account before and after a transaction, also from a node that accepts no
// block hash there.
func TestAccountAt(t *testing.T) {
	d := devChain(t, devnet.Options{})
	c := dial(t, d.RPC, chain.Options{})
	before := snapshot(t, c, d.Pool.Address, chain.Latest())
	receipt := send(t, c, swapWeights(before).Calls[0])
	p := proxy(t, d.RPC, func(method string, params json.RawMessage) string {
		if method == "eth_getTransactionCount" && strings.Contains(string(params), "blockHash") {
			return `{"code":-32602,"message":"invalid argument 1"}`
		}
		return ""
	})
	for _, c := range []*chain.Client{c, dial(t, p.url, chain.Options{})} {
		old := accountAt(t, c, receipt.From, before.Block.Hash)
		now := accountAt(t, c, receipt.From, receipt.BlockHash)
		equal(t, "nonce", now.Nonce, old.Nonce+1)
		equal(t, "pending", old.Pending, now.Nonce)
		if !now.Balance.Int().Lt(old.Balance.Int()) {
			t.Errorf("balance %s, and after a transaction %s", old.Balance, now.Balance)
		}
		if _, err := c.AccountAt(t.Context(), receipt.From, chain.AtHash(common.Hash{1})); err == nil {
			t.Error("no such block, and yet an account")
		}
	}
}

func accountAt(t *testing.T, c *chain.Client, a common.Address, block common.Hash) chain.Account {
	t.Helper()
	account, err := c.AccountAt(t.Context(), a, chain.AtHash(block))
	if err != nil {
		t.Fatal(err)
	}
	return account
}

// TestHostileNumbers has a node with chain ID 0, and one whose fees would overflow.
func TestHostileNumbers(t *testing.T) {
	d := devChain(t, devnet.Options{})
	p := proxy(t, d.RPC, nil)
	p.result = func(method string, _ json.RawMessage) string {
		switch method {
		case "eth_chainId":
			return `"0x0"`
		case "eth_feeHistory":
			return `{"reward":[["0x1"],["0x1` + strings.Repeat("0", 40) + `"]],"gasUsedRatio":[0,0.5]}`
		case "eth_maxPriorityFeePerGas":
			return `"0x1` + strings.Repeat("0", 40) + `"`
		}
		return ""
	}
	c := dial(t, p.url, chain.Options{})
	_, e1 := c.ChainID(t.Context())
	_, e2 := c.Snapshot(t.Context(), d.Pool.Address, chain.Latest())
	_, _, e3 := c.FeesFor(t.Context(), nil, true)
	p.result = func(method string, _ json.RawMessage) string {
		if method != "eth_getBlockByNumber" {
			return ""
		}
		return `{"number":"0x1","hash":"` + common.Hash{1}.Hex() + `","timestamp":"0x1","baseFeePerGas":"0x8` + strings.Repeat("0", 63) + `"}`
	}
	_, _, e4 := c.FeesFor(t.Context(), nil, true)
	for i, err := range []error{e1, e2, e3, e4} {
		if !errors.As(err, new(*wire.UnableError)) {
			t.Errorf("number %d: %v", i+1, err)
		}
	}
}

// TestFailedSimulation has nodes whose simulation fails or makes no sense. That differs from a node
// without simulations.
func TestFailedSimulation(t *testing.T) {
	base := &ops.Snapshot{Block: ops.Block{Number: 1, Hash: common.Hash{1}, Time: 1}}
	plan := &ops.Plan{At: 2, Calls: []ops.Call{{}}}
	for _, body := range []string{errorBody(-32603, "internal error"), errorBody(-32000, "execution aborted (timeout = 5s)"),
		`{"jsonrpc":"2.0","id":1,"result":[]}`} {
		sim, err := dial(t, answering(t, 200, body), chain.Options{}).Simulate(t.Context(), base, plan)
		if err == nil { // in no other case, whatever the node answers
			t.Errorf("%s: %+v, %v", body, sim, err)
		}
	}
}
