package chain_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/bindings/managedpool"
	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/devnet"
)

// sendAny has the node send a transaction, which may revert.
func sendAny(t *testing.T, url string, tx map[string]any) common.Hash {
	t.Helper()
	var hash common.Hash
	if err := dialRaw(t, url).CallContext(t.Context(), &hash, "eth_sendTransaction", tx); err != nil {
		t.Fatal(err)
	}
	return hash
}

// TestExamine reads pending, mined and unknown transactions, and finds out why one reverted, also
// on nodes with less support for that.
func TestExamine(t *testing.T) {
	d := devChain(t, devnet.Options{})
	c := dial(t, d.RPC, chain.Options{})
	pool, stranger := d.Pool.Address, d.Accounts.AssetManager
	call := map[string]any{"from": stranger, "to": pool, "gas": "0x50000", "data": hexutil.Bytes(managedpool.NewManagedPool().PackSetSwapEnabled(false))}

	rpcDo(t, d.RPC, "evm_setAutomine", false)
	hash := sendAny(t, d.RPC, call)
	tx, err := c.Transactions.Examine(t.Context(), hash)
	if err != nil || tx.Mined != nil || tx.From != stranger || *tx.To != pool || tx.Gas != 0x50000 {
		t.Fatalf("%+v, %v", tx, err)
	}
	rpcDo(t, d.RPC, "evm_mine")
	rpcDo(t, d.RPC, "evm_setAutomine", true)
	tx, err = c.Transactions.Examine(t.Context(), hash)
	if err != nil || tx.Mined == nil || tx.Mined.Success || tx.Mined.Time == 0 || len(tx.Mined.Logs) != 0 {
		t.Fatalf("%+v, %v", tx, err)
	}
	testReplay(t, d.RPC, tx)

	_, err = c.Transactions.Examine(t.Context(), common.Hash{1})
	if !errors.As(err, new(*chain.UnknownTransactionError)) || strings.Contains(err.Error(), "0100") {
		t.Error(err)
	}
	_, err = dial(t, d.RPC, chain.Options{ChainID: 1}).Transactions.Examine(t.Context(), hash)
	if !errors.As(err, new(*wire.ChainError)) {
		t.Error(err)
	}
	for method, lie := range map[string]string{
		"eth_getTransactionByHash":  `{"hash":"0x0100000000000000000000000000000000000000000000000000000000000000"}`,
		"eth_getTransactionReceipt": `{"transactionHash":"` + hash.Hex() + `","status":"0x1"}`,
		"eth_chainId":               `"0x0"`,
		"eth_getBlockByHash":        `null`,
	} {
		p := proxy(t, d.RPC, nil)
		p.result = func(asked string, _ json.RawMessage) string {
			if asked == method {
				return lie
			}
			return ""
		}
		if tx, err := dial(t, p.url, chain.Options{}).Transactions.Examine(t.Context(), hash); err == nil {
			t.Errorf("%s: %+v", method, tx)
		}
	}
}

func testReplay(t *testing.T, url string, tx *chain.Transaction) {
	no := func(is func(params string) bool, answer string) func(string, json.RawMessage) string {
		return func(method string, params json.RawMessage) string {
			if method == "eth_call" && is(string(params)) {
				return answer
			}
			return ""
		}
	}
	overridden := func(params string) bool { return strings.Contains(params, `"time"`) }
	always := func(string) bool { return true }
	tests := map[string]struct {
		fault func(string, json.RawMessage) string
		how   string // the end of How; "pruned": a *BlockError
	}{
		"all is well":  {nil, "at that block's time"},
		"no overrides": {no(overridden, `{"code":-32602,"message":"too many arguments, want at most 2"}`), fmt.Sprintf("on the state after block %d", tx.Mined.BlockNumber)},
		"no state":     {no(always, `{"code":-32000,"message":"missing trie node"}`), "pruned"},
	}
	for name, test := range tests {
		p := proxy(t, url, test.fault)
		replay, err := dial(t, p.url, chain.Options{}).Transactions.Replay(t.Context(), tx)
		var block *chain.BlockError
		switch {
		case test.how == "pruned":
			if !errors.As(err, &block) || !block.Pruned {
				t.Errorf("%s: %+v, %v", name, replay, err)
			}
		case err != nil || replay.Revert == nil || replay.Revert.Code != "BAL#401" || !strings.HasSuffix(replay.How, test.how):
			t.Errorf("%s: %+v, %v", name, replay, err)
		}
	}
}
